"""The styles of the Word report: every style is real and named, nothing is formatted by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from screening.report.document import Mark, Role
from screening.vocabulary import Language

_FONT: Final = "Calibri"
_RIGHT_EDGE: Final = 6.7
_QUIET: Final = "4A5058"
_LINE: Final = "B9BEC5"
_LOCALE: Final[dict[Language, str]] = {"en": "en-US", "es": "es-US"}


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style: sizes in points, places in inches."""

    name: str
    size: float = 10
    bold: bool = False
    colour: str = "000000"
    before: float = 0
    after: float = 2.5
    left: float = 0
    hanging: float = 0
    tabs: tuple[float, ...] = ()
    keep_next: bool = False
    ruled: bool = False


_PARAGRAPHS: Final = (
    _Paragraph("Normal", 10),
    _Paragraph("Title", 18, bold=True, after=2),
    _Paragraph("Heading 1", 13, bold=True, before=14, after=4, keep_next=True, ruled=True, tabs=(6.7,)),
    _Paragraph(
        "Heading 2", bold=True, before=7, after=1, hanging=0.4, left=0.4, tabs=(0.4, 5.35), keep_next=True
    ),
    _Paragraph("Heading 3", bold=True, before=7, after=1, keep_next=True),
    _Paragraph("Heading 4", colour=_QUIET, before=3, after=1, keep_next=True),
    _Paragraph("Field", after=1.5, left=1.15, hanging=1.15, tabs=(1.15, 1.5, 5.0)),
    _Paragraph("Field group", before=4, after=1.5, left=1.15, hanging=1.15, tabs=(1.15, 1.5, 5.0)),
    _Paragraph("Field indented", after=2, left=1.45, hanging=1.05, tabs=(1.45,), keep_next=True),
    _Paragraph("Deadline", before=4, after=1, left=1.4, hanging=1.4, tabs=(1.4,), keep_next=True),
    _Paragraph("Deadline text", after=1, left=1.4, keep_next=True),
    _Paragraph("Listed", after=2, left=2.3, hanging=2.3, tabs=(2.3,)),
    _Paragraph("Law", 8.5, after=1.5, left=0.45, hanging=0.45, tabs=(0.45,)),
    _Paragraph("Reference indented", 8, colour=_QUIET, left=1.45),
    _Paragraph("Reference deadline", 8, colour=_QUIET, left=1.4),
    _Paragraph("Note", 9.5, colour=_QUIET, before=3),
    _Paragraph("Legend", 9, colour=_QUIET, before=5),
    _Paragraph("Cell", after=1.5),
    _Paragraph("Header", 9, colour=_QUIET, after=0, tabs=(6.7,)),
    _Paragraph("Footer", 9, colour=_QUIET, after=0),
)
_CHARACTERS: Final[dict[str, tuple[bool, str]]] = {
    "Strong": (True, "000000"),
    "Label": (False, _QUIET),
    "Key": (True, "000000"),
    "State supported": (False, "0F5EA8"),
    "State conflicting": (False, "875200"),
    "State not supported": (True, "000000"),
    "State open": (False, "000000"),
    "Soon": (True, "875200"),
    "Urgent": (True, "B3261E"),
    "Heading note": (False, _QUIET),
    "Source": (False, _QUIET),
    "Bar": (False, "000000"),
    "Mark": (False, "000000"),
    "Struck": (False, _QUIET),
}
_SIZES: Final = {"Heading note": 9.5, "Source": 8, "Bar": 8}
_FONTS: Final = {"Mark": "Segoe UI Symbol", "Bar": "Consolas"}
_BUILT_IN: Final = ("Default Paragraph Font", "Normal Table", "No List")

STYLE_OF_ROLE: Final[dict[Role, str]] = {
    "": "", "bold": "Strong", "quiet": "Label", "supported": "State supported", "attention": "Soon", "urgent": "Urgent",
    "struck": "Struck",
}  # fmt: skip
STYLE_OF_MARK: Final[dict[Mark, str]] = {
    "": "", "supported": "State supported", "conflicting": "State conflicting", "not_supported": "State not supported",
    "open": "State open", "not_applicable": "Label", "fatal": "Urgent", "serious": "Strong", "moderate": "State open",
    "note": "State open",
}  # fmt: skip


def set_styles(file: WordFile, language: Language) -> None:
    """Replace the styles of a new file by those of the report, in the language of its text."""
    kept = {*_BUILT_IN, *(style.name for style in _PARAGRAPHS)}
    for style in list(file.styles):
        if style.name not in kept:
            style.element.getparent().remove(style.element)
    for one in _PARAGRAPHS:
        _set_paragraph(file, one)
    for name, (bold, colour) in _CHARACTERS.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold = bold
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.strike = name == "Struck" or None
        if name in _FONTS:
            _set_fonts(style.element, _FONTS[name])
        if name in _SIZES:
            style.font.size = Pt(_SIZES[name])
    _set_language(file, _LOCALE[language])


def _set_paragraph(file: WordFile, one: _Paragraph) -> None:
    names = {style.name for style in file.styles}
    style: Any = (
        file.styles[one.name]
        if one.name in names
        else file.styles.add_style(one.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    for child in ("w:pPr", "w:rPr", "w:link"):
        for found in style.element.findall(qn(child)):
            style.element.remove(found)
    style.font.size = Pt(one.size)
    style.font.bold = one.bold
    style.font.color.rgb = RGBColor.from_string(one.colour)
    _set_fonts(style.element, _FONT)
    layout = style.paragraph_format
    layout.keep_with_next = one.keep_next
    layout.widow_control = True
    if one.ruled:
        _set_rule(style.element)
    for place in one.tabs:
        side = WD_TAB_ALIGNMENT.RIGHT if place == _RIGHT_EDGE else WD_TAB_ALIGNMENT.LEFT
        layout.tab_stops.add_tab_stop(Inches(place), side)
    layout.space_before, layout.space_after = Pt(one.before), Pt(one.after)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.0
    layout.left_indent, layout.first_line_indent = Inches(one.left), Inches(-one.hanging)
    if one.name.startswith("Heading "):
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(one.name[-1]) - 1))
        style.element.get_or_add_pPr().append(level)
    style.hidden, style.quick_style = False, True


def _set_fonts(element: Any, name: str) -> None:
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def _set_rule(element: Any) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "3"), ("color", _LINE)):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _set_language(file: WordFile, locale: str) -> None:
    found: Sequence[Any] = file.styles.element.findall(f".//{qn('w:lang')}")
    for lang in found:
        lang.attrib.clear()
        lang.set(qn("w:val"), locale)
    for lang in file.settings.element.findall(qn("w:themeFontLang")):
        lang.set(qn("w:val"), locale)
