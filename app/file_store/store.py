"""What every file store promises."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

HASH_LENGTH = 64


class FileStore(ABC):
    """Contents by their SHA-256 in hexadecimal. The same content is kept once; none is ever changed.

    Whatever the store itself runs into is an OSError.
    """

    @abstractmethod
    def has(self, sha256: str) -> bool:
        """Whether the content is here."""

    @abstractmethod
    def open(self, sha256: str) -> BinaryIO:
        """The content, from its beginning; FileNotFoundError where it is not here."""

    @abstractmethod
    def remove(self, sha256: str) -> None:
        """Take the content away; nothing happens where it is not here."""

    @abstractmethod
    def kept_before(self, moment: datetime) -> Iterator[str]:
        """The hashes of the contents that have lain here since before the moment, in no order."""

    @abstractmethod
    def problem(self) -> str:
        """Why the store can't be used, in one sentence; "" where it can be written and read."""

    @abstractmethod
    def _write(self, sha256: str, content: bytes) -> None:
        """Keep the content durably: on return it outlives a power cut, and before it nobody sees half of it."""

    def put(self, content: bytes) -> str:
        """Keep the content, and return its SHA-256. It is durable on return."""
        sha256 = hashlib.sha256(content).hexdigest()
        if not self.has(sha256):
            self._write(sha256, content)
        return sha256


def is_hash(name: str) -> bool:
    """Whether a name in the store is one of ours; leftovers of a broken write are not."""
    return len(name) == HASH_LENGTH and all(sign in "0123456789abcdef" for sign in name)
