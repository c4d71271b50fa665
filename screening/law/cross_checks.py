"""What can be checked only with all rules at hand: names of rules and elements, circles, monotony."""

from collections.abc import Iterator, Mapping
from typing import Final

from screening.errors import Problem
from screening.law.pack import Element, Rule
from screening.law.suggest import did_you_mean
from screening.law.tree import All, AnyOf, Compare, ElementIs, Node, Not, Op, RuleHolds, Some
from screening.vocabulary import Protection, RuleKind

PROTECTED_GROUND: Final = "protected-ground"
BASIS_PROTECTIONS: Final = (Protection.ASYLUM, Protection.WITHHOLDING)
MOVES_ELEMENTS: Final = frozenset({RuleKind.ELEMENT, RuleKind.BASIS, RuleKind.BAR})
ASKS_WHETHER_ANSWERED: Final = frozenset({Op.KNOWN, Op.NOT_KNOWN, Op.STATE_IS})

Key = str | tuple[str, Protection]
"""A rule by its id, or an element of one protection."""


def leaves(node: Node) -> Iterator[Compare | RuleHolds | ElementIs]:
    """Every line of a tree, in the order written."""
    match node:
        case All(children) | AnyOf(children):
            for child in children:
                yield from leaves(child)
        case Not(child):
            yield from leaves(child)
        case Some(body=body):
            yield from leaves(body)
        case _:
            yield node


def rule_leaves(rule: Rule) -> Iterator[Compare | RuleHolds | ElementIs]:
    """Every line of a rule: raised_when, when, unless."""
    for node in (rule.raised_when, rule.when, rule.unless):
        if node is not None:
            yield from leaves(node)


def cross_checked(rules: Mapping[str, Rule], elements: Mapping[str, Element]) -> Iterator[Problem]:
    """Every problem between rules. ``rules`` are all rules of the pack by id, retired ones too."""
    for rule in rules.values():
        for leaf in rule_leaves(rule):
            yield from _names_known(rule, leaf, rules, elements)
    yield from _answers_only(rules)
    yield from _circles(rules)


def _problem(rule: Rule, line: int, code: str, message: str) -> Problem:
    return Problem(f"rules.{code}", message, f"{rule.file}, rule {rule.id}", line)


def _names_known(
    rule: Rule, leaf: Node, rules: Mapping[str, Rule], elements: Mapping[str, Element]
) -> Iterator[Problem]:
    match leaf:
        case RuleHolds(name, line=line) if name not in rules:
            message = f"There is no rule {name[:60]}.{did_you_mean(name, rules)}"
            yield _problem(rule, line, "unknown_rule", message)
        case RuleHolds(name, line=line) if rules[name].status == "retired":
            yield _problem(
                rule, line, "retired_rule", f"Rule {name} is retired and never holds. Delete the line."
            )
        case ElementIs(name, line=line) if name not in elements:
            message = f"There is no element {name[:60]}.{did_you_mean(name, elements)}"
            yield _problem(rule, line, "unknown_element", message)
        case ElementIs(name, protection, line=line) if protection not in elements[name].needed:
            message = f"The test of {protection} has no element {name}. Name a protection that has it."
            yield _problem(rule, line, "element_not_in_test", message)


def _answers_only(rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """Rules that move an element may not turn on whether there is an answer, also not through others.

    If they could, an answer more could turn a yes into a no, and a missing answer would count.
    """
    for rule in rules.values():
        if rule.kind in MOVES_ELEMENTS:
            for node in (rule.when, rule.unless):
                for leaf in leaves(node) if node is not None else ():
                    yield from _looks_at_answer(rule, leaf, rules)


def _looks_at_answer(rule: Rule, leaf: Node, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    if isinstance(leaf, Compare) and leaf.op in ASKS_WHETHER_ANSWERED:
        message = (
            f"'{leaf.text}' looks at whether there is an answer, and {_a(rule.kind)} may not: a missing "
            "answer never counts. Compare the answer itself, or put the line into a weak_spot or note."
        )
        yield _problem(rule, leaf.line, "answer_state", message)
    elif isinstance(leaf, RuleHolds) and (through := _answer_rule(leaf.rule, rules, set())):
        message = (
            f"Rule {through} looks at whether there is an answer, and {_a(rule.kind)} may not build on it: "
            "a missing answer never counts. Build on a rule that compares answers."
        )
        yield _problem(rule, leaf.line, "answer_state", message)


def _a(kind: RuleKind) -> str:
    word = kind.value.replace("_", " ")
    return f"an {word} rule" if word[0] in "aeiou" else f"a {word} rule"


def _answer_rule(name: str, rules: Mapping[str, Rule], seen: set[str]) -> str:
    """The rule that looks at whether there is an answer, from ``name`` on; "" if none does.

    A rule that moves elements is not followed: it has a problem of its own.
    """
    rule = rules.get(name)
    if rule is None or name in seen or rule.kind in MOVES_ELEMENTS:
        return ""
    seen.add(name)
    for node in (rule.when, rule.unless):
        for leaf in leaves(node) if node is not None else ():
            if isinstance(leaf, Compare) and leaf.op in ASKS_WHETHER_ANSWERED:
                return name
            if isinstance(leaf, RuleHolds) and (found := _answer_rule(leaf.rule, rules, seen)):
                return found
    return ""


def moved_elements(rule: Rule) -> tuple[tuple[str, Protection], ...]:
    """The elements this rule moves, by protection."""
    if rule.kind is RuleKind.BASIS:
        return tuple((PROTECTED_GROUND, protection) for protection in BASIS_PROTECTIONS)
    if rule.kind in MOVES_ELEMENTS:
        return tuple((rule.concludes.element, protection) for protection in rule.concludes.protections)
    return ()


def _circles(rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """One problem for each circle of rules and elements that use each other."""
    uses: dict[Key, list[Key]] = {rule.id: list(_used(rule)) for rule in rules.values()}
    for rule in rules.values():
        for moved in moved_elements(rule):
            uses.setdefault(moved, []).append(rule.id)
    done: set[Key] = set()
    for start in rules:
        circle = _circle_from(start, uses, done)
        if circle:
            yield _circle_problem(circle, rules)


def _used(rule: Rule) -> Iterator[Key]:
    for leaf in rule_leaves(rule):
        if isinstance(leaf, RuleHolds):
            yield leaf.rule
        elif isinstance(leaf, ElementIs):
            yield leaf.element, leaf.protection


def _circle_from(start: Key, uses: Mapping[Key, list[Key]], done: set[Key]) -> list[Key]:
    """The first circle met on the way from ``start``, its first member repeated at the end.

    ``done`` holds what was walked before; it is not walked again. The walk keeps its own stack, so
    that a long chain of rules is no deeper than a short one.
    """
    way: dict[Key, Iterator[Key]] = {}
    if start not in done:
        way[start] = iter(uses.get(start, ()))
    circle: list[Key] = []
    while way:
        last = next(reversed(way))
        following = next(way[last], None)
        if following is None:
            del way[last]
            done.add(last)
        elif following in way:
            steps = list(way)
            circle = circle or [*steps[steps.index(following) :], following]
        elif following not in done:
            way[following] = iter(uses.get(following, ()))
    return circle


def _circle_problem(circle: list[Key], rules: Mapping[str, Rule]) -> Problem:
    rule = next(rules[key] for key in circle if isinstance(key, str) and key in rules)
    if len(circle) == 2:
        return _problem(rule, rule.line, "circle", "This rule uses itself. Take out the line that names it.")
    names = [key if isinstance(key, str) else f"{key[0]} for {key[1]}" for key in circle]
    message = (
        f"These use each other in a circle: {' -> '.join(names)}. Take out one of the lines that close it."
    )
    return _problem(rule, rule.line, "circle", message)
