"""``screening batch`` and ``screening synth``: many cases at once, and invented ones to try it on."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated, Literal

import typer

from screening.batch.closer import CLOSER
from screening.batch.cluster import cluster
from screening.batch.files import make_folder, whole_file
from screening.batch.find import find_record
from screening.batch.manifest import read_manifest, refuse_changes
from screening.batch.pools import process_pool
from screening.batch.regression import regression_case
from screening.batch.run import Options, Progress, marks_of, run_batch
from screening.batch.sheet import parquet_is_there
from screening.batch.sources import Source, find_sources
from screening.batch.synth import synthetic_lines
from screening.errors import IntakeError, OutputError, UsageError
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.report.build import build_report
from screening.report.words import Words
from screening.sentences import said
from screening.vocabulary import Language

from .batch_document import batch_document
from .console import open_screen
from .files import write_out
from .findings import say
from .one_case import screened
from .options import AsOf, Circuit, Lang, PackFolder, Plain, circuit_of, day_of, pack_of
from .screens import show_report
from .theme import ThemeName

Inputs = Annotated[
    list[Path],
    typer.Argument(
        help="Files and folders: one intake a file or a line, also .gz, .zst; - for standard input."
    ),
]
Output = Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.", show_default=False)]
Sort = Annotated[
    Literal["urgency", "readiness", "support", "case", "input"],
    typer.Option("--sort", help="The order of the triage table."),
]
Table = Annotated[
    Literal["csv", "xlsx", "parquet"], typer.Option("--table", help="The form of the triage table.")
]
Workers = Annotated[
    int, typer.Option("--workers", min=0, max=256, help="Processes. Default: one for each core.")
]


class Stopped(Exception):
    """A signal told the program to end. ``code`` is what it returns then."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def batch(
    inputs: Inputs,
    output: Output,
    as_of: AsOf = "",
    circuit: Circuit = "",
    sort: Sort = "urgency",
    table: Table = "csv",
    workers: Workers = 0,
    cluster_at: Annotated[
        str,
        typer.Option("--cluster", help="Work on a dask cluster: tls://host:port. Needs the extra [cluster]."),
    ] = "",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a batch that was stopped.")] = False,
    explain: Annotated[
        str,
        typer.Option("--explain", help="The full report of one case of this batch: its id, or file:line."),
    ] = "",
    to_tests: Annotated[
        list[str] | None,
        typer.Option(
            "--cases-to-tests",
            help="Write a case of this batch as a test, without identity, into the folder tests: its id, or file:line.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
    pack_at: PackFolder = None,
    lang: Lang = "en",
    plain: Plain = False,
    theme: Annotated[ThemeName, typer.Option("--theme", help="Colors of the terminal.")] = "auto",
) -> None:
    """Screen many cases: who is urgent, whose file lacks what. Counts, never odds."""
    options = Options(
        inputs=tuple(inputs),
        output=output,
        as_of=day_of(as_of),
        circuit=circuit_of(circuit),
        sort=sort,
        table=table,
        pack_at=pack_at,
        workers=workers or os.cpu_count() or 1,
        resume=resume,
        closer=CLOSER,
    )
    if table == "parquet" and not parquet_is_there():
        raise UsageError([said("batch.parquet_extra").problem("batch.parquet_extra", "--table")])
    pack = pack_of(pack_at)
    if explain:
        _explain(explain, options, pack, lang, theme, plain=plain)
        return
    if to_tests:
        _to_tests(to_tests, options, pack, Words(lang), plain=plain)
        return
    words = Words(lang)
    try:
        with _ended_by_signals() as stopped:
            show = _progress(words, plain=plain)

            def tell(progress: Progress) -> None:
                stopped()
                show(progress)

            if cluster_at:
                with cluster(cluster_at, pack) as found:
                    finished = run_batch(replace(options, workers=found.workers), pack, found.make, tell)
            else:
                finished = run_batch(options, pack, process_pool, tell)
    except Stopped as stop:
        sys.stderr.write(f"\n{words('batch.stopped')}\n")
        raise typer.Exit(stop.code) from None
    summary = finished.summary
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    else:
        show_report(batch_document(finished, output, pack, sort, lang), theme, plain=plain, exact=True)
        say(words("batch.written", folder=str(output), table=f"triage.{table}"), words, plain=plain)
    broken = any(code.startswith("batch.archive") for code in summary["counts"].get("rejected", {}))
    if broken or (summary["rejected"] and not summary["scored"]):
        raise typer.Exit(IntakeError.exit_code)


def synth(
    output: Annotated[Path, typer.Option("-o", "--output", help="A new file of NDJSON.", show_default=False)],
    number: Annotated[int, typer.Option("-n", min=1, max=100_000_000, help="How many cases.")] = 1_000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same cases.")] = 1,
    as_of: AsOf = "",
    lang: Lang = "en",
    plain: Plain = False,
) -> None:
    """Write invented cases, one a line, to try out batches. Nobody in them exists."""
    if output.exists():
        raise OutputError([said("file.exists").problem("output.exists")], source=str(output))
    with whole_file(output) as stream:
        for line in synthetic_lines(number, seed, day_of(as_of)):
            stream.write(line)
    words = Words(lang)
    say(words("batch.synth.end", n=f"{number:,}", file=str(output)), words, plain=plain)


def _explain(
    name: str, options: Options, pack: Pack, lang: Language, theme: ThemeName, *, plain: bool
) -> None:
    """The report of one row, refused if anything has changed since the batch."""
    data, source = find_record(name, options.output, _unchanged(options, pack))
    intake = read_intake(data, source=source.path, as_of=options.as_of)
    found = screened(intake, data, pack, as_of=options.as_of, circuit=options.circuit)
    show_report(build_report(found, pack, intake, lang), theme, plain=plain)


def _unchanged(options: Options, pack: Pack) -> list[Source]:
    """The input files of a batch, refused if anything has changed since."""
    sources = find_sources(options.inputs)
    refuse_changes(read_manifest(options.output), marks_of(options, sources, pack), options.output)
    return sources


def _to_tests(names: list[str], options: Options, pack: Pack, words: Words, *, plain: bool) -> None:
    """Rows as regression cases without identity, numbered on from those that are there."""
    sources = _unchanged(options, pack)
    folder = options.output / "tests"
    make_folder(folder)
    first = len(list(folder.glob("batch-case-*.json"))) + 1
    for number, name in enumerate(names, start=first):
        data, _ = find_record(name, options.output, sources)
        case = f"batch-case-{number}"
        found = regression_case(data, case, pack, options.as_of, options.circuit)
        write_out(found.intake, folder / f"{case}.json")
        write_out(found.expected, folder / f"{case}.yaml")
        numbers = {"removed": found.removed, "coarser": found.coarser, "exact": found.exact}
        say(words("batch.test.end", folder=str(folder), name=case, **numbers), words, plain=plain)


def _progress(words: Words, *, plain: bool) -> Callable[[Progress], None]:
    """A line on the error stream that is written over again; nothing where there is no terminal."""
    screen = open_screen(sys.stderr, plain=plain)
    if screen.plain:
        return lambda _: None
    begun = time.monotonic()

    def tell(progress: Progress) -> None:
        done, refused = f"{progress.counts.scored:,}", f"{progress.counts.rejected:,}"
        if not progress.all:
            text = words("batch.progress.unknown", done=done, refused=refused)
        else:
            share = progress.done / progress.all
            left = round((time.monotonic() - begun) * (1 - share) / share) if share else 0
            percent = int(share * 100)
            text = words("batch.progress.text", percent=percent, done=done, refused=refused, seconds=left)
        bar = _bar(progress, 20, screen.symbols.done, screen.symbols.rule)
        shown = screen.symbols.text(f"  {words('batch.progress')}  {bar}  {text}")[: screen.width - 1]
        end = "\n" if progress.all and progress.done >= progress.all else ""
        sys.stderr.write(f"\r{shown:<{screen.width - 1}}{end}")
        sys.stderr.flush()

    return tell


def _bar(progress: Progress, width: int, done: str, rest: str) -> str:
    filled = width * progress.done // progress.all if progress.all else 0
    return done * filled + rest * (width - filled)


@contextmanager
def _ended_by_signals() -> Iterator[Callable[[], None]]:
    """Ctrl-C, SIGTERM and SIGHUP end the work: workers are ended, parts are kept. Once one has come the others are
    not heard, so that nothing disturbs the end; those told to be ignored from the start (nohup) stay so.

    Gives a function that raises Stopped if a signal came: raised inside some library code an exception is lost.
    """
    came: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        came.append(number)
        for each, _handler in before:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(128 + number)

    def stopped() -> None:
        if came:
            raise Stopped(128 + came[0])

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    found = [(number, signal.getsignal(number)) for number in numbers]
    before = [(number, handler) for number, handler in found if handler is not signal.SIG_IGN]
    for number, _ in before:
        signal.signal(number, stop)
    try:
        yield stopped
    except Exception:
        stopped()  # what a signal breaks off inside some library fails there in its own way
        raise
    finally:
        if not came:
            for number, handler in before:
                signal.signal(number, handler)
