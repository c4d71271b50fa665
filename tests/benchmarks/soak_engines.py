"""Compare both engines on many random cases and print what was seen. Not a test.

    PYTHONPATH=.:tests python tests/benchmarks/soak_engines.py [CASES [FIRST_SEED]]

Ten people a program. Every 500 programs run in a process of their own: durable-rules keeps about a
megabyte of each program for ever.
"""

import sys
import time
from collections import Counter
from multiprocessing import get_context
from random import Random

from strategies import a_program, some_facts

from screening.engine.agree import evaluate_both
from screening.engine.reference import ReferenceEngine
from screening.engine.rete import ReteEngine, rete_available

CASES_A_PROGRAM, PROGRAMS_A_PROCESS = 10, 500


def compared(seeds: range) -> Counter[str]:
    """How often each truth and state was found, and how many cases differ. Seeds that differ are printed."""
    seen: Counter[str] = Counter()
    for seed in seeds:
        rng = Random(seed)
        program = a_program(rng)
        reference, second = ReferenceEngine(program), ReteEngine(program)
        for _ in range(CASES_A_PROGRAM):
            found, _, differing = evaluate_both(reference, second, some_facts(rng))
            seen.update(f"rule {verdict.holds}" for verdict in found.rules.values())
            seen.update(f"element {state}" for state in found.elements.values())
            seen["cases"] += 1
            if differing:
                seen["cases that differ"] += 1
                print(f"seed {seed}: {', '.join(differing)}", flush=True)
    return seen


def main(cases: int = 10_000, first_seed: int = 0) -> int:
    """Print the counts; 1 if any case differs, otherwise 0."""
    available, reason, version = rete_available()
    if not available:
        print(f"NOT RUN: durable-rules ({reason})")
        return 0
    last = first_seed + max(1, cases // CASES_A_PROGRAM)
    chunks = [
        range(start, min(start + PROGRAMS_A_PROCESS, last))
        for start in range(first_seed, last, PROGRAMS_A_PROCESS)
    ]
    start = time.perf_counter()
    total: Counter[str] = Counter()
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        for seen in pool.imap(compared, chunks, chunksize=1):
            total.update(seen)
    print(f"durable-rules {version}, {time.perf_counter() - start:.0f} s")
    for what in sorted({*total, "cases that differ"}):
        print(f"{total[what]:8} {what}")
    return 1 if total["cases that differ"] else 0


if __name__ == "__main__":
    raise SystemExit(main(*(int(number) for number in sys.argv[1:3])))
