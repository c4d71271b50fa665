"""Killed without warning at any moment: no answer that was acknowledged is lost, every case opens."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from killed_store import read_ring
from stores import NOW, ROOT, holds_canary

from screening.store import rekey
from screening.store.cases import open_store
from screening.store.keys import KeyRing
from screening.store.sealing import new_secret
from screening.store.writer import make_folder

KILLS = int(os.environ.get("SCREENING_KILLS", "6"))


def prepared(folder: Path, cases: int) -> list[str]:
    """A store with a readable stand-in for its key file, and some cases; their ids."""
    ring = KeyRing((new_secret(),))
    make_folder(folder)
    (folder / "key.age").write_text(ring.secrets[0].text + "\n")
    store = open_store(folder, ring)
    ids = []
    for _ in range(cases):
        with store.new({"answers": 0}, now=NOW) as opened:
            ids.append(opened.record.case)
    return ids


def killed(*words: str, after: float) -> list[str]:
    """What the program had said when it was killed."""
    program = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "killed_store.py"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert program.stdout is not None and program.stderr is not None
    first = program.stdout.readline()
    time.sleep(after)
    program.kill()
    said, errors = program.communicate(timeout=30)
    assert first == "ready\n" and errors == "", errors
    return said.split()


def test_killed_while_saving(tmp_path: Path) -> None:
    folder, chance = tmp_path / "store", random.Random(7)
    [case] = prepared(folder, 1)
    acknowledged = 0
    for _ in range(KILLS):
        said = [int(each) for each in killed("save", str(folder), case, after=chance.uniform(0, 0.2))]
        acknowledged = max([acknowledged, *said])
        store = open_store(folder, read_ring(folder))
        with store.open(case) as opened:
            found = opened.record.intake["answers"]
        assert acknowledged <= found <= acknowledged + 1
        acknowledged = found
    assert acknowledged > KILLS
    assert not [path for path in (folder / "cases").iterdir() if path.name.endswith(".tmp")]
    assert holds_canary(tmp_path, '"answers"') == []


def test_killed_while_the_keys_are_changed(tmp_path: Path) -> None:
    folder, chance = tmp_path / "store", random.Random(8)
    cases = prepared(folder, 12)
    rounds = unfinished = 0
    for _ in range(KILLS):
        rounds += len(killed("rekey", str(folder), after=chance.uniform(0, 0.3)))
        ring = read_ring(folder)
        unfinished += len(ring.secrets) > 1
        store = open_store(folder, ring)
        for case in cases:
            assert store.read(case)[0].intake == {"answers": 0}
        assert {each.state for each in store.list()} <= {"in_order", "other_readers"}
    assert unfinished, "no kill fell into a change: the test shows nothing"
    assert rekey.reseal_cases(store).finished
    assert {each.state for each in store.list()} == {"in_order"}
