"""The record of one interview: every answer with its state, own words and day. Nothing in it is ever lost.

An answer is kept by the path it has in an intake file (``incidents[incident-1].date``). Items of a list
have ids of ours, never a name. What is taken out is set aside, not deleted. The volunteer's own notes
stand apart and do not go into the intake.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from screening.facts.build import split_path
from screening.facts.catalogue import section_models, told_types
from screening.facts.values import FactRef
from screening.intake.model import INTAKE_FORMAT, ITEM_NAMES
from screening.intake.shape import Shape, fields_of
from screening.vocabulary import AnswerState, Language

RECORD_FORMAT: Final = "asylum.interview/1"
STORY: Final = "story"
"""The path of the free story, which is no fact of the rules."""
LIST_OF: Final = {item: name for name, item in ITEM_NAMES.items()}
"""Item name to list name: ``incident`` to ``incidents``."""

Value = bool | int | str | tuple[str, ...]
ListEnd = Literal["", "closed", "open", "unknown", "declined", "deferred", "not_applicable"]
"""How a list ended: not yet, that is everything, nothing more for now, or an answer state."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, hide_input_in_errors=True)


class Answer(_Part):
    """One answer: a value as an intake file holds it (dates as text), or a state.

    ``words`` are the person's own, verbatim, in ``language`` (ISO 639-3). ``on`` is the day.
    """

    value: Value | None = None
    state: AnswerState | None = None
    words: str = Field(default="", max_length=20_000)
    language: str = Field(default="", max_length=3)
    on: str = ""


class ListAnswer(_Part):
    """The items told of, in order, those taken out again, and whether that is everything."""

    ids: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()
    ended: ListEnd = ""


class Note(_Part):
    """A note of the volunteer's own, and the path of the question it was made at ("" for none)."""

    text: str = Field(min_length=1, max_length=20_000)
    about: str = ""
    on: str = ""


class Record(_Part):
    """Everything one interview holds. Immutable; each change gives a new record.

    ``answers`` are by path, ``lists`` by list name, ``topics`` says of topics with a warning whether the
    person went on or left them for later. ``trail`` are the paths, lists and topics in the order answered.
    ``drafts``, by path, are what was told so far of a text of several lines that has not been ended: no answer, and
    in no intake, but nobody has to tell it again.
    """

    format: Literal["asylum.interview/1"] = RECORD_FORMAT
    id: str = Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")
    began: str = ""
    answers: dict[str, Answer] = {}
    lists: dict[str, ListAnswer] = {}
    topics: dict[str, Literal["on", "later"]] = {}
    notes: tuple[Note, ...] = ()
    trail: tuple[str, ...] = ()
    drafts: dict[str, str] = {}

    def has(self, path: str) -> bool:
        """Whether there is a value or a state at ``path``; own words alone are no answer yet."""
        held = self.answers.get(path)
        return held is not None and (held.value is not None or held.state is not None)

    def items(self, item: str) -> tuple[str, ...]:
        """The ids of the items told of, by item name."""
        held = self.lists.get(LIST_OF[item])
        return held.ids if held else ()

    def ended(self, item: str) -> ListEnd:
        held = self.lists.get(LIST_OF[item])
        return held.ended if held else ""

    def answered(self, path: str, answer: Answer) -> "Record":
        """With this answer at ``path`` in place of any before it, and of what was told of it so far."""
        return self.with_draft(path, "")._changed(path, answers={**self.answers, path: answer})

    def with_draft(self, path: str, text: str) -> "Record":
        """With what was told so far of a text; "" for nothing."""
        others = {place: told for place, told in self.drafts.items() if place != path}
        drafts = {**others, path: text} if text.strip() else others
        return self if drafts == self.drafts else self.model_copy(update={"drafts": drafts})

    def with_list(self, item: str, held: ListAnswer) -> "Record":
        name = LIST_OF[item]
        return self._changed(name, lists={**self.lists, name: held})

    def with_item(self, item: str, item_id: str = "") -> "Record":
        """With one more item. Its id is made up unless given; one that was set aside comes back."""
        held = self.lists.get(LIST_OF[item], ListAnswer())
        new = item_id or self._new_id(item, held)
        if new in held.ids:
            return self
        aside = tuple(one for one in held.set_aside if one != new)
        return self.with_list(item, ListAnswer(ids=(*held.ids, new), set_aside=aside, ended=""))

    def without_item(self, item: str, item_id: str) -> "Record":
        """With one item set aside. What was told of it is kept and comes back with it."""
        held = self.lists.get(LIST_OF[item], ListAnswer())
        if item_id not in held.ids:
            return self
        ids = tuple(one for one in held.ids if one != item_id)
        return self.with_list(
            item, ListAnswer(ids=ids, set_aside=(*held.set_aside, item_id), ended=held.ended)
        )

    def with_item_back(self, item: str, item_id: str) -> "Record":
        """With an item that was set aside among the others again; whether that is everything stays as said."""
        held = self.lists.get(LIST_OF[item], ListAnswer())
        if item_id not in held.set_aside:
            return self
        return self.with_list(
            item, self.with_item(item, item_id).lists[LIST_OF[item]].model_copy(update={"ended": held.ended})
        )

    def with_topic(self, topic: str, choice: Literal["on", "later"]) -> "Record":
        return self._changed(f"#{topic}", topics={**self.topics, topic: choice})

    def with_note(self, text: str, about: str = "", on: str = "") -> "Record":
        return self.model_copy(update={"notes": (*self.notes, Note(text=text, about=about, on=on))})

    def _changed(self, step: str, **parts: object) -> "Record":
        trail = self.trail if step in self.trail else (*self.trail, step)
        return self.model_copy(update={**parts, "trail": trail})

    def _new_id(self, item: str, held: ListAnswer) -> str:
        taken = {*held.ids, *held.set_aside}
        number = len(taken) + 1
        while (name := f"{item.replace('_', '-')}-{number}") in taken:
            number += 1
        return name


def path_of(ref: FactRef) -> str:
    """Where a fact stands in an intake file. The item id must not be empty for a fact of items."""
    head, _, key = ref.name.partition(".")
    return f"{LIST_OF[head]}[{ref.item_id}].{key}" if head in LIST_OF else ref.name


def ref_of(path: str) -> FactRef:
    """The fact at a path of ours."""
    name, item_id, key = split_path(path)
    head = ITEM_NAMES.get(name, name)
    return FactRef(f"{head}.{key}" if key else head, item_id)


@cache
def shapes() -> Mapping[str, Shape]:
    """What each fact takes, by its name."""
    return {
        f"{name}.{key}": shape
        for _, name, model in section_models()
        for key, shape in fields_of(model).items()
        if key != "id"
    }


def is_path(path: str, record: Record) -> bool:
    """Whether an answer can stand there: the story, a told fact, or one of an item there is or was."""
    if path == STORY:
        return True
    ref = ref_of(path)
    fact = told_types().get(ref.name)
    if fact is None or bool(fact.item) != bool(ref.item_id):
        return False
    held = record.lists.get(LIST_OF.get(fact.item, ""), ListAnswer())
    return not fact.item or ref.item_id in (*held.ids, *held.set_aside)


def intake_json(record: Record) -> dict[str, Any]:
    """The record as an intake file holds it. Items set aside, and links to them, stay out."""
    found: dict[str, Any] = {"format": INTAKE_FORMAT, "id": record.id}
    items: dict[str, dict[str, dict[str, Any]]] = {}
    for name, held in record.lists.items():
        if held.ids or held.ended == "closed":
            items[name] = {item_id: {"id": item_id} for item_id in held.ids}
    for path, answer in record.answers.items():
        value = _value(path, answer, record)
        if value is None:
            continue
        if path == STORY:
            found |= {"story": value, **({"story_language": answer.language} if answer.language else {})}
            continue
        name, item_id, key = split_path(path)
        if item_id and item_id in items.get(name, {}):
            items[name][item_id][key] = value
        elif not item_id:
            found.setdefault(name, {})[key] = value
    found |= {name: list(told.values()) for name, told in items.items()}
    closed = [name for name, held in record.lists.items() if held.ended == "closed"]
    if closed:
        found["complete"] = closed
    sources = list(_sources(record, items))
    return {**found, **({"sources": sources} if sources else {})}


def _value(path: str, answer: Answer, record: Record) -> Any:
    if answer.state is not None:
        return answer.state
    if not isinstance(answer.value, tuple):
        return answer.value
    shape = shapes().get(ref_of(path).name)
    if shape is None or not shape.refers_to:
        return list(answer.value)
    there = record.lists.get(shape.refers_to, ListAnswer()).ids
    kept = [item_id for item_id in answer.value if item_id in there]
    return kept if kept or not answer.value else None


def _sources(record: Record, items: Mapping[str, Mapping[str, object]]) -> Iterable[dict[str, str]]:
    for path, answer in record.answers.items():
        name, item_id, _ = split_path(path)
        if answer.words and path != STORY and (not item_id or item_id in items.get(name, {})):
            source = {"fact": path, "said_by": "client", "words": answer.words}
            source |= {"date": answer.on} if answer.on else {}
            yield source | ({"words_language": answer.language} if answer.language else {})


SPOKEN: Final[dict[Language, str]] = {"en": "eng", "es": "spa"}
"""ISO 639-3 code of the languages the questionnaire speaks."""


def words_language(record: Record, language: Language) -> str:
    """The language of what the person says: the one they chose for the talk, else the questionnaire's."""
    told = record.answers.get("session.language")
    return told.value if told is not None and isinstance(told.value, str) else SPOKEN[language]
