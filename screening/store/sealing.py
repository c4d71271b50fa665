"""Sealing bytes to readers' keys or to a passphrase, in the age format. The only user of pyrage.

Readers are X25519 keys (``age1...``) and nothing else: plug-ins would run programs, and a key for
something else would be used for two things.
"""

import re
from collections.abc import Sequence
from typing import Final

import pyrage

from screening.errors import AccessError, CaseError
from screening.sentences import said
from screening.store.guard import HeaderRefused, guard

PUBLIC_KEY: Final = re.compile(r"age1[023456789acdefghjklmnpqrstuvwxyz]{58}")
SECRET_KEY: Final = re.compile(r"AGE-SECRET-KEY-1[023456789ACDEFGHJKLMNPQRSTUVWXYZ]{58}")


class Secret:
    """A secret key. Its text never appears in a ``repr``."""

    def __init__(self, text: str) -> None:
        """From ``AGE-SECRET-KEY-1...``. Raises ValueError."""
        if not SECRET_KEY.fullmatch(text):
            raise ValueError("not a secret key")
        try:
            self._identity = pyrage.x25519.Identity.from_str(text)
        except pyrage.IdentityError:
            raise ValueError("not a secret key") from None
        self.public: str = str(self._identity.to_public())

    def __repr__(self) -> str:
        return f"Secret({self.public})"

    @property
    def text(self) -> str:
        return str(self._identity)


def new_secret() -> Secret:
    """A new random key."""
    return Secret(str(pyrage.x25519.Identity.generate()))


def checked_reader(text: str) -> str:
    """A public key as it stands. Raises AccessError for anything else."""
    text = text.strip()
    try:
        if PUBLIC_KEY.fullmatch(text):
            pyrage.x25519.Recipient.from_str(text)
            return text
    except pyrage.RecipientError:
        pass
    raise AccessError([said("store.not_a_reader").problem("store.not_a_reader")])


def seal(plain: bytes, readers: Sequence[str]) -> bytes:
    """Encrypt to every one of ``readers`` (public keys, at least one)."""
    sealed: bytes = pyrage.encrypt(plain, [pyrage.x25519.Recipient.from_str(each) for each in readers])
    return sealed


def unseal(sealed: bytes, secrets: Sequence[Secret], *, source: str) -> bytes:
    """Decrypt with whichever of ``secrets`` fits. Raises CaseError: not for this key, or damaged.

    Which of the two it is cannot be told apart for a whole header, and is not guessed.
    """
    try:
        guard(sealed)
        plain: bytes = pyrage.decrypt(sealed, [each._identity for each in secrets])
    except (HeaderRefused, pyrage.DecryptError):
        raise CaseError([said("store.not_opened").problem("store.not_opened")], source=source) from None
    return plain


def seal_with_passphrase(plain: bytes, passphrase: str) -> bytes:
    """Encrypt with a passphrase. About a second and 256 MB, on purpose."""
    sealed: bytes = pyrage.passphrase.encrypt(plain, passphrase)
    guard(sealed)  # the library measures the machine: what it wrote must open again
    return sealed


def unseal_with_passphrase(sealed: bytes, passphrase: str, *, source: str) -> bytes:
    """Decrypt with a passphrase. Raises AccessError, the same for a wrong one and a damaged file."""
    try:
        guard(sealed)
        plain: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except (HeaderRefused, pyrage.DecryptError):
        wrong = said("store.wrong_passphrase").problem("store.wrong_passphrase")
        raise AccessError([wrong], source=source) from None
    return plain
