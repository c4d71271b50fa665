"""Where a command puts its result: on standard output, or in a new file through the one writer."""

import sys
from collections.abc import Sequence
from pathlib import Path

from screening.store.sealing import seal
from screening.store.writer import write_new, write_over


def write_out(
    content: str | bytes, output: Path | None, readers: Sequence[str] = (), *, replace: bool = False
) -> None:
    """Write text (as UTF-8) or bytes to a new file, or to standard output. Raises OutputError.

    For ``readers`` (public keys) it is encrypted first, so that nothing readable reaches the disk.
    ``replace`` lets it take the place of a file that is there.
    """
    if readers:
        content = seal(content.encode("utf-8") if isinstance(content, str) else content, readers)
    if output is not None:
        data = content.encode("utf-8") if isinstance(content, str) else content
        (write_over if replace else write_new)(output, data)
        return
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)
    sys.stdout.flush()
