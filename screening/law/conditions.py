"""From the lines of a rule file to the condition tree, every line checked against the facts."""

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Final

from screening.facts.values import FactType
from screening.law.lines import read_line
from screening.law.places import Place
from screening.law.suggest import did_you_mean, listed
from screening.law.tree import All, AnyOf, Node, Not, Some

MAX_LINES: Final = 40
MAX_DEPTH: Final = 3
BLOCKS: Final = ("all", "any", "none")
QUANTIFIERS: Final = ("some", "every", "no")
NOTHING: Final = All(())
"""The stand-in for a condition with a problem; the problem is noted, so it is never evaluated."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the lines of a pack may name.

    ``facts`` are the fact types by full name, ``numbers`` the ids of numbers fixed by law.
    """

    facts: Mapping[str, FactType]
    numbers: Set[str] = frozenset()
    items: Set[str] = field(init=False)
    links: Mapping[tuple[str, str], list[str]] = field(init=False)
    """The facts that name items, by the item they name and the one they belong to ("" for the case)."""

    def __post_init__(self) -> None:
        links: dict[tuple[str, str], list[str]] = {}
        for fact in self.facts.values():
            if fact.links_to:
                links.setdefault((fact.links_to, fact.item), []).append(fact.name)
        object.__setattr__(self, "items", frozenset(fact.item for fact in self.facts.values() if fact.item))
        object.__setattr__(self, "links", links)


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a line stands: inside a quantifier over ``item`` or at the top (""), and how deep."""

    terms: Terms
    item: str = ""
    depth: int = 0

    def deeper(self) -> "_Scope":
        return _Scope(self.terms, self.item, self.depth + 1)

    def within(self, item: str) -> "_Scope":
        return _Scope(self.terms, item, self.depth + 1)


def parse_conditions(place: Place | None, terms: Terms) -> Node:
    """The tree of ``when``, ``unless`` or ``raised_when``: blocks ``all``, ``any``, ``none``.

    Several blocks side by side must all hold. Problems are noted at ``place`` (unknown facts and
    numbers, operators that do not fit, items out of place, more than 40 lines or three levels).
    """
    if place is None:
        return NOTHING
    if not isinstance(place.value, dict):
        place.note("no_block", f"Begin '{place.name}' with all:, any: or none:, and put the lines under it.")
        return NOTHING
    lines = _count_lines(place.value)
    if lines > MAX_LINES:
        place.note(
            "too_many_lines", f"'{place.name}' has {lines} lines; at most 40 fit. Make a premise of some."
        )
    scope = _Scope(terms)
    found = [_block(block, scope.deeper()) for block in place.fields((), BLOCKS).values()]
    if not place.value:
        place.note("no_lines", f"'{place.name}' has no lines. Write at least one.")
    return found[0] if len(found) == 1 else All(tuple(found))


def _count_lines(value: object) -> int:
    if isinstance(value, str):
        return 1
    if isinstance(value, dict):
        return sum(_count_lines(each) for each in value.values())
    return sum(_count_lines(each) for each in value) if isinstance(value, list) else 0


def _block(place: Place, scope: _Scope) -> Node:
    children = _children(place, scope)
    makers: dict[str, Callable[[tuple[Node, ...]], Node]] = {
        "all": All,
        "any": AnyOf,
        "none": lambda nodes: Not(AnyOf(nodes)),
    }
    return makers[place.name](children)


def _children(place: Place, scope: _Scope) -> tuple[Node, ...]:
    if scope.depth > MAX_DEPTH:
        place.note("too_deep", "This stands more than three levels deep. Make a premise of the inner part.")
        return ()
    if place.value == []:
        place.note("no_lines", f"'{place.name}' has no lines. Write at least one.")
    return tuple(_one(item, scope) for item in place.items())


def _one(place: Place, scope: _Scope) -> Node:
    """One entry of a block: a line, an inner block or a quantifier."""
    if isinstance(place.value, str):
        return read_line(place, scope.terms.facts, scope.terms.numbers, scope.item) or NOTHING
    if not isinstance(place.value, dict) or len(place.value) != 1:
        message = (
            "Here should stand one line, one inner all:, any: or none:, or one quantifier (some incident:)."
        )
        place.note("not_a_line", message)
        return NOTHING
    [(key, value)] = place.value.items()
    inner = place.child(key, value)
    word = key.split(" ", 1)[0]
    if key in BLOCKS:
        return _block(inner, scope.deeper())
    if word in QUANTIFIERS:
        return _quantified(inner, word, key, scope)
    if " " in key:
        message = (
            f"'{key[:60]}:' is read as a key. A line has no colon; quantifiers begin with some, every, no."
        )
    else:
        guess = did_you_mean(key, BLOCKS)
        message = f"'{key[:40]}' is not a block.{guess} Use {listed(BLOCKS)}, or a quantifier."
    inner.note("unknown_block", message)
    return NOTHING


def _quantified(place: Place, word: str, key: str, scope: _Scope) -> Node:
    _, _, rest = key.partition(" ")
    item, joined, link = rest.partition(" in ")
    if not _item_known(place, item, scope) or not _link_fits(place, item, link if joined else None, scope):
        return NOTHING
    inner = scope.within(item)
    if isinstance(place.value, dict):
        body = _only_block(place, inner)
    else:
        children = _children(place, inner)
        body = children[0] if len(children) == 1 else All(children)
    some = Some(item, link, Not(body) if word == "every" else body, key, place.mark.line)
    return some if word == "some" else Not(some)


def _only_block(place: Place, scope: _Scope) -> Node:
    """The one block that may stand in place of a quantifier's list; it makes no level of its own."""
    blocks = place.fields((), BLOCKS)
    if len(blocks) == 1:
        return _block(next(iter(blocks.values())), scope)
    if blocks or not place.value:
        place.note("one_block", f"'{place.name}' takes a list of lines or one all:, any: or none: block.")
    return NOTHING


def _item_known(place: Place, item: str, scope: _Scope) -> bool:
    if item in scope.terms.items:
        return True
    guess = did_you_mean(item, scope.terms.items) or f" Known are {listed(sorted(scope.terms.items), 30)}."
    place.note("unknown_item", f"No list has items named '{item[:40]}'.{guess}")
    return False


def _link_fits(place: Place, item: str, link: str | None, scope: _Scope) -> bool:
    """Whether the list after ``in`` names items of this kind, and belongs to where it stands."""
    facts = scope.terms.facts
    links = scope.terms.links.get((item, scope.item), [])
    if link in links or (link is None and not scope.item):
        return True
    named = listed(f"'in {name}'" for name in links)
    ways = f" Name the list: {named}." if links else " Move it out."
    if link is None:
        message = f"Inside '{scope.item}' this needs a join, so that it is about this {scope.item}.{ways}"
    elif link in facts and facts[link].links_to == item:
        owner = f"each {facts[link].item}" if facts[link].item else "the whole case"
        message = f"{link} is a fact of {owner}, not of what stands around it.{ways}"
    else:
        guess = did_you_mean(link, links) or ways
        message = f"{link[:60]} does not name items called {item}.{guess}"
    place.note("bad_join", message)
    return False
