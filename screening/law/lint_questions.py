"""What questions to people must be: one for every fact, plain, open, in both languages, said to an adult.

Readability is a rough measure of our own, applied to ``ask``, ``help`` and ``why``: no sentence of more
than 22 words, and no more than one long word in six (nine letters in English, ten in Spanish; the first is
free). It counts length, not sense: reading aloud with people from the places concerned stays needed.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from screening.errors import Problem
from screening.facts.values import FactType
from screening.law.leading import leading_words
from screening.law.pack import Bilingual, Pack, Question
from screening.vocabulary import Language

LONGEST_SENTENCE: Final = 22
LONG_WORD: Final[Mapping[Language, int]] = {"en": 9, "es": 10}
WORDS_TO_ONE_LONG: Final = 6
QUESTIONS_AT_ONCE: Final = 2
VERY_SENSITIVE: Final = 3

_SENTENCE_END: Final = re.compile(r"[.?!:;]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_FAMILIAR: Final = re.compile(
    r"\b(?:tú|te|ti|contigo|tus?|tuy[oa]s?|tienes|puedes|quieres|sabes|fuiste|viste|dime|cuéntame|vos|vosotr[oa]s"
    r"|vuestr\w+|tenés|podés|querés|habéis|tenéis)\b",
    re.IGNORECASE,
)


def lint_questions(pack: Pack, facts: Mapping[str, FactType]) -> Iterator[Problem]:
    """Facts nobody asks for, questions out of place, and wording that leads, blames or is hard to follow."""
    asked = {name for question in pack.questions.values() for name in question.facts}
    for name, fact in facts.items():
        if not fact.derived and name not in asked:
            message = "No question asks for it, so it stays open. Add it to a question."
            yield Problem("lint.error.no_question", message, f"fact {name}")
    places: dict[int, str] = {}
    for question in pack.questions.values():
        other = places.setdefault(question.order, question.id)
        if other != question.id:
            message = f"It has the same order as question {other}. Give each its own."
            yield Problem("lint.error.order_twice", message, f"question {question.id}")
        yield from _facts(question, facts)
        yield from _wording(question)


def _facts(question: Question, facts: Mapping[str, FactType]) -> Iterator[Problem]:
    owner = f"question {question.id}"
    for name in question.facts:
        if facts[name].derived:
            reads = ", ".join(facts[name].reads)
            message = f"{name} is worked out, so nobody can be asked for it. Ask for what it reads: {reads}."
            yield Problem("lint.error.derived_asked", message, owner)
    if not question.sensitive and any(facts[name].sensitivity >= VERY_SENSITIVE for name in question.facts):
        message = "It asks for something very sensitive. Mark it 'sensitive: true'."
        yield Problem("lint.error.not_marked_sensitive", message, owner)


def _wording(question: Question) -> Iterator[Problem]:
    owner = f"question {question.id}"
    texts: dict[str, Bilingual] = {
        "ask": question.ask,
        "short": question.short,
        "help": question.help,
        "why": question.why,
    }
    for name, text in texts.items():
        if len(set(text.values())) < len(text):
            message = f"Both languages say the same. Translate '{name}'."
            yield Problem("lint.error.not_translated", message, owner)
        for language, each in text.items():
            if language == "es" and (found := _FAMILIAR.search(each)):
                message = f"The es text '{name}' says '{found[0]}'. People are spoken to with 'usted'."
                yield Problem("lint.error.familiar", message, owner)
            if name != "short" and (hard := hard_to_read(each, language)):
                message = f"The {language} text '{name}' is hard to follow: {hard}. Use short sentences and short words."
                yield Problem("lint.error.hard_to_read", message, owner)
    for language, ask in question.ask.items():
        for words, reason in leading_words(ask, language, question.topic):
            message = f"The {language} question says '{words}': {reason}. Ask it openly."
            yield Problem("lint.error.leading", message, owner)
        if ask.count("?") > QUESTIONS_AT_ONCE:
            message = (
                f"The {language} text asks {ask.count('?')} questions at once. Two are the most; split it."
            )
            yield Problem("lint.error.many_questions", message, owner)


def hard_to_read(text: str, language: Language) -> str:
    """What makes a text hard to follow; "" if nothing does."""
    longest = max((len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)), default=0)
    if longest > LONGEST_SENTENCE:
        return f"a sentence of {longest} words"
    words = _WORD.findall(text)
    long = [word for word in words if len(word) >= LONG_WORD[language]]
    if len(long) > max(1, len(words) // WORDS_TO_ONE_LONG):
        return f"{len(long)} long words in {len(words)}"
    return ""
