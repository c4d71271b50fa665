"""What this process keeps from other accounts and from the disk."""

import os
import sys


def keep_to_ourselves() -> None:
    """New files are for us alone, and a crash leaves no image of the memory behind."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
