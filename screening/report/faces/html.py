"""The report as one HTML file: no script, no font, no image, no request to anywhere.

A client's words are escaped by the template, isolated in ``<bdi>``, and never stand in an attribute,
the style sheet or a link. The content policy admits this one style sheet by its hash and nothing else.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from screening.report.document import SIGNS, Document, Questions, Timeline
from screening.report.faces.page import page_style, page_template, style_pieces
from screening.report.faces.parts import after_lead, block_groups, is_code, summary_groups
from screening.report.sources import source_parts
from screening.report.words import Words

_FOLDER: Final = Path(__file__).parent
_CASE_ID: Final = re.compile(r"[a-z][a-z0-9-]{0,31}")


def render_html(document: Document) -> str:
    """The whole document as an HTML page. The same document gives the same text."""
    words = Words(document.language)
    return page_template(_FOLDER, "report.html.j2").render(
        **style_pieces(_sheet(document, words)),
        doc=document,
        words=words,
        title=words("title"),
        signs=SIGNS,
        targets=_targets(document),
        summary_groups=summary_groups,
        block_groups=block_groups,
        after_lead=after_lead,
        source_parts=lambda source: source_parts(source, words),
    )


def _sheet(document: Document, words: Words) -> str:
    """The style sheet, and what stands at the edges of each printed page.

    Only our own words and an id of our own alphabet get in; any other id is left out.
    """
    case = words("page.case", case=document.case) if _CASE_ID.fullmatch(document.case) else ""
    marking = words("marking").partition(" · ")[0]
    edges = {"top-left": marking, "top-right": case, "bottom-left": document.foot or words("page.foot")}
    boxes = "".join(f'@{place}{{content:"{_css_text(text)}"}}' for place, text in edges.items())
    return f"{page_style(_FOLDER, 'report.css')}@page{{{boxes}}}\n"


def _css_text(text: str) -> str:
    """A text inside CSS quotes, its letters beyond ASCII and its signs as escapes."""
    return re.sub(r"[^ 0-9A-Za-z.,-]", lambda found: f"\\{ord(found[0]):06x}", text)


def _targets(document: Document) -> dict[str, str]:
    """Codes that stand at a place of their own, and the id of that place; each once."""
    return {code: code for code in _placed_codes(document) if is_code(code)}


def _placed_codes(document: Document) -> Iterable[str]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Questions):
                yield from (row.key for row in block.rows)
            elif isinstance(block, Timeline):
                yield from (row.code for row in block.rows if not row.code.startswith("Q"))
            else:
                yield getattr(block, "key", "")
