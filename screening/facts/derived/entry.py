"""The last entry into the United States, from which the year is counted."""

from screening.facts.catalogue import told_types
from screening.facts.derived.reasoning import before, missing, months_between
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Item, Missing, Span

_READS = ("entry.last", "entry.date")


def _candidates(view: View) -> tuple[Item, ...]:
    """The entries that can be the last one: the one marked so, else all not marked otherwise."""
    entries = view.items("entry")
    marked = tuple(entry for entry in entries if view.of(entry, "entry.last") is True)
    return marked or tuple(entry for entry in entries if view.of(entry, "entry.last") is not False)


def _last_entry(view: View) -> Item | Missing:
    """The entry marked as last; else the only one told; else the one that is surely latest.

    One entry alone counts as the last although more may be told later: the question asks for the
    last one. Of two marked as last the surely later one is; else they contradict each other.
    """
    found = _candidates(view)
    if len(found) == 1:
        return found[0]
    for entry in found:
        date = view.of(entry, "entry.date")
        others = [view.of(other, "entry.date") for other in found if other is not entry]
        if all(before(other, date) is True for other in others):
            return entry
    return _no_last_entry(view)


def _no_last_entry(view: View) -> Missing:
    if view.closed("entry") and not view.items("entry"):
        return Missing.NOT_APPLICABLE
    marked = [value for value in view.each("entry.last") if value is True]
    return Missing.CONFLICTING if len(marked) > 1 else Missing.NOT_ASKED


@derived("last_entry.date", FactKind.DATE, reads=_READS, cites=("cfr-208-4-a-2",))
def last_entry_date(view: View) -> FactValue:
    """The day of the last entry. Of several that may be the last: from the latest first day to the
    latest last day they can have. 8 CFR 208.4(a)(2)(ii)."""
    entry = view.once(_last_entry)
    if isinstance(entry, Item):
        return view.of(entry, "entry.date")
    dates = [view.of(item, "entry.date") for item in _candidates(view)]
    spans = [date for date in dates if isinstance(date, Span)]
    if entry is not Missing.NOT_ASKED or not dates:
        return entry
    if len(spans) < len(dates):
        return missing(*dates)
    his = [span.hi for span in spans if span.hi is not None]
    lo = max((span.lo for span in spans if span.lo is not None), default=None)
    return Span(lo, max(his) if len(his) == len(spans) else None)


def _of_last_entry(key: str) -> None:
    """Register ``last_entry.<key>``: what was told of the last entry, of the same kind."""
    told = told_types()[f"entry.{key}"]

    @derived(f"last_entry.{key}", told.kind, reads=(*_READS, told.name), choices=told.choices)
    def of_last_entry(view: View) -> FactValue:
        entry = view.once(_last_entry)
        return view.of(entry, told.name) if isinstance(entry, Item) else entry


for _key in ("manner", "border", "status", "status_until", "documents", "emergency", "appointment_tried"):
    _of_last_entry(_key)


@derived("presence.months_since_entry", FactKind.NUMBER, reads=("last_entry.date",), cites=("ina-235-b-1-a",))
def months_since_entry(view: View) -> FactValue:
    """Full calendar months from the last entry to the as-of day. INA 235(b)(1)(A)(iii)."""
    return months_between(view.get("last_entry.date"), view.today)
