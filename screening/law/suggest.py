"""The nearest known name to one that is not known, for messages that help."""

from collections.abc import Iterable
from difflib import get_close_matches

from screening.sentences import Said, said


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``, or None when none is near enough to be meant.

    Names are compared without regard to case, and ``-`` counts as ``_``.
    """
    by_shape = {_shape(each): each for each in sorted(known)}
    close = get_close_matches(_shape(name), by_shape, n=1, cutoff=0.6)
    return by_shape[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """`` Did you mean X?`` with a leading space, or "" when nothing is near."""
    return suggestion(name, known).en


def suggestion(name: str, known: Iterable[str]) -> Said:
    """The same in each language."""
    found = nearest(name, known)
    return said("did_you_mean", name=found) if found else Said("", "")


def listed(words: Iterable[str], limit: int = 12) -> str:
    """``a, b or c``; a longer list is cut after ``limit`` words and says how many more there are."""
    found = list(words)
    if len(found) > limit:
        return f"{', '.join(found[:limit])} or {len(found) - limit} others"
    return f"{', '.join(found[:-1])} or {found[-1]}" if len(found) > 1 else "".join(found)


def _shape(name: str) -> str:
    return name.casefold().replace("-", "_")
