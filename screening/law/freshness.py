"""Which authorities nobody has looked at for a long time."""

from dataclasses import dataclass
from datetime import date

from screening.law.pack import Authority, Pack


@dataclass(frozen=True, slots=True)
class Stale:
    """An authority to look at again, the days since it was checked, and the rules that rest on it."""

    authority: Authority
    days: int
    rules: tuple[str, ...]


def stale(pack: Pack, today: date, days: int) -> tuple[Stale, ...]:
    """Authorities last checked more than ``days`` days before ``today``: the oldest first, and among
    those of one day the ones that carry most rules."""
    resting: dict[str, list[str]] = {}
    for rule in pack.rules.values():
        for name in rule.rests_on:
            resting.setdefault(name, []).append(rule.id)
    found = [
        Stale(authority, (today - authority.checked).days, tuple(resting.get(authority.id, ())))
        for authority in pack.authorities.values()
    ]
    old = [each for each in found if each.days > days]
    return tuple(sorted(old, key=lambda each: (-each.days, -len(each.rules), each.authority.id)))
