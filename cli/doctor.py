"""What is installed, and how to mend what is missing. Versions only; never data."""

import platform
from collections.abc import Iterator
from importlib import metadata

import screening
from screening.engine.rete import rete_available
from screening.law.load import load_pack


def doctor_lines() -> Iterator[str]:
    """One line per part: its version, or what is missing and what to do."""
    yield f"asylum-screening {screening.__version__}, Python {platform.python_version()}"
    for name in ("pydantic", "typer", "rich", "pyyaml"):
        yield f"{name} {metadata.version(name)}"
    pack = load_pack()
    yield f"rules {pack.id} {pack.version}: {len(pack.rules)} rules, {len(pack.authorities)} authorities"
    yield f"law followed up to {pack.law_known_to.isoformat()}, sha256 {pack.sha256[:16]}"
    available, problem, version = rete_available()
    if available:
        yield f"durable-rules {version}: works; every case is decided by both engines and compared"
        return
    what = "not installed" if problem == "not_installed" else "installed, but it cannot be loaded"
    yield f"durable-rules: {what}; the reference evaluator decides alone."
    yield (
        "  To mend: CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-binary :all: "
        "--force-reinstall durable-rules==2.0.28 (needs a C compiler)."
    )
