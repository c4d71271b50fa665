"""Compare the engines on very many random cases and print what was seen. Not a test.

    make soak            10,000 cases on the rule pack and 10,000 on random programs
    make soak CASES=500

Every case goes through the reference evaluator, the generated function and durable-rules. Random
programs run in processes of their own, five hundred in each: durable-rules keeps some of each
program for ever.
"""

import resource
import sys
import time
from collections import Counter
from multiprocessing import get_context
from random import Random

from pack_cases import somebody, the_program
from strategies import a_program, some_facts

from screening.engine.agree import compare
from screening.engine.base import Engine, Program
from screening.engine.compiled import CompiledEngine
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available
from screening.facts.values import FactBase

CASES_A_PROGRAM, PROGRAMS_A_PROCESS = 10, 500
CIRCUITS = (None, "5", "9", "10")
DIFFER = "cases that differ"


def others(program: Program) -> list[Engine]:
    """The engines that must find what the reference evaluator finds."""
    compiled: list[Engine] = [CompiledEngine(program)]
    return [*compiled, ReteEngine(program)] if rete_available()[0] else compiled


def look(reference: Engine, engines: list[Engine], facts: FactBase, where: str, seen: Counter[str]) -> None:
    """Put one case through all engines and count what was found; differences are printed."""
    found = reference.evaluate(facts)
    seen.update(f"rule {verdict.holds}" for verdict in found.rules.values())
    seen.update(f"element {state}" for state in found.elements.values())
    seen["cases"] += 1
    differing = {engine.name: compare(found, engine.evaluate(facts)) for engine in engines}
    seen[DIFFER] += any(differing.values())
    for name, names in differing.items():
        if names:
            print(f"{where}, {name}: {', '.join(names)}", flush=True)


def on_the_pack(seeds: range) -> tuple[Counter[str], int]:
    """Random people over the rule pack, circuit by circuit; with it the peak memory in kilobytes."""
    seen: Counter[str] = Counter()
    for place, circuit in enumerate(CIRCUITS):
        program = the_program(circuit)
        reference, engines = ReferenceEngine(program), others(program)
        for seed in seeds[place :: len(CIRCUITS)]:
            where = f"pack, circuit {circuit}, seed {seed}"
            look(reference, engines, somebody(Random(seed), program), where, seen)
    return seen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def on_random_programs(seeds: range) -> tuple[Counter[str], int]:
    """Ten random people for each random program; with it the peak memory in kilobytes."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        rng = Random(seed)
        program = a_program(rng)
        reference, engines = ReferenceEngine(program), others(program)
        for _ in range(CASES_A_PROGRAM):
            look(reference, engines, some_facts(rng), f"random program, seed {seed}", seen)
    return seen, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(cases: int = 10_000, first_seed: int = 0) -> int:
    """Print the counts; 1 if any case differs, otherwise 0."""
    available, reason, version = rete_available()
    print(f"durable-rules {version}" if available else f"NOT RUN: durable-rules ({reason})")
    last = first_seed + max(1, cases // CASES_A_PROGRAM)
    chunks = [
        range(start, min(start + PROGRAMS_A_PROCESS, last))
        for start in range(first_seed, last, PROGRAMS_A_PROCESS)
    ]
    differ = 0
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for what, work, parts in (
            ("the rule pack", on_the_pack, [range(first_seed, first_seed + cases)]),
            ("random programs", on_random_programs, chunks),
        ):
            start, total, peak = time.perf_counter(), Counter[str](), 0
            for seen, used in pool.imap(work, parts, chunksize=1):
                total.update(seen)
                peak = max(peak, used)
            print(f"\n{what}: {time.perf_counter() - start:.0f} s, peak memory {peak / 1024:.0f} MB")
            for name in ("cases", DIFFER, *sorted({*total} - {"cases", DIFFER})):
                print(f"{total[name]:10,} {name}")
            differ += total[DIFFER]
    return 1 if differ else 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:3])))
