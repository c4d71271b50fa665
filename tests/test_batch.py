"""A whole batch: nothing lost, doubled or reordered, whatever the input and whatever happens on the way."""

import csv
import gzip
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from batch_runs import CASES, ROOT, Here, command, contents, options, rejects, rows, run
from in_process import called
from pack_cases import AS_OF, the_pack
from screening.cli import batch_command
from screening.cli.app import app
from typer.testing import CliRunner

from screening.batch import sources, work
from screening.batch.files import whole_file
from screening.batch.pools import process_pool
from screening.batch.run import Options, run_batch
from screening.batch.screener import Screener
from screening.batch.sheet import inert, write_csv
from screening.batch.sources import ArchiveError, Lines, Source, open_source
from screening.batch.synth import synthetic_cases, synthetic_lines
from screening.errors import IntakeError, LockedError, NoInputError, OutputError, UsageError
from screening.intake.read import read_intake
from screening.law.pack import Pack
from screening.store.locks import take_lock

CANARY = "canary-9d1f"


def bad(case: bytes) -> bytes:
    return case.replace(b'"fictional":true', b'"fictional":"%s"' % CANARY.encode())


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything: files of one case, lines, packed ones, bad ones, odd line ends."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "one").mkdir()
    for number, case in enumerate(CASES[:6]):
        (folder / "one" / f"{number}.json").write_bytes(case)
    (folder / "one" / "bad.json").write_bytes(b"{\n" + bad(CASES[0])[1:])
    (folder / "one" / "notes.txt").write_text("not read")
    lines = [*CASES[6:20], bad(CASES[7]), b"", b"  ", b'{"a":\0}', *CASES[20:26]]
    (folder / "b.ndjson").write_bytes(b"\r\n".join(lines))  # and no end to the last line
    long = b'{"note":"' + b"x" * sources.LINE_BYTES + b'"}'
    (folder / "c.jsonl").write_bytes(b"\n".join([CASES[26], long, CASES[27], b"x", *CASES[28:30], b""]))
    (folder / "d.ndjson.gz").write_bytes(gzip.compress(b"\n".join([*CASES[30:35], bad(CASES[30])])))
    (folder / "e.json.gz").write_bytes(gzip.compress(CASES[35]))
    zstd = sources._zstd()
    (folder / "f.ndjson.zst").write_bytes(zstd.compress(b"\n".join(CASES[36:])))
    (folder / "g.ndjson").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def whole(mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the folder of everything, undisturbed."""
    output = tmp_path_factory.mktemp("whole") / "out"
    before = os.umask(0)
    try:
        run(options(mixed, output))
    finally:
        os.umask(before)
    return output


def test_everything_read_is_accounted_for_in_the_order_of_the_input(whole: Path) -> None:
    summary = json.loads((whole / "summary.json").read_bytes())
    assert (summary["read"], summary["scored"], summary["rejected"]) == (46, 40, 6)
    places = [(row["file"], row["at"]) for row in rows(whole)]
    assert places == sorted(places)
    found = [(each["file"], each["line"], each["code"]) for each in rejects(whole)]
    assert found == [
        (1, 15, "intake.not_an_answer"),
        (1, 18, "intake.syntax"),
        (2, 2, "batch.line_too_long"),
        (2, 4, "intake.syntax"),
        (3, 6, "intake.not_an_answer"),
        (13, 2, "intake.not_an_answer"),
    ]


def test_the_output_is_the_same_for_any_number_of_workers_and_any_division(
    mixed: Path, whole: Path, tmp_path: Path
) -> None:
    for workers, chunk in ((2, 20_000), (7, 3_000)):
        run(options(mixed, tmp_path / str(workers), workers=workers, chunk=chunk))
        assert contents(tmp_path / str(workers)) == contents(whole)
    run_batch(options(mixed, tmp_path / "here", chunk=1), the_pack(), Here)  # every record a part
    assert contents(tmp_path / "here") == contents(whole)


def test_processes_that_are_not_forked_give_the_same(tmp_path: Path) -> None:
    """As on systems that cannot fork safely."""
    (tmp_path / "in.ndjson").write_bytes(b"\n".join([*CASES[:3], b"x"]))
    wanted = options(tmp_path / "in.ndjson", tmp_path / "spawned")
    run_batch(wanted, the_pack(), lambda workers: process_pool(workers, "spawn"))
    run_batch(replace(wanted, output=tmp_path / "here"), the_pack(), Here)
    assert contents(tmp_path / "spawned") == contents(tmp_path / "here")


def test_no_answer_stands_in_any_output_and_only_the_owner_can_read_it(mixed: Path, whole: Path) -> None:
    for path in [whole, *whole.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        if path.is_file():
            text = path.read_bytes()
            assert CANARY.encode() not in text
            assert str(mixed).encode() not in text


def test_standard_input_gives_what_a_file_gives(tmp_path: Path) -> None:
    (tmp_path / "in.ndjson").write_bytes(b"\n".join([*CASES[:9], b"x"]))
    run(options(tmp_path / "in.ndjson", tmp_path / "file"))
    done = command("batch", "-", "-o", str(tmp_path / "piped"), stdin=(tmp_path / "in.ndjson").read_bytes())
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "piped") == contents(tmp_path / "file")


# --- the triage table ---


def test_the_most_urgent_stand_first_and_every_sort_has_every_case(mixed: Path, tmp_path: Path) -> None:
    cases = set()
    for sort in ("urgency", "readiness", "support", "case", "input"):
        run_batch(options(mixed, tmp_path / sort, sort=sort), the_pack(), Here)
        with (tmp_path / sort / "triage.csv").open(newline="") as stream:
            table = list(csv.DictReader(stream))
        cases.add(tuple(sorted(row["case"] for row in table)))
        match sort:
            case "urgency":
                order = ["overdue", "today", "critical", "unknown_date", "soon", "routine", "none"]
                keys = [(order.index(r["urgency"]), abs(int(r["days_left"] or 0))) for r in table]
                assert keys == sorted(keys)
            case "readiness" | "support":
                assert [int(r[sort]) for r in table] == sorted((int(r[sort]) for r in table), reverse=True)
            case "case":
                assert [r["case"] for r in table] == sorted(r["case"] for r in table)
            case "input":
                assert [(r["file"], r["at"]) for r in table] == [
                    (str(row["file"]), str(row["at"])) for row in rows(tmp_path / sort)
                ]
    assert len(cases) == 1


def test_a_workbook_holds_the_same_cells_and_no_formula(mixed: Path, whole: Path, tmp_path: Path) -> None:
    run_batch(options(mixed, tmp_path / "xlsx", table="xlsx"), the_pack(), Here)
    with zipfile.ZipFile(tmp_path / "xlsx" / "triage.xlsx") as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert not list(sheet.iter(f"{space}f"))
    found = [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{space}row")]
    with (whole / "triage.csv").open(newline="") as stream:
        assert found == list(csv.reader(stream))


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-a", "@x", "\tx", "\rx"])
def test_no_cell_is_taken_for_a_formula(cell: str, tmp_path: Path) -> None:
    assert inert(cell) == f"'{cell}"
    assert inert("-7") == "-7"
    with (tmp_path / "t.csv").open("wb") as stream:
        write_csv(stream, [[cell, 'a"b,c']])
    with (tmp_path / "t.csv").open(newline="") as text:
        assert next(csv.reader(text)) == [f"'{cell}", 'a"b,c']


def test_more_sorted_runs_than_are_open_at_once(
    mixed: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screening.batch.join.MERGED_AT_ONCE", 3)
    run_batch(options(mixed, tmp_path / "b", chunk=1), the_pack(), Here)
    assert contents(tmp_path / "b") == contents(whole)
    assert not list((tmp_path / "b").glob("sorting-*"))


# --- lines and packed files ---


def test_lines_are_counted_and_placed_whatever_the_blocks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sources, "LINE_BYTES", 20)
    path = tmp_path / "x.ndjson"
    path.write_bytes(b"one\n\n" + b"y" * 70 + b"\nthree\r\n \nlast" + b"z" * 20)
    seen = []
    for block in (1, 2, 7, 1_000):
        monkeypatch.setattr(sources, "_BLOCK", block)
        with path.open("rb") as stream:
            lines = Lines(stream, 0, None)
            seen.append(([(r.at, r.line, r.data) for r in lines], lines.passed))
    assert seen == [([(0, 1, b"one"), (5, 3, None), (76, 4, b"three"), (85, 6, None)], 6)] * 4


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_file_cut_anywhere_is_never_taken_for_a_whole_one(suffix: str, tmp_path: Path) -> None:
    packed = packed_as(suffix, b"\n".join(CASES[:2])[:5_500])
    assert len(packed) > 1_500
    path = tmp_path / f"x.ndjson{suffix}"
    for length in range(len(packed)):
        path.write_bytes(packed[:length])
        assert what_is_wrong(path) in ("batch.archive_cut", "batch.archive_broken"), length
    path.write_bytes(packed)
    assert what_is_wrong(path) == ""


def packed_as(suffix: str, text: bytes) -> bytes:
    packed: bytes = gzip.compress(text) if suffix == ".gz" else sources._zstd().compress(text)
    return packed


def what_is_wrong(path: Path) -> str:
    """The code of the error that reading a packed file to its end gives."""
    try:
        with open_source(Source(str(path), True, path.suffix)) as stream:
            while stream.read(1_000_000):
                pass
    except ArchiveError as error:
        return error.code
    return ""


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_packed_file_that_is_not_what_it_says_is_broken(suffix: str, tmp_path: Path) -> None:
    packed = packed_as(suffix, b"\n".join(CASES[:2]))
    path = tmp_path / f"x.ndjson{suffix}"
    for wrong in (packed + b"more", b"{}\n" + packed, CASES[0]):
        path.write_bytes(wrong)
        assert what_is_wrong(path) == "batch.archive_broken"
    if suffix == ".gz":  # its checksum; zstd writes one only if asked for
        path.write_bytes(packed[:-6] + bytes([packed[-6] ^ 1]) + packed[-5:])
        assert what_is_wrong(path) == "batch.archive_broken"


@pytest.mark.parametrize(("window", "wrong"), [(26, ""), (27, ""), (28, "batch.archive_broken")])
def test_a_packed_file_that_asks_for_too_much_memory_is_refused(
    window: int, wrong: str, tmp_path: Path
) -> None:
    head = bytes([0x28, 0xB5, 0x2F, 0xFD, 0, (window - 10) << 3])  # a frame by hand: one block as it is
    path = tmp_path / "x.ndjson.zst"
    path.write_bytes(head + (2 << 3 | 1).to_bytes(3, "little") + b"{}")
    assert what_is_wrong(path) == wrong


def test_no_packed_file_gives_more_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MOST_UNPACKED", 1_000)
    path = tmp_path / "x.ndjson.gz"
    for length, wrong in ((999, ""), (1_000, ""), (1_001, "batch.archive_bomb")):
        path.write_bytes(gzip.compress(b"x" * length))
        assert what_is_wrong(path) == wrong


def test_of_a_broken_archive_nothing_is_used_and_the_run_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.ndjson.gz").write_bytes(gzip.compress(b"\n".join(CASES))[:-9])
    (folder / "b.ndjson").write_bytes(CASES[0])
    done = command("batch", str(folder), "-o", str(tmp_path / "out"))
    assert done.returncode == 65
    assert [row["file"] for row in rows(tmp_path / "out")] == [2]
    assert [each["code"] for each in rejects(tmp_path / "out")] == ["batch.archive_cut"]
    assert b"ends too early" in done.stdout


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_bomb_is_stopped_early(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.ndjson{suffix}"
    path.write_bytes(packed_as(suffix, b"\n" * 30_000_000))
    given = 0
    with pytest.raises(ArchiveError) as caught, open_source(Source(str(path), True, suffix)) as stream:
        while block := stream.read(1_000_000):
            given += len(block)
    assert caught.value.code == "batch.archive_bomb"
    # gzip reads ahead, from Python 3.12 on by more than this whole file
    assert given <= sources.MOST_RATIO * path.stat().st_size + 1_000_000 < 10_000_000


# --- stopping and going on ---


def stopped(wanted: Options, parts_kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a batch that is interrupted once so many parts are written."""
    told = 0

    def interrupt(_: object) -> None:
        nonlocal told
        told += 1
        if told > parts_kept:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(wanted, the_pack(), process_pool, interrupt)
    assert not (wanted.output / "results.ndjson").exists()


def test_a_stopped_batch_goes_on_and_ends_as_one_that_was_not(
    mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(options(mixed, tmp_path / "whole"))
    for kept in (0, 1, 4):
        wanted = options(mixed, tmp_path / str(kept), chunk=9_000)
        stopped(wanted, kept, monkeypatch)
        for part in sorted((wanted.output / "parts").glob("*.part"))[:1]:
            part.write_bytes(part.read_bytes()[:-5])  # as after a power cut
        run(replace(wanted, resume=True, chunk=7_000, workers=2))
        assert contents(wanted.output) == contents(tmp_path / "whole")
        assert not list((wanted.output / "parts").iterdir())


def test_going_on_is_refused_in_one_sentence_when_anything_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"\n".join(CASES[:4]))
    wanted = options(path, tmp_path / "out")
    stopped(wanted, 0, monkeypatch)
    again = replace(wanted, resume=True)

    def code(changed: Options, pack: Pack | None = None) -> str:
        with pytest.raises(OutputError) as caught:
            run(changed, pack)
        assert len(caught.value.problems) == 1
        return caught.value.problems[0].code

    assert code(replace(again, circuit="9")) == "batch.changed_options"
    assert code(replace(again, sort="case")) == "batch.changed_options"
    assert code(again, replace(the_pack(), sha256="0" * 64)) == "batch.changed_rules"
    monkeypatch.setattr("screening.__version__", "9.9")
    assert code(again) == "batch.changed_version"
    monkeypatch.undo()
    path.write_bytes(b"\n".join(CASES[:5]))
    assert code(again) == "batch.changed_input"
    assert code(replace(again, output=tmp_path / "nothing")) == "batch.nothing_to_resume"
    assert code(replace(wanted, output=tmp_path)) == "batch.folder_used"


def test_two_runs_never_write_to_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"\n".join(CASES[:4]))
    wanted = options(path, tmp_path / "out")
    stopped(wanted, 0, monkeypatch)
    lock = take_lock(tmp_path / "out" / ".lock")
    with pytest.raises(LockedError) as caught:
        run(replace(wanted, resume=True))
    assert caught.value.problems[0].code == "batch.in_use"
    lock.release(remove=True)
    run(replace(wanted, resume=True))


def test_standard_input_cannot_be_gone_on_with(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        run(options(Path("-"), tmp_path / "out", resume=True))


def test_input_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"\n".join(CASES[:4]))

    def grow(_: object) -> None:
        path.write_bytes(b"\n".join(CASES[:6]))

    with pytest.raises(OutputError) as caught:
        run_batch(options(path, tmp_path / "out"), the_pack(), process_pool, grow)
    assert caught.value.problems[0].code == "batch.changed_input"


# --- workers that die, disks that fill ---


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="workers inherit what a test changes")
def test_a_record_that_kills_workers_is_left_out_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Screener.screen_all

    def deadly(self: Screener, records: Sequence[bytes]) -> object:
        if any(b"deadly" in data for data in records):
            os._exit(9)
        return real(self, records)

    monkeypatch.setattr(Screener, "screen_all", deadly)
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [*CASES[:10], b'{"deadly":1}', *CASES[10:20]]
    (folder / "a.ndjson").write_bytes(b"\n".join(lines))
    for number, case in enumerate(CASES[20:24]):
        (folder / f"b{number}.json").write_bytes(case if number != 2 else b"deadly")
    summary = run(options(folder, tmp_path / "out", workers=2, chunk=30_000)).summary
    assert (summary["read"], summary["scored"], summary["rejected"]) == (25, 23, 2)
    found = [(each["file"], each["line"], each["code"]) for each in rejects(tmp_path / "out")]
    assert found == [(1, 11, work.CRASHED), (4, 1, work.CRASHED)]


FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.argv = ["screening", *{words}]
from screening.cli.app import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("size", [600, 20_000])
def test_a_full_disk_ends_it_with_74_and_it_goes_on_afterwards(size: int, tmp_path: Path) -> None:
    path = tmp_path / "in.ndjson"
    path.write_bytes(b"\n".join(CASES))
    words = ["batch", str(path), "-o", str(tmp_path / "out"), "--as-of", AS_OF.isoformat()]
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK.format(size=size, words=words)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 74, done.stderr
    assert b"Traceback" not in done.stderr
    assert not list((tmp_path / "out").rglob(".tmp-*"))
    run(options(path, tmp_path / "out", resume=True))
    run(options(path, tmp_path / "whole"))
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / ".tmp-x").symlink_to(victim)
    (tmp_path / "x").symlink_to(victim)
    with whole_file(tmp_path / "x") as stream:
        stream.write(b"new")
    assert victim.read_text() == "kept"
    assert (tmp_path / "x").read_bytes() == b"new"


def test_missing_input_and_an_empty_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(NoInputError):
            run(options(path, tmp_path / "out"))


# --- one row explained; the page; invented cases ---


def test_one_row_is_explained_as_a_single_file_is(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    mayor = json.loads((ROOT / "examples" / "mayor.json").read_bytes())
    (folder / "a.ndjson").write_bytes(b"\n".join([CASES[0], json.dumps(mayor).encode(), CASES[0], b"{}"]))
    output = tmp_path / "out"
    words = ["batch", str(folder), "-o", str(output), "--as-of", AS_OF.isoformat()]
    assert command(*words[:-2]).returncode == 0
    (tmp_path / "mayor.json").write_text(json.dumps(mayor))
    single = called("report", str(tmp_path / "mayor.json"), "--as-of", AS_OF.isoformat()).stdout
    for name in ("mayor", "1:2"):
        found = called(*words, "--explain", name)
        assert found.returncode == 0, found.stderr
        assert found.stdout == single
    assert "several" in called(*words, "--explain", "synth-0000001").stderr.lower()
    assert called(*words, "--explain", "nobody").returncode == 65
    refused = called(*words, "--explain", "1:4")
    assert refused.returncode == 65
    assert "format" in refused.stderr
    (folder / "a.ndjson").write_bytes(CASES[1])
    assert called(*words, "--explain", "mayor").returncode == 74


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_page_says_what_was_read_and_that_nothing_is_a_chance(
    lang: str, mixed: Path, tmp_path: Path
) -> None:
    done = command("batch", str(mixed), "-o", str(tmp_path / "out"), "--lang", lang)
    assert done.returncode == 0
    text = done.stdout.decode()
    said = the_pack().scoring.says[lang]  # type: ignore[index]
    assert said in text
    assert "46" in text and "40" in text
    assert CANARY not in text + done.stderr.decode()
    assert done.stderr == b""


def test_invented_cases_are_the_same_for_the_same_seed_and_every_one_can_be_read() -> None:
    assert list(synthetic_lines(30, 7, AS_OF)) == list(synthetic_lines(30, 7, AS_OF))
    assert list(synthetic_lines(30, 7, AS_OF)) != list(synthetic_lines(30, 8, AS_OF))
    for line in synthetic_lines(150, 11, AS_OF):
        try:
            read_intake(line.rstrip(), source="", as_of=AS_OF)
        except IntakeError as error:
            raise AssertionError(line) from error


def test_invented_caseloads_are_in_proportion_to_the_examples() -> None:
    """A third long, the rest brief; the parts of a long one as in the long examples."""
    examples = [json.loads(path.read_bytes()) for path in sorted((ROOT / "examples").glob("*.json"))]
    cases = list(synthetic_cases(400, 2, AS_OF))

    def sizes(of: list[dict[str, object]]) -> tuple[float, float]:
        long = [case for case in of if "safety" in case]
        brief = [case for case in of if "safety" not in case]
        counted = [sum(len(json.dumps(case)) for case in some) / len(some) for some in (long, brief)]
        return len(long) / len(of), counted[0] / counted[1]

    share, ratio = sizes(cases)
    example_share, example_ratio = sizes(examples)
    assert abs(share - example_share) < 0.1
    assert example_ratio / 2 < ratio < example_ratio * 2


def test_parquet_holds_what_the_csv_holds(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="NOT RUN: pyarrow is not installed")
    (tmp_path / "in.ndjson").write_bytes(b"\n".join(CASES[:9]))
    for table in ("csv", "parquet"):
        run(options(tmp_path / "in.ndjson", tmp_path / table, table=table, workers=1))
    with (tmp_path / "csv" / "triage.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = parquet.read_table(tmp_path / "parquet" / "triage.parquet").to_pylist()
    assert [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in found] == rows
    assert {type(row["at"]) for row in found} == {int}


def test_without_pyarrow_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_command, "parquet_is_there", lambda: False)
    done = CliRunner().invoke(
        app, ["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--table", "parquet"]
    )
    assert isinstance(done.exception, UsageError)
    assert done.exception.problems[0].code == "batch.parquet_extra"
