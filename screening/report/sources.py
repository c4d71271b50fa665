"""What a statement rests on, as the words of the line that says so."""

from screening.report.document import Source
from screening.report.words import Words
from screening.safe_text import SafeText


def source_parts(source: Source, words: Words) -> tuple[tuple[SafeText, ...], ...]:
    """Rules, facts and laws of a statement, in this order, each part with at least one word in it.

    What is missing is named: a rule or law that rests on no fact yet, a rule that rests on no authority,
    a fact told or counted without either. An empty source has no parts.
    """
    if source.is_empty:
        return ()
    fact_only = not source.rules and not source.laws
    rules = (words("source.fact_only"),) if fact_only else source.rules
    facts = source.facts or (words("source.none_yet"),)
    laws = source.laws or (() if fact_only else (words("source.no_law"),))
    return tuple(part for part in (rules, facts, laws) if part)
