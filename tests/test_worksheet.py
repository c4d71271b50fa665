"""The worksheet: every item of the form, in reading order, each with an answer or the right word for none."""

import io
import json
from pathlib import Path
from typing import Any

import docx
import pytest
from full_intake import full_intake
from real_pack import real_pack

from screening.intake.model import Intake
from screening.report.faces import render_file
from screening.report.wording import TABLES
from screening.vocabulary import LANGUAGES, Language
from screening.worksheet.fill import STATUSES, Filled, fill
from screening.worksheet.items import i589
from screening.worksheet.sheet import worksheet_document, worksheet_json

EXAMPLES = Path(__file__).parents[1] / "examples"
ITEMS = [
    "Top",
    *(f"A.I.{n}" for n in range(1, 19)),
    *(f"A.I.19.{letter}" for letter in "abc"),
    *(f"A.I.{n}" for n in range(20, 26)),
    "A.II.married",
    *(f"A.II.spouse.{n}" for n in range(1, 25)),
    "A.II.children",
    *(f"A.II.child.{n}" for n in range(1, 22)),
    "A.III.1.a", "A.III.1.b", "A.III.2", "A.III.3", "A.III.4", "A.III.5",
    "B.1", "B.1.A", "B.1.A.story", "B.1.B", "B.2", "B.3.A", "B.3.B", "B.4",
    "C.1", "C.2.A", "C.2.B", "C.3", "C.4", "C.5", "C.5.changes", "C.5.hindrances", "C.6",
    "D.name", "D.native_name", "D.relative_helped", "D.other_preparer", "D.counsel_list", "D.signature",
    "E", "F", "G",
]  # fmt: skip
"""What the form asks, in its order: the whole of it, so that an item that is lost is missed."""


def filled(**parts: Any) -> dict[str, Filled]:
    intake = Intake.model_validate({"format": "asylum.intake/1", "id": "a", **parts})
    return {one.item.id: one for one in fill(intake, real_pack(), "en")}


def status(item: str, **parts: Any) -> str:
    return filled(**parts)[item].status


def test_every_item_of_the_form_is_there_in_reading_order() -> None:
    assert [item.id for item in i589().items()] == ITEMS
    assert [one.item.id for one in fill(full_intake("x"), real_pack(), "es")] == ITEMS
    for item in i589().items():
        ways = [bool(item.fields or item.count), item.not_collected, item.later]
        assert sum(ways) == 1, item.id
        assert item.asks["en"] and item.asks["es"] and item.asks["en"] != item.asks["es"]


@pytest.mark.parametrize(
    ("item", "expected", "parts"),
    [
        ("A.I.11", "answered", {"applicant": {"marital_status": "single"}}),
        ("A.I.11", "not_asked", {}),
        ("A.I.12", "unknown", {"applicant": {"birth_date": "unknown"}}),
        ("A.I.1", "declined", {"applicant": {"a_number": "declined"}}),
        ("A.I.17", "deferred", {"traits": {"religion": "deferred"}}),
        ("A.I.15", "not_applicable", {"applicant": {"nationality_at_birth": "not_applicable"}}),
        ("A.I.7", "none", {"applicant": {"other_names": []}}),
        ("A.I.13", "part", {"applicant": {"birth_country": "MX"}}),
        ("A.I.2", "not_collected", {}),
        ("D.signature", "later", {}),
        ("C.4", "none", {"returns": []}),
        ("C.4", "not_asked", {}),
        ("A.II.spouse.3", "not_applicable", {"applicant": {"marital_status": "single"}}),
        ("A.II.spouse.3", "not_asked", {"applicant": {"marital_status": "married"}}),
        ("A.II.children", "not_asked", {"members": [{"id": "m", "relation": "spouse"}]}),
        ("A.II.children", "none", {"members": [{"id": "m", "relation": "spouse"}], "complete": ["members"]}),
        ("A.II.child.8", "not_applicable", {"members": []}),
        ("A.II.spouse.4", "not_collected", {"members": [{"id": "m", "relation": "spouse"}]}),
    ],
)
def test_each_kind_of_no_answer_has_its_word(item: str, expected: str, parts: dict[str, Any]) -> None:
    assert status(item, **parts) == expected


def test_every_status_and_every_list_has_words() -> None:
    for language in LANGUAGES:
        words = TABLES[language]
        assert all(f"worksheet.status.{one}" in words for one in STATUSES)
        for item in i589().items():
            if item.each:
                name = item.only[0] if len(item.only) == 1 else item.each
                assert f"worksheet.one.{name}" in words


def test_own_words_stand_as_they_were_said_with_their_language() -> None:
    found = filled(
        story="Me dijeron que me fuera.",
        story_language="spa",
        fear={"own_words": "Tengo miedo."},
        incidents=[{"id": "one", "account": "They came at night.", "harm": ["beating"]}],
        sources=[
            {"fact": "incidents[one].account", "said_by": "client", "words_language": "eng"},
        ],
    )
    (story,) = found["B.1.A.story"].answers
    assert (story.text, story.language, story.translate) == ("“Me dijeron que me fuera.”", "spa", True)
    fear = found["B.1.B"].answers[-1]
    assert (fear.text, fear.language, fear.translate) == ("“Tengo miedo.”", "", True)
    account = next(one for one in found["B.1.A"].answers if one.quoted)
    assert (account.language, account.translate) == ("eng", False)
    harm = next(one for one in found["B.1.A"].answers if not one.quoted)
    assert harm.text == "beating" and not harm.translate


def test_each_child_and_each_entry_is_answered_for_itself() -> None:
    found = filled(
        members=[
            {"id": "a", "relation": "child", "name": "Ana", "birth_date": "2015-02-03"},
            {"id": "b", "relation": "spouse", "name": "Luz"},
            {"id": "c", "relation": "child", "name": "Beto", "birth_date": "unknown"},
        ],
    )
    assert [(one.of, one.text) for one in found["A.II.child.5"].answers] == [
        ("Child 1", "Ana"),
        ("Child 2", "Beto"),
    ]
    assert [one.text for one in found["A.II.child.8"].answers] == ["3 February 2015"]
    assert found["A.II.child.8"].status == "part" and found["A.II.children"].answers[0].text == "2"
    assert [one.text for one in found["A.II.spouse.5"].answers] == ["Luz"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_file_has_every_item_and_says_that_it_is_no_form(language: Language) -> None:
    data = json.loads((EXAMPLES / "fictional-strong.json").read_bytes())
    sheet = worksheet_document(Intake.model_validate_json(json.dumps(data)), real_pack(), language)
    made = render_file(sheet, "docx")
    assert isinstance(made, bytes)
    file = docx.Document(io.BytesIO(made))
    texts = [paragraph.text for paragraph in file.paragraphs]
    heads = [one.text for one in file.paragraphs if one.style is not None and one.style.name == "Heading 3"]
    assert [head.partition(" · ")[0].replace(" ", "_") for head in heads] == ITEMS
    for item in i589().items():
        assert any(item.asks["en"] in head for head in heads)
        assert (item.asks["es"] in texts) == (language == "es")
    whole = "\n".join(texts)
    said = {
        "en": ("not the government's form", "answered in English"),
        "es": ("no el formulario del gobierno", "en inglés"),
    }
    assert all(part in whole for part in said[language])
    assert file.core_properties.author == "" and data["id"] not in file.core_properties.title


def test_the_json_has_the_same_items_answers_and_words() -> None:
    intake = full_intake("x")
    found = worksheet_json(intake, real_pack())
    items = [item for part in found["parts"] for item in part["items"]]
    assert [item["id"] for item in items] == ITEMS
    expected = fill(intake, real_pack(), "en")
    assert [item["status"] for item in items] == [one.status for one in expected]
    assert [[a["text"] for a in item["answers"]] for item in items] == [
        [str(a.text) for a in one.answers] for one in expected
    ]
    assert {item["id"] for item in items if item["lawyer_first"]} >= {"B.1", "C.3", "C.5", "C.6"}


def test_languages_stand_by_their_english_names_and_by_code_where_we_know_none() -> None:
    found = filled(applicant={"native_language": "mam", "other_languages": ["spa", "xyz"]})
    texts = {item: [answer.text for answer in found[item].answers] for item in ("A.I.23", "A.I.25")}
    assert texts == {"A.I.23": ["Mam"], "A.I.25": ["Spanish, xyz"]}
