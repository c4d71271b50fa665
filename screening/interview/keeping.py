"""Where the record goes after every answer."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from screening.intake.read import read_intake
from screening.interview.record import Record, intake_json
from screening.interview.record_file import read_record, record_from_intake
from screening.store.cases import OpenCase
from screening.store.record import as_utf8


class Keeper(Protocol):
    """Takes every new record. When ``keep`` returns, nothing of it can be lost."""

    def keep(self, record: Record) -> None: ...


class MemoryKeeper:
    """Keeps the last record in memory alone; for tests and for trying things out."""

    def __init__(self) -> None:
        self.last: Record | None = None
        self.times = 0

    def keep(self, record: Record) -> None:
        self.last, self.times = record, self.times + 1


class CaseKeeper:
    """Saves into an open case of a store: the intake for every reader, and the record beside it.

    ``clock`` gives the time of saving.
    """

    def __init__(self, case: OpenCase, clock: Callable[[], datetime]) -> None:
        self._case = case
        self._clock = clock

    def keep(self, record: Record) -> None:
        """Raises LockedError, OutputError; then what was saved before still stands."""
        self._case.save(intake_json(record), now=self._clock(), interview=record.model_dump(mode="json"))


def kept_record(case: OpenCase, as_of: date) -> Record:
    """The record of an open case; of one that no questionnaire has touched, made from its intake.

    Raises IntakeError if the case holds neither.
    """
    held = case.record
    if held.interview is not None:
        return read_record(as_utf8(held.interview), source=held.case)
    return record_from_intake(read_intake(held.intake_bytes(), source=held.case, as_of=as_of))
