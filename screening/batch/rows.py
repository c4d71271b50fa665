"""One row of a batch, as a line of JSON and as a line of the triage table. Ids, codes and counts only."""

from typing import Final, NamedTuple

from screening.batch.scores import Nearest

COLUMNS: Final = (
    "case", "file", "at", "circuit", "urgency", "days_left", "deadline", "asylum", "withholding", "cat",
    "support", "support_of", "readiness", "readiness_of", "bars_in_force", "weak_spots", "safety",
)  # fmt: skip
"""The columns of the triage table. ``file`` counts the input files from 1, ``at`` the bytes before the record."""
NUMBERS: Final = frozenset(
    {"file", "at", "days_left", "support", "support_of", "readiness", "readiness_of", "bars_in_force",
     "weak_spots", "safety"}
)  # fmt: skip
"""The columns that hold whole numbers, or nothing."""
SORTS: Final = ("urgency", "readiness", "support", "case", "input")
KEY_END: Final = "\x1f"
"""Ends the key by which a line of the triage table is sorted; no id holds it."""
_MOST: Final = 1_000_000


class Row(NamedTuple):
    """What a batch says of one case. ``outcomes`` are of asylum, withholding, CAT; ``elements`` a piece of JSON;
    ``bases`` and ``bars`` pairs of rule and state; ``weak_spots`` the grave ones."""

    case: str
    circuit: str
    nearest: Nearest
    outcomes: tuple[str, str, str]
    support: int
    readiness: int
    total: int
    elements: str
    bases: list[tuple[str, str]]
    bars: list[tuple[str, str]]
    weak_spots: list[str]
    safety: list[str]

    def json(self, file: int, at: int) -> str:
        """The line of the results, without its end. Every piece is a code or an id of letters and digits."""
        due = self.nearest
        days = "null" if due.days is None else due.days
        asylum, withholding, cat = self.outcomes
        return (
            f'{{"case":"{self.case}","file":{file},"at":{at},"circuit":"{self.circuit}",'
            f'"urgency":"{due.urgency}","days_left":{days},"deadline":"{due.kind}",'
            f'"asylum":"{asylum}","withholding":"{withholding}","cat":"{cat}",'
            f'"support":[{self.support},{self.total}],"readiness":[{self.readiness},{self.total}],'
            f'"elements":{self.elements},"bases":{_pairs(self.bases)},"bars":{_pairs(self.bars)},'
            f'"weak_spots":{_list(self.weak_spots)},"safety":{_list(self.safety)}}}'
        )

    def triage(self, file: int, at: int, sort: str) -> str:
        """The line of the triage table: the key it is sorted by, then the columns, parted by tabs."""
        due = self.nearest
        in_force = sum(state == "in_force" for _, state in self.bars)
        days = "" if due.days is None else due.days
        outcomes = "\t".join(self.outcomes)
        return (
            f"{self._key(sort)}{file:07d}{at:015d}{KEY_END}{self.case}\t{file}\t{at}\t{self.circuit}\t"
            f"{due.urgency}\t{days}\t{due.kind}\t{outcomes}\t{self.support}\t{self.total}\t"
            f"{self.readiness}\t{self.total}\t{in_force}\t{len(self.weak_spots)}\t{len(self.safety)}"
        )

    def _key(self, sort: str) -> str:
        match sort:
            case "urgency":
                return f"{self.nearest.rank}{self.nearest.away:08d}{self.case:33}"
            case "readiness":
                return f"{_MOST - self.readiness:08d}{self.case:33}"
            case "support":
                return f"{_MOST - self.support:08d}{self.case:33}"
            case "case":
                return f"{self.case:33}"
            case _:
                return ""


def _pairs(pairs: list[tuple[str, str]]) -> str:
    return "{" + ",".join([f'"{rule}":"{state}"' for rule, state in pairs]) + "}" if pairs else "{}"


def _list(rules: list[str]) -> str:
    return '["' + '","'.join(rules) + '"]' if rules else "[]"
