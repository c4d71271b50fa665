"""Hostile text in reviews and signatures, the worksheet, the drawn timeline and the calendar file, by name."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from face_text import SVG, html_tree, said, saying, word_skeleton
from full_intake import full_intake
from hostile import NASTY, PAYLOADS, foreign, unsafe_in
from hypothesis import assume, given, settings
from pydantic import BaseModel
from real_pack import real_pack
from report_cases import AS_OF, PACK, RICH_INTAKE, rich_assessment
from rich.cells import cell_len
from screening.cli.plain import render_plain
from screening.cli.render import render_document
from screening.cli.symbols import UNICODE
from screening.cli.theme import choose_theme
from test_faces_hostile import MARKUP, PLAIN, REPORT, TEXTS, skeletons

from screening.assessment.assess import assess
from screening.intake.model import Intake
from screening.intake.shape import Kind, fields_of
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces.as_json import report_json
from screening.report.faces.html import render_html
from screening.report.faces.ics import render_ics
from screening.report.faces.markdown import render_markdown
from screening.report.faces.word import render_word
from screening.review.binding import binding_of
from screening.review.findings import findings_of
from screening.review.model import Decision, Review
from screening.safe_text import safe
from screening.vocabulary import LANGUAGES, Language
from screening.worksheet.sheet import worksheet_document, worksheet_json

EVERYTHING = "\n".join(text for text in (*MARKUP, *PAYLOADS) if len(text) < 100)


def signed(text: str) -> Document:
    """A report of which every finding was overridden; the signature and all notes say ``text``."""
    found = rich_assessment()
    decisions = tuple(
        Decision(one.key, one.value, "overridden", instead=text, reason=text) for one in findings_of(found)
    )
    review = Review(text, AS_OF, binding_of(found), decisions)
    return build_report(found, PACK, RICH_INTAKE, "en", (review,))


@cache
def plain_review() -> dict[str, Any]:
    return skeletons(signed(PLAIN), word=True)


@given(TEXTS)
@settings(max_examples=5, deadline=None)
def test_no_review_note_or_signature_changes_a_page(text: str) -> None:
    assume(safe(text).strip())
    report = signed(text)
    found = skeletons(report, word=False)
    assert found == {key: plain_review()[key] for key in found}
    assert unsafe_in(render_html(report)) == []


def test_no_review_note_or_signature_changes_a_word_file() -> None:
    assert word_skeleton(render_word(signed(EVERYTHING))) == plain_review()["docx"]


def hostile(model: BaseModel, text: str) -> Any:
    """The same answers with ``text`` in every field that takes words; not validated."""
    changed: dict[str, Any] = {}
    for name, shape in fields_of(type(model)).items():
        value = getattr(model, name)
        if value is None:
            continue
        if shape.kind is Kind.SECTION:
            changed[name] = [hostile(one, text) for one in value] if shape.many else hostile(value, text)
        elif shape.kind is Kind.TEXT:
            changed[name] = [text] * len(value) if shape.many else text
    return model.model_copy(update=changed)


@cache
def full() -> Intake:
    return full_intake("x")


@cache
def plain_sheet(language: Language) -> dict[str, Any]:
    return word_skeleton(render_word(worksheet_document(hostile(full(), PLAIN), real_pack(), language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_changes_the_worksheet(language: Language) -> None:
    sheet = worksheet_document(hostile(full(), EVERYTHING), real_pack(), language)
    assert safe(EVERYTHING) in " ".join(said(sheet))
    assert word_skeleton(render_word(sheet)) == plain_sheet(language)


@given(NASTY)
@settings(max_examples=4, deadline=None)
def test_no_answer_changes_the_worksheet_whatever_it_says(text: str) -> None:
    assume(safe(text).strip())
    intake = hostile(full(), text)
    assert word_skeleton(render_word(worksheet_document(intake, real_pack(), "en"))) == plain_sheet("en")
    plain = worksheet_json(hostile(full(), PLAIN), real_pack())
    assert keys(json.loads(json.dumps(worksheet_json(intake, real_pack())))) == keys(plain)
    assert unsafe_in(json.dumps(worksheet_json(intake, real_pack()), ensure_ascii=False)) == []


def keys(value: Any) -> Any:
    """What a piece of JSON is made of, without its texts."""
    if isinstance(value, dict):
        return {key: keys(one) for key, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else type(value).__name__


@cache
def plain_drawing() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    return tuple(drawing(render_html(saying(REPORT, PLAIN))))


def drawing(page: str) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """The elements and attributes of the drawn timeline."""
    (svg,) = html_tree(page).iter(f"{SVG}svg")
    for element in svg.iter():
        yield str(element.tag), tuple(sorted(element.attrib.items()))


@pytest.mark.parametrize(
    "text", [EVERYTHING, "</text><script>x</script><text>", "</svg><img src=x>", PAYLOADS[0]]
)
def test_no_label_changes_the_drawn_timeline(text: str) -> None:
    page = render_html(saying(REPORT, text))
    plain = plain_drawing()
    assert tuple(drawing(page)) == plain and len(plain) > 10
    allowed = {"svg", "g", "line", "rect", "circle", "path", "polygon", "text", "title", "desc"}
    assert {tag.removeprefix(SVG) for tag, _ in plain} <= allowed
    assert not any(name.startswith("on") or "href" in name for _, held in plain for name, _ in held)
    (svg,) = html_tree(page).iter(f"{SVG}svg")
    assert safe(text).strip() in {(one.text or "").strip() for one in svg.iter(f"{SVG}text")}


@given(TEXTS)
@settings(max_examples=3, deadline=None)
def test_no_answer_reaches_a_calendar_file(text: str) -> None:
    """It is the same calendar, to the byte: no name, place or word of an intake is in it."""
    plain = assess(full(), real_pack(), as_of=AS_OF, settling=False)
    found = assess(hostile(full(), text), real_pack(), as_of=AS_OF, settling=False)
    for language in LANGUAGES:
        assert render_ics(found, language) == render_ics(plain, language)


def test_no_field_of_an_intake_changes_any_face() -> None:
    """Every field that takes words at once, under the real rules: pages, Word, JSON, terminal and plain mode."""
    intake = hostile(full(), EVERYTHING)
    report = build_report(assess(intake, real_pack(), as_of=AS_OF, settling=False), real_pack(), intake, "es")
    plain = saying(report, PLAIN)
    assert skeletons(report, word=True) == skeletons(plain, word=True)
    assert keys(report_json(report)) == keys(report_json(plain))
    drawn = [
        line.plain for line in render_document(report, 80, choose_theme("none", {}, terminal=False), UNICODE)
    ]
    words = render_plain(report, 80)
    shown = [
        render_html(report),
        render_markdown(report),
        json.dumps(report_json(report), ensure_ascii=False),
    ]
    assert [unsafe_in(one) for one in (*shown, "\n".join(drawn), words)] == [[]] * 5
    assert foreign(words) == set() and max(map(cell_len, drawn)) <= 80
    assert all("onerror" in one for one in (*shown, "".join(drawn), words))  # it did get there, as words


def test_these_checks_notice_what_they_look_for() -> None:
    page = render_html(saying(REPORT, PLAIN))
    assert tuple(drawing(page.replace("<text ", "<text onclick='x' ", 1))) != plain_drawing()
    report = signed(PLAIN)
    assert skeletons(replace(report, warning=safe("")), word=False) != {
        key: plain_review()[key] for key in ("html", "md")
    }
    other = full().model_copy(update={"members": []})
    assert word_skeleton(render_word(worksheet_document(other, real_pack(), "en"))) != plain_sheet("en")
