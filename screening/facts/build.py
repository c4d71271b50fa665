"""From an intake to the facts of one person as of one day. Free text stays behind."""

from collections.abc import Iterable, Mapping
from functools import cache

from pydantic import BaseModel

from screening.dates.calendar import possible_days
from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import section_models, told_types
from screening.facts.context import LegalContext
from screening.facts.derived import derive
from screening.facts.values import TOLD, FactBase, FactKind, FactType, FactValue, Item, Missing, Span
from screening.intake.model import ITEM_NAMES, Intake, OtherAccount
from screening.vocabulary import ANSWER_STATES


def build_facts(intake: Intake, law: LegalContext) -> FactBase:
    """All facts of ``intake`` as of ``law.as_of``: those told, then those derived from them."""
    return derive(told_facts(intake), law)


def told_facts(intake: Intake) -> FactBase:
    """Only the facts that were told. Answers with two differing accounts become CONFLICTING."""
    scalars: dict[str, FactValue] = {}
    items: dict[str, tuple[Item, ...]] = {}
    closed = {ITEM_NAMES[name] for name in intake.complete or ()}
    others = _other_accounts(intake.other_accounts or ())
    for field, keys in _plan():
        part = getattr(intake, field)
        if part is None:
            continue
        if isinstance(part, BaseModel):
            scalars.update(_values(keys, part, others.get((field, ""), {})))
            continue
        name = ITEM_NAMES[field]
        items[name] = tuple(
            Item(name, entry.id, _values(keys, entry, others.get((field, entry.id), {}))) for entry in part
        )
        if not part:
            closed.add(name)
    return FactBase(scalars, items, frozenset(closed))


def fact_value(fact: FactType, answer: object) -> FactValue:
    """One answer as engines see it. None: not asked."""
    if answer is None:
        return Missing.NOT_ASKED
    if isinstance(answer, str) and answer in ANSWER_STATES:
        return Missing(answer)
    if fact.kind is FactKind.TEXT:
        return TOLD
    if isinstance(answer, FuzzyDate):
        return date_span(answer)
    if isinstance(answer, bool | str):
        return answer
    if isinstance(answer, int):
        return Span.exact(answer)
    assert isinstance(answer, list)  # the model admits nothing else
    return frozenset(answer)


def date_span(day: FuzzyDate) -> Span:
    """The days a date can be, as ordinals; "about" and "perhaps" widen it (see possible_days)."""
    lo, hi = possible_days(day)
    return Span(None if lo is None else lo.toordinal(), None if hi is None else hi.toordinal())


def split_path(path: str) -> tuple[str, str, str]:
    """``incidents[threats].date`` as list, item id and key; a section field has an empty item id."""
    head, _, key = path.partition(".")
    name, _, item_id = head.partition("[")
    return name, item_id.removesuffix("]"), key


@cache
def _plan() -> tuple[tuple[str, tuple[tuple[str, FactType], ...]], ...]:
    """Each part of the intake with its fields and their facts; read off the model once."""
    types = told_types()
    return tuple(
        (field, tuple((key, types[f"{name}.{key}"]) for key in model.model_fields if key != "id"))
        for field, name, model in section_models()
    )


def _values(
    keys: Iterable[tuple[str, FactType]], part: BaseModel, others: Mapping[str, list[bool | int | str]]
) -> dict[str, FactValue]:
    values: dict[str, FactValue] = {}
    for key, fact in keys:
        answer = getattr(part, key)
        if answer is None:
            continue
        value = fact_value(fact, answer)
        if any(_differs(fact, answer, value, other) for other in others.get(key, ())):
            value = Missing.CONFLICTING
        values[fact.name] = value
    return values


def _other_accounts(
    accounts: Iterable[OtherAccount],
) -> dict[tuple[str, str], dict[str, list[bool | int | str]]]:
    """What other accounts say, by part of the intake and field."""
    found: dict[tuple[str, str], dict[str, list[bool | int | str]]] = {}
    for account in accounts:
        name, item_id, key = split_path(account.fact or "")
        found.setdefault((name, item_id), {}).setdefault(key, []).append(account.value)
    return found


def _differs(fact: FactType, answer: object, value: FactValue, other: bool | int | str) -> bool:
    """Whether another account cannot stand beside the answer.

    An account without a value, or beside a missing answer, differs from nothing. Two dates differ
    unless one lies within the other: "January 2026" only says less than "9 January 2026".
    """
    if isinstance(value, Missing) or (isinstance(other, str) and other in ANSWER_STATES):
        return False
    if isinstance(value, Span) and fact.kind is FactKind.DATE:
        told = _as_date(other)
        return told is None or not (_within(told, value) or _within(value, told))
    if isinstance(value, Span):
        return isinstance(other, bool) or other != value.lo
    if isinstance(value, frozenset):
        return other not in value
    if fact.kind is FactKind.TEXT:
        return other not in answer if isinstance(answer, list) else other != answer
    return type(other) is not type(value) or other != value


def _as_date(text: bool | int | str) -> Span | None:
    try:
        return date_span(FuzzyDate.parse(text)) if isinstance(text, str) else None
    except ValueError:
        return None


def _within(inner: Span, outer: Span) -> bool:
    starts = outer.lo is None or (inner.lo is not None and inner.lo >= outer.lo)
    ends = outer.hi is None or (inner.hi is not None and inner.hi <= outer.hi)
    return starts and ends
