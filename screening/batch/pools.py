"""Processes that work on a batch on this machine: none outlives the one that started them."""

import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

_PARENT_DEATH: Final = 1  # PR_SET_PDEATHSIG
_ENDING: Final = frozenset(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class _Pool(ProcessPoolExecutor):
    """A pool whose processes end at once when it is called off: what they were writing is not yet in its place."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin a piece of work. Signals wait until its process stands: none is left half begun."""
        with _signals_wait():
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool; with ``cancel_futures`` without waiting for what is under way."""
        if cancel_futures:
            # All there are: one that a signal came upon at its start is not yet among those of the pool.
            for process in multiprocessing.active_children():
                process.terminate()
        super().shutdown(wait, cancel_futures=cancel_futures)


@contextmanager
def _signals_wait() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we could ask for that
        os._exit(1)
