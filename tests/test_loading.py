"""Loading a rule pack: what loads, and what is said of what does not."""

from pathlib import Path

import pytest
from law_packs import BAD, problems_of, shown


def bad_rules_shown(case: Path, folder: Path) -> str:
    """Everything said of the small pack with this one file, whose first line names where it stands."""
    text = case.read_text(encoding="utf-8")
    target = text.partition("\n")[0].removeprefix("# stands in: ")
    return "\n".join(shown(problem) for problem in problems_of(folder, {target: text}))


@pytest.mark.parametrize("case", sorted(BAD.glob("*.yaml")), ids=lambda path: path.stem)
def test_bad_rules_are_refused_with_the_whole_message(case: Path, tmp_path: Path) -> None:
    expected = case.with_suffix(".txt").read_text(encoding="utf-8")
    assert expected, "a broken file must have something said of it"
    assert bad_rules_shown(case, tmp_path) == expected
