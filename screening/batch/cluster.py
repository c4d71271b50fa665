"""A batch on several machines, by way of dask.distributed: the same executor seam as processes on one machine.

What travels is a job and byte ranges, and counts back; records never do. Every machine reads the input and writes its
part files at the same paths, on a file system they share. The only module that imports distributed (extra
``cluster``). Why it is done like this: docs/decisions/0009-cluster.md.
"""

import ipaddress
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final, NamedTuple, cast
from urllib.parse import urlsplit

import screening
from screening.batch.run import MakeExecutor
from screening.batch.units import Counts, Unit
from screening.batch.work import Job, screener_of
from screening.errors import OutputError, UsageError
from screening.law.pack import Pack
from screening.sentences import said

_OPTION: Final = "--cluster"
_LOOK_EVERY: Final = 0.5
_GIVE_UP_AFTER: Final = 10.0
"""Seconds without the scheduler after which a batch stops."""
_one_at_a_time = threading.Lock()


class Cluster(NamedTuple):
    """A cluster that was reached: what makes executors of it, and how many records it works on at a time."""

    make: MakeExecutor
    workers: int


@contextmanager
def cluster(address: str, pack: Pack) -> Iterator[Cluster]:
    """The cluster at an address (``tls://host:port``). What runs there ends with the context.

    Raises UsageError if the address is not encrypted and not on this machine, or dask.distributed is not there;
    OutputError if it cannot be reached.
    """
    check_address(address)
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise UsageError([said("batch.cluster_extra").problem("batch.cluster_extra", _OPTION)]) from None
    secured = urlsplit(address).scheme == "tls"
    try:
        security = distributed.Security(require_encryption=True) if secured else None
        client = distributed.Client(address, security=security, timeout=_GIVE_UP_AFTER, set_as_default=False)
    except (OSError, TypeError, ValueError, RuntimeError):
        raise _lost("batch.cluster_not_reached", address) from None
    try:
        threads = sum(client.nthreads().values())
        yield Cluster(lambda _: _Pool(client, address, pack.sha256), max(1, threads))
    finally:
        client.close(timeout=2)


def check_address(address: str) -> None:
    """Raises UsageError unless the address is one of TLS, or of TCP on this machine."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if not host or not port or parts.scheme not in ("tls", "tcp"):
        raise UsageError([said("batch.cluster_address").problem("batch.cluster_address", _OPTION)])
    if parts.scheme != "tls" and not _is_here(host):
        raise UsageError([said("batch.cluster_tls").problem("batch.cluster_tls", _OPTION)])


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def there(work: Callable[[Job, Unit], Counts], job: Job, unit: Unit, pack: str, version: str) -> Counts:
    """One unit on a machine of the cluster. Refused if that machine has other rules or another version. A machine
    that runs several tasks in one process gets them one by one: the work is all Python."""
    with _one_at_a_time:
        if screening.__version__ != version or screener_of(job).pack_sha256 != pack:
            raise OutputError([said("batch.cluster_differs").problem("batch.cluster_differs")])
        return work(job, unit)


class _Pool(Executor):
    """Units given to a cluster. A unit whose machines die again and again counts as one that kills them."""

    def __init__(self, client: Any, address: str, pack: str) -> None:
        self._client, self._address, self._pack = client, address, pack
        self._waiting: dict[Future[Any], Any] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def submit(self, work: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Give one unit to the cluster: ``work`` is what a process here would run on a job and a unit."""
        job, unit = cast(tuple[Job, Unit], args)
        if unit.data is not None:
            raise UsageError([said("batch.cluster_stdin").problem("batch.cluster_stdin", _OPTION)])
        future: Future[Any] = Future()
        try:
            given = self._client.submit(
                there, work, job, unit, self._pack, screening.__version__, pure=False, **kwargs
            )
        except Exception:  # whatever the library raises once it has lost its scheduler
            future.set_exception(_lost("batch.cluster_lost", self._address))
            return future
        with self._lock:
            self._waiting[future] = given
        given.add_done_callback(lambda _: self._settle(future))
        return future

    def _settle(self, future: Future[Any]) -> None:
        """Pass on what a unit gave."""
        with self._lock:
            given = self._waiting.pop(future, None)
        if given is None:
            return
        if given.status == "finished":
            try:
                future.set_result(given.result())
            except Exception:
                future.set_exception(_lost("batch.cluster_lost", self._address))
        elif given.status == "error":
            error = given.exception()
            killed = type(error).__name__ == "KilledWorker"
            future.set_exception(BrokenProcessPool() if killed else error)
        else:
            future.set_exception(_lost("batch.cluster_lost", self._address))

    def _look(self) -> None:
        """Notice that the scheduler is gone: the library itself would wait for it for ever."""
        gone_since = 0.0
        while not self._ended.wait(_LOOK_EVERY):
            if self._client.status == "running":
                gone_since = 0.0
                continue
            gone_since = gone_since or time.monotonic()
            if self._client.status == "closed" or time.monotonic() - gone_since > _GIVE_UP_AFTER:
                self._give_up()

    def _give_up(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for future in waiting:
            future.set_exception(_lost("batch.cluster_lost", self._address))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the pool. What is still under way is called off; its part files, if any, are whole."""
        self._ended.set()
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        for given in waiting.values():
            try:
                given.cancel()
            except Exception:  # nobody is there to be told
                return


def _lost(code: str, address: str) -> OutputError:
    return OutputError([said(code).problem(code)], source=address)
