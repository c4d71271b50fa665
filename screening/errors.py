"""Every error the product raises on purpose: where it is, what we saw, what we expected, what to do.

A message never carries a client's answer, a key a client file invented, or a Python type. Text
that may be shown is: our own field paths, rule ids, line numbers, and names from rule files.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from screening.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place.

    ``where`` is a field path or rule id of ours ("" when the whole file is meant); ``line`` and
    ``column`` are 1-based, or None when unknown; ``message`` says what we saw and expected and
    what to write instead, in one or two sentences; ``code`` is stable (``intake.not_a_date``).
    ``spanish`` is the message in Spanish; "" for what only authors of rules and programs meet.
    """

    code: str
    message: str
    where: str = ""
    line: int | None = None
    column: int | None = None
    spanish: str = ""

    def said(self, language: Language) -> str:
        """The message in ``language``, or in English if there is no other."""
        return self.spanish if language == "es" and self.spanish else self.message


class ScreeningError(Exception):
    """Base of all expected errors. ``exit_code`` is what the command line returns."""

    exit_code = 70

    def __init__(self, problems: Sequence[Problem], *, source: str = "") -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.source = source
        super().__init__("; ".join(_sentence(p) for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        """An error keeps its problems on the way from one process to another."""
        return _again, (type(self), self.problems, self.source)


class IntakeError(ScreeningError):
    """An intake file that was not read. Nothing of it is kept."""

    exit_code = 65


class RulesError(ScreeningError):
    """A rule pack that was not loaded. All problems found are listed, not only the first."""

    exit_code = 65


class LintError(RulesError):
    """A rule pack that loads and still has faults that must go before it is used."""


class ExampleError(RulesError):
    """Examples beside rules that came out otherwise than they say."""


class NotKnownError(ScreeningError):
    """A name, such as a rule id, that the rule pack does not have."""

    exit_code = 65


class UsageError(ScreeningError):
    """A command that was not understood: a wrong option, a word too many, a value that is none."""

    exit_code = 2


class NoInputError(ScreeningError):
    """A file that is not there or cannot be opened for reading."""

    exit_code = 66


class EngineError(ScreeningError):
    """An engine that cannot decide, or two that disagree where agreement was demanded."""

    exit_code = 70


class OutputError(ScreeningError):
    """A file that could not be written. What stood there before is unchanged."""

    exit_code = 74


class CaseError(ScreeningError):
    """A case file that is damaged, or is not the one, or not the newest one, it should be."""

    exit_code = 65


class ReviewError(ScreeningError):
    """A review, or a report to be checked, that is none or does not fit the assessment."""

    exit_code = 65


class LockedError(ScreeningError):
    """A case that another program has open, or has changed meanwhile. Nothing was written."""

    exit_code = 73


class AccessError(ScreeningError):
    """A passphrase or key that does not open, or a file or folder that others may read."""

    exit_code = 77


def _again(kind: type[ScreeningError], problems: Sequence[Problem], source: str) -> ScreeningError:
    return kind(problems, source=source)


def _sentence(problem: Problem) -> str:
    place = ", ".join(
        part
        for part in (
            f"line {problem.line}" if problem.line else "",
            problem.where,
        )
        if part
    )
    return f"{place}: {problem.message}" if place else problem.message
