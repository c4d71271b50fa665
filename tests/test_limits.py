"""Every limit of an intake at one less, just there, and one more: a single screening and a batch alike.

The size of a file and the length of a line stand in ``test_batch_safety.py``.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from typing import Any

import pytest
from intake_files import AS_OF, minimal_intake, problems
from pack_cases import the_pack

from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.screener import Refused, Screener
from screening.intake import limits


@lru_cache(maxsize=1)
def screener() -> Screener:
    return Screener(the_pack(), AS_OF, None)


def written(value: Any) -> bytes:
    """As most records are written: without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def of_depth(depth: int) -> bytes:
    return (
        written(minimal_intake(jobs=[{"id": "a"}]))[:-1]
        + b',"note":'
        + b"[" * (depth - 1)
        + b"]" * (depth - 1)
        + b"}"
    )


def of_values(count: int) -> bytes:
    """200 incidents with many codes each, and as many other names as are still to come."""
    harm = ["beating"] * 49
    incidents = [{"id": f"a{n}", "harm": harm} for n in range(190)]
    document = minimal_intake(incidents=incidents, applicant={"other_names": []})
    have = 1 + 2 + 1 + 190 * (1 + 1 + 1 + 49) + 2
    document["applicant"]["other_names"] = ["x"] * (count - have)
    return written(document)


def of_items(name: str) -> Callable[[int], bytes]:
    return lambda count: written(minimal_intake(**{name: [{"id": f"a{n}"} for n in range(count)]}))


def of_codes(count: int) -> bytes:
    return written(minimal_intake(incidents=[{"id": "a", "harm": ["beating"] * count}]))


def of_names(count: int) -> bytes:
    return written(minimal_intake(applicant={"other_names": ["x"] * count}))


def of_text(name: str) -> Callable[[int], bytes]:
    return lambda length: written(minimal_intake(**{name: "ñ" * length}))


def of_number(number: int) -> bytes:
    return written(minimal_intake(applicant={"age_told": number}))


def of_days_ahead(days: int) -> bytes:
    day = (AS_OF + timedelta(days=days)).isoformat()
    return written(minimal_intake(deadlines=[{"id": "d", "date": day}]))


LIMITS: dict[str, tuple[Callable[[int], bytes], int, str]] = {
    "values": (of_values, limits.NODES, "too_many_values"),
    "items": (of_items("evidence"), limits.LIST_ITEMS, "list_too_long"),
    "members": (of_items("members"), limits.LIST_ITEMS_BY_NAME["members"], "list_too_long"),
    "codes": (of_codes, limits.LIST_ITEMS, "list_too_long"),
    "names": (of_names, limits.LIST_ITEMS, "list_too_long"),
    "text": (of_text("note"), 500, "text_too_long"),
    "story": (of_text("story"), 20_000, "text_too_long"),
    "number": (of_number, 1_000_000, "not_a_number"),
    "days ahead": (of_days_ahead, 366 * limits.YEARS_AHEAD, "date_too_far_ahead"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_the_same_for_one_file_and_for_many(name: str) -> None:
    form, most, code = LIMITS[name]
    for size, expected in ((most - 1, ""), (most, ""), (most + 1, f"intake.{code}")):
        data = form(size)
        single = [problem.code for problem in problems(data)]
        found = screener().screen(data)
        assert single == ([expected] if expected else []), size
        assert (found.code if isinstance(found, Refused) else "") == expected, size


@pytest.mark.parametrize(("depth", "code"), [(31, "not_text"), (32, "not_text"), (33, "too_deep")])
def test_depth_is_the_same_for_one_file_and_for_many(depth: int, code: str) -> None:
    """No field holds so much: within the limit it is refused for what it is, beyond it for its depth."""
    data = of_depth(depth)
    assert [problem.code for problem in problems(data)] == [f"intake.{code}"]
    found = screener().screen(data)
    assert isinstance(found, Refused) and found.code == f"intake.{code}"


@pytest.mark.parametrize("digits", [limits.DIGITS - 1, limits.DIGITS, limits.DIGITS + 1])
def test_digits_are_the_same_for_one_file_and_for_many(digits: int) -> None:
    data = written(minimal_intake(applicant={"age_told": 0})).replace(b":0", b":" + b"1" * digits)
    found = screener().screen(data)
    assert isinstance(found, Refused)
    assert [found.code] == [problem.code for problem in problems(data)]


@pytest.mark.parametrize(
    "count", [limits.PROBLEMS - 1, limits.PROBLEMS, limits.PROBLEMS + 1, limits.PROBLEMS + 9]
)
def test_problems_are_the_same_for_one_file_and_for_many(count: int) -> None:
    data = written(minimal_intake(evidence=[{"id": f"a{n}", "have": 1} for n in range(count)]))
    found = screener().screen(data)
    assert isinstance(found, Refused)
    assert found.problems == len(problems(data)) == min(count, limits.PROBLEMS + 1)


def test_the_short_way_is_tried() -> None:
    """What most of these go in a batch."""
    plain = [name for name, (form, most, _) in LIMITS.items() if names_if_plain(form(most)) != NOT_PLAIN]
    assert {"items", "members", "codes", "names", "text", "story", "number", "days ahead"} <= {*plain}
