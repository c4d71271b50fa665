"""From part files to the output folder: rows in the order of the input, the triage table in the order asked for."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from heapq import merge
from pathlib import Path
from typing import Any, Final, NamedTuple

import screening
from screening.batch.closer import closer_look
from screening.batch.files import whole_file
from screening.batch.parts import Part
from screening.batch.rows import COLUMNS, KEY_END
from screening.batch.sheet import MOST_ROWS, write_csv, write_parquet, write_xlsx
from screening.batch.sources import Source
from screening.batch.tally import Tally
from screening.batch.units import Counts
from screening.errors import OutputError
from screening.law.pack import Pack
from screening.sentences import said

MERGED_AT_ONCE: Final = 100
"""How many sorted files are open at a time."""
FIRST_KEPT: Final = 7
FORMAT: Final = "asylum.batch/1"
_WRITERS: Final = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}


class Finished(NamedTuple):
    """A finished batch: its summary as JSON values, and the first rows of the triage table by column."""

    summary: dict[str, Any]
    first: list[dict[str, str]]


def join(
    output: Path,
    parts: Sequence[Part],
    pack: Pack,
    as_of: date,
    circuit: str | None,
    table: str,
    sources: Sequence[Source],
    closer: int = 0,
) -> Finished:
    """Write results, rejects, the triage table, the summary and its pages. ``closer``: how many cases are looked at
    closely for what would settle them."""
    counts = Counts()
    tally = Tally(as_of, closer)
    for part in parts:
        counts.add(part.counts)
    if table == "xlsx" and counts.scored > MOST_ROWS:
        raise OutputError([said("batch.too_many_rows").problem("batch.too_many_rows")], source=str(output))
    with whole_file(output / "results.ndjson") as stream:
        for part in parts:
            for block in tally.results(part.blocks("results")):
                stream.write(block)
    with whole_file(output / "rejects.ndjson") as stream:
        for line in _rejects(parts):
            stream.write(line)
    with ExitStack() as left_overs, whole_file(output / f"triage.{table}") as stream:
        first: list[dict[str, str]] = []
        lines = _sorted([part.lines("triage") for part in parts], output, left_overs, 0)
        rows = _rows(lines, first, tally)
        _WRITERS[table](stream, rows)
    summary = {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "circuit": circuit or "",
        "pack": pack.id,
        "pack_version": pack.version,
        "pack_sha256": pack.sha256,
        "software": screening.__version__,
        "files": len(sources),
        **counts.plain(),
        **tally.plain(),
        "would_settle": closer_look(tally.places(), sources, pack, as_of, circuit),
        "weights": dict(pack.scoring.weights),
        "says": dict(pack.scoring.says),
    }
    with whole_file(output / "summary.json") as stream:
        stream.write(json.dumps(summary, ensure_ascii=False, indent=1).encode() + b"\n")
    from screening.batch.page import PAGES, summary_page  # what it needs is loaded only here

    for name, language in PAGES.items():
        with whole_file(output / name) as stream:
            stream.write(summary_page(summary, pack, language).encode())
    return Finished(summary, first)


def _rejects(parts: Sequence[Part]) -> Iterator[bytes]:
    """The rejects, their lines counted from the beginning of their file."""
    file, before = 0, 0
    for part in parts:
        if part.covers.first != file:
            file, before = part.covers.first, 0
        for line in part.lines("rejects"):
            found = json.loads(line)
            if part.covers.first == part.covers.last:
                found["line"] += before
            yield json.dumps(found, separators=(",", ":")).encode() + b"\n"
        before += part.covers.lines


def _sorted(runs: list[Iterator[bytes]], output: Path, left_overs: ExitStack, depth: int) -> Iterable[bytes]:
    """Sorted lines of many sorted runs; with very many, first merged into fewer files."""
    if len(runs) <= MERGED_AT_ONCE:
        return merge(*runs)
    merged: list[Iterator[bytes]] = []
    for number, start in enumerate(range(0, len(runs), MERGED_AT_ONCE)):
        some = runs[start : start + MERGED_AT_ONCE]
        path = output / f"sorting-{depth}-{number}"
        left_overs.callback(path.unlink, missing_ok=True)
        with whole_file(path) as stream:
            for line in merge(*some):
                stream.write(line)
        merged.append(_lines_of(path))
    return _sorted(merged, output, left_overs, depth + 1)


def _lines_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from stream


def _rows(lines: Iterable[bytes], first: list[dict[str, str]], tally: Tally) -> Iterator[list[str]]:
    """The head and the rows of the table, counted by ``tally``; the first few are kept in ``first``."""
    yield list(COLUMNS)
    for line in lines:
        row = line.decode().rstrip("\n").partition(KEY_END)[2].split("\t")
        named = dict(zip(COLUMNS, row, strict=True))
        tally.row(named)
        if len(first) < FIRST_KEPT:
            first.append(named)
        yield row
