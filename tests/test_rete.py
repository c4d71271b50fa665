"""durable-rules as the second engine: availability, the limits kept, and what happens on trouble."""

import json
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from pack_cases import AS_OF, the_pack
from strategies import a_program, a_program_like_a_pack, some_facts

from screening.assessment.assess import assess
from screening.engine import rete, rulesets
from screening.engine.base import BoundRule, Program
from screening.engine.cells import MOST_CHECKS
from screening.engine.network import Network
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available, rete_engine
from screening.engine.rulesets import MOST_KEYS, MOST_PATTERNS, check_names, key_hash
from screening.errors import EngineError, Problem
from screening.facts.values import FactBase, FactValue, Item, Missing, Span
from screening.intake.read import read_intake
from screening.law.tree import All, AnyOf, Compare, Node, Not, Op, RuleHolds, Some
from screening.report.build import build_report
from screening.vocabulary import Language, Truth

AVAILABLE, REASON, _ = rete_available()
ROOT = Path(__file__).parents[1]

if not AVAILABLE:
    print(f"NOT RUN: durable-rules is {REASON}")
needs_durable = pytest.mark.skipif(not AVAILABLE, reason=f"NOT RUN: durable-rules is {REASON}")


def one_rule(when: Node) -> Program:
    return Program((BoundRule("us.r", None, when, None),))


def holds(when: Node, facts: FactBase) -> Truth:
    return ReteEngine(one_rule(when)).evaluate(facts).rules["us.r"].holds


AFRAID = Compare("fear.afraid_now", Op.EQ, True)
TOLD = FactBase({"fear.afraid_now": True})


# --- with and without the library ---


@needs_durable
def test_available_with_its_version() -> None:
    assert rete_available() == (True, "", "2.0.28")
    assert (ReteEngine(one_rule(AFRAID)).name, ReteEngine(one_rule(AFRAID)).version) == (
        "durable-rules",
        "2.0.28",
    )


@pytest.mark.parametrize(
    ("loader", "reason"),
    [
        ("raise ImportError('undefined symbol: PyEval_CallObject')", "cannot_load"),
        ("raise RuntimeError('anything')", "cannot_load"),
        (None, "not_installed"),
    ],
)
def test_everything_else_works_without_it(loader: str | None, reason: str, tmp_path: Path) -> None:
    """A broken or missing C module costs the second engine and nothing else."""
    if loader is not None:
        (tmp_path / "durable_rules_engine.py").write_text(loader)
    script = f"""
import sys, importlib.util
sys.path.insert(0, {str(tmp_path)!r})
if {loader is None}:
    real = importlib.util.find_spec
    importlib.util.find_spec = lambda name, *more: None if "durable" in name else real(name, *more)
from screening.engine import rete, reference, explain, agree
from screening.engine.base import Program
from screening.assessment.assess import assess
from screening.errors import EngineError, Problem
from screening.intake.read import read_intake
from screening.report.build import build_report
from screening.facts.values import FactBase
assert rete.rete_available()[:2] == (False, {reason!r}), rete.rete_available()
reference.ReferenceEngine(Program(())).evaluate(FactBase({{}}))
try:
    rete.ReteEngine(Program(()))
except EngineError as error:
    print(error.problems[0].code)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == f"engine.{reason}", done.stderr


@pytest.mark.parametrize("reason", ["not_installed", "cannot_load"])
def test_without_it_report_and_doctor_say_so_and_how_to_mend_it(reason: str, tmp_path: Path) -> None:
    """The whole command line in a process in which the C module is missing, or fails while it loads."""
    if reason == "cannot_load":
        (tmp_path / "durable_rules_engine.py").write_text("raise ImportError('undefined symbol')")
    script = f"""
import sys, importlib.util, importlib
sys.path.insert(0, {str(tmp_path)!r})
if {reason == "not_installed"}:
    real = importlib.util.find_spec
    importlib.util.find_spec = lambda name, *more: None if "durable" in name else real(name, *more)
main = importlib.import_module("screening.cli.app").main
for words in (["doctor"], ["report", "examples/waitress.json", "--as-of", "2026-11-24", "--plain"]):
    for lang in ("en", "es"):
        sys.argv = ["screening", *words, "--lang", lang]
        assert main() == 0
        print(f"--- {{lang}}")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    doctor_en, doctor_es, report_en, report_es = re.split(r"--- e[ns]\n", done.stdout)[:4]
    said = {
        "not_installed": ("durable-rules: not installed", "durable-rules: no está instalado"),
        "cannot_load": ("durable-rules: installed, but it cannot be loaded", "pero no se puede cargar"),
    }[reason]
    for doctor, words in zip((doctor_en, doctor_es), said, strict=True):
        assert words in doctor
        assert "pip install" in doctor and "durable-rules==2.0.28" in doctor
    stamp = {
        "not_installed": ("durable-rules is not installed", "durable-rules no está instalado"),
        "cannot_load": ("durable-rules cannot be loaded", "durable-rules no se puede cargar"),
    }[reason]
    for report, words, alone in zip((report_en, report_es), stamp, ("alone", "solo"), strict=True):
        flat = " ".join(report.split())
        assert words in flat and "screening doctor" in flat
        assert f"reference 1 {alone}" in flat


def test_engines_are_built_by_the_cached_builder_only() -> None:
    """Each one built costs memory that never comes back."""
    calls = [
        path.name
        for folder in ("screening", "cli")
        for path in (ROOT / folder).rglob("*.py")
        for _ in range(path.read_text("utf-8").count("ReteEngine("))
    ]
    assert calls == ["rete.py"]


def test_a_failure_of_the_second_engine_stops_no_report() -> None:
    def failing(program: Program) -> ReteEngine:
        raise EngineError([Problem("engine.durable_failed", "It failed.")])

    data = (ROOT / "examples" / "waitress.json").read_bytes()
    intake = read_intake(data, source="", as_of=AS_OF)
    found = assess(intake, the_pack(), as_of=AS_OF, other_engine=failing, settling=False)
    assert found.stamp.agreed is None
    assert [(engine.ran, engine.problem) for engine in found.stamp.engines] == [(True, ""), (False, "failed")]
    languages: tuple[tuple[Language, str], ...] = (("en", "failed"), ("es", "falló"))
    for language, word in languages:
        document = build_report(found, the_pack(), intake, language)
        assert f"durable-rules {word}" in str(document)


def test_only_one_module_imports_durable_and_never_its_host() -> None:
    users = [
        path.name for path in (ROOT / "screening").rglob("*.py") if "durable_rules_engine" in path.read_text()
    ]
    assert users == ["rete.py"]
    text = (ROOT / "screening" / "engine" / "rete.py").read_text()
    assert "durable.lang" not in text
    assert "_durable.delete_state" not in text
    assert "matches" not in text.replace("_NOT_MATCHED", "")


# --- the limits ---


@needs_durable
def test_patterns_keep_within_the_limits() -> None:
    program = a_program_like_a_pack(Random(1), 200)
    engine = ReteEngine(program)
    built = [ruleset for layer in engine._layers for ruleset in layer.rulesets]
    assert len(built) > 5
    for ruleset in built:
        patterns = json.loads(ruleset.definition)
        assert 1 <= len(patterns) <= MOST_PATTERNS
        assert len({json.dumps(pattern) for pattern in patterns.values()}) == len(patterns)
        assert len(ruleset.keys) <= MOST_KEYS
        for pattern in patterns.values():
            (message,) = pattern["all"]
            lines = message["m"].get("$and", [message["m"]])
            assert lines[0] == {"kind": "case"}
            assert len(lines) <= MOST_CHECKS + 1
            assert "$or" not in json.dumps(pattern) and "$nex" not in json.dumps(pattern)


@needs_durable
@pytest.mark.parametrize("size", [1, 12, 13, 61, 65, 130, 260, 600])
def test_conjunctions_of_any_length(size: int) -> None:
    lines = tuple(Compare(f"x.f{number}", Op.EQ, True) for number in range(size))
    told: dict[str, FactValue] = {line.fact: True for line in lines}
    engine = ReteEngine(
        Program((BoundRule("us.all", None, All(lines), None), BoundRule("us.any", None, AnyOf(lines), None)))
    )

    def both(facts: dict[str, FactValue]) -> tuple[Truth, Truth]:
        found = engine.evaluate(FactBase(facts)).rules
        return found["us.all"].holds, found["us.any"].holds

    assert both(told) == (Truth.YES, Truth.YES)
    assert both({**told, lines[-1].fact: Missing.UNKNOWN})[0] is Truth.OPEN
    assert both({**told, lines[-1].fact: False})[0] is Truth.NO
    assert both(dict.fromkeys(told, False)) == (Truth.NO, Truth.NO)
    assert both({}) == (Truth.OPEN, Truth.OPEN)


@needs_durable
def test_many_facts_in_many_rules_keep_within_the_keys_of_one_fact() -> None:
    rules = [
        BoundRule(f"us.r{n}", None, All(tuple(Compare(f"x.f{n}_{k}", Op.EQ, True) for k in range(12))), None)
        for n in range(60)
    ]
    engine = ReteEngine(Program(tuple(rules)))
    assert max(len(ruleset.keys) for layer in engine._layers for ruleset in layer.rulesets) <= MOST_KEYS
    facts = FactBase({f"x.f{n}_{k}": True for n in range(60) for k in range(12)})
    assert {verdict.holds for verdict in engine.evaluate(facts).rules.values()} == {Truth.YES}


@needs_durable
@pytest.mark.parametrize("rules", [256, 513])
def test_many_rules_on_one_fact(rules: int) -> None:
    """What crashed or hung durable-rules when put into one ruleset: same condition, many constants."""
    same = [BoundRule(f"us.same{n}", None, AFRAID, None) for n in range(rules)]
    other = [BoundRule(f"us.r{n}", None, Compare("x.n", Op.EQ, n), None) for n in range(rules)]
    facts = FactBase({"fear.afraid_now": True, "x.n": Span.exact(7)})
    program = Program((*same, *other))
    assert ReteEngine(program).evaluate(facts) == ReferenceEngine(program).evaluate(facts)


@needs_durable
def test_long_chains_of_rules() -> None:
    chain = [BoundRule("us.r0", None, AFRAID, None)]
    for number in range(1, 40):
        chain.append(BoundRule(f"us.r{number}", None, Not(RuleHolds(f"us.r{number - 1}")), None))
    found = ReteEngine(Program(tuple(chain))).evaluate(TOLD).rules
    assert [found[f"us.r{n}"].holds for n in (0, 1, 38, 39)] == [Truth.YES, Truth.NO, Truth.YES, Truth.NO]


@needs_durable
def test_deep_links_between_items() -> None:
    is_state = Compare("persecutor.is_state", Op.EQ, True)
    linked: Node = is_state
    for _ in range(4):
        linked = Some("persecutor", "persecutor.others", linked)
    persons = tuple(
        Item(
            "persecutor",
            f"p{n}",
            {"persecutor.is_state": n == 4, "persecutor.others": frozenset({f"p{n + 1}"})},
        )
        for n in range(5)
    )
    facts = FactBase({}, {"persecutor": persons}, frozenset({"persecutor"}))
    assert holds(Some("persecutor", "", linked), facts) is Truth.YES
    shorter = FactBase({}, {"persecutor": persons[1:]}, frozenset({"persecutor"}))
    assert holds(Some("persecutor", "", linked), shorter) is Truth.NO


# --- nothing from a case file reaches the library as text ---


@needs_durable
@pytest.mark.parametrize("code", ['a"b', "a\\b", "a|b", "a b", "", "ñ", "x" * 65, "a\n"])
def test_a_code_that_is_not_plain_is_refused_when_the_rules_are_bound(code: str) -> None:
    with pytest.raises(EngineError) as caught:
        ReteEngine(one_rule(Compare("x.code", Op.EQ, code)))
    assert caught.value.problems[0].code == "engine.code_not_plain"


@needs_durable
@pytest.mark.parametrize("code", ['"},"y0":1,"z":{"', "\\", "a\x00b", "x" * 70_000, "army\n"])
def test_a_code_that_no_rule_names_goes_in_as_no_text_at_all(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ReteEngine(
        one_rule(AnyOf((Compare("x.code", Op.EQ, "army"), Compare("x.codes", Op.ONLY, frozenset({"army"})))))
    )
    seen = spy_on_asserts(monkeypatch)
    facts = FactBase({"x.code": code, "x.codes": frozenset({code, "army"})})
    assert engine.evaluate(facts).rules["us.r"].holds is Truth.NO
    assert seen and all(code not in text for text in seen)
    assert all(json.loads(text)["kind"] == "case" for text in seen)


def spy_on_asserts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    real, seen = rete._durable, []

    class Spy:
        def __getattr__(self, name: str) -> object:
            def called(*given: object) -> object:
                if name == "assert_fact":
                    seen.append(str(given[1]))
                return getattr(real, name)(*given)

            return called

    monkeypatch.setattr(rete, "_durable", Spy())
    return seen


@needs_durable
def test_ids_of_items_and_facts_never_reach_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Some("incident", "", Compare("incident.severe", Op.EQ, True))
    engine = ReteEngine(one_rule(line))
    seen = spy_on_asserts(monkeypatch)
    items = (Item("incident", "secret-id", {"incident.severe": True}),)
    engine.evaluate(FactBase({"secret.fact": True}, {"incident": items}))
    assert seen and not any("secret" in text or "incident" in text for text in seen)


@needs_durable
def test_numbers_far_beyond_64_bits_are_refused() -> None:
    with pytest.raises(EngineError):
        ReteEngine(one_rule(Compare("x.n", Op.LT, 2**63)))
    engine = ReteEngine(one_rule(Compare("x.n", Op.LT, 5)))
    with pytest.raises(EngineError) as caught:
        engine.evaluate(FactBase({"x.n": Span.exact(2**63)}))
    assert caught.value.problems[0].code == "engine.number_too_large"
    assert str(2**63) not in str(caught.value)
    assert engine.evaluate(FactBase({"x.n": Span.exact(2**40)})).rules["us.r"].holds is Truth.NO


def test_names_that_look_the_same_to_durable_rules_are_found() -> None:
    assert key_hash("adult_flag_stay") == key_hash("route_harm_adult")
    check_names(["kind", "y0", "n0", "kind"])
    with pytest.raises(EngineError) as caught:
        check_names(["kind", "adult_flag_stay", "route_harm_adult"])
    assert caught.value.problems[0].code == "engine.names_collide"


@needs_durable
def test_a_collision_of_keys_stops_the_engine_before_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulesets, "key_hash", lambda name: len(name) % 3)
    with pytest.raises(EngineError):
        ReteEngine(one_rule(AFRAID))


@needs_durable
def test_a_line_about_rules_inside_a_quantifier_is_refused() -> None:
    with pytest.raises(EngineError):
        ReteEngine(one_rule(Some("incident", "", RuleHolds("us.other"))))


# --- trouble ---


class Failing:
    """Stands before the C module and fails some of the calls to ``assert_fact``."""

    def __init__(self, real: object, failures: int) -> None:
        self.real, self.failures, self.made = real, failures, 0

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)

    def create_ruleset(self, name: str, definition: str) -> object:
        self.made += 1
        return self.real.create_ruleset(name, definition)  # type: ignore[attr-defined]  # the C module

    def assert_fact(self, handle: int, text: str) -> object:
        if self.failures:
            self.failures -= 1
            raise Exception(f"error 303 for {text}")
        return self.real.assert_fact(handle, text)  # type: ignore[attr-defined]  # the C module


@needs_durable
def test_one_failure_is_mended_by_building_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ReteEngine(one_rule(AFRAID))
    failing = Failing(rete._durable, 1)
    monkeypatch.setattr(rete, "_durable", failing)
    assert engine.evaluate(TOLD).rules["us.r"].holds is Truth.YES
    assert failing.made == len(engine._handles)


@needs_durable
def test_a_second_failure_is_an_error_that_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = ReteEngine(one_rule(AFRAID))
    monkeypatch.setattr(rete, "_durable", Failing(rete._durable, 2))
    with pytest.raises(EngineError) as caught:
        engine.evaluate(TOLD)
    assert caught.value.problems[0].code == "engine.durable_failed"
    assert "303" not in str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None
    assert engine.evaluate(TOLD).rules["us.r"].holds is Truth.YES


@needs_durable
def test_rules_that_the_library_does_not_take_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def __getattr__(self, name: str) -> object:
            raise Exception("error 201")

    monkeypatch.setattr(rete, "_durable", Refusing())
    with pytest.raises(EngineError) as caught:
        ReteEngine(one_rule(AFRAID))
    assert caught.value.problems[0].code == "engine.durable_refused_rules"


@needs_durable
def test_engines_of_one_process_do_not_see_each_other() -> None:
    yes, no = ReteEngine(one_rule(AFRAID)), ReteEngine(one_rule(Not(AFRAID)))
    for _ in range(3):
        assert yes.evaluate(TOLD).rules["us.r"].holds is Truth.YES
        assert no.evaluate(TOLD).rules["us.r"].holds is Truth.NO
        assert yes.evaluate(FactBase({})).rules["us.r"].holds is Truth.OPEN


@needs_durable
def test_equal_programs_are_built_once() -> None:
    assert rete_engine(one_rule(AFRAID)) is rete_engine(one_rule(AFRAID))
    assert rete_engine(one_rule(AFRAID)) is not rete_engine(one_rule(Not(AFRAID)))


@needs_durable
def test_a_case_leaves_nothing_behind() -> None:
    rng = Random(7)
    program = a_program(rng)
    engine = ReteEngine(program)
    cases = [some_facts(rng) for _ in range(20)]
    first = [engine.evaluate(facts) for facts in cases]
    assert [engine.evaluate(facts) for facts in reversed(cases)] == first[::-1]


@needs_durable
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="NOT RUN: no /proc to read memory from")
def test_memory_does_not_grow_with_the_number_of_cases() -> None:
    rng = Random(3)
    engine = ReteEngine(a_program_like_a_pack(rng, 40))
    cases = [some_facts(rng) for _ in range(20)]

    def megabytes() -> float:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

    for number in range(500):
        engine.evaluate(cases[number % len(cases)])
    before = megabytes()
    for number in range(2_000):
        engine.evaluate(cases[number % len(cases)])
    assert megabytes() - before < 10


def test_equal_nodes_share_a_cell() -> None:
    rules = [
        BoundRule(f"us.r{number}", None, All((AFRAID, Compare("x.y", Op.EQ, True))), None)
        for number in range(50)
    ]
    one, fifty = Network(Program(tuple(rules[:1]))), Network(Program(tuple(rules)))
    assert len(one.cells) == len(fifty.cells)


def test_a_cell_lies_above_everything_it_reads() -> None:
    network = Network(a_program_like_a_pack(Random(2), 60))
    layer = {cell.number: cell.layer for cell in network.cells}
    for cell in network.cells:
        for pattern in (*cell.yes, *cell.no):
            for check in pattern:
                if check.key[0] in "yn":
                    assert layer[int(check.key[1:])] < cell.layer
    for counted in network.counts:
        assert counted.body.cell.layer < counted.cell.layer
    for tally in network.tallies:
        assert all(r.cell.layer < tally.cell.layer for r in (*tally.supports, *tally.against))
