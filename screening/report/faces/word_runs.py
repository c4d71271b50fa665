"""Paragraphs, runs and rows of a Word file, written straight into its XML: python-docx takes three times as long."""

from typing import Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement

KEEP_WITH_NEXT: Final = "w:keepNext"
"""The switch of a paragraph that stays on the page of the next one."""
_P_PR, _P_STYLE, _R, _R_PR, _R_STYLE, _T, _TAB, _VAL = (
    qn(f"w:{name}") for name in ("pPr", "pStyle", "r", "rPr", "rStyle", "t", "tab", "val")
)
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def set_paragraph_style(paragraph: Any, style: str) -> None:
    """Gives a new paragraph its style, by id."""
    SubElement(SubElement(paragraph, _P_PR), _P_STYLE).set(_VAL, style)


def set_layout(paragraph: Any, name: str) -> None:
    """Sets one switch of a paragraph; the style comes first, as the format demands."""
    paragraph.find(_P_PR).append(OxmlElement(name))


def add_run(paragraph: Any, text: str, style: str) -> None:
    """Adds a text, its tabs kept, in a character style by id; "" for none."""
    run = SubElement(paragraph, _R)
    if style:
        SubElement(SubElement(run, _R_PR), _R_STYLE).set(_VAL, style)
    for number, part in enumerate(text.split("\t")):
        if number:
            SubElement(run, _TAB)
        if part:
            written = SubElement(run, _T)
            written.text = part
            if part != part.strip():
                written.set(_SPACE, "preserve")


def mark_row(row: Any, mark: str) -> None:
    """Sets one switch of a row of a table."""
    row.get_or_add_trPr().append(OxmlElement(mark))
