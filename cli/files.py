"""Files the commands write. They hold client facts: readable by their owner only, and never replaced."""

import os
import sys
from pathlib import Path

from screening.errors import OutputError
from screening.sentences import said


def write_out(content: str | bytes, output: Path | None) -> None:
    """Write text (as UTF-8) or bytes to a new file, or to standard output. Raises OutputError."""
    if output is None:
        if isinstance(content, str):
            sys.stdout.write(content)
        else:
            sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with open(output, "xb", opener=_private) as handle:
            handle.write(data)
    except FileExistsError:
        raise OutputError([said("file.exists").problem("output.exists")], source=str(output)) from None
    except OSError:
        raise OutputError([said("file.not_written").problem("output.failed")], source=str(output)) from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
