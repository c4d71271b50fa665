"""Every sentence about a file that cannot be taken is there in both languages, and is used."""

import ast
import string
from pathlib import Path

import pytest
from intake_files import AS_OF

from screening.errors import IntakeError, Problem, ScreeningError
from screening.intake.read import read_intake_file
from screening.sentences import SENTENCES, Said, one_of, said

ROOT = Path(__file__).parents[1]
BAD = sorted((Path(__file__).parent / "bad_intake").glob("*.json"))
SAME_IN_BOTH = {"stop", "or_states.list"}


def constants() -> set[str]:
    """Every text that stands in the code, but for the catalogue itself."""
    return {
        node.value
        for folder in ("screening", "cli")
        for path in (ROOT / folder).rglob("*.py")
        if not path.name.startswith("sentences_of_")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_sentence_is_used() -> None:
    used = constants()
    used |= {f"file.{code}" for code in used}  # read_file names its codes alone
    assert [key for key in SENTENCES if key not in used] == []


def test_every_key_asked_for_is_there() -> None:
    asked = {
        node.args[0].value
        for folder in ("screening", "cli")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "said"
        if isinstance(node.args[0], ast.Constant)
    }
    assert len(asked) > 50
    assert asked - SENTENCES.keys() == set()


@pytest.mark.parametrize("key", SENTENCES)
def test_both_languages_say_it_with_the_same_pieces(key: str) -> None:
    english, spanish = (
        sorted(name for _, name, _, _ in string.Formatter().parse(text) if name) for text in SENTENCES[key]
    )
    assert english == spanish
    assert (SENTENCES[key][0] == SENTENCES[key][1]) == (key in SAME_IN_BOTH)


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ScreeningError) as caught:
        read_intake_file(path, as_of=AS_OF)
    return caught.value.problems


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_whatever_is_refused_is_said_in_spanish(path: Path) -> None:
    for problem in problems_of(path):
        assert problem.spanish and problem.spanish != problem.message, problem.code
        assert problem.said("es") == problem.spanish and problem.said("en") == problem.message
        assert problem.spanish.endswith((".", "?"))
        for word in (" the ", " this ", " Write ", " or ", "Choose"):
            assert word not in problem.spanish, problem.code


def test_files_that_cannot_be_read_are_said_in_spanish(tmp_path: Path) -> None:
    assert [problem.spanish for problem in problems_of(tmp_path / "none.json")] == [
        "Ese archivo no existe. Revise el nombre y la carpeta."
    ]
    assert "no es un archivo" in problems_of(tmp_path)[0].spanish


def test_an_error_holds_its_spanish_apart() -> None:
    error = IntakeError([said("null").problem("intake.null", "fear", 3)])
    assert str(error) == "line 3, fear: Null says nothing."
    assert Problem("x", "Only English.").said("es") == "Only English."


def test_words_to_choose_from() -> None:
    assert one_of(["a"]) == Said("a", "a")
    assert one_of(["a", "b", "c"]) == Said("a, b or c", "a, b o c")
    assert one_of(["yes", "other"]).es == "yes u other"
