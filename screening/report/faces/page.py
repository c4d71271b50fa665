"""What every HTML page of ours is made with: one environment that escapes all, one base page, one base style.

A page has no script and calls nothing; its content policy admits the one style sheet by its hash.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

_FOLDER: Final = Path(__file__).parent


@cache
def page_template(folder: Path, name: str) -> Template:
    """A template of a folder; it may build on ``base.html.j2``."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader([folder, _FOLDER]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(name)


@cache
def page_style(folder: Path, name: str) -> str:
    """The base style, and the style of one kind of page after it."""
    return "".join(path.read_text("utf-8") for path in (_FOLDER / "base.css", folder / name))


def style_pieces(sheet: str) -> dict[str, Any]:
    """What the base page needs of its style sheet, which must hold our own text alone."""
    digest = hashlib.sha256(sheet.encode()).digest()
    return {"sheet": Markup(sheet), "sheet_hash": base64.b64encode(digest).decode()}
