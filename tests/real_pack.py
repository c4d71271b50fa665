"""The pack that comes along, read once a process: nothing in a pack can be changed."""

from functools import cache

from screening.law.load import load_pack
from screening.law.pack import Pack


@cache
def real_pack() -> Pack:
    """The whole pack for the United States."""
    return load_pack()
