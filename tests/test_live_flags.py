"""durable-rules over one interview: facts come and go, and after each answer all is as if asked anew."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from interview_starts import DAY, at_the_entry
from pack_cases import the_pack
from strategies import a_program, a_program_like_a_pack, randoms, some_facts

from screening.engine import rete
from screening.engine.agree import compare
from screening.engine.base import BoundRule, Program, Verdicts
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.errors import EngineError
from screening.facts.values import FactBase, Item
from screening.interview.flags import LiveFlags
from screening.interview.planner import Planner
from screening.interview.record import Answer
from screening.interview.session import Session
from screening.law.tree import Compare, Op, Some
from screening.vocabulary import Truth

AVAILABLE, REASON, _ = rete_available()
needs_durable = pytest.mark.skipif(not AVAILABLE, reason=f"NOT RUN: durable-rules is {REASON}")
SEVERE = Program(
    (BoundRule("us.r", None, Some("incident", "", Compare("incident.severe", Op.EQ, True)), None),)
)


def answers(rng: Random, number: int) -> Iterator[FactBase]:
    """Facts as an interview goes on: some of another draw replace some of the last, or go."""
    facts = some_facts(rng)
    for _ in range(number):
        yield facts
        other = some_facts(rng)
        if rng.random() < 0.2:
            facts = other
            continue
        kept = {name: value for name, value in facts.scalars.items() if rng.random() < 0.9}
        new = {name: value for name, value in other.scalars.items() if rng.random() < 0.2}
        items = other.items if rng.random() < 0.5 else facts.items
        facts = FactBase({**kept, **new}, items, other.closed if rng.random() < 0.5 else facts.closed)


def with_incidents(*severe: bool) -> FactBase:
    items = tuple(
        Item("incident", f"incident-{n}", {"incident.severe": each}) for n, each in enumerate(severe)
    )
    return FactBase({}, {"incident": items}, frozenset({"incident"}))


@needs_durable
@settings(max_examples=40)
@given(randoms())
def test_after_every_answer_it_finds_what_the_reference_finds(rng: Random) -> None:
    program = a_program(rng)
    reference, live = ReferenceEngine(program), ReteEngine(program).live()
    for facts in answers(rng, 12):
        assert compare(live.evaluate(facts), reference.evaluate(facts)) == ()


@needs_durable
def test_an_item_that_is_taken_out_no_longer_counts_and_comes_back() -> None:
    live = ReteEngine(SEVERE).live()
    told = [with_incidents(True, True), with_incidents(False), with_incidents(), with_incidents(False, True)]
    found = [live.evaluate(facts).rules["us.r"].holds for facts in told]
    assert found == [Truth.YES, Truth.NO, Truth.NO, Truth.YES]


@needs_durable
def test_more_items_than_may_stand_are_still_asked() -> None:
    live = ReteEngine(SEVERE).live()
    many = [False] * 90
    assert live.evaluate(with_incidents(*many, True)).rules["us.r"].holds is Truth.YES
    assert live.evaluate(with_incidents(*many, False)).rules["us.r"].holds is Truth.NO
    assert live.evaluate(with_incidents(*many, True)).rules["us.r"].holds is Truth.YES


@needs_durable
def test_only_what_changed_is_asserted_and_closing_retracts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    standing: dict[int, set[str]] = {}
    real, calls = rete._durable, []

    class Spy:
        def __getattr__(self, name: str) -> object:
            return getattr(real, name)

        def assert_fact(self, handle: int, text: str) -> object:
            result = real.assert_fact(handle, text)
            calls.append(text)
            if result[0] == 0:
                standing.setdefault(handle, set()).add(text.split('"id":"')[1].split('"')[0])
            return result

        def retract_fact(self, handle: int, text: str) -> object:
            standing[handle].remove(text.split('"id":"')[1].split('"')[0])
            return real.retract_fact(handle, text)

    engine = ReteEngine(SEVERE)
    monkeypatch.setattr(rete, "_durable", Spy())
    live = engine.live()
    live.evaluate(with_incidents(True, True))
    first = len(calls)
    live.evaluate(with_incidents(True, True))
    assert len(calls) == first > 2
    live.evaluate(with_incidents(True, False))
    assert first < len(calls) < 2 * first
    assert engine.evaluate(with_incidents(False)).rules["us.r"].holds is Truth.NO  # another case between
    assert live.evaluate(with_incidents(True, False)).rules["us.r"].holds is Truth.YES
    assert any(standing.values())
    live.close()
    assert not any(standing.values())
    assert not any("incident" in text for text in calls)


@needs_durable
def test_rulesets_built_anew_are_told_everything_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ReteEngine(SEVERE)
    one, other = engine.live(), engine.live()
    assert one.evaluate(with_incidents(True)).rules["us.r"].holds is Truth.YES
    engine._build()
    assert one.evaluate(with_incidents(True)).rules["us.r"].holds is Truth.YES
    assert one.evaluate(with_incidents(False)).rules["us.r"].holds is Truth.NO
    other.close()
    one.close()


@needs_durable
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="NOT RUN: no /proc to read memory from")
def test_memory_does_not_grow_with_the_number_of_answers() -> None:
    rng = Random(5)
    live = ReteEngine(a_program_like_a_pack(rng, 40)).live()
    told = list(answers(rng, 40))

    def megabytes() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

    for number in range(400):
        live.evaluate(told[number % len(told)])
    before = megabytes()
    for number in range(1_600):
        live.evaluate(told[number % len(told)])
    assert megabytes() - before < 10


# --- in the questionnaire ---

PLANNER = Planner(the_pack(), DAY)


def told_of_the_entry(day: str) -> Session:
    session = Session(PLANNER, at_the_entry()).one_more()
    return session.answer(Answer(value=day)).answer(Answer(value=False)).answer(Answer(value="not_filed"))


@needs_durable
def test_findings_come_and_go_with_the_answers() -> None:
    flags = LiveFlags(PLANNER, "en", show=True)
    early = told_of_the_entry("2025-11-01")
    _, found = flags.look(early)
    late = early.go_to("entries[entry-1].date").answer(Answer(value="2026-11-01"))
    near, gone = flags.look(late)
    assert any("year" in text for text in found.values()) and not near
    assert found.keys() - gone.keys()
    assert flags.look(early) == flags.look(early)
    flags.close()


class Wrong:
    """An engine that finds nothing, or fails."""

    def __init__(self, *, fails: bool) -> None:
        self.fails = fails

    def live(self) -> "Wrong":
        return self

    def evaluate(self, facts: FactBase) -> Verdicts:
        if self.fails:
            raise EngineError([])
        return Verdicts({}, {})

    def close(self) -> None:
        pass


@pytest.mark.parametrize("fails", [True, False])
def test_where_the_second_engine_fails_or_differs_the_reference_is_shown_and_it_is_said(fails: bool) -> None:
    alone = LiveFlags(PLANNER, "es", show=True, second=None).look(told_of_the_entry("2025-11-01"))
    flags = LiveFlags(PLANNER, "es", show=True, second=lambda program: Wrong(fails=fails))
    near, found = flags.look(told_of_the_entry("2025-11-01"))
    note = found.keys() - alone[1].keys()
    assert near == alone[0] and found.keys() - note == alone[1].keys() and len(note) == 1


def test_hidden_findings_are_not_worked_out_and_urgent_days_are() -> None:
    def never(program: Program) -> Wrong:
        raise AssertionError("built for nothing")

    near, found = LiveFlags(PLANNER, "en", show=False, second=never).look(told_of_the_entry("2025-11-20"))
    assert near and not found
