"""What a file must look like before the decryption library sees it.

The library takes any work factor a passphrase header asks for, and 2^24 would take minutes and
16 GB of memory; it also takes two malformed headers. So the whole header is read here first.
"""

import re
from typing import Final

HEADER_BYTES: Final = 4096
MOST_WORK: Final = 20
"""The highest work factor taken, as a power of two: about 1 GB of memory and a few seconds."""
VERSION_LINE: Final = b"age-encryption.org/v1\n"

_STANZA: Final = re.compile(
    rb"-> (?P<kind>[!-~]+)(?P<arguments>(?: [!-~]+)*)\n"
    rb"(?:[A-Za-z0-9+/]{64}\n)*"
    rb"[A-Za-z0-9+/]{0,63}\n"
)
"""A recipient: its words, full lines of its body, and a last line that is shorter, or empty."""
_END: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}\n")
_SCRYPT: Final = re.compile(rb" [A-Za-z0-9+/]{22} ([1-9][0-9]?)")


class HeaderRefused(Exception):
    """A header the decryption library must not see. Says nothing more: a damaged file is damaged."""


def guard(sealed: bytes) -> None:
    """Raise HeaderRefused unless ``sealed`` begins with a well-formed header of at most 4 kB.

    Binary age version 1 only. A passphrase must stand alone, with a work factor of at most 20.
    """
    head = sealed[:HEADER_BYTES]
    if not head.startswith(VERSION_LINE):
        raise HeaderRefused
    at = len(VERSION_LINE)
    kinds: list[bytes] = []
    while stanza := _STANZA.match(head, at):
        kinds.append(stanza["kind"])
        if stanza["kind"] == b"scrypt":
            work = _SCRYPT.fullmatch(stanza["arguments"])
            if work is None or int(work[1]) > MOST_WORK:
                raise HeaderRefused
        at = stanza.end()
    if not kinds or _END.match(head, at) is None:
        raise HeaderRefused
    if b"scrypt" in kinds and len(kinds) != 1:
        raise HeaderRefused
