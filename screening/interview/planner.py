"""What to ask next: open rules, the facts still open in them, the first question for one of those.

A pure function of the record, the rules, the day and the circuit. Nothing is asked that no rule in
force could still turn on, except what is asked of everyone (``first`` and ``always`` questions, the free
story). A text that no rule looks at comes along with its question, never alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from screening.assessment.assess import legal_context
from screening.assessment.deadlines import deadlines
from screening.assessment.questions import HELPERS
from screening.engine.base import Program
from screening.engine.program import bind, bind_every_rule
from screening.engine.reach import Reach
from screening.engine.reference import Evaluation
from screening.facts.build import build_facts
from screening.facts.catalogue import told_types
from screening.facts.values import FactBase, FactRef, Missing
from screening.intake.model import ITEM_NAMES, Intake
from screening.interview.asking import FURTHER, Asking, told_behind
from screening.interview.order import Order, Step
from screening.interview.record import LIST_OF, STORY, ListAnswer, Record, path_of, ref_of, shapes
from screening.interview.record_file import record_to_intake, unchecked_intake
from screening.interview.touched import differing, steps_of, touched
from screening.law.pack import Pack, Question
from screening.law.tree import Compare
from screening.vocabulary import CIRCUITS, Truth

CIRCUIT = "procedure.circuit"
CONSENT = ("session.consent_to_screen", "session.consent_to_store")
"""Without a yes to these nothing else is asked: the first step is then to stop, or to say it otherwise."""
_NOT_GIVEN = (Missing.DECLINED, Missing.DEFERRED, Missing.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is still to ask, in order, and what the answers so far say.

    ``found`` is what asking could still change, of ``program`` over ``facts``; no findings follow from it.
    """

    steps: tuple[Step, ...]
    intake: Intake
    program: Program
    facts: FactBase
    found: Evaluation


class Planner:
    """Plans interviews under one pack on one day. ``circuit`` None: the one told, if any.

    With ``everything`` all questions of the pack are asked, for forms that need more than the rules do.
    """

    def __init__(
        self, pack: Pack, as_of: date, circuit: str | None = None, *, everything: bool = False
    ) -> None:
        self.pack = pack
        self.as_of = as_of
        self._circuit = circuit
        self._everything = everything
        self.law = legal_context(pack, as_of)
        self._questions = {fact: question for question in pack.questions.values() for fact in question.facts}
        self._order = Order(pack)
        self._local_law = any(rule.in_circuits or rule.displaced for rule in pack.rules.values())
        self._unread = _unread(pack, as_of)
        self._intake: tuple[Record, Intake] | None = None
        self._last: tuple[Record, Plan, Asking] | None = None

    def plan(self, record: Record) -> Plan:
        """Everything still to ask under what is told, in order. Warnings and the story stand in their places."""
        if self._last is None or self._last[0] is not record:
            self._last = self._planned(record)
        return self._last[1]

    def intake(self, record: Record) -> Intake:
        """The intake a record makes. Raises IntakeError if an answer cannot stand beside the others."""
        if self._intake is None or self._intake[0] is not record:
            self._intake = (record, record_to_intake(record, self.as_of))
        return self._intake[1]

    def value_step(self, fact: str, item_id: str = "") -> Step | None:
        """The step that asks for a told fact (of an item); None if no question fills it."""
        question = self._questions.get(fact)
        if question is None:
            return None
        path = path_of(FactRef(fact, item_id))
        return Step("value", path, question.id, question.topic, fact, told_types()[fact].item, item_id)

    def list_step(self, item: str) -> Step | None:
        """The step that asks whether there is one more item; None if no question is about such items."""
        lead = self._order.lead(item)
        return Step("list", LIST_OF[item], lead.id, lead.topic, "", item) if lead else None

    @staticmethod
    def linked_item(fact: str) -> str:
        """The item name a fact's answer names items of; "" if it names none."""
        shape = shapes().get(fact)
        return ITEM_NAMES[shape.refers_to] if shape and shape.refers_to else ""

    def asked_of_everyone(self, fact: str) -> bool:
        """Whether a fact is asked for whatever it settles."""
        question = self._questions.get(fact)
        return question is None or question.first or question.always or fact == CIRCUIT

    def latest_first(self, record: Record) -> list[str]:
        """The paths of all answers to facts of what is told of, in asking order from the end."""
        steps = []
        for path in record.answers:
            ref = ref_of(path)
            fact = told_types().get(ref.name)
            if fact and (not fact.item or ref.item_id in record.items(fact.item)):
                steps.append(self.value_step(ref.name, ref.item_id))
        known = (step for step in steps if step is not None)
        return [s.path for s in sorted(known, key=lambda s: self._order.key(s, record), reverse=True)]

    def _planned(self, record: Record) -> tuple[Record, Plan, Asking]:
        """The plan, worked out from the one before where the law is the same: one answer moves few rules."""
        kept = self._intake is not None and self._intake[0] is record
        intake = self.intake(record) if kept else unchecked_intake(record)
        program = bind(self.pack, self.as_of, self._court(record))
        facts = build_facts(intake, self.law)
        if self._last is not None and self._last[1].program is program:
            former, plan, before = self._last
            moved = touched(program, differing(former, record, self._questions))
            found = plan.found.again(facts, steps_of(program, moved))
            asking = self.asking(record, program, found, before, moved)
        else:
            found = Evaluation(program, facts, asking=True)
            asking = self.asking(record, program, found)
        wanted = set(self._wanted(record, found, intake, asking))
        steps = sorted(
            self._steps(record, wanted, found),
            key=lambda step: self._order.key(step, record),
        )
        return record, Plan(tuple(self._with_passages(record, steps)), intake, program, facts, found), asking

    def _court(self, record: Record) -> str | None:
        told = record.answers.get(CIRCUIT)
        if self._circuit is None and told is not None and told.value in CIRCUITS:
            return str(told.value)
        return self._circuit

    def _wanted(self, record: Record, found: Evaluation, intake: Intake, asking: Asking) -> Iterator[FactRef]:
        """The told facts that something open turns on; also of items not told of yet."""
        if self._everything:
            yield from _all_facts(self._questions)
            return
        for name, question in self._questions.items():
            if question.first or question.always:
                yield from _of_everyone(name, record)
        if self._circuit is None and self._local_law:
            yield FactRef(CIRCUIT)
        for rule in found.rules:
            yield from asking.wanted(self.pack.rules[rule])
        for due in deadlines(intake, found.facts, self.pack, self.as_of):
            if due.earliest is None:
                yield from asking.behind(due.facts)

    def asking(
        self,
        record: Record,
        program: Program,
        found: Evaluation,
        before: Asking | None = None,
        moved: frozenset[str] = frozenset(),
    ) -> Asking:
        """What to ask under an evaluation, given what can still be asked in the record.

        What ``before`` found is kept but for the rules ``moved`` since.
        """

        def askable(ref: FactRef) -> bool:
            linked = self.linked_item(ref.name)
            if linked and not record.items(linked) and not may_grow(linked):
                return False
            path = ref.name if not ref.item_id else path_of(ref)
            return not record.has(path) and self.applies(ref, found)

        def may_grow(item: str) -> bool:
            return not record.ended(item)

        return Asking(program, found, askable, may_grow, before, moved)

    def _steps(self, record: Record, wanted: set[FactRef], found: Evaluation) -> Iterator[Step]:
        for question in self.pack.questions.values():
            if record.topics.get(question.topic) == "later":
                continue
            by_item: dict[str, list[str]] = {}
            for name in question.facts:
                by_item.setdefault(told_types()[name].item, []).append(name)
            for item, names in by_item.items():
                for item_id in record.items(item) if item else ("",):
                    asked = (name for name in names if self.applies(FactRef(name, item_id), found))
                    paths = {name: path_of(FactRef(name, item_id)) for name in asked}
                    for name in _to_ask(record, paths, item_id, wanted, self._unread):
                        yield Step("value", paths[name], question.id, question.topic, name, item, item_id)
        yield from self._gates(record, wanted)

    def applies(self, ref: FactRef, found: Evaluation) -> bool:
        """Whether a fact can be asked for: not once the answer it presupposes is otherwise, or was not given."""
        question = self._questions.get(ref.name)
        line = question.only_if.get(ref.name) if question else None
        if line is None or self._everything:
            return True
        items = found.facts.items.get(told_types()[ref.name].item, ())
        item = next((each for each in items if each.id == ref.item_id), None)
        return found.truth(line, item) is not Truth.NO and found.value(line.fact, item) not in _NOT_GIVEN

    def _gates(self, record: Record, wanted: set[FactRef]) -> Iterator[Step]:
        """For each list that may go on and of which one more item could matter: is there one more?"""
        for item in sorted({told_types()[ref.name].item for ref in wanted if ref.item_id == FURTHER}):
            lead = self._order.lead(item)
            if lead and not record.ended(item) and record.topics.get(lead.topic) != "later":
                yield Step("list", LIST_OF[item], lead.id, lead.topic, "", item)

    def _refused(self, record: Record) -> Iterator[Step]:
        for fact in CONSENT:
            question = self._questions.get(fact)
            if question and record.has(fact) and record.answers[fact].value is not True:
                yield Step("consent", f"#{fact}", question.id, question.topic, fact)

    def _with_passages(self, record: Record, steps: list[Step]) -> Iterator[Step]:
        """The steps with the story before what happened, each warning before its topic, and a *no* to consent
        before everything."""
        yield from self._refused(record)
        warned: set[str] = set()
        story = not record.has(STORY)
        for step in steps:
            if story and self._order.after_story(step, record):
                story = False
                yield Step("story", STORY)
            topic = self.pack.topics.get(step.topic)
            if topic and topic.warn and step.topic not in record.topics and step.topic not in warned:
                warned.add(step.topic)
                yield Step("warning", f"#{step.topic}", "", step.topic)
            yield step


def _to_ask(
    record: Record,
    paths: Mapping[str, str],
    item_id: str,
    wanted: set[FactRef],
    unread: frozenset[str],
) -> Iterator[str]:
    """Of the facts of one question (of one item), those without answer that are wanted, and with one of
    these, or right after it, those no rule looks at. Links wait until there is an item to link to."""
    of_rules = {name for name in paths if FactRef(name, item_id) in wanted or FactRef(name) in wanted}
    at_it = bool(record.trail) and record.trail[-1] in paths.values()
    open_still = any(not record.has(paths[name]) for name in of_rules)
    for name, path in paths.items():
        linked = shapes()[name].refers_to
        if record.has(path) or (linked and not record.lists.get(linked, ListAnswer()).ids):
            continue
        if name in of_rules or (name in unread and (open_still or at_it)):
            yield name


def _of_everyone(name: str, record: Record) -> Iterator[FactRef]:
    """A fact asked for whatever it settles; of a list at least one item."""
    item = told_types()[name].item
    if name not in HELPERS:
        yield FactRef(name)
    if item and not record.items(item):
        yield FactRef(name, FURTHER)


def _all_facts(questions: Mapping[str, Question]) -> Iterator[FactRef]:
    for name in questions:
        yield FactRef(name)
        if told_types()[name].item:
            yield FactRef(name, FURTHER)


def _unread(pack: Pack, as_of: date) -> frozenset[str]:
    """The told facts that no rule of the pack looks at, itself or through a derived fact."""
    looks_at = Reach(bind_every_rule(pack, as_of))
    named = {
        leaf.fact if isinstance(leaf, Compare) else leaf.link
        for rule in looks_at.rules
        for leaves in looks_at.leaves(rule).values()
        for leaf in leaves
    }
    read = {told for name in named if name for told in told_behind(name)}
    return frozenset(told_types()) - read - HELPERS
