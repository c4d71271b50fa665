"""What leaves the office: nothing that is denied, in any format, and nothing that depends on it."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from full_intake import DAY, NUMBER, full_intake
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack
from screening.cli.plain import render_plain
from screening.cli.screens import report_text

from screening.assessment.as_json import assessment_json
from screening.assessment.assess import assess
from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.intake.shape import Kind, Shape
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces import FileFormat, render_file
from screening.sharing.audiences import POLICIES, RARE_BELOW, Audience
from screening.sharing.copies import pseudonym, shared_assessment, shared_document, shared_json
from screening.sharing.rarity import TRAITS, without_rare
from screening.sharing.record import SharedRecord, share_record
from screening.vocabulary import Sharing

AS_OF = date(2026, 11, 24)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
MARK = "canary"
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
DENIED = (MARK, DAY, "17 March", "17 de marzo", str(NUMBER), f"{NUMBER:,}")


def record(intake: Intake, audience: Audience) -> SharedRecord:
    return without_rare(share_record(intake, audience, as_of=AS_OF))


def copies(shared: SharedRecord, audience: Audience) -> Iterator[tuple[str, bytes]]:
    """Every copy there is for an audience, each with what it is; of Word every part of the file."""
    yield "data", json.dumps(shared_json(shared, AS_OF), ensure_ascii=False).encode()
    intake = shared.intake()
    found = shared_assessment(assess(intake, real_pack(), as_of=AS_OF, settling=False))
    yield "assessment", json.dumps(assessment_json(found)).encode()
    english = shared_document(build_report(found, real_pack(), intake, "en"), audience)
    spanish = shared_document(build_report(found, real_pack(), intake, "es"), audience)
    yield "terminal", report_text(english).encode()
    yield "plain", render_plain(spanish, None).encode()
    for name in get_args(FileFormat):
        made = render_file(spanish if name == "html" else english, name)
        yield name, _unpacked(made) if isinstance(made, bytes) else made.encode()


def _unpacked(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return (
            b"\n".join(part for name in parts.namelist() for part in (name.encode(), parts.read(name)))
            + parts.comment
        )


@cache
def of_everything(audience: Audience) -> tuple[tuple[str, bytes], ...]:
    return tuple(copies(record(full_intake(MARK), audience), audience))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_nothing_denied_is_in_any_copy(audience: Audience) -> None:
    for name, content in of_everything(audience):
        for canary in DENIED:
            assert canary.encode() not in content.lower(), (name, canary)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_copy_is_marked_on_every_page(audience: Audience) -> None:
    for name, content in of_everything(audience):
        if name != "assessment":
            assert b"rivileged and confidential" in content or b"onfidencial y protegido" in content, name
        assert b"intake_sha256" not in content or b'"intake_sha256": ""' in content


def differs_only_in_what_is_denied(audience: Audience) -> Intake:
    """The same person, but for every field that may not pass: other texts, ids, days of the month, and codes."""
    policy = POLICIES[audience]

    def change(model: type[Any], name: str, shape: Shape, value: Any) -> Any:
        extra = model.model_fields[name].json_schema_extra
        denied = (
            extra["x-share"] == Sharing.NEVER.value
            or extra["x-sensitivity"] > policy.sensitivity
            or (model is Intake and name not in policy.parts)
        )
        if shape.kind is Kind.DATE:
            return "1979-11-02" if denied else "1987-03-29"
        if not denied:
            return value
        if shape.kind is Kind.YES_NO:
            return False
        if shape.kind is Kind.CODE and len(shape.choices) > 1:
            return [shape.choices[1]] if shape.many else shape.choices[1]
        return value

    return full_intake("other", change=change)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_two_people_who_differ_only_in_what_is_denied_have_the_same_copies(audience: Audience) -> None:
    other = record(differs_only_in_what_is_denied(audience), audience)
    mine = record(full_intake(MARK), audience)
    assert shared_json(mine, AS_OF) == shared_json(other, AS_OF)
    assert mine.intake() == other.intake()  # from which alone the reports are made


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(AUDIENCES))
def test_whatever_was_answered_the_copy_is_an_intake_without_texts_and_days(
    rng: Any, audience: Audience
) -> None:
    def change(model: type[Any], name: str, shape: Shape, value: Any) -> Any:
        drawn = rng.random()
        if drawn < 0.3:
            return None
        if drawn < 0.4 and shape.states:
            return rng.choice(("unknown", "declined", "deferred", "not_applicable"))
        if shape.kind is Kind.DATE:
            return rng.choice(
                (DAY, "1987-03", "198X", "1987-03-17/..", "../1987-03-17", "1987-03-17/1988-09-02~")
            )
        return value

    shared = share_record(_loose(change), audience, as_of=AS_OF)
    shared.intake()
    text = json.dumps(shared_json(shared, AS_OF))
    assert MARK not in text and DAY not in text and "1988-09-02" not in text and str(NUMBER) not in text
    assert shared.fields.keys() - {"complete"} <= POLICIES[audience].parts


def _loose(change: Any) -> Intake:
    """``change`` may drop an answer, but not what every item must have."""

    def kept(model: type[Any], name: str, shape: Shape, value: Any) -> Any:
        return value if model.model_fields[name].is_required() else change(model, name, shape, value)

    return full_intake(MARK, change=kept)


def test_days_become_months_or_years_and_ages_bands() -> None:
    data = {
        "format": "asylum.intake/1",
        "id": "a",
        "applicant": {"birth_date": "1991-05-20", "sex": "female"},
        "journey": {"left_country": "2025-01-30/2025-02-03"},
        "members": [
            {"id": "b", "birth_date": "2009-11-25"},
            {"id": "c", "birth_date": "2009/2026", "age_told": 70},
        ],
    }
    intake = Intake.model_validate(data)
    expert = share_record(intake, "expert", as_of=AS_OF)
    assert expert.fields["journey"] == {"left_country": "2025-01/2025-02"}
    assert expert.bands == {
        "applicant.age": "35_44",
        "members-1.age": "under_18",
        "members-2.age": "65_or_more",
    }
    assert share_record(intake, "funder", as_of=AS_OF).fields["journey"] == {"left_country": "2025"}


def person(nationality: str, sex: str, name: str = "a") -> Intake:
    return Intake.model_validate(
        {
            "format": "asylum.intake/1",
            "id": name,
            "applicant": {"nationalities": [nationality], "sex": sex, "english_fluent": False},
        }
    )


@pytest.mark.parametrize("alike", range(RARE_BELOW + 1))
def test_a_combination_that_few_share_is_left_out(alike: int) -> None:
    mine = share_record(person("MX", "female"), "corpus", as_of=AS_OF)
    women = [share_record(person("MX", "female"), "corpus", as_of=AS_OF)] * alike
    men = [share_record(person("MX", "male"), "corpus", as_of=AS_OF)] * 9
    found = without_rare(mine, [*women, *men]).fields["applicant"]
    assert found["nationalities"] == ["MX"]
    assert ("sex" in found) == (alike + 1 >= RARE_BELOW)
    assert without_rare(mine).fields["applicant"] == {"english_fluent": False}


def test_traits_are_fields_of_an_intake() -> None:
    everything = share_record(full_intake(MARK), "corpus", as_of=AS_OF)
    known = {path for path in TRAITS if path.endswith(".age")}
    for part, value in everything.fields.items():
        items = value if isinstance(value, list) else [value]
        known |= {part} | {f"{part}.{key}" for item in items if isinstance(item, dict) for key in item}
    assert [trait for trait in TRAITS if trait not in known] == []
    assert "DAY" not in json.dumps(without_rare(everything).fields)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_free_text_of_a_real_case_passes(path: Path) -> None:
    intake = read_intake_file(path, as_of=AS_OF)
    words = {text for text in _texts(json.loads(path.read_bytes())) if " " in text}
    for audience in AUDIENCES:
        out = json.dumps(shared_json(record(intake, audience), AS_OF), ensure_ascii=False)
        assert not [text for text in words if json.dumps(text, ensure_ascii=False)[1:-1] in out]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def test_a_pseudonym_is_the_same_for_the_same_key_and_says_nothing_without_it() -> None:
    names = {pseudonym("k8wd-8b7n", b"one"), pseudonym("k8wd-8b7n", b"two"), pseudonym("k8wd-8b7m", b"one")}
    assert len(names) == 3 and pseudonym("k8wd-8b7n", b"one") in names
    assert not any("k8wd" in name for name in names)


def test_a_shared_report_says_what_it_is() -> None:
    intake = record(full_intake(MARK), "expert").intake()
    found = shared_assessment(assess(intake, real_pack(), as_of=AS_OF, settling=False))
    report: Document = shared_document(build_report(found, real_pack(), intake, "es"), "expert")
    assert report.marking.endswith("copia seudonimizada para peritaje") and report.made_from is None
    assert "seudonimizada" in render_plain(report, None)
