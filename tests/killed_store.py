"""A program to be killed: saves a case, or seals all cases again, and says aloud what is done."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from screening.store import rekey
from screening.store.cases import open_store
from screening.store.keys import KeyRing
from screening.store.sealing import Secret

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def write_ring(path: Path, ring: KeyRing, passphrase: str) -> None:
    """A key file without the second that a passphrase costs."""
    rekey.write_over(path, "".join(f"{each.text}\n" for each in ring.secrets).encode())


def read_ring(folder: Path) -> KeyRing:
    return KeyRing(tuple(Secret(line) for line in (folder / "key.age").read_text().split()))


def main() -> None:
    what, folder = sys.argv[1], Path(sys.argv[2])
    store = open_store(folder, read_ring(folder))
    print("ready", flush=True)
    if what == "save":
        with store.open(sys.argv[3]) as opened:
            while True:
                answers = int(opened.record.intake["answers"]) + 1
                opened.save({"answers": answers, "text": "x" * 5000}, now=NOW)
                print(answers, flush=True)
    rekey.write_ring = write_ring
    while True:
        ring = store.cover.ring
        if len(ring.secrets) == 1:
            ring = ring.with_new_secret()
            store = rekey.change_keys(store, ring, "")
        store = rekey.finish(store, ring, "", rekey.reseal_cases(store))
        print("round", flush=True)


if __name__ == "__main__":
    main()
