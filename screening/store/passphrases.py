"""Passphrases: how one is read, which are refused, and how one is made.

Length is what counts; no signs or digits are asked for. A phrase typed with accents composed or
taken apart is the same phrase.
"""

import secrets
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

from screening.errors import AccessError
from screening.sentences import said
from screening.vocabulary import Language

LEAST_LENGTH: Final = 15
MOST_LENGTH: Final = 1024
WORDS_IN_PHRASE: Final = 7
"""Seven of 2,048 words: 77 bits."""
_LEAST_DIFFERENT: Final = 6
_GUESSED_FIRST: Final = (
    "0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
    "password", "passphrase", "contraseña", "contrasena", "letmein", "iloveyou", "teamo", "asylum", "asilo",
    "screening", "welcome", "bienvenido", "correcthorsebatterystaple",
)  # fmt: skip
"""What those who guess try first; a phrase made of nothing else is refused."""


def normal(passphrase: str) -> str:
    """The phrase as it is used: composed letters (NFC)."""
    return unicodedata.normalize("NFC", passphrase)


def checked_new(passphrase: str) -> str:
    """A phrase good enough for a new key, in its normal form. Raises AccessError saying why not."""
    phrase = normal(passphrase)
    if len(phrase) < LEAST_LENGTH:
        raise _refused("store.phrase_short", least=LEAST_LENGTH)
    if len(phrase) > MOST_LENGTH or any(unicodedata.category(char) in ("Cc", "Cs") for char in phrase):
        raise _refused("store.phrase_signs", most=MOST_LENGTH)
    if _easily_guessed(phrase.casefold()):
        raise _refused("store.phrase_guessed")
    return phrase


def make_phrase(language: Language) -> str:
    """Seven random words of a language, without accents, one space between them."""
    return " ".join(secrets.choice(phrase_words(language)) for _ in range(WORDS_IN_PHRASE))


@cache
def phrase_words(language: Language) -> tuple[str, ...]:
    """The words that phrases are made of."""
    text = resources.files("screening.store").joinpath(f"phrase_words_{language}.txt").read_text("utf-8")
    return tuple(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _easily_guessed(phrase: str) -> bool:
    letters = "".join(char for char in phrase if char.isalnum())
    if len(set(letters)) < _LEAST_DIFFERENT:
        return True
    for known in sorted(_GUESSED_FIRST, key=len, reverse=True):
        letters = letters.replace(known, "")
    doubled = phrase + phrase
    repeats = doubled.find(phrase, 1) < len(phrase)  # the same piece over and over
    return repeats or len(letters) < _LEAST_DIFFERENT


def _refused(key: str, **pieces: int) -> AccessError:
    return AccessError([said(key, **pieces).problem(key)])
