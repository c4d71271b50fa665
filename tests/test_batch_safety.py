"""What can go wrong around a batch: nothing is lost or doubled, and one sentence says why it stopped."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from batch_runs import CASES, ROOT, Here, contents, options, rejects
from pack_cases import AS_OF, the_pack
from screening.cli.batch_command import _ended_by_signals

from screening.batch import files, sources
from screening.batch.pools import process_pool
from screening.batch.run import Options, Progress, run_batch
from screening.batch.sources import find_sources
from screening.errors import EngineError, NoInputError, OutputError, ScreeningError, UsageError
from screening.intake import limits


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six cases and a bad line."""
    path = tmp_path_factory.mktemp("lines") / "in.ndjson"
    path.write_bytes(b"\n".join([*CASES[:3], b"x", *CASES[3:6]]))
    return path


@pytest.fixture(scope="module")
def undisturbed(lines: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    here(options(lines, output))
    return contents(output)


def here(wanted: Options, **tell: Any) -> dict[str, Any]:
    return run_batch(wanted, the_pack(), Here, **tell).summary


# --- the disk ---


def test_a_disk_that_fills_at_any_file_ends_it_and_it_goes_on(
    lines: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file a batch writes, from the first note to the last page, is once the one that has no room."""
    monkeypatch.setattr("screening.batch.run.prepare", lambda job, pack: None)  # the rules are ready already
    written = 0
    room = 0  # for so many files

    def fdopen(handle: int, mode: str) -> io.BufferedWriter:
        nonlocal written
        written += 1
        if written > room:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return os.fdopen(handle, mode)  # type: ignore[return-value]

    monkeypatch.setattr(files, "os", SimpleNamespace(**{**vars(os), "fdopen": fdopen}))
    failures = 0
    for room in range(100):
        written = 0
        output = tmp_path / str(room)
        wanted = options(lines, output, chunk=3_000)
        try:
            here(wanted)
        except OutputError as error:
            assert error.exit_code == 74
            failures += 1
        else:
            break
        assert not list(output.rglob(".tmp-*"))
        written = -1_000
        here(replace(wanted, resume=(output / "batch.json").exists()))
        assert contents(output) == undisturbed
    assert failures > 10  # notes, parts, four files of results, pages, notes


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_work_that_is_lost_again_is_noticed_and_done_anew(
    damage: Any, lines: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    wanted = options(lines, tmp_path / "out", chunk=3_000)

    def lose(progress: Progress) -> None:
        if progress.done == progress.all:
            damage(sorted((wanted.output / "parts").glob("*.part"))[0])

    with pytest.raises(EngineError) as caught:
        here(wanted, tell=lose)
    assert (caught.value.problems[0].code, caught.value.exit_code) == ("batch.miscounted", 70)
    assert not (wanted.output / "results.ndjson").exists()
    here(replace(wanted, resume=True))
    assert contents(wanted.output) == undisturbed


# --- the input ---


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n" + CASES[9])


def exchange(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"fictional":true', b'"fictional": 1  ', 1))


@pytest.mark.parametrize(
    ("change", "error", "code"),
    [
        (cut, OutputError, "batch.changed_input"),
        (grow, OutputError, "batch.changed_input"),
        (exchange, OutputError, "batch.changed_input"),
        (Path.unlink, NoInputError, "intake.not_readable"),
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_input_that_changes_while_it_is_read_gives_no_result(
    change: Any, error: type[ScreeningError], code: str, at: int, tmp_path: Path
) -> None:
    """Before the first piece is read, and after it."""
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"\n".join(CASES[:6]))
    told = 0

    def tell(_: Progress) -> None:
        nonlocal told
        if told == at:
            change(path)
        told += 1

    with pytest.raises(error) as caught:
        here(options(path, tmp_path / "out", chunk=3_000), tell=tell)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert not (tmp_path / "out" / "results.ndjson").exists()


def test_a_file_that_is_met_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.ndjson", "b.ndjson"):
        (tmp_path / "in" / name).write_bytes(CASES[0])
    (tmp_path / "in" / "c.ndjson").symlink_to("a.ndjson")
    found = find_sources([tmp_path / "in" / "b.ndjson", tmp_path / "in", tmp_path / "in" / ".." / "in"])
    assert [Path(source.path).name for source in found] == ["b.ndjson", "a.ndjson"]


def test_what_a_batch_wrote_among_the_input_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_bytes(b"\n".join(CASES[:2]))
    wanted = options(tmp_path, tmp_path / "out")

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        here(wanted, tell=stop)
    assert here(replace(wanted, resume=True))["files"] == 1
    assert here(options(tmp_path, tmp_path / "again"))["files"] == 1
    (tmp_path / "batch.json").write_bytes(CASES[2])  # a name anybody may give
    assert len(find_sources([tmp_path])) == 2


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "X.TGZ", "x.tar", "x.tar.zst"])
def test_an_archive_of_files_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(CASES[0])
    with pytest.raises(UsageError) as caught:
        find_sources([tmp_path / name])
    assert caught.value.problems[0].code == "batch.of_files"


@pytest.mark.parametrize("chunk", [1, 7, 100, 10_000])
@pytest.mark.parametrize("last", [b"\n", b""])
def test_a_long_line_of_standard_input_is_one_reject_too(
    chunk: int, last: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LINE_BYTES", 40)
    monkeypatch.setattr("screening.batch.units.LINE_BYTES", 40)
    data = b"\n".join([b"one", b"x" * 39, b"y" * 40, b"z" * 41, b"", b"w" * 300, b"two", b"v" * 70]) + last
    (tmp_path / "in.ndjson").write_bytes(data)
    here(options(tmp_path / "in.ndjson", tmp_path / "file"))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    here(options(Path("-"), tmp_path / "piped", chunk=chunk))
    assert contents(tmp_path / "piped") == contents(tmp_path / "file")
    assert [each["line"] for each in rejects(tmp_path / "piped")] == [1, 2, 3, 4, 6, 7, 8]


def test_the_longest_line_and_the_largest_file(tmp_path: Path) -> None:
    """One byte less, as many, one more; a single file is as large as a single screening takes."""
    case = CASES[0]
    for more in (-1, 0, 1):
        line = case + b" " * (sources.LINE_BYTES - len(case) + more)
        (tmp_path / f"{more + 1}.ndjson").write_bytes(line + b"\n" + line)
        (tmp_path / f"{more + 4}.json").write_bytes(case + b" " * (limits.FILE_BYTES - len(case) + more))
    summary = here(options(tmp_path, tmp_path / "out"))
    assert (summary["read"], summary["scored"]) == (9, 6)
    found = [(each["file"], each["line"], each["code"]) for each in rejects(tmp_path / "out")]
    long = "batch.line_too_long"
    assert found == [(3, 1, long), (3, 2, long), (6, 1, "intake.too_large")]


def test_nothing_there_and_nothing_right(tmp_path: Path) -> None:
    (tmp_path / "empty.ndjson").write_bytes(b"")
    summary = here(options(tmp_path / "empty.ndjson", tmp_path / "none"))
    assert (summary["read"], summary["scored"], summary["rejected"]) == (0, 0, 0)
    (tmp_path / "bad.ndjson").write_bytes(b"\0\n{\n\n[]")
    summary = here(options(tmp_path / "bad.ndjson", tmp_path / "bad"))
    assert (summary["read"], summary["scored"], summary["rejected"]) == (3, 0, 3)
    assert [each["line"] for each in rejects(tmp_path / "bad")] == [1, 2, 4]


# --- signals ---


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_with_nohup_a_closed_terminal_ends_nothing() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with _ended_by_signals() as stopped:
            os.kill(os.getpid(), signal.SIGHUP)
            stopped()
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_workers_leave_signals_of_the_terminal_to_their_parent() -> None:
    with process_pool(1) as pool:
        for number in (signal.SIGHUP, signal.SIGINT):
            assert pool.submit(signal.raise_signal, number).result() is None


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_nobody_reads_what_it_prints(tmp_path: Path) -> None:
    """The results are there; the code says that they could not be shown."""
    (tmp_path / "in.json").write_bytes(CASES[0])
    reader, writer = os.pipe()
    os.close(reader)
    words = ["batch", str(tmp_path / "in.json"), "-o", str(tmp_path / "out"), "--as-of", AS_OF.isoformat()]
    with os.fdopen(writer) as stream:
        done = subprocess.run(
            [sys.executable, "-m", "screening.cli", *words], cwd=ROOT, stdout=stream, stderr=subprocess.PIPE
        )
    assert (done.returncode, done.stderr) == (OutputError.exit_code, b"")
    assert (tmp_path / "out" / "summary.json").exists()
