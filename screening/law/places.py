"""Reading one value at its place in a rule file, and noting what is wrong there.

Readers never stop at a problem: they note it and give a harmless stand-in, so that one load lists
every problem. The loader raises at the end if any was noted, and no stand-in gets further.
"""

import calendar
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from screening.errors import Problem
from screening.law.pack import Bilingual
from screening.law.strict_yaml import Document, Mark, Path, Value
from screening.law.suggest import did_you_mean, listed
from screening.vocabulary import CIRCUITS, LANGUAGES, Language

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", re.ASCII)
_PLACEHOLDER = re.compile(r"<[^<>]*>")
CONDITIONS: Final = ("raised_when", "when", "unless")
LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True)
class Days:
    """A day, month or year as written: the first and last day it can be, and how exact it is."""

    first: date
    last: date
    precision: str


@dataclass(frozen=True, slots=True)
class Source:
    """One file being read, and where its problems are noted."""

    document: Document
    file: str
    problems: list[Problem]


@dataclass(slots=True, eq=False)
class Place:
    """One value of one file: what stands at the key or index ``step`` of the list or mapping ``within``.

    ``owner`` names the rule or entry it belongs to, for messages. Never changed; not frozen, because many
    thousands are made in a load and frozen ones take four times as long.
    """

    source: Source
    value: Value
    within: "Place | None" = None
    step: str | int = ""
    owner: str = ""

    @classmethod
    def top(cls, document: Document, file: str, problems: list[Problem]) -> "Place":
        return cls(Source(document, file, problems), document.value)

    @property
    def file(self) -> str:
        """The path of its file in the pack."""
        return self.source.file

    @property
    def path(self) -> Path:
        """The way to it from the top of the file."""
        return () if self.within is None else (*self.within.path, self.step)

    @property
    def mark(self) -> Mark:
        """Where it begins: the line and column of its key, or of the item in its list."""
        return self.source.document.mark(self.within.value if self.within else "", self.step)

    @property
    def name(self) -> str:
        """The last key on the way here (``rests_on``, ``title``; ``name.en`` for a text in two languages)."""
        keys = [step for step in self.path if isinstance(step, str)]
        return ".".join(keys[-2:] if keys and keys[-1] in LANGUAGES else keys[-1:])

    def owned(self, owner: str) -> "Place":
        """The same place, as part of ``rule us.harm.severe`` or ``authority ina-208``."""
        return Place(self.source, self.value, self.within, self.step, owner)

    def child(self, step: str | int, value: Value) -> "Place":
        return Place(self.source, value, self, step, self.owner)

    def note(self, code: str, message: str) -> None:
        """Note a problem here."""
        where = ", ".join(part for part in (self.file, self.owner, _dotted(self.path, self.owner)) if part)
        self.source.problems.append(Problem(f"rules.{code}", message, where, *self.mark))

    def fields(self, needed: Collection[str], optional: Collection[str] = ()) -> dict[str, "Place"]:
        """The keys of a mapping. Notes keys that are missing, and keys that have no meaning here."""
        if not isinstance(self.value, dict):
            self.note(
                "not_a_mapping", f"Here should stand keys with values: {', '.join([*needed, *optional])}."
            )
            return {}
        source, owner = self.source, self.owner
        found: dict[str, Place] = {}
        for key, value in self.value.items():
            place = Place(source, value, self, key, owner)
            if key in needed or key in optional:
                found[key] = place
            else:
                place.note("unknown_key", _unknown_key(key, (*needed, *optional)))
        for key in needed:
            if key not in found:
                self.note("missing_key", f"'{key}' is missing here. Write it.")
        return found

    def items(self) -> Iterator["Place"]:
        """The items of a list. Notes it, and gives none, if this is not a list."""
        if not isinstance(self.value, list):
            self.note("not_a_list", f"'{self.name}' takes a list. Write [a, b], or one '- ' line for each.")
            return
        for index, value in enumerate(self.value):
            yield self.child(index, value)


def _dotted(path: Path, owner: str) -> str:
    """``examples[0].given``: the way below the entry when it has an owner (``rules[3]`` is then left
    out), and not into conditions, where keys are as long as lines and the line number says more."""
    steps = path[2:] if owner and len(path) >= 2 and isinstance(path[1], int) else path
    steps = steps[: 1 + next((at for at, step in enumerate(steps) if step in CONDITIONS), len(steps))]
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return shown.lstrip(".")


def _unknown_key(key: str, known: Collection[str]) -> str:
    guess = did_you_mean(key, known)
    return f"'{key[:40]}' has no meaning here.{guess}" + ("" if guess else f" Known are {', '.join(known)}.")


def text_of(place: Place | None, limit: int | None = None) -> str:
    """A text of at most ``limit`` characters; "" after noting that it is none, or not written yet."""
    if place is None:
        return ""
    value = place.value
    if not isinstance(value, str):
        place.note("not_text", f"'{place.name}' takes text.{_quoted_hint(value)}")
    elif not value.strip():
        place.note("no_text", f"'{place.name}' is empty. Write the text.")
    elif is_placeholder(value):
        place.note(
            "placeholder", f"'{place.name}' still holds a placeholder: {value.strip()[:80]}. Write it."
        )
    else:
        if limit is not None and len(value) > limit:
            message = f"'{place.name}' has {len(value)} characters; at most {limit} fit. Shorten it."
            place.note("too_long", message)
        return value
    return ""


def is_placeholder(text: str) -> bool:
    """Whether this is still what ``rules new`` put there for the author to replace: ``<a title>``."""
    return "<" in text and _PLACEHOLDER.fullmatch(text.strip()) is not None


def _quoted_hint(value: Value) -> str:
    if isinstance(value, bool):
        return f' Put quotes around it: "{str(value).lower()}".'
    if isinstance(value, (int, float)):
        return f' Put quotes around it: "{value}".'
    return " Here stands a list or a mapping."


def bilingual_of(place: Place | None, limit: int | None = None, more: Sequence[str] = ()) -> Bilingual:
    """``{en: ..., es: ...}``, both there, each of at most ``limit`` characters; ``more`` may stand beside them."""
    if place is None:
        return {}
    if not isinstance(place.value, dict):
        place.note("one_language", f"'{place.name}' takes a text in each language: {{en: ..., es: ...}}.")
        return {}
    found = place.fields((), (*LANGUAGES, *more))
    for language in LANGUAGES:
        if language not in found:
            place.note(
                "no_language", f"'{place.name}' has no {LANGUAGE_NAMES[language]} text. Add '{language}:'."
            )
    return {lang: text_of(found[lang], limit) for lang in LANGUAGES if lang in found}


def texts_of(place: Place | None) -> tuple[str, ...]:
    """A list of texts, none twice; none when the key is not there."""
    return tuple(text for _, text in _texts(place))


def names_of(place: Place | None, known: Collection[str], what: str) -> tuple[str, ...]:
    """A list of names, each one of ``known``; ``what`` says what they name (``authority``)."""
    return tuple(text for item, text in _texts(place) if known_or_noted(item, text, known, what))


def _texts(place: Place | None) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for item in place.items() if place is not None else ():
        text = text_of(item)
        if text in seen:
            item.note("twice", f"{text} stands twice in '{item.name}'. Keep one.")
        elif text:
            seen.add(text)
            yield item, text


def name_of(place: Place | None, known: Collection[str], what: str) -> str:
    """One name out of ``known``."""
    text = text_of(place)
    if place is not None and text:
        known_or_noted(place, text, known, what)
    return text


def known_or_noted(place: Place, name: str, known: Collection[str], what: str) -> bool:
    """Whether ``name`` is known; if not, that is noted with the nearest known name."""
    if name in known:
        return True
    article = "an" if what[0] in "aeiou" else "a"
    message = f"There is no {what} {name[:60]}.{did_you_mean(name, known)}"
    hint = "" if "Did you mean" in message else f" Use {article} {what} that is there, or add it."
    place.note(f"unknown_{what.replace(' ', '_')}", message + hint)
    return False


def choice_of(place: Place | None, choices: Collection[str]) -> str:
    """One word out of a closed list; "" when it is not."""
    if place is None:
        return ""
    text = place.value if isinstance(place.value, str) else ""
    if text in choices:
        return text
    if is_placeholder(text):
        place.note("placeholder", f"'{place.name}' still holds a placeholder. Choose {listed(choices, 20)}.")
        return ""
    seen = f"cannot be '{text[:40]}'" if text else "takes one word"
    guess = did_you_mean(text, choices) if len(text) > 2 else ""
    place.note("not_a_choice", f"'{place.name}' {seen}.{guess} Choose {listed(choices, 20)}.")
    return ""


def choices_of(place: Place | None, choices: Collection[str]) -> tuple[str, ...]:
    """A list of words out of a closed list, at least one."""
    if place is None:
        return ()
    found = [word for item in place.items() if (word := choice_of(item, choices))]
    if place.value == []:
        place.note("empty_list", f"'{place.name}' is empty. Name at least one of {listed(choices, 20)}.")
    return tuple(dict.fromkeys(found))


def circuits_of(place: Place | None) -> frozenset[str]:
    """Circuits, written in quotes; none when the key is not there. An empty list is nationwide."""
    if place is None:
        return frozenset()
    found = set()
    for item in place.items():
        if isinstance(item.value, int):
            item.note("circuit_not_text", f'Put the circuit in quotes: "{item.value}".')
        elif word := choice_of(item, CIRCUITS):
            found.add(word)
    return frozenset(found)


def truth_of(place: Place | None, default: bool = False) -> bool:
    """true or false; ``default`` when the key is not there."""
    if place is None:
        return default
    if isinstance(place.value, bool):
        return place.value
    place.note("not_true_or_false", f"'{place.name}' takes true or false.")
    return default


def whole_of(place: Place | None) -> int:
    """A whole number."""
    if place is None:
        return 0
    if isinstance(place.value, int) and not isinstance(place.value, bool):
        return place.value
    place.note("not_whole", f"'{place.name}' takes a whole number, such as 12.")
    return 0


def day_of(place: Place | None) -> date:
    """One full day, 2026-11-24."""
    if place is None:
        return date.min
    days = _days_written(place.value)
    if days is None or days.precision != "day":
        place.note("not_a_day", f"'{place.name}' takes a full day of the calendar. Write it as 2026-11-24.")
        return date.min
    return days.first


def days_of(place: Place | None) -> Days:
    """A day, month or year: 2026-11-24, "2026-11" or "2026"."""
    nothing = Days(date.min, date.min, "day")
    if place is None:
        return nothing
    if isinstance(place.value, int) and 1800 <= place.value <= 2200:
        place.note("year_not_text", f'Put the year in quotes: "{place.value}".')
        return nothing
    days = _days_written(place.value)
    if days is None:
        message = f'\'{place.name}\' takes a date of the calendar. Write 2026-11-24, "2026-11" or "2026".'
        place.note("not_a_date", message)
    return days or nothing


def _days_written(value: Value) -> Days | None:
    return _days_in(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _days_in(text: str) -> Days | None:
    found = _DATE.fullmatch(text)
    try:
        return _days(found) if found else None
    except ValueError:
        return None


def _days(found: re.Match[str]) -> Days:
    year, month, day = (int(part or 0) for part in found.groups())
    if not found[2]:
        return Days(date(year, 1, 1), date(year, 12, 31), "year")
    if not found[3]:
        return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")
    return Days(date(year, month, day), date(year, month, day), "day")
