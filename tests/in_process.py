"""The command line called in this process: what its users type, without the second that a new process takes.

For what a command says and writes. How a process starts, ends and is killed is tried on real processes.
"""

import contextlib
import gc
import io
import sys
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from screening.cli.app import main

ROOT = Path(__file__).parents[1]


class Ended(NamedTuple):
    """How a command ended, named as by ``subprocess.run``."""

    returncode: int
    stdout: str
    stderr: str


def called(*words: str, stdin: str = "", folder: Path = ROOT) -> Ended:
    """Run ``screening`` with these words from ``folder``, its three streams being pipes as it were."""
    given, told, complained = (
        io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)
        for text in (stdin, "", "")
    )
    with (
        patch.object(sys, "argv", ["screening", *words]),
        patch.object(sys, "stdin", given),
        contextlib.redirect_stdout(told),
        contextlib.redirect_stderr(complained),
        contextlib.chdir(folder),
    ):
        try:
            code = main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        finally:
            gc.unfreeze()  # what a command keeps from the collector is let go of again
        return Ended(code, _written(told), _written(complained))


def _written(stream: io.TextIOWrapper) -> str:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
