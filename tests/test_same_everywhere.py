"""The same rules and the same person give the same program and verdicts in every process."""

import hashlib
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from random import Random

import pytest
from pack_cases import somebody, the_program

from screening.engine.compiled import compiled_engine
from screening.engine.explain import Explainer
from screening.engine.network import Network
from screening.engine.reference import Evaluation
from screening.facts.catalogue import catalogue

ROOT = Path(__file__).parents[1]
CIRCUITS = (None, "5")
CASES = 12
EXPLAINED = 1


def plain(value: object) -> str:
    """Text of a value in which sets stand in order."""
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(plain, value)))}}}"
    if isinstance(value, tuple):
        return f"({', '.join(map(plain, value))})"
    if is_dataclass(value):
        compared = [field.name for field in fields(value) if field.compare]
        return f"{type(value).__name__}{plain(tuple(getattr(value, name) for name in compared))}"
    return repr(value)


@cache
def found_here() -> list[str]:
    """Digests of programs in order, of how they are put to durable-rules, of verdicts and explanations."""
    found = []
    for circuit in CIRCUITS:
        program = the_program(circuit)
        cells = [plain((cell.number, cell.yes, cell.no, cell.conflicting)) for cell in Network(program).cells]
        found += [digest(plain(program)), digest("\n".join(cells))]
        for seed in range(CASES):
            facts = somebody(Random(seed), program)
            evaluation = Evaluation(program, facts)
            found.append(digest(str((evaluation.rules, evaluation.elements))))
            other = compiled_engine(program).evaluate(facts)
            found.append(digest(str((other.rules, other.elements))))
            if seed < EXPLAINED:
                explainer = Explainer(program, evaluation, catalogue())
                found.append(digest("\n".join(plain(explainer.explain(rule)) for rule in evaluation.rules)))
    return found


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_finds_the_same(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"},
    )
    assert done.stderr == ""
    assert done.stdout.split() == found_here()


def test_the_text_compared_tells_sets_and_order_apart() -> None:
    assert plain(frozenset({"b", "a"})) == "{'a', 'b'}" != plain(frozenset({"a"}))
    assert plain((1, 2)) != plain((2, 1))
    assert len(set(found_here())) > CASES


if __name__ == "__main__":
    print("\n".join(found_here()))
