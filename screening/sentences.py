"""What is said about a command, a file or an answer that cannot be taken, in each language.

Nothing here ever sees a value of a client's file: the pieces of a sentence are names of ours,
codes, limits and line numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from screening.errors import Problem
from screening.sentences_of_batches import OF_BATCHES
from screening.sentences_of_files import OF_FILES
from screening.sentences_of_intakes import OF_INTAKES
from screening.sentences_of_interviews import OF_INTERVIEWS
from screening.sentences_of_reviews import OF_REVIEWS
from screening.sentences_of_store import OF_STORE
from screening.sentences_of_whatif import OF_WHATIF
from screening.vocabulary import Language

SENTENCES: Final[dict[str, tuple[str, str]]] = {
    **OF_FILES,
    **OF_INTAKES,
    **OF_INTERVIEWS,
    **OF_STORE,
    **OF_BATCHES,
    **OF_REVIEWS,
    **OF_WHATIF,
}


@dataclass(frozen=True, slots=True)
class Said:
    """The same statement in each language."""

    en: str
    es: str

    def __add__(self, other: "Said") -> "Said":
        """This and then the other, with nothing between them."""
        return Said(self.en + other.en, self.es + other.es)

    def of(self, language: Language) -> str:
        """The statement in one language."""
        return self.es if language == "es" else self.en

    def then(self, other: "Said") -> "Said":
        """This sentence and the next."""
        return Said(f"{self.en} {other.en}", f"{self.es} {other.es}")

    def without_stop(self) -> "Said":
        return Said(self.en.removesuffix("."), self.es.removesuffix("."))

    def problem(
        self, code: str, where: str = "", line: int | None = None, column: int | None = None
    ) -> Problem:
        """This as a problem at a place."""
        return Problem(code, self.en, where, line, column, spanish=self.es)


def said(key: str, **pieces: str | int | Said) -> Said:
    """The sentence under ``key`` with its pieces filled in. KeyError for a key that is not there."""
    en, es = SENTENCES[key]
    return Said(
        en.format(**{name: piece.en if isinstance(piece, Said) else piece for name, piece in pieces.items()}),
        es.format(**{name: piece.es if isinstance(piece, Said) else piece for name, piece in pieces.items()}),
    )


def one_of(words: Sequence[str]) -> Said:
    """``a, b or c``: words that are the same in every language."""
    if len(words) < 2:
        return Said("".join(words), "".join(words))
    before, last = ", ".join(words[:-1]), words[-1]
    joint = "u" if last.lstrip('"').startswith(("o", "ho")) else "o"
    return Said(f"{before} or {last}", f"{before} {joint} {last}")
