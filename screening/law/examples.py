"""Running the examples that stand beside the rules, and what they leave untried.

Evaluating needs facts and an engine, which come after this layer; so the caller hands in how.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from screening.errors import Problem
from screening.law.pack import Example, Pack, Rule
from screening.vocabulary import Truth

EXPECTED: Final[Mapping[str, Truth]] = {"fires": Truth.YES, "silent": Truth.NO, "undecided": Truth.OPEN}
"""The truth of a rule in an example of each kind."""
_IN_WORDS: Final[Mapping[Truth, str]] = {truth: word for word, truth in EXPECTED.items()}


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line of a rule as it came out in one example; ``line`` is its place in the file."""

    text: str
    line: int
    truth: Truth


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a rule came out in an example: whether it holds, the names of facts still missing, and
    how its lines came out ("" when the caller does not look at lines)."""

    truth: Truth
    missing: frozenset[str]
    lines: tuple[SeenLine, ...] = ()


class Evaluate(Protocol):
    """Evaluates ``rule`` on a fragment of an intake as of a day in a circuit (None: not known)."""

    def __call__(self, rule: Rule, given: Mapping[str, Any], as_of: date, circuit: str | None) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example run. ``not_asked`` are facts it says are missing that were not."""

    rule: Rule
    example: Example
    outcome: Outcome
    not_asked: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return self.outcome.truth is EXPECTED[self.example.expect] and not self.not_asked


@dataclass(frozen=True, slots=True)
class UntriedLine:
    """A line that no example of its rule brings out in some of the three ways."""

    rule: str
    text: str
    line: int
    untried: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """All examples run, in pack order, and the lines they leave untried."""

    results: tuple[ExampleResult, ...]
    untried: tuple[UntriedLine, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One problem for each example that came out otherwise than it says."""
        return tuple(_problem(result) for result in self.results if not result.passed)


def run_examples(pack: Pack, evaluate: Evaluate, only: str | None = None) -> ExampleRun:
    """Run every example of ``pack``, or those of the rule ``only``.

    An example without ``as_of`` runs on the day up to which the pack's law is known.
    """
    rules = [rule for rule in pack.rules.values() if only in (None, rule.id)]
    results = [_run(rule, example, pack, evaluate) for rule in rules for example in rule.examples]
    return ExampleRun(tuple(results), tuple(_untried(results)))


def _run(rule: Rule, example: Example, pack: Pack, evaluate: Evaluate) -> ExampleResult:
    outcome = evaluate(rule, example.given, example.as_of or pack.law_known_to, example.circuit)
    return ExampleResult(rule, example, outcome, tuple(n for n in example.asks if n not in outcome.missing))


def _untried(results: list[ExampleResult]) -> Iterator[UntriedLine]:
    seen: dict[tuple[str, int, str], set[Truth]] = {}
    for result in results:
        for line in result.outcome.lines:
            seen.setdefault((result.rule.id, line.line, line.text), set()).add(line.truth)
    for (rule, number, text), truths in seen.items():
        if untried := tuple(truth for truth in Truth if truth not in truths):
            yield UntriedLine(rule, text, number, untried)


def _problem(result: ExampleResult) -> Problem:
    where = f"{result.rule.file}, rule {result.rule.id}, example '{result.example.name}'"
    came_out = _IN_WORDS[result.outcome.truth]
    if came_out != result.example.expect:
        missing = (
            f" Still missing: {', '.join(sorted(result.outcome.missing))}." if result.outcome.missing else ""
        )
        message = f"The example expects '{result.example.expect}' and the rule is '{came_out}'.{missing}"
        return Problem("example.other", message, where, result.example.line)
    message = f"The example asks {', '.join(result.not_asked)}, which is not among the facts still missing."
    return Problem("example.asks", message, where, result.example.line)
