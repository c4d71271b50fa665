"""Files that are refused, each with the whole of what is said about it beside it.

``tests/bad_intake/NAME.json`` and ``NAME.expected.txt``. After a change of wording, look at what
``python tests/test_bad_intake.py`` writes before keeping it.
"""

from pathlib import Path

import pytest
from intake_files import AS_OF

from screening.errors import IntakeError, Problem
from screening.intake.read import read_intake_file

FOLDER = Path(__file__).parent / "bad_intake"
FILES = sorted(FOLDER.glob("*.json"))


def shown(problem: Problem) -> str:
    place = [f"line {problem.line}"] if problem.line else ["whole file"]
    place += [f"column {problem.column}"] if problem.column else []
    place += [problem.where] if problem.where else []
    return f"{', '.join(place)}  ({problem.code})\n    {problem.message}\n"


def said_about(path: Path) -> str:
    with pytest.raises(IntakeError) as caught:
        read_intake_file(path, as_of=AS_OF)
    assert caught.value.exit_code == 65
    assert caught.value.source == str(path)
    return "".join(map(shown, caught.value.problems))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_everything_that_is_said(path: Path) -> None:
    assert said_about(path) == path.with_suffix(".expected.txt").read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_nothing_of_the_client_is_said(path: Path) -> None:
    said = said_about(path)
    for fact in (
        "Lupe",
        "lupe",
        "López",
        "María",
        "Güera",
        "Zeta",
        "abuela",
        "Easter",
        "river",
        "night",
        "Guatemala",
    ):
        assert fact not in said


def test_there_are_files_and_no_text_without_one() -> None:
    assert len(FILES) >= 15
    assert {path.stem for path in FILES} == {
        path.name.split(".")[0] for path in FOLDER.glob("*.expected.txt")
    }


if __name__ == "__main__":
    for each in FILES:
        each.with_suffix(".expected.txt").write_text(said_about(each), "utf-8")
