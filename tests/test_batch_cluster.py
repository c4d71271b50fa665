"""A batch on a real cluster of this machine: the same bytes, whoever dies. Needs the extra ``cluster``.

`make cluster-test`; without dask.distributed only what needs no cluster is tested, the rest is told as NOT RUN.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import pytest
from pack_cases import AS_OF, the_pack

from screening.batch.cluster import check_address, cluster
from screening.batch.pools import process_pool
from screening.batch.run import Options, Progress, run_batch
from screening.batch.synth import synthetic_lines
from screening.errors import OutputError, UsageError

OUTPUTS = ("results.ndjson", "rejects.ndjson", "triage.csv", "summary.json", "summary.html")
CHUNK = 40_000


@pytest.mark.parametrize(
    "address",
    ["tls://192.0.2.1:8786", "tls://host:1", "tcp://127.0.0.1:8786", "tcp://[::1]:8786", "tcp://localhost:1"],
)
def test_addresses_that_may_be_used(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("tcp://192.0.2.1:8786", "batch.cluster_tls"),
        ("tcp://127.0.0.1.example.org:8786", "batch.cluster_tls"),
        ("tcp://0.0.0.0:8786", "batch.cluster_tls"),
        ("ws://127.0.0.1:8786", "batch.cluster_address"),
        ("192.0.2.1:8786", "batch.cluster_address"),
        ("tls://host", "batch.cluster_address"),
        ("tls://host:no", "batch.cluster_address"),
        ("tls://[host:1", "batch.cluster_address"),
        ("", "batch.cluster_address"),
    ],
)
def test_addresses_that_are_refused(address: str, code: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_address(address)
    assert refused.value.problems[0].code == code


def distributed() -> None:
    pytest.importorskip(
        "distributed", reason="NOT RUN: dask.distributed is not installed (make cluster-test)"
    )


def free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and its workers, each a process of its own; the address, and the processes, the scheduler first."""
    address = f"tcp://127.0.0.1:{free_port()}"
    root = str(Path(__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "0"}

    def start(*command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    port = address.rpartition(":")[2]
    found = [start("dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]
    for _ in range(workers):
        found.append(start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"))
    try:
        with cluster_at(address, workers):
            yield address, found
    finally:
        for process in found:
            if process.poll() is None:
                process.kill()
            process.wait()


@contextmanager
def cluster_at(address: str, workers: int) -> Iterator[None]:
    """Wait until all workers are there."""
    until = time.monotonic() + 60
    while True:
        try:
            with cluster(address, the_pack()) as found:
                if found.workers >= workers:
                    break
        except OutputError:
            pass
        assert time.monotonic() < until
        time.sleep(0.3)
    yield


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster")
    (folder / "in.ndjson").write_bytes(b"".join(synthetic_lines(300, 5, AS_OF)) + b"{}\n")
    run_batch(options(folder, "local"), the_pack(), process_pool)
    return folder


def options(folder: Path, name: str, **more: object) -> Options:
    return Options((folder / "in.ndjson",), folder / name, AS_OF, workers=3, chunk=CHUNK, **more)  # type: ignore[arg-type]


def contents(folder: Path, name: str) -> dict[str, bytes]:
    return {each: (folder / name / each).read_bytes() for each in OUTPUTS}


def test_a_worker_and_then_the_scheduler_die_and_the_bytes_are_the_same(cases: Path) -> None:
    distributed()
    seen = 0
    with running(2) as (address, processes):

        def kill_a_worker(progress: Progress) -> None:
            nonlocal seen
            if seen == 0 and progress.done:
                processes[1].send_signal(signal.SIGKILL)
                seen = progress.done

        with cluster(address, the_pack()) as found:
            run_batch(options(cases, "worker"), the_pack(), found.make, kill_a_worker)
        assert processes[1].wait() == -signal.SIGKILL
        assert contents(cases, "worker") == contents(cases, "local")

        def kill_the_scheduler(progress: Progress) -> None:
            if progress.done:
                processes[0].send_signal(signal.SIGKILL)

        with pytest.raises(OutputError) as lost, cluster(address, the_pack()) as found:
            run_batch(options(cases, "scheduler"), the_pack(), found.make, kill_the_scheduler)
        assert lost.value.problems[0].code == "batch.cluster_lost"
    assert list((cases / "scheduler" / "parts").glob("*.part"))
    run_batch(options(cases, "scheduler", resume=True), the_pack(), process_pool)
    assert contents(cases, "scheduler") == contents(cases, "local")


def test_nobody_at_the_address() -> None:
    distributed()
    with pytest.raises(OutputError) as refused, cluster(f"tcp://127.0.0.1:{free_port()}", the_pack()):
        pass
    assert refused.value.problems[0].code == "batch.cluster_not_reached"
