"""The facts of an intake in one pass, for records in which nothing needs a closer look.

``Answers.read`` gives what ``told_facts`` gives, of the facts that some rule reads, and makes sure on the way that
the checks between fields find nothing. Where it cannot be sure it gives None, and the careful way decides.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from pydantic import BaseModel

from screening.dates.edtf import FuzzyDate
from screening.facts.build import date_span
from screening.facts.catalogue import told_types
from screening.facts.derived.registry import exactly
from screening.facts.values import TOLD, FactBase, FactKind, FactValue, Item, Missing
from screening.intake import limits
from screening.intake.checks import MAY_LIE_AHEAD, paths_fit
from screening.intake.model import ITEM_NAMES, Intake, Source
from screening.intake.shape import Kind, Shape, fields_of
from screening.vocabulary import ANSWER_STATES

_MISSING: Final[dict[str, FactValue]] = {state: Missing(state) for state in ANSWER_STATES}
_NO_FACTS: Final = ("sources", "other_accounts")
_MOST_DAYS: Final = 50_000


class _Doubt(Exception):
    """Something that the careful way has to decide."""


Take = Callable[[Any, list[tuple[str, list[str]]]], FactValue]
"""From an answer to its fact. Ids it refers to are put into the list, with the list they belong to."""


@dataclass(slots=True)
class Told:
    """The facts of one person as dicts, to which derived ones are added, and how many names were told."""

    base: FactBase
    scalars: dict[str, FactValue]
    rows: dict[str, list[dict[str, FactValue]]]
    names: int


class Reader:
    """Reads intakes as of one day; ``facts`` are the told facts that are wanted."""

    def __init__(self, facts: Iterable[str], as_of: date) -> None:
        wanted = set(facts)
        self._today = as_of
        self._far = as_of + timedelta(days=366 * limits.YEARS_AHEAD)
        self._past: dict[str, FactValue] = {}
        self._ahead: dict[str, FactValue] = {}
        self._parts: list[tuple[str, str, int, dict[str, tuple[str, Take | None]]]] = []
        for field, shape in fields_of(Intake).items():
            if shape.model is not None and field not in _NO_FACTS:
                item = ITEM_NAMES.get(field, "")
                most = limits.LIST_ITEMS_BY_NAME.get(field, limits.LIST_ITEMS)
                self._parts.append(
                    (field, item, most, self._table(field, item or field, shape.model, wanted))
                )
        # A source is no fact; its day and the document it names are checked as those of any item.
        self._most_sources = limits.LIST_ITEMS_BY_NAME.get("sources", limits.LIST_ITEMS)
        self._source: dict[str, tuple[str, Take | None]] = {
            key: ("", _ref(shape.refers_to) if shape.refers_to else self._day)
            for key, shape in fields_of(Source).items()
            if shape.refers_to or shape.kind is Kind.DATE
        }

    def read(self, intake: Intake) -> Told | None:
        """The facts told; None if the intake needs a closer look."""
        if intake.other_accounts or (intake.sources and not paths_fit(intake)):
            return None
        try:
            return self._read(intake)
        except _Doubt:
            return None

    def _read(self, intake: Intake) -> Told:
        scalars: dict[str, FactValue] = {}
        rows: dict[str, list[dict[str, FactValue]]] = {}
        items: dict[str, tuple[Item, ...]] = {}
        complete = intake.complete or ()
        closed = {ITEM_NAMES[name] for name in complete}
        if len(closed) != len(complete):
            raise _Doubt
        refs: list[tuple[str, list[str]]] = []
        ids: dict[str, set[str]] = {}
        parts = intake.__dict__
        names = len(intake.__pydantic_fields_set__)
        sources = intake.sources or ()
        if len(sources) > self._most_sources:
            raise _Doubt
        for source in sources:
            names += _take(source, self._source, {}, refs)
        for field, item, most, table in self._parts:
            part = parts[field]
            if part is None:
                continue
            if not item:
                names += _take(part, table, scalars, refs)
                continue
            if not part:
                closed.add(item)
                rows[item], items[item] = [], ()
                continue
            if len(part) > most:
                raise _Doubt
            found: list[dict[str, FactValue]] = []
            told: list[Item] = []
            known = set()
            for entry in part:
                row: dict[str, FactValue] = {}
                names += _take(entry, table, row, refs)
                found.append(row)
                told.append(Item(item, entry.id, row))
                known.add(entry.id)
            if len(known) != len(part):
                raise _Doubt
            rows[item], items[item], ids[field] = found, tuple(told), known
        for target, named in refs:
            if not ids.get(target, _NOBODY).issuperset(named):
                raise _Doubt
        if sum(entry.last is True for entry in intake.entries or ()) > 1:
            raise _Doubt
        return Told(FactBase(scalars, items, frozenset(closed)), scalars, rows, names)

    def _table(
        self, field: str, name: str, model: type[BaseModel], wanted: set[str]
    ) -> dict[str, tuple[str, Take | None]]:
        """By field: the fact and how it is taken (None: as it stands). Without those that nobody wants and
        that need no check."""
        types = told_types()
        found: dict[str, tuple[str, Take | None]] = {}
        for key, shape in fields_of(model).items():
            fact = f"{name}.{key}"
            if key == "id":
                continue
            take = self._how(shape, types[fact].kind, f"{field}.{key}" in MAY_LIE_AHEAD)
            if fact in wanted or shape.many or shape.refers_to or shape.kind is Kind.DATE:
                found[key] = (fact if fact in wanted else "", take)
        return found

    def _how(self, shape: Shape, kind: FactKind, may_lie_ahead: bool) -> Take | None:
        if shape.refers_to:
            return _refs(shape.refers_to) if shape.many else _ref(shape.refers_to)
        if shape.many:
            return _texts if kind is FactKind.TEXT else _codes
        match kind:
            case FactKind.DATE:
                return self._day_ahead if may_lie_ahead else self._day
            case FactKind.NUMBER:
                return _number
            case FactKind.TEXT:
                return _text
            case _:
                return None

    def _day(self, answer: FuzzyDate | str, _: object) -> FactValue:
        if answer.__class__ is str:
            return _MISSING[answer]
        assert isinstance(answer, FuzzyDate)
        value = self._past.get(answer.text)
        return self._new_day(answer, self._past, self._today) if value is None else value

    def _day_ahead(self, answer: FuzzyDate | str, _: object) -> FactValue:
        if answer.__class__ is str:
            return _MISSING[answer]
        assert isinstance(answer, FuzzyDate)
        value = self._ahead.get(answer.text)
        return self._new_day(answer, self._ahead, self._far) if value is None else value

    def _new_day(self, day: FuzzyDate, known: dict[str, FactValue], last: date) -> FactValue:
        # The careful check asks for the first day the date can be; the last one is the stricter question.
        if day.hi is None or day.hi > last:
            raise _Doubt
        if len(known) >= _MOST_DAYS:
            known.clear()
        value = known[day.text] = date_span(day)
        return value


_NOBODY: Final[frozenset[str]] = frozenset()


def _take(
    part: BaseModel,
    table: dict[str, tuple[str, Take | None]],
    into: dict[str, FactValue],
    refs: list[tuple[str, list[str]]],
) -> int:
    """Take the answers of a section or an item. How many names it holds."""
    values, names = part.__dict__, part.__pydantic_fields_set__
    for key in names:
        wanted = table.get(key)
        if wanted is None:
            continue
        fact, take = wanted
        answer = values[key]
        if take is None:  # a code, yes or no
            into[fact] = _MISSING.get(answer, answer)
        elif fact:
            into[fact] = take(answer, refs)
        else:
            take(answer, refs)
    return len(names)


def _number(answer: int | str, _: object) -> FactValue:
    return _MISSING[answer] if isinstance(answer, str) else exactly(answer)


def _text(answer: str, _: object) -> FactValue:
    return _MISSING.get(answer, TOLD)


def _texts(answer: list[str] | str, _: object) -> FactValue:
    if isinstance(answer, str):
        return _MISSING[answer]
    if len(answer) > limits.LIST_ITEMS:
        raise _Doubt
    return TOLD


def _codes(answer: list[str] | str, _: object) -> FactValue:
    if answer.__class__ is str:
        return _MISSING[answer]
    if len(answer) > limits.LIST_ITEMS:
        raise _Doubt
    return frozenset(answer)


def _refs(target: str) -> Take:
    def take(answer: list[str] | str, refs: list[tuple[str, list[str]]]) -> FactValue:
        if isinstance(answer, str):
            return _MISSING[answer]
        if len(answer) > limits.LIST_ITEMS:
            raise _Doubt
        refs.append((target, answer))
        return frozenset(answer)

    return take


def _ref(target: str) -> Take:
    def take(answer: str, refs: list[tuple[str, list[str]]]) -> FactValue:
        if answer in ANSWER_STATES:
            return _MISSING[answer]
        refs.append((target, [answer]))
        return answer

    return take
