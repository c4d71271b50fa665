"""Section 7: evidence by element. Nothing told or wanted is lost, and nothing is placed by guess."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from real_pack import real_pack
from report_cases import AS_OF

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.intake.bars import Evidence
from screening.intake.read import read_intake
from screening.law.pack import EvidenceItem
from screening.report.build import build_report
from screening.report.build_evidence import pieces_by_element
from screening.report.context import Context
from screening.report.document import Document, EvidenceGroup, Paragraph, line_text
from screening.report.sections import number_of
from screening.report.words import Words
from screening.vocabulary import LANGUAGES, Language

EXAMPLES = Path(__file__).parents[1] / "examples"
KINDS = get_args(get_args(Evidence.model_fields["kind"].annotation)[0])
NO_LIST_ASKS = {"expert", "other"}


@cache
def made(language: Language, *evidence: str) -> tuple[Assessment, Document]:
    """The strong example with other evidence: pieces as JSON."""
    told: dict[str, Any] = json.loads((EXAMPLES / "fictional-strong.json").read_text("utf-8"))
    told["evidence"] = [json.loads(one) for one in evidence]
    intake = read_intake(json.dumps(told).encode(), source="", as_of=AS_OF)
    found = assess(intake, real_pack(), as_of=AS_OF, settling=False)
    return found, build_report(found, real_pack(), intake, language)


def groups(report: Document) -> dict[str, dict[str, list[str]]]:
    """For each element the texts of each list."""
    section = report.sections[number_of("evidence") - 1]
    return {
        block.name: {part.label: [line_text(one.text) for one in part.items] for part in block.lists}
        for block in section.blocks
        if isinstance(block, EvidenceGroup)
    }


def piece(kind: str, have: str, **more: Any) -> str:
    return json.dumps({"id": f"{kind}-{have}".replace("_", "-"), "kind": kind, "have": have, **more})


def test_a_kind_stands_under_the_elements_whose_rules_ask_for_it() -> None:
    _, report = made(
        "en",
        piece("medical", "have", shows="Broken ribs"),
        piece("photos", "cannot_get", why_not="Phone taken"),
        piece("news", "can_get"),
    )
    by_element = groups(report)
    assert by_element["Past harm"]["Have"] == ["Medical record: “Broken ribs”"]
    assert by_element["Past harm"]["Cannot get"] == ["Photos: “Phone taken”"]
    assert "Can get" not in by_element["Past harm"]
    assert by_element["State protection lacking"]["Can get"] == ["News"]


def test_a_piece_no_rule_asks_for_is_shown_apart_and_an_unknown_reason_is_said() -> None:
    _, report = made("en", piece("other", "cannot_get"), piece("expert", "have"))
    apart = groups(report)["Not tied to an element"]
    assert apart["Cannot get"] == ["Other: reason not told"] and apart["Have"] == ["Expert opinion"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_told_or_wanted_is_lost(language: Language) -> None:
    found, report = made(language, *(piece(kind, "have", title=f"Piece {kind}") for kind in KINDS))
    texts = [text for lists in groups(report).values() for said in lists.values() for text in said]
    for kind in KINDS:
        assert any(f"Piece {kind}" in text for text in texts), kind
    for one in found.evidence:
        wanted = real_pack().rules[one.rule].evidence[one.index].text[language]
        assert any(wanted.lower() in text.lower() for text in texts), wanted


def test_each_element_asked_for_has_evidence_or_is_named_as_without() -> None:
    found, report = made("en")
    section = report.sections[number_of("evidence") - 1]
    last = section.blocks[-1]
    assert isinstance(last, Paragraph)
    said = line_text(last.text)
    names = {element.name["en"].replace("{country}", "Mexico") for element in real_pack().elements.values()}
    assert {name for name in names if name.lower() in said.lower()} == names - set(groups(report)) != set()
    assert {one.element for one in found.elements} == set(real_pack().elements)


def test_every_kind_is_asked_for_by_some_rule_but_those_none_names() -> None:
    asked = {
        kind for rule in real_pack().rules.values() for item in rule.evidence for kind in item.kinds or ()
    }
    assert set(KINDS) - asked == NO_LIST_ASKS


def test_the_words_of_a_list_say_nothing_of_its_kinds() -> None:
    """A list in words of any language places a piece by its kinds alone."""
    pack = real_pack()
    severe = pack.rules["us.harm.severe"]
    assert severe.evidence[0].kinds == ("medical",)
    moved = replace(severe, evidence=(EvidenceItem({"en": "medical records", "es": "x"}, ("news",)),))
    pack = replace(pack, rules={**pack.rules, severe.id: moved})
    told = json.loads((EXAMPLES / "fictional-strong.json").read_text("utf-8"))
    told["evidence"] = [json.loads(piece("medical", "have")), json.loads(piece("news", "have"))]
    intake = read_intake(json.dumps(told).encode(), source="", as_of=AS_OF)
    ctx = Context(assess(intake, pack, as_of=AS_OF, settling=False), pack, intake, Words("en"))
    placed = pieces_by_element(ctx, {"past-harm": {severe.id: (0,)}})
    assert {name: [one.kind for one in found] for name, found in placed.items()} == {
        "": ["medical"],
        "past-harm": ["news"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_evidence_at_all_is_one_sentence(language: Language) -> None:
    told = b'{"format": "asylum.intake/1", "id": "nobody"}'
    intake = read_intake(told, source="", as_of=AS_OF)
    report = build_report(
        assess(intake, real_pack(), as_of=AS_OF, settling=False), real_pack(), intake, language
    )
    section = report.sections[number_of("evidence") - 1]
    assert all(isinstance(block, Paragraph | EvidenceGroup) for block in section.blocks) and section.blocks
    assert Words(language)("evidence.have") not in {
        label for lists in groups(report).values() for label in lists
    }
