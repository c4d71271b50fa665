"""The authorities as data: ids, dates, the story each one tells over time, and plain wording."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from real_pack import real_pack

from screening.law.in_force import authority_effect
from screening.law.pack import Authority, HistorySpan
from screening.law.strict_yaml import read_yaml
from screening.vocabulary import LANGUAGES, Grade

FOLDER = Path(__file__).parent.parent / "rules" / "us" / "authorities"
AUTHORITIES = real_pack().authorities

COURT_ID = r"[a-z]+(-[a-z]+)*-[0-9]{4}"
ID_OF_KIND = {
    "statute": r"ina(-[0-9a-z]+)+|usc(-[0-9a-z]+)+|pl(-[0-9]+){2,3}|iirira-[0-9]+",
    "regulation": r"cfr-[0-9]+(-[0-9a-z]+)*|fr-[0-9]+-[0-9]+|fr-doc-[0-9]{4}-[0-9]+",
    "bia": rf"matter-{COURT_ID}",
    "ag": rf"matter-{COURT_ID}",
    "supreme_court": COURT_ID,
    "circuit": COURT_ID,
    "district": COURT_ID,
}
EFFECTS = {
    "operative", "vacated", "enjoined", "stayed", "overruled", "pending", "superseded", "unclear",
}  # fmt: skip
# Orders of a court of appeals about a rule or proclamation reach the whole country.
NATIONWIDE_ORDERS = {"e-bay-v-trump-2020", "e-bay-v-trump-2025", "raices-2026", "make-the-road-2026"}

BANNED = re.compile(
    r"\b(eligib|scor(e|ing)|likelihood|chances?\b|credib|illegal|aliens?\b|alleg|failed to|admits|inconsisten"
    r"|elegib|puntaje|probabilidad|creíble|ilegal|presunt[oa]\b|alega|incoheren|admite)",
    re.IGNORECASE,
)
NOT_CHECKED = re.compile(r"unverified|not verified|from memory|sin verificar|de memoria", re.IGNORECASE)


def first_possible_day(authority: Authority) -> date:
    """The first day the authority can have been decided on."""
    day = authority.decided
    return {"year": date(day.year, 1, 1), "month": day.replace(day=1)}.get(authority.decided_precision, day)


def last_possible_day(authority: Authority) -> date:
    """The last day the authority can have been decided on."""
    day = authority.decided
    if authority.decided_precision == "year":
        return date(day.year, 12, 31)
    if authority.decided_precision == "month":
        return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day


def history_problems(authority: Authority) -> list[str]:
    """What is wrong with the order of the spans, scope by scope. Empty: nothing."""
    found = []
    if not authority.history:
        return ["no history"]
    first = authority.history[0]
    if first.start < first_possible_day(authority):
        found.append("begins before it was decided")
    if first.start > last_possible_day(authority) and first.note is None:
        found.append("begins after it was decided, and no note says why")
    for scope in {span.circuits for span in authority.history}:
        spans = [span for span in authority.history if span.circuits == scope]
        for earlier, later in pairwise(spans):
            if later.start <= earlier.start:
                found.append("out of order")
            if earlier.end is None or later.start <= earlier.end:
                found.append("overlap")
            elif later.start != earlier.end + timedelta(days=1):
                found.append("gap")
        if spans[-1].end is not None:
            found.append("the last span ends and nothing says what came after")
    return found


def texts(authority: Authority) -> Iterator[str]:
    """Every text of an authority that a reader may see, in all languages."""
    yield from authority.says.values()
    for span in authority.history:
        yield from (span.note or {}).values()


def test_no_id_stands_twice_in_the_files() -> None:
    ids = []
    for file in sorted(FOLDER.glob("*.yaml")):
        document: Any = read_yaml(file.read_bytes(), file.name).value
        ids += [entry["id"] for entry in document["authorities"]]
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert set(ids) == set(AUTHORITIES)


def test_every_file_stays_readable() -> None:
    assert {f.name: n for f in FOLDER.iterdir() if (n := len(f.read_text("utf-8").splitlines())) > 400} == {}


def test_no_two_authorities_are_the_same_text() -> None:
    cites = [each.cite for each in AUTHORITIES.values()]
    assert len(cites) == len(set(cites))


def test_ids_follow_the_convention_of_their_kind() -> None:
    any_id = r"[a-z0-9]+(-[a-z0-9]+)*"
    assert [
        each.id
        for each in AUTHORITIES.values()
        if not re.fullmatch(ID_OF_KIND.get(each.kind, any_id), each.id)
    ] == []


def test_the_year_of_a_decision_is_that_of_its_id_and_its_citation() -> None:
    assert [
        each.id
        for each in AUTHORITIES.values()
        if each.kind in {"bia", "ag", "circuit"}
        and not (each.id.endswith(f"-{each.decided.year}") and str(each.decided.year) in each.cite)
    ] == []


def test_histories_are_whole_and_in_order() -> None:
    assert {each.id: found for each in AUTHORITIES.values() if (found := history_problems(each))} == {}
    assert {span.effect for each in AUTHORITIES.values() for span in each.history} <= EFFECTS


def test_what_changed_an_authority_exists_and_came_first() -> None:
    changes = [(each.id, span) for each in AUTHORITIES.values() for span in each.history if span.by]
    assert len(changes) > 30
    assert [
        (name, span.by)
        for name, span in changes
        if span.by == name
        or span.by not in AUTHORITIES
        or first_possible_day(AUTHORITIES[span.by]) > span.start
    ] == []


def test_an_unclear_effect_is_explained() -> None:
    assert [
        each.id
        for each in AUTHORITIES.values()
        for span in each.history
        if span.effect == "unclear" and not span.note
    ] == []


def test_texts_are_short_plain_and_in_both_languages() -> None:
    bilingual = [(each.id, each.says) for each in AUTHORITIES.values()]
    bilingual += [(each.id, span.note) for each in AUTHORITIES.values() for span in each.history if span.note]
    assert [name for name, text in bilingual if set(text) != set(LANGUAGES) or text["en"] == text["es"]] == []
    everything = [(each.id, text) for each in AUTHORITIES.values() for text in texts(each)]
    assert [name for name, text in everything if len(text) > 160] == []
    assert [name for name, text in everything if text != text.strip() or not text.endswith(".")] == []
    assert [(name, found[0]) for name, text in everything if (found := BANNED.search(text))] == []


def test_nothing_is_called_read_that_its_text_calls_unread() -> None:
    assert [
        each.id
        for each in AUTHORITIES.values()
        if (each.grade is Grade.PRIMARY and any(NOT_CHECKED.search(text) for text in texts(each)))
        or ("holding was not found" in each.says["en"] and each.grade is not Grade.UNVERIFIED)
    ] == []


def test_courts_bind_their_circuit_and_the_agency_the_country() -> None:
    circuit_law = {each.id for each in AUTHORITIES.values() if each.kind == "circuit"}
    assert {each.id for each in AUTHORITIES.values() if each.circuits} == circuit_law - NATIONWIDE_ORDERS


def _span(start: str, end: str | None, effect: str = "operative") -> HistorySpan:
    return HistorySpan(date.fromisoformat(start), date.fromisoformat(end) if end else None, effect)


@pytest.mark.parametrize(
    ("history", "problem"),
    [
        ((), "no history"),
        ((_span("2018-06-10", None),), "begins before it was decided"),
        ((_span("2018-07-01", None),), "begins after it was decided, and no note says why"),
        ((_span("2018-06-11", "2019-01-01"), _span("2019-01-01", None, "vacated")), "overlap"),
        ((_span("2018-06-11", None), _span("2019-01-01", None, "vacated")), "overlap"),
        ((_span("2018-06-11", "2019-01-01"), _span("2019-01-03", None, "vacated")), "gap"),
        ((_span("2018-06-11", "2018-06-11"), _span("2018-06-11", None)), "out of order"),
        ((_span("2018-06-11", "2019-01-01"),), "the last span ends and nothing says what came after"),
    ],
)
def test_a_broken_history_is_found(history: tuple[HistorySpan, ...], problem: str) -> None:
    assert problem in history_problems(replace(AUTHORITIES["matter-a-b-i-2018"], history=history))


STORIES = {
    "matter-a-b-i-2018": (
        "2018-06-11 operative 2021-06-15 operative 2021-06-16 vacated 2025-09-01 vacated 2025-09-02 operative"
    ),
    "matter-a-b-ii-2021": "2021-01-14 operative 2023-01-01 vacated 2025-09-02 operative",
    "matter-a-b-iii-2021": "2021-06-16 operative 2025-09-02 superseded",
    "matter-a-r-c-g-2014": (
        "2018-06-10 operative 2018-06-11 overruled 2021-06-16 operative 2025-09-02 overruled"
    ),
    "matter-l-e-a-ii-2019": "2019-07-29 operative 2022-01-01 vacated 2025-09-02 operative",
    "matter-m-r-m-s-2023": "2023-12-01 operative 2025-08-25 operative 2025-08-26 vacated",
    "matter-negusie-2020": "2020-11-05 operative 2021-10-12 stayed 2025-10-21 stayed 2025-10-22 operative",
    "fr-85-80274": "2020-12-11 pending 2021-01-08 enjoined 2026-11-24 enjoined",
    "fr-83-55934": "2018-11-09 enjoined 2026-11-24 vacated",
    "fr-84-33829": "2019-09-11 operative 2020-06-30 vacated",
    "cfr-208-33": "2023-05-11 operative 2023-07-25 unclear 2026-11-24 operative",
    "cfr-208-35": "2024-06-05 operative 2025-05-09 unclear",
    "proclamation-10888": "2025-01-20 operative 2025-07-02 vacated 2025-08-01 unclear 2026-11-24 unclear",
    "fr-doc-2025-01720": "2025-02-01 operative 2026-06-22 stayed 2026-06-23 operative",
    "ina-208-a-2-b": "1997-04-01 operative 2026-11-24 operative",
    "ina-208-b-1-b-i": "2005-05-11 operative",
}
"""Contested authorities, and what each was worth on some days."""


@pytest.mark.parametrize("name", STORIES)
def test_the_story_of_the_contested_ones(name: str) -> None:
    words = STORIES[name].split()
    for day, effect in zip(words[::2], words[1::2], strict=True):
        span = authority_effect(AUTHORITIES[name], date.fromisoformat(day), None).span
        assert span is not None, day
        assert (day, span.effect) == (day, effect)


@pytest.mark.parametrize(
    ("name", "day"),
    [("ina-208-a-2-b", "1997-03-31"), ("ina-208-b-1-b-i", "2005-05-10"), ("matter-a-b-i-2018", "2018-06-10")],
)
def test_nothing_is_law_before_its_first_day(name: str, day: str) -> None:
    effect = authority_effect(AUTHORITIES[name], date.fromisoformat(day), None)
    assert (effect.operative, effect.why) == (False, "not_yet")


def test_a_year_alone_counts_from_its_last_day() -> None:
    matter = AUTHORITIES["matter-t-z-2007"]
    assert not authority_effect(matter, date(2007, 12, 30), None).operative
    assert authority_effect(matter, date(2007, 12, 31), None).operative


def test_circuit_law_is_law_in_its_circuit_only() -> None:
    day, gjetani = date(2026, 11, 24), AUTHORITIES["gjetani-2020"]
    assert authority_effect(gjetani, day, "5").operative
    assert not authority_effect(gjetani, day, "9").operative
    assert not authority_effect(gjetani, day, None).operative


def test_the_withdrawn_opinion_is_not_cited() -> None:
    assert "95 F.4th 319" in AUTHORITIES["mejia-alvarenga-2024"].cite
    assert not any("90 F.4th 348" in each.cite for each in AUTHORITIES.values())
