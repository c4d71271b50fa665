"""A text of several lines while it is told: when it ends, and when it is saved on the way."""

from typing import Final

from screening.interview.answers import acts_or_hides
from screening.interview.replies import COMMANDS, SKIP

LEAVES: Final = next(typed for typed, action in COMMANDS.items() if action == "leave")
ANEW: Final = "-"
"""A first line that says: not after what was told before, but anew."""
_STOP_LINE: Final = "."
_UNSAVED: Final = 40
"""Signs that may be told before they are saved; a line is saved when it ends."""


def text_told(typed: str, before: str = "") -> str | None:
    """What a text of several lines is once Enter was pressed; None while it goes on. ``before`` is what was told
    of it earlier, with which it begins unless that was changed.

    A first line that is no text (a word to the program, a refusal) ends it at once, as a line with only a full stop
    does; with the word that leaves, that line stays in it.
    """
    *lines, last = typed.split("\n")
    line = last.strip()
    first = not lines or (before != "" and "\n".join(lines) == before)
    if first and (line.lower() in COMMANDS or line in ("", "<", SKIP) or line.startswith("/")):
        return last
    if line == _STOP_LINE:
        return "\n".join(lines)
    return typed if line == LEAVES else None


def worth_saving(text: str, saved: str) -> bool:
    """Whether so much has been told, or taken back, since what was ``saved``, that it is to be saved now."""
    much = abs(len(text) - len(saved)) >= _UNSAVED or text.count("\n") != saved.count("\n")
    return much and not acts_or_hides(text)
