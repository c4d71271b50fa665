"""The picture of when things happened: rows on one axis of time, with no layout and no client's words in it.

Places on the axis are thousandths of its length, so that every face draws the same picture: lines in HTML,
signs in the terminal, in Markdown and in Word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from screening.report.pieces import EMPTY
from screening.safe_text import SafeText

SCALE: Final = 1000
LEAST_CELLS: Final = 36
"""Every name on the axis has its place where a row has this many signs."""
BAR: Final[dict[str, str]] = {"empty": "·", "day": "▪", "range": "█", "before": "◄", "after": "►"}
"""The signs of a drawn row: nothing, one day, a time, and that it began before or goes on after the axis."""


@dataclass(frozen=True, slots=True)
class ChartTick:
    """A day on the axis that has its name."""

    at: int
    text: SafeText


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One fact on the axis, from ``start`` to ``end`` (ends included; the same for one day).

    ``label`` says in our own words of what kind it is, ``code`` names it in the list of facts, ``when`` is its
    date in words. ``before`` and ``after``: it begins before the axis, or goes on after it or nobody knows.
    """

    label: SafeText
    when: SafeText
    start: int
    end: int
    code: SafeText = EMPTY
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows in the order they began. ``caption`` says how to read it; the list that follows says it all in words."""

    caption: SafeText
    ticks: tuple[ChartTick, ...]
    rows: tuple[ChartRow, ...]
    block: Literal["chart"] = "chart"


def bar_cells(row: ChartRow, width: int) -> str:
    """The row as ``width`` signs."""
    first, last = (_cell(at, width) for at in (row.start, row.end))
    one_day = row.start == row.end and not row.before and not row.after
    cells = [BAR["empty"]] * width
    for index in range(first, last + 1):
        cells[index] = BAR["day" if one_day else "range"]
    if row.before:
        cells[0] = BAR["before"]
    if row.after:
        cells[-1] = BAR["after"]
    return "".join(cells)


def axis_cells(chart: Chart, width: int) -> str:
    """The names of the days on the axis, each beginning at its place; spaces between, ``width`` cells at least."""
    text = ""
    for tick in chart.ticks:
        at = _cell(tick.at, width)
        text = text + (" " * max(at - len(text), 1 if text else 0)) + tick.text
    return text.ljust(width)


def with_room(ticks: Iterable[ChartTick]) -> tuple[ChartTick, ...]:
    """The names that fit beside each other on the axis."""
    kept: list[ChartTick] = []
    free = 0
    for tick in ticks:
        at = _cell(tick.at, LEAST_CELLS)
        if at >= free and at + len(tick.text) <= LEAST_CELLS:
            kept.append(tick)
            free = at + len(tick.text) + 2  # a wider axis may round two places one cell nearer
    return tuple(kept)


def _cell(at: int, width: int) -> int:
    return min(max(at, 0) * width // SCALE, width - 1)
