"""The catalogue of facts, and reading an intake into them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from legal_days import AS_OF, fact, facts, intake, law

from screening.dates.edtf import FuzzyDate
from screening.facts.build import build_facts, date_span, split_path, told_facts
from screening.facts.catalogue import catalogue, item_names, told_types
from screening.facts.derived import DERIVED
from screening.facts.derived.registry import REGISTERED, DerivedFact, in_order
from screening.facts.values import TOLD, FactKind, FactType, Item, Missing, Span
from screening.intake.model import ITEM_NAMES, Intake
from screening.vocabulary import ANSWER_STATES, Sharing

ROOT = Path(__file__).parent.parent


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("name", "kind", "item"),
    [
        ("fear.afraid_now", FactKind.BOOL, ""),
        ("procedure.stage", FactKind.CODE, ""),
        ("applicant.country_feared", FactKind.CODE, ""),
        ("applicant.native_language", FactKind.CODE, ""),
        ("applicant.nationalities", FactKind.CODES, ""),
        ("applicant.other_languages", FactKind.CODES, ""),
        ("applicant.age_told", FactKind.NUMBER, ""),
        ("applicant.name", FactKind.TEXT, ""),
        ("applicant.other_names", FactKind.TEXT, ""),
        ("journey.left_country", FactKind.DATE, ""),
        ("fear.own_words", FactKind.TEXT, ""),
        ("fear.feared", FactKind.REFS, ""),
        ("incident.harm", FactKind.CODES, "incident"),
        ("incident.persecutors", FactKind.REFS, "incident"),
        ("return_trip.days", FactKind.NUMBER, "return_trip"),
        ("evidence_item.have", FactKind.CODE, "evidence_item"),
        ("entry.date", FactKind.DATE, "entry"),
    ],
)
def test_kinds_follow_the_model(name: str, kind: FactKind, item: str) -> None:
    assert (catalogue()[name].kind, catalogue()[name].item) == (kind, item)


def test_choices_are_the_codes_without_answer_states() -> None:
    assert catalogue()["journey.left_country"].choices == ()
    assert catalogue()["applicant.sex"].choices == ("female", "male", "other")
    assert catalogue()["fear.afraid_now"].choices == ()
    assert "not_asked" in catalogue()["statement.said_fear"].choices  # a code of its own
    assert "torture" in catalogue()["incident.harm"].choices
    assert not any(set(fact.choices) & ANSWER_STATES for fact in catalogue().values())


def test_links_name_the_item() -> None:
    links = {fact.name: fact.links_to for fact in catalogue().values() if fact.kind is FactKind.REFS}
    assert links["incident.persecutors"] == "persecutor"
    assert links["reason.incidents"] == "incident"
    assert set(links.values()) <= item_names()
    assert all(not fact.links_to for fact in catalogue().values() if fact.kind is not FactKind.REFS)


def test_every_field_of_a_section_or_list_is_a_fact_once() -> None:
    schema = Intake.model_json_schema()
    expected = set()
    for field, part in schema["properties"].items():
        for option in part.get("anyOf", [part]):
            ref = option.get("$ref") or option.get("items", {}).get("$ref")
            if ref and field not in ("sources", "other_accounts"):
                keys = schema["$defs"][ref.rsplit("/", 1)[1]]["properties"]
                expected |= {f"{ITEM_NAMES.get(field, field)}.{key}" for key in keys if key != "id"}
    assert set(told_types()) == expected


def test_item_names_are_those_of_the_model() -> None:
    assert item_names() == frozenset(ITEM_NAMES.values())
    assert {fact.item for fact in catalogue().values()} - {""} == item_names()


def test_sensitivity_and_sharing_are_carried() -> None:
    harm = catalogue()["incident.harm"]
    assert (harm.sensitivity, harm.share) == (3, Sharing.CODED)
    assert catalogue()["bars.served_in_force"].share is Sharing.NEVER
    assert catalogue()["entry.date"].share is Sharing.BUCKETED


def test_derived_facts_are_no_less_guarded_than_what_they_read() -> None:
    order = [Sharing.CODED, Sharing.BUCKETED, Sharing.NEVER]
    for derived in DERIVED:
        found = catalogue()[derived.type.name]
        sources = [catalogue()[name] for name in found.reads]
        assert found.sensitivity == max(source.sensitivity for source in sources)
        if any(source.share is Sharing.NEVER for source in sources):
            assert found.share is Sharing.NEVER
        if found.kind in (FactKind.NUMBER, FactKind.DATE):
            assert order.index(found.share) >= order.index(Sharing.BUCKETED)


def test_a_derived_fact_of_something_never_shared_is_never_shared() -> None:
    guarded = FactType("x.y", FactKind.BOOL, derived=True, reads=("bars.served_in_force",))
    from screening.facts.catalogue import _labelled

    labelled = _labelled(guarded, catalogue())
    assert (labelled.share, labelled.sensitivity) == (Sharing.NEVER, 3)


def test_the_page_lists_exactly_the_derived_facts() -> None:
    listed: dict[str, str] = {}
    for line in (ROOT / "docs" / "derived-facts.md").read_text("utf-8").splitlines():
        if line.startswith("| `"):
            names, kind, _ = [cell.strip() for cell in line.strip("|").split("|", 2)]
            names = [name.strip().strip("`") for name in names.split(",")]
            stem = names[0].partition(".")[0]
            for name in names:
                listed[name if not name.startswith(".") else stem + name] = kind
    assert set(listed) == {derived.type.name for derived in DERIVED}
    for derived in DERIVED:
        assert listed[derived.type.name] in (derived.type.kind.value, "as in `entry`"), derived.type.name


def test_derived_facts_say_what_they_read_and_mean() -> None:
    for derived in DERIVED:
        assert derived.type.reads, derived.type.name
        assert set(derived.type.reads) <= set(catalogue())
        if not derived.type.name.startswith("last_entry."):
            assert derived.compute.__doc__, derived.type.name
        if derived.type.kind in (FactKind.CODE, FactKind.CODES):
            assert derived.type.choices


def test_authorities_of_derived_facts_and_numbers_are_held() -> None:
    from legal_days import read

    texts = [path.read_text("utf-8") for path in (ROOT / "rules/us/authorities").glob("*.yaml")]
    if not texts:
        print("NOT RUN: rules/us/authorities is empty")
        return
    held = {line.split("id:")[1].strip() for text in texts for line in text.splitlines() if "- id:" in line}
    cited = {authority for derived in DERIVED for authority in derived.type.cites}
    cited |= {value["authority"] for number in read("numbers.yaml")["numbers"] for value in number["values"]}
    assert cited - {"product"} <= held


def test_derived_facts_stand_after_what_they_read() -> None:
    seen: set[str] = set(told_types())
    for derived in DERIVED:
        assert set(derived.type.reads) <= seen, derived.type.name
        seen.add(derived.type.name)
    assert len(DERIVED) == len(REGISTERED)


def test_derived_facts_that_read_each_other_are_refused() -> None:
    def nothing(view: object) -> Missing:
        return Missing.NOT_ASKED

    one = DerivedFact(FactType("a.x", FactKind.BOOL, reads=("a.y",)), nothing)
    two = DerivedFact(FactType("a.y", FactKind.BOOL, reads=("a.x",)), nothing)
    with pytest.raises(ValueError, match=r"a\.x, a\.y"):
        in_order([one, two])


class _Watching(Mapping[str, Any]):
    """A mapping that notes which names were asked for."""

    def __init__(self, seen: set[str], values: Mapping[str, Any]) -> None:
        self.seen, self.values_ = seen, values

    def __getitem__(self, key: str) -> Any:
        self.seen.add(key)
        return self.values_[key]

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return self.values_.get(key, default)

    def __iter__(self) -> Any:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


@settings(max_examples=200)
@given(st.data())
def test_derived_facts_look_only_at_what_they_say_they_read(data: st.DataObject) -> None:
    from derived_cases import fragments

    from screening.facts.derived.registry import View
    from screening.facts.values import FactBase

    whole = build_facts(intake(data.draw(fragments())), law())
    for derived in DERIVED:
        seen: set[str] = set()
        base = FactBase(
            _Watching(seen, whole.scalars),
            {
                name: tuple(Item(item.name, item.id, _Watching(seen, item.facts)) for item in items)
                for name, items in whole.items.items()
            },
            whole.closed,
        )
        for item in base.items.get(derived.type.item, (None,)) if derived.type.item else (None,):
            if derived.type.item and item is None:
                continue
            derived.compute(View(base, law(), item))
        assert seen <= set(derived.type.reads), derived.type.name


def test_values_of_every_kind() -> None:
    given_case = {
        "fear": {"afraid_now": True, "own_words": "They came to the house."},
        "applicant": {"age_told": 39, "country_feared": "MX", "nationalities": ["MX"]},
        "journey": {"left_country": "2026-01"},
        "incidents": [{"harm": ["beating", "beating"], "persecutors": ["p"]}],
        "persecutors": [{"id": "p"}],
    }
    base = facts(given_case)
    assert base.scalar("fear.afraid_now") is True
    assert base.scalar("fear.own_words") is TOLD
    assert base.scalar("applicant.age_told") == Span.exact(39)
    assert base.scalar("applicant.country_feared") == "MX"
    assert base.scalar("applicant.nationalities") == frozenset({"MX"})
    assert base.scalar("journey.left_country") == Span(ordinal("2026-01-01"), ordinal("2026-01-31"))
    assert base.items["incident"][0].facts["incident.harm"] == frozenset({"beating"})
    assert base.items["incident"][0].facts["incident.persecutors"] == frozenset({"p"})
    assert base.scalar("fear.torture_feared") is Missing.NOT_ASKED


@pytest.mark.parametrize("state", sorted(ANSWER_STATES))
def test_answer_states_are_missing_with_their_reason(state: str) -> None:
    given_case = {
        "fear": {"afraid_now": state, "own_words": state, "expected_harm": state, "feared": state},
        "applicant": {"age_told": state, "country_feared": state},
        "journey": {"left_country": state},
    }
    scalars = told_facts(intake(given_case)).scalars
    assert len(scalars) == 7
    assert set(scalars.values()) == {Missing(state)}


def test_free_text_never_enters() -> None:
    secret = "zq-secret-zq"
    given_case = {
        "story": secret,
        "applicant": {"name": secret, "other_names": [secret], "passport_number": secret},
        "incidents": [{"summary": secret, "account": secret, "place": secret, "words_said": secret}],
        "statements": [{"explanation": secret}],
        "other_accounts": [{"fact": "applicant.name", "value": secret + "x", "said_by": "relative"}],
    }
    base = facts(given_case)
    assert secret not in repr(base)
    assert base.items["incident"][0].facts["incident.summary"] is TOLD


def test_lists_are_closed_only_when_said_or_empty() -> None:
    base = facts({"entries": [], "incidents": [{}], "persecutors": [{}], "complete": ["incidents"]})
    assert base.closed == {"entry", "incident"}
    assert base.items["entry"] == ()
    assert "conviction" not in base.items


def test_items_keep_their_order_and_ids() -> None:
    base = facts({"incidents": [{"id": "b"}, {"id": "a"}]})
    assert [(item.name, item.id) for item in base.items["incident"]] == [("incident", "b"), ("incident", "a")]


def account(path: str, value: Any) -> dict[str, Any]:
    return {"fact": path, "value": value, "said_by": "document"}


@pytest.mark.parametrize(
    ("path", "told", "other", "conflicts"),
    [
        ("fear.afraid_now", True, False, True),
        ("fear.afraid_now", True, True, False),
        ("fear.afraid_now", True, "unknown", False),
        ("fear.afraid_now", True, 1, True),
        ("applicant.age_told", 39, 40, True),
        ("applicant.age_told", 39, 39, False),
        ("applicant.age_told", 1, True, True),
        ("procedure.stage", "not_filed", "referred", True),
        ("procedure.stage", "not_filed", "not_filed", False),
        ("journey.left_country", "2026-01", "2026-01-09", False),
        ("journey.left_country", "2026-01-09", "2026-01", False),
        ("journey.left_country", "2026-01-01", "2026-01", False),
        ("journey.left_country", "2026-01", "2026-01-31", False),
        ("journey.left_country", "2026-01-09", "2026-01-10", True),
        ("journey.left_country", "2026-01-01/2026-01-15", "2026-01-10/2026-01-20", True),
        ("journey.left_country", "2026-01/..", "2027", False),
        ("journey.left_country", "2026-01/..", "../2026-02", True),
        ("journey.left_country", "2026-01", "not a date", True),
        ("fear.expected_harm", ["beating", "killing"], "killing", False),
        ("fear.expected_harm", ["beating"], "killing", True),
        ("applicant.name", "Ana", "Ana", False),
        ("applicant.name", "Ana", "Ana Maria", True),
        ("applicant.other_names", ["Ana"], "Ana", False),
        ("applicant.other_names", ["Ana"], "Eva", True),
    ],
)
def test_a_differing_account_makes_the_fact_conflicting(
    path: str, told: Any, other: Any, conflicts: bool
) -> None:
    section, _, key = path.partition(".")
    base = facts({section: {key: told}, "other_accounts": [account(path, other)]})
    assert (base.scalar(path) is Missing.CONFLICTING) == conflicts


@pytest.mark.parametrize("told", ["unknown", "declined"])
def test_another_account_does_not_fill_a_missing_answer(told: str) -> None:
    base = facts({"fear": {"afraid_now": told}, "other_accounts": [account("fear.afraid_now", True)]})
    assert base.scalar("fear.afraid_now") is Missing(told)
    unasked = facts({"other_accounts": [account("fear.afraid_now", True)]})
    assert unasked.scalar("fear.afraid_now") is Missing.NOT_ASKED


def test_accounts_of_one_item_touch_no_other() -> None:
    base = facts(
        {
            "incidents": [{"id": "one", "date": "2024"}, {"id": "two", "date": "2024"}],
            "other_accounts": [
                account("incidents[two].date", "2023"),
                account("incidents[none].date", "2023"),
            ],
        }
    )
    one, two = (item.facts["incident.date"] for item in base.items["incident"])
    assert isinstance(one, Span)
    assert two is Missing.CONFLICTING


def test_a_conflict_reaches_the_facts_derived_from_it() -> None:
    told = {
        "entries": [{"id": "last", "date": "2026-01-09"}],
        "procedure": {"i589_filed": False},
        "other_accounts": [account("entries[last].date", "2025-01-09")],
    }
    assert fact("filing.timing", told) is Missing.CONFLICTING


def test_paths() -> None:
    assert split_path("fear.afraid_now") == ("fear", "", "afraid_now")
    assert split_path("incidents[threats].date") == ("incidents", "threats", "date")


def test_about_widens_the_span() -> None:
    assert date_span(FuzzyDate.parse("2025-03-14~")) == Span(ordinal("2025-02-27"), ordinal("2025-03-29"))
    assert date_span(FuzzyDate.parse("../2025")) == Span(None, ordinal("2025-12-31"))


def test_an_empty_intake_has_no_facts() -> None:
    base = facts({})
    assert not base.scalars and not base.items and not base.closed


def test_the_same_intake_gives_the_same_facts() -> None:
    told = {"entries": [{"date": "2026-01"}], "applicant": {"age_told": 30}}
    assert facts(told) == facts(told)
    assert facts(told) != facts(told, AS_OF.replace(year=2030))
