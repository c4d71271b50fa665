"""YAML as rule files may use it: a small, safe part, read one way only.

The only module that imports yaml. Parse events are composed here, so nothing of YAML that builds
objects, repeats nodes or guesses types ever runs. Text stays text, also dates; the place of every
key and item is kept.
"""

import re
from collections.abc import Mapping
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


class _Marks:
    """Where the keys or items of one list or mapping begin (as the parser gives it, counted from 0), and
    the same of the lists and mappings in it. A tree, because few of these places are ever asked for."""

    __slots__ = ("begins", "below")

    def __init__(self) -> None:
        self.begins: dict[str | int, Any] = {}
        self.below: dict[str | int, _Marks] = {}


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read."""

    value: Value
    _top: Mark
    _marks: _Marks

    def mark(self, path: Path) -> Mark:
        """Where the key or item at ``path`` begins; the top for the empty path, or if nothing stands there."""
        level: _Marks | None = self._marks
        for step in path[:-1]:
            level = level and level.below.get(step)
        found = level.begins.get(path[-1]) if level and path else None
        return self._top if found is None else _counted_from_one(found)

    def marks(self) -> Mapping[Path, Mark]:
        """Every such place, by path."""
        found: dict[Path, Mark] = {(): self._top}
        levels: list[tuple[Path, _Marks]] = [((), self._marks)]
        while levels:
            path, level = levels.pop()
            found.update({(*path, step): _counted_from_one(at) for step, at in level.begins.items()})
            levels.extend(((*path, step), below) for step, below in level.below.items())
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
_HASH_AFTER_BLOCK = re.compile(r"(?m)(?:^|[ :-])[|>][-+0-9]*#")
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
    return _Composer(where).compose(_checked_text(data, where))


def _checked_text(data: bytes, where: str) -> str:
    if len(data) > MAX_BYTES:
        _refuse(where, None, "too_large", "The file is larger than 2 MB. Split it by topic.")
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        mark = Mark(line, error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1)
        _refuse(where, mark, "not_utf8", "The file is not UTF-8 text. Save it as UTF-8.")
    if found := _NOT_SHOWN.search(text):
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


class _Open:
    """A list or mapping that is being filled. ``key`` is the key waiting for its value; ``flow``
    says that it is written in brackets."""

    __slots__ = ("flow", "holds", "key", "keyed", "marks")

    def __init__(self, holds: list[Value] | dict[str, Value], marks: _Marks, flow: bool) -> None:
        self.holds = holds
        self.marks = marks
        self.flow = flow
        self.key: str | None = None
        self.keyed = isinstance(holds, dict)


class _Composer:
    def __init__(self, where: str) -> None:
        self._where = where
        self._marks = _Marks()
        self._begins = Mark(1, 1)
        self._stack: list[_Open] = []
        self._top: Value | None = None
        self._nodes = 0
        self._documents = 0

    def compose(self, text: str) -> Document:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            message, mark = _in_plain_words(error)
            self._fail(mark or error.problem_mark or error.context_mark, "not_yaml", message)
        except (yaml.YAMLError, ValueError, OverflowError):
            self._fail(None, "not_yaml", "This is not YAML. Look for an odd character or escape.")
        if self._top is None:
            self._fail(None, "empty", "The file is empty.")
        return Document(self._top, self._begins, self._marks)

    def _fail(self, mark: Any, code: str, message: str) -> NoReturn:
        _refuse(self._where, _counted_from_one(mark) if mark else None, code, message)

    def _take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._no_anchor_or_tag(event)
            self._scalar(event)
        elif kind is yaml.SequenceStartEvent or kind is yaml.MappingStartEvent:
            self._no_anchor_or_tag(event)
            self._start(
                [] if kind is yaml.SequenceStartEvent else {}, bool(event.flow_style), event.start_mark
            )
        elif kind is yaml.SequenceEndEvent or kind is yaml.MappingEndEvent:
            self._stack.pop()
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            self._fail(mark, "alias", "An alias (*name) is not allowed. Write the text out, or in quotes.")
        elif kind is yaml.DocumentStartEvent:
            mark = event.start_mark
            self._documents += 1
            if self._documents > 1:
                self._fail(
                    mark, "second_document", "A second document begins here. Make it a file of its own."
                )
            if event.version or event.tags:
                self._fail(mark, "directive", "A directive (%YAML, %TAG) is not allowed. Delete the line.")

    def _no_anchor_or_tag(self, event: Any) -> None:
        if event.anchor is not None:
            message = "An anchor (&name) is not allowed. Write the text out each time, or in quotes."
            self._fail(event.start_mark, "anchor", message)
        if event.tag is not None:
            self._fail(
                event.start_mark, "tag", "A tag (!name) is not allowed. Delete it, or put the text in quotes."
            )

    def _scalar(self, event: Any) -> None:
        text, mark = event.value, event.start_mark
        # Only an escape in double quotes can bring in what the check of the whole text did not see.
        if event.style == '"' and (found := _NOT_SHOWN.search(text)):
            self._fail(mark, "not_shown", _not_shown(found[0]))
        top = self._stack[-1] if self._stack else None
        if not event.style and "?" in text and top is not None and top.flow:
            message = (
                "Text with a '?' in brackets is read differently by different programs. Put it in quotes."
            )
            self._fail(mark, "question_mark", message)
        if top is not None and top.keyed and top.key is None:
            self._key(text, mark)
        else:
            self._put(text if event.style else self._plain(text, mark), mark)

    def _plain(self, text: str, mark: Any) -> Value:
        value = _plain_value(text)
        if value is not None:
            return value
        if not text or text in ("null", "~"):
            message = "Nothing stands here. Write a value, or leave the line out."
            self._fail(mark, "nothing", message)
        seen = text[:40]
        message = (
            f"{seen} is read differently by different programs. "
            f'Write true or false, a plain number, or quote it: "{seen}".'
        )
        self._fail(mark, "ambiguous", message)

    def _key(self, key: str, mark: Any) -> None:
        parent = self._stack[-1]
        if not key:
            self._fail(mark, "no_key", "There is no key before the colon. Write one.")
        if key == "<<":
            self._fail(mark, "merge", "A merge (<<) is not allowed. Write the keys out.")
        if key in parent.holds:
            first = parent.marks.begins[key].line + 1
            message = f"The key {key[:60]} stands twice; the first is on line {first}. Keep one."
            self._fail(mark, "key_twice", message)
        parent.key = key
        parent.marks.begins[key] = mark

    def _put(self, value: Value, mark: Any) -> str | int | None:
        """Put a value where it belongs, and give its key or index; None for the top."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fail(mark, "too_many", "The file holds more than 200,000 values. Split it by topic.")
        if not self._stack:
            self._top = value
            self._begins = _counted_from_one(mark)
            return None
        parent = self._stack[-1]
        if isinstance(parent.holds, list):
            index = len(parent.holds)
            parent.marks.begins[index] = mark
            parent.holds.append(value)
            return index
        key = parent.key or ""
        parent.holds[key] = value
        parent.key = None
        return key

    def _start(self, holds: list[Value] | dict[str, Value], flow: bool, mark: Any) -> None:
        if self._stack and self._stack[-1].keyed and self._stack[-1].key is None:
            self._fail(mark, "key_not_text", "A key must be text, not a list or a mapping.")
        if len(self._stack) >= MAX_DEPTH:
            self._fail(mark, "too_deep", "Lists and mappings are nested more than 40 deep.")
        step = self._put(holds, mark)
        marks = self._marks
        if step is not None:
            marks = self._stack[-1].marks.below[step] = _Marks()
        self._stack.append(_Open(holds, marks, flow))


@lru_cache(maxsize=8192)
def _plain_value(text: str) -> Value | None:
    """What unquoted text stands for; None where it stands for nothing or for more than one thing.

    Remembered, because the same codes and names stand thousands of times in a pack.
    """
    if text in ("true", "false"):
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return None if not text or text in ("null", "~") or _AMBIGUOUS.fullmatch(text) else text


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
