"""A closer look at a few cases of a batch: which questions would settle most of what is open in them.

A row says what is open, not why. Finding out why takes a thousand times as long as the row, so it is done for a few
cases, chosen by a hash of their place: the same ones in every run.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from screening.assessment.assess import assess
from screening.batch.find import record_at
from screening.batch.sources import STDIN, Source
from screening.errors import IntakeError, NoInputError
from screening.intake.read import read_intake
from screening.law.pack import Pack

CLOSER: Final = 20
"""How many cases a batch looks at closely."""
_FIRST: Final = 5
"""Of the questions of a report, the first ones settle most."""


def closer_look(
    places: Iterable[tuple[int, int]],
    sources: Sequence[Source],
    pack: Pack,
    as_of: date,
    circuit: str | None,
) -> dict[str, Any]:
    """The questions that stand first in the reports of these rows, and in how many of them. Records that cannot be
    gone back to (standard input, lines in packed files) are left out; ``looked_at`` says how many were not."""
    asked: Counter[str] = Counter()
    looked_at = 0
    for file, at in places:
        source = sources[file - 1]
        if source.path == STDIN or (source.packed and source.lines):
            continue
        try:
            data = record_at(source, at)
            intake = read_intake(data, source="", as_of=as_of) if data is not None else None
        except (IntakeError, NoInputError):
            intake = None
        if intake is None:
            continue
        looked_at += 1
        found = assess(intake, pack, as_of=as_of, circuit=circuit, settling=False)
        asked.update(result.question for result in found.questions[:_FIRST])
    first = sorted(asked.items(), key=lambda found: (-found[1], found[0]))
    return {"looked_at": looked_at, "questions": dict(first)}
