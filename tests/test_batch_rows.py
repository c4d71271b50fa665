"""A row of a batch says what the assessment of the same case says, whichever way the record was read.

``SCREENING_BATCH_CASES`` sets how many invented cases are compared (60 if it is not set).
"""

import json
import os
from datetime import date
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_cases import AS_OF, the_pack

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.batch.court import GRAVE
from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.rows import Row
from screening.batch.scores import NOTHING_DUE, nearest, weights_of
from screening.batch.screener import Refused, Screener
from screening.batch.synth import synthetic_lines
from screening.errors import IntakeError
from screening.intake.read import read_intake
from screening.vocabulary import ElementState, Protection

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.json"))
CASES = int(os.environ.get("SCREENING_BATCH_CASES", "30"))


@lru_cache(maxsize=4)
def screener(circuit: str | None = None, as_of: date = AS_OF) -> Screener:
    return Screener(the_pack(), as_of, circuit)


def row_of(data: bytes, circuit: str | None = None) -> Row:
    found = screener(circuit).screen(data)
    assert isinstance(found, Row), found
    return found


def expected(found: Assessment) -> dict[str, Any]:
    """What a row should say, from the assessment alone."""
    pack = the_pack()
    weights = weights_of(pack).of
    counted = [(weights.get((e.element, e.protection), 0), e.state) for e in found.elements]
    due = [nearest(one.urgency, one.days_left, one.kind) for one in found.deadlines]
    states: dict[str, dict[str, str]] = {one.value: {} for one in Protection}
    for each in found.elements:
        states[each.protection][each.element] = each.state
    settled = (ElementState.SUPPORTED, ElementState.NOT_SUPPORTED)
    return {
        "case": found.case,
        "circuit": found.circuit,
        "nearest": min(due, default=NOTHING_DUE),
        "outcomes": tuple(str(one.outcome) for one in found.protections),
        "support": sum(w for w, state in counted if state is ElementState.SUPPORTED),
        "readiness": sum(w for w, state in counted if state in settled),
        "elements": states,
        "bases": {one.rule: str(one.state) for one in found.bases},
        "bars": {b.rule: b.state for b in found.bars if b.state in ("in_force", "in_force_unless")},
        "weak_spots": sorted(one.rule for one in found.weak_spots if one.severity in GRAVE),
        "safety": sorted(one.rule for one in found.safety),
    }


def said(row: Row) -> dict[str, Any]:
    return {
        "case": row.case,
        "circuit": row.circuit,
        "nearest": row.nearest,
        "outcomes": tuple(str(one) for one in row.outcomes),
        "support": row.support,
        "readiness": row.readiness,
        "elements": json.loads(row.elements),
        "bases": dict(row.bases),
        "bars": dict(row.bars),
        "weak_spots": sorted(row.weak_spots),
        "safety": sorted(row.safety),
    }


def assessed(data: bytes, circuit: str | None = None) -> dict[str, Any]:
    intake = read_intake(data, source="", as_of=AS_OF)
    return expected(assess(intake, the_pack(), as_of=AS_OF, circuit=circuit, settling=False))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("circuit", [None, "9"])
def test_examples_as_a_single_screening_has_them(path: Path, circuit: str | None) -> None:
    data = path.read_bytes()
    packed = json.dumps(json.loads(data), separators=(",", ":")).encode()
    assert said(row_of(data, circuit)) == assessed(data, circuit)
    assert said(row_of(packed, circuit)) == said(row_of(data, circuit))


def test_invented_cases_as_a_single_screening_has_them() -> None:
    outcomes: set[str] = set()
    conflicts = 0
    for data in synthetic_lines(CASES, 20261124, AS_OF):
        row = said(row_of(data.rstrip()))
        assert row == assessed(data), data[:60]
        outcomes.update(row["outcomes"])
        conflicts += "conflicting" in str(row["elements"])
    assert {"open", "not_indicated_on_these_facts"} <= outcomes


def test_accounts_that_differ_make_an_element_conflicting_as_in_a_single_screening() -> None:
    seen = 0
    for path in EXAMPLES:
        case = json.loads(path.read_bytes())
        afraid = case.get("fear", {}).get("afraid_now")
        if isinstance(afraid, bool):
            case["other_accounts"] = [{"fact": "fear.afraid_now", "value": not afraid, "said_by": "relative"}]
            data = json.dumps(case).encode()
            found = said(row_of(data))
            assert found == assessed(data)
            seen += "conflicting" in found["elements"]["asylum"].values()
    assert seen


def base() -> dict[str, Any]:
    """A case that goes the short way."""
    case: dict[str, Any] = json.loads((ROOT / "examples" / "fictional-strong.json").read_bytes())
    assert names_if_plain(dumped(case)) != NOT_PLAIN
    return case


def dumped(case: dict[str, Any]) -> bytes:
    return json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode()


def with_change(change: str) -> bytes:
    case = base()
    incident = case["incidents"][0]
    match change:
        case "name twice":
            return dumped(case).replace(b'"fear":{', b'"fear":{"afraid_now":false,', 1)
        case "name twice, spelled otherwise":
            return dumped(case).replace(b'"fear":{', b'"fear":{"afraid\\u005fnow":false,', 1)
        case "section twice":
            return dumped(case)[:-1] + b',"fear":{}}'
        case "null":
            case["fear"]["afraid_now"] = None
        case "hidden character":
            incident["summary"] = "left\u202eright"
        case "hidden character, escaped":
            return json.dumps({**case, "note": "left\u202eright"}).encode()
        case "blank text":
            case["note"] = "   "
        case "blank text of one":
            case["note"] = " "
        case "blank text, another blank":
            case["note"] = "\u00a0"
        case "blank text of a line end":
            case["note"] = "\n"
        case "day ahead":
            incident["date"] = "2027-01-01"
        case "month ahead":
            incident["date"] = "2026-12"
        case "deadline far ahead":
            case["deadlines"] = [{"id": "d", "date": "2044-01-01"}]
        case "id twice":
            case["incidents"].append(dict(incident))
        case "no such id":
            incident["persecutors"] = ["nobody"]
        case "named twice":
            case["complete"] = ["members", "members"]
        case "two last entries":
            case["entries"] = [{"id": "a", "last": True}, {"id": "b", "last": True}]
        case "list too long":
            case["members"] = [{"id": f"m{n}"} for n in range(51)]
        case "codes too many":
            incident["harm"] = [incident["harm"][0]] * 201
        case "source of nothing":
            case["sources"] = [{"fact": "fear.nothing", "said_by": "client"}]
        case "source of a day ahead":
            case["sources"] = [{"fact": "fear.afraid_now", "said_by": "client", "date": "2027-01-01"}]
        case "source in no document":
            case["sources"] = [{"fact": "fear.afraid_now", "said_by": "document", "document": "nothing"}]
        case "sources too many":
            case["sources"] = [{"fact": "fear.afraid_now", "said_by": "client"}] * 201
        case "source of no item":
            case["sources"] = [{"fact": "incidents[nothing].date", "said_by": "client"}]
        case "name twice in a source":
            case["sources"] = [{"fact": "fear.afraid_now", "said_by": "client"}]
            return dumped(case).replace(b'"said_by":"client"', b'"said_by":"client","said_by":"other"', 1)
        case "unknown name":
            case["wishes"] = "CANARY"
        case "number for yes":
            case["fear"]["afraid_now"] = 1
        case "too deep":
            case["note"] = json.loads("[" * 40 + "]" * 40)
        case "byte order mark":
            return b"\xef\xbb\xbf" + dumped(case)
        case "zero byte":
            return dumped(case)[:-1] + b"\0}"
        case "delete":
            case["note"] = "a\x7fb"
        case "broken letter":
            return dumped(case).replace(b'"note":"', b'"note":"\xc3', 1)
        case "cut":
            return dumped(case)[:-20]
        case "two":
            return dumped(case) + dumped(case)
        case _:
            raise AssertionError(change)
    return dumped(case)


def test_sources_that_fit_go_the_short_way_and_change_nothing() -> None:
    case = base()
    plain = said(row_of(dumped(case)))
    incident = case["incidents"][0]["id"]
    case["sources"] = [
        {"fact": "fear.afraid_now", "said_by": "client", "date": "2026-10"},
        {"fact": f"incidents[{incident}].date", "said_by": "relative", "date": "unknown"},
    ]
    data = dumped(case)
    told = screener()._reader.read(data)
    assert told is not None
    assert told.names == names_if_plain(data)
    assert said(row_of(data)) == plain == assessed(data)


CHANGES = [
    "name twice", "name twice, spelled otherwise", "section twice", "null", "hidden character",
    "hidden character, escaped", "blank text", "blank text of one", "blank text, another blank",
    "blank text of a line end", "day ahead", "month ahead", "deadline far ahead", "id twice", "no such id",
    "named twice", "two last entries", "list too long", "codes too many", "source of nothing", "source of no item",
    "source of a day ahead", "source in no document", "sources too many", "name twice in a source", "unknown name",
    "number for yes", "too deep", "byte order mark", "zero byte", "delete", "broken letter", "cut", "two",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_single_screening_refuses_is_refused_with_the_same_code(change: str) -> None:
    data = with_change(change)
    with pytest.raises(IntakeError) as caught:
        read_intake(data, source="", as_of=AS_OF)
    found = screener().screen(data)
    assert isinstance(found, Refused), change
    first = caught.value.problems[0]
    assert (found.code, found.where, found.problems) == (first.code, first.where, len(caught.value.problems))


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "bad_intake").glob("*.json")), ids=lambda p: p.stem)
def test_bad_files_are_refused(path: Path) -> None:
    assert isinstance(screener().screen(path.read_bytes()), Refused)


SYNTHETIC = list(synthetic_lines(30, 5, AS_OF))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_damaged_records_are_taken_only_where_a_single_screening_takes_them(rng: Random) -> None:
    data = bytearray(rng.choice(SYNTHETIC).rstrip())
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(data))
        match rng.randrange(4):
            case 0:
                del data[at : at + rng.randint(1, 8)]
            case 1:
                data[at:at] = rng.choice(
                    (b"null", b'"', b" ", b"\\u200b", b",", b"\xc2\xad", b'"x":1,', b"}")
                )
            case 2:
                data[at] = rng.randrange(256)
            case _:
                piece = bytes(data[at : at + rng.randint(1, 40)])
                data[at:at] = piece
    record = bytes(data)
    found = screener().screen(record)
    try:
        intake = read_intake(record, source="", as_of=AS_OF)
    except IntakeError as error:
        assert isinstance(found, Refused)
        assert found.code == error.problems[0].code
    else:
        assert isinstance(found, Row)
        assert found.case == intake.id


def test_rows_hold_ids_codes_and_counts_only() -> None:
    for data in SYNTHETIC:
        line = row_of(data.rstrip()).json(1, 0)
        assert json.dumps(json.loads(line), separators=(",", ":")) == line
        assert line.isascii()


def test_records_screened_together_come_out_as_alone_and_in_their_order() -> None:
    broken = b'{"format":"asylum.intake/1"'
    careful = json.dumps(json.loads(EXAMPLES[0].read_bytes()), indent=1).encode().replace(b'":', b'" :', 1)
    records = [*synthetic_lines(20, 11, AS_OF), broken, careful, *synthetic_lines(20, 12, AS_OF), broken]
    one_by_one = [screener().screen(record) for record in records]
    assert screener().screen_all(records) == one_by_one
    assert [isinstance(found, Refused) for found in one_by_one].count(True) == 2
    assert screener().screen_all([]) == []
