"""One case screened and shown, by ``report`` and by a batch that is asked to explain one of its rows."""

from datetime import date

from screening.assessment.assess import assess
from screening.assessment.model import Assessment
from screening.engine.rete import rete_available, rete_engine
from screening.intake.model import Intake
from screening.intake.read import intake_sha256
from screening.law.pack import Pack


def screened(
    intake: Intake,
    data: bytes,
    pack: Pack,
    *,
    as_of: date,
    circuit: str | None,
    both: bool = True,
    settling: bool = False,
) -> Assessment:
    """The assessment of ``intake``, which was read from ``data``; decided by both engines where both are there."""
    available, problem, _ = rete_available()
    return assess(
        intake,
        pack,
        as_of=as_of,
        circuit=circuit,
        intake_sha256=intake_sha256(data),
        other_engine=rete_engine if both and available else None,
        other_problem=problem or "not_asked_for",
        settling=settling,
    )
