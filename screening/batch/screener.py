"""From the bytes of one record to its row, or to the code of why it was refused.

A record in plain form goes a short way: one pass that validates, gives facts and checks, then the generated function.
Any other goes the way a single file goes. Both give the same row, which a test holds them to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from screening.assessment.assess import legal_context
from screening.batch.answers import Reader, Told
from screening.batch.bench import Bench, Standings
from screening.batch.court import court_of
from screening.batch.plain import NOT_PLAIN, names_if_plain
from screening.batch.rows import Row
from screening.errors import IntakeError
from screening.facts.build import build_facts
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
        self._reader = Reader(as_of)
        self._standings = Standings(pack)
        self._benches: dict[str, Bench] = {}

    @property
    def pack_sha256(self) -> str:
        """The hash of the rules it screens by."""
        return self._pack.sha256

    def screen(self, data: bytes) -> Row | Refused:
        """One record. Never raises for what stands in it."""
        (found,) = self.screen_all([data])
        return found

    def screen_all(self, records: Sequence[bytes]) -> list[Row | Refused]:
        """Some records, in their order. Each step is taken for all of them before the next one, which costs a tenth
        less than one record after the other: the code of a step stays near the processor."""
        found: dict[int, Row | Refused] = {}
        short: list[tuple[int, Told]] = []
        for at, data in enumerate(records):
            names = names_if_plain(data)
            told = self._reader.read(data) if names != NOT_PLAIN else None
            if told is not None and told.names == names:
                short.append((at, told))
            else:
                found[at] = self._with_care(data)
        ready = []
        for at, told in short:
            bench = self._bench(told.scalars.get("procedure.circuit"))
            ready.append((at, told, bench, bench.court.derive(told) or told.differ))
        for at, told, bench, conflict in ready:
            found[at] = bench.row(told.case, told.base, told.kinds, look_for_conflicts=conflict)
        return [found[at] for at in range(len(records))]

    def _with_care(self, data: bytes) -> Row | Refused:
        try:
            intake = read_intake(data, source="", as_of=self._as_of)
        except IntakeError as error:
            first = error.problems[0]
            return Refused(first.code, first.where, first.line or 1, len(error.problems))
        bench = self._bench(intake.procedure.circuit if intake.procedure else None)
        kinds = [deadline.kind or "" for deadline in intake.deadlines or ()]
        return bench.row(intake.id, build_facts(intake, self._law), kinds, look_for_conflicts=True)

    def _bench(self, told: object) -> Bench:
        """The court asked for, else the one told of."""
        circuit = self._circuit
        if circuit is None:
            circuit = str(told) if told in _CIRCUITS else ""
        found = self._benches.get(circuit)
        if found is None:
            court = court_of(self._pack, self._law, circuit or None, self._as_of)
            found = self._benches[circuit] = Bench(court, circuit, self._standings)
        return found
