"""What a statement rests on, as the words of the line that says so."""

from screening.report.document import Source
from screening.report.words import Words
from screening.safe_text import SafeText


def source_parts(source: Source, words: Words) -> tuple[tuple[SafeText, ...], ...]:
    """Rules, facts and laws of a statement, in this order, each part with at least one word in it.

    A rule that rests on no fact yet says so; what rests on neither rule nor law says it is a fact only.
    An empty source has no parts.
    """
    if source.is_empty:
        return ()
    rules = source.rules
    if not rules and not source.laws:
        rules = (words("source.fact_only"),)
    facts = source.facts
    if not facts and source.rules:
        facts = (words("source.none_yet"),)
    return tuple(part for part in (rules, facts, source.laws) if part)
