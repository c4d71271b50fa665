"""Batches run in tests, and what they wrote."""

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

from pack_cases import AS_OF, the_pack

from screening.batch.join import Finished
from screening.batch.pools import process_pool
from screening.batch.run import Options, run_batch
from screening.batch.synth import synthetic_lines
from screening.law.pack import Pack

ROOT = Path(__file__).parents[1]
OUTPUTS = ("results.ndjson", "rejects.ndjson", "triage.csv", "summary.json")
CASES = [line.rstrip() for line in synthetic_lines(40, 3, AS_OF)]


def options(inputs: Path, output: Path, **changes: object) -> Options:
    return replace(Options((inputs,), output, AS_OF), **changes)  # type: ignore[arg-type]


def run(wanted: Options, pack: Pack | None = None) -> Finished:
    return run_batch(wanted, pack or the_pack(), process_pool)


class Here(Executor):
    """Works in this process: for tests of everything but processes."""

    def __init__(self, _: int = 1) -> None:
        pass

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def contents(output: Path) -> dict[str, bytes]:
    return {name: (output / name).read_bytes() for name in OUTPUTS}


def rows(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (output / "results.ndjson").read_bytes().splitlines()]


def rejects(output: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (output / "rejects.ndjson").read_bytes().splitlines()]


def command(*words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    words = (*words, "--as-of", AS_OF.isoformat())
    return subprocess.run(
        [sys.executable, "-m", "screening.cli", *words],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        timeout=120,
    )
