"""The pack that comes along, read once a process: nothing in a pack can be changed."""

from screening.cli.options import pack_of

from screening.law.pack import Pack


def real_pack() -> Pack:
    """The whole pack for the United States: the very one that commands called in this process use."""
    return pack_of(None)
