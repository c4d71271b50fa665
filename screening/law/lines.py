"""One line of a rule: a fact compared with a fixed value, another rule, or an element."""

import re
from collections.abc import Mapping, Set
from datetime import date
from typing import Final

from screening.facts.values import FactKind, FactType, Missing
from screening.law.places import Place
from screening.law.suggest import did_you_mean, listed
from screening.law.tree import Compare, ElementIs, NumberRef, Op, Operand, RuleHolds
from screening.vocabulary import ElementState, Protection

_LINE = re.compile(
    r"(?P<fact>\S+) "
    r"(?P<op>includes any of|includes only|includes|not in|in|is|=|!=|<=|>=|<|>) "
    r"(?P<value>\S.*)"
)
_RULE = re.compile(r"rule (?P<rule>\S+) holds")
_ELEMENT = re.compile(
    r"element (?P<element>\S+) is (?P<state>supported|not_supported) for (?P<protection>\S+)"
)
_LIST = re.compile(r"\[(.*)\]")
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*", re.ASCII)

_ORDER: Final = frozenset({Op.EQ, Op.NE, Op.LT, Op.LE, Op.GT, Op.GE})
OPERATORS: Final[Mapping[FactKind, frozenset[Op]]] = {
    FactKind.BOOL: frozenset({Op.EQ}),
    FactKind.CODE: frozenset({Op.EQ, Op.NE, Op.IN, Op.NOT_IN}),
    FactKind.CODES: frozenset({Op.INCLUDES, Op.INCLUDES_ANY, Op.ONLY}),
    FactKind.NUMBER: _ORDER,
    FactKind.DATE: _ORDER,
    FactKind.TEXT: frozenset(),
    FactKind.REFS: frozenset(),
}
"""Which comparisons each kind of fact allows, besides whether there is an answer."""

_STATES: Final = {
    "unknown": Missing.UNKNOWN,
    "declined": Missing.DECLINED,
    "deferred": Missing.DEFERRED,
    "not_asked": Missing.NOT_ASKED,
    "not_applicable": Missing.NOT_APPLICABLE,
    "conflicting": Missing.CONFLICTING,
}
_PLAIN_KINDS: Final = {
    FactKind.BOOL: "is answered yes or no",
    FactKind.CODE: "has one code as its answer",
    FactKind.CODES: "may have several codes as its answer",
    FactKind.NUMBER: "is a number",
    FactKind.DATE: "is a date",
    FactKind.TEXT: "is free text, which rules do not read",
    FactKind.REFS: "names items of another list",
}

Line = Compare | RuleHolds | ElementIs


def read_line(place: Place, facts: Mapping[str, FactType], numbers: Set[str], item: str) -> Line | None:
    """The leaf that the line at ``place`` says, or None after noting what is wrong with it.

    ``item`` is the item of the quantifier around the line, "" at the top.
    """
    text = str(place.value).strip()
    if odd := re.search(r"[^ -~]", text):
        place.note(
            "odd_character", f"In '{_short(text)}' stands U+{ord(odd[0]):04X}. Use plain letters and spaces."
        )
        return None
    if re.search(r"<[a-z][^<>]*>", text):
        place.note("placeholder", f"'{_short(text)}' still holds a placeholder. Write the line.")
        return None
    if text.startswith(("rule ", "element ")):
        return _conclusion(place, text, item)
    found = _LINE.fullmatch(text)
    if found is None:
        place.note("not_a_line", f"'{_short(text)}' is not a line that can be read.{_form_hint(text, facts)}")
        return None
    fact = _fact(place, found["fact"], facts, item)
    return None if fact is None else _compare(place, text, fact, found["op"], found["value"], numbers)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


def _form_hint(text: str, facts: Mapping[str, FactType]) -> str:
    """How a line about the fact it begins with is written, if there is such a fact."""
    name = re.split(r"[ =!<>]", text, maxsplit=1)[0]
    if name in facts:
        return f" Write {_ways(facts[name])}, with one space between the words."
    return " Write a fact, a comparison and a value, with one space between: fear.afraid_now is true."


def _conclusion(place: Place, text: str, item: str) -> Line | None:
    line = place.mark.line
    if item:
        message = (
            f"'{_short(text)}' stands inside '{item}', where only facts of that {item} may. Move it out."
        )
        place.note("conclusion_inside", message)
        return None
    if found := _RULE.fullmatch(text):
        return RuleHolds(found["rule"], text, line)
    if (found := _ELEMENT.fullmatch(text)) and found["protection"] in {*Protection}:
        protection, state = Protection(found["protection"]), ElementState(found["state"])
        return ElementIs(found["element"], protection, state, text, line)
    form = (
        "rule us.harm.severe holds"
        if text.startswith("rule ")
        else "element past-harm is supported for asylum"
    )
    more = "" if text.startswith("rule ") else f" (or not_supported; for {listed(Protection)})"
    place.note("not_a_line", f"'{_short(text)}' is not a line that can be read. Write it as {form}{more}.")
    return None


def _fact(place: Place, name: str, facts: Mapping[str, FactType], item: str) -> FactType | None:
    fact = facts.get(name)
    if fact is None:
        place.note("unknown_fact", f"There is no fact {name[:60]}.{_guess_fact(name, facts, item)}")
    elif fact.item == item:
        return fact
    elif not item:
        message = (
            f"{name} is a fact of each {fact.item}. Put the line under 'some {fact.item}:', 'every' or 'no'."
        )
        place.note("item_outside", message)
    else:
        owner = f"of each {fact.item}" if fact.item else "of the whole case"
        place.note(
            "fact_inside", f"{name} is a fact {owner}; inside '{item}' only facts of that {item} may stand."
        )
    return None


def _guess_fact(name: str, facts: Mapping[str, FactType], item: str) -> str:
    """The nearest fact that may stand here, or the nearest at all, or what facts begin with."""
    here = [fact.name for fact in facts.values() if fact.item == item]
    beginnings = sorted({each.partition(".")[0] for each in here})
    return (
        did_you_mean(name, here)
        or did_you_mean(name, facts)
        or f" Here facts begin with {listed(beginnings, 40)}."
    )


def _compare(
    place: Place, text: str, fact: FactType, op: str, value: str, numbers: Set[str]
) -> Compare | None:
    if op == "is":
        found = _is(value, fact)
    elif Op(op) in OPERATORS[fact.kind] and fact.kind is not FactKind.BOOL:
        return _with_operand(place, text, fact, Op(op), value, numbers)
    else:
        found = None
    if found is None:
        message = (
            f"'{_short(text)}' does not fit: {fact.name} {_PLAIN_KINDS[fact.kind]}. Write {_ways(fact)}."
        )
        place.note("wrong_comparison", message)
        return None
    return Compare(fact.name, *found, text, place.mark.line)


def _is(value: str, fact: FactType) -> tuple[Op, Operand] | None:
    if value in ("true", "false"):
        return (Op.EQ, value == "true") if fact.kind is FactKind.BOOL else None
    if value == "known":
        return Op.KNOWN, None
    if value == "not known":
        return Op.NOT_KNOWN, None
    return (Op.STATE_IS, _STATES[value]) if value in _STATES else None


def _ways(fact: FactType) -> str:
    """How lines about this fact are written, with a code of its own as the example."""
    first, second = (*fact.choices, "a", "b")[:2] if len(fact.choices) != 1 else (fact.choices[0], "b")
    ways = {
        FactKind.BOOL: ["is true", "is false"],
        FactKind.CODE: [
            f"= {first}",
            f"!= {first}",
            f"in [{first}, {second}]",
            f"not in [{first}, {second}]",
        ],
        FactKind.CODES: [
            f"includes {first}",
            f"includes any of [{first}, {second}]",
            f"includes only [{first}]",
        ],
        FactKind.NUMBER: ["< 12", "<= 12", "> 12", ">= 12", "= 12", "!= 12"],
        FactKind.DATE: ["< 2025-01-20", "<= 2025-01-20", "> 2025-01-20", ">= 2025-01-20"],
        FactKind.TEXT: [],
        FactKind.REFS: [],
    }[fact.kind]
    if fact.kind is FactKind.REFS and fact.links_to:
        return f"'some {fact.links_to} in {fact.name}:' with lines under it, or {fact.name} is known"
    return f"{fact.name} {listed([*ways, 'is known', 'is not known'])}"


def _with_operand(
    place: Place, text: str, fact: FactType, op: Op, value: str, numbers: Set[str]
) -> Compare | None:
    operand = _operand(place, text, fact, op, value, numbers)
    return None if operand is None else Compare(fact.name, op, operand, text, place.mark.line)


def _operand(place: Place, text: str, fact: FactType, op: Op, value: str, numbers: Set[str]) -> Operand:
    """What the fact is compared with; None after noting what is wrong with it."""
    if fact.kind is FactKind.NUMBER:
        return _number(place, text, value, numbers)
    if fact.kind is FactKind.DATE:
        return _day(place, text, value)
    if op in (Op.IN, Op.NOT_IN, Op.INCLUDES_ANY, Op.ONLY):
        return _codes(place, text, fact, value)
    return value if _code_known(place, fact, value) else None


def _number(place: Place, text: str, value: str, numbers: Set[str]) -> int | NumberRef | None:
    if value.startswith("@"):
        if value[1:] in numbers:
            return NumberRef(value[1:])
        place.note(
            "unknown_number", f"numbers.yaml has no number {value[1:61]}.{did_you_mean(value[1:], numbers)}"
        )
    elif _WHOLE.fullmatch(value):
        return int(value)
    else:
        message = (
            f"'{_short(text)}' compares a number. Write a whole number, or @ and a name from numbers.yaml."
        )
        place.note("not_a_number", message)
    return None


def _day(place: Place, text: str, value: str) -> int | None:
    try:
        if len(value) == 10:
            return date.fromisoformat(value).toordinal()
    except ValueError:
        pass
    place.note(
        "not_a_day", f"'{_short(text)}' compares a date. Write a full day of the calendar: 2025-01-20."
    )
    return None


def _codes(place: Place, text: str, fact: FactType, value: str) -> frozenset[str] | None:
    found = _LIST.fullmatch(value)
    if found is None or not found[1].strip():
        place.note("no_codes", f"'{_short(text)}' needs its codes in square brackets: [a, b].")
        return None
    codes = [code.strip() for code in found[1].split(",")]
    known = [_code_known(place, fact, code) for code in codes]  # a list: every unknown code is noted
    if not all(known):
        return None
    for code in {code for code in codes if codes.count(code) > 1}:
        place.note("twice", f"{code} stands twice in '{_short(text)}'. Keep one.")
    return frozenset(codes)


def _code_known(place: Place, fact: FactType, code: str) -> bool:
    """Whether the fact has this code; a fact without a list of codes takes any word (a country)."""
    if code in fact.choices or (not fact.choices and _CODE.fullmatch(code)):
        return True
    known = f" Its answers are {', '.join(fact.choices)}." if fact.choices else " Write one word, such as MX."
    guess = did_you_mean(code, fact.choices) or known
    place.note("unknown_code", f"{fact.name} has no answer {code[:40] or '(empty)'}.{guess}")
    return False
