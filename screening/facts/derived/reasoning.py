"""Three-valued steps that derived facts are made of. What is not certain stays missing."""

from collections.abc import Collection, Iterable
from datetime import date

from screening.dates.calendar import full_months
from screening.facts.values import FactValue, Missing, Span

Tri = bool | Missing
"""Yes, no, or why it is not known."""

_REASONS = (
    Missing.NOT_ASKED,
    Missing.CONFLICTING,
    Missing.DEFERRED,
    Missing.UNKNOWN,
    Missing.DECLINED,
    Missing.NOT_APPLICABLE,
)
_RANK: dict[FactValue, int] = {reason: rank for rank, reason in enumerate(_REASONS)}
_WORST = len(_REASONS)


def missing(*values: FactValue) -> Missing:
    """Why a fact cannot be derived from ``values``: the reason that asking can best mend.

    Not asked wins. So it is also where all values are there but do not settle the matter: there is
    a more exact answer to ask for.
    """
    return missing_among(values)


def missing_among(values: Iterable[FactValue]) -> Missing:
    """As ``missing``; no more values are made than it takes."""
    best = _WORST
    for value in values:
        if value.__class__ is Missing:
            if value is Missing.NOT_ASKED:
                return Missing.NOT_ASKED
            best = min(best, _RANK[value])
    return Missing.NOT_ASKED if best == _WORST else _REASONS[best]


def day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def bound(ordinal: int | None) -> date | None:
    """One end of a span of days; None stays unbounded."""
    return None if ordinal is None else date.fromordinal(ordinal)


def is_true(value: FactValue) -> Tri:
    return value if isinstance(value, (bool, Missing)) else Missing.NOT_ASKED


def is_one_of(value: FactValue, codes: Collection[str]) -> Tri:
    """Whether the code is among ``codes``; whether codes that may be several include one of them."""
    if isinstance(value, Missing):
        return value
    if isinstance(value, frozenset):
        return not value.isdisjoint(codes)
    return isinstance(value, str) and value in codes


def both(*parts: Tri) -> Tri:
    """No if one is no; yes if all are yes."""
    sure = True
    for part in parts:
        if part is False:
            return False
        sure = sure and part is True
    return True if sure else missing(*parts)


def either(*parts: Tri) -> Tri:
    """Yes if one is yes; no if all are no."""
    sure = True
    for part in parts:
        if part is True:
            return True
        sure = sure and part is False
    return False if sure else missing(*parts)


def some(parts: Iterable[Tri], *, closed: bool) -> Tri:
    """Whether one item is so. In a list that is not closed there may be one not told of yet."""
    return either(*parts) if closed else either(*parts, Missing.NOT_ASKED)


def before(first: FactValue, second: FactValue) -> Tri:
    """Whether the first date lies before the second: not known while the spans leave room for both."""
    if not isinstance(first, Span) or not isinstance(second, Span):
        return missing(first, second)
    if first.hi is not None and second.lo is not None and first.hi < second.lo:
        return True
    if first.lo is not None and second.hi is not None and first.lo >= second.hi:
        return False
    return Missing.NOT_ASKED


def below(number: FactValue, limit: int | None) -> Tri:
    """Whether a number is less than the limit. A limit the law did not fix then does not apply."""
    if limit is None:
        return Missing.NOT_APPLICABLE
    return before(number, Span.exact(limit))


def months_between(start: FactValue, end: FactValue) -> FactValue:
    """Full calendar months between two dates: fewest to most, never below zero."""
    if not isinstance(start, Span) or not isinstance(end, Span):
        return missing(start, end)
    lo, hi = 0, None
    if start.hi is not None and end.lo is not None:
        lo = max(0, full_months(day(start.hi), day(end.lo)))
    if start.lo is not None and end.hi is not None:
        hi = max(0, full_months(day(start.lo), day(end.hi)))
    return Missing.NOT_ASKED if lo == 0 and hi is None else Span(lo, hi)
