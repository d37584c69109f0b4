"""The key of a store: it signs what leaves the store, so that others can prove from where it came.

It does not encrypt anything: who can read the folder of a store can read what the store holds. What protects the
folder is its permissions and an encrypted disk.

Not for: keys of persons (`fonds.actions.actors`).
"""

from __future__ import annotations

from pathlib import Path

from fonds.model import Invalid, NotFound
from fonds.store import _disk

KEY_FILE = "key"
PUBLIC_KEY_FILE = "key.pub"
_PRIVATE = 0o600


class StoreKey:
    """An Ed25519 key (RFC 8032).

    Attributes:
        public: Its public half, 64 hexadecimal digits.
    """

    def __init__(self, seed: bytes) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - few commands sign anything
            Ed25519PrivateKey,
        )

        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes_raw().hex()

    def sign(self, data: bytes) -> str:
        """The signature of `data`, 128 hexadecimal digits."""
        return self._key.sign(data).hex()


def make_key(folder: Path, seed: bytes) -> StoreKey:
    """Writes the key of a store, for its account alone, and its public half beside it.

    Args:
        folder: Folder of the store.
        seed: 32 random bytes.

    Raises:
        OSError: When the folder can not be written.
    """
    key = StoreKey(seed)
    _disk.write_beside(folder / KEY_FILE, seed.hex().encode() + b"\n", durable=True, mode=_PRIVATE)
    _disk.write_beside(folder / PUBLIC_KEY_FILE, key.public.encode() + b"\n", durable=True)
    return key


def read_key(folder: Path) -> StoreKey:
    """Reads the key of a store.

    Raises:
        NotFound: ``no-key``, when it has none. Invalid: ``store-key``, when the file is no key.
        OSError: When it can not be read.
    """
    path = folder / KEY_FILE
    if not path.is_file():
        raise _no_key(path)
    try:
        return StoreKey(bytes.fromhex(path.read_text("ascii")))
    except ValueError as error:
        raise Invalid("the file is no key of a store", code="store-key", ref=str(path)) from error


def read_public_key(folder: Path) -> str:
    """Reads the public half of a store's key, 64 hexadecimal digits.

    Raises:
        NotFound: ``no-key``, when it has none. Unavailable: ``no-permission``, ``disk-error``.
    """
    path = folder / PUBLIC_KEY_FILE
    if not path.is_file():
        raise _no_key(path)
    with _disk.explained(path):
        return path.read_text("ascii", errors="replace").strip()


def _no_key(path: Path) -> NotFound:
    hint = "A published copy has none on purpose. For a store of an archive, `fonds upgrade` makes one."
    return NotFound("the store has no key", code="no-key", ref=str(path), hint=hint)


def is_signed(data: bytes, signature: str, public: str) -> bool:
    """Whether `signature` is that of `data` under a public key; both as hexadecimal digits, of any content."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - few commands check a signature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - likewise

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), data)
    except (InvalidSignature, ValueError):
        return False
    return True
