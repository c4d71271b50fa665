"""What people type: numbers, names, dates in words, refusals; nothing is taken for something near it."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pack_cases import the_pack

from screening.dates.edtf import FuzzyDate
from screening.dates.reading import NotADate, fold, read_date
from screening.dates.words import day_in_words, fuzzy_in_words
from screening.interview.answers import STATE_WORDS, STATES, NotUnderstood, Option, read_answer
from screening.interview.opening import CLOSING, CONFIDENTIALITY, OPENING
from screening.interview.order import Step
from screening.interview.planner import Planner
from screening.interview.prompts import Prompter
from screening.interview.record import Record, Value, shapes
from screening.interview.wording import TABLES
from screening.law.leading import leading_words
from screening.law.lint_questions import hard_to_read
from screening.vocabulary import LANGUAGES, Language

TODAY = date(2026, 11, 24)
PACK = the_pack()
PLANNER = Planner(PACK, TODAY)
DAYS = st.dates(date(1950, 1, 1), date(2026, 11, 24))


def options(fact: str, language: Language = "es") -> tuple[Option, ...]:
    step = PLANNER.value_step(fact, "x-1" if "." in fact and shapes()[fact] else "")
    assert isinstance(step, Step)
    record = Record(id="x")
    return (
        Prompter(PACK, language)
        .prompt(Step("value", step.path, step.question, step.topic, fact), record)
        .options
    )


def value(typed: str, fact: str, language: Language = "es") -> Value | None:
    return read_answer(typed, shapes()[fact], options(fact, language), TODAY).value


def state(typed: str, fact: str) -> str | None:
    return read_answer(typed, shapes()[fact], options(fact), TODAY).state


def refused(typed: str, fact: str, language: Language = "es") -> NotUnderstood:
    with pytest.raises(NotUnderstood) as caught:
        value(typed, fact, language)
    return caught.value


@pytest.mark.parametrize("typed", ["1", "sí", "Sí", "si", "SI", "y", "Yes"])
def test_yes_in_both_languages(typed: str) -> None:
    assert value(typed, "fear.afraid_now") is True


@pytest.mark.parametrize("typed", ["2", "no", "No", "n"])
def test_no_in_both_languages(typed: str) -> None:
    assert value(typed, "fear.afraid_now") is False


def test_neither_yes_nor_no_is_asked_again() -> None:
    for typed in ("quizá", "0", "7", "-1", "yesno"):
        assert refused(typed, "fear.afraid_now")


@pytest.mark.parametrize("fact", ["fear.afraid_now", "entry.date", "contact.phone", "incident.duration_days"])
@pytest.mark.parametrize("wanted", STATES)
def test_the_four_refusals_as_sentences(fact: str, wanted: str) -> None:
    for said in STATE_WORDS[wanted]:  # type: ignore[index]
        assert state(said.upper(), fact) == wanted
    for language in LANGUAGES:
        assert state(TABLES[language][f"state.{wanted}"], fact) == wanted


def test_refusals_by_number_come_after_the_choices_and_with_a_slash_where_there_are_none() -> None:
    assert [state(str(n), "fear.afraid_now") for n in (3, 4, 5, 6)] == list(STATES)
    assert [state(f"/{n}", "incident.duration_days") for n in (1, 2, 3, 4)] == list(STATES)
    assert value("3", "incident.duration_days") == 3


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mexico", "MX"), ("México", "MX"), ("MX", "MX"), ("mex", "MX"), ("EE.UU.", None), ("estados unidos", "US"),
        ("USA", "US"), ("Birmania", "MM"), ("el salvador", "SV"), ("honduras", "HN"), ("Türkiye", "TR"),
    ],
)  # fmt: skip
def test_countries_by_name_in_both_languages_without_accents(typed: str, code: str | None) -> None:
    if code is None:
        assert refused(typed, "applicant.country_feared")
    else:
        assert value(typed, "applicant.country_feared") == code


def test_a_name_that_fits_several_countries_is_not_chosen_from() -> None:
    assert {"Guinea-Bissau", "Guinea"} & {*refused("guine", "applicant.country_feared").among}
    assert value("guinea", "applicant.country_feared") == "GN"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("mam", "mam"),
        ("Español", "spa"),
        ("spanish", "spa"),
        ("kiche", "quc"),
        ("K'iche'", "quc"),
        ("iso yua", "yua"),
    ],
)
def test_languages_by_name(typed: str, code: str) -> None:
    assert value(typed, "applicant.native_language") == code


def test_a_word_of_three_letters_is_no_language() -> None:
    assert refused("yes", "applicant.native_language")


def test_several_choices() -> None:
    assert value("1,2", "incident.victims") == ("self", "partner")
    assert value("2 1 2", "incident.victims") == ("partner", "self")
    assert value("0", "incident.victims") == ()
    assert refused("1,99", "incident.victims")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_of_the_pack_can_be_given_by_number_code_and_name(language: Language) -> None:
    for fact, shape in shapes().items():
        if not shape.choices:
            continue
        shown = options(fact, language)
        for number, option in enumerate(shown, 1):
            one = option.value
            for typed in (str(number), str(one), option.names[0], option.names[0].upper()):
                assert value(typed, fact, language) == ((one,) if shape.many else one), (fact, typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025-03~", "2025-03~"), ("3 de marzo de 2025", "2025-03-03"), ("March 3, 2025", "2025-03-03"),
        ("3rd of March 2025", "2025-03-03"), ("marzo 2025", "2025-03"), ("2025", "2025"), ("en 2025", "2025"),
        ("about March 2025", "2025-03~"), ("hacia marzo de 2025", "2025-03~"), ("creo que en 2024", "2024?"),
        ("before 2024", "../2024"), ("antes de marzo de 2024", "../2024-03"), ("desde 2024", "2024/.."),
        ("between March 2024 and May 2024", "2024-03/2024-05"), ("entre marzo y mayo de 2024", "2024-03/2024-05"),
        ("between 6 and 18 January 2026", "2026-01-06/2026-01-18"), ("ayer", "2026-11-23"), ("today", "2026-11-24"),
        ("1ro de mayo de 2024", "2024-05-01"), ("14/03/2025", "2025-03-14"), ("03/14/2025", "2025-03-14"),
        ("5/5/2025", "2025-05-05"), ("3 sept 2024", "2024-09-03"),
    ],
)  # fmt: skip
def test_dates_in_words(typed: str, read: str) -> None:
    assert read_date(typed, TODAY).text == read


@pytest.mark.parametrize("typed", ["03/04/2025", "4-3-2025", "3 4 2025"])
def test_a_date_that_could_be_two_days_is_asked_for_in_words(typed: str) -> None:
    with pytest.raises(NotADate) as caught:
        read_date(typed, TODAY)
    assert caught.value.code == "swapped"


@pytest.mark.parametrize(
    "typed",
    ["", "31 febrero 2024", "marzo", "3 de marzo", "2025 2024", "in summer 2024", "soon", "3/4/25", "99999"],
)
def test_what_is_no_date_is_not_made_one(typed: str) -> None:
    with pytest.raises(NotADate):
        read_date(typed, TODAY)


@given(DAYS, st.sampled_from(LANGUAGES), st.sampled_from(["", "~", "?"]), st.sampled_from(["d", "m", "y"]))
@settings(max_examples=150, deadline=None)
def test_a_date_read_back_in_words_is_the_same_date(
    day: date, language: Language, mark: str, precision: str
) -> None:
    text = {"d": day.isoformat(), "m": day.isoformat()[:7], "y": str(day.year)}[precision] + mark
    told = FuzzyDate.parse(text)
    assert read_date(fuzzy_in_words(told, language), TODAY) == told


@given(DAYS, st.sampled_from(LANGUAGES))
@settings(max_examples=50, deadline=None)
def test_two_days_between_are_read_as_an_interval(day: date, language: Language) -> None:
    told = FuzzyDate.parse(f"{day.isoformat()}/2026-11-24")
    first = read_date(day_in_words(day, language), TODAY)
    assert first.lo == told.lo


@given(
    st.text(max_size=40), st.sampled_from(["fear.afraid_now", "entry.date", "incident.harm", "applicant.sex"])
)
@settings(max_examples=150, deadline=None)
@example("\x1b[2J", "entry.date")
@example("\u202eabc", "contact.phone")
@example("yes\x00", "fear.afraid_now")
@example("١", "fear.afraid_now")
def test_any_text_is_an_answer_or_a_sentence(typed: str, fact: str) -> None:
    try:
        given_answer = read_answer(typed, shapes()[fact], options(fact), TODAY)
    except NotUnderstood as error:
        assert error.said.en and error.said.es
    else:
        assert (given_answer.value is None) != (given_answer.state is None)
        if isinstance(given_answer.value, tuple):
            assert set(given_answer.value) <= {option.value for option in options(fact)}


@pytest.mark.parametrize("typed", ["\x1b[31mred", "a\x07", "a\u202eb", "a\u200bb", "\ud800"])
def test_signs_that_act_or_hide_are_refused_and_not_repeated(typed: str) -> None:
    error = refused(typed, "contact.phone")
    assert typed not in error.said.en + error.said.es


def test_folding() -> None:
    assert fold("  MÉXICO   de  Ñandú ") == "mexico de nandu"


def test_both_languages_have_the_same_words() -> None:
    assert TABLES["en"].keys() == TABLES["es"].keys()
    for key, english in TABLES["en"].items():
        pieces = [set(re.findall(r"{(\w+)}", text)) for text in (english, TABLES["es"][key])]
        assert english and TABLES["es"][key] and pieces[0] == pieces[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_to_be_read_out_do_not_lead_and_are_plain(language: Language) -> None:
    texts = []
    for key in (
        "story.say",
        "story.ask",
        "story.help",
        "story.why",
        "pause",
        "pause.ground",
        "after_pause",
        "end",
        "stopped.say",
    ):
        texts.append(TABLES[language][key])
    for text in texts:
        assert list(leading_words(text, language)) == []
    for text in (*texts, *OPENING[language], *CONFIDENTIALITY[language], *CLOSING[language]):
        assert hard_to_read(text, language) == ""
