"""Reviews: bound to what was reviewed, every finding decided, the original struck and never lost."""

import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hostile import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack
from report_cases import PACK, RICH_INTAKE, rich_assessment
from screening.cli.app import main
from screening.cli.plain import render_plain
from screening.cli.render import render_document
from screening.cli.symbols import symbols_for
from screening.cli.theme import choose_theme
from stores import LAWYER, NOW, mayor, new_store

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.errors import ReviewError
from screening.intake.model import Intake
from screening.intake.read import read_intake_file
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces import render_file
from screening.report.faces.as_json import report_json
from screening.review.binding import binding_of, differences
from screening.review.compare import binding_in, differing
from screening.review.decide import review_from_decisions, template
from screening.review.findings import findings_of
from screening.review.model import Review, review_from_json
from screening.store.record import as_bytes, from_bytes

ROOT = Path(__file__).parents[1]
WAITRESS = ROOT / "examples" / "waitress.json"
AS_OF = date(2026, 11, 24)
OVERRIDES = [
    {"finding": "W1", "verdict": "overridden", "instead": "Not a weak spot", "reason": "Named in a list"},
    {"finding": "protection:asylum", "verdict": "overridden", "reason": "New declaration"},
    {
        "finding": "element:nexus:asylum",
        "verdict": "overridden",
        "instead": "supported",
        "reason": "Their words",
    },
    {
        "finding": "deadline:one_year",
        "verdict": "overridden",
        "instead": "3 May 2027",
        "reason": "Stamp seen",
    },
]


@cache
def waitress() -> tuple[Intake, Assessment]:
    intake = read_intake_file(WAITRESS, as_of=AS_OF)
    return intake, assess(intake, real_pack(), as_of=AS_OF, intake_sha256="ab" * 32, settling=False)


def decided(**changes: Any) -> Review:
    _, found = waitress()
    written = {"reviewer": "J. O.", "accept_rest": True, "decisions": OVERRIDES, **changes}
    return review_from_decisions(written, findings_of(found), binding_of(found), today=AS_OF)


def reviewed(language: Any, review: Review) -> Document:
    intake, found = waitress()
    return build_report(found, real_pack(), intake, language, (review,))


def codes(**changes: Any) -> set[str]:
    with pytest.raises(ReviewError) as caught:
        decided(**changes)
    return {problem.code for problem in caught.value.problems}


def test_every_finding_must_be_decided() -> None:
    _, found = waitress()
    assert len(findings_of(found)) == len({one.key for one in findings_of(found)}) > 40
    assert codes(accept_rest=False) == {"review.not_decided"}
    blank = template(findings_of(found))
    assert codes(**blank, accept_rest=False) >= {"review.no_reviewer", "review.no_verdict"}
    everything = [{**row, "verdict": "accepted"} for row in blank["decisions"]]
    assert decided(decisions=everything, accept_rest=False).overridden() == {}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"finding": "W1", "verdict": "overridden"}, "review.no_reason"),
        ({"finding": "W1", "verdict": "overridden", "reason": "  "}, "review.no_reason"),
        ({"finding": "W1", "verdict": "accepted", "reason": "x"}, "review.accepted_with_reason"),
        ({"finding": "W1", "verdict": "maybe"}, "review.no_verdict"),
        ({"finding": "W99", "verdict": "accepted"}, "review.no_such_finding"),
        ({"finding": "W1", "verdict": "overridden", "reason": "x" * 2001}, "review.text_too_long"),
        ({"finding": "W1", "colour": "red"}, "review.decisions_shape"),
        ("W1", "review.decisions_shape"),
    ],
)
def test_a_wrong_decision_is_named(row: Any, code: str) -> None:
    assert codes(decisions=[row]) == {code}
    assert codes(decisions=[OVERRIDES[0], OVERRIDES[0]]) == {"review.finding_twice"}
    assert codes(date="2026-11-25") == codes(date="24/11/2026") == {"review.date"}


def test_a_review_is_the_same_after_a_file_and_no_other_file_is_one() -> None:
    review = decided()
    written = json.loads(json.dumps(review.to_json()))
    assert review_from_json(written) == review
    for change in (
        {"stamp": "0" * 64},
        {"format": "asylum.review/2"},
        {"more": 1},
        {"reviewer": ""},
        {"decisions": [*written["decisions"], written["decisions"][0]]},
        {"binding": {**written["binding"], "circuit": "9"}},
    ):
        with pytest.raises(ReviewError):
            review_from_json({**written, **change})


@settings(max_examples=20, deadline=None)
@given(st.recursive(st.one_of(st.none(), st.booleans(), st.text(max_size=5)), st.lists, max_leaves=5))
def test_whatever_stands_in_a_review_file_is_refused_in_words(value: Any) -> None:
    written = decided().to_json()
    for key in written:
        if value != written[key]:
            with pytest.raises(ReviewError):
                review_from_json({**written, key: [value] if key == "reviewer" else value})


def test_each_part_of_what_it_was_made_from_counts() -> None:
    _, found = waitress()
    now = binding_of(found)
    others = {
        "intake": replace(now, intake_sha256="0"),
        "rules": replace(now, pack_sha256="0", pack_version="0"),
        "as_of": replace(now, as_of="2026-11-25"),
        "circuit": replace(now, circuit="9"),
        "engines": replace(now, engines=("reference 2",)),
        "software": replace(now, software="9"),
    }
    for name, other in others.items():
        assert differences(now, other) == (name,) and now.sha256 != other.sha256
    assert differences(now, replace(now)) == () and now.sha256 == replace(now).sha256


def test_the_original_is_struck_in_every_format() -> None:
    report = reviewed("en", decided())
    markdown = str(render_file(report, "md"))
    page = str(render_file(report, "html"))
    word = render_file(report, "docx")
    assert isinstance(word, bytes)
    with zipfile.ZipFile(io.BytesIO(word)) as parts:
        body, styles = parts.read("word/document.xml").decode(), parts.read("word/styles.xml").decode()
    lines = render_document(
        report, 100, choose_theme("none", {"TERM": "xterm"}, terminal=True), symbols_for("utf-8")
    )
    struck = [
        line.plain[span.start : span.end]
        for line in lines
        for span in line.spans
        if getattr(span.style, "strike", 0)
    ]
    for original in ("This may be called general violence", "Open", "open", "File Form I-589"):
        assert f"~~{original}" in markdown
        assert f"<del><bdi>{original}" in page
        assert any(original in one for one in struck), original
    assert 'w:val="Struck"' in body and "<w:strike/>" in styles
    plain = render_plain(report, None)
    for text in ("Not a weak spot", "Named in a list", "3 May 2027", "Overridden by J. O."):
        for face in (markdown.replace("\\", ""), page, body, plain):
            assert text in face
    data = report_json(report)
    assert data["review"]["differs"] == [] and data["review"]["reviewer"] == "J. O."
    assert {"text": "This may be called general violence", "role": "struck"} in [
        part for row in data["summary"] for part in row["text"]
    ]
    assert "Privileged and confidential · reviewed 24 November 2026" in page
    assert "nreviewed by a lawyer" not in page + body


def test_an_unreviewed_report_says_so_and_strikes_nothing() -> None:
    intake, found = waitress()
    page = str(render_file(build_report(found, real_pack(), intake, "en"), "html"))
    assert "unreviewed by a lawyer" in page and "<del>" not in page


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_review_of_an_earlier_version_changes_nothing_and_says_what_differs(language: Any) -> None:
    intake, found = waitress()
    old = replace(decided(), binding=replace(binding_of(found), as_of="2026-11-01", pack_sha256="0"))
    report, plain_one = reviewed(language, old), build_report(found, real_pack(), intake, language)
    assert [one.blocks for one in report.sections[:-1]] == [one.blocks for one in plain_one.sections]
    assert report.summary == plain_one.summary
    text = render_plain(report, None)
    said = {
        "en": (
            "reviewed 24 November 2026, an earlier version",
            "What differs: the rules and the day.",
            "Not a weak spot",
        ),
        "es": (
            "evisado el 24 de noviembre de 2026, otra versión",
            "Lo que difiere: las reglas y el día.",
            "Not a weak spot",
        ),
    }
    assert all(part.casefold() in text.casefold() for part in said[language])
    assert report.review is not None and report.review.differs == ("rules", "as_of")


def test_of_several_reviews_the_last_that_fits_counts() -> None:
    intake, found = waitress()
    first, second = decided(reviewer="First"), decided(reviewer="Second")
    old = replace(decided(reviewer="Old"), binding=replace(binding_of(found), as_of="2026-01-01"))
    for kept, expected in (((first, second, old), "Second"), ((old,), "Old"), ((second, first), "First")):
        report = build_report(found, real_pack(), intake, "en", kept)
        assert report.review is not None and report.review.reviewer == expected


@settings(max_examples=8, deadline=None)
@given(NASTY.filter(str.strip), NASTY, NASTY.filter(str.strip))
def test_what_a_reviewer_types_adds_no_element(name: str, instead: str, reason: str) -> None:
    assessment, pack, intake = rich_assessment(), PACK, RICH_INTAKE
    keys = findings_of(assessment)
    rows = [
        {"finding": one.key, "verdict": "overridden", "reason": reason, "instead": instead or "-"}
        for one in keys
    ]
    plain = [{**row, "reason": "why", "instead": "what"} for row in rows]
    pages = []
    for who, said in ((name, rows), ("R", plain)):
        written = {"reviewer": who[:120] if who[:120].strip() else "R", "decisions": _short(said)}
        review = review_from_decisions(written, keys, binding_of(assessment), today=AS_OF)
        page = str(render_file(build_report(assessment, pack, intake, "en", (review,)), "html"))
        pages.append(page.count("<"))
    assert pages[0] == pages[1]


def _short(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: text[:2000] if text[:2000].strip() else "x" for key, text in row.items()} for row in rows]


def test_reviews_stay_with_a_case_whatever_is_saved_after(tmp_path: Path) -> None:
    store = new_store(tmp_path / "store")
    with store.new(mayor(), now=NOW) as opened:
        case = opened.record.case
        opened.add_review(decided().to_json(), now=NOW)
        opened.save({**mayor(), "note": "more"}, now=NOW + timedelta(minutes=1), interview={"a": 1})
        opened.add_review(decided(reviewer="Second").to_json(), now=NOW)
    record = store.read(case)[0]
    assert [review_from_json(one).reviewer for one in record.reviews] == ["J. O.", "Second"]
    assert record.interview == {"a": 1} and record.generation == 4
    assert from_bytes(as_bytes(record), source="") == record
    assert LAWYER.public in store.cover.ring.readers  # type: ignore[union-attr]


class Ran:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["screening", *words])
        code = main()
        return Ran(code, *capsys.readouterr())

    return run


def test_review_report_and_verify_as_they_are_used(run: Any, tmp_path: Path) -> None:
    (tmp_path / "decisions.json").write_text(
        json.dumps({"reviewer": "J. O.", "accept_rest": True, "decisions": OVERRIDES[:2]})
    )
    (tmp_path / "decisions.yaml").write_text('reviewer: "J. O."\naccept_rest: true\n')
    day = ("--as-of", "2026-11-24")
    case = str(WAITRESS)
    nowhere = run("review", case, "--decisions", "decisions.json", *day)
    assert nowhere.code == 2 and "cannot hold a review" in nowhere.err
    made = run("review", case, "--decisions", "decisions.json", "-o", "review.json", *day)
    assert made.code == 0 and "Overridden: 2." in made.err
    assert (tmp_path / "review.json").stat().st_mode & 0o077 == 0
    assert run("review", case, "--decisions", "decisions.yaml", "-o", "all.json", *day).code == 0
    assert (
        run("report", case, *day, "--review", "review.json", "--format", "json", "-o", "kept.json").code == 0
    )
    same = run("verify", "kept.json", "--case", case, "--review", "review.json")
    assert same.code == 0 and same.out.startswith("The same")
    unsaid = run("verify", "kept.json", "--case", case)
    assert unsaid.code == 1 and unsaid.out.startswith("Differs: the review\n")
    kept = json.loads((tmp_path / "kept.json").read_bytes())
    weak = next(one for one in kept["sections"] if one["number"] == 3)
    del weak["blocks"][1]
    (tmp_path / "changed.json").write_text(json.dumps(kept))
    changed = run("verify", "changed.json", "--case", case, "--review", "review.json")
    assert changed.code == 1 and changed.out == f"Differs: sections[{weak['title']}].blocks[W2]\n"
    other = run("verify", "kept.json", "--case", str(ROOT / "examples" / "mayor.json"), "--lang", "es")
    assert other.code == 1 and other.out.startswith("Difiere: el archivo de admisión\n")
    assert run("verify", "review.json", "--case", case).code == 65
    assert run("report", case, "--redact", "expert", "--review", "review.json").code == 2


def test_verify_names_each_place_once_and_only_by_our_names() -> None:
    made = {"a": 1, "list": [{"rule": "x", "v": 1}, {"rule": "y", "v": 2}], "plain": [1, 2]}
    kept = {
        "a": True,
        "list": [{"rule": "y", "v": 3}, {"rule": "secret name", "v": 1}],
        "plain": [1],
        "secret": 1,
    }
    assert list(differing(kept, made)) == ["a", "list[x]", "list[y].v", "list[?]", "plain", "?"]
    assert list(differing(made, made)) == []


def test_a_redacted_copy_cannot_be_made_again() -> None:
    for report in ({}, [], {"format": "asylum.report/1", "made_from": None}, {"format": "asylum.shared/1"}):
        with pytest.raises(ReviewError):
            binding_in(report)
