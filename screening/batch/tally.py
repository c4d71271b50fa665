"""What a finished batch is counted by on the way to its output folder: outcomes, weeks, weak spots, first cases."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from heapq import heappush, heappushpop
from typing import Any, Final
from zlib import crc32

from screening.batch.scores import RANKS
from screening.vocabulary import Protection

MOST_URGENT: Final = 12
WEEKS: Final = 26
"""Weeks ahead that are counted one by one; all that is later is one more."""
_MOST_TOGETHER: Final = 5_000
_WEAK_SPOTS: Final = re.compile(rb'"weak_spots":\[([^\]]*)\]')

_Kept = tuple[tuple[int, int, str, int, int], dict[str, str]]


class Tally:
    """Counts the rows of a batch as they pass by. ``closer``: how many places to note for a closer look."""

    def __init__(self, as_of: date, closer: int = 0) -> None:
        self._as_of = as_of
        self._outcomes: dict[str, Counter[str]] = {protection: Counter() for protection in Protection}
        self._weeks: Counter[int] = Counter()
        self._weak_spots: Counter[str] = Counter()
        self._together: Counter[bytes] = Counter()
        self._urgent: list[_Kept] = []
        self._closer = closer
        self._places: list[tuple[int, int, int]] = []

    def row(self, row: Mapping[str, str]) -> None:
        """Take one row of the triage table, by column."""
        for protection, outcomes in self._outcomes.items():
            outcomes[row[protection]] += 1
        days = int(row["days_left"]) if row["days_left"] else -1
        if days >= 0:
            self._weeks[min(days // 7, WEEKS)] += 1
        file, at = int(row["file"]), int(row["at"])
        # A heap gives up its smallest entry: the least urgent one, so everything is turned round.
        near = (-RANKS[row["urgency"]], -abs(int(row["days_left"] or 0)))
        if len(self._urgent) < MOST_URGENT:
            heappush(self._urgent, ((*near, _backwards(row["case"]), -file, -at), dict(row)))
        elif near >= self._urgent[0][0][:2]:
            heappushpop(self._urgent, ((*near, _backwards(row["case"]), -file, -at), dict(row)))
        if self._closer:
            self._note(file, at)

    def _note(self, file: int, at: int) -> None:
        """Keep the places whose hashes are the smallest: the same ones however the work was divided."""
        place = (-crc32(b"%d:%d" % (file, at)), file, at)
        if len(self._places) < self._closer:
            heappush(self._places, place)
        elif place > self._places[0]:
            heappushpop(self._places, place)

    def results(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Pass on blocks of the results, and count the weak spots they name."""
        rest = b""
        for block in blocks:
            whole, _, rest = (rest + block).rpartition(b"\n")
            self._together.update(_WEAK_SPOTS.findall(whole))
            if len(self._together) > _MOST_TOGETHER:
                self._count_by_rule()
            yield block
        self._count_by_rule()

    def _count_by_rule(self) -> None:
        """Count by rule what was counted by what stands together, of which a million cases hold very many kinds."""
        for ids, times in self._together.items():
            for rule in ids.decode().replace('"', "").split(",") if ids else ():
                self._weak_spots[rule] += times
        self._together.clear()

    def places(self) -> list[tuple[int, int]]:
        """Files and first bytes of the rows for a closer look, in the order of the input."""
        return sorted((file, at) for _, file, at in self._places)

    def plain(self) -> dict[str, Any]:
        """As JSON values, in a fixed order."""
        return {
            "outcomes": {
                protection: dict(sorted(found.items())) for protection, found in self._outcomes.items()
            },
            "weak_spots": dict(sorted(self._weak_spots.items(), key=lambda found: (-found[1], found[0]))),
            "deadlines_by_week": [
                {
                    "from": (self._as_of + timedelta(weeks=week)).isoformat(),
                    "to": (self._as_of + timedelta(days=week * 7 + 6)).isoformat() if week < WEEKS else "",
                    "cases": self._weeks[week],
                }
                for week in range(WEEKS + 1)
            ],
            "most_urgent": [row for _, row in sorted(self._urgent, key=lambda kept: kept[0], reverse=True)],
        }


def _backwards(case: str) -> str:
    """A text that sorts before another one if ``case`` sorts after the other's. Ids are short and of ASCII signs."""
    return "".join([chr(127 - ord(sign) % 128) for sign in case]) + "\x7f"
