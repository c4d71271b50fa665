"""Words that no text of a rule pack may hold, and how long texts may be.

They promise or accuse: odds ("chance"), a verdict ("eligible"), disbelief ("alleged"), blame
("failed to"). Names of cases and statutes are not our words and are not looked at.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from screening.law.pack import Bilingual, Pack, Rule
from screening.vocabulary import Language

_BANNED: Final[Mapping[Language, str]] = {
    "en": r"(?:in)?eligib(?:le|ility) | scor(?:e|es|ed|ing) | likelihoods? | chances? | credible(?!\ fear)"
    r" | credibly | illegal(?:ly|s)? | aliens? | alleg(?:e|es|ed|edly|ing|ations?) | claim(?:s|ed)\ that"
    r" | fail(?:s|ed)\ to | admits? | inconsisten(?:t|tly|cy|cies)",
    "es": r"(?:in)?elegib(?:les?|ilidad) | puntuaci[oó]n(?:es)? | puntajes? | probabilidad(?:es)?"
    r" | posibilidades\ de\ [eé]xito | (?<!temor\ )(?<!miedo\ )cre[ií]bles? | ilegal(?:es|mente)?"
    r" | extranjer[oa]s?\ ilegal(?:es)? | presunt[oa]s? | presuntamente | supuestamente"
    r" | aleg(?:a|an|[oó]|ad[oa]s?)\ que | afirm(?:a|an|[oó])\ que | no\ logr(?:a|an|[oó])"
    r" | admite\ (?:que|haber) | confies[ao] | inconsistentes? | inconsistencias? | incoherentes?",
}
BANNED: Final[Mapping[Language, re.Pattern[str]]] = {
    language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE | re.VERBOSE)
    for language, words in _BANNED.items()
}

LONGEST: Final[Mapping[str, int]] = {
    "says": 320,
    "theory": 600,
    "for_drafting": 600,
    "would_change": 400,
    "government": 320,
    "may_be_met": 320,
    "now": 320,
    "way_out": 400,
    "ask": 320,
    "evidence": 140,
    "authority": 160,
    "short": 60,
    "label": 60,
    "help": 200,
    "why": 160,
}
"""The longest text of each kind, in characters: what its place in the report takes at 80 columns."""


def banned_words(text: str, language: Language) -> tuple[str, ...]:
    """The banned words in ``text``, as they stand there, in order."""
    return tuple(found[0] for found in BANNED[language].finditer(text))


def rule_texts(rule: Rule) -> Iterator[tuple[str, Language, str]]:
    """Every text of a rule: its name (``says``, ``evidence``), language, and the text."""
    for language, text in rule.text.items():
        yield "title", language, text.title
        yield "says", language, text.says
        for name, more in text.more.items():
            yield name, language, more
    for item in rule.evidence:
        yield from _each("evidence", item.text)


def table_texts(pack: Pack) -> Iterator[tuple[str, str, Language, str]]:
    """Every text of the tables: owner (``question entry-date``), name, language, and the text."""
    for authority in pack.authorities.values():
        for item in (authority.says, *(span.note for span in authority.history if span.note)):
            for found in _each("authority", item):
                yield f"authority {authority.id}", *found
    for element in pack.elements.values():
        for found in _each("name", element.name):
            yield f"element {element.id}", *found
    for question in pack.questions.values():
        texts = {"ask": question.ask, "short": question.short, "help": question.help, "why": question.why}
        for name, item in texts.items():
            for found in _each(name, item):
                yield f"question {question.id}", *found
    for topic in pack.topics.values():
        for item in (topic.title, topic.say, *([topic.warn] if topic.warn else [])):
            for found in _each("topic", item):
                yield f"topic {topic.id}", *found
    for label in pack.labels.values():
        for item in (label.label, *label.choices.values()):
            for found in _each("label", item):
                yield f"label {label.fact}", *found


def _each(name: str, item: Bilingual) -> Iterator[tuple[str, Language, str]]:
    for language, text in item.items():
        yield name, language, text
