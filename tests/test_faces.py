"""Every face of the report says the same, in the same order, and says of each statement what it rests on."""

import io
import json
import os
import pty
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from face_text import HTML, html_text, html_tree, letters, markdown_text, said, word_text
from real_pack import real_pack
from report_cases import AS_OF, EMPTY_INTAKE, PACK, RICH_INTAKE, empty_assessment, rich_assessment
from screening.cli.app import main
from screening.cli.plain import plain_text, render_plain

from screening.assessment.assess import assess
from screening.intake.read import read_intake
from screening.report.build import build_report
from screening.report.document import (
    AuthorityEntry,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    EvidenceGroup,
    Questions,
    Remark,
    Source,
    line_text,
)
from screening.report.faces import render_file
from screening.report.faces.as_json import report_json, report_json_schema
from screening.report.faces.html import render_html
from screening.report.faces.markdown import render_markdown
from screening.report.faces.word import render_word
from screening.report.wording import TABLES
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
CASES = [(path.stem, LANGUAGES[number % 2]) for number, path in enumerate(EXAMPLES)]
HAND_MADE = [
    build_report(assessment, PACK, intake, language)
    for assessment, intake in ((rich_assessment(), RICH_INTAKE), (empty_assessment(), EMPTY_INTAKE))
    for language in LANGUAGES
]
WORD_STYLES = {
    "Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Normal", "Field", "Field group", "Field indented", "Deadline", "Deadline text",
    "Listed", "Law", "Reference", "Reference indented", "Reference deadline", "Note", "Legend", "Cell",
}  # fmt: skip


@cache
def example(name: str) -> tuple[Any, Any, Any]:
    pack = real_pack()
    intake = read_intake((ROOT / "examples" / f"{name}.json").read_bytes(), source=name, as_of=AS_OF)
    return assess(intake, pack, as_of=AS_OF, settling=False), pack, intake


@cache
def document(name: str, language: Language) -> Document:
    return build_report(*example(name), language)


@cache
def page(report: Document) -> Any:
    """The HTML face, parsed as a browser does."""
    return html_tree(render_html(report))


def all_documents() -> Iterator[Document]:
    yield from HAND_MADE
    for name, language in CASES:
        yield document(name, language)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_face_says_the_same_in_the_same_order(name: str, language: Language) -> None:
    report = document(name, language)
    expected = letters(" ".join(said(report)))
    assert len(expected) > 5_000
    assert letters(html_text(page(report))) == expected
    assert letters(markdown_text(render_markdown(report))) == expected
    assert letters(word_text(render_word(report))) == expected
    assert_spoken_in_order(report)


@pytest.mark.parametrize("report", HAND_MADE)
def test_reports_made_by_hand_say_the_same_too(report: Document) -> None:
    expected = letters(" ".join(said(report)))
    assert letters(html_text(page(report))) == expected
    assert letters(markdown_text(render_markdown(report))) == expected
    assert letters(word_text(render_word(report))) == expected
    assert_spoken_in_order(report)


def assert_spoken_in_order(report: Document) -> None:
    """The terminal in words has every text of every statement, in the same order."""
    spoken = letters(render_plain(report, None))
    at = 0
    for text in texts_of_statements(report):
        wanted = letters(plain_text(text, report.language))
        found = spoken.find(wanted, at)
        assert found >= 0, text
        at = found + len(wanted)


def texts_of_statements(report: Document) -> Iterator[str]:
    for section in report.sections:
        for block in section.blocks:
            match block:
                case ElementNote() | Remark():
                    yield from (line_text(one.text) for one in block.statements)
                case Entry():
                    yield from (block.title, *(line_text(field.text) for field in block.fields))
                case DeadlineEntry():
                    yield from (block.title, line_text(block.text))
                case EvidenceGroup():
                    yield from (line_text(one.text) for part in block.lists for one in part.items)
                case Questions():
                    yield from (text for row in block.rows for text in (row.ask, row.settles))
                case AuthorityEntry():
                    yield from (block.cite, block.says, block.status, block.grade)


def test_a_text_left_out_of_one_face_is_noticed() -> None:
    report = HAND_MADE[0]
    whole = render_html(report)
    entry = next(b for s in report.sections for b in s.blocks if isinstance(b, Entry))
    assert entry.title in whole
    assert letters(html_text(html_tree(whole.replace(f"<h3>{entry.title}</h3>", "<h3></h3>")))) != letters(
        " ".join(said(report))
    )


def sourced(report: Document) -> Iterator[tuple[str, str, Source]]:
    """The name of each statement's place, its text, and what it rests on."""
    for section in report.sections:
        for block in section.blocks:
            match block:
                case ElementNote() | Remark():
                    yield from ((block.name, line_text(one.text), one.source) for one in block.statements)
                case EvidenceGroup():
                    for part in block.lists:
                        yield from ((part.label, line_text(one.text), one.source) for one in part.items)
                case Entry() | DeadlineEntry():
                    yield block.title, block.title, block.source


def test_every_statement_says_what_it_rests_on() -> None:
    """A rule with its law, or law alone, or facts alone, and each says so where a part is missing.

    Only two kinds of text rest on nothing: sentences of our own that say nothing is known, and what is
    written down of the talk itself, which no rule reads.
    """
    seen = 0
    for report in (document(name, language) for name, language in CASES):
        words = Words(report.language)
        own = set(TABLES[report.language].values())
        of_the_talk = {words("told"), words("support.asked")}
        for place, text, source in sourced(report):
            seen += 1
            if source.is_empty:
                assert text in own or place in of_the_talk, text
                continue
            assert source.rules or source.laws or source.facts
            assert all(re.fullmatch(r"us\.[a-z0-9-]+\.[a-z0-9-]+", rule) for rule in source.rules)
            assert all(re.fullmatch(r"F\d+", code) for code in source.facts)
            assert all(re.fullmatch(r"L\d+", code) for code in source.laws)
    assert seen > 500


def test_parts_that_are_missing_are_named() -> None:
    for report in all_documents():
        words = Words(report.language)
        shown = render_markdown(report)
        if any(source.rules and not source.laws for _, _, source in sourced(report)):
            assert words("source.no_law") in shown
        if any(source.facts and not source.laws and not source.rules for _, _, source in sourced(report)):
            assert words("source.fact_only") in shown


def test_links_lead_to_a_place_on_the_page() -> None:
    for report in all_documents():
        tree = page(report)
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        links = [element.get("href") for element in tree.iter(f"{HTML}a")]
        assert len(links) > 11
        assert {link.removeprefix("#") for link in links} <= set(ids)


def test_every_law_and_fact_of_a_source_is_a_link() -> None:
    report = document("waitress", "en")
    tree = page(report)
    linked = {element.text for element in tree.iter(f"{HTML}a")}
    for _, _, source in sourced(report):
        assert {*source.facts, *source.laws} <= linked


def test_the_html_page_is_closed_to_the_outside() -> None:
    for report in all_documents():
        html = render_html(report)
        assert "<script" not in html and "http:" not in html and "https:" not in html
        assert "url(" not in html and " style=" not in html
        tree = html_tree(html)
        policy = next(m.get("content") for m in tree.iter(f"{HTML}meta") if m.get("http-equiv"))
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
        assert tree.get("lang") == report.language


def test_headings_skip_no_level() -> None:
    for report in all_documents():
        levels = [int(e.tag[-1]) for e in page(report).iter() if re.fullmatch(r".*\}h\d", e.tag)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_templates_escape_everything() -> None:
    template = (ROOT / "screening/report/faces/report.html.j2").read_text("utf-8")
    assert "|safe" not in template.replace(" ", "") and "autoescape" not in template
    for tag in re.findall(r"<[a-z][^>]*>", re.sub(r"\{%.*?%\}", "", template)):
        bare = re.sub(r'"[^"]*"', "", re.sub(r'\{\{[^}]*\}\}(?=[^"]*")', "", tag))
        assert "{{" not in bare or "place(" in bare, tag


def test_word_uses_its_named_styles_and_nothing_by_hand() -> None:
    file = docx.Document(io.BytesIO(render_word(document("waitress", "en"))))
    used = {paragraph.style.name for paragraph in file.paragraphs}
    used |= {p.style.name for t in file.tables for r in t.rows for c in r.cells for p in c.paragraphs}
    assert used <= WORD_STYLES
    for paragraph in file.paragraphs:
        for run in paragraph.runs:
            assert run.bold is None and run.font.size is None and run.font.color.rgb is None
            assert run.style.type is WD_STYLE_TYPE.CHARACTER
    assert [p.text.split()[0] for p in file.paragraphs if p.style.name == "Heading 1"] == [
        "Summary",
        *map(str, range(1, 15)),
    ]
    for table in file.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_names_nobody_and_calls_nothing(language: Language) -> None:
    report = document("mayor", language)
    content = render_word(report)
    assert content == render_word(report)
    parts = zipfile.ZipFile(io.BytesIO(content))
    whole = "".join(
        parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".rels"))
    )
    for refused in (
        "fldSimple",
        "instrText",
        "<w:hyperlink",
        'TargetMode="External"',
        "altChunk",
        "vbaProject",
        "w:object",
    ):
        assert refused not in whole
    about = parts.read("docProps/core.xml").decode()
    assert "python" not in about and "2013" not in about and "mayor" not in about
    assert f'w:lang w:val="{language}-US"' in parts.read("word/styles.xml").decode()
    assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_same_document_gives_the_same_bytes() -> None:
    report = HAND_MADE[0]
    for name in ("html", "md", "docx", "json"):
        assert render_file(report, name) == render_file(report, name)


def errors_in(value: Any, schema: dict[str, Any], defs: dict[str, Any], at: str = "") -> list[str]:
    """What in a value breaks the schema: only the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return errors_in(value, defs[schema["$ref"].removeprefix("#/$defs/")], defs, at)
    if "anyOf" in schema:
        tried = [errors_in(value, one, defs, at) for one in schema["anyOf"]]
        return [] if any(not found for found in tried) else [f"{at}: none of the kinds"]
    if "const" in schema or "enum" in schema:
        return [] if value in schema.get("enum", [schema.get("const")]) else [f"{at}: value"]
    kinds = {
        "object": dict,
        "array": list,
        "string": str,
        "boolean": bool,
        "integer": int,
        "null": type(None),
    }
    if type(value) is not kinds[schema["type"]]:
        return [f"{at}: {schema['type']}"]
    if isinstance(value, dict):
        names = set(value) ^ set(schema["required"])
        assert (
            set(schema["required"]) == set(schema["properties"]) and schema["additionalProperties"] is False
        )
        found = [f"{at}.{name}" for name in names]
        return found + [
            e
            for k, v in value.items()
            if k in schema["properties"]
            for e in errors_in(v, schema["properties"][k], defs, f"{at}.{k}")
        ]
    if isinstance(value, list):
        each = schema.get("prefixItems") or [schema["items"]] * len(value)
        if len(each) != len(value):
            return [f"{at}: length"]
        return [
            e
            for i, (one, kind) in enumerate(zip(value, each, strict=True))
            for e in errors_in(one, kind, defs, f"{at}[{i}]")
        ]
    return []


def test_the_json_report_keeps_to_its_published_schema() -> None:
    schema = report_json_schema()
    published = json.loads((ROOT / "docs/report.schema.json").read_text("utf-8"))
    assert published == schema, "write it anew: screening schema report > docs/report.schema.json"
    for report in all_documents():
        data = json.loads(json.dumps(report_json(report)))
        assert errors_in(data, schema, schema["$defs"]) == []
    assert errors_in({**data, "odds": 1}, schema, schema["$defs"]) == [".odds"]
    data["sections"][0]["blocks"][0]["columns"] = 3
    assert errors_in(data, schema, schema["$defs"])


def test_the_json_report_holds_every_text() -> None:
    report = document("waitress", "es")
    whole = letters(" ".join(strings(report_json(report))))
    added = {*TABLES["es"].values(), *map(str, range(1, 15))}
    assert [text for text in said(report) if letters(text) not in whole and text not in added] == []


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, in order; not the names of roles, marks and blocks."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("role", "mark", "block"):
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["screening", *words])
    monkeypatch.chdir(ROOT)
    return main()


@pytest.mark.parametrize(
    ("name", "begin"), [("html", b"<!DOCTYPE html>"), ("md", b"# Informe"), ("docx", b"PK"), ("json", b"{\n")]
)
def test_the_command_writes_each_format(
    name: str,
    begin: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / f"r.{name}"
    told = ("report", "examples/mayor.json", "--as-of", "2026-11-24", "--lang", "es", "--format", name)
    assert run(monkeypatch, *told, "-o", str(out)) == 0
    assert capfd.readouterr() == ("", "")
    assert out.read_bytes().startswith(begin)
    assert out.stat().st_mode & 0o777 == 0o600
    before = out.read_bytes()
    assert run(monkeypatch, *told, "-o", str(out)) == 74
    assert out.read_bytes() == before


def test_a_format_beside_json_is_refused(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "report", "examples/mayor.json", "--json", "--format", "html") == 2
    assert capfd.readouterr().out == ""


def test_a_word_file_goes_down_a_pipe_but_never_to_a_terminal() -> None:
    command = [sys.executable, "-m", "screening.cli", "report", "examples/mayor.json", "--format", "docx"]
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert piped.stdout.startswith(b"PK") and piped.stderr == b""
    master, slave = pty.openpty()
    shown = subprocess.run(command, cwd=ROOT, stdout=slave, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(slave)
    os.close(master)
    assert shown.returncode == 2 and b"-o" in shown.stderr


def test_help_loads_no_renderer() -> None:
    code = "import sys; from screening.cli.app import app; print(sorted({'jinja2', 'docx', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]"
