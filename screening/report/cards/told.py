"""What an example tells, in words: the facts of a fragment of an intake by the names of the pack."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from screening.dates.edtf import FuzzyDate
from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, Missing
from screening.intake.model import ITEM_NAMES
from screening.law.pack import Example, Pack
from screening.report.cards.markup import tag
from screening.report.words import Words, sentence
from screening.safe_text import SafeText, safe


def told(example: Example, pack: Pack, words: Words) -> Element:
    """The facts of an example as a list; one item of a list of facts is a list of its own."""
    lines: list[Element] = []
    for section, value in example.given.items():
        if section == "complete":
            names = [words(f"item.{ITEM_NAMES[str(name)]}").removesuffix(".") for name in value]
            lines.append(tag("li", f"{words('cards.example.complete')}: {'; '.join(names)}."))
        elif section in ITEM_NAMES and isinstance(value, list):
            lines += _items(section, value, pack, words)
        elif isinstance(value, Mapping):
            lines += [tag("li", text) for text in _facts(section, value, pack, words)]
    if example.circuit:
        lines.append(tag("li", f"{words('cards.example.circuit', where=words.circuit(example.circuit))}."))
    if example.as_of:
        lines.append(tag("li", f"{words('cards.example.as_of', day=words.day(example.as_of))}."))
    if example.asks:
        facts = ", ".join(f"“{_name(fact, pack, words)}”" for fact in example.asks)
        lines.append(tag("li", f"{words('cards.example.asks', facts=facts)}."))
    if not example.given:
        lines.insert(0, tag("li", words("cards.example.nothing")))
    return tag("ul", *lines)


def _items(section: str, items: list[Any], pack: Pack, words: Words) -> Iterable[Element]:
    item = ITEM_NAMES[section]
    head = words(f"item.{item}").removesuffix(".")
    if not items:
        yield tag("li", f"{head}: {words('cards.example.none')}.")
    for number, one in enumerate(items, 1):
        name = f"{head} {number}" if len(items) > 1 else head
        facts = list(_facts(item, one, pack, words)) if isinstance(one, Mapping) else []
        if facts:
            yield tag("li", f"{name}:", tag("ul", *(tag("li", text) for text in facts)))
        else:
            yield tag("li", f"{name}: {words('cards.example.no_more')}.")


def _facts(section: str, value: Mapping[str, Any], pack: Pack, words: Words) -> Iterable[SafeText]:
    for key, answer in value.items():
        if key == "id":
            continue
        fact = f"{section}.{key}"
        yield sentence(f"{_name(fact, pack, words)}: {_answer(fact, answer, pack, words)}")


def _name(fact: str, pack: Pack, words: Words) -> str:
    label = pack.labels.get(fact)
    return label.label[words.language] if label else fact.split(".")[-1].replace("_", " ")


def _answer(fact: str, answer: Any, pack: Pack, words: Words) -> str:
    if isinstance(answer, bool):
        return words("yes" if answer else "no")
    if isinstance(answer, list):
        return words.listed([_answer(fact, one, pack, words) for one in answer]) or words("no")
    if isinstance(answer, int):
        return f"{answer:,}"
    text = str(answer)
    kind = catalogue()[fact].kind if fact in catalogue() else FactKind.TEXT
    label = pack.labels.get(fact)
    if label is not None and text in label.choices:
        return label.choices[text][words.language]
    if text in {str(state) for state in Missing}:
        return words(f"condition.state.{text}")
    if kind is FactKind.DATE:
        return _day(answer, words)
    if kind in (FactKind.CODE, FactKind.CODES):
        return words.country(text) if len(text) == 2 and text.isupper() else text.replace("_", " ")
    return words.quote(text) if kind is FactKind.TEXT else safe(text)


def _day(answer: Any, words: Words) -> str:
    if isinstance(answer, date):
        return words.day(answer)
    try:
        return words.fuzzy(FuzzyDate.parse(str(answer)))
    except ValueError:
        return safe(str(answer))
