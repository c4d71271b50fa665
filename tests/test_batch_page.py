"""The summary of a batch: what it counts, and a page that nothing in a summary can change."""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from face_text import html_skeleton
from hostile import NASTY, PAYLOADS, unsafe_in
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_cases import AS_OF, the_pack

from screening.batch.page import PAGES, summary_page
from screening.batch.pools import process_pool
from screening.batch.run import Options, run_batch
from screening.batch.said import read_in_words, refusal
from screening.batch.scores import RANKS
from screening.batch.synth import synthetic_lines
from screening.batch.tally import MOST_URGENT, Tally
from screening.errors import ScreeningError
from screening.intake.read import read_intake_file
from screening.report.words import Words
from screening.safe_text import safe
from screening.vocabulary import LANGUAGES, Language, Protection

MARKUP = ("<script>alert(1)</script>", '" onmouseover="x', "</style><img src=x>", "{{ 7*7 }}", "&lt;b&gt;")

BAD = sorted((Path(__file__).parent / "bad_intake").glob("*.json"))


@cache
def rows_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.ndjson").read_bytes().splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of 60 cases, one of them refused, two of them looked at closely."""
    place = tmp_path_factory.mktemp("page")
    (place / "in.ndjson").write_bytes(b"".join(synthetic_lines(60, 5, AS_OF)) + b"{}\n")
    run_batch(Options((place / "in.ndjson",), place / "out", AS_OF, closer=2), the_pack(), process_pool)
    return place / "out"


def summary_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "summary.json").read_bytes())
    return found


def test_the_counts_are_those_of_the_rows(folder: Path) -> None:
    summary, rows = summary_of(folder), rows_of(folder)
    assert summary["scored"] == len(rows) == 60
    for protection in Protection:
        assert summary["outcomes"][protection] == dict(Counter(row[protection] for row in rows))
    spots = Counter(spot for row in rows for spot in row["weak_spots"])
    assert summary["weak_spots"] == spots and spots
    ahead = [row for row in rows if row["days_left"] is not None and row["days_left"] >= 0]
    assert sum(week["cases"] for week in summary["deadlines_by_week"]) == len(ahead) > 0
    assert summary["would_settle"]["looked_at"] == 2
    assert set(summary["would_settle"]["questions"]) <= set(the_pack().questions)


def test_the_most_urgent_are_the_first_of_the_table(folder: Path) -> None:
    with (folder / "triage.csv").open(newline="") as stream:
        table = list(csv.DictReader(stream))
    assert summary_of(folder)["most_urgent"] == table[:MOST_URGENT]


@given(st.permutations(range(40)))
@settings(max_examples=30, deadline=None)
def test_the_tally_does_not_depend_on_the_order(order: list[int]) -> None:
    words = list(RANKS)
    rows = [
        {
            "case": f"c{number % 9}", "file": "1", "at": str(number * 10), "urgency": words[number % 7],
            "days_left": "" if number % 3 else str(number % 5 - 2),
            **dict.fromkeys(Protection, "open"),
        }
        for number in range(40)
    ]  # fmt: skip
    straight, turned = Tally(AS_OF, 5), Tally(AS_OF, 5)
    for number in range(40):
        straight.row(rows[number])
        turned.row(rows[order[number]])
    assert straight.plain() == turned.plain()
    assert straight.places() == turned.places()


@pytest.mark.parametrize("most", [0, 1, 5_000])
def test_blocks_of_results_may_end_anywhere(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where few kinds of rows are kept apart on the way, as in a batch of a million."""
    monkeypatch.setattr("screening.batch.tally._MOST_TOGETHER", most)
    text = (
        b'{"weak_spots":["a.b.c","d.e.f"],"x":1}\n{"weak_spots":[],"x":1}\n{"weak_spots":["a.b.c"],"x":1}\n'
    )
    for size in (1, 7, 40, len(text)):
        tally = Tally(AS_OF)
        blocks = [text[at : at + size] for at in range(0, len(text), size)]
        assert b"".join(tally.results(blocks)) == text
        assert tally.plain()["weak_spots"] == {"a.b.c": 2, "d.e.f": 1}


@pytest.mark.parametrize(("name", "language"), PAGES.items())
def test_the_page_stands_beside_the_summary(name: str, language: Language, folder: Path) -> None:
    page = (folder / name).read_text("utf-8")
    assert page == summary_page(summary_of(folder), the_pack(), language)
    assert f'<html lang="{language}">' in page
    assert "<script" not in page and "http://" not in page and "https://" not in page
    assert page.count("<svg") == page.count('aria-hidden="true" focusable="false"') > 60
    assert "default-src 'none'; style-src 'sha256-" in page
    assert unsafe_in(page) == []


@given(st.one_of(NASTY, st.sampled_from((*MARKUP, *PAYLOADS))))
@settings(max_examples=25, deadline=None)
def test_nothing_in_a_summary_becomes_markup(text: str) -> None:
    hostile = small_summary(text)
    for language in LANGUAGES:
        page = summary_page(hostile, the_pack(), language)
        if safe(text):
            assert html_skeleton(page) == plain_skeleton(language)
        assert unsafe_in(page) == []


@cache
def plain_skeleton(language: Language) -> object:
    return html_skeleton(summary_page(small_summary("plain-id"), the_pack(), language))


def small_summary(text: str) -> dict[str, Any]:
    """A summary in which every text that is not ours is ``text``."""
    row = {
        "case": text, "urgency": "soon", "days_left": "20", "deadline": text, "readiness": text,
        "readiness_of": "17", **dict.fromkeys(Protection, "open"),
    }  # fmt: skip
    return {
        "as_of": "2026-11-24", "read": 2, "files": 1, "scored": 1, "rejected": 1,
        "counts": {"urgency": {"soon": 1, text: 1}, "circuit": {"": 1, text: 1}, "rejected": {text: 1}},
        "outcomes": {protection: {"open": 1, text: 1} for protection in Protection},
        "weak_spots": {text: 1}, "deadlines_by_week": [], "most_urgent": [row],
        "would_settle": {"looked_at": 1, "questions": {text: 1}}, "says": dict(the_pack().scoring.says),
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_which_a_file_is_refused_has_words(language: Language) -> None:
    """The codes are those of the bad files; one that nobody foresaw is said to be another reason."""
    words, codes = Words(language), set()
    for path in BAD:
        with pytest.raises(ScreeningError) as caught:
            read_intake_file(path, as_of=AS_OF)
        codes |= {problem.code for problem in caught.value.problems}
    other = refusal("intake.of_tomorrow", words)
    assert "of_tomorrow" in other
    codes.discard("intake.more_problems")  # never the first, and the first is what is told
    assert len(codes) > 25
    assert [code for code in codes if refusal(code, words) == other.replace("intake.of_tomorrow", code)] == []


def test_one_file_is_no_files() -> None:
    summary = {"read": 1, "files": 1, "scored": 1, "rejected": 0}
    assert read_in_words(summary, Words("en")) == "1 record in 1 file: 1 screened, 0 refused"
    several = {"read": 1200, "files": 2, "scored": 1199, "rejected": 1}
    assert (
        read_in_words(several, Words("es")) == "1,200 registros en 2 archivos: revisados 1,199, rechazados 1"
    )
