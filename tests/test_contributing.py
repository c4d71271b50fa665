"""The way from a new holding to a rule, walked as CONTRIBUTING.md tells it, on a copy of the pack."""

import re
import shutil
from pathlib import Path

import pytest
from in_process import Ended, called

from screening.law.scaffold import new_rule_file
from screening.vocabulary import RuleKind

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
WRITTEN = (
    "note", "past-harm",
    "some incident: [incident.harm includes property_destroyed]",
    "A burned shop", "A shop was burned.", "It is not harm to the body.", "Whether it took away the living.",
    "Un local quemado", "Se quemó un local.", "No es daño al cuerpo.", "Si quitó el sustento.",
    "property destroyed", "{incidents: [{harm: [property_destroyed]}]}",
    "nothing happened", "{incidents: []}",
    "not asked yet", "incident.harm",
)  # fmt: skip
"""What the author writes for each marked text, in order."""


def commands() -> list[list[str]]:
    """The commands of the guide, in order."""
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert all(line.startswith(".venv/bin/screening ") for line in lines)
    return [line.split()[1:] for line in lines]


def authority() -> str:
    """The entry that the guide shows."""
    return "schema: 1\nauthorities:\n" + "".join(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))


def filled(text: str) -> str:
    written = iter(WRITTEN)
    done = re.sub(r'<a fact> is true|"?<[a-z][^<>]*>"?', lambda _: next(written), text)
    assert next(written, None) is None
    return done


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "us"
    shutil.copytree(ROOT / "rules" / "us", folder)
    return folder


def run(pack: Path, *words: str) -> Ended:
    return called(*words, "--pack", str(pack))


def test_the_walk_from_a_holding_to_a_report(pack: Path) -> None:
    new, lint, test, show, coverage, report, diff = commands()
    before = run(pack, *new)
    assert before.returncode == 2 and "--rests-on: No authority has this id." in before.stderr

    (pack / "authorities" / "new.yaml").write_text(authority(), "utf-8")
    begun = run(pack, *new)
    assert begun.returncode == 0, begun.stderr
    assert "harm/shop-burned.yaml" in begun.stdout and "screening rules lint" in begun.stdout
    again = run(pack, *new)
    assert again.returncode == 65 and "still holds a placeholder" in again.stderr

    file = pack / "harm" / "shop-burned.yaml"
    marked = [number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if "<" in line][
        1:
    ]
    for command in (lint, test):
        unfilled = run(pack, *command)
        assert unfilled.returncode == 65
        assert [int(n) for n in re.findall(r"^line (\d+), harm/shop-burned", unfilled.stderr, re.M)] == marked

    file.write_text(filled(file.read_text("utf-8")), "utf-8")
    linted = run(pack, *lint)
    assert linted.returncode == 0, linted.stderr
    assert " 0 errors, " in linted.stdout.splitlines()[-1]
    tested = run(pack, *test)
    assert tested.returncode == 0 and tested.stdout == "3 of 3 examples came out as written.\n"

    covered = run(pack, *coverage)
    assert covered.returncode == 0 and " line states seen, " in covered.stdout
    assert "line 14: incident.harm includes property_destroyed, never open." in covered.stdout

    card = run(pack, *show).stdout
    assert "what was done: property destroyed" in card
    assert "In force: on " in card and "What it holds, in one line of our own. Good law, text read." in card
    told = run(pack, *report, "--as-of", "2026-11-24")
    assert told.returncode == 0 and "A burned shop" in told.stdout and "us.harm.shop-burned" in told.stdout
    changed = run(pack, *diff).stdout
    assert "Rule: us.harm.shop-burned." in changed


def test_the_way_of_a_mistake(pack: Path) -> None:
    """A wrong example, a word we do not use, an id that is taken and a file that is there already."""
    (pack / "authorities" / "new.yaml").write_text(authority(), "utf-8")
    good = filled(new_rule_file("us.harm.shop-burned", RuleKind.WEAK_SPOT, ["matter-x-y-2026"]))
    file = pack / "harm" / "shop-burned.yaml"
    beaten = good.replace("[property_destroyed]}]}", "[beating]}]}")
    assert beaten != good
    file.write_text(beaten, "utf-8")
    wrong = run(pack, "rules", "test", "us.harm.shop-burned")
    assert wrong.returncode == 65 and wrong.stdout == "2 of 3 examples came out as written.\n"
    assert (
        "example 'property destroyed': The example expects 'fires' and the rule is 'undecided'."
        in wrong.stderr
    )
    assert (
        "Stayed open: line 14 'some incident'" in wrong.stderr
        and "Failed: line 14 'incident.harm" in wrong.stderr
    )
    assert "\nscreening rules test us.harm.shop-burned --pack " in wrong.stderr

    file.write_text(good.replace("A shop was burned.", "A shop was allegedly burned."), "utf-8")
    banned = run(pack, "rules", "lint")
    assert banned.returncode == 65 and "says 'allegedly', a word we do not use" in banned.stderr
    assert " 1 error, " in banned.stdout.splitlines()[-1]

    file.write_text(good, "utf-8")
    taken = run(pack, "rules", "new", "us.harm.shop-burned", "--kind", "note")
    assert taken.returncode == 2 and "A rule has this id already." in taken.stderr
    (pack / "harm" / "other.yaml").write_text(good.replace("shop-burned", "third"), "utf-8")
    there = run(pack, "rules", "new", "us.harm.other", "--kind", "note")
    assert there.returncode == 74 and "That file exists already." in there.stderr
    assert (pack / "harm" / "other.yaml").read_text("utf-8") == good.replace("shop-burned", "third")
