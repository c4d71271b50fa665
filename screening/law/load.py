"""Reading a whole rule pack from its folder, all or nothing."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, TypeVar

from screening.errors import NoInputError, Problem, RulesError
from screening.facts.catalogue import catalogue
from screening.facts.values import FactType
from screening.law.background_tables import read_decided, read_figures
from screening.law.conditions import Terms
from screening.law.cross_checks import cross_checked
from screening.law.pack import PLAIN_SCORING, Pack, Rule
from screening.law.places import Place
from screening.law.question_table import read_questions
from screening.law.rule_file import Names, read_rules
from screening.law.strict_yaml import Document, read_yaml
from screening.law.suggest import did_you_mean, listed
from screening.law.tables import (
    Header,
    read_authorities,
    read_elements,
    read_header,
    read_holidays,
    read_labels,
    read_numbers,
    read_scoring,
)
from screening.sentences import said

NEEDED_TABLES: Final = ("pack.yaml", "elements.yaml")
TABLES: Final = (
    *NEEDED_TABLES,
    "numbers.yaml",
    "holidays.yaml",
    "scoring.yaml",
    "questions.yaml",
    "labels.yaml",
    "context.yaml",
    "decided-cases.yaml",
)
AUTHORITIES: Final = "authorities/"
SPLIT_TABLES: Final = ("questions", "labels")
"""Tables that may also be a folder of files, by topic; both together are one table."""
_TABLE_FOLDERS: Final = (AUTHORITIES, *(f"{name}/" for name in SPLIT_TABLES))
MAX_FILES: Final = 2_000
MAX_FOLDERS: Final = 5

_T = TypeVar("_T")


def pack_folder() -> Traversable:
    """The folder of the pack for the United States that comes along."""
    return files("screening.rules") / "us"


def load_pack(root: Traversable | None = None, facts: Mapping[str, FactType] | None = None) -> Pack:
    """The rule pack in the folder ``root`` (None: the pack for the United States that comes along).

    ``facts`` are the fact types that conditions may name (None: all there are). Raises RulesError
    with every problem found, each with file, line and column, and NoInputError if the folder or a
    file of it cannot be read.
    """
    folder = pack_folder() if root is None else root
    with _collecting_nothing():
        pack, problems = _loaded(folder, catalogue() if facts is None else facts)
    if problems:
        raise RulesError(sorted(problems, key=_place_in_pack), source=str(folder))
    return pack


def _loaded(folder: Traversable, facts: Mapping[str, FactType]) -> tuple[Pack, list[Problem]]:
    """The pack and what is wrong with it. The files as read are let go of here, before the collector looks."""
    contents = _read_folder(folder)
    loading = _Loading(_documents(contents, str(folder)), facts)
    return loading.pack(_fingerprint(contents)), loading.problems


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Without the garbage collector: hundreds of thousands of small objects are made here and nearly all
    stay, so that searching them again and again is a third of the time. What stays counts as old at once
    (where the program froze nothing itself)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _place_in_pack(problem: Problem) -> tuple[str, int, int]:
    return problem.where.split(",", 1)[0], problem.line or 0, problem.column or 0


def _read_folder(folder: Traversable) -> dict[str, bytes]:
    """The bytes of every YAML file, by path below the folder, in order of path."""
    found: dict[str, bytes] = {}
    try:
        if not folder.is_dir():
            raise NoInputError([said("rules.no_folder").problem("rules.no_folder")], source=str(folder))
        _gather(folder, "", found)
    except OSError:
        raise NoInputError(
            [said("rules.unreadable").problem("rules.unreadable")], source=str(folder)
        ) from None
    return dict(sorted(found.items()))


def _gather(folder: Traversable, below: str, found: dict[str, bytes]) -> None:
    if below.count("/") > MAX_FOLDERS:
        raise RulesError([Problem("rules.too_deep", "Folders are nested more than five deep.", below)])
    for entry in folder.iterdir():
        path = f"{below}{entry.name}"
        if entry.name.startswith((".", "__")):
            continue
        if entry.is_dir():
            _gather(entry, f"{path}/", found)
        elif entry.name.endswith(".yml"):
            raise RulesError([Problem("rules.yml", "Rule files end in .yaml. Rename this one.", path)])
        elif entry.name.endswith(".yaml"):
            found[path] = entry.read_bytes()
        if len(found) > MAX_FILES:
            raise RulesError([Problem("rules.too_many_files", "The pack has more than 2,000 files.")])


def _fingerprint(contents: Mapping[str, bytes]) -> str:
    """SHA-256 over path and bytes of every file, each with its length before it, in order of path."""
    digest = hashlib.sha256()
    for path, data in contents.items():
        for part in (path.encode(), data):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _documents(contents: Mapping[str, bytes], source: str) -> dict[str, Document]:
    """Every file as YAML. If one is not, the rest would only name what it does not give."""
    problems: list[Problem] = []
    documents: dict[str, Document] = {}
    for path, data in contents.items():
        try:
            documents[path] = read_yaml(data, path)
        except RulesError as error:
            problems.extend(error.problems)
    if problems:
        raise RulesError(problems, source=source)
    return documents


class _Loading:
    """One load in progress: the files as read, and the problems noted so far."""

    def __init__(self, documents: Mapping[str, Document], facts: Mapping[str, FactType]) -> None:
        self.problems: list[Problem] = []
        self._facts = facts
        self._places = {path: Place.top(read, path, self.problems) for path, read in documents.items()}

    def pack(self, sha256: str) -> Pack:
        header = self._table("pack.yaml", read_header) or Header("", "", date.min)
        authorities = read_authorities(self._below(AUTHORITIES))
        elements = self._table("elements.yaml", read_elements) or {}
        numbers = self._table("numbers.yaml", lambda place: read_numbers(place, authorities)) or {}
        rules = self._rules(Names(Terms(self._facts, numbers.keys()), authorities, elements))
        self.problems.extend(cross_checked(rules, elements))
        known = {name for name, rule in rules.items() if rule.status != "retired"}
        asked = read_questions(self._split("questions"), self._facts)
        return Pack(
            id=header.id,
            version=header.version,
            law_known_to=header.law_known_to,
            sha256=sha256,
            rules={name: rule for name, rule in rules.items() if rule.status != "retired"},
            authorities=authorities,
            numbers=numbers,
            elements=elements,
            questions=asked.questions,
            topics=asked.topics,
            labels=read_labels(self._split("labels"), self._facts),
            holidays=self._table("holidays.yaml", read_holidays) or {},
            scoring=self._table("scoring.yaml", lambda place: read_scoring(place, elements)) or PLAIN_SCORING,
            figures=self._table("context.yaml", read_figures) or (),
            decided=self._table(
                "decided-cases.yaml", lambda place: read_decided(place, authorities, known, elements)
            )
            or (),
        )

    def _table(self, path: str, read: Callable[[Place], _T]) -> _T | None:
        if path in self._places:
            return read(self._places[path])
        if path in NEEDED_TABLES:
            self.problems.append(Problem("rules.no_table", "This file is missing. Every pack has it.", path))
        return None

    def _below(self, folder: str) -> list[Place]:
        return [place for path, place in self._places.items() if path.startswith(folder)]

    def _split(self, table: str) -> list[Place]:
        """The file of a table and those of its folder, in order of path."""
        single = self._places.get(f"{table}.yaml")
        return [*([single] if single is not None else []), *self._below(f"{table}/")]

    def _rules(self, names: Names) -> dict[str, Rule]:
        """The rules of all files in sub-folders, by id, in order of file and line."""
        found: dict[str, Rule] = {}
        for path, place in self._places.items():
            if path.startswith(_TABLE_FOLDERS) or path in TABLES:
                continue
            if "/" not in path:
                self.problems.append(Problem("rules.unknown_table", _not_a_table(path), path))
                continue
            for rule in read_rules(place, names, found):
                found.setdefault(rule.id, rule)
        return found


def _not_a_table(path: str) -> str:
    guess = did_you_mean(path, TABLES) or f" Tables are {listed(TABLES)}."
    return f"Rules stand in sub-folders, and no table has this name.{guess}"
