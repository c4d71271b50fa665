"""An answer taken away only ever opens something: no example's element changes sides, whatever is not told."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_pack import real_pack

from screening.assessment.assess import legal_context
from screening.engine.compiled import compiled_engine
from screening.engine.program import bind
from screening.facts.build import build_facts
from screening.intake.model import ITEM_NAMES
from screening.intake.read import read_intake
from screening.vocabulary import ElementState, Protection

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
DAY = date(2026, 11, 24)
PACK = real_pack()
PROGRAM = bind(PACK, DAY, "5")
LAW = legal_context(PACK, DAY)
NO_ANSWERS = frozenset({"format", "id", "fictional", "note", "story", "story_language", "complete"})
Step = tuple[str, ...]


REFERENCES = {"persecutors": "persecutors", "incidents": "incidents", "feared": "persecutors"}
"""Fields that name items of a list, and the list."""


def answers(file: dict[str, Any]) -> list[Step]:
    """All that can be left untold: a section, a list, an item, a field, and that a list is closed."""
    found: list[Step] = [("complete", name) for name in file.get("complete", ())]
    for part in file.keys() - NO_ANSWERS:
        found.append((part,))
        if isinstance(file[part], dict):
            found += [(part, field) for field in file[part]]
        for item in file[part] if part in ITEM_NAMES else ():
            found += [(part, item["id"]), *((part, item["id"], field) for field in item if field != "id")]
    return sorted(found)


def without(file: dict[str, Any], taken: set[Step]) -> dict[str, Any]:
    """The file with these answers not told. A list that lost an item is no longer said to be everything."""
    kept: dict[str, Any] = {}
    for part, told in file.items():
        if part in NO_ANSWERS or (part,) in taken:
            continue
        if isinstance(told, dict):
            kept[part] = {field: value for field, value in told.items() if (part, field) not in taken}
            continue
        left = [item for item in told if (part, item["id"]) not in taken]
        if left or not told:  # an empty list would say that there is nothing
            kept[part] = [
                {key: value for key, value in item.items() if (part, item["id"], key) not in taken}
                for item in left
            ]
    whole = {part for part, told in kept.items() if len(told) == len(file[part])}
    closed = [name for name in file.get("complete", ()) if name in whole and ("complete", name) not in taken]
    return {"format": file["format"], "id": file["id"], **_only_named(kept), "complete": closed}


def _only_named(kept: dict[str, Any]) -> dict[str, Any]:
    """Without the answers that name an item which is not told any more."""
    ids = {part: {item["id"] for item in told} for part, told in kept.items() if part in ITEM_NAMES}

    def fields(record: dict[str, Any]) -> dict[str, Any]:
        return {
            key: value
            for key, value in record.items()
            if key not in REFERENCES
            or isinstance(value, str)
            or set(value) <= ids.get(REFERENCES[key], set())
        }

    return {
        part: fields(told) if isinstance(told, dict) else [fields(item) for item in told]
        for part, told in kept.items()
    }


def states(file: dict[str, Any]) -> dict[tuple[str, Protection], ElementState]:
    intake = read_intake(json.dumps(file).encode(), source="an example", as_of=DAY)
    return dict(compiled_engine(PROGRAM).evaluate(build_facts(intake, LAW)).elements)


FILES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES}
TOLD = {name: states(file) for name, file in FILES.items()}


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=150)
@given(data=st.data())
def test_what_is_not_told_opens_and_never_changes_sides(name: str, data: st.DataObject) -> None:
    every = answers(FILES[name])
    some = st.sets(st.sampled_from(every))
    taken = data.draw(some | some.map(lambda kept: set(every) - kept), label="not told")
    for element, state in states(without(FILES[name], taken)).items():
        before = TOLD[name][element]
        assert state is before or state is ElementState.OPEN or before is ElementState.CONFLICTING, (
            element, before, state,
        )  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_one_answer_at_a_time(name: str) -> None:
    for step in answers(FILES[name]):
        changed = {
            element: (TOLD[name][element], state)
            for element, state in states(without(FILES[name], {step})).items()
            if state not in (TOLD[name][element], ElementState.OPEN)
        }
        assert changed == {}, step


@pytest.mark.parametrize("name", FILES)
def test_with_nothing_told_every_element_is_open(name: str) -> None:
    nothing = states(without(FILES[name], {step for step in answers(FILES[name]) if len(step) == 1}))
    assert set(nothing.values()) == {ElementState.OPEN}


def test_with_nothing_taken_the_case_is_the_same() -> None:
    for name, file in FILES.items():
        assert states(without(file, set())) == TOLD[name]
