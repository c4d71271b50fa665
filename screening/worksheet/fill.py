"""Each item of the form with its answer, or with the right word for why there is none.

Answers are in English, as the form must be. A person's own words are quoted as they were said, with
their language where it is known, and marked to be translated unless that is English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal

from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind
from screening.intake.model import Intake
from screening.languages import language_name
from screening.law.pack import Pack
from screening.report.document import EMPTY
from screening.report.told import SHOWN_TEXTS, Told
from screening.report.words import Words
from screening.safe_text import SafeText, safe
from screening.vocabulary import ANSWER_STATES, Language
from screening.worksheet.items import Form, Item, i589

Status = Literal[
    "answered", "part", "none", "unknown", "declined", "deferred", "not_applicable", "not_asked", "not_collected",
    "later",
]  # fmt: skip
STATUSES: Final[tuple[Status, ...]] = (
    "answered", "part", "none", "unknown", "declined", "deferred", "not_applicable", "not_asked", "not_collected",
    "later",
)  # fmt: skip
_NOT_MARRIED: Final = frozenset({"single", "divorced", "widowed", "partner"})
_STORY: Final = "story"
_LANGUAGES: Final = frozenset({"applicant.native_language", "applicant.other_languages"})
ENGLISH: Final = "eng"


@dataclass(frozen=True, slots=True)
class Answer:
    """One piece of an answer: ``of`` says whose it is ("" or "Child 1"), ``label`` what it is.

    ``quoted``: a person's own words, in ``language`` (ISO 639-3, "" if nobody noted it).
    """

    of: SafeText
    label: SafeText
    text: SafeText
    quoted: bool = False
    language: SafeText = EMPTY

    @property
    def translate(self) -> bool:
        """Whether a translation is needed, as far as is known."""
        return self.quoted and self.language != ENGLISH


@dataclass(frozen=True, slots=True)
class Filled:
    """One item with its answer."""

    item: Item
    status: Status
    answers: tuple[Answer, ...] = ()


def fill(intake: Intake, pack: Pack, language: Language, form: Form | None = None) -> tuple[Filled, ...]:
    """Every item of the form, in reading order. ``language`` is that of labels; answers are English."""
    filler = _Filler(intake, pack, language)
    return tuple(filler.item(item) for item in (form or i589()).items())


class _Filler:
    def __init__(self, intake: Intake, pack: Pack, language: Language) -> None:
        self.intake = intake
        self.words, self.english = Words(language), Words("en")
        self.told = Told(intake, pack, self.english)
        self.labels = Told(intake, pack, self.words)

    @cached_property
    def words_of(self) -> dict[str, str]:
        """The language of what was said, by path, where it was noted."""
        noted = {one.fact: one.words_language for one in self.intake.sources or ()}
        return {path: language for path, language in noted.items() if path and language}

    def item(self, item: Item) -> Filled:
        if item.later:
            return Filled(item, "later")
        if item.each or item.about:
            return self.of_list(item)
        if item.not_collected:
            return Filled(item, "not_collected")
        found = [self.piece(name, self.value(name), name) for name in item.fields]
        return _filled(item, found)

    def value(self, name: str) -> Any:
        return self.intake.story if name == _STORY else self.told.answer(name)

    def of_list(self, item: Item) -> Filled:
        """An item that every entry of a list answers."""
        name = item.each or item.about
        entries: Sequence[Any] | None = getattr(self.intake, name)
        chosen = [one for one in entries or () if not item.only or one.relation in item.only]
        if not chosen:
            return Filled(item, self.without_entries(item, name, entries))
        if item.not_collected:
            return Filled(item, "not_collected")
        if item.count:
            return Filled(item, "answered", (Answer(safe(""), safe(""), safe(str(len(chosen)))),))
        found: list[tuple[Status, Answer | None]] = []
        for number, entry in enumerate(chosen, 1):
            of = self.words(f"worksheet.one.{item.only[0] if len(item.only) == 1 else name}", n=number)
            for field in item.fields:
                key = field.partition(".")[2]
                path = f"{name}[{entry.id}].{key}"
                found.append(self.piece(field, getattr(entry, key), path, of))
        return _filled(item, found)

    def without_entries(self, item: Item, name: str, entries: Sequence[Any] | None) -> Status:
        """What is said where a list has no entry for an item: none, if it is known to be complete."""
        if item.only == ("spouse",) and self.told.answer("applicant.marital_status") in _NOT_MARRIED:
            return "not_applicable"
        if entries is None:
            return "not_asked"
        closed = not entries or name in (self.intake.complete or ())
        if not closed:
            return "not_asked"
        return "none" if item.count or (item.each and not item.only) else "not_applicable"

    def piece(
        self, name: str, value: Any, path: str, of: SafeText | None = None
    ) -> tuple[Status, Answer | None]:
        """One field: how it stands, and its answer if it has one."""
        if value is None:
            return "not_asked", None
        if isinstance(value, str) and value in ANSWER_STATES:
            return _state(value), None
        if value == []:
            return "none", None
        quoted = name == _STORY or name in SHOWN_TEXTS
        kind = catalogue()[name].kind if name != _STORY else FactKind.TEXT
        if name in _LANGUAGES:
            codes = value if isinstance(value, list) else [value]
            text = safe(", ".join(language_name(code, "en") for code in codes))
        elif kind is FactKind.REFS:
            text = self.references(name, value)
        elif kind is FactKind.TEXT:
            texts = value if isinstance(value, list) else [value]
            text = self.english.quote(texts[0]) if quoted else safe("; ".join(map(safe, texts)))
        else:
            text = self.told.value(name, value)
        if not text:
            return "not_asked", None
        label = self.words("worksheet.story") if name == _STORY else self.labels.label(name)
        return "answered", Answer(of or safe(""), label, text, quoted, safe(self.language_of(path, quoted)))

    def language_of(self, path: str, quoted: bool) -> str:
        """The language of a person's words, where somebody noted it."""
        if not quoted:
            return ""
        noted = self.words_of.get(path) or (self.intake.story_language if path == _STORY else None)
        return noted if noted and noted not in ANSWER_STATES else ""

    def references(self, name: str, value: Any) -> SafeText:
        """Those in another list who are meant, each by what they are described as or by their kind."""
        item = catalogue()[name].links_to
        shown = []
        for one in value if isinstance(value, list) else [value]:
            entry = self.told.item(item, one)
            described = getattr(entry, "described_as", None)
            if described and described not in ANSWER_STATES:
                shown.append(self.english.quote(described))
            elif entry is not None:
                shown.append(self.told.value(f"{item}.kind", getattr(entry, "kind", None)))
        return safe("; ".join(one for one in shown if one))


def _state(value: str) -> Status:
    return next(one for one in STATUSES if one == value)


def _filled(item: Item, found: Sequence[tuple[Status, Answer | None]]) -> Filled:
    status = _sum([status for status, _ in found])
    answers = tuple(answer for _, answer in found if answer is not None)
    return Filled(item, "part" if status == "answered" and item.more else status, answers)


def _sum(found: Sequence[Status]) -> Status:
    """How an item stands that several fields answer: only what all say alike is said of the whole."""
    kinds = set(found)
    if len(kinds) == 1:
        return found[0]
    return "part" if "answered" in kinds else "not_asked" if "not_asked" in kinds else found[0]
