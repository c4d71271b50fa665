"""What is said of a pack that loads, running its examples, and the first text of a new rule."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from law_packs import FACTS, SMALL, problems_of, small_pack, small_text
from real_pack import real_pack

from screening.errors import Problem
from screening.facts.values import FactKind, FactType
from screening.law.examples import Outcome, SeenLine, UntriedLine, run_examples
from screening.law.lint import level_of, lint_pack
from screening.law.load import load_pack
from screening.law.pack import Rule
from screening.law.scaffold import new_rule_file, rule_file_path
from screening.law.wording import banned_words
from screening.vocabulary import Language, RuleKind, Truth

RULES = "harm/rules.yaml"
SMALL_LABELS = ("fear.afraid_now", "procedure.stage")
NOT_ASKED = (
    "fear.why", "fear.feared", "procedure.stage", "applicant.country_feared", "last_entry.date", "incident.date",
    "incident.persecutors", "persecutor.kind",
)  # fmt: skip


def linted(folder: Path, changed: Mapping[str, str] | None = None) -> list[Problem]:
    return list(lint_pack(small_pack(folder, changed), FACTS))


def codes(problems: list[Problem]) -> set[str]:
    return {problem.code.removeprefix("lint.") for problem in problems}


def with_code(problems: list[Problem], code: str) -> list[Problem]:
    return [problem for problem in problems if problem.code == f"lint.{code}"]


def test_the_small_pack_has_just_these() -> None:
    found = lint_pack(load_pack(SMALL, FACTS), FACTS)
    assert [(problem.code, problem.where) for problem in found] == [
        *(("lint.error.no_label", f"fact {name}") for name in FACTS if name not in SMALL_LABELS),
        ("lint.error.label_choice", "label procedure.stage"),
        *(("lint.error.no_question", f"fact {name}") for name in NOT_ASKED),
        ("lint.warning.not_law", "harm/rules.yaml, rule us.harm.gap"),
        ("lint.note.draft", "harm/rules.yaml, rule us.harm.gap"),
    ]


def test_errors_come_first_and_levels_are_in_the_code() -> None:
    levels = [level_of(problem) for problem in lint_pack(load_pack(SMALL, FACTS), FACTS)]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert set(levels) == {"error", "warning", "note"}
    assert level_of(Problem("rules.unknown_fact", "")) == "error"


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The client is eligible.", ("eligible",)),
        ("en", "A good chance; the SCORE says so.", ("chance", "SCORE")),
        (
            "en",
            "The alleged harm: the client claims that it failed to end.",
            ("alleged", "claims that", "failed to"),
        ),
        ("en", "An illegal alien admits it.", ("illegal", "alien", "admits")),
        ("en", "Inconsistent and not credible; likelihood.", ("Inconsistent", "credible", "likelihood")),
        ("en", "A credible fear interview was held.", ()),
        ("en", "More likely than not; admission; inalienable; the scoreboard; alienation.", ()),
        ("en", "The claim stands. Failed rivals.", ()),
        ("es", "La persona es elegible y tiene probabilidad.", ("elegible", "probabilidad")),
        ("es", "La presunta víctima, supuestamente ilegal.", ("presunta", "supuestamente", "ilegal")),
        ("es", "Afirma que no logró irse.", ("Afirma que", "no logró")),
        ("es", "No es creíble.", ("creíble",)),
        ("es", "Entrevista de temor creíble. Presunción. Más probable que no.", ()),
    ],
)
def test_banned_words(language: Language, text: str, words: tuple[str, ...]) -> None:
    assert banned_words(text, language) == words


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (RULES, "says: Severe harm is told.", "says: Severe harm is alleged."),
        (RULES, "title: Daño claramente grave", "title: Daño ilegal"),
        (RULES, "may_be_met: More is told.", "may_be_met: A chance to tell more."),
        (RULES, "en: medical records", "en: credible records"),
        ("authorities/all.yaml", "en: Taken back.", "en: The alien won."),
        ("authorities/all.yaml", "en: Who may ask for asylum.", "en: Who is eligible."),
        ("elements.yaml", "en: Past harm", "en: Alleged harm"),
        ("questions.yaml", "What happened?", "What is your score?"),
        ("labels.yaml", "en: in court", "en: illegal"),
    ],
)
def test_banned_words_are_found_in_every_text(tmp_path: Path, path: str, old: str, new: str) -> None:
    found = with_code(linted(tmp_path, {path: small_text(path, (old, new))}), "error.banned_word")
    assert len(found) == 1
    assert "a word we do not use" in found[0].message


def test_evidence_says_its_kinds(tmp_path: Path) -> None:
    text = small_text(RULES)
    silent = text.replace(", kinds: [medical]", "")
    assert silent != text
    (found,) = with_code(linted(tmp_path / "a", {RULES: silent}), "warning.evidence_kind")
    assert found.where == f"{RULES}, rule us.harm.severe" and "kinds" in found.message
    none = text.replace("kinds: [medical]", "kinds: []")
    assert with_code(linted(tmp_path / "b", {RULES: none}), "warning.evidence_kind") == []
    (wrong,) = problems_of(tmp_path / "c", {RULES: text.replace("kinds: [medical]", "kinds: [medicine]")})
    assert wrong.code == "rules.not_a_choice" and "medical" in wrong.message


def test_long_texts_and_texts_not_translated(tmp_path: Path) -> None:
    text = small_text(RULES, ("es: {title: Un hueco, says: Un hueco.", "es: {title: Un hueco, says: A gap."))
    long = small_text("questions.yaml", ("en: Fear now", f"en: {'fear ' * 13}"))
    found = linted(tmp_path, {RULES: text, "questions.yaml": long})
    assert [problem.where for problem in with_code(found, "warning.not_translated")] == [
        f"{RULES}, rule us.harm.gap"
    ]
    assert [problem.where for problem in with_code(found, "warning.long_text")] == ["question afraid"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("es: teme ahora", "es: afraid now", "error.not_translated"),
        ("es: en el tribunal", "es: in court", "error.not_translated"),
        ("en: afraid now", 'en: "is the person afraid?"', "error.label_form"),
        ("es: etapa", "es: Es la etapa.", "error.label_form"),
        ("es: etapa", "es: Etapa", "warning.label_capital"),
        ("en: stage", f"en: {'stage ' * 11}", "warning.long_text"),
    ],
)
def test_labels_are_short_names_in_both_languages(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert not with_code(linted(tmp_path / "a"), code)
    found = with_code(linted(tmp_path / "b", {"labels.yaml": small_text("labels.yaml", (old, new))}), code)
    assert {problem.where.split()[0] for problem in found} == {"label"}


def test_words_alike_in_both_languages_are_translated(tmp_path: Path) -> None:
    text = small_text("labels.yaml", ("{en: in court, es: en el tribunal}", '{en: "no", es: "no"}'))
    assert not with_code(linted(tmp_path, {"labels.yaml": text}), "error.not_translated")


def test_a_premise_nobody_builds_on(tmp_path: Path) -> None:
    text = small_text(
        RULES,
        ("kind: weak_spot", "kind: premise"),
        ("    concludes: {severity: moderate, elements: [past-harm]}\n", ""),
        (", government: Nothing is told., may_be_met: More is told.", ""),
        (", government: No se cuenta nada., may_be_met: Se cuenta más.", ""),
    )
    found = with_code(linted(tmp_path / "a", {RULES: text}), "warning.dead_premise")
    assert [problem.where for problem in found] == [f"{RULES}, rule us.harm.gap"]


def test_authorities_used_and_not_used(tmp_path: Path) -> None:
    text = small_text("authorities/all.yaml", ("    background: true\n", ""))
    used_as_cause = linted(tmp_path / "a", {"authorities/all.yaml": text})
    assert "warning.unused_authority" not in codes(used_as_cause)
    no_cause = text.replace("        by: matter-a-b-2021\n", "")
    found = with_code(linted(tmp_path / "b", {"authorities/all.yaml": no_cause}), "warning.unused_authority")
    assert [problem.where for problem in found] == ["authority matter-a-b-2021"]
    background = small_text(
        "authorities/all.yaml", ("grade: primary\n", "grade: primary\n    background: true\n")
    )
    found = with_code(linted(tmp_path / "c", {"authorities/all.yaml": background}), "warning.used_background")
    assert [problem.where for problem in found] == ["authority ina-208"]


def test_a_rule_that_rests_on_what_nobody_has_read_is_listed(tmp_path: Path) -> None:
    text = small_text("authorities/all.yaml", ("grade: primary", "grade: unverified"))
    found = with_code(linted(tmp_path, {"authorities/all.yaml": text}), "note.unverified")
    assert [problem.where for problem in found] == [f"{RULES}, rule us.harm.severe"]


def test_a_derived_fact_that_cites_what_is_not_there() -> None:
    facts = {**FACTS, "x.y": FactType("x.y", FactKind.BOOL, derived=True, cites=("ina-208", "ina-9"))}
    found = with_code(list(lint_pack(load_pack(SMALL, FACTS), facts)), "error.unknown_authority")
    assert [(problem.where, "ina-9" in problem.message) for problem in found] == [("fact x.y", True)]


def test_the_pack_that_comes_along_has_no_errors() -> None:
    errors = [problem for problem in lint_pack(real_pack()) if level_of(problem) == "error"]
    assert [(problem.where, problem.message) for problem in errors] == []


def as_expected(rule: Rule, given: Mapping[str, Any], as_of: date, circuit: str | None) -> Outcome:
    """Comes out as the example of the rule that holds these facts says."""
    example = next(each for each in rule.examples if each.given == given)
    truth = {"fires": Truth.YES, "silent": Truth.NO, "undecided": Truth.OPEN}[example.expect]
    return Outcome(
        truth, frozenset(example.asks), (SeenLine("a line", 20, truth), SeenLine("another", 21, Truth.YES))
    )


def severe_only() -> Any:
    pack = load_pack(SMALL, FACTS)
    return replace(pack, rules={"us.harm.severe": pack.rules["us.harm.severe"]})


def test_examples_that_come_out_as_they_say() -> None:
    run = run_examples(severe_only(), as_expected)
    assert len(run.results) == 3
    assert run.problems == ()
    assert run.untried == (UntriedLine("us.harm.severe", "another", 21, (Truth.NO, Truth.OPEN)),)


def test_examples_run_on_their_day_in_their_circuit_or_the_packs_own() -> None:
    seen: list[tuple[date, str | None]] = []

    def evaluate(rule: Rule, given: Mapping[str, Any], as_of: date, circuit: str | None) -> Outcome:
        seen.append((as_of, circuit))
        return Outcome(Truth.OPEN, frozenset())

    run_examples(severe_only(), evaluate)
    assert seen == [(date(2026, 11, 24), "9"), (date(2026, 10, 2), None), (date(2026, 10, 2), None)]


def test_examples_that_come_out_otherwise_are_named() -> None:
    def always_open(rule: Rule, given: Mapping[str, Any], as_of: date, circuit: str | None) -> Outcome:
        return Outcome(Truth.OPEN, frozenset({"fear.why"}))

    problems = run_examples(load_pack(SMALL, FACTS), always_open, only="us.harm.severe").problems
    assert [(problem.where, problem.line, problem.message) for problem in problems] == [
        (
            "harm/rules.yaml, rule us.harm.severe, example 'tortured'",
            32,
            "The example expects 'fires' and the rule is 'undecided'. Still missing: fear.why.",
        ),
        (
            "harm/rules.yaml, rule us.harm.severe, example 'nothing happened'",
            37,
            "The example expects 'silent' and the rule is 'undecided'. Still missing: fear.why.",
        ),
        (
            "harm/rules.yaml, rule us.harm.severe, example 'not asked yet'",
            38,
            "The example asks incident.harm, which is not among the facts still missing: fear.why.",
        ),
    ]


@pytest.mark.parametrize("kind", RuleKind)
def test_a_new_rule_names_each_place_to_fill_and_nothing_else(tmp_path: Path, kind: RuleKind) -> None:
    text = new_rule_file("us.harm.new", kind, ["ina-208"])
    problems = problems_of(tmp_path, {rule_file_path("us.harm.new"): text})
    placeholders = [number for number, line in enumerate(text.splitlines(), 1) if re.search("<[a-z]", line)]
    assert {problem.code for problem in problems} == {"rules.placeholder"}
    assert [problem.line for problem in problems] == placeholders


def filled(text: str, *written: str) -> str:
    """A new rule file with its marked texts replaced in order, as an author would."""
    words = iter(written)
    return re.sub(r'<a fact> is true|"?<[a-z][^<>]*>"?', lambda _: next(words), text)


def test_a_new_rule_loads_once_it_is_filled(tmp_path: Path) -> None:
    text = filled(
        new_rule_file("us.harm.new", RuleKind.NOTE),
        *("fear.afraid_now is true", "A", "B.", "C", "D."),
        *("e", "{fear: {afraid_now: true}}", "f", "{fear: {afraid_now: false}}", "g", "fear.afraid_now"),
    )
    assert "us.harm.new" in small_pack(tmp_path, {rule_file_path("us.harm.new"): text}).rules


def test_a_new_rule_without_its_authority_asks_for_it(tmp_path: Path) -> None:
    text = new_rule_file("us.harm.new", RuleKind.BAR)
    messages = [problem.message for problem in problems_of(tmp_path, {"harm/new.yaml": text})]
    assert "'rests_on' still holds a placeholder: <an authority>. Write it." in messages
