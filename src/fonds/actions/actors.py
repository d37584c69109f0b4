"""Who may sign releases: names with public keys, declared in `archive.toml`; and the key files of persons.

A key is an Ed25519 key (RFC 8032) in a file as `ssh-keygen -t ed25519` or OpenSSL writes it.

Not for: keys of stores (`fonds.store`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fonds.actions.archive import Archive
from fonds.actions.config import append_actor
from fonds.actions.folders import written
from fonds.model import Conflict, FondsError, Invalid, Unsupported
from fonds.reading import read_bytes

_MOST_BYTES = 2**16
_HINT = "Make one with: fonds actor new-key FILE"


def add_actor(archive: Archive, name: str, key_file: Path) -> Archive:
    """Declares that a person signs with a key.

    Args:
        archive: The archive.
        name: Of the person.
        key_file: With the public half of the key.

    Returns:
        The archive, opened anew.

    Raises:
        Invalid: ``actor-name``, ``key-file``. Conflict: ``actor-exists``, ``key-taken``.
        NotFound: ``no-file``. Unavailable: ``cannot-write``.
    """
    if not name.strip() or not name.isprintable():
        raise Invalid("a person needs a name that can be read", code="actor-name", ref=name[:40])
    if name in archive.file.actors:
        hint = "Another key is for another name; or change it in archive.toml by hand."
        raise Conflict("this person has a key already", code="actor-exists", ref=name[:40], hint=hint)
    key = read_public_key(key_file)
    if key in {actor.key for actor in archive.file.actors.values()}:
        raise Conflict("somebody else signs with this key", code="key-taken", ref=str(key_file))
    with written(archive.folder):
        append_actor(archive.folder, name, key)
    return Archive(archive.folder)


def new_key(path: Path) -> str:
    """Writes a new key without a passphrase, for its owner alone, and its public half beside it.

    Returns:
        The public half, 64 hexadecimal digits.

    Raises:
        Conflict: ``file-exists``. Unavailable: ``cannot-write``.
    """
    key = Ed25519PrivateKey.generate()
    openssh = serialization.PrivateFormat.OpenSSH
    private = key.private_bytes(serialization.Encoding.PEM, openssh, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    beside = path.with_name(path.name + ".pub")
    if path.exists() or beside.exists():
        raise Conflict("there is a file already", code="file-exists", ref=str(path))
    with written(path.parent):
        path.touch(mode=0o600)
        path.write_bytes(private)
        beside.write_bytes(public + b"\n")
    return key.public_key().public_bytes_raw().hex()


def read_public_key(path: Path) -> str:
    """The public half of a key, 64 hexadecimal digits.

    Args:
        path: A file with the public half, in the form of OpenSSH or PEM.

    Raises:
        Invalid: ``key-file``. NotFound: ``no-file``. Unavailable: ``unreadable-file``.
    """
    data = read_bytes(path, _MOST_BYTES)
    load = serialization.load_pem_public_key if data.startswith(b"-----") else serialization.load_ssh_public_key
    try:
        key = load(data)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _no_key(path) from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path)
    return key.public_bytes_raw().hex()


def read_private_key(path: Path, passphrase: Callable[[], str]) -> Ed25519PrivateKey:
    """A person's key.

    Args:
        path: A file in the form of OpenSSH or PEM.
        passphrase: Asks for the passphrase, if the file has one.

    Raises:
        Invalid: ``key-file``, ``passphrase``. Unsupported: ``key-file``.
        NotFound: ``no-file``. Unavailable: ``unreadable-file``.
    """
    data = read_bytes(path, _MOST_BYTES)
    load = (
        serialization.load_ssh_private_key if b"OPENSSH PRIVATE KEY" in data else serialization.load_pem_private_key
    )
    try:
        key = _loaded(load, data, passphrase)
    except UnsupportedAlgorithm as error:
        hint = "Write it anew as PEM, which needs nothing more: openssl pkcs8 -topk8, or make another key."
        raise Unsupported(
            "this kind of passphrase is not known", code="key-file", ref=str(path), hint=hint
        ) from error
    except (ValueError, TypeError) as error:
        raise _no_key(path, "the file holds no Ed25519 key, or the passphrase is another") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path)
    return key


def _loaded(load: Callable[..., object], data: bytes, passphrase: Callable[[], str]) -> object:
    try:
        return load(data, password=None)
    except TypeError:  # the file has a passphrase
        return load(data, password=passphrase().encode())


def _no_key(path: Path, what: str = "the file holds no Ed25519 key") -> FondsError:
    return Invalid(what, code="key-file", ref=str(path), hint=_HINT)
