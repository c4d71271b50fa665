"""What saving a case costs beyond the disk: ``make bench-store``."""

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from stores import NOW, mayor, new_store


def main() -> None:
    on_disk = 0.0

    def timed(real: Any) -> Any:
        def call(*words: Any, **more: Any) -> Any:
            nonlocal on_disk
            start = time.perf_counter()
            try:
                return real(*words, **more)
            finally:
                on_disk += time.perf_counter() - start

        return call

    os.fsync, os.replace = timed(os.fsync), timed(os.replace)
    for others in (10, 500):
        with tempfile.TemporaryDirectory() as folder:
            store = new_store(Path(folder) / "store")
            for _ in range(others):
                store.new({}, now=NOW).close()
            whole, ours = [], []
            with store.new(mayor(), now=NOW) as opened:
                for _ in range(200):
                    start, on_disk = time.perf_counter(), 0.0
                    opened.save(mayor(), now=NOW)
                    whole.append(time.perf_counter() - start)
                    ours.append(whole[-1] - on_disk)
        milliseconds = [1000 * statistics.median(each) for each in (whole, ours)]
        print(
            f"{others} other cases: {milliseconds[0]:.2f} ms a save, {milliseconds[1]:.2f} ms beyond the disk"
        )


if __name__ == "__main__":
    main()
