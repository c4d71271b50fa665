"""Names of a pack, which keep their capital inside a sentence: found from how the pack itself writes them.

No list is kept. A word is a name if the pack writes it with a capital where no sentence begins and never
small (*the Mexican police*, *los Zetas*); so are two words that stand together like that (*the First
Circuit*, though *first* is often small).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from screening.law.pack import Pack
from screening.law.wording import rule_texts, table_texts
from screening.vocabulary import Language

_TOKEN: Final = re.compile(r"[^\W\d_][\w’'-]*|\d+|[^\w\s]")
_WITHIN: Final = (",", "’")
"""Signs after which a sentence goes on."""


class Names:
    """The names of one pack in one language."""

    def __init__(self, texts: Iterable[str]) -> None:
        small: set[str] = set()
        within: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        small_pairs: set[tuple[str, str]] = set()
        for text in texts:
            before = "."
            tokens = _TOKEN.findall(text)
            for word, after in zip(tokens, [*tokens[1:], "."], strict=False):
                if word[0].islower():
                    small.add(word)
                    if after[0].isupper():
                        small_pairs.add((word, after))
                elif word[0].isupper() and (before[0].islower() or before in _WITHIN):
                    within.add(word)
                    if after[0].isupper():
                        pairs.add((word, after))
                before = word
        self._words = frozenset(word for word in within if word.lower() not in small)
        self._pairs = frozenset(
            (one, other) for one, other in pairs if (one.lower(), other) not in small_pairs
        )

    def open(self, text: str) -> bool:
        """Whether a text begins with a name."""
        tokens = _TOKEN.findall(text[:80])[:2]
        return bool(tokens) and (tokens[0] in self._words or tuple(tokens) in self._pairs)


@lru_cache(maxsize=4)
def names_of(pack: Pack, language: Language) -> Names:
    """The names of a pack in one language, found once."""
    return Names(_texts(pack, language))


def _texts(pack: Pack, language: Language) -> Iterator[str]:
    for rule in pack.rules.values():
        yield from (text for _, one, text in rule_texts(rule) if one == language)
    yield from (text for _, _, one, text in table_texts(pack) if one == language)
