"""No rule rests on what is not law: over all days 1997 to 2026 and all circuits; and what changed between two days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack

from screening.assessment.law_diff import Difference, law_diff
from screening.engine.base import BoundRule
from screening.engine.program import bind
from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.law.freshness import stale
from screening.law.pack import Authority, HistorySpan, Pack
from screening.vocabulary import CIRCUITS

EXAMPLES = Path(__file__).parents[1] / "examples"
DAYS = st.dates(date(1997, 1, 1), date(2026, 12, 31))
COURTS = st.sampled_from([None, *sorted(CIRCUITS)])


@cache
def pack() -> Pack:
    return real_pack()


@cache
def bus_owner() -> Intake:
    return read_intake_file(EXAMPLES / "bus-owner.json", as_of=date(2026, 11, 24))


def spans_here(authority: Authority, day: date, circuit: str | None) -> Iterator[HistorySpan]:
    """The parts of a history that speak about this day and court, told apart from how the engine does it."""
    if authority.circuits and circuit not in authority.circuits:
        return
    for span in authority.history:
        open_ended = span.end is None or span.end >= day
        if span.start <= day and open_ended and (not span.circuits or circuit in span.circuits):
            yield span


@settings(max_examples=300)
@given(DAYS, COURTS)
def test_no_rule_rests_on_an_authority_that_is_not_law_that_day_there(day: date, circuit: str | None) -> None:
    for step in bind(pack(), day, circuit).steps:
        if not isinstance(step, BoundRule):
            continue
        rule = pack().rules[step.id]
        assert not rule.in_circuits or circuit in rule.in_circuits
        for name in rule.rests_on:
            spans = list(spans_here(pack().authorities[name], day, circuit))
            special = [span for span in spans if span.circuits] or spans
            latest = max(span.start for span in special)
            assert {span.effect for span in special if span.start == latest} == {"operative"}, (step.id, name)


@settings(max_examples=40)
@given(DAYS, DAYS, COURTS)
def test_a_diff_read_backwards_is_the_same_diff(one: date, other: date, circuit: str | None) -> None:
    forth, back = (law_diff(pack(), *days, circuit, {}) for days in ((one, other), (other, one)))
    turned = {"in": "out", "out": "in"}
    assert {(c.rule, turned[c.change], c.authority) for c in forth.rules} == {
        (c.rule, c.change, c.authority) for c in back.rules
    }
    assert {(c.authority, c.after, c.before) for c in forth.authorities} == {
        (c.authority, c.before, c.after) for c in back.authorities
    }
    assert {(c.number, c.after, c.before) for c in forth.numbers} == {
        (c.number, c.before, c.after) for c in back.numbers
    }


def test_the_autumn_of_2025_brought_back_the_stricter_test_for_families() -> None:
    found = law_diff(pack(), date(2025, 9, 1), date(2025, 9, 2), "9", {"bus-owner": bus_owner()})
    changed = {change.rule: (change.change, change.authority) for change in found.rules}
    assert changed["us.ground.family-conflict-9"] == ("in", "matter-l-e-a-ii-2019")
    assert changed["us.ground.family-2017"] == ("out", "matter-l-e-a-group-2017")
    effects = {change.authority: (change.before, change.after) for change in found.authorities}
    assert effects["matter-l-e-a-ii-2019"] == ("vacated", "operative")
    assert Difference("us.ground.family-conflict-9", None, "", "shown") in found.cases[0].differences


def test_nothing_changes_between_a_day_and_itself() -> None:
    found = law_diff(pack(), date(2020, 1, 1), date(2020, 1, 1), "5", {"bus-owner": bus_owner()})
    assert (found.rules, found.authorities, found.numbers, found.cases) == ((), (), (), ())


def test_stale_authorities_are_listed_oldest_first() -> None:
    last = max(authority.checked for authority in pack().authorities.values())
    assert stale(pack(), last, 40_000) == ()
    every = stale(pack(), last + timedelta(days=1), 0)
    assert len(every) == len(pack().authorities)
    assert [each.days for each in every] == sorted((each.days for each in every), reverse=True)
    assert any(each.rules for each in every)
