"""Run the examples written beside the rules: facts are read and derived as for a real case."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from screening.assessment.assess import legal_context
from screening.assessment.questions import asked_for
from screening.engine.explain import Explainer
from screening.engine.program import bind
from screening.engine.reference import Evaluation
from screening.errors import ScreeningError
from screening.facts.build import build_facts
from screening.intake.model import ITEM_NAMES
from screening.intake.read import read_intake
from screening.law.pack import Example, Pack, Rule
from screening.vocabulary import Truth

_EXPECTED = {"fires": Truth.YES, "silent": Truth.NO, "undecided": Truth.OPEN}


def try_examples(pack: Pack, as_of: date | None = None) -> tuple[str, ...]:
    """One sentence per example that did not come out as written; none if all did."""
    day = as_of or pack.law_known_to
    return tuple(
        sentence
        for rule in pack.rules.values()
        for example in rule.examples
        for sentence in _tried(pack, rule, example, day)
    )


def _tried(pack: Pack, rule: Rule, example: Example, day: date) -> Iterator[str]:
    where = f"{rule.file}, line {example.line}, {rule.id}, example '{example.name}'"
    as_of = example.as_of or day
    try:
        data = json.dumps(whole_intake(example.given)).encode()
        intake = read_intake(data, source=rule.file, as_of=as_of)
    except ScreeningError as error:
        yield f"{where}: the facts given are no intake: {error}"
        return
    program = bind(pack, as_of, example.circuit or _only_circuit(rule))
    found = Evaluation(program, build_facts(intake, legal_context(pack, as_of)))
    verdict = found.rules.get(rule.id)
    if verdict is None:
        yield f"{where}: the rule is not in force on {as_of.isoformat()} there; give as_of or circuit."
        return
    if verdict.holds is not _EXPECTED[example.expect]:
        yield f"{where}: expected {example.expect}, came out {verdict.holds.value}."
        return
    explained = Explainer(program, found).explain(rule.id).missing
    missing = {ref.name for ref in (*explained, *asked_for(explained))}
    for fact in example.asks:
        if fact not in missing:
            yield f"{where}: {fact} should be among the missing facts; they are {', '.join(sorted(missing))}."


def _only_circuit(rule: Rule) -> str | None:
    return sorted(rule.in_circuits)[0] if rule.in_circuits else None


def whole_intake(given: Any) -> dict[str, Any]:
    """A fragment as a whole intake: format and ids filled in where the author left them out."""
    whole: dict[str, Any] = {"format": "asylum.intake/1", "id": "example", **given}
    for name, item in ITEM_NAMES.items():
        if isinstance(whole.get(name), list):
            whole[name] = [
                {"id": f"{item.replace('_', '-')}-{number}", **entry}
                for number, entry in enumerate(whole[name], 1)
            ]
    return whole
