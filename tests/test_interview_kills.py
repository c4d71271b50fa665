"""Killed without warning while it asks: no acknowledged answer is lost, nothing is readable, all opens with age."""

import json
import os
import subprocess
import sys
from pathlib import Path

from stores import ROOT

KILLS = int(os.environ.get("SCREENING_KILLS", "50"))


def test_killed_while_it_asks(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "killed_interview.py"), str(tmp_path), str(KILLS)],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    came_to = json.loads(done.stdout.splitlines()[-1])
    print(came_to)
    assert came_to["faults"] == [] and done.returncode == 0 and done.stderr == ""
    assert came_to["kills"] == KILLS and came_to["unsealed"] >= KILLS - 5
    # Otherwise nothing was shown: no kill fell into the talk, or nothing was typed that could be found.
    assert came_to["acknowledged"] > KILLS // 5 and came_to["cases_with_canary_inside"]
    assert came_to["half_told"] or KILLS < 1000
    print(
        f"Opened with the age tool: {came_to['by_age_tool']} case files, {came_to['index_by_age_tool']} indexes."
    )
