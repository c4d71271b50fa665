"""English words in a text that must be Spanish. The words are those of our own texts: all that stand in the
English tables and in the pack's English, and never in the Spanish.

Not looked at: what a client or reviewer said, in quotation marks; names of cases and of law, which stay
English; ids of rules, codes and commands.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from real_pack import real_pack

from screening.law.wording import rule_texts, table_texts
from screening.report.context import short_cite
from screening.report.countries import country_codes, country_name
from screening.report.wording import TABLES
from screening.sentences import SENTENCES
from screening.vocabulary import Language
from screening.worksheet.items import i589

_WORD: Final = re.compile(r"[^\W\d_]+")
_OURS: Final = re.compile(
    r"“[^”]*”|\"[^\"]*\"|\{[^}]*\}|\b[a-z_]+\[[^\]]*\](?:\.[a-z_]+)?|\b[0-9a-f]{8,}\b|\bus\.[a-z0-9.-]+|\basylum-screening\b|\bscreening (?:report|doctor|rules)\b[^.;]*|--[a-z-]+"
    r"|\b(?:reference \d|durable-rules|us-asylum)\b|\b[a-z]+_[a-z_]+\b|\b[a-z.]+\.(?:json|ndjson|html|csv)\b",
)
"""Quoted words, places for pieces, paths of answers, digests, ids, commands and the names of engines."""
_NAMES: Final = ("UNHCR Refugee Data Finder", "TRAC, Syracuse University", "Los Angeles Times")
_SHORTEST: Final = 2


@cache
def _spoken(language: Language) -> frozenset[str]:
    return frozenset(word for text in _texts(language) for word in _words(_OURS.sub(" ", text)))


@cache
def _names() -> re.Pattern[str]:
    """Names that are the same in every language, longest first."""
    pack = real_pack()
    found = {*_NAMES, *(figure.publisher for figure in pack.figures)}
    for law in pack.authorities.values():
        found |= {law.cite, short_cite(law.cite)}
    for case in pack.decided:
        found |= {case.cite, case.name}
    return re.compile("|".join(re.escape(name) for name in sorted(found, key=len, reverse=True)))


def _texts(language: Language) -> Iterator[str]:
    pack = real_pack()
    yield from TABLES[language].values()
    if language == "en":  # the Spanish ones name commands and answers of a file, which are English
        yield from (english for english, _ in SENTENCES.values())
        yield from (*calendar.day_name, *calendar.month_name)
    yield from (country_name(code, language) for code in country_codes())
    for rule in pack.rules.values():
        yield from (text for _, one, text in rule_texts(rule) if one == language)
    yield from (text for _, _, one, text in table_texts(pack) if one == language)
    yield from (item.asks[language] for item in i589().items())


def _words(text: str) -> Iterator[str]:
    """The words of a text in small letters; names, which begin with a capital inside it, are kept as they are."""
    yield from (word.lower() for word in _WORD.findall(text) if len(word) >= _SHORTEST)


def english_in(texts: Iterable[str]) -> dict[str, str]:
    """Each English word of ours in Spanish texts, with the place where it first stands."""
    english, spanish = _spoken("en"), _spoken("es")
    found: dict[str, str] = {}
    for text in texts:
        left = _OURS.sub(" ", _names().sub(" ", text))
        for word in _words(left):
            if word in english and word not in spanish:
                at = text.lower().find(word)
                found.setdefault(word, text[max(at - 40, 0) : at + 40])
    return found
