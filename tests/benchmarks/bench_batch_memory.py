"""How much memory a batch takes with few cases and with very many. Not a test.

    make bench-memory
    make bench-memory CASES=50000

Both caseloads are invented (``screening synth``) with seeds of their own, so that the many are not the few
again. Each is run by the command itself with two workers; what is reported is the largest process of
the run, parent or worker, as the kernel counted it. The last line is the ratio.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from screening.batch.synth import synthetic_lines

FEW = 10_000
AS_OF = "2026-11-24"
COMMAND = Path(sys.executable).with_name("screening")


def caseload(path: Path, cases: int, seed: int) -> None:
    """Write so many invented cases."""
    with path.open("wb") as stream:
        stream.writelines(synthetic_lines(cases, seed, date.fromisoformat(AS_OF)))


def largest_process(path: Path, output: Path) -> float:
    """Run a batch over the file. The peak of its largest process, in MB."""
    words: list[str | Path] = [COMMAND, "batch", path, "-o", output, "--as-of", AS_OF, "--workers", "2"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The batch ended with {process.returncode}.")
    return used.ru_maxrss / 1024


def main(many: int = 1_000_000) -> int:
    """Print both peaks and, last, their ratio."""
    peaks = []
    for seed, cases in enumerate((FEW, many), start=1):
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "cases.ndjson"
            caseload(path, cases, seed)
            peaks.append(largest_process(path, Path(place) / "out"))
        print(f"{cases:>10,} cases: largest process {peaks[-1]:6.1f} MB", flush=True)
    print(f"ratio {peaks[1] / peaks[0]:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:2])))
