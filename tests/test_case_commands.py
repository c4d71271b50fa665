"""``screening case`` as its users run it: what it prints, what it leaves on the disk, and what it never shows."""

import getpass
import io
import json
import os
import pty
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screening.cli import case_commands, passphrase
from screening.cli.app import main
from screening.cli.process import hide_memory
from stores import GOLDEN_CASE, LAWYER, PASSPHRASE, ROOT, golden_store, holds_canary

from screening.store import keys, rekey
from screening.store.cases import CaseStore
from screening.store.locks import take_lock
from screening.store.passphrases import make_phrase
from screening.store.sealing import new_secret

CANARY = "CANARIO-Xochitl"
NEW_PHRASE = "otra frase solo para probar"


class Told:
    """What one command came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def screening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Told]:
    """Run a command in a house of its own; nothing of a client may be left in it or be said."""
    for name in ("home", "temp", "work"):
        (tmp_path / name).mkdir()
    golden_store(tmp_path / "store")
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n", "utf-8")
    (tmp_path / "phrase").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path / "work")
    intake = {"format": "asylum.intake/1", "id": "case-1", "summary": {"own_words": CANARY}}
    (tmp_path / "given.json").write_text(json.dumps(intake))

    def run(*words: str, keys_from: str = "store", asked: bool = False) -> Told:
        options = [] if asked else ["--passphrase-file", str(tmp_path / "phrase")]
        if words[0] == "case":
            options += ["--store", str(tmp_path / keys_from)]
        monkeypatch.setattr(sys, "argv", ["screening", *words, *options])
        code = main()
        out, err = capsys.readouterr()
        plain = {Path(each).name for each in holds_canary(tmp_path, CANARY)}
        assert plain <= {"given.json", "plain.json"}, "left on the disk where nobody promised it"
        assert "Traceback" not in out + err and CANARY not in out + err and PASSPHRASE not in out + err
        return Told(code, out, err)

    return run


@pytest.fixture
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files without the second that a passphrase costs."""
    known: dict[bytes, tuple[bytes, str]] = {}
    real = keys.unseal_with_passphrase

    def seal(plain: bytes, phrase: str) -> bytes:
        stand_in = b"stand-in " + new_secret().public.encode()
        known[stand_in] = (plain, phrase)
        return stand_in

    def unseal(sealed: bytes, phrase: str, *, source: str) -> bytes:
        plain, right = known.get(sealed, (b"", ""))
        return plain if plain and phrase == right else real(sealed, phrase, source=source)

    monkeypatch.setattr(keys, "seal_with_passphrase", seal)
    monkeypatch.setattr(keys, "unseal_with_passphrase", unseal)


def the_mayor() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "examples" / "mayor.json").read_bytes())
    return found


def test_a_whole_life_of_a_case_leaves_nothing_readable(
    screening: Callable[..., Told], tmp_path: Path
) -> None:
    given = tmp_path / "given.json"
    given.write_text(json.dumps({**the_mayor(), "id": CANARY.lower(), "note": CANARY}))
    made = screening("case", "new", "--from", str(given))
    case = made.out.strip()
    assert made.code == 0 and case != GOLDEN_CASE
    friend = new_secret()
    listed = json.loads(screening("case", "list", "--json").out)
    assert listed["schema"] == "screening.cases/1"
    assert {(each["id"], each["state"]) for each in listed["cases"]} == {
        (case, "in_order"),
        (GOLDEN_CASE, "in_order"),
    }
    opened = screening("case", "open", case)
    assert opened.code == 0 and "newest copy known" in opened.out and "can be screened" in opened.out
    path = tmp_path / "store" / "cases" / f"{case}.age"
    assert screening("check", str(path)).out == "The file is in order.\n"
    shared = screening("case", "share", case, "--to", friend.public, "-o", str(tmp_path / "copy.age"))
    assert shared.code == 0 and "Only the holders" in shared.err
    assert screening("case", "purge", case, "--yes").code == 0
    gone = screening("case", "open", case, "--lang", "es")
    assert gone.code == 66 and "no existe ese caso" in gone.err
    assert holds_canary(tmp_path, CANARY.lower()) == [str(given)]
    assert holds_canary(tmp_path, PASSPHRASE) == [str(tmp_path / "phrase")]
    loose = [path for path in tmp_path.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert {path.name for path in loose} <= {"given.json", f"{GOLDEN_CASE}.age", "key.age"}
    assert list((tmp_path / "temp").iterdir()) == [] and list((tmp_path / "work").iterdir()) == []


def test_only_the_export_is_readable_and_every_failure_is_silent(
    screening: Callable[..., Told], tmp_path: Path
) -> None:
    given = tmp_path / "given.json"
    given.write_text(json.dumps({**the_mayor(), "note": CANARY}))
    case = screening("case", "new", "--from", str(given)).out.strip()
    path = tmp_path / "store" / "cases" / f"{case}.age"
    plain = tmp_path / "plain.json"
    assert screening("case", "export", case, "-o", str(plain), "--plaintext").code == 0
    assert CANARY in plain.read_text()
    whole = path.read_bytes()
    for broken in (b"", whole[:100], whole[:-5], (tmp_path / "store" / "index.age").read_bytes()):
        path.write_bytes(broken)
        assert screening("case", "open", case).code == 65
        assert screening("report", str(path)).code == 65
        assert screening("case", "export", case, "-o", str(tmp_path / "b.json"), "--plaintext").code == 65
        assert screening("case", "share", case, "--to", LAWYER.public, "-o", str(tmp_path / "b")).code == 65
    assert not (tmp_path / "b.json").exists() and not (tmp_path / "b").exists()


def test_an_encrypted_case_gives_the_report_of_its_intake(
    screening: Callable[..., Told], tmp_path: Path
) -> None:
    path = tmp_path / "store" / "cases" / f"{GOLDEN_CASE}.age"
    assert screening("case", "export", GOLDEN_CASE, "-o", str(tmp_path / "x.json"), "--plaintext").code == 0
    assert json.loads((tmp_path / "x.json").read_bytes()) == the_mayor()
    options = ("--json", "--as-of", "2026-11-24", "--engine", "reference")
    from_case = screening("report", str(path), *options)
    from_file = screening("report", str(tmp_path / "x.json"), *options)
    assert from_case.code == 0 and json.loads(from_case.out) == json.loads(from_file.out)
    (tmp_path / "work" / "handed over (1).age").write_bytes(path.read_bytes())
    handed = screening("report", "handed over (1).age", *options, "--store", str(tmp_path / "store"))
    assert handed.code == 0 and json.loads(handed.out) == json.loads(from_case.out)


def test_a_report_of_a_case_put_under_another_name_is_refused(
    screening: Callable[..., Told], tmp_path: Path
) -> None:
    cases = tmp_path / "store" / "cases"
    shutil.copy(cases / f"{GOLDEN_CASE}.age", cases / "k7qd-29fm.age")
    told = screening("report", str(cases / "k7qd-29fm.age"))
    assert told.code == 65 and "the file of another case" in told.err and told.out == ""


@pytest.mark.usefixtures("quick_keys")
def test_keys_are_made_once_and_say_who_can_read(screening: Callable[..., Told], tmp_path: Path) -> None:
    assert screening("case", "list", keys_from="new").code == 66
    assert "screening case key" in screening("case", "list", keys_from="new").err
    for wrong in ((), ("--reader", LAWYER.public, "--no-reader")):
        assert screening("case", "key", *wrong, keys_from="new").code == 2
    assert screening("case", "key", "--reader", "age1x", keys_from="new").code == 77
    assert not (tmp_path / "new").exists()
    made = screening("case", "key", "--reader", LAWYER.public, keys_from="new")
    assert made.code == 0 and "or the key of another reader" in made.err
    public, other = made.out.splitlines()
    assert public.startswith("age1") and other.startswith(LAWYER.public)
    assert screening("case", "key", keys_from="new").out == made.out
    assert screening("case", "key", "--no-reader", keys_from="new").code == 2
    assert screening("case", "list", "--lang", "es", keys_from="new").err == "En esta carpeta no hay casos.\n"
    empty = screening("case", "new", keys_from="new").out.strip()
    assert "can be screened" in screening("case", "open", empty, keys_from="new").out
    dropped = screening("case", "new", "--drop-box", keys_from="new").out.strip()
    shut = screening("case", "open", dropped, keys_from="new")
    assert shut.code == 65 and "lawyer alone" in shut.err
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("quick_keys")
def test_rekey_changes_passphrase_readers_and_key(
    screening: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    friend, second = new_secret(), tmp_path / "second"
    second.write_text(NEW_PHRASE)
    second.chmod(0o600)
    public = screening("case", "key").out.splitlines()[0]
    done = screening(
        "case", "rekey", "--add-reader", friend.public, "--remove-reader", LAWYER.public, "--new-key",
        "--new-passphrase-file", str(second),
    )  # fmt: skip
    assert done.code == 0 and "sealed again: 1." in done.err and "keep what they copied" in done.err
    assert screening("case", "list").code == 77
    (tmp_path / "phrase").write_text(NEW_PHRASE)
    after = screening("case", "key").out
    assert public not in after and friend.public in after and LAWYER.public not in after
    assert "in order" in screening("case", "list").out
    assert "sealed again: 0." in screening("case", "rekey").err
    assert screening("case", "rekey", "--remove-reader", LAWYER.public).code == 77

    def cut_off(_: CaseStore) -> rekey.Resealed:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(case_commands, "reseal_cases", cut_off)
        assert screening("case", "rekey", "--new-key").code == 130
    assert "readers of before" in screening("case", "list").out
    assert screening("case", "open", GOLDEN_CASE).code == 0
    assert "sealed again: 1." in screening("case", "rekey").err
    assert "in order" in screening("case", "list").out


def test_export_and_purge_want_to_be_told(screening: Callable[..., Told], tmp_path: Path) -> None:
    target = str(tmp_path / "x.json")
    refused = screening("case", "export", GOLDEN_CASE, "-o", target)
    assert refused.code == 2 and "readable by anybody" in refused.err and not Path(target).exists()
    assert screening("case", "export", GOLDEN_CASE, "-o", target, "--plaintext").code == 0
    again = screening("case", "export", GOLDEN_CASE, "-o", target, "--plaintext", "--lang", "es")
    assert again.code == 74 and "ya existe" in again.err
    loud = screening("case", "export", GOLDEN_CASE, "-o", target, "--plaintext", "--force")
    assert loud.code == 0 and loud.err.startswith("NOT ENCRYPTED")
    unsaid = screening("case", "purge", GOLDEN_CASE)
    assert unsaid.code == 2 and "--yes" in unsaid.err
    done = screening("case", "purge", GOLDEN_CASE, "--yes")
    assert done.code == 0 and "unreadable without the key" in done.err and "ecure" not in done.err


@pytest.mark.parametrize(("answer", "deleted"), [("sí\n", True), ("Y\n", True), ("no\n", False), ("", False)])
def test_purge_asks_on_a_terminal(
    screening: Callable[..., Told],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    deleted: bool,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    told = screening("case", "purge", GOLDEN_CASE, "--lang", "es")
    assert told.code == 0 and "¿Borrar el caso" in told.err
    assert ("No se borró nada." in told.err) != deleted
    assert (tmp_path / "store" / "cases" / f"{GOLDEN_CASE}.age").exists() != deleted


def test_a_case_open_elsewhere(screening: Callable[..., Told], tmp_path: Path) -> None:
    lock = take_lock(tmp_path / "store" / "cases" / f".{GOLDEN_CASE}.lock")
    for words in (("open", GOLDEN_CASE), ("purge", GOLDEN_CASE, "--yes"), ("rekey", "--new-key")):
        told = screening("case", *words)
        assert told.code == 73 and "Another program has it open" in told.err
    lock.release()
    assert screening("case", "open", GOLDEN_CASE).code == 0


def test_a_phrase_through_a_pipe(tmp_path: Path) -> None:
    golden_store(tmp_path / "store")
    reader, writer = os.pipe()
    os.write(writer, PASSPHRASE.encode() + b"\n")
    os.close(writer)
    words = ["case", "list", "--store", str(tmp_path / "store"), "--passphrase-file", f"/dev/fd/{reader}"]
    done = subprocess.run(
        [sys.executable, "-m", "screening.cli", *words],
        cwd=ROOT,
        capture_output=True,
        pass_fds=[reader],
        timeout=60,
    )
    os.close(reader)
    assert done.returncode == 0 and GOLDEN_CASE.encode() in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_our_memory_is_hidden_once_keys_are_unlocked() -> None:
    import ctypes

    hide_memory()
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0  # PR_GET_DUMPABLE
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)


def test_an_older_copy_and_a_missing_index(screening: Callable[..., Told], tmp_path: Path) -> None:
    index = tmp_path / "store" / "index.age"
    index.unlink()
    missing = screening("case", "list")
    assert missing.code == 65 and "--rebuild-index" in missing.err
    rebuilt = screening("case", "list", "--rebuild-index")
    assert rebuilt.code == 0 and "Cases in it: 1." in rebuilt.err and "in order" in rebuilt.out


def test_without_encryption_only_when_told_and_aloud(screening: Callable[..., Told], tmp_path: Path) -> None:
    loud = screening("case", "new", "--unencrypted", keys_from="plain")
    assert loud.code == 0 and loud.err.startswith("NOT ENCRYPTED")
    unsaid = screening("case", "list", keys_from="plain")
    assert unsaid.code == 77 and "--unencrypted" in unsaid.err
    case = loud.out.strip()
    assert case in screening("case", "list", "--unencrypted", keys_from="plain").out
    assert screening("case", "new", "--unencrypted").code == 65
    gone = screening("case", "purge", case, "--yes", "--unencrypted", keys_from="plain")
    assert "may stay readable" in gone.err


@pytest.mark.parametrize("command", [("case", "new"), ("case", "list"), ("interview", "--script", "x.json")])
def test_the_usual_folder_is_never_made_an_unencrypted_one(
    command: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "argv", ["screening", *command, "--unencrypted", "--lang", "es"])
    assert main() == 2
    said = capsys.readouterr()
    assert "--store practica" in said.err and "SIN CIFRAR" not in said.err and not said.out
    assert not list(tmp_path.iterdir())


def test_a_bad_intake_is_not_put_into_a_case(screening: Callable[..., Told], tmp_path: Path) -> None:
    told = screening("case", "new", "--from", str(tmp_path / "given.json"))
    assert told.code == 65 and len(list((tmp_path / "store" / "cases").glob("*.age"))) == 1


def test_passphrases_from_files(screening: Callable[..., Told], tmp_path: Path) -> None:
    phrase = tmp_path / "phrase"
    phrase.chmod(0o644)
    assert "Close it" in screening("case", "list").err
    phrase.chmod(0o600)
    for wrong in (b"", b"\n", b"\xff\xfe"):
        phrase.write_bytes(wrong)
        assert screening("case", "list").code == 77
    phrase.write_text("not the phrase, not at all")
    told = screening("case", "list", "--lang", "es")
    assert told.code == 77 and "Esta frase no lo abre." in told.err
    phrase.unlink()
    assert screening("case", "list").code == 77


def test_a_phrase_is_asked_for_unseen_or_not_at_all(
    screening: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def typed(*answers: str) -> None:
        left = iter(answers)

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return next(left)

        monkeypatch.setattr(getpass, "getpass", ask)

    typed(PASSPHRASE)
    assert screening("case", "list", asked=True).code == 0 and asked == ["Passphrase: "]
    monkeypatch.setattr(passphrase, "make_phrase", lambda _: "uno dos tres cuatro cinco seis siete")
    typed("", "uno dos tres cuatro cinco seis siete")
    assert passphrase.new_passphrase(None, "es") == "uno dos tres cuatro cinco seis siete"
    assert "uno dos tres" in asked[1]
    for answers in (("", ""), ("una frase bastante larga", "una frase bastante largo"), ("corta", "corta")):
        typed(*answers)
        told = screening("case", "key", "--no-reader", keys_from="new", asked=True)
        assert told.code == 77 and not (tmp_path / "new" / "key.age").exists()


def test_without_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    golden_store(tmp_path / "store")
    done = subprocess.run(
        [sys.executable, "-m", "screening.cli", "case", "list", "--store", str(tmp_path / "store")],
        cwd=ROOT, capture_output=True, text=True, input=PASSPHRASE + "\n", start_new_session=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 77 and "--passphrase-file" in done.stderr and PASSPHRASE not in done.stderr


def test_on_a_terminal_the_phrase_is_not_shown(tmp_path: Path) -> None:
    golden_store(tmp_path / "store")
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        words = [sys.executable, "-m", "screening.cli", "case", "list", "--store", str(tmp_path / "store")]
        os.execv(sys.executable, words)
    seen = b""
    while b"Passphrase:" not in seen:
        seen += os.read(terminal, 1000)
    os.write(terminal, PASSPHRASE.encode() + b"\n")
    try:
        while block := os.read(terminal, 1000):
            seen += block
    except OSError:
        pass  # the end of a terminal whose program has left
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert GOLDEN_CASE.encode() in seen and b"golden phrase" not in seen


def test_no_option_takes_a_name_or_a_passphrase() -> None:
    import typer
    from screening.cli.app import app

    def options(group: Any) -> set[str]:
        found = {name for part in group.params for name in part.opts}
        return found.union(*(options(each) for each in getattr(group, "commands", {}).values()))

    denied = {"--name", "--dob", "--address", "--phone", "--narrative", "--passphrase", "--password"}
    assert not options(typer.main.get_command(app)) & denied


@pytest.mark.parametrize("language", ["en", "es"])
def test_made_phrases_are_offered_in_both_languages(language: Any) -> None:
    assert len(make_phrase(language).split()) == 7
