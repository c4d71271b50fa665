"""The report's own words in each language, split by the part of the report they stand in.

Every module holds one table for each language, with the same keys in the same order; tests keep
them so. The person is "the client" and "la persona"; no pronoun and no gendered ending. Labels
(``label.*`` and the names of summary rows) have at most 12 characters, states and severities at
most 15 with their symbol. Citations of law stay English.
"""

from typing import Final

from screening.report.wording import (
    background,
    batch,
    cards,
    conditions,
    dates,
    elements,
    errors,
    facts,
    findings,
    law,
    law_desk,
    page,
    person,
    questions,
    refusals,
    review,
    rule_card,
    rule_checks,
    sharing,
    summary,
    whatif,
    worksheet,
)
from screening.vocabulary import Language

PARTS: Final = (
    background,
    page,
    summary,
    person,
    elements,
    findings,
    dates,
    questions,
    facts,
    law,
    errors,
    rule_card,
    conditions,
    rule_checks,
    law_desk,
    cards,
    batch,
    refusals,
    review,
    sharing,
    worksheet,
    whatif,
)

TABLES: Final[dict[Language, dict[str, str]]] = {
    "en": {key: text for part in PARTS for key, text in part.EN.items()},
    "es": {key: text for part in PARTS for key, text in part.ES.items()},
}
