"""A batch that is told to end, or killed: nothing lost, nothing doubled, no process left.

``SCREENING_BATCH_KILLS`` sets how often a run is killed at a random moment (once if it is not set).
"""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from batch_runs import CASES, ROOT, contents, options, run
from pack_cases import AS_OF

from screening.batch.synth import synthetic_lines

KILLS = int(os.environ.get("SCREENING_BATCH_KILLS", "1"))


def started(*words: str) -> subprocess.Popen[bytes]:
    words = (*words, "--as-of", AS_OF.isoformat(), "--workers", "2")
    return subprocess.Popen(
        [sys.executable, "-m", "screening.cli", "batch", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def caseload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough to take a few seconds."""
    path = tmp_path_factory.mktemp("load") / "in.ndjson"
    some = list(synthetic_lines(300, 8, AS_OF))
    with path.open("wb") as stream:
        for _ in range(12):
            stream.writelines(some)
    return path


def group(leader: int) -> list[int]:
    """The processes of a session that live."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGKILL, -9)],
)
def test_signals_end_it_with_their_codes_and_leave_no_process_behind(
    number: signal.Signals, code: int, caseload: Path, tmp_path: Path
) -> None:
    """Also where the signal comes twice, and to all of its processes, as Ctrl-C pressed twice does."""
    process = started(str(caseload), "-o", str(tmp_path / "out"))
    parts = tmp_path / "out" / "parts"
    deadline = time.monotonic() + 60
    while len(group(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, number)
    if number is signal.SIGINT:
        time.sleep(0.05)
        os.killpg(process.pid, number)
    assert process.wait(timeout=30) == code
    time.sleep(0.5)
    assert group(process.pid) == []
    assert parts.exists()
    assert number is signal.SIGKILL or not list(parts.glob(".tmp-*"))
    assert not (tmp_path / "out" / "results.ndjson").exists()


class Copy:
    """A batch started by ``warm_batches``: as much of ``Popen`` as is needed here."""

    def __init__(self, server: subprocess.Popen[bytes], output: Path, resume: bool) -> None:
        assert server.stdin is not None
        self._server = server
        server.stdin.write(json.dumps([str(output), resume]).encode() + b"\n")
        self.pid = answer_of(server)

    def wait(self, timeout: float | None = None) -> int:
        if not select.select([self._server.stdout], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired("batch", timeout or 0)
        return answer_of(self._server)


def answer_of(server: subprocess.Popen[bytes]) -> int:
    assert server.stdout is not None
    return int(server.stdout.readline())


Start = Callable[[Path, bool], subprocess.Popen[bytes] | Copy]
"""Starts a batch that writes to a folder, or goes on there."""


def killed_again_and_again(start: Start, folder: Path, times: int) -> None:
    whole = folder / "whole"
    begun_at = time.monotonic()
    assert start(whole, False).wait(timeout=300) == 0
    takes = time.monotonic() - begun_at
    rng = random.Random(4)
    output = folder / "out"
    kills = ended = 0
    while kills < times:
        process = start(output, (output / "batch.json").exists())
        try:
            code = process.wait(timeout=rng.uniform(0, 1.1 * takes))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):  # its session is not made yet
                os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
            while group(process.pid):  # workers hold the lock until they are gone too
                time.sleep(0.01)
        if code == -signal.SIGKILL:
            kills += 1
        else:  # it came to its end: the next run begins anew
            assert code == 0
            assert contents(output) == contents(whole)
            output = folder / f"out-{kills}-{rng.random()}"
            ended += 1
    assert start(output, (output / "batch.json").exists()).wait(timeout=300) == 0
    assert contents(output) == contents(whole)
    print(f"{kills} kills, {ended + 1} batches that came to their end in the same bytes")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="process groups of Linux")
def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(caseload: Path, tmp_path: Path) -> None:
    def start(output: Path, resume: bool) -> subprocess.Popen[bytes]:
        return started(str(caseload), "-o", str(output), *["--resume"] * resume)

    killed_again_and_again(start, tmp_path, max(1, KILLS // 20))


@pytest.mark.skipif(KILLS == 1, reason="many kills: make batch-kills")
def test_killed_at_any_moment_of_its_work_it_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    """Its start, in which nothing is written yet, is left out: few kills would meet anything else."""
    cases = tmp_path / "in.ndjson"
    cases.write_bytes(b"".join(synthetic_lines(400, 8, AS_OF)))
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("warm_batches.py"), cases, tmp_path / "first"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as server:
        assert answer_of(server) == 0
        assert contents(tmp_path / "first")
        killed_again_and_again(
            lambda output, resume: Copy(server, output, resume), tmp_path, KILLS - max(1, KILLS // 20)
        )
        assert server.stdin is not None
        server.stdin.close()


@pytest.mark.parametrize("left", [[], [".lock"], [".lock", "parts/"]])
def test_killed_before_it_noted_what_it_does_it_begins_anew(left: list[str], tmp_path: Path) -> None:
    cases = tmp_path / "in.ndjson"
    cases.write_bytes(CASES[0] + b"\n")
    output = tmp_path / "out"
    output.mkdir(mode=0o700)
    for name in left:
        (output / name).mkdir(mode=0o700) if name.endswith("/") else (output / name).touch(0o600)
    assert run(options(cases, output)).summary["scored"] == 1
