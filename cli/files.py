"""Where a command puts its result: on standard output, or in a new file through the one writer."""

import sys
from pathlib import Path

from screening.store.writer import write_new


def write_out(content: str | bytes, output: Path | None) -> None:
    """Write text (as UTF-8) or bytes to a new file, or to standard output. Raises OutputError."""
    if output is not None:
        write_new(output, content.encode("utf-8") if isinstance(content, str) else content)
        return
    if isinstance(content, str):
        sys.stdout.write(content)
    else:
        sys.stdout.buffer.write(content)
    sys.stdout.flush()
