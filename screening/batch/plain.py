"""A quick look at the bytes of a record: whether the careful reader could find fault with their form.

Most records are plain. Of those the strict schema alone decides, and the names in the text are counted, so that
a name that stands twice shows as one more than the schema took. All others go to the careful reader, which
says what is wrong, if anything. In doubt a record is not plain: that costs time and nothing else.
"""

import re
import sys
import unicodedata
from functools import cache
from typing import Final

from screening.intake import limits
from screening.intake.inspection import HIDDEN_CATEGORIES

NOT_PLAIN: Final = -1

_ASCII: Final = bytes(range(128))
_RARE_ESCAPE: Final = re.compile(rb'\\[^"\\nt/]|"\\')
"""Escapes that can hide a character; and any at the beginning of a text, which may be blank."""
_APART: Final = re.compile(rb'"\n\s*:')
_SIGNS_OF_DOUBT: Final = (b"\t", b"\r", b"\x7f", b'" ')
"""White space nobody needs, DEL; and a blank after a quotation mark: a text that may be blank, or a name
that stands apart from its colon. The reader of facts takes no nulls and no texts without any character."""


def names_if_plain(data: bytes) -> int:
    """How many names its objects hold together, or NOT_PLAIN. Only meant for what ``Reader`` accepts.

    Plain is a text without blank texts, hidden characters, and within the limit of size and not near that of values. The
    count may be too high (a text that holds ``":``), never too low.
    """
    for sign in _SIGNS_OF_DOUBT:
        if sign in data:
            return NOT_PLAIN
    if b"\\" in data and _RARE_ESCAPE.search(data):
        return NOT_PLAIN
    if b"\n" in data and _APART.search(data):
        return NOT_PLAIN
    if not data.isascii():
        try:
            if not _suspect().isdisjoint(data.translate(None, _ASCII).decode()):
                return NOT_PLAIN
        except UnicodeDecodeError:
            return NOT_PLAIN
    if len(data) >= limits.NODES and (
        len(data) > limits.FILE_BYTES or sum(map(data.count, (b",", b"{", b"["))) >= limits.NODES
    ):
        return NOT_PLAIN
    return data.count(b'":')


@cache
def _suspect() -> frozenset[str]:
    """Beyond ASCII: what acts or hides, and blanks. Made when first needed: it reads all of Unicode."""
    beyond = map(chr, range(128, sys.maxunicode + 1))
    return frozenset(c for c in beyond if c.isspace() or unicodedata.category(c) in HIDDEN_CATEGORIES)
