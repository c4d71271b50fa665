"""The gate every intake file passes before anything else sees it: strict bytes, strict JSON.

Depth and number of values are counted before parsing, so that no file can exhaust the parser.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any, Final

from screening.errors import IntakeError, Problem
from screening.intake import limits

_STRUCTURE: Final = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
    r"|(?P<empty>[\[{][ \t\r\n]*+[\]}])|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)",
    re.DOTALL,
)
_SYNTAX: Final = (
    (
        "Expecting property name",
        'A name in straight quotation marks (") is missing here, or there is a comma too many. '
        "JSON knows no comments.",
    ),
    ("Expecting ',' delimiter", "A comma is missing here, or a bracket is not closed."),
    ("Expecting ':' delimiter", "A colon is missing here between a name and its value."),
    ("Expecting value", "A value is missing here, or text stands here without quotation marks."),
    ("Illegal trailing comma", "There is a comma too many here."),
    ("Unterminated string", "A text that begins here has no closing quotation mark."),
    ("Invalid control character", "A text is broken by a line end or a tab here; write \\n or \\t."),
    ("Invalid \\u", "A \\u here is not followed by four hexadecimal digits."),
    ("Invalid \\", "A backslash stands here alone; write two."),
    ("Extra data", "Something stands here after the end of the record; a file holds one record."),
)
"""How a parser's complaints begin, and what we say instead. The first that fits is taken."""


class BadNumber:
    """Stands in a parsed value for a number no intake can hold: NaN, infinite, or too many digits."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is one JSON object, in strict UTF-8, within the limits of size.

    ``has_doubles`` says that in some object a name stands twice; ``value`` then holds the last.
    """

    text: str
    value: dict[str, Any]
    has_doubles: bool


def parse(data: bytes, source: str = "") -> Document:
    """Read the bytes of one file. Raises IntakeError with one problem; no other exception."""
    text = _decode(data, source)
    _measure(text, source)
    doubles = False

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubles
        found = dict(pairs)
        doubles = doubles or len(found) != len(pairs)
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=members, parse_constant=_bad_constant, parse_int=_whole, parse_float=_decimal
    )
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as error:
        raise _refusal(source, "syntax", _syntax(error.msg), error.lineno, error.colno) from None
    if not isinstance(value, dict):
        raise _refusal(source, "not_an_object", "The file must hold one record in curly brackets { }.", 1)
    return Document(text, value, doubles)


def _decode(data: bytes, source: str) -> str:
    if len(data) > limits.FILE_BYTES:
        size = limits.FILE_BYTES // (1024 * 1024)
        raise _refusal(source, "too_large", f"The file is larger than {size} MB. An intake never is.")
    if not data.strip(b" \t\r\n"):
        raise _refusal(source, "empty", "The file is empty. The smallest intake holds a format and an id.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or b"\0" in data[:4]:
        message = "The file is in UTF-16 or UTF-32. Save it as UTF-8 and try again."
        raise _refusal(source, "wrong_encoding", message)
    if data.startswith(b"\xef\xbb\xbf"):
        message = "The file begins with a byte order mark. Save it as UTF-8 without one (BOM)."
        raise _refusal(source, "byte_order_mark", message, 1)
    try:
        return data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "A letter here is not in UTF-8. Save the file as UTF-8 and try again."
        raise _refusal(source, "not_utf8", message, line) from None


def _measure(text: str, source: str) -> None:
    """Refuse a text that is too deep or holds too many values, whether or not it is valid."""
    depth, nodes = 0, 1
    for token in _STRUCTURE.finditer(text):
        match token.lastgroup:
            case "open":
                depth += 1
                nodes += 1
            case "close":
                depth -= 1
            case "comma":
                nodes += 1
            case None:
                continue
        if depth + (token.lastgroup == "empty") > limits.DEPTH:
            line = text.count("\n", 0, token.start()) + 1
            message = f"Brackets stand more than {limits.DEPTH} deep here. An intake is never so deep."
            raise _refusal(source, "too_deep", message, line)
        if nodes > limits.NODES:
            message = (
                f"The file holds more than {limits.NODES:,} values. Is it more than one person's record?"
            )
            raise _refusal(source, "too_many_values", message)


def _bad_constant(_: str) -> BadNumber:
    return BadNumber()


def _whole(digits: str) -> int | BadNumber:
    return int(digits) if len(digits.lstrip("-")) <= limits.DIGITS else BadNumber()


def _decimal(digits: str) -> float | BadNumber:
    number = float(digits)
    return number if math.isfinite(number) else BadNumber()


def _syntax(complaint: str) -> str:
    for beginning, sentence in _SYNTAX:
        if complaint.startswith(beginning):
            return sentence
    return "The file is not valid JSON here."


def _refusal(
    source: str, code: str, message: str, line: int | None = None, column: int | None = None
) -> IntakeError:
    return IntakeError([Problem(f"intake.{code}", message, line=line, column=column)], source=source)
