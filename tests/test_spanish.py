"""What is Spanish is Spanish throughout: reports and all that is said beside them hold no English word of ours."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from face_text import html_text, html_tree, said
from only_spanish import english_in
from real_pack import real_pack
from report_cases import AS_OF
from screening.cli.batch_document import batch_document
from screening.cli.plain import render_plain
from screening.cli.why_screen import why_plain
from test_review import decided, reviewed
from test_sharing import AUDIENCES, record

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.batch.join import Finished
from screening.batch.page import summary_page
from screening.batch.pools import process_pool
from screening.batch.run import Options, run_batch
from screening.batch.synth import synthetic_lines
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.wording import rule_texts, table_texts
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces.html import render_html
from screening.report.faces.ics import render_ics
from screening.report.whatif import whatif_document
from screening.report.why import why_tree
from screening.report.wording import TABLES
from screening.report.words import Words
from screening.sentences import SENTENCES
from screening.sharing.copies import shared_assessment, shared_document
from screening.vocabulary import Protection
from screening.whatif.analysis import WhatIf, flips_of
from screening.whatif.compare import changes
from screening.whatif.settings import changed
from screening.worksheet.items import i589
from screening.worksheet.sheet import worksheet_document

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = sorted(path.stem for path in EXAMPLES.glob("*.json"))
ES = Words("es")


@cache
def read(name: str) -> Intake:
    return read_intake((EXAMPLES / f"{name}.json").read_bytes(), source=name, as_of=AS_OF)


@cache
def found(name: str) -> Assessment:
    return assess(read(name), real_pack(), as_of=AS_OF, settling=False)


@cache
def report(name: str) -> Document:
    return build_report(found(name), real_pack(), read(name), "es")


def without(texts: Iterator[str] | list[str], *names: str) -> list[str]:
    """The texts without the ids of cases, which are the office's."""
    out = list(texts)
    for name in names:
        out = [text.replace(name, "") for text in out]
    return out


@pytest.mark.parametrize("name", CASES)
def test_a_report_is_spanish_throughout(name: str) -> None:
    assert english_in(without(said(report(name)), name)) == {}


@pytest.mark.parametrize("name", ["fictional-strong", "waitress"])
def test_so_is_what_each_face_adds(name: str) -> None:
    """Titles of pages, lists of sections, what is read out, what stands at the head and foot of paper."""
    document = report(name)
    page = html_tree(render_html(document))
    head = [element.text or "" for element in page.iter() if str(element.tag).endswith("}title")]
    hidden = [element.text or "" for element in page.iter() if element.get("class") in ("vh", "skip", "lab")]
    labels = [
        value for element in page.iter() for key, value in element.attrib.items() if key == "aria-label"
    ]
    style = render_html(document).partition("<style>")[2].partition("</style>")[0]
    edges = [part.partition('"')[0] for part in style.split('content: "')[1:]]
    assert head and hidden and edges
    texts = [html_text(page), *head, *hidden, *labels, *edges, render_plain(document, None)]
    assert english_in(without(texts, name)) == {}


def test_a_reviewed_report_is_spanish() -> None:
    assert english_in(without(said(reviewed("es", decided())), "waitress")) == {}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_copies_are_spanish(audience: str) -> None:
    one = next(name for name in AUDIENCES if name == audience)
    intake = record(read("fictional-strong"), one).intake()
    shared = shared_assessment(assess(intake, real_pack(), as_of=AS_OF, settling=False))
    document = shared_document(build_report(shared, real_pack(), intake, "es"), one)
    assert english_in(without([*said(document), document.foot, document.marking], intake.id)) == {}


@pytest.mark.parametrize("why_not", [False, True])
@pytest.mark.parametrize(
    "name", ["us.harm.threats-fifth", "us.deadline.one-year", "nexus", "state-protection", "relocation"]
)
def test_why_is_spanish(name: str, why_not: bool) -> None:
    tree = why_tree(
        read("police-secretary"), real_pack(), name, ES, as_of=AS_OF, circuit="5", why_not=why_not
    )
    assert english_in(without([why_plain(tree, None)], "police-secretary")) == {}


def test_whatif_is_spanish() -> None:
    data = (EXAMPLES / "waitress.json").read_bytes()
    made = ("fear.afraid_now=unknown", "incidents[massacre].date=2025-03")
    other = changed(data, made, as_of=AS_OF)[0]
    intake, pack = read("waitress"), real_pack()
    after = assess(other, pack, as_of=date(2027, 3, 1), circuit="9", settling=False)
    before = found("waitress")
    flips = flips_of(intake, pack, ("genuine-fear", Protection.ASYLUM), AS_OF, None)
    documents = [
        whatif_document(
            WhatIf(before, after, made, changes(before, after)), pack, intake, other, ES, compared=True
        ),
        whatif_document(WhatIf(before, before, (), (), flips), pack, intake, intake, ES, compared=False),
    ]
    texts = [text for document in documents for text in said(document)]
    assert english_in(without(texts, "waitress", *made, "fear.afraid_now", "incidents[massacre].date")) == {}


def test_the_worksheet_is_spanish_beside_the_english_of_the_form() -> None:
    """The form is answered in English: its items and the answers stand in English, with the Spanish below."""
    sheet = worksheet_document(read("fictional-strong"), real_pack(), "es")
    english = {item.asks["en"] for item in i589().items()}
    texts = [sheet.title, sheet.marking, sheet.warning, sheet.closing, sheet.foot]
    for section in sheet.sections:
        texts += [section.title, section.note]
    spanish = {item.asks["es"] for item in i589().items()}
    shown = set(said(sheet))
    assert spanish <= shown and all(any(one in text for text in shown) for one in english)
    assert english_in([*texts, *spanish]) == {}


def test_a_calendar_file_is_spanish() -> None:
    text = render_ics(found("fictional-family"), "es").replace("\r\n ", "")
    told = [
        line.partition(":")[2] for line in text.splitlines() if line.startswith(("SUMMARY", "DESCRIPTION"))
    ]
    assert len(told) > 3
    assert english_in(told) == {}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finished, Path]:
    place = tmp_path_factory.mktemp("spanish")
    bad = b'{}\n{"format": "asylum.intake/1", "id": "x", "fear": {"afraid_now": "perhaps"}}\nno\n'
    (place / "in.ndjson").write_bytes(b"".join(synthetic_lines(40, 5, AS_OF)) + bad)
    out = place / "out"
    return run_batch(Options((place / "in.ndjson",), out, AS_OF, closer=2), real_pack(), process_pool), out


def test_the_page_and_the_table_of_a_batch_are_spanish(batch: tuple[Finished, Path]) -> None:
    finished, place = batch
    page = html_text(html_tree(summary_page(finished.summary, real_pack(), "es")))
    table = batch_document(finished, place, real_pack(), "urgency", "es")
    assert english_in(without([page, *said(table)], "synthetic", "fear.afraid_now", "format")) == {}


SAME = {"Bases", "CAT", "fatal", "guerrilla", "hospital", "Id", "no", "1 error"}
"""Words that both languages write alike. The checks above cannot tell whose they are."""


def test_only_few_texts_are_the_same_in_both_languages() -> None:
    pack = real_pack()
    both: dict[tuple[str, str], dict[str, list[str]]] = {}
    for owner, name, language, text in table_texts(pack):
        both.setdefault((owner, name), {}).setdefault(language, []).append(text)
    for rule in pack.rules.values():
        for name, language, text in rule_texts(rule):
            both.setdefault((rule.id, name), {}).setdefault(language, []).append(text)
    pairs = [pair for one in both.values() for pair in zip(one["en"], one["es"], strict=True)]
    pairs += [(text, TABLES["es"][key]) for key, text in TABLES["en"].items()]
    pairs += list(SENTENCES.values())
    same = {en for en, es in pairs if en == es and re.search(r"[A-Za-z]", re.sub(r"\{\w+\}", "", en))}
    assert same == SAME


def test_english_that_got_in_is_found() -> None:
    texts = list(said(report("waitress")))
    english = build_report(found("waitress"), real_pack(), read("waitress"), "en")
    assert len(english_in(said(english))) > 100
    for planted in (
        "Daño grave. The harm is told.",
        "Does not know",
        "moderate",
        "see section 3",
        "Thursday",
    ):
        assert english_in([*texts, planted]), planted
    assert (
        english_in(["“The client's own words”", "Matter of L-E-A-", "us.harm.severe", "Sin preguntar"]) == {}
    )
