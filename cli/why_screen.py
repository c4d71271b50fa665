"""The explanation of a rule on a terminal, as a tree; elsewhere in numbered lines."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from screening.report.document import Tag
from screening.report.why import Branch, WhyTree
from screening.report.words import Words, capital

from .console import open_screen
from .layout import LEAST_WIDTH, wrap
from .page import INDENT, Page
from .plain import Plain
from .symbols import Symbols
from .theme import Theme, ThemeName

_GUIDES = ("│  ", "├─ ", "└─ ", "   ")
_ASCII_GUIDES = ("|  ", "|- ", "`- ", "   ")
_LEAST_TEXT = 16
"""Columns that text keeps however deep it stands; beyond that lines no longer move to the right."""


def show_why(tree: WhyTree, theme: ThemeName, *, plain: bool) -> None:
    """Print an explanation: a tree on a terminal; one numbered statement a line when asked for, or elsewhere."""
    screen = open_screen(theme=theme, plain=plain)
    if screen.plain:
        screen.write(why_plain(tree, screen.width if screen.wraps else None))
    else:
        screen.show(why_lines(tree, screen.width, screen.theme, screen.symbols))


def why_lines(tree: WhyTree, width: int, theme: Theme, symbols: Symbols) -> list[Text]:
    """The tree as lines of at most ``width`` cells; below 20 columns as for 20."""
    page = Page(max(width, LEAST_WIDTH), theme, symbols, Words(tree.language))
    lines = [Text(""), *page.heading(page.text(tree.title, "bold"), page.text(tree.marking, "quiet"))]
    if tree.lead:
        lines += [*page.paragraph(page.text(tree.lead)), Text("")]
    for branch in tree.branches:
        lines += _branch(page, branch, "", "")
    return [*lines, Text("")]


def _branch(page: Page, branch: Branch, first: str, rest: str) -> Iterator[Text]:
    """A line and all below it. ``first`` stands before its first line, ``rest`` before the others."""
    bar, fork, last, blank = _ASCII_GUIDES if page.symbols.is_ascii else _GUIDES
    most = max(page.right - INDENT - _LEAST_TEXT, 0)
    first, rest = first[-most:] if most else "", rest[-most:] if most else ""
    room = page.right - INDENT - len(first)
    down = bar if branch.children else blank
    yield from _hung(_said(page, branch), room, first, rest, page)
    for note in branch.notes:
        under = f"{rest}{down}"[-most:] if most else ""
        yield from _hung(page.text(note, "quiet"), page.right - INDENT - len(under), under, under, page)
    for index, child in enumerate(branch.children):
        ends = index == len(branch.children) - 1
        yield from _branch(page, child, f"{rest}{last if ends else fork}", f"{rest}{blank if ends else bar}")


def _said(page: Page, branch: Branch) -> Text:
    if not branch.state:
        return page.text(branch.text, "quiet")
    tag = page.tag(Tag(branch.mark, branch.state, branch.state))
    return Text.assemble(tag, " · " if not page.symbols.is_ascii else ": ", page.text(branch.text))


def _hung(text: Text, room: int, first: str, rest: str, page: Page) -> Iterator[Text]:
    quiet = page.theme.style("quiet")
    for index, part in enumerate(wrap(text, room)):
        guide = Text(f"{' ' * INDENT}{rest if index else first}", style=quiet)
        yield Text.assemble(guide, part)


def why_plain(tree: WhyTree, width: int | None) -> str:
    """The same as numbered statements: ``1.2. Holds: ...``"""
    plain = Plain(tree.language, exact=True)
    lines = [plain.said(tree.title), plain.said(capital(tree.marking)), ""]
    lines += [plain.said(tree.lead), ""] if tree.lead else []
    lines += _numbered(plain, tree.branches, ())
    return plain.page(lines, width)


def _numbered(plain: Plain, branches: Sequence[Branch], above: tuple[int, ...]) -> Iterable[str]:
    for number, branch in enumerate(branches, 1):
        place = (*above, number)
        text = f"{capital(branch.state)}: {branch.text}" if branch.state else capital(branch.text)
        notes = [plain.said(capital(note)) for note in branch.notes]
        yield " ".join([f"{'.'.join(map(str, place))}.", plain.said(text), *notes])
        yield from _numbered(plain, branch.children, place)
