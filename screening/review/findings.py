"""What a reviewer decides on: each finding of an assessment that a result rests on."""

from dataclasses import dataclass
from typing import Final, Literal

from screening.assessment.model import Assessment
from screening.vocabulary import ElementState

FindingKind = Literal["protection", "basis", "weak_spot", "bar", "deadline", "element"]
KINDS: Final[tuple[FindingKind, ...]] = ("protection", "basis", "weak_spot", "bar", "deadline", "element")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: ``key`` names it for good (``weak_spot:us.nexus.crime``), ``code`` in this report (W1).

    ``rule`` is the rule of a basis, weak spot or bar; ``value`` what was found, as a code of the
    assessment: an outcome, a state, a severity, a day.
    """

    key: str
    kind: FindingKind
    code: str
    rule: str
    value: str


def findings_of(assessment: Assessment) -> tuple[Finding, ...]:
    """Every finding, kind by kind in the order of the report. Elements that do not apply are none."""
    found = assessment
    rows: list[Finding] = [
        *(
            Finding(f"protection:{one.protection}", "protection", "", "", str(one.outcome))
            for one in found.protections
        ),
        *(Finding(f"basis:{one.rule}", "basis", one.code, one.rule, str(one.state)) for one in found.bases),
        *(
            Finding(f"weak_spot:{one.rule}", "weak_spot", one.code, one.rule, str(one.severity))
            for one in found.weak_spots
        ),
        *(Finding(f"bar:{one.rule}", "bar", one.code, one.rule, str(one.state)) for one in found.bars),
        *(
            Finding(
                f"deadline:{one.kind}:{one.item_id}".removesuffix(":"),
                "deadline",
                "",
                "",
                one.earliest.isoformat() if one.earliest else "unknown_date",
            )
            for one in found.deadlines
        ),
        *(
            Finding(f"element:{one.element}:{one.protection}", "element", "", "", str(one.state))
            for one in found.elements
            if one.state is not ElementState.NOT_APPLICABLE
        ),
    ]
    return tuple({row.key: row for row in rows}.values())
