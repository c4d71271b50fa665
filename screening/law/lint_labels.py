"""What the table of labels must hold: a short name in both languages for every fact and every code."""

from collections.abc import Iterator, Mapping
from typing import Final

from screening.errors import Problem
from screening.facts.values import FactType
from screening.law.pack import Bilingual, FactLabel, Pack

_ALIKE: Final = frozenset({"no", "hospital", "clan", "local", "regional", "cartel", "guerrilla"})
"""Words that are the same in both languages; any other text that is the same was not translated."""


def lint_labels(pack: Pack, facts: Mapping[str, FactType]) -> Iterator[Problem]:
    """Facts and codes without a name, and names that are questions, sentences or not translated."""
    for name in facts:
        if name not in pack.labels:
            message = "A reader would see its path: it has no label. Add it to the labels, in both languages."
            yield Problem("lint.error.no_label", message, f"fact {name}")
    for label in pack.labels.values():
        yield from _label(label, facts[label.fact])


def _label(label: FactLabel, fact: FactType) -> Iterator[Problem]:
    owner = f"label {label.fact}"
    missing = [code for code in fact.choices if code not in label.choices]
    if missing:
        message = f"The label has no text for {', '.join(missing)}. Add each under 'choices'."
        yield Problem("lint.error.label_choice", message, owner)
    for name, text in (("the label", label.label), *label.choices.items()):
        if _same(text):
            message = f"Both languages say the same for {name}. Translate it."
            yield Problem("lint.error.not_translated", message, owner)
        for language, each in text.items():
            if "?" in each or "¿" in each or _ends_a_sentence(each):
                message = f"The {language} text for {name} is a question or a sentence. Write a short name."
                yield Problem("lint.error.label_form", message, owner)
    for language, each in label.label.items():
        if each[:1].isupper() and each[1:2].islower():
            message = (
                f"The {language} label begins with a capital letter. It stands inside a line; write it small."
            )
            yield Problem("lint.warning.label_capital", message, owner)


def _ends_a_sentence(text: str) -> bool:
    """A full stop after a word, not after the capital of an abbreviation (D.C.)."""
    return text.endswith(".") and not text[-2:-1].isupper()


def _same(text: Bilingual) -> bool:
    return len(set(text.values())) < len(text) and not set(text.values()) <= _ALIKE
