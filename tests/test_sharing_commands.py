"""Reports and exports that are handed on, as they are used: redacted, encrypted, refused aloud."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from screening.cli.app import main
from stores import GOLDEN_CASE, LAWYER, PASSPHRASE, ROOT, golden_store

from screening.errors import CaseError
from screening.store.sealing import new_secret, unseal

MAYOR = str(ROOT / "examples" / "mayor.json")
OWN_WORDS = "Mayor of Ojinaga"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["screening", *words])
        code = main()
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, told.out, told.err

    return run


def test_a_written_report_can_be_for_some_readers_alone(run: Any, tmp_path: Path) -> None:
    friend, other = new_secret(), new_secret()
    (tmp_path / "keys.txt").write_text(f"# the clinic\n{friend.public}\n\n{LAWYER.public}\n")
    for given in (friend.public, "keys.txt"):
        target = tmp_path / f"{len(given)}.age"
        words = ("report", MAYOR, "--format", "md", "--encrypt-to", given, "-o", str(target))
        assert run(*words)[0] == 0
        assert target.stat().st_mode & 0o077 == 0 and OWN_WORDS.encode() not in target.read_bytes()
        assert OWN_WORDS in unseal(target.read_bytes(), (friend,), source="").decode()
        with pytest.raises(CaseError):
            unseal(target.read_bytes(), (other,), source="")
    assert run("report", MAYOR, "--encrypt-to", friend.public)[0] == 2
    code, _, told = run("report", MAYOR, "--encrypt-to", "age1nobody", "-o", "x")
    assert code == 77 and not (tmp_path / "x").exists() and OWN_WORDS not in told


def test_exports_want_to_be_told_and_say_what_they_are(run: Any, tmp_path: Path) -> None:
    friend = new_secret()
    assert run("case", "export", MAYOR, "--form", "i589", "-o", "w.docx")[0] == 2
    assert (
        run("case", "export", MAYOR, "--form", "i589", "--redact", "expert", "--plaintext", "-o", "w")[0] == 2
    )
    assert run("case", "export", MAYOR, "--format", "docx", "--plaintext", "-o", "w.docx")[0] == 2
    assert (
        run("case", "export", MAYOR, "--redact", "expert", "--among", ".", "--plaintext", "-o", "w")[0] == 2
    )
    assert list(tmp_path.iterdir()) == []
    code, _, told = run("case", "export", MAYOR, "--redact", "corpus", "--plaintext", "-o", "c.json")
    assert code == 0 and "not anonymous" in told
    assert json.loads((tmp_path / "c.json").read_bytes())["format"] == "asylum.shared/1"
    sealed = ("case", "export", MAYOR, "--form", "i589", "--format", "json", "--encrypt-to", friend.public)
    code, _, told = run(*sealed, "-o", "w.age", "--lang", "es")
    assert code == 0 and "llaves indicadas" in told
    sheet = json.loads(unseal((tmp_path / "w.age").read_bytes(), (friend,), source=""))
    assert sheet["format"] == "asylum.i589-worksheet/1"
    synced = tmp_path / "Dropbox"
    synced.mkdir()
    code, _, told = run("case", "export", MAYOR, "--plaintext", "-o", str(synced / "m.json"))
    assert code == 74 and "Dropbox" in told
    assert run("case", "export", MAYOR, "--plaintext", "--allow-synced", "-o", str(synced / "m.json"))[0] == 0
    assert run(*sealed, "-o", str(synced / "w.age"))[0] == 0


def test_what_is_rare_is_counted_among_other_files(run: Any, tmp_path: Path) -> None:
    given = json.loads(Path(MAYOR).read_bytes())
    (tmp_path / "others").mkdir()
    for number in range(4):
        (tmp_path / "others" / f"{number}.json").write_text(json.dumps({**given, "id": f"other-{number}"}))
    (tmp_path / "others" / "same.json").write_text(json.dumps(given))  # the case itself is not another one
    words = ("case", "export", MAYOR, "--redact", "corpus", "--plaintext", "--force", "-o", "c.json")

    def nationalities() -> object:
        return json.loads((tmp_path / "c.json").read_bytes())["record"]["applicant"].get("nationalities")

    assert run(*words, "--among", "others")[0] == 0 and nationalities() == ["MX"]
    (tmp_path / "others" / "0.json").unlink()
    assert run(*words, "--among", "others")[0] == 0 and nationalities() is None


def test_a_review_is_kept_in_the_case_and_shown(run: Any, tmp_path: Path) -> None:
    golden_store(tmp_path / "store")
    (tmp_path / "phrase").write_text(PASSPHRASE + "\n")
    (tmp_path / "phrase").chmod(0o600)
    keys = ("--store", str(tmp_path / "store"), "--passphrase-file", str(tmp_path / "phrase"))
    day = ("--as-of", "2026-11-24", "--circuit", "5")
    (tmp_path / "d.json").write_text(json.dumps({"accept_rest": True}))
    code, _, told = run("review", GOLDEN_CASE, "--decisions", "d.json", "--reviewer", "J. O.", *day, *keys)
    assert code == 0 and "Review recorded" in told
    code, out, _ = run("report", GOLDEN_CASE, *day, *keys)
    assert code == 0 and "Reviewed by J. O. on" in out and "earlier version" not in out
    code, out, _ = run("report", GOLDEN_CASE, "--redact", "expert", *day, *keys)
    assert code == 0 and "J. O." not in out and OWN_WORDS not in out and GOLDEN_CASE not in out
    assert "Case: shared-" in out or "shared-" in out


def test_nobody_to_ask_is_said(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, _, told = run("review", MAYOR, "-o", "r.json", "--lang", "es")
    assert code == 2 and "--decisions" in told and not (tmp_path / "r.json").exists()
