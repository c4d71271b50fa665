"""The nearest date of a case, as ``assessment.deadlines`` has it, without making a result of every date."""

from collections.abc import Sequence
from typing import Final

from screening.assessment.deadlines import urgency_limits
from screening.batch.court import Court
from screening.batch.scores import NOTHING_DUE, Nearest, nearest
from screening.dates.words import urgency
from screening.facts.derived.registry import View
from screening.facts.values import FactBase, FactValue, Item, Missing, Span

_MOST_CHILDREN: Final = 300
_CHILD_READS: Final = (
    "member.birth_date", "member.age_told", "member.where", "member.us_status", "member.marital_status",
)  # fmt: skip
_PERSON_READS: Final = (
    "session.date", "procedure.i589_filed", "procedure.i589_filed_date", "procedure.stage",
)  # fmt: skip


class Dates:
    """Finds the nearest date of a case before one court. Children of the same ages are worked out once."""

    def __init__(self, court: Court) -> None:
        self._court = court
        self._today = court.law.as_of.toordinal()
        self._limits = urgency_limits(court.pack, court.law.as_of)
        self._children: dict[tuple[FactValue | None, ...], FactValue] = {}

    def nearest(self, facts: FactBase, kinds: Sequence[str]) -> Nearest:
        """The one-year day and children's 21st birthdays until the form is filed, and dates set by others, whose
        ``kinds`` are given in their order."""
        found = NOTHING_DUE
        filed = facts.scalars.get("procedure.i589_filed")
        if filed is not True:
            one_year = facts.scalars.get("filing.one_year_deadline", Missing.NOT_ASKED)
            if one_year is not Missing.NOT_APPLICABLE:
                found = self._dated("one_year", one_year)
            for item in facts.items.get("member", ()):
                if item.facts.get("member.relation") == "child":
                    turns = self._turns_21(facts, item)
                    if isinstance(turns, Span):
                        found = min(found, self._dated("ageing_out", turns))
        if kinds:
            for kind, item in zip(kinds, facts.items["deadline"], strict=True):
                when = item.facts.get("deadline.date", Missing.NOT_ASKED)
                found = min(found, self._dated(kind or "deadline", when))
        return found

    def _dated(self, kind: str, when: FactValue) -> Nearest:
        days = when.lo - self._today if isinstance(when, Span) and when.lo is not None else None
        return nearest(urgency(days, self._limits), days, kind)

    def _turns_21(self, facts: FactBase, item: Item) -> FactValue:
        """The 21st birthday of a child whom asylum would carry along; otherwise missing."""
        told = item.facts.get
        key = (*map(told, _CHILD_READS), *map(facts.scalars.get, _PERSON_READS))
        found = self._children.get(key)
        if found is None:
            if len(self._children) >= _MOST_CHILDREN:
                self._children.clear()
            row = dict(item.facts)
            view = View(facts, self._court.law, Item(item.name, item.id, row))
            for fact in self._court.of_members:
                row[fact.type.name] = fact.compute(view)
            joins = row["member.can_join"] is True
            found = self._children[key] = row["member.turns_21"] if joins else Missing.NOT_APPLICABLE
        return found
