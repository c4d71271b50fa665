"""Whether two engines found the same."""

from screening.engine.base import Engine, Verdicts
from screening.facts.values import FactBase


def compare(one: Verdicts, other: Verdicts) -> tuple[str, ...]:
    """What they differ on: rule ids, then elements as ``past-harm (asylum)``. Empty: they agree.

    A rule or element that only one of them knows differs too.
    """
    rules = [rule for rule in ({**one.rules, **other.rules}) if one.rules.get(rule) != other.rules.get(rule)]
    elements = [
        f"{element} ({protection})"
        for element, protection in {**one.elements, **other.elements}
        if one.elements.get((element, protection)) != other.elements.get((element, protection))
    ]
    return (*rules, *elements)


def evaluate_both(
    reference: Engine, second: Engine, facts: FactBase
) -> tuple[Verdicts, Verdicts, tuple[str, ...]]:
    """What each engine found over the same facts, and what they differ on."""
    one, other = reference.evaluate(facts), second.evaluate(facts)
    return one, other, compare(one, other)
