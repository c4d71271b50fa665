"""The items of the form, read from a table of our own."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from screening.facts.catalogue import told_types
from screening.intake.model import ITEM_NAMES
from screening.law.strict_yaml import read_yaml

_KEYS = frozenset(
    {"id", "en", "es", "fields", "each", "about", "only", "count", "not_collected", "later", "lawyer", "more"}
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the form: its number, what it asks in our words, and where an intake holds the answer.

    ``each`` names a list whose items answer it (``only`` those of a relation); ``fields`` are facts by
    their names in rules, or ``story``. ``about``: an item on relatives that the intake does not ask.
    ``later``: done by hand when the form is signed. ``lawyer``: nothing is written before a lawyer saw it.
    ``more``: the form asks more than the fields hold, so that an answer is never all of it.
    """

    id: str
    asks: dict[str, str]
    fields: tuple[str, ...] = ()
    each: str = ""
    about: str = ""
    only: tuple[str, ...] = ()
    count: bool = False
    not_collected: bool = False
    later: bool = False
    lawyer: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the form, with its items in reading order."""

    id: str
    title: dict[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The form as far as it is known: ``edition`` is the years of the descriptions the table is from."""

    edition: str
    parts: tuple[Part, ...]

    def items(self) -> tuple[Item, ...]:
        """Every item, in reading order."""
        return tuple(item for part in self.parts for item in part.items)


@cache
def i589() -> Form:
    """The table that comes along. Raises ValueError if it names what an intake does not have."""
    data = (files("screening.worksheet") / "i589.yaml").read_bytes()
    value: Any = read_yaml(data, "i589.yaml").value
    form = Form(value["edition"], tuple(_part(part) for part in value["parts"]))
    names = [item.id for item in form.items()]
    if len(set(names)) != len(names):
        raise ValueError("an item twice")
    return form


def _part(value: Any) -> Part:
    return Part(value["id"], {"en": value["en"], "es": value["es"]}, tuple(map(_item, value["items"])))


def _item(value: Any) -> Item:
    if not value.keys() <= _KEYS:
        raise ValueError("a key that no item has")
    fields = tuple(value.get("fields", ()))
    each = value.get("each", "")
    owner = ITEM_NAMES[each] if each else ""
    for name in fields:
        known = name == "story" or name in told_types()
        if not known or (each and not name.startswith(f"{owner}.")):
            raise ValueError("a field that no intake has")
    return Item(
        id=value["id"],
        asks={"en": value["en"], "es": value["es"]},
        fields=fields,
        each=each,
        about=value.get("about", ""),
        only=tuple(value.get("only", ())),
        count=value.get("count", False),
        not_collected=value.get("not_collected", False),
        later=value.get("later", False),
        lawyer=value.get("lawyer", False),
        more=value.get("more", False),
    )
