"""What is installed, and how to mend what is missing. Versions only; never data."""

import platform
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec

import screening
from screening.law.load import load_pack


def doctor_lines() -> Iterator[str]:
    """One line per part: its version, or what is missing and what to do."""
    yield f"asylum-screening {screening.__version__}, Python {platform.python_version()}"
    for name in ("pydantic", "typer", "rich", "pyyaml"):
        yield f"{name} {metadata.version(name)}"
    pack = load_pack()
    yield f"rules {pack.id} {pack.version}: {len(pack.rules)} rules, {len(pack.authorities)} authorities"
    yield f"law followed up to {pack.law_known_to.isoformat()}, sha256 {pack.sha256[:16]}"
    if find_spec("durable_rules_engine") is None:
        yield "durable-rules: not installed; the reference evaluator decides alone."
        yield (
            "  To add it: CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install durable-rules==2.0.28 "
            "(needs a C compiler)."
        )
    else:
        yield f"durable-rules {metadata.version('durable-rules')}: installed, not yet used to decide."
