"""Our engines beside others on the same rules and cases, in one run. Not a test. `make bench`.

    make bench                  print the table
    make bench WRITE=1          and write it into docs/performance.md

Every engine runs in processes of its own, one measurement a process, in turn: first all engines once, then all again.
The time is processor time of the rules alone, per case; the best of all rounds counts, as other work can only make a
round slower. Each engine's answers are compared with those worked out step by step (``world.truth``): of engines that
know two values the rules that surely hold, of ours also those that are open. An engine that cannot run says NOT RUN.
"""

import gc
import importlib
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "performance.md"
MARKS = ("<!-- peers: begin -->", "<!-- peers: end -->")
ENGINES: dict[str, tuple[str, str, str, int]] = {
    "ours, compiled": ("ours", "Compiled", "", 10_000),
    "ours, in lanes": ("ours", "InLanes", "", 10_000),
    "ours, in lanes, from columns": ("ours", "InLanesFromColumns", "", 10_000),
    "ours, reference": ("ours", "Reference", "", 300),
    "ours, durable-rules used safely": ("ours", "Durable", "durable_rules", 300),
    "by hand, two-valued": ("ours", "ByHand", "", 10_000),
    "by hand, unknown kept apart": ("ours", "ByHandOpen", "", 2_000),
    "zen-engine": ("peers", "Zen", "zen-engine", 2_000),
    "cel (Rust)": ("peers", "Cel", "common-expression-language", 1_000),
    "cel-python": ("peers", "CelPython", "cel-python", 20),
    "json-logic": ("peers", "JsonLogic", "json-logic-qubit", 1_000),
    "clipspy": ("peers", "Clips", "clipspy", 1_000),
    "OpenFisca (vectors)": ("peers", "OpenFisca", "openfisca-core", 10_000),
    "floor: pydantic, strict": ("floors", "Pydantic", "pydantic", 5_000),
    "floor: msgspec": ("floors", "Msgspec", "msgspec", 10_000),
    "floor: json": ("floors", "Json", "", 10_000),
}
"""By the name in the table: module, class, package, cases a round."""
OURS = ("ours, compiled", "ours, in lanes", "ours, in lanes, from columns")
"""The forms of ours that work as fast as they can; the bars are about the fastest."""
SIZES = {"": (1, 1, 1.0), "rules ×4": (4, 1, 0.25), "facts ×4": (1, 4, 0.5), "cases ×100": (1, 1, 100.0)}
"""What is grown: rules, facts, and the share of the usual number of cases."""
GROWN = (
    "ours, compiled",
    "ours, in lanes, from columns",
    "by hand, two-valued",
    "zen-engine",
    "clipspy",
    "OpenFisca (vectors)",
)
MANY_FROM = 500
"""Cases ×100 starts from this many."""
CHUNK = 10_000
REPEATS = 3


# --- one measurement, in a process of its own ---


def measure(name: str, rules: int, facts: int, cases: int, chunk: int) -> dict[str, Any]:
    """Time and check one engine. Cases come in chunks, so that only the engine can make memory grow."""
    from world import a_world, some_cases, truth

    module, kind, _, _ = ENGINES[name]
    world = a_world(rules, facts)
    begun = time.process_time()
    engine = getattr(importlib.import_module(module), kind)(world)
    built = time.process_time() - begun
    is_floor = module == "floors"
    checked = [] if is_floor else [truth(world, case) for case in some_cases(world, min(cases, 500))]
    given = some_cases(world, cases)
    total, wrong, done, checks = 0.0, 0, 0, 0
    while done < cases:
        some = list(islice(given, min(chunk, cases - done)))
        whole = hasattr(engine, "batch")
        views = engine.view_all(some) if whole else [engine.view(case) for case in some]
        run = engine.run
        found: Any = None
        best = float("inf")
        for _ in range(REPEATS if not done else 1):
            gc.collect()
            gc.disable()
            start = time.process_time()
            found = run(views) if whole else [run(view) for view in views]
            best = min(best, time.process_time() - start)
            gc.enable()
        total += best
        if not done:
            if is_floor:
                wrong += sum(engine.plain(one) != case for one, case in zip(found, some, strict=True))
            else:
                answers = (
                    engine.answers_all(found)
                    if whole
                    else [engine.answers(one) for one in found[: len(checked)]]
                )
                for (sure, open_too), right in zip(answers, checked, strict=False):
                    wrong += sure != {rule for rule, said in right.items() if said is True}
                    if open_too is not None:
                        wrong += open_too != {rule for rule, said in right.items() if said is not False}
            checks = len(some) if is_floor else len(checked)
        done += len(some)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"us": total / cases * 1e6, "built": built, "wrong": wrong, "checked": checks, "peak": peak}


def apart(name: str, rules: int, facts: int, cases: int, chunk: int) -> dict[str, Any]:
    """The same in a process of its own; with ``problem`` if it could not run."""
    command = [sys.executable, __file__, "--one", name, str(rules), str(facts), str(cases), str(chunk)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        return {"problem": "did not end in ten minutes"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1]
        return {"problem": last[:120]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


# --- all of them ---


def rounds(
    names: Sequence[str], times: int, rules: int, facts: int, share: float
) -> dict[str, dict[str, Any]]:
    """The best of several rounds for each engine."""
    best: dict[str, dict[str, Any]] = {}
    for _ in range(times):
        for name in names:
            cases = MANY_FROM * 100 if share > 1 else max(20, int(ENGINES[name][3] * share))
            chunk = MANY_FROM if share > 1 else CHUNK
            if "problem" in best.get(name, {}):
                continue
            found = apart(name, rules, facts, cases, chunk)
            if name not in best or "problem" in found or found["us"] < best[name]["us"]:
                best[name] = found
            print(f"  {name}: {_short(found)}", file=sys.stderr, flush=True)
    return best


def _short(found: dict[str, Any]) -> str:
    return (
        f"NOT RUN: {found['problem']}"
        if "problem" in found
        else f"{found['us']:.1f} µs, {found['wrong']} wrong"
    )


def table(best: dict[str, dict[str, Any]]) -> list[str]:
    ours = best["ours, compiled"]["us"]
    lines = [
        "| Engine | Version | µs a case | × ours | Build, s | Peak memory, MB | Answers |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    for name, found in best.items():
        if "problem" in found:
            lines.append(f"| {name} | {_version(name)} | NOT RUN: {found['problem']} | | | | |")
            continue
        says = f"{found['checked']} equal" if not found["wrong"] else f"**{found['wrong']} differ**"
        cells = (
            name, _version(name), f"{found['us']:.1f}", f"{found['us'] / ours:.2f}", f"{found['built']:.2f}",
            f"{found['peak']:.0f}", says,
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _version(name: str) -> str:
    package = ENGINES[name][2]
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return "not installed"


def bars(best: dict[str, dict[str, Any]]) -> list[str]:
    """The bars this product sets itself, and whether they are met in this run."""
    us = {name: found["us"] for name, found in best.items() if "us" in found}
    form = min((name for name in OURS if name in us), key=us.__getitem__)
    ours, one_by_one = us[form], us["ours, compiled"]
    others = {name: time for name, time in us.items() if ENGINES[name][0] == "peers"}
    per_case = {name: time for name, time in others.items() if "vectors" not in name}
    wanted = [
        (f"faster than every other engine (nearest: {min(others, key=others.__getitem__)})", min(others.values()), 1.0),
        (f"4 × the fastest engine that takes cases one by one ({min(per_case, key=per_case.__getitem__)})", min(per_case.values()), 4.0),
        ("8 × durable-rules used safely", us.get("ours, durable-rules used safely", 0.0), 8.0),
        ("no slower than by hand, unknown kept apart (the same answers)", us["by hand, unknown kept apart"], 1.0),
        ("no slower than by hand, two-valued (fewer answers)", us["by hand, two-valued"], 1.0),
    ]  # fmt: skip
    return [
        f"* {'met' if time / ours >= least else 'NOT MET'}: {what}: {time / ours:.2f} × {form}"
        f" ({time / one_by_one:.2f} × ours, compiled)"
        for what, time, least in wanted
    ]


def growth(base: dict[str, dict[str, Any]], times: int) -> list[str]:
    lines = [f"| Engine | {' | '.join(list(SIZES)[1:])} | memory, cases ×100 |", "|---|---:|---:|---:|---:|"]
    names = [name for name in GROWN if "us" in base.get(name, {})]
    thousand = {name: apart(name, 1, 1, MANY_FROM, MANY_FROM) for name in names}
    grown = {size: rounds(names, times, *SIZES[size]) for size in list(SIZES)[1:]}
    for name in names:
        cells = []
        for size in grown:
            found, before = grown[size][name], thousand[name] if size == "cases ×100" else base[name]
            same = "us" in found and "us" in before
            many = 100 if size == "cases ×100" else 1
            cells.append(f"{found['us'] * many / before['us']:.2f} ×" if same else "NOT RUN")
        last, first = grown["cases ×100"][name].get("peak"), thousand[name].get("peak")
        cells.append(f"{last / first:.2f} ×" if last and first else "NOT RUN")
        lines.append("| " + " | ".join((name, *cells)) + " |")
    return lines


def main(*, write: bool, times: int) -> int:
    """Print it all; 1 if an engine's answers differ."""
    base = rounds(list(ENGINES), times, *SIZES[""])
    if "problem" in base["ours, compiled"]:
        print(base["ours, compiled"]["problem"])
        return 1
    text = [
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}; 130 rules over 54 facts"
        f" and lists of one to six incidents; best of {times} rounds.",
        "", *table(base), "", *bars(base), "",
        "How time grows (for ×4 rules or facts, less than 4 × is better than in proportion):",
        "", *growth(base, max(1, times - 1)),
    ]  # fmt: skip
    print("\n".join(text))
    if write:
        page = PAGE.read_text("utf-8")
        before, _, rest = page.partition(MARKS[0])
        after = rest.partition(MARKS[1])[2]
        PAGE.write_text("\n".join([f"{before}{MARKS[0]}", *text, f"{MARKS[1]}{after}"]), "utf-8")
    return int(any(found.get("wrong") for found in base.values()))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2], *map(int, sys.argv[3:7]))))
    else:
        raise SystemExit(main(write="--write" in sys.argv, times=2))
