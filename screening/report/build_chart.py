"""The picture of dated facts for section 8: what happened when, how sure the dates are, and the day to file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from screening.dates.edtf import FuzzyDate
from screening.report.build_person import fitting
from screening.report.chart import SCALE, Chart, ChartRow, ChartTick, with_room
from screening.report.context import Context, fact_date
from screening.report.told import FactKey
from screening.report.words import lower_first
from screening.safe_text import SafeText, safe

_FEWEST_ROWS: Final = 2
_LABEL_ROOM: Final = 32
_LONG: Final = ("job", "stay", "activity")
"""What can go on for many years; it does not stretch the axis, and what lies before it is said by a sign."""
_STEPS: Final = (1, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months between the names on the axis."""
_MOST_TICKS: Final = 5
_YEAR: Final = 12
_KINDS: Final = {
    "incident": "harm", "activity": "kind", "job": "occupation", "deadline": "kind",
    "request": "agency", "statement": "to", "entry": "manner",
}  # fmt: skip
_KIND_ALONE: Final = ("incident", "activity", "job", "deadline")
"""The answer that says in a word or two what kind of item it is; texts of the client are never used."""


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day a fact can lie on; None where it is open."""

    lo: date | None
    hi: date | None


@dataclass(frozen=True, slots=True)
class _Row:
    label: SafeText
    when: SafeText
    code: SafeText
    span: _Span
    stretches: bool


def build_chart(ctx: Context, keys: Sequence[FactKey]) -> tuple[Chart, ...]:
    """The picture of the facts ``keys``, which all have a date; none if there is too little to draw."""
    rows = [*(_row(ctx, key) for key in keys), *_today(ctx)]
    days = [day for row in rows if row.stretches for day in (row.span.lo, row.span.hi) if day]
    if len(keys) < _FEWEST_ROWS or not days or min(days) == max(days):
        return ()
    first, last = _axis(min(days), max(days))
    rows.sort(key=lambda row: (row.span.lo or date.min, row.span.hi or date.max))
    return (
        Chart(
            caption=ctx.words("chart.caption"),
            ticks=with_room(_ticks(ctx, first, last)),
            rows=tuple(_placed(row, first, last) for row in rows),
        ),
    )


def _axis(first: date, last: date) -> tuple[date, date]:
    """From the first of the first month to the end of the last one."""
    month = last.year * _YEAR + last.month
    return first.replace(day=1), date(month // _YEAR, month % _YEAR + 1, 1)


def _row(ctx: Context, key: FactKey) -> _Row:
    day = fact_date(ctx.told, key)
    entry = ctx.told.item(key.item, key.name) if key.item else None
    label = _item_label(ctx, key, entry) if key.item else ctx.told.label(key.name)
    when = ctx.words.fuzzy(day) if day else safe("")
    span = _span(entry, day)
    return _Row(ctx.inside(label), when, ctx.codes.facts.get(key, safe("")), span, key.item not in _LONG)


def _span(entry: Any, day: FuzzyDate | None) -> _Span:
    """From the first day it can have begun to the last it can have ended."""
    start, end = getattr(entry, "start", None), getattr(entry, "end", None)
    if getattr(entry, "date", None) is None and (isinstance(start, FuzzyDate) or isinstance(end, FuzzyDate)):
        lo = start.lo if isinstance(start, FuzzyDate) else None
        hi = end.hi if isinstance(end, FuzzyDate) else None
        return _Span(lo, hi)
    return _Span(day.lo, day.hi) if day else _Span(None, None)


def _item_label(ctx: Context, key: FactKey, entry: Any) -> SafeText:
    part = _KINDS.get(key.item)
    answer = getattr(entry, part, None) if part else None
    codes = answer if isinstance(answer, list) else [answer]
    said = [ctx.told.value(f"{key.item}.{part}", code) for code in codes if isinstance(code, str)]
    known = [one for one in said if one]
    item = safe(ctx.words(f"item.{key.item}").rstrip("."))
    if not known:
        return item
    return (
        fitting(known, _LABEL_ROOM, ", ")
        if key.item in _KIND_ALONE
        else fitting([item, *known], _LABEL_ROOM, ": ")
    )


def _today(ctx: Context) -> Iterable[_Row]:
    """The as-of day, and the last day to file if one is counted."""
    words, on = ctx.words, ctx.assessment.as_of
    yield _Row(lower_first(words("as_of")), words.day(on), safe(""), _Span(on, on), True)
    for one in ctx.assessment.deadlines:
        if one.kind == "one_year" and one.earliest:
            when = words.day(one.earliest)
            yield _Row(words("chart.last_day"), when, safe(""), _Span(one.earliest, one.latest), True)


def _placed(row: _Row, first: date, last: date) -> ChartRow:
    lo, hi = row.span.lo or first, row.span.hi or last
    return ChartRow(
        label=row.label,
        when=row.when,
        start=_place(lo, first, last),
        end=_place(max(hi, first), first, last),
        code=row.code,
        before=row.span.lo is None or row.span.lo < first,
        after=row.span.hi is None or row.span.hi > last,
    )


def _place(day: date, first: date, last: date) -> int:
    return min(max((day - first).days * SCALE // (last - first).days, 0), SCALE)


def _ticks(ctx: Context, first: date, last: date) -> Iterable[ChartTick]:
    """The first of the first month, then months or years that are round and far enough apart."""
    begin, end = first.year * _YEAR + first.month - 1, last.year * _YEAR + last.month - 1
    step = next((each for each in _STEPS if (end - begin) // each < _MOST_TICKS), _STEPS[-1])
    start = begin if step < _YEAR else -(-begin // _YEAR) * _YEAR
    for month in range(start, end + 1, step):
        day = date(month // _YEAR, month % _YEAR + 1, 1)
        text = f"{day.year}" if step >= _YEAR else f"{day:%Y-%m}"
        yield ChartTick(_place(day, first, last), ctx.words.fuzzy(FuzzyDate.parse(text)))
