"""What one case costs, step by step, over the seven examples and the whole rule pack. Not a test.

    make bench

Everything is measured in one process and printed as ratios too: a ratio says more than a time on
another machine. Processor time, the best of several rounds: other work can only make a round slower.
"""

import io
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import yaml
from pack_cases import AS_OF, the_pack, the_program
from screening.cli.console import open_screen
from screening.cli.plain import render_plain
from screening.cli.render import render_document

from screening.assessment.assess import assess, legal_context
from screening.engine.base import BoundRule, Engine, Program
from screening.engine.compiled import CompiledEngine
from screening.engine.explain import Explainer
from screening.engine.reach import reach
from screening.engine.reference import Evaluation, ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.engine.settle import Settler
from screening.facts.build import build_facts
from screening.facts.catalogue import catalogue
from screening.facts.values import FactBase, FactRef
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.load import load_pack
from screening.report.build import build_report
from screening.report.document import Document
from screening.report.faces import FileFormat, render_file
from screening.vocabulary import Truth

ROOT = Path(__file__).parents[2]
ROUNDS = 7
CIRCUIT = "5"
GOAL_MS = 50.0
REPORT_GOAL_MS = 300.0
LOAD_GOAL_MS = 500.0
FORMATS: tuple[FileFormat, ...] = ("html", "md", "docx", "json")
WIDTHS = (80, 100, 120)
COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The shortest of several runs, in milliseconds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return min(found)


def loading() -> str:
    """What loading the pack costs, beside the YAML parser alone on the same bytes: the floor."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "rules" / "us").rglob("*.yaml"))]

    def floor() -> None:
        for text in texts:
            for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
                pass

    loads, floors = [], []
    for _ in range(ROUNDS):
        floors.append(best(floor, 1))
        loads.append(best(load_pack, 1))
    spent, least = median(loads), median(floors)
    return (
        f"loading the pack: {spent:.0f} ms, {spent / least:.2f} times the YAML parser alone ({least:.0f} ms)"
    )


def settled(program: Program, found: Evaluation, missing: dict[str, tuple[FactRef, ...]]) -> None:
    """The sets of answers that settle each open rule."""
    settler = Settler(reach(program), found, catalogue())
    for rule, refs in missing.items():
        settler.sets(rule, refs)


def explained(program: Program, found: Evaluation) -> None:
    """Every rule explained, without what settles it."""
    explainer = Explainer(program, found, settling=False)
    for step in program.steps:
        if isinstance(step, BoundRule):
            explainer.explain(step.id)


def open_rules(program: Program, found: Evaluation) -> dict[str, tuple[FactRef, ...]]:
    """The rules still open, each with the facts it misses."""
    explainer = Explainer(program, found, catalogue())
    return {
        rule: explainer.missing(rule) for rule, verdict in found.rules.items() if verdict.holds is Truth.OPEN
    }


class _Terminal(io.StringIO):
    """A terminal that keeps what it is shown."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def on_terminal(document: Document, width: int) -> None:
    """The whole report in colour, to the last sign."""
    screen = open_screen(_Terminal(), env=COLOURS, width=width)
    screen.show(render_document(document, screen.width, screen.theme, screen.symbols))


def faces() -> dict[str, Callable[[Document], object]]:
    """Every face of a report: files, terminal in colour, plain mode."""
    found: dict[str, Callable[[Document], object]] = {
        f"  as {name}": lambda one, how=name: render_file(one, how) for name in FORMATS
    }
    for columns in WIDTHS:
        found[f"  terminal, {columns}"] = lambda one, width=columns: on_terminal(one, width)
    found["  plain"] = lambda one: render_plain(one, 80)
    return found


def longest(documents: Sequence[tuple[Callable[[], Document], Document]]) -> str:
    """The dearest report of all: built and shown, by its face."""
    spent = {
        (what.strip(), one.case): best(build, 3) + best(lambda how=how, one=one: how(one), 3)
        for build, one in documents
        for what, how in faces().items()
    }
    by_face = {
        what: max((ms, case) for (face, case), ms in spent.items() if face == what) for what, _ in spent
    }
    told = ", ".join(f"{what} {ms:.0f} ({case})" for what, (ms, case) in by_face.items())
    return f"a report built and shown, its dearest case in ms: {told}; goal under {REPORT_GOAL_MS:.0f}"


def measured(cases: Sequence[bytes]) -> dict[str, float]:
    """Milliseconds a case of each step."""
    pack, program = the_pack(), the_program(CIRCUIT)
    intakes = [read_intake(data, source="", as_of=AS_OF) for data in cases]
    dumped = [intake.model_dump_json(exclude_unset=True) for intake in intakes]
    people: list[FactBase] = [build_facts(intake, legal_context(pack, AS_OF)) for intake in intakes]
    evaluations = [Evaluation(program, facts) for facts in people]
    missing = [open_rules(program, found) for found in evaluations]
    built: list[Callable[[Program], Engine]] = [ReferenceEngine, CompiledEngine]
    if rete_available()[0]:
        built.insert(1, ReteEngine)

    def each(work: Callable[..., object], *lists: Sequence[object]) -> float:
        return best(lambda: [work(*given) for given in zip(*lists, strict=True)]) / len(cases)

    found = {
        "strict pydantic": each(lambda text: Intake.model_validate_json(text, strict=True), dumped),
        "reading a file": each(lambda data: read_intake(data, source="", as_of=AS_OF), cases),
        "deriving facts": each(lambda intake: build_facts(intake, legal_context(pack, AS_OF)), intakes),
    }
    for build in built:
        start = time.process_time()
        engine = build(program)
        print(f"{engine.name}: built in {(time.process_time() - start) * 1000:.0f} ms, once a program")
        found[engine.name] = each(engine.evaluate, people)
    found["settling"] = each(lambda one, refs: settled(program, one, refs), evaluations, missing)
    found["explaining"] = each(lambda one: explained(program, one), evaluations)
    for what, settling in (("assessment", True), ("  for a report", False)):
        found[what] = each(
            lambda intake, settling=settling: assess(
                intake, pack, as_of=AS_OF, circuit=CIRCUIT, settling=settling
            ),
            intakes,
        )
    shown = [assess(intake, pack, as_of=AS_OF, circuit=CIRCUIT, settling=False) for intake in intakes]
    found["the report"] = each(lambda one, intake: build_report(one, pack, intake, "en"), shown, intakes)
    documents = [build_report(one, pack, intake, "es") for one, intake in zip(shown, intakes, strict=True)]
    for what, how in faces().items():
        found[what] = each(how, documents)
    builds = [
        lambda one=one, intake=intake: build_report(one, pack, intake, "es")
        for one, intake in zip(shown, intakes, strict=True)
    ]
    print(longest(list(zip(builds, documents, strict=True))))
    return found


def main() -> int:
    """Print the table."""
    cases = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.json"))]
    rules = sum(isinstance(step, BoundRule) for step in the_program(CIRCUIT).steps)
    print(f"{len(cases)} examples, {rules} rules in force, Python {sys.version.split()[0]}")
    print(f"{loading()}, medians of {ROUNDS} in turn; goal under {LOAD_GOAL_MS:.0f} ms")
    found = measured(cases)
    available, reason, _ = rete_available()
    if not available:
        print(f"NOT RUN: durable-rules ({reason})")
    print(f"{'':16}{'ms a case':>10}{'to pydantic':>13}{'to reference':>14}")
    for what, spent in found.items():
        to_pydantic, to_reference = spent / found["strict pydantic"], spent / found["reference"]
        print(f"{what:16}{spent:10.3f}{to_pydantic:13.2f}{to_reference:14.3f}")
    slowest = found["the report"] + max(found[what] for what in faces())
    print(f"a report built and shown: {slowest:.0f} ms a case at most; goal under {REPORT_GOAL_MS:.0f} ms")
    print(f"assessment: reference evaluator alone; goal under {GOAL_MS:.0f} ms for a report")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
