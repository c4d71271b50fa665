"""Every limit of an intake file in one place. What goes beyond is refused, never cut.

The lengths of texts and the range of counts stand with their kinds in ``fields.py``.
"""

from typing import Final

FILE_BYTES: Final = 16 * 1024 * 1024
DEPTH: Final = 32
"""Objects and lists inside one another, the whole file being the first."""
NODES: Final = 10_000
"""Values in a file: every object, list, text, number, true and false."""
DIGITS: Final = 19
"""Digits of a whole number."""
LIST_ITEMS: Final = 200
LIST_ITEMS_BY_NAME: Final = {"members": 50}
"""Lists at the top of the file with a limit of their own."""
PROBLEMS: Final = 50
"""Problems named in one answer; how many more there are is said."""
YEARS_AHEAD: Final = 10
"""How far after the day of the screening a date that may lie ahead (a hearing) can be."""


def list_limit(path: tuple[str | int, ...]) -> int:
    """How many items the list at ``path`` may hold."""
    if len(path) == 1 and isinstance(path[0], str):
        return LIST_ITEMS_BY_NAME.get(path[0], LIST_ITEMS)
    return LIST_ITEMS
