"""How the files of a store are sealed: to keys, or, when that is asked for aloud, not at all."""

import hashlib
from typing import Final

from screening.errors import AccessError
from screening.sentences import said
from screening.store.keys import KeyRing
from screening.store.sealing import seal, unseal


class AgeCover:
    """Sealed to the readers of a key ring."""

    suffix: Final = ".age"
    encrypted: Final = True

    def __init__(self, ring: KeyRing) -> None:
        self.ring = ring

    def readers(self, *, drop_box: bool) -> str:
        """A short digest of who can read."""
        readers = self.ring.drop_box_readers if drop_box else self.ring.readers
        return hashlib.sha256("\n".join(readers).encode()).hexdigest()[:12]

    def seal_case(self, plain: bytes, *, drop_box: bool) -> bytes:
        """Seal a case. Raises AccessError for a drop box without another reader."""
        readers = self.ring.drop_box_readers if drop_box else self.ring.readers
        if not readers:
            raise AccessError([said("store.nobody").problem("store.nobody")])
        return seal(plain, readers)

    def seal_own(self, plain: bytes) -> bytes:
        return seal(plain, (self.ring.public,))

    def unseal(self, sealed: bytes, *, source: str) -> bytes:
        return unseal(sealed, self.ring.secrets, source=source)


class NoCover:
    """Not sealed: everybody who gets at the disk can read it."""

    suffix: Final = ".json"
    encrypted: Final = False

    def readers(self, *, drop_box: bool) -> str:
        return "anybody"

    def seal_case(self, plain: bytes, *, drop_box: bool) -> bytes:
        if drop_box:
            raise AccessError([said("store.nobody").problem("store.nobody")])
        return plain

    def seal_own(self, plain: bytes) -> bytes:
        return plain

    def unseal(self, sealed: bytes, *, source: str) -> bytes:
        return sealed
