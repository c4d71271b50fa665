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
_LINES_IN_WORDS: Final[Mapping[Truth, str]] = {
    Truth.YES: "Held",
    Truth.NO: "Failed",
    Truth.OPEN: "Stayed open",
}


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line of a rule as it came out in one example; ``line`` is its place in the file."""

    text: str
    line: int
    truth: Truth


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a rule came out in an example: whether it holds, the names of facts still missing, and
    how its lines came out (none when the caller does not look at lines). ``problem`` says why the
    example could not be tried at all; "" if it was."""

    truth: Truth
    missing: frozenset[str]
    lines: tuple[SeenLine, ...] = ()
    problem: str = ""


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
        as_expected = self.outcome.truth is EXPECTED[self.example.expect]
        return as_expected and not self.not_asked and not self.outcome.problem


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
    code, message = _what_is_wrong(result)
    return Problem(f"example.{code}", message, where, result.example.line)


def _what_is_wrong(result: ExampleResult) -> tuple[str, str]:
    outcome, expected = result.outcome, result.example.expect
    if outcome.problem:
        return "not_tried", outcome.problem
    came_out, missing = _IN_WORDS[outcome.truth], ", ".join(sorted(outcome.missing))
    if came_out != expected:
        said = f"The example expects '{expected}' and the rule is '{came_out}'."
        open_facts = (f"Still missing: {missing}.",) if missing else ()
        return "other", " ".join((said, *open_facts, *_lines(outcome)))
    asked = ", ".join(result.not_asked)
    return "asks", f"The example asks {asked}, which is not among the facts still missing: {missing}."


def _lines(outcome: Outcome) -> Iterator[str]:
    """Which lines held, failed and stayed open, each with its place in the file."""
    for truth, word in _LINES_IN_WORDS.items():
        lines = [f"line {line.line} '{line.text}'" for line in outcome.lines if line.truth is truth]
        if lines:
            yield f"{word}: {'; '.join(dict.fromkeys(lines))}."
