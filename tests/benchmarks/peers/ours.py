"""Our engines, and the functions somebody would write by hand, on a world of the comparison."""

from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any

from world import Case, Line, Rule, World

from screening.engine.base import BoundRule, Engine, Program
from screening.engine.compiled import CompiledEngine
from screening.engine.compiled_lines import NO, YES
from screening.engine.lanes import Coded, LanesEngine
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine
from screening.facts.values import FactBase, FactValue, Item, Span
from screening.law.tree import All, Compare, Node, Op, RuleHolds, Some
from screening.vocabulary import Truth

_OPS = {
    "=": Op.EQ,
    "!=": Op.NE,
    "in": Op.IN,
    ">=": Op.GE,
    "<": Op.LT,
    "known": Op.KNOWN,
    "unknown": Op.NOT_KNOWN,
}
Sure = list[str]


def program(world: World) -> Program:
    """The rules of a world as a program of ours."""
    return Program(tuple(BoundRule(rule.id, None, _when(rule), None) for rule in world.rules))


def _when(rule: Rule) -> Node:
    lines = [_node(line, "") for line in rule.when]
    if rule.some:
        lines.append(Some("incident", "", All(tuple(_node(line, "incident.") for line in rule.some))))
    return All(tuple(lines))


def _node(line: Line, prefix: str) -> Node:
    name, how, value = line
    if how == "rule":
        return RuleHolds(value)
    name = f"{prefix}{name}" if prefix else name.replace("_", ".", 1)
    return Compare(name, _OPS[how], frozenset(value) if how == "in" else value)


def facts_of(case: Case) -> FactBase:
    """A case as our facts. An answer that is missing was not asked."""
    incidents = tuple(
        Item(
            "incident",
            f"i{number}",
            {f"incident.{name}": _value(told) for name, told in one.items() if told is not None},
        )
        for number, one in enumerate(case["incidents"])
    )
    told = {
        name.replace("_", ".", 1): _value(value)
        for name, value in case.items()
        if name != "incidents" and value is not None
    }
    return FactBase(told, {"incident": incidents}, frozenset({"incident"}))


def _value(told: Any) -> FactValue:
    return Span.exact(told) if type(told) is int else told


class Compiled:
    """The generated function: what it says, as a batch uses it."""

    three_valued = True

    def __init__(self, world: World) -> None:
        engine = CompiledEngine(program(world))
        self.run = engine.said
        self._rules = engine.rules

    view = staticmethod(facts_of)

    def answers(self, found: Any) -> tuple[set[str], set[str]]:
        holds = dict(zip(self._rules, found[0], strict=True))
        return {rule for rule, said in holds.items() if said == YES}, {
            rule for rule, said in holds.items() if said != NO
        }


class InLanes:
    """The function for many cases at once: what it says of each rule, a byte for each case. The facts of all cases are
    put into lanes while the clock runs."""

    three_valued = True
    batch = 250

    def __init__(self, world: World) -> None:
        self._engine = LanesEngine(program(world))

    def view_all(self, cases: list[Case]) -> Any:
        return [facts_of(case) for case in cases]

    def run(self, view: Any) -> Any:
        engine, size = self._engine, self.batch
        return [
            engine.said(engine.lanes(view[start : start + size]))[0] for start in range(0, len(view), size)
        ]

    def answers_all(self, found: Any) -> Iterator[tuple[set[str], set[str]]]:
        rules = self._engine.rules
        for holds in found:
            for said in zip(*[number.to_bytes(self.batch, "little") for number in holds], strict=True):
                by_rule = dict(zip(rules, said, strict=True))
                yield (
                    {rule for rule, each in by_rule.items() if each == YES},
                    {rule for rule, each in by_rule.items() if each != NO},
                )


class InLanesFromColumns(InLanes):
    """The same from columns of codes, as OpenFisca takes them: these are made before the clock runs."""

    batch = 2_000

    def view_all(self, cases: list[Case]) -> Any:
        facts, size = super().view_all(cases), self.batch
        found = [self._engine.lanes(facts[start : start + size]) for start in range(0, len(facts), size)]
        for lanes in found:
            for each in lanes.values():
                each.columns = {fact: _coded(column) for fact, column in each.columns.items()}
        return found

    def run(self, view: Any) -> Any:
        return [self._engine.said(lanes)[0] for lanes in view]


def _coded(column: Any) -> Coded:
    codes: dict[Any, int] = {}
    coded = bytes([codes.setdefault(told, len(codes)) for told in column])
    return Coded(list(codes), coded)


class _Ours:
    three_valued = True
    make: Callable[[Program], Engine]

    def __init__(self, world: World) -> None:
        self.run = type(self).make(program(world)).evaluate

    view = staticmethod(facts_of)

    def answers(self, found: Any) -> tuple[set[str], set[str]]:
        holds = {rule: verdict.holds for rule, verdict in found.rules.items()}
        return {rule for rule, said in holds.items() if said is Truth.YES}, {
            rule for rule, said in holds.items() if said is not Truth.NO
        }


class Reference(_Ours):
    """The reference evaluator."""

    make = ReferenceEngine


class Durable(_Ours):
    """durable-rules as we use it: no background threads, one fact at a time, everything taken back."""

    make = ReteEngine


# --- by hand ---


class ByHand:
    """What somebody would write who does not care for what is missing: one ``if`` a rule. Two-valued."""

    three_valued = False
    view = staticmethod(lambda case: case)

    def __init__(self, world: World) -> None:
        self.run = _function(by_hand_text(world))

    def answers(self, found: Sure) -> tuple[set[str], None]:
        return set(found), None


class ByHandOpen(ByHand):
    """What somebody would write who keeps unknown apart from no: small functions for each comparison."""

    three_valued = True

    def __init__(self, world: World) -> None:
        self.run = _function(by_hand_open_text(world), HELPERS)

    def answers(self, found: Any) -> tuple[set[str], set[str]]:  # type: ignore[override]
        return {rule for rule, said in found.items() if said is True}, {
            rule for rule, said in found.items() if said is not False
        }


def by_hand_text(world: World) -> str:
    """The source of ``ByHand``: each fact taken once, the incidents gone through where a rule asks about them."""
    read = sorted({name for rule in world.rules for name, how, _ in rule.when if how != "rule"})
    text = ["def run(case):", "    out = []", "    incidents = case['incidents']"]
    text += [f"    {name} = case[{name!r}]" for name in read]
    for rule in world.rules:
        parts = [_python(line, line[0]) for line in rule.when]
        if rule.some:
            inner = " and ".join(_python(line, f"one[{line[0]!r}]") for line in rule.some)
            parts.append(f"any({inner} for one in incidents)")
        condition = " and ".join(parts)
        if rule.id in world.used:
            text.append(f"    {rule.id} = {condition}")
            condition = rule.id
        text += [f"    if {condition}:", f"        out.append({rule.id!r})"]
    return "\n".join([*text, "    return out", ""])


def _python(line: Line, told: str) -> str:
    _, how, value = line
    match how:
        case "rule":
            return str(value)
        case "known":
            return f"{told} is not None"
        case "unknown":
            return f"{told} is None"
        case "=":
            return f"{told} is {value}" if isinstance(value, bool) else f"{told} == {value!r}"
        case "in":
            return f"{told} in {{{', '.join(map(repr, value))}}}"
    return f"{told} is not None and {told} {how} {value!r}"


def by_hand_open_text(world: World) -> str:
    """The source of ``ByHandOpen``."""
    text = ["def run(case):", "    out = {}", "    incidents = case['incidents']"]
    for rule in world.rules:
        parts = [_call(line, "case") for line in rule.when]
        if rule.some:
            inner = ", ".join(_call(line, "one") for line in rule.some)
            parts.append(f"any_of([all_of([{inner}]) for one in incidents])")
        text.append(f"    out[{rule.id!r}] = all_of([{', '.join(parts)}])")
    return "\n".join([*text, "    return out", ""])


_CALLS = {
    "=": "equals",
    "!=": "differs",
    "in": "among",
    ">=": "at_least",
    "<": "below",
    "known": "known",
    "unknown": "unknown",
}


def _call(line: Line, facts: str) -> str:
    name, how, value = line
    if how == "rule":
        return f"out[{value!r}]"
    told = f"{facts}[{name!r}]"
    return f"{_CALLS[how]}({told})" if value is None else f"{_CALLS[how]}({told}, {value!r})"


def _all_of(said: list[bool | None]) -> bool | None:
    if False in said:
        return False
    return None if None in said else True


def _any_of(said: list[bool | None]) -> bool | None:
    if True in said:
        return True
    return None if None in said else False


HELPERS: dict[str, Any] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "equals": lambda told, value: None if told is None else told == value,
    "differs": lambda told, value: None if told is None else told != value,
    "among": lambda told, values: None if told is None else told in values,
    "at_least": lambda told, value: None if told is None else told >= value,
    "below": lambda told, value: None if told is None else told < value,
    "known": lambda told: told is not None,
    "unknown": lambda told: told is None,
}


def _function(text: str, names: dict[str, Any] | None = None) -> Callable[[Case], Any]:
    """The one function of a source text: of ours alone, and run only here."""
    code = compile(text, "<by hand>", "exec")
    (function,) = (each for each in code.co_consts if isinstance(each, CodeType))
    builtins = {"any": any}
    return FunctionType(function, {**builtins, **(names or {})})
