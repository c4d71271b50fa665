"""Starts batches as copies of a process that has run one already: to kill them by the hundred.

Else most kills would meet a program that is still reading its rules. The arguments are the input and the folder of
the batch it runs itself. A line of JSON on its input, an output folder and whether to go on there, starts one more, whose
process is the first of a session of its own. Two lines of output answer each: the number of the process when it starts,
its code when it has ended.
"""

import json
import os
import sys
from pathlib import Path

from batch_runs import options, run


def serve(cases: str, first: str) -> None:
    def batch(output: str, resume: bool) -> None:
        run(options(Path(cases), Path(output), resume=resume, workers=2, chunk=60_000, closer=2, circuit="5"))

    batch(first, False)
    print(0, flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.setsid()
            batch(*json.loads(line))
            os._exit(0)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    serve(*sys.argv[1:])
