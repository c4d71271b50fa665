"""Which commands there are and where. A command is imported when it is called: nobody waits for the others."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperGroup

# In the order of the help: the module here, and the name in it of a function or of a group.
_COMMANDS: Final = {
    "whatif": ("whatif_command", "whatif"),
    "interview": ("interview_command", "interview"),
    "batch": ("batch_command", "batch"),
    "synth": ("batch_command", "synth"),
    "review": ("review_command", "review"),
    "verify": ("verify_command", "verify"),
    "report": ("report_command", "report"),
    "check": ("report_command", "check"),
    "schema": ("report_command", "schema"),
    "doctor": ("report_command", "doctor"),
    "rules": ("rules_commands", "rules_app"),
    "case": ("case_commands", "case_app"),
}


class _Later(Mapping[str, Any]):
    """The commands by name, each made when it is first asked for; the names alone import nothing."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            module, what = _COMMANDS[name]
            self._made[name] = _command(name, getattr(import_module(f".{module}", __package__), what))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class Commands(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Later()  # type: ignore[assignment]  # typer only reads it


def _command(name: str, found: Any) -> Any:
    """A function or a group of typer, as the parser wants it."""
    if isinstance(found, typer.Typer):
        return typer.main.get_group(found)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name)(found)
    return typer.main.get_command(alone)
