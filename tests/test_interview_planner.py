"""What is asked: only what can still change something, in a stable order; parked, never lost."""

import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_cases import the_pack

from screening.assessment.collect import bar_state
from screening.engine.program import bind
from screening.engine.reference import Evaluation
from screening.facts.catalogue import told_types
from screening.facts.values import FactBase, Missing
from screening.intake.model import ITEM_NAMES
from screening.intake.read import read_intake_file
from screening.interview.order import Step
from screening.interview.planner import Plan, Planner
from screening.interview.record import LIST_OF, STORY, Answer, ListAnswer, ListEnd, Record, Value
from screening.interview.record_file import record_from_intake
from screening.interview.session import Session
from screening.law.load import load_pack
from screening.law.pack import Pack
from screening.vocabulary import RuleKind, Truth

AS_OF = date(2026, 11, 24)
PACKS = Path(__file__).parent / "packs"
ASKING = load_pack(PACKS / "asking")


def beside() -> Pack:
    """The same questions for other rules: they rest on each other, on elements, and on what must not be."""
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(PACKS / "asking", Path(folder) / "pack"))
        for rules in (copy / "rules").iterdir():
            rules.unlink()
        shutil.copy(PACKS / "asking-beside.yaml", copy / "rules" / "beside.yaml")
        return load_pack(copy)


SMALL = {"asking": ASKING, "beside": beside()}
FACTS = tuple(name for question in ASKING.questions.values() for name in question.facts)
VALUES: tuple[bool | str, ...] = (True, False, "unknown")
Told = dict[str, bool | str]


def answer(value: bool | str) -> Answer:
    return Answer(state="unknown") if value == "unknown" else Answer(value=value)


def record_of(told: Told) -> Record:
    return Record(id="x", answers={name: answer(value) for name, value in told.items()})


@cache
def result(name: str, values: tuple[bool | str, ...]) -> tuple[object, ...]:
    """What the small pack finds once all seven facts were asked about: elements, and rules that show."""
    scalars = {n: Missing.UNKNOWN if v == "unknown" else v for n, v in zip(FACTS, values, strict=True)}
    pack = SMALL[name]
    found = Evaluation(bind(pack, AS_OF, None), FactBase(scalars))
    shown = {n: v for n, v in found.rules.items() if pack.rules[n].kind is not RuleKind.ELEMENT}
    results = (
        bar_state(v) if pack.rules[n].kind is RuleKind.BAR else v.holds is Truth.YES for n, v in shown.items()
    )
    return (*found.elements.values(), *results)


def can_matter(name: str, fact: str, told: Told) -> bool:
    """By brute force: whether, with some answers to all else, two answers to the fact differ in result."""
    others = [one for one in FACTS if one not in told and one != fact]
    for values in product(VALUES, repeat=len(others)):
        rest = {**told, **dict(zip(others, values, strict=True))}
        results = {result(name, tuple({**rest, fact: value}[one] for one in FACTS)) for value in VALUES}
        if len(results) > 1:
            return True
    return False


@given(st.sampled_from([*SMALL]), st.lists(st.sampled_from(VALUES), min_size=len(FACTS), max_size=len(FACTS)))
@settings(max_examples=120, deadline=None)
def test_nothing_is_asked_that_could_not_matter_and_nothing_that_could_is_left(
    name: str, answers: list[bool | str]
) -> None:
    session, told = Session(Planner(SMALL[name], AS_OF), Record(id="x")), Told()
    while (step := session.step) is not None:
        if step.kind == "story":
            session = session.pass_over()
            continue
        assert can_matter(name, step.fact, told), f"{step.fact} after {told}"
        told[step.fact] = answers[FACTS.index(step.fact)]
        session = session.answer(answer(told[step.fact]))
    for fact in set(FACTS) - told.keys():
        assert not can_matter(name, fact, told), f"{fact} was not asked after {told}"


class AsksAll(Planner):
    """A planted mistake: everything is asked, whatever it settles."""

    def __init__(self, pack: Pack, as_of: date) -> None:
        super().__init__(pack, as_of, everything=True)


class LeavesOneOut(Planner):
    """A planted mistake: a question that could matter is never asked."""

    def plan(self, record: Record) -> Plan:
        found = super().plan(record)
        return replace(
            found, steps=tuple(s for s in found.steps if s.fact != "procedure.prior_removal_order")
        )


@pytest.mark.parametrize(("planted", "says"), [(AsksAll, "after"), (LeavesOneOut, "was not asked after")])
def test_a_question_too_many_or_too_few_is_found(
    planted: type[Planner], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked = test_nothing_is_asked_that_could_not_matter_and_nothing_that_could_is_left.hypothesis.inner_test  # type: ignore[attr-defined]
    for name in SMALL:
        walked(name, [True] * len(FACTS))
    monkeypatch.setitem(globals(), "Planner", planted)
    with pytest.raises(AssertionError, match=says):
        walked("asking", [True] * len(FACTS))


@given(
    st.dictionaries(st.sampled_from(FACTS), st.sampled_from(VALUES)),
    st.sampled_from(FACTS),
    st.sampled_from(VALUES),
)
@settings(max_examples=60, deadline=None)
def test_an_edit_reopens_only_what_it_touches(told: Told, fact: str, value: bool | str) -> None:
    planner = Planner(ASKING, AS_OF)
    before, after = record_of(told), record_of({**told, fact: value})
    asked_before = {step.fact for step in planner.plan(before).steps} - {fact}
    asked_after = {step.fact for step in planner.plan(after).steps}
    for other in (asked_before ^ asked_after) - {"", fact}:
        alone = {rule.id for rule in ASKING.rules.values() if fact in rule_facts(rule.id)}
        same_element = {"us.asking.afraid", "us.asking.convert"}
        touched = alone | (same_element if alone & same_element else set())
        assert any(other in rule_facts(rule) for rule in touched)
    assert before.answers.keys() <= after.answers.keys()


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "refuse", "tell", "out", "back", "open", "later"]), st.integers(0, 999)
    ),
    min_size=1,
    max_size=8,
)


def changed(record: Record, whole: Record, kind: str, place: int) -> Record:
    """A record with one answer, list or topic told otherwise; ``whole`` is where answers come from."""
    paths, lists = sorted(whole.answers), sorted(whole.lists)
    path, item = paths[place % len(paths)], ITEM_NAMES[lists[place % len(lists)]]
    held = record.lists[LIST_OF[item]]
    match kind:
        case "drop":
            kept = {at: answer for at, answer in record.answers.items() if at != path}
            return record.model_copy(update={"answers": kept})
        case "refuse":
            return record.answered(path, Answer(state="declined"))
        case "tell":
            return record.answered(path, whole.answers[path])
        case "out" if held.ids:
            return record.without_item(item, held.ids[place % len(held.ids)])
        case "back" if held.set_aside:
            return record.with_item_back(item, held.set_aside[0])
        case "open":
            end: ListEnd = "" if held.ended else "closed"
            return record.with_list(item, held.model_copy(update={"ended": end}))
    topics = sorted(name for name, topic in the_pack().topics.items() if topic.warn)
    return record.with_topic(topics[place % len(topics)], "later")


@given(st.sampled_from(["fictional-family", "fictional-barred", "mayor"]), CHANGES)
@settings(max_examples=12, deadline=None)
def test_a_plan_taken_on_from_the_one_before_is_the_plan_made_anew(
    name: str, changes: list[tuple[str, int]]
) -> None:
    path = Path(__file__).parents[1] / "examples" / f"{name}.json"
    whole = record_from_intake(read_intake_file(path, as_of=AS_OF))
    going_on, record = Planner(the_pack(), AS_OF), whole
    going_on.plan(record)
    for kind, place in changes:
        record = changed(record, whole, kind, place)
        plan, anew = going_on.plan(record), Planner(the_pack(), AS_OF).plan(record)
        assert plan.steps == anew.steps
        assert (plan.found.rules, plan.found.elements) == (anew.found.rules, anew.found.elements)


def rule_facts(rule: str) -> set[str]:
    return {
        "us.asking.afraid": {"fear.afraid_now", "protection.asked_any"},
        "us.asking.convert": {"traits.converted"},
        "us.asking.order": {
            "procedure.prior_removal_order", "procedure.reentered_after_order", "relocation.safe_place_exists",
        },
        "us.asking.gap": {"bars.fraud_or_false_statement", "relocation.safe_place_exists"},
    }[rule]  # fmt: skip


def test_a_parked_answer_is_kept_and_comes_back() -> None:
    planner = Planner(ASKING, AS_OF)
    told: Told = {"procedure.prior_removal_order": True, "procedure.reentered_after_order": True}
    session = Session(planner, record_of(told))
    assert session.parked() == frozenset()
    edited = session.go_to("procedure.prior_removal_order").answer(answer(False))
    assert edited.parked() == {"procedure.reentered_after_order"}
    assert edited.record.answers["procedure.reentered_after_order"].value is True
    back = edited.go_to("procedure.prior_removal_order").answer(answer(True))
    assert back.parked() == frozenset()
    assert "procedure.reentered_after_order" not in {step.path for step in back.plan.steps}


def test_an_answer_that_settles_an_element_spares_the_other_ways_there() -> None:
    steps = Planner(ASKING, AS_OF).plan(record_of({"traits.converted": True})).steps
    assert not {"fear.afraid_now", "protection.asked_any"} & {step.fact for step in steps}


def test_a_new_rule_brings_its_question_with_it() -> None:
    without = {name: rule for name, rule in ASKING.rules.items() if name != "us.asking.gap"}
    asked = [
        {step.fact for step in Planner(pack, AS_OF).plan(Record(id="x")).steps}
        for pack in (replace(ASKING, rules=without), ASKING)
    ]
    assert asked[1] - asked[0] == {"bars.fraud_or_false_statement"}


# The pack of the product


@pytest.fixture(scope="module")
def pack() -> Pack:
    return the_pack()


def walk(session: Session, answers: dict[str, Value], *, lists: str = "closed") -> tuple[Session, list[Step]]:
    """Answer from ``answers``, pass over the rest, end every list."""
    asked: list[Step] = []
    while (step := session.step) is not None:
        asked.append(step)
        if step.kind == "warning":
            session = session.go_on("on")
        elif step.kind == "list":
            session = session.end_list("closed" if lists == "closed" else "open")
        elif step.path in answers:
            session = session.answer(Answer(value=answers[step.path]))
        else:
            session = session.pass_over()
    return session, asked


def test_consent_comes_first_then_safety_the_entry_the_story_and_what_is_private_last(pack: Pack) -> None:
    _, asked = walk(Session(Planner(pack, AS_OF), Record(id="x")), {}, lists="open")
    topics = list(dict.fromkeys(step.topic for step in asked if step.topic))
    assert topics[:3] == ["opening", "safety", "arrival"]
    assert next(step for step in asked if step.topic == "arrival").path == "entries"
    consent = next(n for n, step in enumerate(asked) if step.path == "session.consent_to_screen")
    assert {step.topic for step in asked[:consent]} == {"opening"}
    assert topics.index("safety") < topics.index("incident")
    late = [topics.index(topic) for topic in ("police", "armed-groups", "private", "lawyer")]
    assert late == sorted(late) and late[0] > topics.index("family")
    paths = [step.path for step in asked]
    assert paths.index(STORY) < paths.index("#incident") < paths.index("incidents")
    for topic in ("police", "armed-groups", "private"):
        first = next(step for step in asked if step.topic == topic)
        assert first.kind == "warning"


def test_nothing_is_asked_twice(pack: Pack) -> None:
    for lists in ("closed", "open"):
        _, asked = walk(Session(Planner(pack, AS_OF), Record(id="x")), {}, lists=lists)
        paths = [step.path for step in asked]
        assert len(paths) == len(set(paths))


def test_what_presupposes_another_answer_is_not_asked_once_that_failed(pack: Pack) -> None:
    gates = [(q.id, fact, line.fact) for q in pack.questions.values() for fact, line in q.only_if.items()]
    assert ("filing", "procedure.i589_filed_date", "procedure.i589_filed") in gates
    session = Session(Planner(pack, AS_OF), Record(id="x"))
    _, asked = walk(session, {"procedure.i589_filed": False, "procedure.prior_removal_order": False})
    facts = {step.fact for step in asked}
    assert not {"procedure.i589_filed_date", "procedure.prior_order_kind"} & facts
    _, asked = walk(session, {"procedure.i589_filed": True, "procedure.prior_removal_order": True})
    assert {"procedure.i589_filed_date", "procedure.prior_order_kind"} <= {step.fact for step in asked}


def test_a_topic_left_for_later_is_not_asked_and_can_be_taken_up(pack: Pack) -> None:
    session = Session(Planner(pack, AS_OF), Record(id="x", topics={"private": "later"}))
    _, asked = walk(session, {})
    assert "private" not in {step.topic for step in asked}
    _, asked = walk(session.go_to("#private").go_on("on"), {})
    assert "private" in {step.topic for step in asked}


def test_a_warning_passed_over_passes_over_its_topic(pack: Pack) -> None:
    session = Session(Planner(pack, AS_OF), Record(id="x"), passed=frozenset({"#police"}))
    _, asked = walk(session, {})
    assert "police" not in {step.topic for step in asked}
    assert "private" in {step.topic for step in asked}


def test_links_between_items_wait_until_there_is_something_to_link(pack: Pack) -> None:
    one = Record(id="x", lists={"incidents": ListAnswer(ids=("incident-1",), ended="closed")})
    planner = Planner(pack, AS_OF)
    assert "incidents[incident-1].persecutors" not in {step.path for step in planner.plan(one).steps}
    both = one.with_item("persecutor")
    assert "incidents[incident-1].persecutors" in {step.path for step in planner.plan(both).steps}


def test_everything_asks_every_fact_of_the_pack(pack: Pack) -> None:
    record = Record(id="x")
    for item in ("incident", "persecutor", "entry"):
        record = record.with_item(item)
    facts = {step.fact for step in Planner(pack, AS_OF, everything=True).plan(record).steps} - {""}
    lists = {step.item for step in Planner(pack, AS_OF, everything=True).plan(record).steps}
    wanted = {name for question in pack.questions.values() for name in question.facts}
    types = told_types()
    reachable = {name for name in wanted if types[name].item in ("", "incident", "persecutor", "entry")}
    assert {name for name in reachable if not types[name].links_to} <= facts
    assert {types[name].item for name in wanted} - {""} <= lists | {""}


def test_the_plan_is_a_pure_function_of_the_record(pack: Pack) -> None:
    record = Record(id="x", answers={"fear.afraid_now": Answer(value=True)})
    one, two = Planner(pack, AS_OF).plan(record), Planner(pack, AS_OF).plan(record.model_copy())
    assert one.steps == two.steps
