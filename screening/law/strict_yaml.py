"""YAML as rule files may use it: a small, safe part, read one way only.

The only module that imports yaml. Parse events are composed here, so nothing of YAML that builds
objects, repeats nodes or guesses types ever runs. Text stays text, also dates; the place of every
key and item is kept.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, NamedTuple, NoReturn

import yaml

from screening.errors import Problem, RulesError

MAX_BYTES: Final = 2_000_000
MAX_NODES: Final = 200_000
MAX_DEPTH: Final = 40

Value = str | int | float | bool | list["Value"] | dict[str, "Value"]
"""What a rule file may hold. There is no null: what is not there is left out."""
Path = tuple[str | int, ...]
"""The way to one value from the top of the file: keys, and indexes of lists."""


class Mark(NamedTuple):
    """A place in a file, counted from 1."""

    line: int
    column: int


_Begins = dict[int, Mapping[Any, Any] | list[Any]]
"""Where the keys or items of each list and mapping begin (as the parser gives it, counted from 0), by the
``id`` of that list or mapping; the document holds them all, so no id is used twice."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read."""

    value: Value
    _top: Mark
    _begins: _Begins

    def mark(self, holds: Value, step: str | int) -> Mark:
        """Where the key or item ``step`` of ``holds``, a list or mapping of this file, begins; the top for
        what does not stand in it."""
        begins: Any = self._begins.get(id(holds))
        return _counted_from_one(begins[step]) if begins else self._top

    def marks(self) -> Mapping[Path, Mark]:
        """Every such place, by path."""
        found: dict[Path, Mark] = {(): self._top}
        below: list[tuple[Path, Value]] = [((), self.value)]
        while below:
            path, holds = below.pop()
            inner = (
                enumerate(holds)
                if isinstance(holds, list)
                else holds.items()
                if isinstance(holds, dict)
                else ()
            )
            for step, value in inner:
                found[(*path, step)] = self.mark(holds, step)
                below.append(((*path, step), value))
        return found


def _counted_from_one(mark: Any) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)


_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Only its parser is used. The C one is about ten times as fast; both give the same events."""

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}", re.ASCII)
_AMBIGUOUS = re.compile(
    r"""y|n|yes|no|on|off|true|false|null|~      # truth and nothing, in one YAML or another
    | [-+]?\.(?:inf|nan)
    | [-+]?0[box][0-9a-f_]+
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?   # 12:30 is 750 in YAML 1.1
    | [-+]?\.?[0-9][0-9_.]*(?:e[-+]?[0-9]+)?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_NOT_SHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
"""Characters that act on a screen or are not seen: controls, tabs, direction marks, zero width."""
_PLAIN: Final = bytes((10, *range(32, 127)))
_HASH_AFTER_BLOCK = re.compile(r"[|>](?<![^\n :-].)[-+0-9]*#")
"""With a plain ``?`` in brackets, the only place where the C and the Python parser were seen to differ."""

_QUOTE_OPEN: Final = "A quote is opened here and never closed. Close it."
_BRACKET_OPEN: Final = (
    "The list or mapping that opens here is not closed, or lacks a comma. Look at its brackets."
)
_PLAINER: Final = (
    ("end of stream", _QUOTE_OPEN),
    ("unknown escape", "A backslash in double quotes means something. Write two, or use single quotes."),
    ("flow ", _BRACKET_OPEN),
    (
        "mapping values",
        "A colon stands where none can. Put text that holds ': ' in quotes, or look one line up.",
    ),
    ("sequence entries", "A list begins inside a line. Put each '- ' on a line of its own."),
    ("block scalar", "After '|' or '>' the line must end. Put the text on the lines below."),
    ("cannot start any token", "The text begins with a sign that means something. Put it in quotes."),
    ("node content", "A value should stand here. Put text that begins with a sign in quotes."),
    ("anchor", "Text that begins with & means something. Put it in quotes."),
    ("alias", "Text that begins with * means something. Put it in quotes."),
    (
        "block ",
        "This does not line up with the lines of its block, or follows a closed quote or bracket. Move it.",
    ),
)
"""What the parser says (in its context or problem), and what we say. The first that fits is taken."""


def read_yaml(data: bytes, where: str = "") -> Document:
    """Read one file. ``where`` names it in the error.

    Raises RulesError with one problem, at its line and column, for anything outside the part of
    YAML that rule files use, and for files over 2 MB, 200,000 values or 40 levels.
    """
    return _Reader(where).read(_checked_text(data, where))


def _checked_text(data: bytes, where: str) -> str:
    if len(data) > MAX_BYTES:
        _refuse(where, None, "too_large", "The file is larger than 2 MB. Split it by topic.")
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mark = Mark(line, error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1)
        _refuse(where, mark, "not_utf8", "The file is not UTF-8 text. Save it as UTF-8.")
    # Searching all of the text takes long; nearly all of it is plain.
    if _NOT_SHOWN.search(data.translate(None, _PLAIN).decode()) and (found := _NOT_SHOWN.search(text)):
        _refuse(where, _mark_of(text, found.start()), "not_shown", _not_shown(found[0]))
    if found := _HASH_AFTER_BLOCK.search(text):
        message = (
            "A '#' right after '|' or '>' is read differently by different programs. Put a space before it."
        )
        _refuse(where, _mark_of(text, found.start()), "block_hash", message)
    return text


def _mark_of(text: str, index: int) -> Mark:
    return Mark(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _not_shown(character: str) -> str:
    if character == "\t":
        return "There is a tab. Use spaces."
    return f"There is a character that is not seen on screen (U+{ord(character):04X}). Delete it."


def _refuse(where: str, mark: Mark | None, code: str, message: str) -> NoReturn:
    line, column = mark or (None, None)
    raise RulesError([Problem(f"rules.yaml.{code}", message, where, line, column)])


class _Reader:
    """Reads one file, event by event; one method for each kind of value."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._begins: _Begins = {}
        self._nodes = 0
        self._escapes = False
        self._next: Callable[[], Any]

    def read(self, text: str) -> Document:
        # Only an escape in double quotes can bring in what the check of the whole text did not see.
        self._escapes = "\\" in text
        try:
            parser = _LOADER(text)
            try:
                self._next = parser.get_event
                return self._document()
            finally:
                parser.dispose()
        except yaml.MarkedYAMLError as error:
            message, mark = _in_plain_words(error)
            self._fail(mark or error.problem_mark or error.context_mark, "not_yaml", message)
        except (yaml.YAMLError, ValueError, OverflowError):
            self._fail(None, "not_yaml", "This is not YAML. Look for an odd character or escape.")

    def _fail(self, mark: Any, code: str, message: str) -> NoReturn:
        _refuse(self._where, _counted_from_one(mark) if mark else None, code, message)

    def _document(self) -> Document:
        """The one document of the stream."""
        self._next()
        start = self._next()
        if type(start) is yaml.StreamEndEvent:
            self._fail(None, "empty", "The file is empty.")
        if start.version or start.tags:
            message = "A directive (%YAML, %TAG) is not allowed. Delete the line."
            self._fail(start.start_mark, "directive", message)
        first = self._next()
        document = Document(self._value(first, False, 0), _counted_from_one(first.start_mark), self._begins)
        self._next()
        if type(second := self._next()) is not yaml.StreamEndEvent:
            message = "A second document begins here. Make it a file of its own."
            self._fail(second.start_mark, "second_document", message)
        return document

    def _value(self, event: Any, flow: bool, depth: int) -> Value:
        """The value that begins with ``event``, in brackets if ``flow``, in ``depth`` lists and mappings."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            message = "The file holds more than 200,000 values. Split it by topic."
            self._fail(event.start_mark, "too_many", message)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if flow or self._escapes or event.anchor is not None or event.tag is not None:
                self._check(event, flow)
            if event.style:
                return event.value  # type: ignore[no-any-return]
            value = _plain_value(event.value)
            return self._refuse_plain(event) if value is None else value
        self._no_anchor_or_tag(event)
        if depth >= MAX_DEPTH:
            self._fail(event.start_mark, "too_deep", "Lists and mappings are nested more than 40 deep.")
        if kind is yaml.SequenceStartEvent:
            return self._list(bool(event.flow_style), depth + 1)
        return self._mapping(bool(event.flow_style), depth + 1)

    def _list(self, flow: bool, depth: int) -> list[Value]:
        holds: list[Value] = []
        begins: list[Any] = []
        self._begins[id(holds)] = begins
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            begins.append(event.start_mark)
            holds.append(self._value(event, flow, depth))
        return holds

    def _mapping(self, flow: bool, depth: int) -> dict[str, Value]:
        holds: dict[str, Value] = {}
        begins: dict[str, Any] = {}
        self._begins[id(holds)] = begins
        while type(event := self._next()) is not yaml.MappingEndEvent:
            key = self._key(event, flow, begins)
            begins[key] = event.start_mark
            holds[key] = self._value(self._next(), flow, depth)
        return holds

    def _key(self, event: Any, flow: bool, begins: Mapping[str, Any]) -> str:
        mark = event.start_mark
        if type(event) is not yaml.ScalarEvent:
            self._no_anchor_or_tag(event)
            self._fail(mark, "key_not_text", "A key must be text, not a list or a mapping.")
        if flow or self._escapes or event.anchor is not None or event.tag is not None:
            self._check(event, flow)
        key: str = event.value
        if not key:
            self._fail(mark, "no_key", "There is no key before the colon. Write one.")
        if key == "<<":
            self._fail(mark, "merge", "A merge (<<) is not allowed. Write the keys out.")
        if key in begins:
            first = begins[key].line + 1
            message = f"The key {key[:60]} stands twice; the first is on line {first}. Keep one."
            self._fail(mark, "key_twice", message)
        return key

    def _no_anchor_or_tag(self, event: Any) -> None:
        mark = event.start_mark
        if type(event) is yaml.AliasEvent:
            self._fail(mark, "alias", "An alias (*name) is not allowed. Write the text out, or in quotes.")
        if event.anchor is not None:
            message = "An anchor (&name) is not allowed. Write the text out each time, or in quotes."
            self._fail(mark, "anchor", message)
        if event.tag is not None:
            message = "A tag (!name) is not allowed. Delete it, or put the text in quotes."
            self._fail(mark, "tag", message)

    def _check(self, event: Any, flow: bool) -> None:
        """A key or a plain value: what may not stand before it or in it."""
        self._no_anchor_or_tag(event)
        if event.style == '"' and (found := _NOT_SHOWN.search(event.value)):
            self._fail(event.start_mark, "not_shown", _not_shown(found[0]))
        if flow and not event.style and "?" in event.value:
            message = (
                "Text with a '?' in brackets is read differently by different programs. Put it in quotes."
            )
            self._fail(event.start_mark, "question_mark", message)

    def _refuse_plain(self, event: Any) -> NoReturn:
        text = event.value
        if not text or text in ("null", "~"):
            message = "Nothing stands here. Write a value, or leave the line out."
            self._fail(event.start_mark, "nothing", message)
        seen = text[:40]
        message = (
            f"{seen} is read differently by different programs. "
            f'Write true or false, a plain number, or quote it: "{seen}".'
        )
        self._fail(event.start_mark, "ambiguous", message)


@lru_cache(maxsize=8192)
def _plain_value(text: str) -> Value | None:
    """What unquoted text stands for; None where it stands for nothing or for more than one thing.

    Remembered, because the same codes and names stand thousands of times in a pack.
    """
    if not _AMBIGUOUS.fullmatch(text):
        return text or None
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return None


def _in_plain_words(error: yaml.MarkedYAMLError) -> tuple[str, Any]:
    """What is wrong, and where: at the opening quote or bracket, or where the parser gave up."""
    words = f"{error.context or ''} {error.problem or ''}"
    for seen, plain in _PLAINER:
        if seen in words:
            return plain, error.context_mark if plain in (_QUOTE_OPEN, _BRACKET_OPEN) else error.problem_mark
    return (
        "This is not YAML as rule files use it. Look for a missing quote, bracket or colon.",
        error.problem_mark,
    )
