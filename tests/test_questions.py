"""Questions to people: open, plain, in both languages, one for every fact; and those of the pack itself."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_packs import FACTS, SMALL, small_pack, small_text
from real_pack import real_pack

from screening.assessment.assess import assess
from screening.facts.catalogue import catalogue
from screening.facts.values import FactType
from screening.intake.read import read_intake_file
from screening.law.leading import LEADING, Leading, leading_words
from screening.law.lint import lint_pack
from screening.law.lint_questions import LONGEST_SENTENCE, hard_to_read
from screening.law.load import load_pack
from screening.law.pack import Pack, Question
from screening.vocabulary import LANGUAGES, Language

FAULTS = [(language, fault) for language in LANGUAGES for fault in LEADING[language]]
LATE_TOPICS = ("other-relief", "police", "armed-groups", "private", "lawyer")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return real_pack()


def said(
    folder: Path, *swaps: tuple[str, str], facts: dict[str, FactType] | None = None
) -> list[tuple[str, str]]:
    """Code and place of what the lint says of the questions of the small pack once they are changed."""
    changed = {"questions.yaml": small_text("questions.yaml", *swaps)} if swaps else {}
    known = {**FACTS, **(facts or {})}
    found = lint_pack(small_pack(folder, changed), known)
    return [
        (problem.code.removeprefix("lint."), problem.where)
        for problem in found
        if problem.where.startswith("question ")
    ]


@pytest.mark.parametrize(("language", "fault"), FAULTS, ids=lambda each: getattr(each, "example", each))
def test_each_fault_is_found_in_its_example(language: Language, fault: Leading) -> None:
    assert fault.reason in {reason for _, reason in leading_words(fault.example, language)}


def test_reasons_say_why_and_both_languages_know_the_same_faults() -> None:
    english, spanish = ({fault.reason for fault in LEADING[language]} for language in LANGUAGES)
    assert english == spanish
    assert all(reason and not reason.endswith(".") for reason in english)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What did you tell them about going back to your country?"),
        ("en", "Did you or someone else go to the police or some other office, or not?"),
        ("en", "Who was there that day, and what did you see?"),
        ("es", "¿Qué les dijo sobre regresar a su país?"),
        ("es", "¿Usted o alguien más fue con la policía, o nadie fue?"),
    ],
)
def test_open_questions_are_left_alone(language: Language, text: str) -> None:
    assert list(leading_words(text, language)) == []


def test_only_the_topic_of_safety_speaks_of_being_safe() -> None:
    for language, text in (("en", "Are you safe there?"), ("es", "¿Está a salvo ahí?")):
        assert list(leading_words(text, language, "safety")) == []
        assert len(list(leading_words(text, language, "fear"))) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("What happened?", "Were you tortured?", "error.leading"),
        ("¿Qué pasó?", "¿Por qué no denunció?", "error.leading"),
        ("¿Qué pasó?", "What happened?", "error.not_translated"),
        ("es: Para anotarlo como fue.", "es: To write it as it was.", "error.not_translated"),
        ("es: No interrumpa.", "es: Do not cut in.", "error.not_translated"),
        ("es: Qué pasó", "es: What happened", "error.not_translated"),
        ("¿Qué pasó?", "¿Qué te hicieron?", "error.familiar"),
        ("es: Espere la respuesta.", "es: Dime si tienes dudas.", "error.familiar"),
        ("What happened?", "Who? What? Where?", "error.many_questions"),
        ("en: Do not cut in.", f"en: Wait {'and wait ' * 11}then.", "error.hard_to_read"),
        ("¿Qué pasó?", "¿Manifestaciones, procedimientos, consideraciones?", "error.hard_to_read"),
        ("order: 20", "order: 10", "error.order_twice"),
        ("incident.harm, incident.victims", "persecutor.is_state", "error.derived_asked"),
    ],
)  # fmt: skip
def test_faults_of_a_question_are_errors(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert said(tmp_path / "a") == []
    assert {found for found, _ in said(tmp_path / "b", (old, new))} == {code}


def test_a_question_for_something_very_sensitive_is_marked(tmp_path: Path) -> None:
    grave = {"incident.harm": replace(FACTS["incident.harm"], sensitivity=3)}
    assert said(tmp_path / "a", facts=grave) == [("error.not_marked_sensitive", "question what-happened")]
    marked = ("order: 20", "order: 20\n    sensitive: true")
    assert said(tmp_path / "b", marked, facts=grave) == []


def test_a_fact_worked_out_from_others_needs_no_question() -> None:
    unasked = {
        p.where for p in lint_pack(load_pack(SMALL, FACTS), FACTS) if p.code == "lint.error.no_question"
    }
    assert "fact persecutor.kind" in unasked
    assert "fact persecutor.is_state" not in unasked


def test_topics_are_read(tmp_path: Path) -> None:
    warning = (
        "Ahora el regreso.}",
        "Ahora el regreso.}\n  warn: {en: Take your time., es: Tómese su tiempo.}",
    )
    warned = small_pack(tmp_path / "b", {"questions.yaml": small_text("questions.yaml", warning)})
    assert warned.topics["going-back"].warn == {"en": "Take your time.", "es": "Tómese su tiempo."}
    found = small_pack(tmp_path / "a")
    assert found.topics["going-back"].title["es"] == "Regresar"
    assert found.topics["going-back"].warn is None
    assert {question.topic for question in found.questions.values()} == {"going-back"}


@given(st.integers(1, 60))
@settings(max_examples=60)
def test_a_sentence_is_as_long_as_it_may_be(words: int) -> None:
    text = " ".join(["day"] * words) + "."
    assert bool(hard_to_read(text, "en")) == (words > LONGEST_SENTENCE)
    assert hard_to_read(f"{text} {text}", "en") == hard_to_read(text, "en")


@given(st.integers(1, 40), st.integers(0, 10))
@settings(max_examples=80)
def test_long_words_are_counted_against_all(short: int, long: int) -> None:
    text = ". ".join(["day"] * short + ["considerations"] * long)
    assert bool(hard_to_read(text, "en")) == (long > 1 and long > (short + long) // 6)


def test_a_long_word_in_one_language_may_be_short_in_the_other() -> None:
    assert hard_to_read("nicknames nicknames", "en") == "2 long words in 2"
    assert hard_to_read("preguntas preguntas", "es") == ""


def by_order(pack: Pack) -> list[Question]:
    return sorted(pack.questions.values(), key=lambda question: question.order)


def test_the_pack_asks_for_every_fact_once(pack: Pack) -> None:
    asked = [name for question in pack.questions.values() for name in question.facts]
    assert sorted(asked) == sorted(name for name, fact in catalogue().items() if not fact.derived)


def test_consent_safety_and_the_last_entry_are_asked_first_and_private_matters_last(pack: Pack) -> None:
    ordered = by_order(pack)
    assert [question.id for question in ordered if question.first] == ["last-entry", "filing"]
    topics = list(dict.fromkeys(question.topic for question in ordered))
    assert topics[:3] == ["opening", "safety", "arrival"]
    assert [question.id for question in ordered if question.topic == "arrival"][:2] == [
        "last-entry",
        "filing",
    ]
    assert topics.index("safety") < topics.index("incident") < topics.index("actor") < topics.index("reason")
    assert topics[-len(LATE_TOPICS) :] == list(LATE_TOPICS)


def test_what_hurts_most_is_asked_with_a_warning(pack: Pack) -> None:
    for question in pack.questions.values():
        if question.topic in ("armed-groups", "private", "police", "incident"):
            assert pack.topics[question.topic].warn, question.id
    assert all(question.sensitive for question in pack.questions.values() if question.topic == "armed-groups")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_are_the_same_or_have_the_same_name(pack: Pack, language: Language) -> None:
    for texts in (
        [question.ask[language] for question in pack.questions.values()],
        [question.short[language] for question in pack.questions.values()],
    ):
        assert sorted(set(texts)) == sorted(texts)


EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_case_asks_for_the_entry_first_and_for_private_matters_last(pack: Pack, path: Path) -> None:
    complete = path.stem.startswith("fictional-")
    day = date(2026, 11, 24)
    asked = assess(read_intake_file(path, as_of=day), pack, as_of=day).questions
    ordered = [pack.questions[result.question] for result in asked]
    assert complete or ordered[0].id == "last-entry"
    assert len(ordered) < len(pack.questions) / 2, "what can settle nothing is not asked"
    marks = [(not question.first, question.last) for question in ordered]
    assert marks == sorted(marks)
    last = [question.order for question in ordered if question.last]
    assert complete or len(last) > 1
    assert last == sorted(last)
