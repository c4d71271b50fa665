"""The product's own words: two tables with the same keys, short labels, and no word that judges."""

import calendar
import re
import string

import pytest
from real_pack import real_pack

from screening.law.wording import rule_texts, table_texts
from screening.report.countries import country_name
from screening.report.wording import PARTS, TABLES
from screening.report.words import Words, capital, lower_first, sentence
from screening.vocabulary import (
    CIRCUITS,
    LANGUAGES,
    ElementState,
    Ground,
    Language,
    Outcome,
    RuleKind,
    Severity,
)
from screening.worksheet.items import i589

BANNED = {
    "en": "eligible|eligibility|scores?|likelihood|chances?|credible|illegal|aliens?|alleged|claims that|"
    "failed to|admits|inconsistent|she|he|her|his|him",
    "es": "elegible|puntaje|probabilidad|creíble|ilegal|extranjero ilegal|supuestamente|alega|"
    "inconsistente|admite|ella|él",
}
SUMMARY_LABELS = (
    "case", "as_of", "route", "urgent", "bars", "bases", "weak_spots", "ask_first", "protection.asylum",
    "protection.withholding", "protection.cat", "routes", "told", "evidence.have", "evidence.can_get",
    "evidence.cannot_get", "evidence.not_asked", "evidence.would_help",
)  # fmt: skip


def test_both_languages_have_the_same_keys_in_the_same_order() -> None:
    for part in PARTS:
        assert list(part.EN) == list(part.ES), part.__name__


def test_no_key_stands_in_two_parts() -> None:
    for language in LANGUAGES:
        tables = [getattr(part, language.upper()) for part in PARTS]
        assert sum(map(len, tables)) == len(TABLES[language])


def test_both_languages_have_the_same_pieces() -> None:
    for key, english in TABLES["en"].items():
        pieces = {name for _, name, _, _ in string.Formatter().parse(english) if name}
        spanish = {name for _, name, _, _ in string.Formatter().parse(TABLES["es"][key]) if name}
        assert spanish == pieces or spanish < pieces, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_judges(language: Language) -> None:
    banned = re.compile(rf"\b(?:{BANNED[language]})\b", re.IGNORECASE)
    found = {key: text for key, text in TABLES[language].items() if banned.search(text)}
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_short(language: Language) -> None:
    words = TABLES[language]
    labels = [key for key in words if key.startswith(("label.", "card.")) and "." not in key[6:]]
    labels = [key for key in labels if key.startswith("label.") or key.split(".")[1] in CARD_LABELS]
    labels += [key for key in words if key.startswith("stamp.") and "{" not in words[key]]
    long = {key: words[key] for key in (*labels, *SUMMARY_LABELS) if len(words[key]) > 12}
    assert long == {}


CARD_LABELS = frozenset(
    {
        "rule", "says", "concludes", "when", "when_all", "when_any", "when_not", "raised", "unless", "rests_on",
        "beside", "against", "applies", "circuits", "displaced", "evidence", "examples", "shown_in", "status",
        "file",
    }
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_tags_are_short(language: Language) -> None:
    words = Words(language)
    states = [words.state(state).word for state in ElementState]
    bars = [words(f"bar_state.{s}") for s in ("in_force", "in_force_unless", "set_aside", "open")]
    assert [word for word in states if len(word) + 2 > 15] == []
    assert [word for word in bars if len(word) + 2 > 17] == []
    assert [s for s in Severity if len(words.severity(s).word) + 5 > 15] == []
    assert [o for o in Outcome if len(words(f"outcome_short.{o}")) > 15] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_times_are_short(language: Language) -> None:
    words = TABLES[language]
    times = [words[key].format(n="364") for key in words if key.startswith("time.")]
    assert [time for time in times if len(time) > 10] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_words(language: Language) -> None:
    words = Words(language)
    for circuit in CIRCUITS:
        assert words.circuit(circuit)
    for ground in Ground:
        assert words(f"ground.{ground}") and words(f"ground_short.{ground}")
    for kind in RuleKind:
        assert words.has(f"card.{kind}")
    for outcome in Outcome:
        assert words(f"outcome.{outcome}")


def test_the_given_translations_stand() -> None:
    given = {
        "Screening report": "Informe de evaluación",
        "Privileged and confidential · unreviewed by a lawyer": "Confidencial y protegido · sin revisión de abogado",
        "A flag is not an answer. Nothing here says how a judge will decide.":
            "Un aviso no es una respuesta. Nada aquí dice cómo decidirá un juez.",
        "Weak spots": "Debilidades",
        "Ask first": "Preguntar ya",
        "May be met": "Respuesta",
        "Still to ask": "Falta preguntar",
        "Barred unless": "Impedimento, salvo",
        "not supported": "sin apoyo",
    }  # fmt: skip
    pairs = {(english, TABLES["es"][key]) for key, english in TABLES["en"].items()}
    assert [pair for pair in given.items() if pair not in pairs] == []


def test_unknown_is_said_in_five_ways() -> None:
    english = [Words("en")(f"missing.{s}").lower() for s in MISSING]
    spanish = [Words("es")(f"missing.{s}").lower() for s in MISSING]
    assert english == [
        "not asked",
        "does not know",
        "rather not say",
        "later or with the lawyer",
        "does not apply",
    ]
    assert spanish == [
        "sin preguntar", "no lo sabe", "prefiere no decirlo", "más tarde o con abogada o abogado", "no se aplica",
    ]  # fmt: skip


MISSING = ("not_asked", "unknown", "declined", "deferred", "not_applicable")


def test_pieces_of_sentences() -> None:
    words = Words("en")
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed(["a"]) == "a"
    assert words.circuits(["10", "9"]) == "Ninth Circuit and Tenth Circuit"
    assert words.own('the client\'s "own" words') == "the client’s “own” words"
    assert lower_first("Past harm") == "past harm"
    assert lower_first("CAT") == "CAT"
    assert lower_first("") == "" and lower_first("A gun") == "a gun"
    assert lower_first("¿Por el cargo?") == "¿por el cargo?" and lower_first("¿CAT?") == "¿CAT?"
    assert capital("asked") == "Asked"
    assert sentence("asked") == "Asked." and sentence("Why?") == "Why?" and sentence("") == ""


def test_countries() -> None:
    assert country_name("MX", "es") == "México"
    assert country_name("HN", "en") == "Honduras"
    assert country_name("XX", "en") == ""


_MONTHS = "|".join(calendar.month_name[1:])
_OTHER_FORMS = re.compile(
    rf"\b(?:(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|(?:un|dis)?(?:recogni|organi|critici|sterili)s(?:e|ed|es|ing|ation\w*)"
    r"|colours?|labour|neighbour\w*|offences?|defences?|licences?|programmes?|travelled|practis\w+)\b",
    re.IGNORECASE,
)


def test_english_keeps_one_form_of_dates_and_one_spelling() -> None:
    pack = real_pack()
    texts = [
        text for rule in pack.rules.values() for _, language, text in rule_texts(rule) if language == "en"
    ]
    texts += [text for _, _, language, text in table_texts(pack) if language == "en"]
    texts += [*TABLES["en"].values(), *(item.asks["en"] for item in i589().items())]
    assert [found[0] for text in texts for found in _OTHER_FORMS.finditer(text)] == []
    assert _OTHER_FORMS.search("Law since May 11, 2005") and _OTHER_FORMS.search("an unrecognised group")
    assert not _OTHER_FORMS.search("Law since 11 May 2005, a recognized criticism of an organism")
