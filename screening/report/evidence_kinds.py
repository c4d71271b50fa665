"""Which kinds of evidence a rule's list asks for, so that what a client has can be set beside it.

The lists of the rules are sentences for people. Their English words say the kind; the table holds
those words, and a kind of which no list speaks has none. Nothing here decides anything: a piece that
is placed nowhere is still shown.
"""

import re
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "identity": r"\bidentity\b|\bnationality\b|proof of age",
    "birth_or_marriage": r"\bbirth\b|\bmarriage certificates?\b|\bmarriage and birth\b|kinship|proof of age",
    "entry_record": r"day of entry|day of arrival|given at the border",
    "police_report": r"\b(copy|copies|number|numbers|stamp)\b.*\breports?\b|police (file|papers)|complaint|"
    r"protection orders?",
    "medical": r"\bmedical\b|\bhospital\b",
    "psychological_evaluation": r"\bpsychological\b",
    "death_certificate": r"\bdeath (certificates?|or hospital)\b|birth and death",
    "photos": r"\bphoto|\bfootage\b",
    "messages": r"\bmessages?\b|\bcall (logs?|records?)\b|\bnote left\b",
    "news": r"\bnews\b|\bpress\b(?! in)",
    "letters": r"\bletters?\b",
    "work_papers": r"\bpay slips\b|\bassignment\b|\bwork papers\b|\bdismissal papers\b",
    "court_papers": r"\bcourt (file|record|paper|or police)|\bwarrant\b|\bsummons\b",
    "party_or_union_card": r"\bparty, union\b",
    "property_papers": r"\bdeeds\b|\brent\b",
    "country_report": r"(?<!press )\breports on\b|\bhuman rights reports\b|\breports and news\b|"
    r"\breports or news\b",
    "witness": r"(?<!its )\bwitness(es)?\b|\bpeople who\b|\banyone who\b|\bwho (saw|heard|went along)\b|"
    r"\bwhoever\b|relative's account|account by a teacher",
}
_PATTERNS: Final = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}


def asks_for(kind: str | None, english: str) -> bool:
    """Whether an item of a rule's list, in English, names a kind of evidence of the intake."""
    pattern = _PATTERNS.get(kind or "")
    return pattern is not None and pattern.search(english) is not None
