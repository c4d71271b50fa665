"""Every system call of one save made to fail, one after the other: ``make faults``. Needs strace.

Afterwards the case opens with the answer of before or the new one, never with less, and a save
that reported success is there.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from killed_store import read_ring
from stores import NOW, ROOT
from test_store_kills import prepared

from screening.store.cases import open_store

CALLS: Final = ("write", "fsync", "renameat", "renameat2", "rename", "fchmod", "unlinkat", "flock", "close")
ERRORS: Final = ("ENOSPC", "EIO", "EDQUOT", "EINTR", "EROFS")
SAVE: Final = """
import sys
from pathlib import Path
from killed_store import NOW, read_ring
from screening.store.cases import open_store
folder, case, answers = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with open_store(folder, read_ring(folder)).open(case) as opened:
    opened.save({"answers": answers}, now=NOW)
print("saved", flush=True)
"""


def run(folder: Path, case: str, answers: int, inject: str, log: Path) -> tuple[bool, bool]:
    """Whether the save was acknowledged, and whether a fault was injected."""
    command = [
        "strace",
        "-f",
        "-o",
        str(log),
        "-e",
        f"trace={inject.split(':')[0]}",
        "-e",
        f"inject={inject}",
    ]
    done = subprocess.run(
        [*command, sys.executable, "-c", SAVE, str(folder), case, str(answers)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    return done.stdout == "saved\n" and done.returncode == 0, "(INJECTED)" in log.read_text()


def main() -> None:
    if shutil.which("strace") is None:
        print("NOT RUN: strace is not installed")
        return
    injected = acknowledged = wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        [case] = prepared(folder, 1)
        stands = answers = 0
        for call in CALLS:
            for error in ERRORS:
                for at in range(1, 30):
                    answers += 1
                    saved, hit = run(
                        folder, case, answers, f"{call}:error={error}:when={at}", Path(name) / "log"
                    )
                    with open_store(folder, read_ring(folder)).open(case) as opened:
                        found = opened.record.intake["answers"]
                    acknowledged += saved
                    injected += hit
                    if found not in (stands, answers) or (saved and found != answers):
                        wrong += 1
                        print(
                            f"WRONG: {call} {error} {at}: {stands} -> {found}, wanted {answers}, said {saved}"
                        )
                    stands = found
                    if not hit:
                        break
            print(f"{call}: {injected} faults so far, {wrong} wrong", flush=True)
        with open_store(folder, read_ring(folder)).open(case) as opened:
            opened.save({"answers": -1}, now=NOW)
    print(f"{injected} faults injected, {acknowledged} saves acknowledged, {wrong} wrong")
    sys.exit(1 if wrong or not injected else 0)


if __name__ == "__main__":
    main()
