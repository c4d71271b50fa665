"""The pages that say which rules carry which point of the law name rules that exist."""

import re
from pathlib import Path

import pytest
from real_pack import real_pack

PAGES = sorted((Path(__file__).parents[1] / "docs" / "law-coverage").glob("*.md"))
RULES = real_pack().rules


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_rule_named_exists(page: Path) -> None:
    topics = "|".join(sorted({rule.split(".")[1] for rule in RULES}))
    named = set(
        re.findall(rf"(?<![\w.])(?:us\.)?((?:{topics})\.[a-z0-9]+(?:-[a-z0-9]+)*)", page.read_text("utf-8"))
    )
    assert named
    assert sorted(name for name in named if f"us.{name}" not in RULES) == []
