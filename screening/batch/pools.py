"""Processes that work on a batch on this machine: none outlives the one that started them."""

import ctypes
import multiprocessing
import os
import signal
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Final

_PARENT_DEATH: Final = 1  # PR_SET_PDEATHSIG


class _Pool(ProcessPoolExecutor):
    """A pool whose processes end at once when it is called off: what they were writing is not yet in its place."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool; with ``cancel_futures`` without waiting for what is under way."""
        if cancel_futures:
            for process in list((self._processes or {}).values()):
                process.terminate()
        super().shutdown(wait, cancel_futures=cancel_futures)


def process_pool(workers: int, method: str = "") -> Executor:
    """A pool of processes. Forked where that is safe, if no other ``method`` is named: they begin with the rules
    already read."""
    method = method or ("fork" if sys.platform.startswith("linux") else "spawn")
    return _Pool(
        workers,
        mp_context=multiprocessing.get_context(method),
        initializer=_begin,
        initargs=(os.getpid(),),
    )


def _begin(parent: int) -> None:
    """Leave interrupts and a closed terminal to the parent, and die with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask for that
        os._exit(1)
