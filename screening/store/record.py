"""What stands inside a case file, and what is checked when it has been opened.

One JSON object: which case it is, under which schema it was written, how many times it was saved,
when, and the intake, which is kept as it is and never looked at here.
"""

import json
import math
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from screening.errors import CaseError
from screening.sentences import said

FORMAT: Final = "screening.case/1"
SCHEMA: Final = 1
CASE_BYTES: Final = 32 * 1024 * 1024
_ID_LETTERS: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""No vowels but two, and nothing that looks like something else."""
_FIRST_LETTERS: Final = _ID_LETTERS.lstrip("0123456789")
CASE_ID: Final = re.compile(rf"[{_FIRST_LETTERS}][{_ID_LETTERS}]{{3}}-[{_ID_LETTERS}]{{4}}")


@dataclass(frozen=True)
class CaseRecord:
    """One case as it was last saved. ``intake`` is a JSON object; times are to the second, with zone.

    ``interview`` is the record of the questionnaire, kept as it is; None for a case it has not touched.
    ``reviews`` are what lawyers recorded, oldest first, kept as they are.
    """

    case: str
    generation: int
    created: datetime
    saved: datetime
    intake: dict[str, Any]
    interview: dict[str, Any] | None = None
    reviews: tuple[dict[str, Any], ...] = ()

    def intake_bytes(self) -> bytes:
        """The intake as an intake file: UTF-8, indented, the same bytes every time."""
        return as_utf8(self.intake, indent=2) + b"\n"


def new_case_id() -> str:
    """Eight random letters and digits in two groups, a letter first: an intake's id, too. Says nothing of anybody and not when."""
    letters = [secrets.choice(_FIRST_LETTERS), *(secrets.choice(_ID_LETTERS) for _ in range(7))]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def as_bytes(record: CaseRecord) -> bytes:
    """The record as it is sealed."""
    return as_utf8(
        {
            "format": FORMAT,
            "schema": SCHEMA,
            "case": record.case,
            "generation": record.generation,
            "created": record.created.isoformat(timespec="seconds"),
            "saved": record.saved.isoformat(timespec="seconds"),
            "intake": record.intake,
            **({"interview": record.interview} if record.interview is not None else {}),
            **({"reviews": list(record.reviews)} if record.reviews else {}),
        }
    )


def from_bytes(plain: bytes, *, source: str) -> CaseRecord:
    """The record in opened bytes. Raises CaseError if it is none, or is of a later schema."""
    try:
        found = parse_object(plain)
        if found.get("format") == FORMAT and type(found.get("schema")) is int and found["schema"] > SCHEMA:
            raise CaseError([said("store.newer").problem("store.newer")], source=source)
        interview, reviews = found.pop("interview", None), found.pop("reviews", [])
        if found.keys() != {"format", "schema", "case", "generation", "created", "saved", "intake"}:
            raise ValueError("other keys")
        if interview is not None and not isinstance(interview, dict):
            raise ValueError("other interview")
        if not isinstance(reviews, list) or not all(isinstance(one, dict) for one in reviews):
            raise ValueError("other reviews")
        case, generation, intake = found["case"], found["generation"], found["intake"]
        if found["format"] != FORMAT or type(found["schema"]) is not int or found["schema"] != SCHEMA:
            raise ValueError("other format")
        if not isinstance(case, str) or not CASE_ID.fullmatch(case):
            raise ValueError("other id")
        if type(generation) is not int or generation < 1 or not isinstance(intake, dict):
            raise ValueError("other generation or record")
        created, saved = (moment(found[name]) for name in ("created", "saved"))
    except (ValueError, TypeError, RecursionError):
        raise CaseError([said("store.not_a_case").problem("store.not_a_case")], source=source) from None
    return CaseRecord(case, generation, created, saved, intake, interview, tuple(reviews))


def moment(text: object) -> datetime:
    """A time with its zone. Raises ValueError or TypeError."""
    if not isinstance(text, str):
        raise TypeError("not a text")
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("no zone")
    return found


def parse_object(data: bytes) -> dict[str, Any]:
    """Strict JSON with no name twice in an object. Raises ValueError or RecursionError."""
    if len(data) > CASE_BYTES:
        raise ValueError("too large")
    found = json.loads(
        data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
    )
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def as_utf8(value: object, *, indent: int | None = None) -> bytes:
    """A value as JSON. Half characters, which UTF-8 cannot hold, are escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False, indent=indent).encode("ascii")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _no_number(_: str) -> Any:
    raise ValueError("not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _no_number(digits)
