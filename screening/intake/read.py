"""From the bytes of one file to an Intake, or to every reason why not, with its line.

In order: the gate (bytes, JSON, size), what no place may hold, the model, what must hold between
fields. A file that does not pass the gate has one problem. The next two report together; the last
looks at a record that the model has taken.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath

from pydantic import ValidationError

from screening.errors import IntakeError, NoInputError, Problem
from screening.intake import limits, messages
from screening.intake.checks import check
from screening.intake.inspection import inspect
from screening.intake.json_gate import Document, parse
from screening.intake.json_positions import Positions, positions
from screening.intake.messages import Finding
from screening.intake.model import Intake
from screening.intake.shape import Path, Place, locate
from screening.sentences import Said, said


def read_intake(data: bytes, *, source: str, as_of: date) -> Intake:
    """Read one intake, screened on ``as_of``.

    ``source`` names the file in errors. Raises IntakeError with every problem found, in the order
    of their lines, at most ``limits.PROBLEMS`` of them and one more that says how many are left.
    """
    document = parse(data, source)
    found = inspect(document.value)
    intake, faults = _validate(document)
    found = _one_per_place(found, faults)
    if intake is not None:
        found = _one_per_place(found, check(intake, as_of))
    if found or document.has_doubles:
        raise IntakeError(_problems(found, positions(document.text)), source=source)
    if intake is None:
        # The model's own JSON parser is stricter than the gate; nothing known differs.
        raise IntakeError([said("file.not_json").problem("intake.syntax")], source=source)
    return intake


def read_intake_file(path: str | FilePath, *, as_of: date) -> Intake:
    """Read the intake in a file. Raises NoInputError if there is none, else as ``read_intake``."""
    return read_intake(read_file(path), source=str(path), as_of=as_of)


def read_file(path: str | FilePath) -> bytes:
    """The bytes of an ordinary file, not many more than an intake may have. Raises NoInputError."""
    file, source = FilePath(path), str(path)
    try:
        if not file.exists():
            raise _no_input(source, "missing")
        if not file.is_file():
            raise _no_input(source, "not_a_file")
        with file.open("rb") as stream:
            return stream.read(limits.FILE_BYTES + 1)
    except (OSError, ValueError):
        raise _no_input(source, "not_readable") from None


def intake_sha256(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal: what an assessment names as its input."""
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class _Faults:
    """What pydantic found at one place: the error types, and the reason of the date parser."""

    kinds: set[str] = field(default_factory=set)
    reason: str = ""


def _validate(document: Document) -> tuple[Intake | None, list[Finding]]:
    """The intake, or what the model refuses. Neither, if pydantic cannot read the text at all."""
    try:
        return Intake.model_validate_json(document.text), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    found: list[Finding] = []
    by_place: dict[Place, _Faults] = {}
    for detail in details:
        place = locate(detail["loc"], skip_tags=True)
        if detail["type"] == "json_invalid":
            return None, []
        if detail["type"] == "extra_forbidden":
            name = str(detail["loc"][-1])
            found.append(Finding((*place.path, name), *messages.unknown_name(place, name)))
            continue
        faults = by_place.setdefault(place, _Faults())
        faults.kinds.add(detail["type"])
        faults.reason = faults.reason or str(detail.get("ctx", {}).get("reason", ""))
    inner = {place.path[:-1] for place in by_place if place.in_list}
    for place, faults in by_place.items():
        # Of a list with a wrong item pydantic also says that it is no answer state; the item is meant.
        if place.path not in inner:
            found.append(Finding(place.path, *messages.fault(place, faults.kinds, faults.reason)))
    return None, found


def _one_per_place(inspected: list[Finding], faults: list[Finding]) -> list[Finding]:
    """Both, but one finding a place: what was inspected is the cause of a wrong form there."""
    ours = [each for each in inspected if locate(each.path).whole]
    if not faults:
        return inspected  # nothing else would speak of a place under a name that is not ours
    taken = {each.path for each in ours}
    return ours + [each for each in faults if each.path not in taken]


def _problems(found: Iterable[Finding], where: Positions) -> list[Problem]:
    problems = [_problem(each.path, each.code, each.message, where.line(each.path)) for each in found]
    for double in where.doubles:
        problems.append(_problem(double.path, *messages.double_found(double.first), double.again))
    problems.sort(key=lambda problem: problem.line or 0)
    rest = len(problems) - limits.PROBLEMS
    if rest > 0:
        problems[limits.PROBLEMS :] = [said("more_problems", rest=rest).problem("intake.more_problems")]
    return problems


def _problem(path: Path, code: str, message: Said, line: int) -> Problem:
    return message.problem(f"intake.{code}", where=str(locate(path)), line=line)


def _no_input(source: str, code: str) -> NoInputError:
    return NoInputError([said(f"file.{code}").problem(f"intake.{code}")], source=source)
