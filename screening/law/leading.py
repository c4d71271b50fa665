"""Words and turns that lead, blame or frighten, and so stand in no question to a person.

Taken from what research on interviewing agrees on: invite, take nothing for granted, name no reason, no
feeling and no label, and leave every answer open. Each fault comes with its reason and a question that has it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from screening.law.leading_en import ENGLISH
from screening.law.leading_es import SPANISH
from screening.vocabulary import Language

SAFETY: Final = "safety"
"""The topic whose questions may speak of danger and of being safe."""


@dataclass(frozen=True, slots=True)
class Leading:
    """One fault of wording: where it is found, why it is one, and an example that has it."""

    pattern: re.Pattern[str]
    reason: str
    example: str
    safety_may: bool = False


def _leading(pattern: str, reason: str, example: str, safety_may: bool = False) -> Leading:
    return Leading(re.compile(pattern, re.IGNORECASE), reason, example, safety_may)


LEADING: Final[Mapping[Language, tuple[Leading, ...]]] = {
    "en": tuple(_leading(*each) for each in ENGLISH),
    "es": tuple(_leading(*each) for each in SPANISH),
}


def leading_words(text: str, language: Language, topic: str = "") -> Iterator[tuple[str, str]]:
    """The leading words of a question, as they stand there, each with the reason why it leads."""
    for fault in LEADING[language]:
        found = fault.pattern.search(text)
        if found and not (fault.safety_may and topic == SAFETY):
            yield found[0], fault.reason
