"""Options that several commands share, and what they are read as."""

import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import typer

from screening.errors import UsageError
from screening.law.load import load_pack, pack_folder
from screening.law.pack import Pack
from screening.sentences import one_of, said
from screening.vocabulary import CIRCUITS

AsOf = Annotated[str, typer.Option("--as-of", help="The day to screen for, as 2026-11-24. Default: today.")]
Circuit = Annotated[
    str, typer.Option("--circuit", help="The circuit of the court: 1 to 11, dc. Default: as in the file.")
]
Lang = Annotated[Literal["en", "es"], typer.Option("--lang", help="Language: en or es.")]
Plain = Annotated[bool, typer.Option("--plain", help="Words only, one statement a line.")]
PackFolder = Annotated[
    Path | None,
    typer.Option(
        "--pack", help="A folder of rules in place of the one that comes along.", show_default=False
    ),
]

StoreFolder = Annotated[
    Path | None,
    typer.Option(
        "--store", help="The folder of encrypted cases. Default: your own data folder.", show_default=False
    ),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="Read the passphrase from the first line of a file that only you can read.",
        show_default=False,
    ),
]


def day_of(text: str, option: str = "--as-of") -> date:
    """The day an option names; today if it is empty. Raises UsageError."""
    if not text:
        return date.today()
    try:
        if len(text) != len("2026-11-24"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError([said("usage.day").problem("usage.day", option)]) from None


def circuit_of(text: str) -> str | None:
    """The circuit a ``--circuit`` names; None if it is empty. Raises UsageError."""
    if not text:
        return None
    if text.lower() not in CIRCUITS:
        choices = said("usage.choice", words=one_of(CIRCUITS))
        raise UsageError([choices.problem("usage.choice", "--circuit")])
    return text.lower()


def pack_of(folder: Path | None) -> Pack:
    """The rules in ``folder``, or those that come along. Raises RulesError and NoInputError."""
    return _pack_that_comes_along() if folder is None else load_pack(folder)


@cache
def _pack_that_comes_along() -> Pack:
    """Read once a process: its files do not change, and nothing in a pack can be changed."""
    return load_pack(pack_folder())


@cache
def own_folder(folder: Path | None) -> str:
    """How the folder of rules is named to a reader: from here if it lies below, else in full."""
    path = os.path.abspath(str(pack_folder() if folder is None else folder))
    here = os.path.relpath(path)
    return path if here.startswith("..") else here
