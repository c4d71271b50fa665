"""What holds for derived facts whatever was told: they never fail, and more exact dates only settle."""

import copy
from datetime import date, timedelta
from typing import Any

from derived_cases import DAYS, fragments
from hypothesis import given, settings
from hypothesis import strategies as st
from legal_days import AS_OF, facts

from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactBase, FactKind, FactValue, Missing, Span

AS_OF_DAYS = st.dates(date(1985, 1, 1), date(2033, 12, 31)) | st.just(AS_OF)


def every(base: FactBase) -> dict[tuple[str, str], FactValue]:
    found = {(name, ""): value for name, value in base.scalars.items()}
    for items in base.items.values():
        found |= {(name, item.id): value for item in items for name, value in item.facts.items()}
    return found


@settings(max_examples=400)
@given(fragments(), AS_OF_DAYS)
def test_no_fragment_makes_them_fail_and_values_fit_their_kind(told: dict[str, Any], as_of: date) -> None:
    for (name, _), value in every(facts(told, as_of)).items():
        fact = catalogue()[name]
        if isinstance(value, Missing):
            continue
        match fact.kind:
            case FactKind.BOOL:
                assert isinstance(value, bool), name
            case FactKind.CODE:
                assert isinstance(value, str) and (value in fact.choices or not fact.choices), name
            case FactKind.NUMBER | FactKind.DATE:
                assert isinstance(value, Span), name
            case FactKind.CODES | FactKind.REFS:
                assert isinstance(value, frozenset), name


def widened(text: str, before: int, after: int) -> str:
    """The same date told less exactly."""
    told = FuzzyDate.parse(text)
    if told.approximate or told.uncertain:
        return text
    lo = told.lo and max(date(1900, 1, 1), told.lo - timedelta(days=before))
    hi = told.hi and min(date(2200, 12, 31), told.hi + timedelta(days=after))
    if lo is None or hi is None:
        return f"{lo or '..'}/{hi or '..'}"
    return f"{lo}/{hi}"


def widen_all(told: Any, draw: Any, path: str = "") -> None:
    """Widen every date of a fragment in place; the amounts are drawn."""
    parts = told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ()
    for key, value in parts:
        if (isinstance(value, str) and value[-1].isdigit()) or (isinstance(value, str) and ".." in value):
            told[key] = widened(value, draw(st.integers(0, 400)), draw(st.integers(0, 400)))
        else:
            widen_all(value, draw)


def contains(outer: FactValue, inner: FactValue) -> bool:
    if not isinstance(outer, Span) or not isinstance(inner, Span):
        return True
    starts = outer.lo is None or (inner.lo is not None and outer.lo <= inner.lo)
    ends = outer.hi is None or (inner.hi is not None and inner.hi <= outer.hi)
    return starts and ends


@settings(max_examples=500)
@given(fragments(), st.data())
def test_a_less_exact_date_leaves_open_and_never_turns_to_the_opposite(
    told: dict[str, Any], data: st.DataObject
) -> None:
    wide = copy.deepcopy(told)
    widen_all(wide, data.draw)
    exact, vague = every(facts(told)), every(facts(wide))
    for key, value in vague.items():
        if not catalogue()[key[0]].derived or isinstance(value, Missing):
            continue
        sharp = exact.get(key, Missing.NOT_ASKED)
        if isinstance(value, bool | str | frozenset):
            assert sharp == value, key
        elif sharp is Missing.UNKNOWN and key[0] == "filing.one_year_deadline":
            # an exact day beyond the table of holidays has no deadline; a span that begins in it has one
            assert isinstance(value, Span) and value.hi is None, key
        else:
            assert isinstance(sharp, Span), key
            assert contains(value, sharp), key


@settings(max_examples=400)
@given(fragments(DAYS), st.data())
def test_deleting_an_answer_never_turns_a_fact_to_the_opposite(
    told: dict[str, Any], data: st.DataObject
) -> None:
    places = [
        (part, key)
        for name, value in told.items()
        for part in (value if isinstance(value, list) else [value])
        if isinstance(part, dict)
        for key in part
        if (name, key) not in _CHOOSING
    ]
    if not places:
        return
    full = every(facts(copy.deepcopy(told)))
    part, key = data.draw(st.sampled_from(places))
    del part[key]
    for place, value in every(facts(told)).items():
        if catalogue()[place[0]].derived and isinstance(value, bool):
            assert full.get(place, Missing.NOT_ASKED) in (value, *Missing), place


_CHOOSING = {
    ("entries", "last"),  # says which entry is meant: another entry, other facts
    ("members", "where"),  # the dead: a child who could have joined cannot
    ("session", "date"),  # says when an age was told: without it, on the as-of day
    ("applicant", "birth_date"),  # without it, the age told stands in
    ("members", "birth_date"),
    ("members", "marital_status"),  # without it, a child under 18 counts as unmarried
    ("procedure", "i589_filed"),  # without it, the day of filing or the stage stands in
    ("procedure", "i589_filed_date"),
}
"""Answers in whose absence a stated stand-in is used (docs/derived-facts.md)."""


@settings(max_examples=200)
@given(fragments(), st.sampled_from(["entries", "incidents", "convictions", "statements"]))
def test_saying_that_is_everything_only_settles(told: dict[str, Any], name: str) -> None:
    told["complete"] = []
    open_ended = every(facts(told))
    told["complete"] = [name]
    closed = every(facts(told))
    for key, value in open_ended.items():
        if isinstance(value, bool | str | frozenset) and not isinstance(value, Missing):
            assert closed[key] == value
        elif isinstance(value, Span):
            assert contains(value, closed[key]), key
