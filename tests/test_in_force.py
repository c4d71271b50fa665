"""When an authority is worth something, and when a rule is law: by day and by circuit."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_packs import FACTS, SMALL, small_pack, small_text
from real_pack import real_pack

from screening.law.in_force import InForce, NotInForce, authority_effect, rule_status
from screening.law.load import load_pack
from screening.law.pack import Authority, Displaced, HistorySpan, Pack, Rule
from screening.vocabulary import CIRCUITS, Grade

PACK = load_pack(SMALL, FACTS)
RULE = replace(PACK.rules["us.harm.gap"], id="us.test.rule", in_circuits=frozenset(), displaced=())
TODAY = date(2026, 11, 24)


def span(start: str, end: str | None, effect: str, *circuits: str) -> HistorySpan:
    return HistorySpan(
        date.fromisoformat(start), date.fromisoformat(end) if end else None, effect, frozenset(circuits)
    )


def authority(name: str, *history: HistorySpan, circuits: tuple[str, ...] = ()) -> Authority:
    texts = {"en": "x", "es": "x"}
    return Authority(
        name, "bia", name, texts, date(2000, 1, 1), history, Grade.PRIMARY, TODAY, frozenset(circuits)
    )


def pack_of(*authorities: Authority) -> Pack:
    return replace(PACK, authorities={each.id: each for each in authorities})


A_B = authority(
    "a-b",
    span("2018-06-11", "2021-06-15", "operative"),
    span("2021-06-16", "2025-09-01", "vacated"),
    span("2025-09-02", None, "operative"),
)


@pytest.mark.parametrize(
    ("day", "operative", "why"),
    [
        ("2018-06-10", False, "not_yet"),
        ("2018-06-11", True, ""),
        ("2021-06-15", True, ""),
        ("2021-06-16", False, "ended"),
        ("2025-09-01", False, "ended"),
        ("2025-09-02", True, ""),
        ("2026-11-24", True, ""),
    ],
)
def test_the_life_of_a_decision(day: str, operative: bool, why: str) -> None:
    found = authority_effect(A_B, date.fromisoformat(day), None)
    assert (found.operative, found.why) == (operative, why)


def test_the_span_that_governs_is_told() -> None:
    assert authority_effect(A_B, date(2022, 1, 1), "5").span == A_B.history[1]
    assert authority_effect(A_B, date(2018, 1, 1), "5").span is None


def test_a_gap_in_the_history_is_not_operative() -> None:
    gap = authority(
        "gap", span("2000-01-01", "2001-01-01", "operative"), span("2003-01-01", None, "operative")
    )
    assert authority_effect(gap, date(2002, 1, 1), None).why == "ended"


@pytest.mark.parametrize(
    "effect", ["vacated", "enjoined", "stayed", "overruled", "pending", "superseded", "unclear"]
)
def test_only_operative_is_operative(effect: str) -> None:
    assert not authority_effect(authority("x", span("2000-01-01", None, effect)), TODAY, "5").operative


def test_a_circuit_decision_is_law_in_its_circuit_only() -> None:
    fifth = authority("fifth", span("2020-01-01", None, "operative"), circuits=("5",))
    assert authority_effect(fifth, TODAY, "5").operative
    assert authority_effect(fifth, TODAY, "9").why == "other_circuit"
    assert authority_effect(fifth, TODAY, None).why == "circuit_unknown"


def test_a_span_of_one_circuit_goes_before_the_nationwide_one() -> None:
    rule = authority("rule", span("2020-01-01", None, "operative"), span("2019-01-01", None, "enjoined", "9"))
    assert authority_effect(rule, TODAY, "5").operative
    assert not authority_effect(rule, TODAY, "9").operative
    assert authority_effect(rule, TODAY, None).operative


def test_law_of_some_circuits_by_its_history() -> None:
    partly = authority("partly", span("2020-01-01", None, "operative", "5", "8"))
    assert authority_effect(partly, TODAY, "8").operative
    assert authority_effect(partly, TODAY, "9").why == "other_circuit"
    assert authority_effect(partly, TODAY, None).why == "circuit_unknown"


ALWAYS = authority("always", span("1997-04-01", None, "operative"))


def test_a_rule_is_law_when_all_it_rests_on_is_operative() -> None:
    rule = replace(RULE, rests_on=("always", "a-b"))
    pack = pack_of(ALWAYS, A_B)
    assert rule_status(rule, pack, date(2020, 1, 1), None) == InForce("us.test.rule")
    assert rule_status(rule, pack, date(2022, 1, 1), None) == NotInForce("us.test.rule", "ended", "a-b")
    assert rule_status(rule, pack, date(1990, 1, 1), None) == NotInForce("us.test.rule", "not_yet", "always")


def test_what_stands_beside_a_rule_decides_nothing() -> None:
    rule = replace(RULE, rests_on=("always",), beside=("a-b",), against=("a-b",))
    assert rule_status(rule, pack_of(ALWAYS, A_B), date(2022, 1, 1), None) == InForce("us.test.rule")


def test_a_rule_of_some_circuits() -> None:
    rule = replace(RULE, rests_on=("always",), in_circuits=frozenset({"5"}))
    pack = pack_of(ALWAYS)
    assert rule_status(rule, pack, TODAY, "5") == InForce("us.test.rule")
    assert rule_status(rule, pack, TODAY, "9") == NotInForce("us.test.rule", "other_circuit", "always")
    assert rule_status(rule, pack, TODAY, None) == NotInForce("us.test.rule", "circuit_unknown", "always")


def test_a_rule_is_displaced_where_and_since_other_law_stands() -> None:
    ninth = authority("ninth-2017", span("2017-03-08", None, "operative"), circuits=("9",))
    rule = replace(RULE, rests_on=("always",), displaced=(Displaced(frozenset({"9"}), "ninth-2017"),))
    pack = pack_of(ALWAYS, ninth)
    assert rule_status(rule, pack, TODAY, "9") == NotInForce("us.test.rule", "displaced", "ninth-2017")
    assert rule_status(rule, pack, date(2017, 3, 7), "9") == InForce("us.test.rule")
    assert rule_status(rule, pack, TODAY, "5") == InForce("us.test.rule")
    assert rule_status(rule, pack, TODAY, None) == InForce("us.test.rule")


def test_a_rule_that_rests_on_no_law_is_always_in_force() -> None:
    assert rule_status(replace(RULE, rests_on=()), pack_of(), date(1900, 1, 1), None) == InForce(
        "us.test.rule"
    )


@pytest.mark.parametrize(
    ("written", "start", "end", "effect"),
    [
        ('{from: "2020", effect: operative}', date(2020, 12, 31), None, "operative"),
        ('{from: "2020-02", effect: operative}', date(2020, 2, 29), None, "operative"),
        (
            '{from: "2020", until: "2021", effect: operative}',
            date(2020, 12, 31),
            date(2021, 1, 1),
            "operative",
        ),
        (
            '{from: "2020", until: "2021-06", effect: enjoined}',
            date(2020, 1, 1),
            date(2021, 6, 30),
            "enjoined",
        ),
    ],
)
def test_a_day_only_partly_known_counts_as_law_only_when_it_surely_was(
    tmp_path: Path, written: str, start: date, end: date | None, effect: str
) -> None:
    changed = small_text("authorities/all.yaml", ('{from: "2020", effect: operative}', written))
    pack = small_pack(tmp_path, {"authorities/all.yaml": changed})
    assert pack.authorities["gjetani-2020"].history == (HistorySpan(start, end, effect),)


DAYS = st.dates(date(1997, 1, 1), date(2026, 12, 31))
SOME_CIRCUITS = st.frozensets(st.sampled_from(CIRCUITS), max_size=3)
SPANS = st.builds(
    lambda start, length, effect, circuits: HistorySpan(
        start, None if length is None else start + timedelta(days=length), effect, circuits
    ),
    DAYS,
    st.none() | st.integers(0, 4000),
    st.sampled_from(["operative", "vacated", "enjoined", "unclear"]),
    SOME_CIRCUITS,
)
AUTHORITIES = st.builds(
    lambda history, circuits: replace(authority("x", *history), circuits=circuits),
    st.lists(SPANS, min_size=1, max_size=4),
    SOME_CIRCUITS,
)


@st.composite
def packs(draw: st.DrawFn) -> tuple[Rule, Pack]:
    ids = ["a", "b", "c"]
    pack = pack_of(*(replace(draw(AUTHORITIES), id=name) for name in ids))
    displaced = st.builds(Displaced, SOME_CIRCUITS, st.sampled_from(ids))
    rule = replace(
        RULE,
        rests_on=tuple(draw(st.lists(st.sampled_from(ids), unique=True))),
        in_circuits=draw(SOME_CIRCUITS),
        displaced=tuple(draw(st.lists(displaced, max_size=2))),
    )
    return rule, pack


def surely_operative(authority: Authority, day: date, circuit: str | None) -> bool:
    """The rule of the format said again, another way: walk the spans, keep the last that outranks."""
    if authority.circuits and circuit not in authority.circuits:
        return False
    best: HistorySpan | None = None
    for each in authority.history:
        within = each.start <= day <= (each.end or date.max)
        if (
            within
            and (not each.circuits or circuit in each.circuits)
            and (best is None or outranks(each, best))
        ):
            best = each
    return best is not None and best.effect == "operative"


def outranks(one: HistorySpan, other: HistorySpan) -> bool:
    if bool(one.circuits) != bool(other.circuits):
        return bool(one.circuits)
    if one.start != other.start:
        return one.start > other.start
    return one.effect != "operative"


@settings(max_examples=500)
@given(packs(), DAYS, st.none() | st.sampled_from(CIRCUITS))
def test_no_rule_in_force_rests_on_what_is_not_operative(
    made: tuple[Rule, Pack], day: date, circuit: str | None
) -> None:
    rule, pack = made
    status = rule_status(rule, pack, day, circuit)
    if isinstance(status, InForce):
        assert all(surely_operative(pack.authorities[name], day, circuit) for name in rule.rests_on)
        assert not rule.in_circuits or circuit in rule.in_circuits
    else:
        assert status.why in {"not_yet", "ended", "other_circuit", "displaced", "circuit_unknown"}
        assert status.authority in {*rule.rests_on, *(each.by for each in rule.displaced), ""}


@settings(max_examples=300)
@given(AUTHORITIES, DAYS, st.none() | st.sampled_from(CIRCUITS))
def test_an_effect_is_operative_exactly_as_its_history_says(
    made: Authority, day: date, circuit: str | None
) -> None:
    found = authority_effect(made, day, circuit)
    assert found.operative == surely_operative(made, day, circuit)
    assert found.operative == (found.why == "")


def test_in_the_real_pack_no_rule_in_force_rests_on_what_is_not_operative() -> None:
    pack = real_pack()
    for year in range(1997, 2027):
        for day in (date(year, 1, 1), date(year, 6, 11), date(year, 6, 16), date(year, 12, 31)):
            for circuit in (None, *CIRCUITS):
                for rule in pack.rules.values():
                    if isinstance(rule_status(rule, pack, day, circuit), InForce):
                        names = rule.rests_on
                        assert all(surely_operative(pack.authorities[name], day, circuit) for name in names)
