"""Fuzzy dates: what is read, what is refused, and that the interval of days is right."""

import csv
import re
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from screening.dates.edtf import FuzzyDate

VECTORS = Path(__file__).parents[2] / "shared" / "vectors" / "edtf" / "level1.tsv"

READ = [
    # text, first day, last day, approximate, uncertain
    ("2025-03-14", "2025-03-14", "2025-03-14", False, False),
    ("2025-03", "2025-03-01", "2025-03-31", False, False),
    ("2024-02", "2024-02-01", "2024-02-29", False, False),
    ("2025", "2025-01-01", "2025-12-31", False, False),
    ("2025-03~", "2025-03-01", "2025-03-31", True, False),
    ("2025?", "2025-01-01", "2025-12-31", False, True),
    ("2025-03-14%", "2025-03-14", "2025-03-14", True, True),
    ("202X", "2020-01-01", "2029-12-31", False, False),
    ("2025-XX", "2025-01-01", "2025-12-31", False, False),
    ("2025-XX-XX", "2025-01-01", "2025-12-31", False, False),
    ("2025-02-XX", "2025-02-01", "2025-02-28", False, False),
    ("2024-11/2025-02", "2024-11-01", "2025-02-28", False, False),
    ("2024-11~/2025-02?", "2024-11-01", "2025-02-28", True, True),
    ("2025/2025", "2025-01-01", "2025-12-31", False, False),
    ("../2025-03", None, "2025-03-31", False, False),
    ("2025-03-14/..", "2025-03-14", None, False, False),
    ("1900", "1900-01-01", "1900-12-31", False, False),
    ("2200-12-31", "2200-12-31", "2200-12-31", False, False),
]

REFUSED = [
    "", " ", "2025-03-14 ", " 2025-03-14", "2025-03-14\n", "2025\n", "\n2025", "2025-03/2025-04\n",
    "2025-3-14", "25-03-14", "03/14/2025", "14.03.2025", "20250314", "2025-0314", "March 2025",
    "2025-00", "2025-13", "2025-03-00", "2025-03-32", "2025-02-29", "2100-02-29", "2024-04-31",
    "2025-21", "2025-24/2026", "1899", "2201", "0000", "9999", "18XX", "22XX", "-2025", "Y20250",
    "2025-XX-14", "202X-03", "20X5", "2X25", "XXXX", "2025-0X", "2025-03-1X",
    "202X-XX", "202X-XX-XX",
    "2025-03-14T10:00:00", "2025-03-14T10:00:00Z", "2025~?", "~2025", "2025~-03", "2025-03?-14",
    "2025/2024", "2025-03-14/2025-03-13", "2025-03/2025-02~", "..", "/", "../..", "../", "/..", "2025/",
    "/2025", "2025/2026/2027", "2025//2026", "..2025", "2025..", "[2025,2026]", "{2025}", "2025-03-14/P1M",
    "２０２５", "٢٠٢٥", "2025-०३", "2025‐03", "2025\u200b", "2025\x00", "null", "unknown",
]  # fmt: skip


@pytest.mark.parametrize(("text", "lo", "hi", "approximate", "uncertain"), READ)
def test_days_of_a_date(
    text: str, lo: str | None, hi: str | None, approximate: bool, uncertain: bool
) -> None:
    day = FuzzyDate.parse(text)
    assert day.text == text
    assert day.lo == (lo and date.fromisoformat(lo))
    assert day.hi == (hi and date.fromisoformat(hi))
    assert (day.approximate, day.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        FuzzyDate.parse(text)
    shown = re.sub(
        "2025(-03(-14)?)?", "", str(caught.value)
    )  # the forms to write, which some tests come near
    assert len(text) < 5 or text.strip() not in shown


def test_an_exact_date_is_the_same_as_its_text_read() -> None:
    assert FuzzyDate.exact(date(2025, 3, 14)) == FuzzyDate.parse("2025-03-14")
    assert len({FuzzyDate.exact(date(2025, 3, 14)), FuzzyDate.parse("2025-03-14")}) == 1


def test_frozen() -> None:
    with pytest.raises(AttributeError):
        FuzzyDate.parse("2025").text = "2026"  # type: ignore[misc]  # that is what is tested


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@settings(max_examples=300)
@given(DAYS, st.sampled_from(["", "~", "?", "%"]))
def test_every_day_lies_in_its_month_and_its_year(day: date, mark: str) -> None:
    exact, month, year = (FuzzyDate.parse(day.isoformat()[:length] + mark) for length in (10, 7, 4))
    assert (exact.lo, exact.hi) == (day, day)
    assert month.lo == day.replace(day=1)
    assert month.hi == day.replace(day=monthrange(day.year, day.month)[1])
    assert (year.lo, year.hi) == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert all(each.approximate == (mark in ("~", "%")) for each in (exact, month, year) if mark)


@settings(max_examples=300)
@given(DAYS, DAYS, st.sampled_from([10, 7, 4]), st.sampled_from([10, 7, 4]))
def test_an_interval_has_the_first_day_of_one_and_the_last_of_the_other(
    one: date, other: date, start_length: int, end_length: int
) -> None:
    start, end = one.isoformat()[:start_length], other.isoformat()[:end_length]
    first, last = FuzzyDate.parse(start).lo, FuzzyDate.parse(end).hi
    assert first is not None and last is not None
    if first > last:
        with pytest.raises(ValueError, match="ends before"):
            FuzzyDate.parse(f"{start}/{end}")
    else:
        assert (FuzzyDate.parse(f"{start}/{end}").lo, FuzzyDate.parse(f"{start}/{end}").hi) == (first, last)


@settings(max_examples=500)
@given(st.text(alphabet="0123456789-/.~?%XTZ \n", max_size=24) | st.text(max_size=24))
def test_any_text_is_a_date_or_a_reason(text: str) -> None:
    try:
        day = FuzzyDate.parse(text)
    except ValueError:
        return
    assert text.isascii() and text.strip() == text
    assert day.lo is not None or day.hi is not None
    assert day.lo is None or day.hi is None or day.lo <= day.hi
    assert FuzzyDate.parse(day.text) == day


@settings(max_examples=100)
@given(DAYS, st.sampled_from([10, 7, 4]), st.sampled_from(["", "~", "?", "%"]))
def test_agrees_with_the_edtf_package(day: date, length: int, mark: str) -> None:
    edtf: Any = pytest.importorskip("edtf")
    text = day.isoformat()[:length] + mark
    theirs, ours = edtf.parse_edtf(text), FuzzyDate.parse(text)
    assert ours.lo is not None and ours.hi is not None
    assert tuple(theirs.lower_strict())[:3] == (ours.lo.year, ours.lo.month, ours.lo.day)
    assert tuple(theirs.upper_strict())[:3] == (ours.hi.year, ours.hi.month, ours.hi.day)


FIELD: TypeAdapter[FuzzyDate] = TypeAdapter(FuzzyDate)


def test_as_a_field_of_a_model() -> None:
    day = FIELD.validate_json('"2024-11/2025-02"', strict=True)
    assert day == FuzzyDate.parse("2024-11/2025-02")
    assert FIELD.dump_json(day) == b'"2024-11/2025-02"'
    assert FIELD.dump_python(day) == "2024-11/2025-02"
    schema = FIELD.json_schema()
    assert (schema["type"], schema["format"]) == ("string", "edtf")
    assert "2025-03~" in schema["description"]


@pytest.mark.parametrize("text", ["20250314", "0", "86400", "true", "null", "2025.0", "[]", "{}", '"2025-3"'])
def test_a_field_takes_only_text_in_the_form(text: str) -> None:
    with pytest.raises(ValidationError):
        FIELD.validate_json(text, strict=True)


# --- the level 0 and 1 vectors -----------------------------------------------------------------------

WE_REFUSE = {
    "a time of day": lambda text: "T" in text,
    "a season, which names no days": lambda text: re.search(r"-2[1-4](/|$)", text) is not None,
    "a year before 1900 or after 2200": lambda text: (
        text.startswith(("-", "Y"))
        or any(not 1900 <= int(year) <= 2200 for year in re.findall(r"(?:^|/)([0-9]{4})", text))
    ),
    "an end that is empty: unknown is no day": lambda text: text.startswith("/") or text.endswith("/"),
    "an interval open on both sides": lambda text: text == "../..",
}
"""Strings that are valid at level 1 and refused here, by the reason."""


READ_BEYOND_LEVEL_ONE = {"2004-06-XX/2004-07-03", "198X/199X"}
"""X in an interval is level 2; days follow from it, so it is read."""


def _rows() -> list[dict[str, str]]:
    if not VECTORS.is_file():
        print("NOT RUN: the EDTF vectors are not here")
        pytest.skip("the EDTF vectors are not here")
    with VECTORS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _decoded(text: str) -> str:
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda match: chr(int(match[1], 16)), text)


def test_vectors_valid_at_level_one() -> None:
    read = refused = 0
    for row in _rows():
        text = _decoded(row["string"])
        if row["valid"] != "yes":
            continue
        reasons = [reason for reason, applies in WE_REFUSE.items() if applies(text)]
        if reasons:
            refused += 1
            with pytest.raises(ValueError):
                FuzzyDate.parse(text)
            continue
        read += 1
        day = FuzzyDate.parse(text)
        for ours, theirs in ((day.lo, row["lower bound"]), (day.hi, row["upper bound"])):
            assert (ours.isoformat() if ours else "open") == theirs, text
    assert (read, refused) == (53, 35)


def test_vectors_not_valid_at_level_one() -> None:
    texts = [_decoded(row["string"]) for row in _rows() if row["valid"] == "no"]
    assert len(texts) == 134
    for text in texts:
        if text in READ_BEYOND_LEVEL_ONE:
            assert FuzzyDate.parse(text).lo is not None
            continue
        with pytest.raises(ValueError):
            FuzzyDate.parse(text)
