"""What must hold between the fields of an intake: ids, references, paths of fields, and dates."""

from datetime import date, timedelta
from typing import Any

import pytest
from intake_files import AS_OF, codes, minimal_intake, problems, read

from screening.intake.checks import MAY_LIE_AHEAD
from screening.intake.model import ITEM_NAMES, Intake
from screening.intake.shape import Kind, fields_of

LINKS = [
    (name, key, shape.refers_to, shape.many)
    for name, part in fields_of(Intake).items()
    if part.model is not None
    for key, shape in fields_of(part.model).items()
    if shape.refers_to
]
DATES = [
    f"{name}.{key}"
    for name, part in fields_of(Intake).items()
    if part.model is not None
    for key, shape in fields_of(part.model).items()
    if shape.kind is Kind.DATE
]


def record(name: str, **fields: Any) -> dict[str, Any]:
    """An intake with one section or one item that holds ``fields``."""
    beside: dict[str, Any] = {
        "sources": {"fact": "story", "said_by": "client"},
        "other_accounts": {"fact": "fear.afraid_now", "value": False, "said_by": "client"},
    }.get(name, {"id": "it"} if name in ITEM_NAMES else {})
    one = beside | fields
    fear = {} if name == "fear" else {"fear": {"afraid_now": True}}
    return minimal_intake(**fear) | {name: [one] if fields_of(Intake)[name].many else one}


def found(document: dict[str, Any], as_of: date = AS_OF) -> list[tuple[str, str]]:
    return [(each.code.removeprefix("intake."), each.where) for each in problems(document, as_of)]


# --- ids and references ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(ITEM_NAMES))
def test_ids_are_unique_in_their_list(name: str) -> None:
    assert found(minimal_intake(**{name: [{"id": "a"}, {"id": "b"}, {"id": "a"}]})) == [
        ("id_twice", f"{name}[2].id")
    ]
    assert read(minimal_intake(**{name: [{"id": "a"}, {"id": "b"}]}))


def test_the_same_id_may_stand_in_two_lists() -> None:
    assert read(minimal_intake(members=[{"id": "a"}], jobs=[{"id": "a"}]))


def test_there_are_links() -> None:
    assert len(LINKS) >= 7


@pytest.mark.parametrize(("name", "key", "target", "many"), LINKS)
def test_a_reference_names_an_item_that_is_there(name: str, key: str, target: str, many: bool) -> None:
    there = {target: [{"id": "there"}]} if target != name else {}
    assert read(record(name, **{key: ["there"] if many else "there"}) | there)
    dangling = record(name, **{key: ["there", "elsewhere"] if many else "elsewhere"}) | there
    place = f"{name}[0]" if fields_of(Intake)[name].many else name
    assert found(dangling) == [("no_such_id", f"{place}.{key}[1]" if many else f"{place}.{key}")]
    without = record(name, **{key: ["there"] if many else "there"})
    assert [code for code, _ in found(without)] == ["no_such_id"]
    if many:
        assert read(record(name, **{key: "unknown"}))
        assert read(record(name, **{key: []}))


def test_an_answer_state_is_not_a_reference_to_a_document() -> None:
    assert found(record("sources", document="unknown")) == [("no_such_id", "sources[0].document")]


def test_complete_names_a_list_once() -> None:
    assert read(minimal_intake(complete=["jobs", "members"]))
    assert found(minimal_intake(complete=["jobs", "members", "jobs"])) == [("named_twice", "complete[2]")]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([True], []),
        ([True, False, "unknown", None], []),
        ([True, True], [("several_last", "entries[1].last")]),
        ([True, False, True], [("several_last", "entries[2].last")]),
    ],
)
def test_one_entry_is_the_last(marks: list[Any], expected: list[tuple[str, str]]) -> None:
    entries = [{"id": f"e{i}"} | ({"last": mark} if mark is not None else {}) for i, mark in enumerate(marks)]
    assert found(minimal_intake(entries=entries)) == expected


# --- paths of fields ------------------------------------------------------------------------------------

TOLD = minimal_intake(
    story="x", fear={"afraid_now": True}, incidents=[{"id": "threats", "date": "2008"}, {"id": "b"}]
)


@pytest.mark.parametrize(
    "fact",
    ["story", "note", "fear", "fear.afraid_now", "traits.religion", "incidents", "incidents[threats]",
     "incidents[threats].date", "incidents[b].harm", "journey.left_country"],
)  # fmt: skip
def test_a_source_names_a_field_that_exists(fact: str) -> None:
    assert read(TOLD | {"sources": [{"fact": fact, "said_by": "client"}]})


@pytest.mark.parametrize(
    "fact",
    ["fear.afraid", "fears.afraid_now", "fear.", ".afraid_now", "fear.afraid_now.x", "fear..afraid_now",
     "fear.afraid_now ", "Fear.afraid_now", "fear.afraid_now\n", "fear[threats].afraid_now", "incidents.date",
     "incidents[].date", "incidents[0].date", "incidents[none].date", "incidents[threats].day",
     "incidents[threats].id", "incidents[threats.date", "incidents[threats]date", "members[threats].name",
     "format", "id", "sources", "sources[0].who", "other_accounts", "complete", "incident.date", "x"],
)  # fmt: skip
def test_a_source_that_names_none(fact: str) -> None:
    document = TOLD | {"sources": [{"fact": fact, "said_by": "client"}]}
    assert found(document) == [("no_such_field", "sources[0].fact")]


ANSWERS: dict[str, Any] = {
    "applicant": {
        "age_told": 39, "birth_date": "1987", "sex": "female", "nationalities": ["MX"], "name": "A",
        "birth_country": "MX", "native_language": "spa", "stateless": False,
    },
    "fear": {"feared": ["senders"], "expected_harm": "unknown"},
    "persecutors": [{"id": "senders"}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("fact", "right", "wrong"),
    [
        ("applicant.age_told", [38, 0], ["38", True, -1, "unknown", 1_000_001]),
        ("applicant.birth_date", ["1986", "1986-05~"], ["in winter", 1986, True, "unknown"]),
        ("applicant.sex", ["male"], ["m", 1, True, "declined"]),
        ("applicant.nationalities", ["GT"], ["Guatemala", 1, "unknown"]),
        ("applicant.birth_country", ["GT"], ["gt", "unknown"]),
        ("applicant.native_language", ["nah"], ["nahuatl", True]),
        ("applicant.name", ["B"], ["", True, 7, "x" * 501]),
        ("applicant.stateless", [True, False], ["no", 1, 0, "true", "not_applicable"]),
        ("fear.expected_harm", ["torture"], ["sadness", True, "deferred"]),
        ("fear.feared", ["senders"], ["Senders", 1]),
    ],
)
def test_another_account_has_the_form_of_the_field(fact: str, right: list[Any], wrong: list[Any]) -> None:
    for value in right:
        assert read(
            minimal_intake(**ANSWERS, other_accounts=[{"fact": fact, "value": value, "said_by": "relative"}])
        )
    for value in wrong:
        document = minimal_intake(
            **ANSWERS, other_accounts=[{"fact": fact, "value": value, "said_by": "relative"}]
        )
        ((code, where),) = found(document)
        assert where == "other_accounts[0].value", value
        assert code in ("not_the_form", "text_blank")


def test_another_account_of_a_reference_names_an_item() -> None:
    account = {"fact": "fear.feared", "value": "nobody", "said_by": "relative"}
    assert codes(minimal_intake(**ANSWERS, other_accounts=[account])) == ["no_such_id"]


def test_another_account_needs_a_first() -> None:
    account = {"fact": "fear.afraid_now", "value": False, "said_by": "relative"}
    assert codes(minimal_intake(**ANSWERS, other_accounts=[account])) == ["no_first_account"]
    assert codes(minimal_intake(other_accounts=[account])) == ["no_first_account"]
    assert read(minimal_intake(fear={"afraid_now": "declined"}, other_accounts=[account]))


@pytest.mark.parametrize("fact", ["story", "fear", "incidents", "incidents[threats]", "incidents[0].date"])
def test_another_account_is_of_one_field(fact: str) -> None:
    account = {"fact": fact, "value": "2009", "said_by": "relative"}
    assert found(TOLD | {"other_accounts": [account]}) == [("no_such_field", "other_accounts[0].fact")]


# --- dates ----------------------------------------------------------------------------------------------


def test_dates_that_may_lie_ahead_are_fields() -> None:
    assert set(DATES) >= MAY_LIE_AHEAD
    assert len(DATES) > 25


@pytest.mark.parametrize("name", DATES)
def test_dates_ahead(name: str) -> None:
    part, _, key = name.partition(".")
    tomorrow = (AS_OF + timedelta(days=1)).isoformat()
    assert read(record(part, **{key: AS_OF.isoformat()}))
    assert read(record(part, **{key: "unknown"}))
    expected = [] if name in MAY_LIE_AHEAD else ["date_ahead"]
    assert codes(record(part, **{key: tomorrow})) == expected
    assert codes(record(part, **{key: "2027~"})) == expected
    assert codes(record(part, **{key: "2062"})) == (expected or ["date_too_far_ahead"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026", []),  # the year of the screening: may be past
        ("2026-11", []),
        ("2026-12", ["date_ahead"]),
        ("202X", []),
        ("2025/2026", []),
        ("2025/2027", ["date_ahead"]),
        ("2025/..", []),
        ("../2026", []),
        ("../2027", ["date_ahead"]),
        ("2027/..", ["date_ahead"]),
        ("1900", []),
    ],
)
def test_a_date_is_ahead_if_it_surely_is(text: str, expected: list[str]) -> None:
    assert codes(record("incidents", date=text)) == expected


def test_a_hearing_may_be_ten_years_ahead() -> None:
    assert read(record("deadlines", date="2036-11-24"))
    assert codes(record("deadlines", date="2036-12-31")) == ["date_too_far_ahead"]
