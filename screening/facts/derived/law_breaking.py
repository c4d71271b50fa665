"""Convictions: where, and the sentences that add up (INA 241(b)(3)(B))."""

from screening.facts.derived.reasoning import is_one_of
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Item, Missing, Span

_NO_CONVICTION = frozenset({"arrest_only", "dismissed"})


@derived("conviction.in_us", FactKind.BOOL, reads=("conviction.country",))
def in_us(view: View) -> FactValue:
    """Whether the arrest, charge or conviction was in the United States."""
    return is_one_of(view.get("conviction.country"), {"US"})


@derived(
    "criminal.aggravated_months",
    FactKind.NUMBER,
    reads=("conviction.outcome", "conviction.aggravated_felony", "conviction.sentence_months"),
    cites=("ina-241-b-3-b", "ina-101-a-43"),
)
def aggravated_months(view: View) -> FactValue:
    """Sum of the sentences for aggravated felonies, in months. INA 241(b)(3)(B).

    From the sum of those that surely are convictions for aggravated felonies to the sum of all that
    may be; without a most while a sentence is not known or more may be told.
    """
    if not view.told("conviction"):
        return Missing.NOT_ASKED
    least, most = 0, 0 if view.closed("conviction") else None
    for item in view.items("conviction"):
        lo, hi = _months(view, item)
        least += lo
        most = None if most is None or hi is None else most + hi
    return Missing.NOT_ASKED if least == 0 and most is None else Span(least, most)


def _months(view: View, item: Item) -> tuple[int, int | None]:
    outcome, grave = view.of(item, "conviction.outcome"), view.of(item, "conviction.aggravated_felony")
    if grave is False or is_one_of(outcome, _NO_CONVICTION) is True:
        return 0, 0
    told = view.of(item, "conviction.sentence_months")
    months = told.lo if isinstance(told, Span) else None
    sure = grave is True and outcome == "convicted"
    return (months or 0) if sure else 0, months
