"""What the answers so far show: what is urgent, for everybody; findings, only for who asks to see them.

How durable-rules follows the answers: docs/decisions/0006-live-flags.md.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from screening.assessment.deadlines import deadlines
from screening.assessment.model import DeadlineResult
from screening.dates.words import day_in_words, days_left_in_words
from screening.engine.agree import compare
from screening.engine.base import Program, Verdict, Verdicts
from screening.engine.reference import Evaluation
from screening.engine.rete import rete_available, rete_engine
from screening.errors import EngineError
from screening.facts.values import FactBase
from screening.interview.planner import Plan, Planner
from screening.interview.session import Session
from screening.interview.wording import spoken
from screening.report.words import Words, lower_first
from screening.safe_text import SafeText, safe
from screening.vocabulary import Language, RuleKind, Truth, Urgency

_URGENT = (Urgency.OVERDUE, Urgency.TODAY, Urgency.CRITICAL)
_SHOWN = (RuleKind.BASIS, RuleKind.WEAK_SPOT, RuleKind.BAR, RuleKind.REFERRAL, RuleKind.CLARIFICATION)


Shown = Mapping[str, SafeText]
"""Lines by a key that stays the same."""


class Live(Protocol):
    """An engine that follows one interview."""

    def evaluate(self, facts: FactBase) -> Verdicts: ...

    def close(self) -> None: ...


class Second(Protocol):
    """An engine of a program, which can follow interviews."""

    def live(self) -> Live: ...


_SECOND: Callable[[Program], Second] | None = rete_engine if rete_available()[0] else None


class LiveFlags:
    """Follows one interview. With ``show``, durable-rules is told of every answer as it comes; what it finds is
    checked against the reference evaluator each time, which decides where they differ and alone where
    durable-rules is not there or has failed. Without, no findings are worked out.
    """

    def __init__(
        self,
        planner: Planner,
        language: Language,
        *,
        show: bool,
        second: Callable[[Program], Second] | None = _SECOND,
    ) -> None:
        self._planner = planner
        self._language: Language = language
        self._show = show
        self._second = second
        self._program: Program | None = None
        self._live: Live | None = None
        self._failed = False

    def look(self, session: Session) -> tuple[Shown, Shown]:
        """What is urgent after the last answer, and what shows."""
        plan = session.plan
        verdicts = decided(plan)
        near = urgent(self._planner, plan, verdicts, self._language)
        if not self._show:
            return near, {}
        found = findings(self._planner, verdicts, self._language)
        if not self._agrees(plan, verdicts):
            found["engines"] = safe(spoken(self._language, "engines"))
        return near, found

    def close(self) -> None:
        """Take all facts back from durable-rules."""
        if self._live is not None:
            self._live.close()
        self._live, self._program = None, None

    def _agrees(self, plan: Plan, verdicts: Verdicts) -> bool:
        """Whether durable-rules finds the same, if it is there. One that failed is not built again and again."""
        if self._second is None or self._failed:
            return not self._failed
        try:
            if self._live is None or self._program is not plan.program:
                self.close()
                self._live, self._program = self._second(plan.program).live(), plan.program
            return compare(verdicts, self._live.evaluate(plan.facts)) == ()
        except EngineError:
            self._failed = True
            return False


def urgent(planner: Planner, plan: Plan, verdicts: Verdicts, language: Language) -> dict[str, SafeText]:
    """Danger and what to do about it, and days that are over or near: by a key that stays the same, in words."""
    rules = planner.pack.rules
    found = {
        name: safe(f"{rules[name].text[language].title}. {rules[name].text[language].says}")
        for name, verdict in verdicts.rules.items()
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
