"""The report as a document: all parts, every statement with its source, and nothing private."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hostile import NASTY, unsafe_in
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack
from report_cases import (
    AS_OF,
    EMPTY_INTAKE,
    OWN_WORDS,
    PACK,
    RICH_INTAKE,
    RICH_INTAKE_DATA,
    empty_assessment,
    intake_of,
    intake_saying,
    rich_assessment,
)

from screening.assessment.assess import assess
from screening.assessment.model import Assessment, BarResult, DeadlineResult, ProtectionResult
from screening.facts.values import FactRef
from screening.intake.model import Intake
from screening.law.pack import Pack, RuleText
from screening.report.build import build_report
from screening.report.context import law_order
from screening.report.document import (
    AuthorityEntry,
    DeadlineEntry,
    Document,
    ElementNote,
    Entry,
    EvidenceGroup,
    FamilyTable,
    Legend,
    Matrix,
    Paragraph,
    Questions,
    Remark,
    Section,
    Source,
    Timeline,
    line_text,
    to_data,
)
from screening.safe_text import SafeText
from screening.vocabulary import LANGUAGES, Language, Outcome, Protection, Urgency


def report(
    language: Language = "en",
    assessment: Assessment | None = None,
    intake: Intake = RICH_INTAKE,
    pack: Pack = PACK,
) -> Document:
    return build_report(assessment or rich_assessment(), pack, intake, language)


def empty(language: Language = "en") -> Document:
    return build_report(empty_assessment(), PACK, EMPTY_INTAKE, language)


def parts(value: Any) -> Iterator[Any]:
    """Everything inside a document."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def text_of(document: Document) -> str:
    return "\n".join(str(part) for part in parts(document) if isinstance(part, str))


def section(document: Document, number: int) -> Section:
    return document.sections[number - 1]


def blocks(document: Document, kind: type) -> list[Any]:
    return [block for one in document.sections for block in one.blocks if isinstance(block, kind)]


def summary_text(document: Document, label: str) -> str:
    row = next(row for row in document.summary if row.label == label)
    return f"{row.lead} {line_text(row.text)}".strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [report, empty])
def test_all_parts_stand_in_their_order_and_none_is_bare(make: Any, language: Language) -> None:
    document = make(language)
    assert [one.number for one in document.sections] == list(range(1, 15))
    assert all(one.blocks for one in document.sections)
    assert document.summary and document.warning and document.closing


def test_the_order_of_the_sections() -> None:
    assert [one.title for one in report().sections] == [
        "Protections, element by element", "Bases", "Weak spots", "Bars and ways out", "Deadlines",
        "Still to ask", "Evidence", "Facts and timeline", "Family and other routes",
        "Nearest decided cases", "Authorities", "Stamp", "Safety and needs", "Appendix: public figures",
    ]  # fmt: skip


def test_each_kind_of_block_is_used() -> None:
    for kind in (Matrix, Legend, ElementNote, Remark, Entry, DeadlineEntry, Questions, EvidenceGroup,
                 Timeline, FamilyTable, AuthorityEntry, Paragraph):  # fmt: skip
        assert blocks(report(), kind), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_safe_text(language: Language) -> None:
    constants = {"", "en", "es"}
    strings = [part for part in parts(report(language)) if isinstance(part, str)]
    roles = {"bold", "quiet", "supported", "attention", "urgent", "not_supported", "open", "conflicting",
             "not_applicable", "fatal", "serious", "moderate", "note"}  # fmt: skip
    kinds = {"matrix", "legend", "element_note", "remark", "entry", "deadline", "questions", "evidence",
             "timeline", "family", "authority", "stamp", "paragraph", "chart", "figures"}  # fmt: skip
    bare = [s for s in strings if not isinstance(s, SafeText) and s not in constants | roles | kinds]
    assert bare == []


def codes_in_sources(document: Document) -> tuple[set[str], set[str]]:
    sources = [part for part in parts(document) if isinstance(part, Source)]
    return {c for s in sources for c in s.facts}, {c for s in sources for c in s.laws}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_listed_is_used_and_what_is_used_is_listed(language: Language) -> None:
    document = report(language)
    facts, laws = codes_in_sources(document)
    listed = [row.code for table in blocks(document, Timeline) for row in table.rows if row.code[:1] == "F"]
    authorities = [entry.key for entry in blocks(document, AuthorityEntry)]
    inline = set(re.findall(r"\b[FL]\d+\b", text_of(document)))
    assert listed == [f"F{n}" for n in range(1, len(listed) + 1)]
    assert authorities == [f"L{n}" for n in range(1, len(authorities) + 1)]
    assert facts == set(listed) and laws == set(authorities)
    assert inline <= facts | laws


def test_every_rule_named_exists_and_every_verdict_has_one() -> None:
    for source in (part for part in parts(report()) if isinstance(part, Source)):
        assert set(source.rules) <= set(PACK.rules)
    for entry in blocks(report(), Entry):
        assert entry.source.rules


def test_facts_come_dated_first_and_laws_by_kind() -> None:
    rows = [row for table in blocks(report(), Timeline) for row in table.rows]
    known = [row.known for row in rows if row.code[:1] == "F"]
    assert known == sorted(known, reverse=True)
    cites = [entry.cite for entry in blocks(report(), AuthorityEntry)]
    assert [cite.split()[0] for cite in cites] == ["INA", "INA", "Matter", "Matter", "Gjetani", "Barajas-Romero",
                                                   "Policy"]  # fmt: skip


def test_texts_of_law_stand_in_the_order_of_their_sections() -> None:
    cites = [
        "INA § 101(a)(42), 8 U.S.C. § 1101(a)(42)",
        "INA § 208(a)(1)",
        "INA § 208(b)(1)(A)",
        "6 U.S.C. § 279(g)(2)",
    ]
    cites += [
        "8 CFR § 208.4(a)(2)",
        "8 CFR § 208.13(b)(1)",
        "8 CFR § 208.13(b)(2)",
        "8 CFR § 208.15",
        "64 FR 8478",
    ]
    law = next(iter(PACK.authorities.values()))
    laws = [
        replace(law, cite=cite, kind="statute" if index < 4 else "regulation")
        for index, cite in enumerate(cites)
    ]
    for turned in (laws[::-1], laws[4:] + laws[:4]):
        assert [one.cite for one in sorted(turned, key=law_order)] == cites


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_private_is_printed(language: Language) -> None:
    text = text_of(report(language))
    for private in (
        "SECRET",
        "Secret Name",
        "A000000000",
        "555-0100",
        "torture_survivor",
        "torture survivor",
    ):
        assert private not in text


def test_text_fields_are_printed_only_where_they_are_wanted() -> None:
    """Even if a rule rested on a private answer, its text would not be printed."""
    data = {
        **RICH_INTAKE_DATA,
        "applicant": {"guardian": "CANARY", "preferred_name": "CANARY", "age_told": 3},
    }
    data["members"] = [{"id": "husband", "name": "CANARY", "relation": "spouse"}]
    data["sources"] = [{"fact": "fear.afraid_now", "said_by": "relative", "who": "CANARY"}]
    data["session"] = {"interviewer": "CANARY", "office": "CANARY", "channel": "phone", "date": "2026-11-24"}
    data["contact"] = {"phone": "CANARY"}
    private = tuple(
        FactRef(name, item)
        for name, item in (
            ("applicant.guardian", ""), ("applicant.preferred_name", ""), ("member.name", "husband"),
            ("contact.phone", ""), ("session.interviewer", ""), ("safety.danger_self", ""),
        )
    )  # fmt: skip
    base = rich_assessment()
    rules = {name: replace(result, facts=(*result.facts, *private)) for name, result in base.rules.items()}
    spots = tuple(replace(spot, facts=(*spot.facts, *private)) for spot in base.weak_spots)
    bases = tuple(replace(basis, facts=(*basis.facts, *private)) for basis in base.bases)
    assessment = replace(base, rules=rules, weak_spots=spots, bases=bases)
    text = text_of(report(assessment=assessment, intake=intake_of(data)))
    assert "CANARY" not in text and "worried" not in text


def test_conflicting_facts_show_both_accounts_and_choose_none() -> None:
    (note,) = [note for note in blocks(report(), ElementNote) if note.name == "State protection lacking"]
    said = line_text(note.statements[0].text)
    assert "no (client)" in said and "“We told the commander. He did nothing.”" in said
    assert "(document, 9 February 2026)" in said and "Neither is chosen" in said and "Q3" in said


def test_own_words_stand_in_quotation_marks() -> None:
    (note,) = [note for note in blocks(report(), ElementNote) if note.name == "Genuine fear"]
    assert f"“{OWN_WORDS}”" in line_text(note.statements[0].text)


def test_long_own_words_are_told_once_in_the_facts() -> None:
    long = "They said it again. " * 40
    data = {**RICH_INTAKE_DATA, "fear": {"afraid_now": True, "own_words": long}}
    document = report(intake=intake_of(data))
    assert text_of(document).count(long.strip()) == 1
    assert "Own words: see F" in text_of(document)


def test_open_elements_name_what_is_missing_and_the_questions() -> None:
    """In words wherever they come up: a code alone says nothing to somebody who starts to read here."""
    notes = {note.name: line_text(note.statements[-1].text) for note in blocks(report(), ElementNote)}
    asked = "Not asked: what the threats said (Q1); why it happened (Q4)"
    assert notes["Past harm"] == f"{asked}. Does not know: why not earlier."
    assert notes["Harm because of that ground"].startswith(asked)
    alone = re.compile(r"(?:: |; )Q\d+(?=[;.])")
    assert [text for text in notes.values() if alone.search(text)] == []


def test_not_supported_says_what_would_change_it() -> None:
    (note,) = [note for note in blocks(report(), ElementNote) if note.name.startswith("Official part")]
    assert "Other answers would change it: what was done; to whom." in line_text(note.statements[0].text)


def test_states_that_differ_are_named_by_protection() -> None:
    (note,) = [note for note in blocks(report(), ElementNote) if note.name == "Risk on return"]
    assert [(s.tag.word, s.protections) for s in note.states] == [
        ("supported", "asylum"),
        ("open", "withholding, CAT"),
    ]
    assert note.spoken == "Asylum: supported. Withholding: open. CAT: open."


def test_unverified_law_is_marked_in_every_entry_that_uses_it() -> None:
    entry = blocks(report(), Entry)[0]
    warning = next(field for field in entry.fields if field.label == "Check")
    assert line_text(warning.text) == "L7 is not verified: do not rely on it."
    assert warning.text[0].role == "bold"
    assert [one.warn for one in blocks(report(), AuthorityEntry)] == [False] * 6 + [True]


def test_law_against_is_shown() -> None:
    against = [field for field in blocks(report(), Entry)[0].fields if field.label == "Against"]
    assert line_text(against[0].text) == "Gjetani v. Barr (L5): persecution is a sustained pattern."


def test_authority_status_tells_its_turns_with_dates() -> None:
    status = {entry.cite: entry.status for entry in blocks(report(), AuthorityEntry)}
    assert status["Matter of A-B-, 27 I&N Dec. 316 (A.G. 2018)"] == (
        "In force from 11 June 2018 to 15 June 2021; vacated from 16 June 2021 to 1 September 2025; "
        "in force since 2 September 2025"
    )
    assert status["Gjetani v. Barr, 968 F.3d 393 (5th Cir. 2020)"] == "Good law, Fifth Circuit"


def test_bars_nobody_asked_about_are_named_and_count_against_no_one() -> None:
    entries = section(report(), 4).blocks
    assert [entry.key for entry in entries if isinstance(entry, Entry)] == ["B1", "B2", "B3"]
    said, *unasked = entries[1:]
    assert isinstance(said, Paragraph) and "none counts against the client" in line_text(said.text)
    for entry in unasked:
        assert isinstance(entry, Entry) and entry.fields == () and entry.source.facts == ()


def test_a_bar_that_something_told_bears_on_comes_before_those_nobody_asked_about() -> None:
    data = json.loads((Path(__file__).parents[1] / "examples/bus-owner.json").read_text("utf-8"))
    intake = intake_of(data)
    found = assess(intake, real_pack(), as_of=AS_OF, settling=False)
    told = [bool(bar.facts) for bar in found.bars]
    assert told == sorted(told, reverse=True) and True in told and False in told
    codes = [
        one.key
        for one in section(build_report(found, real_pack(), intake, "en"), 4).blocks
        if isinstance(one, Entry)
    ]
    assert codes == [f"B{number}" for number in range(1, len(codes) + 1)]


def test_deadlines_give_both_ends_and_the_day_to_plan_for() -> None:
    first = section(report(), 5).blocks[0]
    assert isinstance(first, DeadlineEntry)
    assert (first.time, first.role) == ("43 days", "attention")
    assert first.title == "File Form I-589 by Wednesday 6 January 2027"
    assert "between 6 and 18 January 2027. Plan for the first day." in line_text(first.text)


def test_deadlines_nearest_first_and_undated_after_sixty_days() -> None:
    times = [block.time for block in blocks(report(), DeadlineEntry)]
    assert times == ["43 days", "51 days", "no date", "3 years"]


@pytest.mark.parametrize(
    ("days", "urgency", "time", "role"),
    [
        (-6, Urgency.OVERDUE, "! overdue", "urgent"),
        (0, Urgency.TODAY, "! today", "urgent"),
        (1, Urgency.CRITICAL, "! 1 day", "urgent"),
        (43, Urgency.SOON, "43 days", "attention"),
        (126, Urgency.ROUTINE, "126 days", "bold"),
        (366, Urgency.ROUTINE, "1 year", "bold"),
    ],
)
def test_how_near_a_deadline_is(days: int, urgency: Urgency, time: str, role: str) -> None:
    day = date.fromordinal(AS_OF.toordinal() + days)
    one = DeadlineResult("one_year", "", day, day, None, days, urgency, (), ())
    document = report(assessment=replace(rich_assessment(), deadlines=(one,)))
    (entry,) = blocks(document, DeadlineEntry)
    assert (entry.time, entry.role) == (time, role)


def test_no_date_of_entry_is_urgent() -> None:
    one = DeadlineResult("one_year", "", None, None, None, None, Urgency.UNKNOWN_DATE, (), ())
    document = report(assessment=replace(rich_assessment(), deadlines=(one,)))
    assert summary_text(document, "Urgent") == "No date known. Ask for the last entry. The year may be over."


@pytest.mark.parametrize(
    ("outcome", "elements", "bars", "said"),
    [
        (Outcome.NOT_INDICATED, ("official-part",), (), "Not indicated on these facts official part or acquiescence"),
        (Outcome.BARRED_UNLESS, (), ("us.deadline.one-year",), "Barred unless B1 One-year deadline"),
        (Outcome.INDICATED_IF, ("relocation",), (), "Indicated if no safe place in Mexico"),
    ],
)  # fmt: skip
def test_outcomes_say_what_decided_them(
    outcome: Outcome, elements: tuple[str, ...], bars: tuple[str, ...], said: str
) -> None:
    result = ProtectionResult(Protection.ASYLUM, outcome, elements, bars, {})
    document = report(assessment=replace(rich_assessment(), protections=(result,)))
    assert summary_text(document, "Asylum") == said


def test_the_fear_interview_has_its_own_note() -> None:
    document = report(assessment=replace(rich_assessment(), screening_stage="credible_fear"))
    kinds = [type(block) for block in section(document, 1).blocks[:3]]
    assert kinds == [Matrix, Legend, Paragraph]


def test_a_gap_is_a_row_with_its_question() -> None:
    rows = [row for table in blocks(report(), Timeline) for row in table.rows if row.code[:1] == "Q"]
    assert [(row.when, line_text(row.text), row.code) for row in rows] == [
        ("not told", "Day and manner of crossing.", "Q2")
    ]


def test_the_source_is_named_only_when_it_is_not_the_client() -> None:
    rows = {line_text(row.text) for table in blocks(report(), Timeline) for row in table.rows}
    assert "Left the country (relative)" in rows
    assert any("“after Three Kings' Day, before my younger girl's birthday”" in row for row in rows)


def test_the_country_is_in_the_name_of_the_element() -> None:
    assert any(note.name == "No safe place in Mexico" for note in blocks(report(), ElementNote))
    assert any(note.name == "No safe place in that country" for note in blocks(empty(), ElementNote))
    data = {**RICH_INTAKE_DATA, "applicant": {"country_feared": "DO"}}
    names = [note.name for note in blocks(report(intake=intake_of(data)), ElementNote)]
    assert "No safe place in that country" in names and max(map(len, names)) <= 29


@pytest.mark.parametrize(("case", "who"), [
    ("k7qd-29fm", "k7qd-29fm · woman, 39, Mexico, with husband and 2 daughters"),
    ("k7qd-29fm-of-monday", "k7qd-29fm-of-monday · woman, 39, Mexico, with 3 relatives"),
    ("k7qd-29fm-of-the-clinic-of-monday-morning", "k7qd-29fm-of-the-clinic-of-monday-morning · woman, 39, Mexico"),
    ("k" * 60, "k" * 60),
])  # fmt: skip
def test_who_came_along_is_counted_where_there_is_no_room_to_say_it(case: str, who: str) -> None:
    assert summary_text(report(assessment=replace(rich_assessment(), case=case)), "Case") == who


def test_family_in_words_without_names() -> None:
    (table,) = blocks(report("es"), FamilyTable)
    assert [row.name for row in table.rows] == ["Esposo", "Hija, 17 años", "Hija, 9 años"]


def test_differing_engines_are_said_aloud() -> None:
    stamp = replace(rich_assessment().stamp, agreed=False, disagreements=("us.fear.genuine",))
    text = text_of(report(assessment=replace(rich_assessment(), stamp=stamp)))
    assert "differ on us.fear.genuine: do not use this report" in text


def test_it_is_json_and_twice_the_same() -> None:
    first, second = (json.dumps(to_data(report())) for _ in range(2))
    assert first == second
    assert json.loads(first)["sections"][0]["blocks"][0]["block"] == "matrix"


def wrapped_height(document: Document) -> int:
    """Lines of the summary at 80 columns, as the terminal lays it out."""
    from screening.cli.render import render_document
    from screening.cli.symbols import UNICODE
    from screening.cli.theme import choose_theme

    lines = render_document(
        replace(document, sections=(), closing=SafeText("")),
        80,
        choose_theme("none", {}, terminal=False),
        UNICODE,
    )
    return len(lines) - 2  # a blank line before and after


TITLES = st.sampled_from(
    [("seven letters and then more " * 3)[:length].strip() for length in (9, 40, 42, 43, 44)]
)


@st.composite
def crowded(draw: st.DrawFn) -> tuple[Assessment, Pack]:
    """A case with any number of findings and titles of any length up to the limit."""
    base = rich_assessment()
    rules = {
        name: replace(rule, text={lang: RuleText(draw(TITLES), "x", {}) for lang in LANGUAGES})
        for name, rule in PACK.rules.items()
    }
    days = draw(st.integers(-2000, 2000))
    day = date.fromordinal(AS_OF.toordinal() + days)
    urgency = Urgency.OVERDUE if days < 0 else draw(st.sampled_from([Urgency.SOON, Urgency.CRITICAL]))
    latest = draw(st.sampled_from([day, date.fromordinal(day.toordinal() + 12)]))
    kind = draw(st.sampled_from(["one_year", "individual_hearing", "judge_filing_date", "ageing_out"]))
    outcomes = [draw(st.sampled_from(list(Outcome))) for _ in range(3)]
    bar = BarResult("B1", "us.bar.crime", draw(st.sampled_from(["in_force", "in_force_unless", "set_aside"])),
                    (Protection.ASYLUM,), (FactRef("fear.afraid_now"),), ())  # fmt: skip
    assessment = replace(
        base,
        bases=base.bases * draw(st.integers(0, 2)),
        weak_spots=base.weak_spots[: draw(st.integers(0, 5))] * draw(st.integers(1, 3)),
        questions=base.questions[: draw(st.integers(0, 4))] * draw(st.integers(1, 30)),
        bars=(bar,) * draw(st.integers(0, 12)) + base.bars,
        deadlines=(DeadlineResult(kind, "girl-1", day, latest, day, days, urgency, (), ()),)
        * draw(st.integers(0, 1)),
        protections=tuple(
            ProtectionResult(p, o, draw(st.sampled_from([(), ("nexus", "relocation", "official-part")])),
                             draw(st.sampled_from([(), ("us.bar.crime", "us.deadline.one-year")])), one.counts)
            for p, o, one in zip(Protection, outcomes, base.protections, strict=True)
        ),
    )  # fmt: skip
    return assessment, replace(PACK, rules=rules)


@given(crowded(), st.sampled_from(LANGUAGES))
@settings(max_examples=200)
def test_the_summary_fits_24_lines(case: tuple[Assessment, Pack], language: Language) -> None:
    assessment, pack = case
    assert wrapped_height(build_report(assessment, pack, RICH_INTAKE, language)) <= 24


@given(NASTY)
@settings(max_examples=60)
def test_hostile_words_stay_words(text: str) -> None:
    assert unsafe_in(text_of(report(intake=intake_saying(text)))) == []


def test_severities_are_counted_in_the_note() -> None:
    assert section(report(), 3).note == "fatal 0 · serious 3 · moderate 1 · note 1"


def test_only_agency_law_is_said_to_be_displaced() -> None:
    rules = dict(PACK.rules)
    rules["us.nexus.ninth"] = replace(
        rules["us.nexus.ninth"], rests_on=("ina-101-a-42", "matter-n-m-2011"), beside=("gjetani-2020",)
    )
    entries = blocks(report(pack=replace(PACK, rules=rules)), AuthorityEntry)
    status = {entry.cite.split(",")[0]: entry.status for entry in entries}
    assert status["Matter of N-M-"] == "Good law; displaced in the Fifth Circuit by L5"
    assert "displaced" not in status["INA § 101(a)(42)(A)"]
