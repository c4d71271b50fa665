"""What a report says, and what each of its faces says, as plain words in reading order. For tests of faces."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from xml.etree import ElementTree

import docx
import html5lib
from docx.table import Table
from markdown_it import MarkdownIt
from markdown_it.token import Token

from screening.report.chart import Chart
from screening.report.document import (
    AuthorityEntry,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    EvidenceGroup,
    FamilyTable,
    Figures,
    Legend,
    Matrix,
    Paragraph,
    Questions,
    Remark,
    Source,
    StampRow,
    Statement,
    Timeline,
    line_text,
)
from screening.report.words import Words
from screening.safe_text import SafeText, safe

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
FIXED = frozenset({"rules", "facts", "laws", "key", "code", "case", "language", "block", "mark", "role"})
"""Parts of a document that hold ids and codes of ours, never words of a file."""


def letters(text: str) -> str:
    """Only letters and digits, in one case: what is said, without layout, signs and punctuation."""
    return "".join(char for char in text if char.isalnum()).casefold()


def source_words(source: Source, words: Words) -> list[str]:
    """What the source line of a statement must hold."""
    if source.is_empty:
        return []
    fact_only = [] if source.rules or source.laws else [words("source.fact_only")]
    none_yet = [] if source.facts else [words("source.withheld" if source.withheld else "source.none_yet")]
    no_law = [words("source.no_law")] if source.rules and not source.laws else []
    return [*source.rules, *fact_only, *source.facts, *none_yet, *source.laws, *no_law]


def said(document: Document) -> Iterator[str]:
    """Every piece of text of a document, in reading order."""
    words = Words(document.language)
    yield from (document.title, document.marking, words("page.summary"))
    for row in document.summary:
        yield from (
            row.label,
            row.key,
            row.lead,
            line_text(row.text),
            row.tag.word if row.tag else "",
            row.more,
        )
    yield document.warning
    for section in document.sections:
        yield from (str(section.number), section.title, section.note)
        for block in section.blocks:
            yield from said_by(block, words)
    yield document.closing


def said_by(block: Any, words: Words) -> Iterator[str]:
    match block:
        case Matrix():
            yield from block.columns
            for row in block.rows:
                yield from (row.name, *(cell.word for cell in row.cells))
            yield from (block.sum_label, *block.sums)
        case Legend():
            yield from (entry.text for entry in block.entries)
        case ElementNote():
            yield block.name
            for state in block.states:
                yield from (state.tag.word, state.protections)
            yield from statements(block.statements, words)
        case Remark():
            yield from (block.name, *statements(block.statements, words))
        case Entry():
            yield from (block.key, block.title, block.tag.word)
            for field in block.fields:
                yield from (field.label, line_text(field.text))
            yield from source_words(block.source, words)
        case DeadlineEntry():
            yield from (block.time, block.title, line_text(block.text), *source_words(block.source, words))
        case Questions():
            yield from block.heads
            for row in block.rows:
                yield from (row.key, row.ask, row.settles)
        case EvidenceGroup():
            yield block.name
            for one in block.lists:
                yield from (one.label, *statements(one.items, words))
        case Timeline():
            yield block.label
            for row in block.rows:
                yield from ("" if block.label else row.when, line_text(row.text), row.code)
        case Chart():
            yield from (block.caption, *(tick.text for tick in block.ticks))
            for row in block.rows:
                yield from (row.code, row.label)
        case FamilyTable() | Figures():
            yield from block.columns
            for row in block.rows:
                yield from (row.name, *row.cells)
        case AuthorityEntry():
            yield from (block.key, block.cite, block.says, block.status, block.grade)
        case StampRow():
            yield from (block.label, block.text)
        case Paragraph():
            yield line_text(block.text)
        case _:
            raise AssertionError(type(block))


def statements(found: tuple[Statement, ...], words: Words) -> Iterator[str]:
    for one in found:
        yield from (line_text(one.text), *source_words(one.source, words))


def html_tree(html: str) -> Any:
    return html5lib.parse(html, treebuilder="etree")


def html_text(page: Any) -> str:
    """What a reader sees on a wide screen: no page title, no list of sections, no narrow labels."""
    return " ".join(_seen(page.find(f"{HTML}body")))


def _seen(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    classes = element.get("class", "").split()
    hidden = element.get("aria-hidden") == "true" or {"vh", "skip"} & set(classes)
    if element.tag == f"{SVG}svg":
        yield from (text.text or "" for text in element.iter(f"{SVG}text"))
        return
    if element.tag == f"{HTML}nav" or hidden:
        return
    yield element.text or ""
    for child in element:
        yield from _seen(child)
        yield child.tail or ""


def _parsed(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        yield token
        yield from token.children or ()


def markdown_text(text: str) -> str:
    return " ".join(token.content for token in _parsed(text) if token.type == "text")


def markdown_skeleton(text: str) -> list[tuple[str, str, int, str]]:
    """What a reader of Markdown makes of a text, except words: blocks, emphasis, links, HTML."""
    return [
        (token.type, token.tag, token.nesting, str(token.attrs))
        for token in _parsed(text)
        if token.type != "text"
    ]


def word_text(content: bytes) -> str:
    """The body of a Word file: paragraphs and the cells of tables, in order."""
    out = []
    for part in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            out += [cell.text for row in part.rows for cell in row.cells]
        else:
            out.append(part.text)
    return "\n".join(out)


def html_skeleton(html: str) -> list[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """Elements and attributes with their depth, and no text, except that of the style sheet."""
    out: list[Any] = []

    def walk(element: Any, depth: int) -> None:
        tag = str(element.tag)
        out.append((depth, tag, tuple(sorted(element.attrib.items()))))
        if tag == f"{HTML}style":
            out.append((depth, element.text, ()))
        for child in element:
            walk(child, depth + 1)

    walk(html_tree(html), 0)
    return out


def word_skeleton(content: bytes) -> dict[str, Any]:
    """Each part of a Word file as elements and attributes; ``xml:space`` depends on spaces alone."""
    out: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            data = parts.read(name)
            if not name.endswith((".xml", ".rels")):
                out[name] = data
                continue
            out[name] = [
                (element.tag, sorted((k, v) for k, v in element.attrib.items() if not k.endswith("}space")))
                for element in ElementTree.fromstring(data).iter()
            ]
    return out


def saying(value: Any, text: str) -> Any:
    """A document in which every text that could come from a file says ``text``; ids and codes stay."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            item.name: saying(getattr(value, item.name), text)
            for item in fields(value)
            if item.name not in FIXED
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(saying(one, text) for one in value)
    return safe(text) if isinstance(value, SafeText) and value else value
