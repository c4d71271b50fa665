"""What stands on a terminal (pyte) as a picture: HTML of its own, drawn by Chromium where that is installed."""

import shutil
import subprocess
from html import escape
from pathlib import Path

import pyte

_CELL = (9, 19)
"""Pixels of one character."""
_STYLE = (
    "body{margin:0;background:#1e1e1e;color:#d4d4d4;font:15px/19px 'DejaVu Sans Mono',monospace}"
    "pre{margin:0;font:inherit}b{font-weight:bold;color:#fff}i{font-style:normal;color:#8a8a8a}"
    "u{text-decoration:none;background:#d4d4d4;color:#1e1e1e}"
)


def page_html(screen: pyte.Screen) -> str:
    """The screen as a page: bold, quiet, and where the cursor stands."""
    lines = []
    for y in range(screen.lines):
        cells = [_cell(screen, x, y) for x in range(screen.columns)]
        lines.append("".join(cells))
    return f"<!doctype html><meta charset=utf-8><style>{_STYLE}</style><pre>" + "\n".join(lines) + "</pre>"


def _cell(screen: pyte.Screen, x: int, y: int) -> str:
    char = screen.buffer[y][x]
    text = escape(char.data)
    if (x, y) == (screen.cursor.x, screen.cursor.y):
        return f"<u>{text}</u>"
    if char.bold:
        return f"<b>{text}</b>"
    return text if char.fg == "default" else f"<i>{text}</i>"


def draw(screen: pyte.Screen, target: Path) -> None:
    """Write the page as HTML, and beside it as a PNG if Chromium is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    page = target.with_suffix(".html")
    page.write_text(page_html(screen), encoding="utf-8")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        return
    size = f"{screen.columns * _CELL[0]},{screen.lines * _CELL[1]}"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={size}",
         f"--screenshot={target.with_suffix('.png')}", page.as_uri()],
        capture_output=True, check=False,
    )  # fmt: skip
