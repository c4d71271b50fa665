"""What stands beside the result and must never reach it: public figures and decided cases."""

import ast
import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from precedent_cases import HELD, cases
from real_pack import real_pack
from report_cases import AS_OF, PACK, RICH_INTAKE, rich_assessment

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.report.build_background import MOST_CASES, _share, nearest
from screening.report.context import Context
from screening.report.document import Document, Entry, Figures, line_text, to_data
from screening.report.faces.html import render_html
from screening.report.faces.markdown import render_markdown
from screening.report.sections import SECTIONS, number_of
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language

ROOT = Path(__file__).parents[1]
OUTCOMES = ("granted", "denied", "sent_back_for", "sent_back_against")
HELD_AS = {"yes": "for", "no": "against", "remanded": "remanded"}
NAMES_OF_CAT = {"risk-on-return", "official-part"}


def report(name: str, pack: Pack, language: Language = "en") -> Document:
    intake = read_intake((ROOT / f"examples/{name}.json").read_bytes(), source=name, as_of=AS_OF)
    return build_report(assess(intake, pack, as_of=AS_OF, settling=False), pack, intake, language)


@pytest.mark.parametrize("name", ["mayor", "fictional-strong"])
def test_neither_moves_anything_in_an_assessment(name: str) -> None:
    pack = real_pack()
    assert pack.figures and pack.decided
    intake = read_intake((ROOT / f"examples/{name}.json").read_bytes(), source=name, as_of=AS_OF)
    found = assess(intake, pack, as_of=AS_OF, settling=False)
    bare = replace(pack, figures=(), decided=())
    assert assess(intake, bare, as_of=AS_OF, settling=False) == found


def test_one_module_of_the_report_reads_them_and_no_other() -> None:
    readers = set()
    for path in sorted([*(ROOT / "screening").rglob("*.py"), *(ROOT / "cli").rglob("*.py")]):
        text = path.read_text("utf-8")
        if "pack.figures" in text or "pack.decided" in text or ".figures" in text:
            readers |= {
                path.relative_to(ROOT).as_posix()
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Attribute) and node.attr in ("figures", "decided")
                if ast.unparse(node.value).endswith("pack")
            }
    assert readers == {"screening/report/build_background.py"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_stand_last_on_a_page_of_their_own_and_say_what_they_are(language: Language) -> None:
    document = report("mayor", real_pack(), language)
    words, last = Words(language), document.sections[-1]
    assert last.number == number_of("figures") == len(SECTIONS) and last.new_page
    assert line_text(last.blocks[0].text).startswith(words("figures.nothing"))  # type: ignore[union-attr]
    (table,) = [block for block in last.blocks if isinstance(block, Figures)]
    first = table.rows[0]
    assert first.name.startswith(words.country("MX"))
    assert first.cells[0] == "1.8 % (281 / 15,651)" and first.cells[1] == "11.1 % (281 / 2,539)"
    for row in table.rows:
        shares = [cell for cell in row.cells[:2] if cell != words("figures.unknown")]
        assert shares and all(re.match(r"[0-9.]+ %( \(|$)", cell) for cell in shares)
        assert re.search(r"\b(19|20)\d\d\b", row.name) and re.search(r"\b20\d\d\b", row.cells[2])
    article = next(row for row in table.rows if "Los Angeles" in row.cells[2])
    assert article.cells[2] == words(
        "figures.reported", by="Los Angeles Times", day=words.day(real_pack().figures[-1].day)
    )


def test_no_share_stands_anywhere_else_in_a_report() -> None:
    document = report("fictional-strong", real_pack())
    others = replace(document, sections=document.sections[:-1])
    assert "%" not in str(to_data(others))
    assert "%" in str(to_data(document.sections[-1]))


def test_figures_are_those_of_the_country_and_of_all() -> None:
    document = build_report(rich_assessment(), PACK, RICH_INTAKE, "en")
    (table,) = [block for block in document.sections[-1].blocks if isinstance(block, Figures)]
    assert [row.name.partition(",")[0] for row in table.rows] == ["Mexico", "All nationalities"]


@given(st.integers(1, 10**7).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_a_share_is_the_nearest_tenth_of_a_percent(counts: tuple[int, int]) -> None:
    part, whole = counts
    shown = re.fullmatch(r"([0-9]+\.[0-9]) % \(([0-9,]+) / ([0-9,]+)\)", _share(part, whole, ""))
    assert shown is not None
    assert abs(Fraction(shown[1]) - Fraction(100 * part, whole)) <= Fraction(1, 20)
    assert (int(shown[2].replace(",", "")), int(shown[3].replace(",", ""))) == counts


def test_the_cases_stand_as_they_were_decided() -> None:
    known = {case.id: case for case in cases()}
    for one in real_pack().decided:
        case = known[one.id]
        assert (one.name, one.cite) == (case.name, case.cite)
        named = {
            word for flag in case.must for point in (*flag.all_of, *flag.any_of) for word in point.split()
        }
        assert one.findings and set(one.findings) <= named
        for key, held in case.held.items():
            parts = {name for name, _ in HELD[key]}
            part = "cat" if parts == NAMES_OF_CAT else parts.pop()
            assert part in one.held
            assert (
                len([k for k in case.held if k != key and HELD[k] == HELD[key]])
                or one.held[part] == HELD_AS[held]
            )
    assert len(real_pack().decided) >= 50


@cache
def a_weak_case() -> tuple[Assessment, Intake]:
    intake = read_intake((ROOT / "examples/fictional-weak.json").read_bytes(), source="x", as_of=AS_OF)
    return assess(intake, real_pack(), as_of=AS_OF, settling=False), intake


@given(st.lists(st.sampled_from(OUTCOMES), min_size=60, max_size=60))
def test_the_order_of_cases_knows_no_outcome(outcomes: list[str]) -> None:
    pack = real_pack()
    found, intake = a_weak_case()
    turned = tuple(replace(one, outcome=how) for one, how in zip(pack.decided, outcomes, strict=False))
    ids = [one.id for one, _ in nearest(Context(found, pack, intake, Words("en")))]
    other = Context(found, replace(pack, decided=turned), intake, Words("en"))
    assert [one.id for one, _ in nearest(other)] == ids and 0 < len(ids) <= MOST_CASES


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_case_says_what_is_shared_what_was_held_and_what_differs(language: Language) -> None:
    document = build_report(rich_assessment(), PACK, RICH_INTAKE, language)
    words = Words(language)
    section = document.sections[number_of("decided") - 1]
    (entry,) = [block for block in section.blocks if isinstance(block, Entry)]
    told = {field.label: line_text(field.text) for field in entry.fields}
    assert entry.title == "Matter of N-M-, 25 I&N Dec. 526 (BIA 2011)"
    assert entry.source.rules == ("us.ground.opinion-imputed", "us.weak.spot-1")
    assert entry.source.facts and len(entry.source.laws) == 1
    assert told[words("label.outcome")].startswith(words("case_outcome.sent_back_for"))
    assert words.country("CO") in told[words("label.differs")]
    assert "CAT" in told[words("label.outcome")]
    assert section.note == words("note.decided")
    assert words("decided.how") in [
        line_text(block.text) for block in section.blocks if not isinstance(block, Entry)
    ]  # type: ignore[union-attr]


def test_every_case_names_its_findings_in_a_real_report() -> None:
    document = report("mayor", real_pack())
    entries = [b for b in document.sections[number_of("decided") - 1].blocks if isinstance(b, Entry)]
    assert 0 < len(entries) <= MOST_CASES
    assert all(entry.source.rules and entry.source.laws for entry in entries)
    for shown in (render_html(document), render_markdown(document)):
        assert all(entry.key in shown for entry in entries)
