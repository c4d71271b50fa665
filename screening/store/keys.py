"""The key file: the secret keys of one store, and who else may read its cases, under one passphrase.

Inside is what the ``age`` tool takes as an identity file: one ``AGE-SECRET-KEY-1...`` a line, the
current one first, and the other readers as comments. Nobody can add a reader without the passphrase.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from screening.errors import AccessError, NoInputError
from screening.sentences import said
from screening.store.passphrases import normal
from screening.store.sealing import (
    PUBLIC_KEY,
    Secret,
    new_secret,
    seal_with_passphrase,
    unseal_with_passphrase,
)
from screening.store.writer import remove_leftovers, write_new, write_over

KEY_FILE: Final = "key.age"
_READER: Final = "# reader: "
_MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True)
class KeyRing:
    """Who can open the cases of a store.

    ``secrets`` are this store's own keys: the current one, and behind it one that is being replaced
    and is kept until no case needs it. ``others`` are the public keys of further readers: the
    supervising lawyer, the office.
    """

    secrets: tuple[Secret, ...]
    others: tuple[str, ...] = ()

    @property
    def public(self) -> str:
        """The key to give to those who are to send us cases."""
        return self.secrets[0].public

    @property
    def readers(self) -> tuple[str, ...]:
        """Everybody a case is sealed to, in a fixed order."""
        return (self.public, *sorted(set(self.others) - {self.public}))

    @property
    def drop_box_readers(self) -> tuple[str, ...]:
        """Everybody but ourselves."""
        return self.readers[1:]

    def with_others(self, *, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> "KeyRing":
        """With readers added and removed. Raises AccessError for one to remove that is none."""
        if set(remove) - set(self.others):
            raise AccessError([said("store.no_such_reader").problem("store.no_such_reader")])
        return replace(self, others=tuple(sorted({*self.others, *add} - set(remove))))

    def with_new_secret(self) -> "KeyRing":
        """With a new key of our own; the old one stays behind it."""
        return replace(self, secrets=(new_secret(), *self.secrets))

    def without_old_secrets(self) -> "KeyRing":
        return replace(self, secrets=self.secrets[:1])


def new_ring(others: tuple[str, ...] = ()) -> KeyRing:
    """A key ring with a new key."""
    return KeyRing((new_secret(),), tuple(sorted(set(others))))


def write_ring(path: Path, ring: KeyRing, passphrase: str, *, new: bool = False) -> None:
    """Write the key file; with ``new`` it must not be there yet. Raises OutputError."""
    lines = [*(f"{_READER}{each}" for each in ring.others), *(each.text for each in ring.secrets)]
    sealed = seal_with_passphrase("".join(f"{line}\n" for line in lines).encode(), normal(passphrase))
    if new:
        write_new(path, sealed)
    else:
        write_over(path, sealed)
        remove_leftovers(path)


def unlock(path: Path, passphrase: str) -> KeyRing:
    """Open the key file. Raises NoInputError if there is none, AccessError if it does not open."""
    try:
        with path.open("rb") as stream:
            sealed = stream.read(_MOST_BYTES)
    except FileNotFoundError:
        raise NoInputError([said("store.no_key").problem("store.no_key")], source=str(path)) from None
    except OSError:
        unreadable = said("file.not_readable").problem("store.not_readable")
        raise NoInputError([unreadable], source=str(path)) from None
    plain = unseal_with_passphrase(sealed, normal(passphrase), source=str(path))
    try:
        return _ring(plain.decode("ascii").splitlines())
    except ValueError:
        raise AccessError([said("store.not_a_key").problem("store.not_a_key")], source=str(path)) from None


def _ring(lines: list[str]) -> KeyRing:
    """The key ring in the lines of an identity file. Raises ValueError."""
    others = [line.removeprefix(_READER) for line in lines if line.startswith(_READER)]
    secrets = [Secret(line) for line in lines if line and not line.startswith("#")]
    if not secrets or not all(PUBLIC_KEY.fullmatch(each) for each in others):
        raise ValueError("no key")
    return KeyRing(tuple(secrets), tuple(others))
