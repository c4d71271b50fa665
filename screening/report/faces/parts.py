"""How pieces of a document belong together, for every format of a file."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from screening.report.document import (
    AuthorityEntry,
    Block,
    Line,
    StampRow,
    SummaryRow,
)
from screening.report.words import capital

CHART_CELLS: Final = 40
"""Signs of a drawn row in Markdown and in Word."""
_CODE: Final = re.compile(r"[A-Z][0-9]{0,4}")


def summary_groups(rows: Sequence[SummaryRow]) -> list[list[SummaryRow]]:
    """The rows under each label: the first row of a group has the label, the others have none."""
    groups: list[list[SummaryRow]] = []
    for row in rows:
        if row.label or not groups:
            groups.append([])
        groups[-1].append(row)
    return groups


def block_groups(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Blocks by kind; authorities and lines of the stamp that follow each other are one list."""
    groups: list[tuple[str, list[Block]]] = []
    for kind, run in groupby(blocks, key=lambda block: block.block):
        found = list(run)
        if isinstance(found[0], AuthorityEntry | StampRow):
            groups.append((kind, found))
        else:
            groups.extend((kind, [block]) for block in found)
    return groups


def after_lead(text: Line) -> Line:
    """A text that follows an outcome word and a full stop: it begins with a capital letter."""
    return (replace(text[0], text=capital(text[0].text)), *text[1:]) if text else text


def is_code(text: str) -> bool:
    """Whether a text is one of the report's own short codes: A, W1, Q12, F3, L24."""
    return _CODE.fullmatch(text) is not None
