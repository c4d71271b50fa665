"""What this process keeps from other accounts and from the disk."""

import os
import sys
from typing import Final

_PR_SET_DUMPABLE: Final = 4


def keep_to_ourselves() -> None:
    """New files are for us alone, and a crash leaves no image of the memory behind."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def hide_memory() -> None:
    """Called before keys are unlocked: on Linux no program of the same account can read our memory."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
