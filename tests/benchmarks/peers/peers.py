"""Other engines on a world of the comparison, each used the way it answers fastest and right. See docs/performance.md.

Each takes a world, offers ``view`` (what it is handed of a case, made before the clock runs), ``run``, and
``answers``: the rules that surely hold and, of engines that know three values, those that are not sure not to.
Libraries are imported where they are used: what is not installed is told as NOT RUN.
"""

import json
from collections.abc import Callable
from typing import Any

from world import OF_INCIDENTS, Case, Line, Rule, World

Sure = tuple[set[str], None]


def _literal(value: Any) -> str:
    return json.dumps(value)


def _expression(line: Line, told: str, words: dict[str, str], rule: Callable[[str], str]) -> str:
    """A line in a language of expressions. ``words``: how it says and, none, in."""
    _, how, value = line
    match how:
        case "rule":
            return rule(value)
        case "known":
            return f"{told} != null"
        case "unknown":
            return f"{told} == null"
        case "=":
            return f"{told} == {_literal(value)}"
        case "in":
            return f"{told} in [{', '.join(map(_literal, value))}]"
    return f"({told} != null {words['and']} {told} {how} {_literal(value)})"


class _Two:
    """Engines that know two values: what surely holds."""

    three_valued = False

    @staticmethod
    def view(case: Case) -> Any:
        return case

    def answers(self, found: Any) -> Sure:
        return set(found), None


class Zen(_Two):
    """zen-engine: all rules as one compiled expression, rules that others ask about written out inside them."""

    def __init__(self, world: World) -> None:
        import zen

        by_id = {rule.id: rule for rule in world.rules}

        def text(rule: Rule) -> str:
            parts = [_expression(line, line[0], {"and": "and"}, inside) for line in rule.when]
            if rule.some:
                inner = " and ".join(
                    _expression(line, f"#.{line[0]}", {"and": "and"}, inside) for line in rule.some
                )
                parts.append(f"some(incidents, {inner})")
            return " and ".join(parts)

        def inside(rule: str) -> str:
            return f"({text(by_id[rule])})"

        self._ids = [rule.id for rule in world.rules]
        self.run = zen.compile_expression(
            f"[{', '.join(f'({text(rule)})' for rule in world.rules)}]"
        ).evaluate

    @staticmethod
    def view(case: Case) -> bytes:
        return json.dumps(case, separators=(",", ":")).encode()

    def answers(self, found: Any) -> Sure:
        return {rule for rule, said in zip(self._ids, found, strict=True) if said is True}, None


class Cel(_Two):
    """cel (Rust, common-expression-language): one program for all rules, as for zen."""

    def __init__(self, world: World) -> None:
        import cel

        by_id = {rule.id: rule for rule in world.rules}

        def text(rule: Rule) -> str:
            parts = [_expression(line, line[0], {"and": "&&"}, inside) for line in rule.when]
            if rule.some:
                inner = " && ".join(
                    _expression(line, f"i.{line[0]}", {"and": "&&"}, inside) for line in rule.some
                )
                parts.append(f"incidents.exists(i, {inner})")
            return " && ".join(parts)

        def inside(rule: str) -> str:
            return f"({text(by_id[rule])})"

        self._ids = [rule.id for rule in world.rules]
        self.run = cel.compile(f"[{', '.join(f'({text(rule)})' for rule in world.rules)}]").execute

    def answers(self, found: Any) -> Sure:
        return {rule for rule, said in zip(self._ids, found, strict=True) if said is True}, None


class CelPython(_Two):
    """cel-python: a program for each rule; a fact that is missing is absent (it compares no number with null)."""

    def __init__(self, world: World) -> None:
        import celpy

        self._to_cel = celpy.json_to_cel
        environment = celpy.Environment(runner_class=celpy.InterpretedRunner)

        def text(line: Line, told: str) -> str:
            _, how, value = line
            match how:
                case "rule":
                    return str(value)
                case "known":
                    return f"has({told})"
                case "unknown":
                    return f"!has({told})"
                case "in":
                    return f"has({told}) && {told} in [{', '.join(map(_literal, value))}]"
            return f"has({told}) && {told} {'==' if how == '=' else how} {_literal(value)}"

        self._programs = []
        for rule in world.rules:
            parts = [text(line, f"f.{line[0]}") for line in rule.when]
            if rule.some:
                inner = " && ".join(text(line, f"i.{line[0]}") for line in rule.some)
                parts.append(f"incidents.exists(i, {inner})")
            program = environment.program(environment.compile(" && ".join(parts)))
            self._programs.append((rule.id, program))

    def run(self, case: Case) -> list[str]:
        told = {name: value for name, value in case.items() if value is not None and name != "incidents"}
        incidents = [
            {name: value for name, value in one.items() if value is not None} for one in case["incidents"]
        ]
        names = {"f": self._to_cel(told), "incidents": self._to_cel(incidents)}
        out = []
        for rule, program in self._programs:
            names[rule] = said = program.evaluate(names)
            if said:
                out.append(rule)
        return out


class JsonLogic(_Two):
    """json-logic: a tree of JSON for each rule, gone through by Python."""

    def __init__(self, world: World) -> None:
        from json_logic import jsonLogic

        self._logic = jsonLogic

        def tree(line: Line) -> Any:
            name, how, value = line
            told = {"var": name}
            match how:
                case "rule":
                    return {"===": [{"var": value}, True]}
                case "known":
                    return {"!==": [told, None]}
                case "unknown":
                    return {"===": [told, None]}
                case "=":
                    return {"===": [told, value]}
                case "in":
                    return {"in": [told, list(value)]}
                case "!=":
                    return {"and": [{"!==": [told, None]}, {"!==": [told, value]}]}
            return {"and": [{"!==": [told, None]}, {how: [told, value]}]}

        self._trees = []
        for rule in world.rules:
            parts = [tree(line) for line in rule.when]
            if rule.some:
                parts.append({"some": [{"var": "incidents"}, {"and": [tree(line) for line in rule.some]}]})
            self._trees.append((rule.id, {"and": parts}))

    def run(self, case: Case) -> list[str]:
        known, out = dict(case), []
        for rule, tree in self._trees:
            known[rule] = said = self._logic(tree, known)
            if said is True:
                out.append(rule)
        return out


class Clips(_Two):
    """clipspy: a fact of many slots a case, one for each incident. It slows down with every case, so it is made
    anew every 400 cases, which counts."""

    _RENEWED = 400

    def __init__(self, world: World) -> None:
        self._world = world
        self._build()

    def _build(self) -> None:
        import clips

        world, self._run = self._world, 0
        self._clips = clips.Environment()
        self._out: list[str] = []
        out = self._out
        self._clips.define_function(lambda rule: out.append(str(rule)), "emit")
        for name, slots in (("case", world.facts), ("incident", OF_INCIDENTS)):
            self._clips.build(
                f"(deftemplate {name} {' '.join(f'(slot {slot} (default nil))' for slot in slots)})"
            )
        for rule in world.rules:
            lines = [line for line in rule.when if line[1] != "rule"]
            patterns = [f"(concl {value})" for _, how, value in rule.when if how == "rule"]
            patterns += [f"(case {' '.join(map(_slot, lines))})"] if lines else []
            if rule.some:
                patterns.append(f"(exists (incident {' '.join(map(_slot, rule.some))}))")
            then = f"(emit {rule.id})" + (f" (assert (concl {rule.id}))" if rule.id in world.used else "")
            self._clips.build(f"(defrule {rule.id} {' '.join(patterns)} => {then})")
        self._case = self._clips.find_template("case")
        self._incident = self._clips.find_template("incident")
        self._symbol = clips.Symbol

    def _told(self, facts: Case) -> dict[str, Any]:
        return {
            name: self._symbol(value) if isinstance(value, str) else value
            for name, value in facts.items()
            if value is not None and name != "incidents"
        }

    def run(self, case: Case) -> list[str]:
        if self._run >= self._RENEWED:
            self._build()
        self._run += 1
        self._clips.reset()
        self._out.clear()
        self._case.assert_fact(**self._told(case))
        for one in case["incidents"]:
            self._incident.assert_fact(**self._told(one))
        self._clips.run()
        return list(self._out)


def _slot(line: Line) -> str:
    name, how, value = line

    def sign(told: Any) -> str:
        return str(told).upper() if isinstance(told, bool) else str(told)

    match how:
        case "known":
            return f"({name} ~nil)"
        case "unknown":
            return f"({name} nil)"
        case "=":
            return f"({name} {sign(value)})"
        case "!=":
            return f"({name} ~nil&~{sign(value)})"
        case "in":
            return f"({name} {'|'.join(map(sign, value))})"
    return f"({name} ?{name}&~nil&:({how} ?{name} {value}))"


class OpenFisca:
    """OpenFisca-core: cases as columns, each rule a formula over whole columns. The library has no missing value,
    so every fact has a companion that says whether it is known. Columns are made before the clock runs."""

    three_valued = False
    batch = 10_000

    def __init__(self, world: World) -> None:
        import logging

        import numpy
        from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables

        logging.disable(logging.CRITICAL)
        self._np, self._world, self._builder = numpy, world, simulations.SimulationBuilder
        incident = entities.Entity("incident", "incidents", "", "")
        role = {"key": "item", "plural": "items", "label": "", "doc": ""}
        case = entities.GroupEntity("case", "cases", "", "", roles=[role])
        self._system = taxbenefitsystems.TaxBenefitSystem([incident, case])
        month = periods.DateUnit.MONTH

        def add(name: str, entity: Any, kind: type, formula: Any = None) -> None:
            parts = {"value_type": kind, "entity": entity, "definition_period": month, "label": name}
            parts |= {"formula": formula} if formula else {}
            self._system.add_variable(type(name, (variables.Variable,), parts))

        for name in world.facts:
            add(name, case, int)
            add(f"{name}__known", case, bool)
        for name in OF_INCIDENTS:
            add(f"i_{name}", incident, int)
            add(f"i_{name}__known", incident, bool)
        for rule in world.rules:
            add(rule.id, case, bool, _formula(rule, numpy))
        self._month = periods.period("2026-06")

    def view_all(self, cases: list[Case]) -> Any:
        """Columns of numbers, and which case each incident is of."""
        np = self._np
        incidents = [one for case in cases for one in case["incidents"]]
        of = np.repeat(np.arange(len(cases)), [len(case["incidents"]) for case in cases])

        def column(told: list[Any]) -> tuple[Any, Any]:
            known = np.array([value is not None for value in told])
            return np.array([_code(value) for value in told], dtype=np.int32), known

        columns = {name: column([case[name] for case in cases]) for name in self._world.facts}
        columns |= {f"i_{name}": column([one[name] for one in incidents]) for name in OF_INCIDENTS}
        return len(cases), of, columns

    def run(self, view: Any) -> Any:
        np = self._np
        number, of, columns = view
        builder = self._builder()
        builder.create_entities(self._system)
        builder.declare_person_entity("incident", np.arange(len(of)).astype(str))
        cases = builder.declare_entity("case", np.arange(number).astype(str))
        builder.join_with_persons(cases, of.astype(str), np.repeat("item", len(of)))
        simulation = builder.build(self._system)
        for name, (values, known) in columns.items():
            simulation.set_input(name, self._month, values)
            simulation.set_input(f"{name}__known", self._month, known)
        return np.array([simulation.calculate(rule.id, self._month) for rule in self._world.rules])

    def answers_all(self, found: Any) -> list[Sure]:
        ids = [rule.id for rule in self._world.rules]
        return [({ids[place] for place in row.nonzero()[0]}, None) for row in found.T]


_CODES: dict[str, int] = {}


def _code(value: Any) -> int:
    if isinstance(value, str):
        return _CODES.setdefault(value, len(_CODES))
    return int(value or 0)


def _formula(rule: Rule, np: Any) -> Callable[..., Any]:
    def said(line: Line, prefix: str, get: Any, month: Any) -> Any:
        name, how, value = line
        if how == "rule":
            return get(value, month)
        known = get(f"{prefix}{name}__known", month)
        if how in ("known", "unknown"):
            return known if how == "known" else ~known
        told = get(f"{prefix}{name}", month)
        match how:
            case "=":
                return known & (told == _code(value))
            case "!=":
                return known & (told != _code(value))
            case "in":
                return known & np.isin(told, [_code(one) for one in value])
            case ">=":
                return known & (told >= value)
        return known & (told < value)

    def formula(case: Any, period: Any, parameters: Any = None) -> Any:
        found = [said(line, "", case, period) for line in rule.when]
        if rule.some:
            inner = [said(line, "i_", case.members, period) for line in rule.some]
            found.append(case.any(np.logical_and.reduce(inner)))
        return np.logical_and.reduce(found)

    return formula
