"""The record as bytes and back, and an intake file as a record."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from screening.errors import IntakeError
from screening.facts.catalogue import section_models
from screening.intake import json_gate
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.read import read_intake
from screening.interview.record import (
    STORY,
    Answer,
    ListAnswer,
    ListEnd,
    Record,
    intake_json,
    is_path,
)
from screening.sentences import said
from screening.store.record import as_utf8
from screening.vocabulary import ANSWER_STATES


def record_bytes(record: Record) -> bytes:
    """The record as JSON in UTF-8, the same bytes for the same record."""
    return record.model_dump_json(exclude_defaults=False).encode()


def read_record(data: bytes, *, source: str) -> Record:
    """The record in these bytes. Raises IntakeError, which names no answer, if they hold none."""
    document = json_gate.parse(data, source)
    try:
        record = Record.model_validate_json(document.text)
    except ValidationError:
        raise _no_record(source) from None
    fits = all(is_path(path, record) for path in (*record.answers, *record.drafts)) and set(
        record.lists
    ) <= set(ITEM_NAMES)
    if document.has_doubles or not fits:
        raise _no_record(source)
    return record


def intake_bytes(record: Record) -> bytes:
    """The intake file that the record makes: what ``screening report`` reads."""
    return as_utf8(intake_json(record), indent=2) + b"\n"


def record_to_intake(record: Record, as_of: date) -> Intake:
    """The intake of the record. Raises IntakeError if some answer does not fit."""
    return read_intake(as_utf8(intake_json(record)), source="", as_of=as_of)


def unchecked_intake(record: Record) -> Intake:
    """As ``record_to_intake``, for a record whose answers were found to fit before."""
    return Intake.model_validate_json(as_utf8(intake_json(record)))


def record_from_intake(intake: Intake, began: str = "") -> Record:
    """The record of an intake file, as far as a questionnaire holds it: its answers and their own words."""
    told = intake.model_dump(mode="json", exclude_none=True)
    words = {source["fact"]: source for source in told.get("sources", ()) if source.get("words")}
    answers: dict[str, Answer] = {}
    lists: dict[str, ListAnswer] = {}
    closed = set(told.get("complete", ()))
    if intake.story:
        answers[STORY] = Answer(value=intake.story, language=str(intake.story_language or ""))
    for field, _, _ in section_models():
        part = told.get(field)
        if part is None or field in ("sources", "other_accounts"):
            continue
        if field in ITEM_NAMES:
            ended: ListEnd = "closed" if field in closed or not part else ""
            lists[field] = ListAnswer(ids=tuple(item["id"] for item in part), ended=ended)
            for item in part:
                answers |= _answers(f"{field}[{item['id']}].", item, words)
        else:
            answers |= _answers(f"{field}.", part, words)
    for field in closed - lists.keys():
        lists[field] = ListAnswer(ended="closed")
    return Record(id=intake.id, began=began, answers=answers, lists=lists, trail=tuple(answers))


def _answers(head: str, part: dict[str, Any], words: dict[str, dict[str, str]]) -> dict[str, Answer]:
    found = {}
    for key, value in part.items():
        if key == "id":
            continue
        source = words.get(head + key, {})
        state = value if isinstance(value, str) and value in ANSWER_STATES else None
        found[head + key] = Answer(
            value=None if state else tuple(value) if isinstance(value, list) else value,
            state=state,  # type: ignore[arg-type]  # it is one of the answer states
            words=source.get("words", ""),
            language=source.get("words_language", ""),
            on=source.get("date", ""),
        )
    return found


def _no_record(source: str) -> IntakeError:
    return IntakeError([said("interview.no_record").problem("interview.no_record")], source=source)
