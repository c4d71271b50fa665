"""What a wrong command, a wrong file or a wrong rule looks like: one clear sentence, in the language asked for."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from screening.cli import case_files
from screening.cli.app import main
from screening.cli.error_screen import error_plain, kind_of

from screening.errors import NotKnownError, OutputError, Problem, RulesError, UsageError
from screening.law.suggest import suggestion

ROOT = Path(__file__).parents[1]
CASE = str(ROOT / "examples" / "mayor.json")
USAGE = [
    ("reprot", "There is no such command. Did you mean report?", "¿Quiso decir report?", "screening --help"),
    ("rules lintt", "Did you mean lint? Commands are list, show, lint", "Los comandos son list", "screening rules --help"),
    ("report", "CASE: This is missing.", "CASE: Esto falta.", "screening report --help"),
    ("report a.json b.json", "There is a word too many.", "Sobra una palabra.", "screening report --help"),
    ("report a.json --plian", "--plian: This command has no such option. Did you mean --plain?", "¿Quiso decir --plain?",
     "screening report --help"),
    ("report a.json --theme pink", "--theme: This is none of its values. Choose auto, dark, light or none.",
     "Elija auto, dark, light o none.", "screening report --help"),
    ("report a.json --as-of", "--as-of: A value is missing after this option.", "Falta un valor", "screening report --help"),
    ("report a.json --json=1", "--json: This option takes no value.", "no lleva valor", "screening report --help"),
    ("report a.json --as-of 2026-2-30", "--as-of: This is not a day of the calendar. Write it as 2026-11-24.",
     "Escríbalo como 2026-11-24.", "screening report --help"),
    ("report a.json --circuit 12", "--circuit: This is none of its values. Choose 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 or dc.",
     "10, 11 o dc.", "screening report --help"),
    ("whatif a.json --for cut", "Choose asylum, withholding or cat.", "Elija asylum, withholding o cat.", "screening whatif --help"),
    ("rules freshness --days many", "--days: Write a whole number, at least 0.", "Escriba un número entero, al menos 0.",
     "screening rules freshness --help"),
    ("synth -n 0 -o a.ndjson", "-n: Write a whole number from 1 to 100000000.", "un número entero de 1 a 100000000.",
     "screening synth --help"),
    ("rules diff --from 2025-09-02 --to 2025-09-01", "--to: This day is before the other.", "Este día es anterior al otro.",
     "screening rules diff --help"),
    ("report a.json --why=", "--why: A value is missing after this option.", "Falta un valor", "screening report --help"),
    ("rules new us.x --kind note", "RULE: This is not a rule id. Write three parts", "Escriba tres partes", "screening rules new --help"),
    ("rules new us.harm.new", "--kind: This is missing.", "--kind: Esto falta.", "screening rules new --help"),
    ("rules new us.harm.new --kind fact", "Choose element, basis,", "Elija element, basis,", "screening rules new --help"),
]  # fmt: skip


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code and what stands on the error stream; nothing may stand on the other."""
    monkeypatch.setattr(sys, "argv", ["screening", *words])
    code = main()
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err
    return code, err


@pytest.mark.parametrize(("words", "english", "spanish", "command"), USAGE, ids=[case[0] for case in USAGE])
def test_a_wrong_command(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    english: str,
    spanish: str,
    command: str,
) -> None:
    code, err = told(monkeypatch, capsys, *words.split())
    assert code == 2 and err.startswith("Not understood. Nothing done.\n") and english in err
    assert f"\n{command}\n" in err and err.endswith("Exit 2.\n")
    typed = words.split()
    at = -1 if typed[-1] == "--as-of" else len(typed)
    code, err = told(monkeypatch, capsys, *typed[:at], "--lang=es", *typed[at:])
    assert code == 2 and err.startswith("No se entendió. Nada hecho.\n") and spanish in err


def test_what_was_typed_as_a_value_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (
        ["report", "a.json", "CANARY"],
        ["report", "a.json", "--lang", "CANARY"],
        ["report", "a.json", "--as-of", "CANARY"],
        ["report", "a.json", "--circuit", "CANARY"],
        ["rules", "show", "CANARY"],
        ["rules", "new", "us.harm.x", "--kind", "note", "--rests-on", "CANARY"],
        ["CANARY"],
    ):
        code, err = told(monkeypatch, capsys, *words)
        assert code in (2, 65) and "CANARY" not in err


@pytest.mark.parametrize(
    ("words", "code", "english", "spanish"),
    [
        (["check", "none.json"], 66, "There is no such file.", "Ese archivo no existe."),
        (["report", "."], 66, "This is not a file.", "Esto no es un archivo."),
        (
            ["rules", "lint", "--pack", "none"],
            66,
            "no such folder of rules",
            "Esa carpeta de reglas no existe.",
        ),
        (["report", CASE, "-o", CASE], 74, "That file exists already.", "Ese archivo ya existe."),
        (
            ["rules", "show", "us.harm.sever"],
            65,
            "Did you mean us.harm.severe?",
            "¿Quiso decir us.harm.severe?",
        ),
        (["rules", "test", "us.harm.sever"], 65, "No rule has this id.", "Ninguna regla tiene este id."),
    ],
)
def test_files_and_names_that_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    english: str,
    spanish: str,
) -> None:
    assert told(monkeypatch, capsys, *words)[0] == code
    assert english in told(monkeypatch, capsys, *words)[1]
    assert spanish in told(monkeypatch, capsys, *words, "--lang", "es")[1]


def test_a_bad_intake_in_spanish_names_what_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "a case.json"
    bad.write_text('{"format": "asylum.intake/1", "id": "x",\n "fear": {"afraid_now": "CANARY"}}', "utf-8")
    code, err = told(monkeypatch, capsys, "report", str(bad), "--lang", "es")
    assert code == 65 and "CANARY" not in err
    assert err.splitlines()[1] == (
        "línea 2, fear.afraid_now: No es una de las respuestas. Elija true, false, "
        '"unknown", "declined", "deferred" o "not_applicable".'
    )
    assert f"\nscreening check '{bad}'\n" in err
    assert "Los valores no se muestran" in err


def test_a_fault_of_the_program_shows_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> bytes:
        raise ValueError("CANARY")

    monkeypatch.setattr(case_files, "read_file", broken)
    code, err = told(monkeypatch, capsys, "check", "a.json")
    assert code == 70 and "CANARY" not in err and "ValueError" not in err
    assert "Something went wrong inside the program." in err
    code, err = told(monkeypatch, capsys, "check", "a.json", "--lang", "es")
    assert "Algo falló dentro del programa." in err


@pytest.mark.parametrize("words", [[], ["rules"]])
def test_a_group_alone_shows_its_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["screening", *words])
    assert main() == 2
    assert capsys.readouterr().out.startswith("Usage: screening")


def test_rules_are_spoken_of_in_english_and_the_screen_says_so() -> None:
    error = RulesError([Problem("rules.x", "A key is missing.", "a.yaml", 1234)], source="us")
    assert "Lo que toca a reglas y programas se dice solo en inglés." in error_plain(error, "es")
    assert "English only" not in error_plain(error, "en")
    assert "línea 1234, a.yaml: A key is missing." in error_plain(error, "es")


def test_kinds() -> None:
    assert kind_of(NotKnownError([])) == "not_known" and kind_of(UsageError([])) == "not_understood"
    assert re.search("harm", suggestion("us.hram.severe", ["us.harm.severe"]).es)
    assert suggestion("zzz", ["us.harm.severe"]).es == ""


def test_what_to_do_next_fits_what_went_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("ours", encoding="utf-8")
    code, err = told(monkeypatch, capsys, "synth", "-n", "1", "-o", str(taken))
    assert code == 74 and "Choose a new name." in err and "Next: Do as it says" in err
    code, err = told(monkeypatch, capsys, "batch", str(tmp_path), "-o", str(taken))
    assert code == 66, "no intake there"
    code, err = told(monkeypatch, capsys, "batch", CASE, "-o", str(taken))
    assert code == 74 and "Choose a new name." in err and "inside the program" not in err
    assert taken.read_text(encoding="utf-8") == "ours"
    code, err = told(monkeypatch, capsys, "whatif", CASE, "--set", "fear.afraid=no")
    assert code == 2 and "fear: No answer here has this name. Did you mean afraid_now?" in err


def test_an_empty_folder_of_cases_is_no_folder_of_cases(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, err = told(monkeypatch, capsys, "rules", "coverage", "--cases", str(tmp_path))
    assert code == 66 and "holds no intake file" in err


def test_a_closed_pipe_is_not_the_code_of_a_difference() -> None:
    """``screening rules list | head -1``: what is left could not be written, as with a full disk."""
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "screening.cli", "doctor"],
        cwd=ROOT,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert ended.returncode == OutputError.exit_code and ended.stderr == b""
