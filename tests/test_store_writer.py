"""The one writer: whole files or none, closed to others, and every fault of the disk as a sentence."""

import errno
import multiprocessing
import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from stores import ROOT

from screening.errors import AccessError, LockedError, OutputError
from screening.store.locks import take_lock
from screening.store.writer import make_folder, remove_file, remove_leftovers, write_new, write_over

CALLS = ("open", "write", "fsync", "fchmod", "replace", "link")
FAULTS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES)


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def code(write: Callable[[Path, bytes], None], path: Path, data: bytes = b"new") -> str:
    with pytest.raises(OutputError) as caught:
        write(path, data)
    assert caught.value.problems[0].spanish
    return caught.value.problems[0].code


def test_files_and_folders_are_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    write_new(tmp_path / "a" / "b" / "x", b"1")
    write_over(tmp_path / "a" / "b" / "y", b"2")
    write_over(tmp_path / "a" / "b" / "y", b"3")
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700
    assert {path.name: (mode(path), path.read_bytes()) for path in (tmp_path / "a" / "b").iterdir()} == {
        "x": (0o600, b"1"),
        "y": (0o600, b"3"),
    }


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    assert code(write_new, tmp_path / "x") == "output.exists"
    assert (tmp_path / "x").read_bytes() == b"old"


def test_links_and_what_is_no_file_are_refused(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"old")
    (tmp_path / "link").symlink_to(victim)
    (tmp_path / "loose").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for write in (write_new, write_over):
        assert code(write, tmp_path / "link") == "output.link"
        assert code(write, tmp_path / "loose") == "output.link"
    assert code(write_over, tmp_path / "pipe") == code(write_over, tmp_path / "folder") == "output.special"
    assert victim.read_bytes() == b"old" and not (tmp_path / "nowhere").exists()


def test_a_second_name_of_a_file_keeps_the_old_text(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    os.link(tmp_path / "x", tmp_path / "planted")
    write_over(tmp_path / "x", b"new")
    assert (tmp_path / "planted").read_bytes() == b"old"


def test_folders_that_are_missing_and_names_that_are_none(tmp_path: Path) -> None:
    assert code(write_new, tmp_path / "none" / "x") == "output.no_folder"
    assert code(write_new, tmp_path / ("x" * 300)) == "output.long_name"
    assert code(write_new, tmp_path / "a\0b") == "output.failed"


def test_a_folder_of_others_or_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(0o755)
    make_folder(tmp_path / "ours")
    (tmp_path / "link").symlink_to(tmp_path / "ours")
    for name in ("open", "link"):
        with pytest.raises(AccessError):
            make_folder(tmp_path / name)


@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize("call", CALLS)
def test_every_fault_of_the_disk_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, replace: bool
) -> None:
    path = tmp_path / "x"
    write = write_over if replace else write_new
    real: Any = getattr(os, call)
    injected = 0
    for number in FAULTS:
        for fails_at in range(1, 10):
            count = 0

            def failing(*words: Any, _at: int = fails_at, _errno: int = number, **more: Any) -> Any:
                nonlocal count
                count += 1
                if count == _at:
                    raise OSError(_errno, "injected")
                return real(*words, **more)

            path.unlink(missing_ok=True)
            if replace:
                path.write_bytes(b"old")
            monkeypatch.setattr(os, call, failing)
            try:
                write(path, b"new")
                told = ""
            except OutputError as error:
                told = error.problems[0].code
            monkeypatch.setattr(os, call, real)
            stands = path.read_bytes() if path.exists() else None
            assert stands in ((b"old" if replace else None), b"new")
            assert told or stands == b"new"
            assert [each.name for each in tmp_path.iterdir()] in ([], ["x"])
            if count < fails_at:
                break
            injected += 1
            assert told.startswith("output.")
    assert injected >= len(FAULTS) or call == {False: "replace", True: "link"}[replace]


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    write_new(tmp_path / "x", b"1")
    assert (tmp_path / "x").read_bytes() == b"1" and mode(tmp_path / "x") == 0o600
    assert code(write_new, tmp_path / "x") == "output.exists"


def test_short_writes_are_written_to_their_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, bytes(data)[:3]))
    write_new(tmp_path / "x", b"0123456789")
    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_a_full_disk_keeps_what_was_saved(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from screening.errors import OutputError\n"
        "from screening.store.writer import write_over\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "path = Path(sys.argv[1])\n"
        "write_over(path, b'o' * 900)\n"
        "try:\n"
        "    write_over(path, b'n' * 5000)\n"
        "except OutputError as error:\n"
        "    print(error.problems[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "output.full\n", done.stderr
    assert (tmp_path / "x").read_bytes() == b"o" * 900
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_a_killed_write_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in (".x.0011.tmp", ".xy.0011.tmp", "x", "other"):
        (tmp_path / name).write_bytes(b"1")
    remove_leftovers(tmp_path / "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".xy.0011.tmp", "other", "x"]
    remove_file(tmp_path / "x")
    remove_file(tmp_path / "x")
    assert not (tmp_path / "x").exists()


def _held(path: Path, ready: Any, go: Any) -> None:
    take_lock(path)
    ready.set()
    go.wait(20)


def test_one_holder_of_a_lock_and_death_frees_it(tmp_path: Path) -> None:
    path = tmp_path / ".k7qd-29fm.lock"
    lock = take_lock(path)
    with pytest.raises(LockedError) as caught:
        take_lock(path)
    assert caught.value.source == "k7qd-29fm" and caught.value.exit_code == 73
    lock.release()
    spawn = multiprocessing.get_context("spawn")
    ready, go = spawn.Event(), spawn.Event()
    other = spawn.Process(target=_held, args=(path, ready, go))
    other.start()
    assert ready.wait(20)
    with pytest.raises(LockedError):
        take_lock(path, wait=0.05)
    other.kill()
    other.join(20)
    take_lock(path, wait=5).release(remove=True)
    assert not path.exists()
    take_lock(path).release()
