"""From the bytes of one record to its row, or to the code of why it was refused.

A record in plain form goes a short way: the strict model, one pass for facts and checks, the generated function.
Any other goes the way a single file goes. Both give the same row, which a test holds them to.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pydantic import ValidationError

from screening.assessment.assess import legal_context
from screening.batch.bench import Bench
from screening.batch.court import court_of
from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.rows import Row
from screening.errors import IntakeError
from screening.facts.build import build_facts
from screening.intake.model import Intake
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.vocabulary import CIRCUITS

_CIRCUITS: Final = frozenset(CIRCUITS)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a record was refused: the code and our own path of the first problem, its line, how many there are."""

    code: str
    where: str = ""
    line: int = 1
    problems: int = 1


class Screener:
    """Screens records as of one day; ``circuit`` None takes each record's own."""

    def __init__(self, pack: Pack, as_of: date, circuit: str | None) -> None:
        self._pack = pack
        self._as_of = as_of
        self._circuit = circuit
        self._law = legal_context(pack, as_of)
        self._benches: dict[str, Bench] = {}

    @property
    def pack_sha256(self) -> str:
        """The hash of the rules it screens by."""
        return self._pack.sha256

    def screen(self, data: bytes) -> Row | Refused:
        """One record. Never raises for what stands in it."""
        names = names_if_plain(data)
        if names != NOT_PLAIN:
            try:
                intake = Intake.model_validate_json(data)
            except ValidationError:
                return self._with_care(data)
            bench = self._bench(intake)
            told = bench.court.reader.read(intake)
            if told is not None and told.names == names:
                conflict = bench.court.derive(told)
                return bench.row(intake, told.base, look_for_conflicts=conflict)
        return self._with_care(data)

    def _with_care(self, data: bytes) -> Row | Refused:
        try:
            intake = read_intake(data, source="", as_of=self._as_of)
        except IntakeError as error:
            first = error.problems[0]
            return Refused(first.code, first.where, first.line or 1, len(error.problems))
        return self._bench(intake).row(intake, build_facts(intake, self._law), look_for_conflicts=True)

    def _bench(self, intake: Intake) -> Bench:
        circuit = self._circuit
        if circuit is None:
            told = intake.procedure.circuit if intake.procedure else None
            circuit = told if told in _CIRCUITS and told is not None else ""
        found = self._benches.get(circuit)
        if found is None:
            court = court_of(self._pack, self._law, circuit or None, self._as_of)
            found = self._benches[circuit] = Bench(court, circuit)
        return found
