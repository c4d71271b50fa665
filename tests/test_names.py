"""Names keep their capital inside a sentence, and how a pack writes a word says whether it is one."""

import pytest
from real_pack import real_pack

from screening.law.names import Names, names_of
from screening.law.wording import rule_texts
from screening.report.words import lower_first
from screening.vocabulary import LANGUAGES, Language

TEXTS = (
    "The first report went to the Mexican police.",
    "He came from El Paso, and the Zetas came first.",
    "All agree: the First Circuit said so. The State acts, and the State and the Board differ.",
    "Family was harmed; the family fled. Board of 2017: families.",
    "",
)


def test_a_word_that_is_never_small_is_a_name() -> None:
    names = Names(TEXTS)
    for text in ("Mexican Navy raid", "Zetas: a tie", "Board of 2017: families", "State persecutor"):
        assert names.open(text) and lower_first(text, names) == text
    assert not names.open("Family harmed") and lower_first("Family harmed", names) == "family harmed"
    assert not names.open("Boarding a bus") and not names.open("He came") and not names.open("")


def test_two_words_are_a_name_where_the_first_alone_is_none() -> None:
    names = Names(TEXTS)
    assert names.open("First Circuit: farmers") and names.open("El Paso is near")
    assert not names.open("First came a threat")
    small = Names((*TEXTS, "what the first Circuit judge said"))
    assert not small.open("First Circuit: farmers")


@pytest.mark.parametrize(
    ("language", "kept", "lowered"),
    [
        (
            "en",
            ["Fifth Circuit rejected informants", "First Circuit: money", "Board of 2017: family", "Mexico"],
            ["Family", "Threats alone, Fifth Circuit", "The Board asks", "Torture by police"],
        ),
        (
            "es",
            ["Primer Circuito: dinero", "Quinto Circuito cerró", "Junta 2017: la familia", "México niega"],
            ["Familia", "El Estado actuó", "La Junta revisa", "Primero la amenaza"],
        ),
    ],
)
def test_the_names_of_the_pack(language: Language, kept: list[str], lowered: list[str]) -> None:
    names = names_of(real_pack(), language)
    assert [text for text in kept if lower_first(text, names) != text] == []
    assert [text for text in lowered if not lower_first(text, names)[0].islower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_loses_the_capital_of_a_circuit_or_country(language: Language) -> None:
    names = names_of(real_pack(), language)
    proper = {"en": (" Circuit", "Mexic", "Colomb"), "es": (" Circuito", "México")}[language]
    seen = 0
    for rule in real_pack().rules.values():
        for name, one, text in rule_texts(rule):
            if (
                name == "title"
                and one == language
                and text.split(":")[0].count(" ") <= 1
                and proper[0] in text[:18]
            ):
                seen += 1
                assert lower_first(text, names) == text
    assert seen > 10
