"""Imports go one way, and each outside library has its one place."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ORDER = [
    "vocabulary",
    "errors",
    "sentences_of_batches",
    "sentences_of_files",
    "sentences_of_intakes",
    "sentences_of_interviews",
    "sentences_of_reviews",
    "sentences_of_store",
    "sentences_of_whatif",
    "sentences",
    "safe_text",
    "dates",
    "languages",
    "intake",
    "store",
    "facts",
    "law",
    "engine",
    "assessment",
    "review",
    "whatif",
    "report",
    "sharing",
    "worksheet",
    "batch",
    "interview",
]
ONLY_IN = {
    "durable_rules_engine": {"screening/engine/rete.py"},
    "pyrage": {"screening/store/sealing.py"},
    "yaml": {"screening/law/strict_yaml.py"},
}


def modules() -> Iterator[tuple[str, set[str]]]:
    for path in sorted((ROOT / "screening").rglob("*.py")):
        found: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
        yield path.relative_to(ROOT).as_posix(), found


def rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else -1


def test_modules_import_only_from_before_them() -> None:
    seen = 0
    for path, imported in modules():
        own = path.removeprefix("screening/").split("/")[0].removesuffix(".py")
        for name in imported:
            if name.startswith("screening.") and own in ORDER:
                seen += 1
                assert rank(name.split(".")[1]) <= rank(own), f"{path} imports {name}"
    assert seen > 100


def test_the_library_knows_no_terminal() -> None:
    for path, imported in modules():
        for name in imported:
            assert name.split(".")[0] not in {"typer", "rich", "prompt_toolkit", "cli"}, (
                f"{path} imports {name}"
            )
            assert not name.startswith("screening.cli"), f"{path} imports {name}"


def test_one_module_per_outside_library() -> None:
    for path, imported in modules():
        for library, allowed in ONLY_IN.items():
            if any(name.split(".")[0] == library for name in imported):
                assert path in allowed, f"{path} imports {library}"
