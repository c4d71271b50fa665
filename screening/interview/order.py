"""One thing to ask, and the stable order in which things are asked."""

from dataclasses import dataclass
from typing import Literal

from screening.facts.catalogue import told_types
from screening.interview.record import Record, shapes
from screening.law.pack import Pack, Question

_Key = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask. ``kind`` is ``value`` (a fact), ``list`` (is there one more?), ``warning``
    (go on with a topic, or leave it for later), ``story``, or ``consent`` (it was not given: stop, or say it
    otherwise).

    ``fact`` names the fact of a value; ``item`` the items of a list, or those the fact belongs to.
    ``path`` is its place in the record: of the answer, the list, or the topic.
    """

    kind: Literal["value", "list", "warning", "story", "consent"]
    path: str
    question: str = ""
    topic: str = ""
    fact: str = ""
    item: str = ""
    item_id: str = ""


class Order:
    """The stable order of steps: topic by topic, what is asked last at the end.

    The questions of a topic about the items of one list stay together, item by item; links between items
    come after the items, and whether there is one more comes after those told of. Of the items that a
    ``first`` question asks for, only that question stands in its own place.
    """

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._places: dict[tuple[str, str], int] = {}
        self._part = {name: part for q in pack.questions.values() for part, name in enumerate(q.facts)}
        self._leads: dict[str, Question] = {}
        for question in sorted(pack.questions.values(), key=lambda question: question.order):
            told = [told_types()[name] for name in question.facts]
            for item in {fact.item for fact in told} - {""}:
                if not question.first:
                    self._places.setdefault((question.topic, item), question.order)
                own = [fact for fact in told if fact.item == item and not fact.links_to]
                lead = self._leads.get(item)
                if own and (lead is None or (len(own) > 1 and self._about(lead, item) < 2)):
                    self._leads[item] = question
        events = self._leads.get("incident")
        self._events = events.order if events else None

    @staticmethod
    def _about(question: Question, item: str) -> int:
        return sum(told_types()[name].item == item for name in question.facts)

    def lead(self, item: str) -> Question | None:
        """The question that opens a list: the first with several facts of its items, else the first."""
        return self._leads.get(item)

    def after_story(self, step: Step, record: Record) -> bool:
        """Whether a step comes after the free story, which stands before what happened."""
        return self._events is None or self.key(step, record) >= (0, self._events, 0, 0, 0, 0)

    def key(self, step: Step, record: Record) -> _Key:
        question = self._pack.questions[step.question]
        last = int(question.last)
        place = self._places.get((question.topic, step.item), question.order)
        if step.kind == "list":
            told = len(record.items(step.item))
            alone = question.first and not told
            return (last, question.order if alone else place, 0, told, 10_000 if told else 0, 0)
        if question.first:
            place = question.order
        index = record.items(step.item).index(step.item_id) if step.item else 0
        linked = int(bool(shapes()[step.fact].refers_to) and bool(step.item))
        return (last, place, linked, index, question.order, self._part[step.fact])
