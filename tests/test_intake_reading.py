"""From bytes to an intake: hostile and broken files, limits, and that nothing told leaks in an error."""

import copy
import json
import os
import random
import re
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_files import AS_OF, as_bytes, codes, minimal_intake, problems, read

from screening.errors import IntakeError, NoInputError
from screening.intake import limits
from screening.intake.json_positions import positions
from screening.intake.model import Intake
from screening.intake.read import intake_sha256, read_intake, read_intake_file

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
HEAD = b'{"format": "asylum.intake/1", "id": "a", '


def with_age(number: bytes) -> bytes:
    return HEAD + b'"applicant": {"age_told": ' + number + b"}}"


# --- inputs that JSON readers are known to let through ------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (with_age(b"NaN"), "number_out_of_range"),
        (with_age(b"Infinity"), "number_out_of_range"),
        (with_age(b"-Infinity"), "number_out_of_range"),
        (with_age(b"1e999"), "number_out_of_range"),
        (with_age(b"-1e999"), "number_out_of_range"),
        (with_age(b"9" * 40), "number_out_of_range"),
        (with_age(b"9" * 5000), "number_out_of_range"),
        (with_age(b"-" + b"9" * 5000), "number_out_of_range"),
        (with_age(b"1" * limits.DIGITS), "not_a_number"),
        (with_age(b"1" * (limits.DIGITS + 1)), "number_out_of_range"),
        (with_age(b"39, \"age_told\": 39"), "name_twice"),
        (with_age(b"39, \"\\u0061ge_told\": 39"), "name_twice"),
        (b"\xef\xbb\xbf" + with_age(b"39"), "byte_order_mark"),
        (with_age(b"39").decode().encode("utf-16"), "wrong_encoding"),
        (with_age(b"39").decode().encode("utf-16-le"), "wrong_encoding"),
        (with_age(b"39").decode().encode("utf-16-be"), "wrong_encoding"),
        (with_age(b"39").decode().encode("utf-32"), "wrong_encoding"),
        (with_age(b"39").decode().encode("utf-32-be"), "wrong_encoding"),
        (HEAD + b'"note": "\\ud800"}', "broken_character"),
        (HEAD + b'"note": "\\udc00\\ud800"}', "broken_character"),
        (HEAD + b'"note": "\xff"}', "not_utf8"),
        (HEAD + b'"note": "\xc0\xaf"}', "not_utf8"),
        (HEAD + b'"note": "\xed\xa0\x80"}', "not_utf8"),
        (HEAD + b'"note": "\xf4\x90\x80\x80"}', "not_utf8"),
        (HEAD + b'"note": "\x00"}', "syntax"),
        (HEAD + b'"note": "\x1b[2J"}', "syntax"),
        (HEAD + b'"note": "\\u0000"}', "hidden_character"),
        (HEAD + b'"note": "\\u001b[2J"}', "hidden_character"),
        (HEAD + b'"note": "\\u202e"}', "hidden_character"),
        (HEAD + b'"note": "a\\u200bb"}', "hidden_character"),
        (HEAD + b'"note": "\\ufeff"}', "hidden_character"),
        (HEAD + b'"note": "\\u2028"}', "hidden_character"),
        (HEAD + b'"note": null}', "null"),
        (b"[" * 100_000, "too_deep"),
        (b'{"a":' * 100_000, "too_deep"),
        (b"[" * 100_000 + b"]" * 100_000, "too_deep"),
        (b"", "empty"),
        (b"\n", "empty"),
        (b"\0", "wrong_encoding"),
        (b"null", "not_an_object"),
        (b'"text"', "not_an_object"),
        (b"[]", "not_an_object"),
        (b"'a'", "syntax"),
        (HEAD + b'"note": "x"} {}', "syntax"),
        (HEAD + b'"note": "x"}\x00', "syntax"),
    ],
)  # fmt: skip
def test_hostile_input(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_the_cause_is_said_even_under_a_name_that_is_not_ours() -> None:
    (problem,) = problems(HEAD + b'"zz": {"yy": "\\ud800"}}')
    assert (problem.code, problem.where) == ("intake.broken_character", "")


def test_the_first_hidden_character_is_named() -> None:
    (problem,) = problems(HEAD + b'"note": "a\\u200bb\\u001b\\u202e"}')
    assert "U+200B" in problem.message


def test_a_name_that_stands_three_times_is_said_twice_with_the_first_line() -> None:
    found = problems(HEAD + b'"note": "a",\n"note": "b",\n"note": "c"}')
    assert [(each.line, each.where) for each in found] == [(2, "note"), (3, "note")]
    assert all("the first is on line 1." in each.message for each in found)


def test_a_pair_of_surrogates_is_one_character() -> None:
    intake = read(HEAD + b'"note": "\\ud83d\\ude00"}')
    assert intake.note == "\N{GRINNING FACE}"


def test_ordinary_text_of_many_languages_is_read() -> None:
    story = "¿Qué pasó?\n\tNos dijeron «váyanse» — y 😀.\r\nქართული العربية हिन्दी 中文 'x̄'"
    assert read(minimal_intake(story=story)).story == story


# --- limits -------------------------------------------------------------------------------------------


def test_size_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    document = as_bytes(minimal_intake())
    for more, expected in ((-1, []), (0, []), (1, ["too_large"])):
        assert codes(document + b" " * (limits.FILE_BYTES - len(document) + more)) == expected


def nested(depth: int) -> bytes:
    return HEAD + b'"note": ' + b"[" * (depth - 1) + b"1" + b"]" * (depth - 1) + b"}"


def nested_empty(depth: int) -> bytes:
    return HEAD + b'"note": ' + b'{"a":' * (depth - 2) + b"[ ]" + b"}" * (depth - 2) + b"}"


@pytest.mark.parametrize("form", [nested, nested_empty])
def test_depth(form: Any) -> None:
    for depth, expected in ((31, "not_text"), (32, "not_text"), (33, "too_deep")):
        assert codes(form(depth)) == [expected]


def test_brackets_inside_texts_are_not_depth() -> None:
    assert read(minimal_intake(story='[{"' * 100 + "\\")).story


def test_number_of_values() -> None:
    for count, expected in ((-1, []), (0, []), (1, ["too_many_values"])):
        members = limits.NODES + count - 7  # the record, format, id, note, the two lists and one {}
        data = HEAD + b'"note": "x", "jobs": [{}, [' + b", ".join([b"1"] * members) + b"]]}"
        found = [code for code in codes(data) if code == "too_many_values"]
        assert found == expected


@pytest.mark.parametrize(("name", "most"), [("incidents", 200), ("members", 50), ("evidence", 200)])
def test_items_of_a_list(name: str, most: int) -> None:
    for count in (most - 1, most):
        assert (
            len(getattr(read(minimal_intake(**{name: [{"id": f"a{i}"} for i in range(count)]})), name))
            == count
        )
    (problem,) = problems(minimal_intake(**{name: [{"id": f"a{i}"} for i in range(most + 1)]}))
    assert (problem.code, problem.where) == ("intake.list_too_long", name)


def test_items_of_an_inner_list() -> None:
    names = ["A"] * 200
    assert read(minimal_intake(applicant={"other_names": names}))
    assert codes(minimal_intake(applicant={"other_names": [*names, "A"]})) == ["list_too_long"]


def test_length_of_texts() -> None:
    for field, most in (("note", 500), ("story", 20_000)):
        for length in (1, most - 1, most):
            assert read(minimal_intake(**{field: "ñ" * length}))
        assert codes(minimal_intake(**{field: "ñ" * (most + 1)})) == ["text_too_long"]
        assert codes(minimal_intake(**{field: ""})) == ["text_blank"]


def test_problems_named_in_one_answer() -> None:
    for count, expected in ((49, 49), (50, 50), (51, 51), (60, 51)):
        people = [{"id": f"a{i}", "age_told": "x"} for i in range(50)]
        people[: count - 50] = [] if count >= 50 else people[: count - 50]
        document = minimal_intake(members=people[: min(count, 50)])
        document["evidence"] = [{"id": f"a{i}", "have": 1} for i in range(count - len(document["members"]))]
        found = problems(document)
        assert len(found) == expected
        if count > 50:
            assert found[-1].code == "intake.more_problems"
            assert f"And {count - 50} more." in found[-1].message


# --- lines --------------------------------------------------------------------------------------------


def test_lines_are_of_the_name_or_the_item() -> None:
    text = '{\n "a": [\n  {"b": 1},\n  {\n   "b":\n    2}],\n "c\\n": "x\\"[{",\n "d": [], "e": {}}'
    assert positions(text).lines == {
        (): 1, ("a",): 2, ("a", 0): 3, ("a", 0, "b"): 3, ("a", 1): 4, ("a", 1, "b"): 5,
        ("c\n",): 7, ("d",): 8, ("e",): 8,
    }  # fmt: skip
    assert positions(text).line(("a", 1, "z", 4)) == 4


JSON_VALUES = st.recursive(
    st.booleans() | st.none() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200)
@given(JSON_VALUES, st.sampled_from([None, 0, 3]))
def test_positions_finds_every_value_of_any_json(value: Any, indent: int | None) -> None:
    def paths(part: Any, path: tuple[str | int, ...]) -> set[tuple[str | int, ...]]:
        inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
        return {path}.union(*(paths(each, (*path, step)) for step, each in inner))

    found = positions(json.dumps(value, indent=indent))
    assert set(found.lines) == paths(value, ())
    assert not found.doubles


# --- any bytes, and valid files broken at random --------------------------------------------------------


def read_or_refuse(data: bytes) -> IntakeError | None:
    """Read, where an IntakeError that keeps its promises is the only other thing that may happen."""
    try:
        assert isinstance(read_intake(data, source="x", as_of=AS_OF), Intake)
    except IntakeError as error:
        assert error.problems
        for problem in error.problems:
            assert re.fullmatch(r"intake\.[a-z0-9_]+", problem.code)
            assert problem.message.endswith((".", "?")) and problem.message.isascii()
            assert problem.line is None or 1 <= problem.line <= data.count(b"\n") + 1
        return error
    return None


@settings(max_examples=500)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused(data: bytes) -> None:
    assert read_or_refuse(data)


@settings(max_examples=300)
@given(st.data())
def test_a_valid_file_broken_at_random_is_read_or_refused(data: st.DataObject) -> None:
    broken = bytearray(data.draw(st.sampled_from(EXAMPLES)).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(broken) - 1))
        until = at + data.draw(st.integers(0, 8))
        broken[at:until] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"]", b"null", b"\\"])
        )
    read_or_refuse(bytes(broken))


CANARY = "Xilonen-9431"


def with_canary(value: Any, chooser: random.Random, name: str = "") -> Any:
    """A copy in which every text holds the canary, and some values are of another type."""
    if isinstance(value, dict):
        found = {key: with_canary(part, chooser, key) for key, part in value.items()}
        if chooser.random() < 0.1:
            found[f"{CANARY}-{chooser.randrange(3)}"] = CANARY
        return found
    if isinstance(value, list):
        return [with_canary(part, chooser, name) for part in value]
    if chooser.random() < 0.1:
        return chooser.choice(
            [None, True, 7, [CANARY], {CANARY: CANARY}, f"{CANARY}\u202e", f"{CANARY}\ud800"]
        )
    if name in ("date", "left_country", "birth_date"):
        return chooser.choice([CANARY, f"2025-03/{CANARY}", "2062-09-17"])
    return CANARY if isinstance(value, str) else value


@settings(max_examples=200)
@given(st.sampled_from(EXAMPLES), st.randoms(use_true_random=False))
def test_no_message_holds_what_the_file_says(path: Path, chooser: random.Random) -> None:
    document = with_canary(json.loads(path.read_bytes()), chooser)
    error = read_or_refuse(json.dumps(document, indent=1).encode())
    assert error is not None
    said = str(error) + repr(error.problems) + repr(error.__cause__) + error.source
    assert CANARY.casefold() not in said.casefold()
    assert "Xilonen" not in said and "9431" not in said and "2062" not in said


def test_no_message_of_what_does_not_fit_together_holds_it_either() -> None:
    canary = CANARY.casefold()
    twice = [{"id": canary, "last": True, "date": "2062-09-17"}] * 2
    document = minimal_intake(
        entries=twice,
        applicant={"name": canary, "age_told": 39, "sex": "female"},
        fear={"feared": [canary]},
        sources=[
            {"fact": f"entries[{canary}].{canary}", "said_by": "client", "document": canary, "words": canary}
        ],
        other_accounts=[
            {"fact": "applicant.age_told", "value": canary, "said_by": "relative", "who": canary},
            {"fact": "applicant.sex", "value": 9431, "said_by": "relative"},
            {"fact": canary, "value": canary, "said_by": "relative"},
        ],
    )
    error = read_or_refuse(as_bytes(document))
    assert error is not None
    assert {problem.code.removeprefix("intake.") for problem in error.problems} == {
        "id_twice", "several_last", "date_ahead", "no_such_id", "no_such_field", "not_the_form",
    }  # fmt: skip
    said = str(error) + repr(error.problems)
    assert "xilonen" not in said and "9431" not in said and "2062" not in said


def test_the_worst_file_within_the_limits_is_refused_in_time() -> None:
    entries = [{"id": f"a{i}", "harm": ["x"] * 45, "place": "y" * 20_000} for i in range(200)]
    data = json.dumps(minimal_intake(incidents=entries), indent=1).encode()
    start = time.process_time()
    assert len(problems(data)) == limits.PROBLEMS + 1
    assert time.process_time() - start < 5


def test_an_error_has_no_cause_that_could_be_printed() -> None:
    for data in (HEAD + b'"note": 7}', HEAD + b'"note": "\xff"}', b"{'"):
        with pytest.raises(IntakeError) as caught:
            read(data)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None or caught.value.__suppress_context__


# --- files --------------------------------------------------------------------------------------------


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(as_bytes(minimal_intake()))
    assert read_intake_file(file, as_of=AS_OF) == read(minimal_intake())
    assert read_intake_file(str(file), as_of=AS_OF).id == "case-1"


def test_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, code in (
        ("none.json", "missing"),
        ("", "not_a_file"),
        ("pipe", "not_a_file"),
        ("a\0b", "missing"),
    ):
        with pytest.raises(NoInputError) as caught:
            read_intake_file(str(tmp_path / name), as_of=AS_OF)
        assert caught.value.exit_code == 66
        assert caught.value.problems[0].code == f"intake.{code}"
        assert str(tmp_path) not in str(caught.value)


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(b"{}")

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NoInputError) as caught:
        read_intake_file(file, as_of=AS_OF)
    assert caught.value.problems[0].code == "intake.not_readable"


def test_the_hash_is_of_the_bytes() -> None:
    assert intake_sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert intake_sha256(b"{}") != intake_sha256(b"{} ")


def test_reading_does_not_change_the_day() -> None:
    document = minimal_intake(incidents=[{"id": "a", "date": "2026-11-24"}])
    before = copy.deepcopy(document)
    assert read(document, AS_OF) and document == before
    assert codes(document, date(2026, 11, 23)) == ["date_ahead"]
