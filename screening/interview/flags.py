"""What the answers so far show: what is urgent, for everybody; findings, only for who asks to see them."""

from datetime import date

from screening.assessment.deadlines import deadlines
from screening.assessment.model import DeadlineResult
from screening.dates.words import day_in_words, days_left_in_words
from screening.engine.base import Verdict, Verdicts
from screening.engine.reference import Evaluation
from screening.interview.planner import Plan, Planner
from screening.report.words import Words, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import Language, RuleKind, Truth, Urgency

_URGENT = (Urgency.OVERDUE, Urgency.TODAY, Urgency.CRITICAL)
_SHOWN = (RuleKind.BASIS, RuleKind.WEAK_SPOT, RuleKind.BAR, RuleKind.REFERRAL, RuleKind.CLARIFICATION)


def urgent(planner: Planner, plan: Plan, language: Language) -> dict[str, SafeText]:
    """Danger, and days that are over or near: by a key that stays the same, in words."""
    rules = planner.pack.rules
    found = {
        name: safe(rules[name].text[language].title)
        for name, verdict in decided(plan).rules.items()
        if rules[name].kind is RuleKind.SAFETY and verdict.holds is Truth.YES
    }
    for due in deadlines(plan.intake, plan.facts, planner.pack, planner.as_of):
        if due.urgency in _URGENT and due.earliest is not None:
            key = f"{due.kind} {due.item_id} {due.earliest.isoformat()}"
            found[key] = _due(due, due.earliest, language)
    return found


def decided(plan: Plan) -> Verdicts:
    """What the answers so far come to, decided by the reference evaluator."""
    found = Evaluation(plan.program, plan.facts)
    return Verdicts(found.rules, found.elements)


def findings(planner: Planner, verdicts: Verdicts, language: Language) -> dict[str, SafeText]:
    """Titles of the bases raised, weak spots, bars, referrals and clarifications there are, by rule."""
    rules = planner.pack.rules
    return {
        name: safe(rules[name].text[language].title)
        for name, verdict in verdicts.rules.items()
        if rules[name].kind in _SHOWN and _shows(rules[name].kind, verdict)
    }


def _shows(kind: RuleKind, verdict: Verdict) -> bool:
    if kind is RuleKind.BASIS:
        return verdict.raised is Truth.YES
    if kind is RuleKind.BAR:
        return verdict.when is Truth.YES and verdict.unless is not Truth.YES
    return verdict.holds is Truth.YES


def _due(due: DeadlineResult, day: date, language: Language) -> SafeText:
    words = Words(language)
    past = "past" if due.days_left is not None and due.days_left < 0 else "due"
    when = day_in_words(day, language)
    key = f"deadline.kind.{due.kind}"
    if due.kind == "one_year":
        title = words(f"deadline.one_year.{past}", day=when)
    else:
        what = words(key if words.has(key) else "deadline.kind.other")
        title = words(f"deadline.any.{past}", what=what, day=when)
    return safe(f"{title}; {lower_first(days_left_in_words(due.days_left, language))}")
