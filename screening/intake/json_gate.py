"""The gate every intake file passes before anything else sees it: strict bytes, strict JSON.

Depth and number of values are counted before parsing, so that no file can exhaust the parser.
"""

import json
import math
import re
from dataclasses import dataclass
from typing import Any, Final

from screening.errors import IntakeError
from screening.intake import limits
from screening.sentences import Said, said

_STRUCTURE: Final = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?'
    r"|(?P<empty>[\[{][ \t\r\n]*+[\]}])|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)",
    re.DOTALL,
)
_SYNTAX: Final = (
    ("Expecting property name", "json.name"),
    ("Expecting ',' delimiter", "json.comma_missing"),
    ("Expecting ':' delimiter", "json.colon_missing"),
    ("Expecting value", "json.value_missing"),
    ("Illegal trailing comma", "json.comma_too_many"),
    ("Unterminated string", "json.open_text"),
    ("Invalid control character", "json.broken_text"),
    ("Invalid \\u", "json.bad_u"),
    ("Invalid \\", "json.backslash"),
    ("Extra data", "json.more"),
)
"""How a parser's complaints begin, and the sentence we say instead. The first that fits is taken."""


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
    except json.JSONDecodeError as complaint:
        error = _as_from_python_3_13_on(complaint)
        raise _refusal(source, "syntax", _syntax(error.msg), error.lineno, error.colno) from None
    if not isinstance(value, dict):
        raise _refusal(source, "not_an_object", said("file.not_an_object"), 1)
    return Document(text, value, doubles)


def _decode(data: bytes, source: str) -> str:
    if len(data) > limits.FILE_BYTES:
        size = limits.FILE_BYTES // (1024 * 1024)
        raise _refusal(source, "too_large", said("file.too_large", size=size))
    if not data.strip(b" \t\r\n"):
        raise _refusal(source, "empty", said("file.empty"))
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or b"\0" in data[:4]:
        raise _refusal(source, "wrong_encoding", said("file.wrong_encoding"))
    if data.startswith(b"\xef\xbb\xbf"):
        raise _refusal(source, "byte_order_mark", said("file.byte_order_mark"), 1)
    try:
        return data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(source, "not_utf8", said("file.not_utf8"), line) from None


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
            raise _refusal(source, "too_deep", said("file.too_deep", most=limits.DEPTH), line)
        if nodes > limits.NODES:
            raise _refusal(source, "too_many_values", said("file.too_many_values", most=limits.NODES))


def _bad_constant(_: str) -> BadNumber:
    return BadNumber()


def _whole(digits: str) -> int | BadNumber:
    return int(digits) if len(digits.lstrip("-")) <= limits.DIGITS else BadNumber()


def _decimal(digits: str) -> float | BadNumber:
    number = float(digits)
    return number if math.isfinite(number) else BadNumber()


def _as_from_python_3_13_on(error: json.JSONDecodeError) -> json.JSONDecodeError:
    """Older parsers do not see a comma too many, only that after it something is missing."""
    before = error.doc[: error.pos].rstrip(" \t\r\n")
    if before.endswith(",") and error.doc[error.pos : error.pos + 1] in ("}", "]"):
        return json.JSONDecodeError("Illegal trailing comma", error.doc, len(before) - 1)
    return error


def _syntax(complaint: str) -> Said:
    for beginning, key in _SYNTAX:
        if complaint.startswith(beginning):
            return said(key)
    return said("json.here")


def _refusal(
    source: str, code: str, message: Said, line: int | None = None, column: int | None = None
) -> IntakeError:
    return IntakeError([message.problem(f"intake.{code}", line=line, column=column)], source=source)
