"""The review screen: read back, change, take out and bring back; leaving and stopping work from everywhere."""

from collections.abc import Iterator

import pytest
from interview_starts import DAY, at_the_entry
from pack_cases import the_pack
from screening.cli.interview_plain import End, PlainInterview

from screening.interview.keeping import MemoryKeeper
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import STORY, Answer, Record
from screening.interview.record_file import record_to_intake
from screening.interview.review import Row, review
from screening.interview.session import Session
from screening.interview.wording import TABLES
from screening.vocabulary import LANGUAGES, Language

PLANNER = Planner(the_pack(), DAY)


def two_of_each() -> Record:
    """Two incidents and two people, linked; two stays."""
    record = at_the_entry()
    for item in ("incident", "persecutor", "entry"):
        record = record.with_item(item).with_item(item)
    told = {
        "incidents[incident-1].summary": "golpes", "incidents[incident-2].summary": "amenazas",
        "incidents[incident-1].persecutors": ("persecutor-1", "persecutor-2"), "entries[entry-1].date": "2026-03",
        "entries[entry-2].date": "2024",
    }  # fmt: skip
    for path, value in told.items():
        record = record.answered(path, Answer(value=value))
    return record


def talk(
    record: Record, *typed: str, language: Language = "en"
) -> tuple[PlainInterview, End, str, MemoryKeeper]:
    lines, shown, keeper = list(typed), [], MemoryKeeper()

    def read(prompt: str) -> str | None:
        shown.append(prompt)
        return lines.pop(0) if lines else None

    prompter = Prompter(the_pack(), language)
    plain = PlainInterview(Session(PLANNER, record), prompter, keeper, read, shown.append)
    end = plain.run()
    return plain, end, "".join(shown), keeper


def rows_of(record: Record, item: str, language: Language = "en") -> Iterator[tuple[str, Row]]:
    for number, row in enumerate(review(Session(PLANNER, record), Prompter(the_pack(), language)), 1):
        if row.item == item:
            yield str(number), row


@pytest.mark.parametrize("item", ["incident", "persecutor", "entry"])
def test_an_item_is_taken_out_once_that_was_said_twice_and_comes_back_as_it_was(item: str) -> None:
    record = two_of_each()
    (first, _), (second, row) = rows_of(record, item)
    plain, _, said, keeper = talk(record, "r", second, "", "")
    assert plain.session.record.items(item) == record.items(item) and keeper.times == 0
    assert "take it out" in said and row.label in said

    plain, _, said, keeper = talk(record, "r", second, "1", "")
    gone = plain.session.record
    assert gone.items(item) == (record.items(item)[0],) and keeper.last == gone
    assert gone.answers == record.answers
    assert row.item_id not in str(record_to_intake(gone, DAY).model_dump(mode="json", exclude_none=True))
    assert "Taken out and kept aside" in said

    (_, here), (back, aside) = rows_of(gone, item)
    assert aside.aside and not here.aside
    plain, _, said, keeper = talk(gone, "r", back, "")
    again = plain.session.record
    assert again.items(item) == record.items(item) and again.answers == record.answers
    assert record_to_intake(again, DAY) == record_to_intake(record, DAY) and keeper.last == again
    assert first and "Back again" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_review_names_items_and_those_aside_in_both_languages(language: Language) -> None:
    record = two_of_each().without_item("incident", "incident-2")
    (_, here), (_, aside) = rows_of(record, "incident", language)
    assert "golpes" in here.label and "amenazas" in aside.label
    assert (here.words, aside.words) == (TABLES[language]["review.item"], TABLES[language]["review.aside"])


def test_an_answer_is_changed_from_the_review() -> None:
    record = two_of_each()
    rows = review(Session(PLANNER, record), Prompter(the_pack(), "en"))
    number = next(str(n) for n, row in enumerate(rows, 1) if row.path == "entries[entry-2].date")
    plain, _, _, _ = talk(record, "r", "999", number, "2023", "s")
    assert plain.session.record.answers["entries[entry-2].date"].value == "2023"
    assert plain.session.record.answers["entries[entry-1].date"].value == "2026-03"


@pytest.mark.parametrize("before", [("r",), ("p",), ("r", "1x")])
@pytest.mark.parametrize(("typed", "end"), [("!", "left"), ("s", "stopped"), ("S", "stopped")])
def test_leaving_and_stopping_work_from_everywhere(before: tuple[str, ...], typed: str, end: End) -> None:
    assert talk(two_of_each(), *before, typed, "2")[1] == end


def test_leaving_in_the_middle_of_the_story_keeps_what_was_told_so_far() -> None:
    session = Session(PLANNER, two_of_each()).go_to(STORY)
    keeper, lines = MemoryKeeper(), ["Me amenazaron.", "Me fui de", "!", "2"]
    plain = PlainInterview(
        session,
        Prompter(the_pack(), "es"),
        keeper,
        lambda prompt: lines.pop(0) if lines else None,
        lambda text: None,
    )
    assert plain.run() == "left" and lines == ["2"]
    assert keeper.last is not None and keeper.last.answers[STORY].value == "Me amenazaron.\nMe fui de"
