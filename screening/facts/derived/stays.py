"""Stays in third countries on the way."""

from screening.facts.derived.reasoning import months_between
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue


@derived("stay.months", FactKind.NUMBER, reads=("stay.start", "stay.end"), cites=("cfr-208-15",))
def stay_months(view: View) -> FactValue:
    """Full calendar months of the stay. 8 CFR 208.15 (firm resettlement)."""
    return months_between(view.get("stay.start"), view.get("stay.end"))
