"""Asking for a passphrase: unseen on a terminal, or from a file. Never from the command line or environment."""

import getpass
import os
import stat
import sys
import warnings
from pathlib import Path

from screening.errors import AccessError
from screening.sentences import said
from screening.store.passphrases import LEAST_LENGTH, checked_new, make_phrase
from screening.vocabulary import Language

_MOST_BYTES = 8192


def passphrase(file: Path | None, language: Language) -> str:
    """The passphrase of keys that are there. Raises AccessError without a terminal or a readable file."""
    if file is not None:
        return _from_file(file)
    return _ask(said("case.phrase").of(language))


def new_passphrase(file: Path | None, language: Language) -> str:
    """A passphrase for new keys: asked for twice, with a made one to take. Raises AccessError."""
    if file is not None:
        return checked_new(_from_file(file))
    made = make_phrase(language)
    first = _ask(said("case.phrase_new", phrase=made, least=LEAST_LENGTH).of(language))
    chosen = checked_new(first) if first else made
    if checked_new(_ask(said("case.phrase_again").of(language)) or "-" * LEAST_LENGTH) != chosen:
        raise _refused("store.phrases_differ")
    return chosen


def _ask(prompt: str) -> str:
    """Ask on the terminal itself, with nothing shown; refuse where it would be shown."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            return getpass.getpass(prompt)
        except (getpass.GetPassWarning, EOFError):
            raise _refused("store.no_terminal") from None


def _from_file(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            found = os.fstat(stream.fileno())
            if sys.platform != "win32" and stat.S_ISREG(found.st_mode) and found.st_mode & 0o077:
                raise _refused("store.phrase_file_open", file)
            line = stream.readline(_MOST_BYTES).decode("utf-8").rstrip("\r\n")
    except (OSError, ValueError):
        line = ""
    if not line:
        raise _refused("store.phrase_file", file)
    return line


def _refused(key: str, file: Path | None = None) -> AccessError:
    return AccessError([said(key).problem(key)], source=str(file) if file else "")
