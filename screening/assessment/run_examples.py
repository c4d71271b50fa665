"""The examples written beside the rules, run as real cases are: read, derived, decided by the reference."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from screening.assessment.assess import legal_context
from screening.assessment.questions import asked_for
from screening.engine.base import Program
from screening.engine.explain import Explainer
from screening.engine.program import bind, needed_for
from screening.engine.reference import Evaluation
from screening.errors import ScreeningError
from screening.facts.build import build_facts
from screening.intake.model import INTAKE_FORMAT, ITEM_NAMES
from screening.intake.read import read_intake
from screening.law.examples import Evaluate, ExampleRun, Outcome, SeenLine, run_examples
from screening.law.pack import Pack, Rule
from screening.vocabulary import Truth


def run_pack_examples(pack: Pack, only: str | None = None) -> ExampleRun:
    """Run every example of ``pack``, or those of the rule ``only``."""
    return run_examples(pack, evaluator(pack), only)


def evaluator(pack: Pack) -> Evaluate:
    """How one example of ``pack`` is evaluated. Without a circuit, a rule of some circuits is tried in
    the first of them."""

    @cache
    def program(rule: str, as_of: date, circuit: str | None) -> Program:
        return needed_for(bind(pack, as_of, circuit), rule)

    def evaluate(rule: Rule, given: Mapping[str, Any], as_of: date, circuit: str | None) -> Outcome:
        try:
            data = json.dumps(whole_intake(given)).encode()
            intake = read_intake(data, source=rule.file, as_of=as_of)
        except ScreeningError as error:
            said = "; ".join(
                f"{each.where}: {each.message}" if each.where else each.message for each in error.problems
            )
            return Outcome(Truth.OPEN, frozenset(), problem=f"The facts under 'given' are no intake. {said}")
        bound = program(rule.id, as_of, circuit or min(rule.in_circuits, default=None))
        found = Evaluation(bound, build_facts(intake, legal_context(pack, as_of)))
        if rule.id not in found.rules:
            problem = (
                f"The rule is not in force on {as_of.isoformat()} there, so the example tries nothing. "
                "Give the example an as_of or a circuit."
            )
            return Outcome(Truth.OPEN, frozenset(), problem=problem)
        explainer = Explainer(bound, found)
        missing = explainer.missing(rule.id)
        return Outcome(
            truth=found.rules[rule.id].holds,
            missing=frozenset(ref.name for ref in (*missing, *asked_for(missing))),
            lines=tuple(SeenLine(line.text, line.line, line.truth) for line in explainer.lines(rule.id)),
        )

    return evaluate


def whole_intake(given: Mapping[str, Any]) -> dict[str, Any]:
    """A fragment as a whole intake: format and ids filled in where the author left them out."""
    whole: dict[str, Any] = {"format": INTAKE_FORMAT, "id": "example", **given}
    for name, item in ITEM_NAMES.items():
        items = whole.get(name)
        if isinstance(items, list) and all(isinstance(entry, dict) for entry in items):
            whole[name] = [
                {"id": f"{item.replace('_', '-')}-{number}", **entry} for number, entry in enumerate(items, 1)
            ]
    return whole
