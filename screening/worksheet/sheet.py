"""The worksheet as a document, for Word and every other face, and as JSON."""

from collections.abc import Sequence
from typing import Any, Final

from screening.intake.model import Intake
from screening.languages import language_name
from screening.law.pack import Pack
from screening.report.document import (
    EMPTY,
    Block,
    Document,
    Line,
    Remark,
    Section,
    Source,
    Statement,
    SummaryRow,
    line,
    span,
)
from screening.report.words import Words
from screening.safe_text import SafeText, safe
from screening.vocabulary import LANGUAGES, Language
from screening.worksheet.fill import Answer, Filled, fill
from screening.worksheet.items import i589

WORKSHEET_FORMAT: Final = "asylum.i589-worksheet/1"
_TO_DO: Final = frozenset({"part", "not_asked", "not_collected", "unknown", "declined", "deferred"})


def worksheet_document(intake: Intake, pack: Pack, language: Language) -> Document:
    """The worksheet in reading order. The form's items stand in English, in Spanish with help beside."""
    words, form = Words(language), i589()
    filled = {one.item.id: one for one in fill(intake, pack, language)}
    total = len(form.parts)
    sections = tuple(
        Section(
            number=number,
            title=safe(part.title[language]),
            note=EMPTY,
            place=words("place.section", n=number, total=total),
            blocks=tuple(_block(words, filled[item.id]) for item in part.items),
        )
        for number, part in enumerate(form.parts, 1)
    )
    return Document(
        title=words("worksheet.title"),
        marking=words("worksheet.marking"),
        language=language,
        summary=_summary(words, intake, tuple(filled.values())),
        warning=words("worksheet.warning", edition=form.edition),
        sections=sections,
        closing=words("worksheet.closing"),
        case=safe(intake.id),
        foot=words("worksheet.foot"),
    )


def worksheet_json(intake: Intake, pack: Pack) -> dict[str, Any]:
    """The worksheet as plain dicts, lists and texts. What items ask stands in both languages."""
    form = i589()
    filled = {one.item.id: one for one in fill(intake, pack, "en")}
    return {
        "format": WORKSHEET_FORMAT,
        "about": {name: str(Words(name)("worksheet.warning", edition=form.edition)) for name in LANGUAGES},
        "marking": {name: str(Words(name)("worksheet.marking")) for name in LANGUAGES},
        "case": intake.id,
        "edition": form.edition,
        "parts": [
            {
                "id": part.id,
                "title": part.title,
                "items": [_item_json(filled[item.id]) for item in part.items],
            }
            for part in form.parts
        ],
    }


def _item_json(filled: Filled) -> dict[str, Any]:
    return {
        "id": filled.item.id,
        "asks": filled.item.asks,
        "status": filled.status,
        "says": {name: str(Words(name)(f"worksheet.status.{filled.status}")) for name in LANGUAGES},
        "lawyer_first": filled.item.lawyer,
        "answers": [
            {
                "of": str(one.of),
                "label": str(one.label),
                "text": str(one.text),
                "own_words": one.quoted,
                "language": str(one.language),
                "translate": one.translate,
            }
            for one in filled.answers
        ],
    }


def _summary(words: Words, intake: Intake, filled: Sequence[Filled]) -> tuple[SummaryRow, ...]:
    answered = sum(one.status in ("answered", "none", "not_applicable") for one in filled)
    to_do = sum(one.status in _TO_DO for one in filled)
    translate = sum(answer.translate for one in filled for answer in one.answers)
    rows = (
        ("case", safe(intake.id)),
        ("worksheet.sum", words("worksheet.sums", done=answered, to_do=to_do, total=len(filled))),
        ("worksheet.translate", words("worksheet.to_translate", n=translate)),
    )
    return tuple(SummaryRow(words(label), line(text)) for label, text in rows)


def _block(words: Words, filled: Filled) -> Block:
    item = filled.item
    statements: list[Line] = []
    if words.language != "en":
        statements.append(line(span(item.asks[words.language], "quiet")))
    if item.lawyer:
        statements.append(line(span(words("worksheet.lawyer"), "attention")))
    statements += [_answer(words, one) for one in filled.answers]
    if filled.status != "answered":
        statements.append(line(span(words(f"worksheet.status.{filled.status}"), "bold")))
    return Remark(
        safe(f"{_number(item.id)} · {item.asks['en']}"), tuple(Statement(one, Source()) for one in statements)
    )


def _number(name: str) -> SafeText:
    return safe(name.replace("_", " "))


def _answer(words: Words, one: Answer) -> Line:
    label = ", ".join(part for part in (one.of, one.label) if part)
    head = span(f"{label}: ", "quiet") if label else ""
    if not one.quoted:
        return line(head, one.text)
    if not one.translate:
        return line(head, one.text)
    key = "worksheet.translate_from" if one.language else "worksheet.translate_unknown"
    language = safe(language_name(one.language, words.language))
    return line(head, one.text, " ", span(words(key, language=language), "attention"))
