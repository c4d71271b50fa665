"""The conditions of a rule as nested lists of sentences."""

from xml.etree.ElementTree import Element

from screening.facts.catalogue import catalogue
from screening.facts.values import FactKind
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.report.cards.markup import link, tag
from screening.report.condition_words import ConditionWords
from screening.report.words import lower_first

_ANY_KIND = {Op.KNOWN: "known", Op.NOT_KNOWN: "not_known", Op.STATE_IS: "state"}
_SEVERAL = {Op.INCLUDES: "includes", Op.INCLUDES_ANY: "includes", Op.ONLY: "only"}


def condition(node: Node, say: ConditionWords) -> list[Element]:
    """A whole condition: how its parts join, and the parts."""
    head, parts = _parts(node)
    opening = [] if head == "one" else [tag("p", say.words(f"cards.{head}"))]
    return [*opening, _listed(parts, say)]


def sentence(node: Compare | RuleHolds | ElementIs, say: ConditionWords) -> list[Element | str]:
    """One line of a rule as a sentence; another rule is a link to its page."""
    words = say.words
    match node:
        case RuleHolds(rule) if rule in say.pack.rules:
            title = words.own(say.pack.rules[rule].text[words.language].title)
            return [words("cards.rule_holds"), " ", link(title, f"{rule}.html"), f" ({rule})."]
        case Compare(fact) if fact in say.pack.labels:
            text = words(f"cards.line.{_form(node)}", fact=say.fact(fact), answer=say.answer(node))
            return [text]
        case _:
            return [f"{say.lines(node)[0]}."]


def _form(node: Compare) -> str:
    if node.op in _ANY_KIND:
        return _ANY_KIND[node.op]
    if node.op in _SEVERAL:
        return _SEVERAL[node.op]
    kind = catalogue()[node.fact].kind
    return {FactKind.DATE: "date", FactKind.NUMBER: "number"}.get(kind, "is")


def _parts(node: Node) -> tuple[str, tuple[Node, ...]]:
    """How the parts of a condition join, as a key of the wording, and the parts."""
    match node:
        case All(children) | AnyOf(children) if len(children) == 1:
            return _parts(children[0])
        case All(children):
            return "all", children
        case AnyOf(children):
            return "any", children
        case Not(child=Some()):
            return "one", (node,)
        case Not(child=All(children)) if len(children) > 1:
            return "not_all", children
        case Not(child=AnyOf(children)):
            return "none", children
        case Not(child):
            return "none", (child,)
        case _:
            return "one", (node,)


def _listed(parts: tuple[Node, ...], say: ConditionWords) -> Element:
    return tag("ul", *(_item(part, say) for part in parts))


def _item(node: Node, say: ConditionWords) -> Element:
    match node:
        case Compare() | RuleHolds() | ElementIs():
            return tag("li", *sentence(node, say))
        case Some() | Not(child=Some()):
            return _quantified(node.child if isinstance(node, Not) else node, say)
        case _:
            head, parts = _parts(node)
            return tag("li", say.words(f"cards.{head}"), _listed(parts, say))


def _quantified(node: Node, say: ConditionWords) -> Element:
    assert isinstance(node, Some)
    words, word = say.words, node.text.split(" ", 1)[0]
    every = word == "every" and isinstance(node.body, Not)
    head, parts = _parts(node.body.child if every and isinstance(node.body, Not) else node.body)
    item = lower_first(words(f"item.{node.item}").removesuffix("."))
    among = words("cards.among", fact=say.fact(node.link)) if node.link else ""
    opening = words(f"cards.{word if word in ('every', 'no') else 'some'}", item=item, among=among)
    return tag("li", f"{opening} {lower_first(words(f'cards.{head}'))}", _listed(parts, say))
