"""Stays in third countries on the way, and motions to send the person to one."""

from screening.facts.derived.reasoning import months_between
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Missing


@derived("stay.months", FactKind.NUMBER, reads=("stay.start", "stay.end"), cites=("cfr-208-15",))
def stay_months(view: View) -> FactValue:
    """Full calendar months of the stay. 8 CFR 208.15 (firm resettlement)."""
    return months_between(view.get("stay.start"), view.get("stay.end"))


@derived(
    "bars.agreement_motion",
    FactKind.BOOL,
    reads=("bars.agreement_country_motion",),
    cites=("ina-208-a-2-a", "cfr-1240-11-h"),
)
def agreement_motion(view: View) -> FactValue:
    """Whether the government has asked to send the person to another country under an agreement,
    whatever country it names. INA 208(a)(2)(A); 8 CFR 1240.11(h)."""
    countries = view.get("bars.agreement_country_motion")
    if isinstance(countries, Missing):
        return countries
    return isinstance(countries, frozenset) and bool(countries)
