"""Relatives: their ages, and whether asylum would carry them along (INA 208(b)(3))."""

from screening.dates.calendar import add_months
from screening.facts.derived.filing import FILING_READS, filing_day, is_filed
from screening.facts.derived.person import age_on, birth_days
from screening.facts.derived.reasoning import Tri, below, both, bound, is_one_of, missing
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Missing, Span

_READS = ("member.birth_date", "member.age_told", "session.date", "member.where")
_UNMARRIED = frozenset({"single", "partner", "divorced", "widowed"})
"""Living together is no marriage; being separated does not end one."""


def _born(view: View) -> FactValue:
    """The days of birth; the dead have no age that matters."""
    return Missing.NOT_APPLICABLE if view.get("member.where") == "dead" else birth_days(view, "member")


@derived("member.age", FactKind.NUMBER, reads=_READS)
def member_age(view: View) -> FactValue:
    """Full years on the as-of day."""
    return age_on(_born(view), view.today)


@derived("member.under_21", FactKind.BOOL, reads=(*_READS, *FILING_READS), cites=("ina-208-b-3-a",))
def under_21(view: View) -> FactValue:
    """Under 21 on the day of filing, or on the as-of day if not filed. INA 208(b)(3)(B).

    Somebody under 21 on the as-of day was so on any day of filing; of somebody older it is not
    known until it is known whether and when the form was filed.
    """
    born, limit = _born(view), view.law.numbers.get("child-age-years")
    filed = view.once(is_filed)
    if not isinstance(filed, Missing):
        return below(age_on(born, view.once(filing_day)), limit)
    now = below(age_on(born, view.today), limit)
    return missing(filed) if now is False else now


@derived("member.turns_21", FactKind.DATE, reads=_READS, cites=("ina-208-b-3-a",))
def turns_21(view: View) -> FactValue:
    """The day of the 21st birthday; for a birth on 29 February, 28 February and 1 March."""
    born, years = _born(view), view.law.numbers.get("child-age-years")
    if not isinstance(born, Span) or years is None:
        return missing(born) if not isinstance(born, Span) else Missing.NOT_APPLICABLE
    lo, hi = bound(born.lo), bound(born.hi)
    return Span(
        add_months(lo, 12 * years)[0].toordinal() if lo else None,
        add_months(hi, 12 * years)[1].toordinal() if hi else None,
    )


@derived(
    "member.can_join",
    FactKind.BOOL,
    reads=(
        "member.relation",
        "member.under_21",
        "member.marital_status",
        "member.age",
        "member.where",
        "member.us_status",
    ),
    cites=("ina-208-b-3-a", "ina-101-b-1"),
)
def can_join(view: View) -> FactValue:
    """Whether asylum would carry this relative along: a spouse, or an unmarried child under 21.

    INA 208(b)(3)(A). No relative who has died can, and a citizen of the United States needs no status.
    """
    relation = view.get("member.relation")
    if view.get("member.where") == "dead" or view.get("member.us_status") == "citizen":
        return False
    if relation == "spouse" or isinstance(relation, Missing):
        return True if relation == "spouse" else relation
    under = view.get("member.under_21")
    young: Tri = under if isinstance(under, bool | Missing) else Missing.NOT_ASKED
    return both(relation == "child", young, _unmarried(view))


def _unmarried(view: View) -> Tri:
    """Not married. Of a child under the age of majority nobody need ask."""
    told = view.get("member.marital_status")
    if not isinstance(told, Missing):
        return is_one_of(told, _UNMARRIED)
    minor = below(view.get("member.age"), view.law.numbers.get("adult-age-years"))
    return True if minor is True else told
