"""The conditions of a rule in plain words, one line each, inner blocks moved right.

Facts and answers are named by the labels of the pack; a fact without a label stands as written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind, Missing
from screening.law.names import names_of
from screening.law.pack import Pack
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, NumberRef, RuleHolds, Some
from screening.report.words import Words, lower_first
from screening.sentences import one_of

_STEP: Final = "  "
_QUANTIFIERS: Final = ("some", "every", "no")


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Says conditions in one language. ``as_of`` is the day whose numbers fixed by law are shown."""

    pack: Pack
    words: Words
    as_of: date

    def lines(self, node: Node, depth: int = 0) -> list[str]:
        """One condition as lines, a block with its head above it."""
        indent = _STEP * depth
        match node:
            case Compare() | RuleHolds() | ElementIs():
                return [f"{indent}{self._leaf(node)}"]
            case Some():
                every = node.text.startswith("every ") and isinstance(node.body, Not)
                inner = node.body.child if every and isinstance(node.body, Not) else node.body
                return [f"{indent}{self._quantifier(node)}", *self._inside(inner, depth + 1)]
            case Not(child=Some() as some):
                return self.lines(some, depth)
            case Not():
                return [f"{indent}{self.words('card.none_of')}", *self._inside(node.child, depth + 1)]
            case All() | AnyOf():
                head = self.words("card.all_of" if isinstance(node, All) else "card.any_of")
                inside = [part for one in node.children for part in self.lines(one, depth + 1)]
                return [f"{indent}{head}", *inside]

    def block(self, node: Node, *, headed: bool = False) -> list[str]:
        """A whole condition under a label of its own; ``headed`` if the label already says "not"."""
        if headed and isinstance(node, Not):
            return self._inside(node.child, 0)
        return self._inside(node, 0)

    def fact(self, name: str) -> str:
        """The name of a fact."""
        label = self.pack.labels.get(name)
        return label.label[self.words.language] if label is not None else name

    def _inside(self, node: Node, depth: int) -> list[str]:
        """The lines under a head that already says "all", or under a "not"."""
        if isinstance(node, All | AnyOf) and (isinstance(node, All) or len(node.children) == 1):
            return [part for one in node.children for part in self.lines(one, depth)]
        return self.lines(node, depth)

    def _leaf(self, node: Compare | RuleHolds | ElementIs) -> str:
        words = self.words
        match node:
            case Compare(fact) if fact not in self.pack.labels:
                return node.text
            case Compare(fact):
                return words("condition.line", fact=self.fact(fact), answer=self.answer(node))
            case RuleHolds(rule) if rule in self.pack.rules:
                return words(
                    "condition.rule", title=self.pack.rules[rule].text[words.language].title, id=rule
                )
            case ElementIs() if node.element in self.pack.elements:
                name = self.pack.elements[node.element].name[words.language]
                return words(
                    "condition.element",
                    name=lower_first(
                        name.replace("{country}", words("that_country")), names_of(self.pack, words.language)
                    ),
                    state=words.state(node.state).full,
                    protection=words(f"protection_in_text.{node.protection}"),
                )
            case _:
                return node.text

    def answer(self, node: Compare) -> str:
        words, value = self.words, node.value
        match value:
            case bool():
                return words("yes" if value else "no")
            case Missing():
                return words(f"condition.state.{value}")
            case frozenset():
                codes = [self._code(node.fact, code) for code in self._in_order(node.fact, value)]
                return words(f"condition.{node.op.name}", answers=self._or(codes))
            case str():
                return words(f"condition.{node.op.name}", answers=self._code(node.fact, value))
            case int() | NumberRef():
                return self._number(node)
            case _:
                return words(f"condition.{node.op.name}", answers="")

    def _number(self, node: Compare) -> str:
        value, is_date = node.value, catalogue()[node.fact].kind is FactKind.DATE
        if isinstance(value, NumberRef):
            number = self.pack.numbers[value.name].on(self.as_of)
            shown = f"@{value.name}" if number is None else f"{number:,}"
        elif isinstance(value, int):
            shown = self.words.day(date.fromordinal(value)) if is_date else f"{value:,}"
        else:
            return node.text
        return self.words(f"condition.{'date' if is_date else 'number'}.{node.op.name}", n=shown)

    def _quantifier(self, node: Some) -> str:
        words = self.words
        word = node.text.split(" ", 1)[0]
        item = lower_first(words(f"item.{node.item}").removesuffix("."))
        link = words("condition.among", fact=self.fact(node.link)) if node.link else ""
        return words(f"condition.{word if word in _QUANTIFIERS else 'some'}", item=item, link=link)

    def _in_order(self, fact: str, codes: frozenset[str]) -> list[str]:
        known = list(self.pack.labels[fact].choices)
        return sorted(codes, key=lambda code: (known.index(code) if code in known else len(known), code))

    def _code(self, fact: str, code: str) -> str:
        choices = self.pack.labels[fact].choices
        if code in choices:
            return choices[code][self.words.language]
        if len(code) == 2 and code.isupper():
            return self.words.country(code)
        return code.replace("_", " ")

    def _or(self, parts: Sequence[str]) -> str:
        listed = one_of(parts)
        return listed.es if self.words.language == "es" else listed.en
