"""Ages, from the birth date or from the age told."""

from datetime import timedelta

from screening.dates.calendar import add_months, full_years
from screening.facts.derived.reasoning import below, day, is_true, missing
from screening.facts.derived.registry import View, derived
from screening.facts.values import FactKind, FactValue, Missing, Span

OLDEST = 150
"""No age told above this is taken for an age."""


def birth_days(view: View, who: str) -> FactValue:
    """The days on which ``who`` (applicant, member) can be born, as ordinals.

    From the birth date; without one, from the age told, which held on the day of the session (or,
    with no session date, on the as-of day). Birth dates that conflict are not settled by an age.
    """
    birth, age = view.get(f"{who}.birth_date"), view.get(f"{who}.age_told")
    if isinstance(birth, Span) or birth is Missing.CONFLICTING:
        return birth
    if not isinstance(age, Span) or age.lo is None or age.lo > OLDEST:
        return missing(birth, age)
    said = view.get("session.date")
    said = said if isinstance(said, Span) else view.today
    lo = hi = None
    if said.lo is not None:
        lo = (add_months(day(said.lo), -12 * (age.lo + 1))[0] + timedelta(days=1)).toordinal()
    if said.hi is not None:
        hi = add_months(day(said.hi), -12 * age.lo)[0].toordinal()
    return Span(lo, hi)


def age_on(birth: FactValue, when: FactValue) -> FactValue:
    """Full years from birth to a day; both may be spans. 29 February leaves room for both readings."""
    if not isinstance(birth, Span) or not isinstance(when, Span):
        return missing(birth, when)
    lo, hi = 0, None
    if birth.hi is not None and when.lo is not None:
        lo = max(0, full_years(day(birth.hi), day(when.lo)))
    if birth.lo is not None and when.hi is not None:
        hi = max(0, full_years(day(birth.lo), day(when.hi), leap_day_early=True))
    return Span(lo, hi)


_BIRTH_READS = ("applicant.birth_date", "applicant.age_told", "session.date")


@derived("applicant.age", FactKind.NUMBER, reads=_BIRTH_READS)
def age(view: View) -> FactValue:
    """Full years on the as-of day."""
    return age_on(birth_days(view, "applicant"), view.today)


@derived(
    "applicant.is_child",
    FactKind.BOOL,
    reads=("applicant.age", "applicant.is_minor"),
    cites=("usc-6-279-g-2",),
)
def is_child(view: View) -> FactValue:
    """Under 18 on the as-of day. 6 U.S.C. 279(g)(2).

    Without any age, what was told of being a minor; if the two differ, neither is chosen.
    """
    years, told = view.get("applicant.age"), is_true(view.get("applicant.is_minor"))
    if isinstance(years, Missing):
        return missing(years, told) if isinstance(told, Missing) else told
    young = below(years, view.law.numbers.get("adult-age-years"))
    differ = isinstance(young, bool) and isinstance(told, bool) and young != told
    return Missing.CONFLICTING if differ else young


@derived("applicant.age_at_entry", FactKind.NUMBER, reads=(*_BIRTH_READS, "last_entry.date"))
def age_at_entry(view: View) -> FactValue:
    """Full years on the day of the last entry."""
    return age_on(birth_days(view, "applicant"), view.get("last_entry.date"))


@derived(
    "applicant.born_elsewhere",
    FactKind.BOOL,
    reads=("applicant.birth_country", "applicant.nationalities"),
    cites=("ina-101-a-42",),
)
def born_elsewhere(view: View) -> FactValue:
    """Whether the country of birth is none of the nationalities told."""
    born, nations = view.get("applicant.birth_country"), view.get("applicant.nationalities")
    if isinstance(born, Missing) or not isinstance(nations, frozenset) or not nations:
        return missing(born, nations)
    return born not in nations


@derived(
    "applicant.several_nations",
    FactKind.BOOL,
    reads=("applicant.nationalities",),
    cites=("ina-101-a-42",),
)
def several_nations(view: View) -> FactValue:
    """Whether more than one nationality was told."""
    nations = view.get("applicant.nationalities")
    return len(nations) > 1 if isinstance(nations, frozenset) else missing(nations)
