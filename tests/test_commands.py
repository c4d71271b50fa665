"""The command line as its users run it; every command shown in the README; the wheel's contents."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from in_process import called

ROOT = Path(__file__).parents[1]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "screening.cli", *words], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def readme_commands() -> list[str]:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    return [
        line.removeprefix(".venv/bin/screening ") for line in lines if line.startswith(".venv/bin/screening ")
    ]


@pytest.mark.parametrize("command", readme_commands())
def test_every_command_of_the_readme_works(command: str, tmp_path: Path) -> None:
    words = command.split()
    if "-o" in words:  # a new folder, and never one of the checkout
        words[words.index("-o") + 1] = str(tmp_path / "out")
    done = called(*words)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert "Traceback" not in done.stderr


def test_a_process_of_its_own_says_what_a_call_says() -> None:
    """What is called in this process, here and in other tests, is what a user gets."""
    words = ("report", "examples/mayor.json", "--as-of", "2026-11-24", "--lang", "es")
    alone, here = run(*words), called(*words)
    assert (alone.returncode, alone.stdout, alone.stderr) == here
    assert run("doctor").stdout == called("doctor").stdout


def test_the_readme_opens_with_the_two_commands() -> None:
    assert (ROOT / "README.md").read_text("utf-8").splitlines()[3].startswith("make demo")
    assert len(readme_commands()) >= 10


def test_bad_data_ends_with_65_and_no_answer_is_shown(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "asylum.intake/1", "id": "x", "fear": {"afraid_now": "CANARY"}}')
    done = run("check", str(bad))
    assert done.returncode == 65
    assert "fear.afraid_now" in done.stderr
    assert "CANARY" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_ends_with_66_and_a_wrong_option_with_2() -> None:
    assert run("report", "no-such-file.json").returncode == 66
    wrong = run("report", "examples/mayor.json", "--circuit", "99")
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr


def test_both_engines_stand_in_the_stamp_or_the_report_says_why_not() -> None:
    stamp = json.loads(called("report", "examples/mayor.json", "--json").stdout)["stamp"]
    second = stamp["engines"][1]
    assert stamp["agreed"] is True or second["problem"]
    alone = json.loads(called("report", "examples/mayor.json", "--json", "--engine", "reference").stdout)[
        "stamp"
    ]
    assert alone["agreed"] is None


def test_a_report_file_is_private_and_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    assert called("report", "examples/mayor.json", "-o", str(target)).returncode == 0
    assert target.stat().st_mode & 0o077 == 0
    assert called("report", "examples/mayor.json", "-o", str(target)).returncode == 74


def test_the_wheel_holds_one_package_with_every_rule_file(tmp_path: Path) -> None:
    tree = tmp_path / "tree"  # a copy: a build folder left in the checkout would be packed too
    for name in ("screening", "cli", "rules"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree / name)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(tree)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"screening"}
    rules = {path.relative_to(ROOT / "rules").as_posix() for path in (ROOT / "rules").rglob("*.yaml")}
    tables = {name for name in names if name.endswith(".yaml")}
    assert tables - {f"screening/rules/{rule}" for rule in rules} == {"screening/worksheet/i589.yaml"}
    assert rules == {n.removeprefix("screening/rules/") for n in tables if n.startswith("screening/rules/")}
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "screening").rglob("*.py")}
    assert code <= set(names)
    assert {f"screening/store/phrase_words_{language}.txt" for language in ("en", "es")} <= set(names)
