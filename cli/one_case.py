"""One case screened and shown, by ``report`` and by a batch that is asked to explain one of its rows."""

from datetime import date

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.engine.rete import rete_available, rete_engine
from screening.intake.model import Intake
from screening.intake.read import intake_sha256, read_intake
from screening.law.pack import Pack


def screened(
    data: bytes,
    source: str,
    pack: Pack,
    *,
    as_of: date,
    circuit: str | None,
    both: bool = True,
    settling: bool = False,
) -> tuple[Intake, Assessment]:
    """The intake in ``data`` and its assessment, decided by both engines where both are there."""
    intake = read_intake(data, source=source, as_of=as_of)
    available, problem, _ = rete_available()
    found = assess(
        intake,
        pack,
        as_of=as_of,
        circuit=circuit,
        intake_sha256=intake_sha256(data),
        other_engine=rete_engine if both and available else None,
        other_problem=problem or "not_asked_for",
        settling=settling,
    )
    return intake, found
