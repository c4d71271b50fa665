"""What is installed, and how to mend what is missing. Versions only; never data."""

import platform
from collections.abc import Iterator
from importlib import metadata
from typing import Final

import screening
from screening.engine.rete import rete_available
from screening.vocabulary import Language

from .options import pack_of

_MEND: Final = (
    "CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install --no-binary durable-rules "
    "--force-reinstall durable-rules==2.0.28"
)
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "en": {
        "rules": "rules {id} {version}: {rules} rules, {authorities} authorities",
        "law": "law followed up to {day}, sha256 {sha256}",
        "works": "durable-rules {version}: works; every case is decided by both engines and compared",
        "not_installed": "durable-rules: not installed; the reference evaluator decides alone.",
        "cannot_load": "durable-rules: installed, but it cannot be loaded; the reference evaluator decides alone.",
        "mend": "  To mend (needs a C compiler): {command}",
    },
    "es": {
        "rules": "reglas {id} {version}: {rules} reglas, {authorities} normas y decisiones",
        "law": "derecho seguido hasta el {day}, sha256 {sha256}",
        "works": "durable-rules {version}: funciona; los dos motores deciden cada caso y se comparan",
        "not_installed": "durable-rules: no está instalado; decide solo el evaluador de referencia.",
        "cannot_load": "durable-rules: está instalado, pero no se puede cargar; "
        "decide solo el evaluador de referencia.",
        "mend": "  Para arreglarlo (hace falta un compilador de C): {command}",
    },
}


def doctor_lines(language: Language = "en") -> Iterator[str]:
    """One line per part: its version, or what is missing and what to do."""
    words = _WORDS[language]
    yield f"asylum-screening {screening.__version__}, Python {platform.python_version()}"
    for name in ("pydantic", "typer", "rich", "pyyaml", "pyrage"):
        yield f"{name} {metadata.version(name)}"
    pack = pack_of(None)
    yield words["rules"].format(
        id=pack.id, version=pack.version, rules=len(pack.rules), authorities=len(pack.authorities)
    )
    yield words["law"].format(day=pack.law_known_to.isoformat(), sha256=pack.sha256[:16])
    available, problem, version = rete_available()
    if available:
        yield words["works"].format(version=version)
        return
    yield words[problem]
    yield words["mend"].format(command=_MEND)
