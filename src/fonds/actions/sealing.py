"""Excerpts sealed to their recipients: one file for each, which its key alone opens, signed by the store.

Not for: what stands inside the files (`fonds.formats.sealed`), nor for what is in an excerpt
(`fonds.actions.excerpting`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fonds.actions.archive import Archive, store_folder
from fonds.actions.excerpting import Excerpt, labels_of
from fonds.actions.folders import PRIVATE, put_new, written
from fonds.formats.sealed import (
    LARGEST_CLASS_BYTES,
    Manifest,
    read_sealed,
    signed_bytes,
    write_sealed,
)
from fonds.model import Invalid, Refused, digest
from fonds.model.base import Value
from fonds.store import StoreKey, is_signed, read_key

SUFFIX = ".age"
_AGE = b"age-encryption.org/v1\n"
_MOST_KEY_BYTES = 2**16
_MOST_BYTES = LARGEST_CLASS_BYTES + LARGEST_CLASS_BYTES // 2**12 + 2**16
"""With a tag for each 64 KiB, and a head."""


class Content(Value, frozen=True, kw_only=True):
    """An excerpt in one of its forms.

    Attributes:
        data: The bytes.
        media_type: What they are.
    """

    data: bytes
    media_type: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where sealed excerpts come from, and when.

    Attributes:
        archive: Title of the archive.
        key: The key of the store, which signs.
        time: ISO 8601 in UTC.
        log_entry: Number of the entry in the store's log; empty for the open store.
    """

    archive: str
    key: StoreKey
    time: str
    log_entry: str = ""


class Opened(Value, frozen=True, kw_only=True):
    """A sealed excerpt that was opened, and whose signature holds.

    Attributes:
        manifest: What it says about itself.
        content: The excerpt.
    """

    manifest: Manifest
    content: bytes


def read_recipients(keys: Iterable[str], file: Path | None = None) -> tuple[str, ...]:
    """The age keys to seal to, each once, in their order.

    Args:
        keys: Public keys ("age1...").
        file: A file with one on each line; lines that begin with # are for people.

    Raises:
        Invalid: ``recipient-key``, with what begins the key; ``recipients-file``, when the file has none.
        OSError: When it can not be read.
    """
    listed = _key_lines(file, "recipients-file") if file else ()
    return tuple(dict.fromkeys(_checked(key) for key in (*keys, *listed)))


def origin_of(archive: Archive, store: str, now: str, log_entry: str = "") -> Origin:
    """What the excerpts of a store are to say about where they come from.

    Args:
        archive: The archive.
        store: The store that the passages come from.
        now: The time, ISO 8601 in UTC.
        log_entry: Number of the entry in the store's log that says so, which is made before: the log has the hash
            of the content, and what is sealed has the number. Empty for the open store.

    Raises:
        NotFound: ``no-key``. Invalid: ``store-key``.
    """
    key = read_key(store_folder(archive.folder, store))
    return Origin(archive=archive.file.title, key=key, time=now, log_entry=log_entry)


def seal_excerpt(made: Excerpt, content: Content, recipients: Iterable[str], origin: Origin) -> dict[str, bytes]:
    """Seals an excerpt to each recipient by itself. Nothing is written.

    Args:
        made: The excerpt.
        content: The same in the form that is given out.
        recipients: As `read_recipients` gives them.
        origin: Where it comes from.

    Returns:
        For each recipient a file that their key alone opens.

    Raises:
        Unsupported: ``excerpt-too-large``.
    """
    sealed = {}
    for recipient in recipients:
        manifest = Manifest(
            record=made.reading.record.id,
            passages=labels_of(made),
            recipient=made.recipient,
            sealed_to=recipient,
            time=origin.time,
            archive=origin.archive,
            media_type=content.media_type,
            size_bytes=len(content.data),
            sha256=digest(content.data),
            key=origin.key.public,
            log_entry=origin.log_entry,
        )
        signature = origin.key.sign(signed_bytes(manifest))
        sealed[recipient] = encrypted(write_sealed(manifest, signature, content.data), recipient)
    return sealed


def write_sealed_files(
    sealed: Mapping[str, bytes], folder: Path, token: Callable[[], str] = lambda: secrets.token_hex(8)
) -> dict[str, Path]:
    """Writes sealed excerpts under names that say nothing.

    Args:
        sealed: As `seal_excerpt` gives them.
        folder: Where to; it is made if it does not exist.
        token: Gives the name of the next file.

    Returns:
        The file of each recipient.

    Raises:
        Conflict: ``file-exists``. Unavailable: ``cannot-write``; what was written until then is whole.
    """
    with written(folder):
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    files = {}
    for recipient, data in sealed.items():
        files[recipient] = folder / f"{token()}{SUFFIX}"
        put_new(files[recipient], data)
    return files


def encrypted(data: bytes, recipient: str) -> bytes:
    """Data that one age key opens, and no other.

    Raises:
        Invalid: ``recipient-key``.
    """
    import pyrage  # noqa: PLC0415 - few commands seal anything

    try:
        return bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(recipient)]))
    except pyrage.RecipientError as error:
        raise _no_recipient(recipient) from error


def open_sealed(file: Path, identities: Path, public_key: str | None = None) -> Opened:
    """Opens a sealed excerpt and checks all that can be checked without the archive.

    Args:
        file: The sealed excerpt.
        identities: A file with private age keys ("AGE-SECRET-KEY-1..."), one on each line.
        public_key: Public half of the key that should have signed it, 64 hexadecimal digits; None to believe the
            key that stands inside.

    Raises:
        Invalid: ``identity-file``, ``public-key``, ``not-sealed``, ``damaged``, ``signature``.
        Refused: ``wrong-identity``, ``wrong-key``, ``other-recipient``. Unsupported: ``newer-format``.
        OSError: When a file can not be read.
    """
    expected = _checked_public_key(public_key)
    keys = _identities(identities)
    sealed = read_sealed(_decrypted(_read_bounded(file), keys, file))
    manifest = sealed.manifest
    if not is_signed(sealed.signed, sealed.signature, manifest.key):
        raise Invalid("its signature does not hold", code="signature", ref=str(file), hint="Trust nothing in it.")
    if expected is not None and manifest.key != expected:
        hint = f"It is signed by {manifest.key}. Ask the archive whether that is a key of its own."
        raise Refused("it is signed by another key than you expect", code="wrong-key", ref=str(file), hint=hint)
    if manifest.sealed_to not in {str(key.to_public()) for key in keys}:
        hint = "Somebody who could read it has sealed it again, to you. The archive sealed it to another key."
        raise Refused("the archive did not seal it to you", code="other-recipient", ref=str(file), hint=hint)
    return Opened(manifest=manifest, content=sealed.content)


def _checked(key: str) -> str:
    import pyrage  # noqa: PLC0415 - few commands seal anything

    try:
        return str(pyrage.x25519.Recipient.from_str(key.strip()))
    except pyrage.RecipientError as error:
        raise _no_recipient(key) from error


def _no_recipient(key: str) -> Invalid:
    hint = "A recipient gives you a key that begins with age1. Never ask for one that begins with AGE-SECRET-KEY-1."
    shown = key[:12] if key.startswith("age1") else ""
    return Invalid("this is no age key to seal to", code="recipient-key", ref=shown, hint=hint)


def _key_lines(file: Path, code: str) -> tuple[str, ...]:
    """The lines of a file of keys, without those that are for people."""
    with file.open("rb") as read:
        data = read.read(_MOST_KEY_BYTES + 1)
    try:
        lines = [line.strip() for line in data.decode("utf-8").splitlines()]
    except UnicodeDecodeError:
        lines = []
    keys = tuple(line for line in lines if line and not line.startswith("#"))
    if not keys or len(data) > _MOST_KEY_BYTES:
        raise Invalid("this is no file of age keys", code=code, ref=str(file))
    return keys


def _identities(file: Path) -> list[Any]:
    import pyrage  # noqa: PLC0415 - few commands seal anything

    try:
        return [pyrage.x25519.Identity.from_str(line) for line in _key_lines(file, "identity-file")]
    except pyrage.IdentityError as error:
        hint = "It has lines that begin with AGE-SECRET-KEY-1, as age-keygen writes them."
        message = "this is no file of private age keys"
        raise Invalid(message, code="identity-file", ref=str(file), hint=hint) from error


def _checked_public_key(key: str | None) -> str | None:
    if key is None:
        return None
    plain = key.strip().lower()
    if len(plain) != 64 or set(plain) - set("0123456789abcdef"):
        hint = "It has 64 hexadecimal digits, as the file key.pub of the store has them."
        raise Invalid("this is no public key of a store", code="public-key", hint=hint)
    return plain


def _read_bounded(file: Path) -> bytes:
    """The whole file, unless it is larger than any sealed excerpt; then no more than that is read."""
    with file.open("rb") as read:
        data = read.read(len(_AGE))
        if data == _AGE:
            data += read.read(_MOST_BYTES)
    if not data.startswith(_AGE) or len(data) > _MOST_BYTES:
        raise Invalid("this is no sealed excerpt", code="not-sealed", ref=str(file))
    return data


def _decrypted(data: bytes, keys: Sequence[Any], file: Path) -> bytes:
    import pyrage  # noqa: PLC0415 - few commands seal anything

    try:
        return bytes(pyrage.decrypt(data, keys))
    except pyrage.DecryptError as error:
        if str(error) == "No matching keys found":
            hint = "It was sealed to another key, or its head was changed on the way."
            message = "none of your keys opens it"
            raise Refused(message, code="wrong-identity", ref=str(file), hint=hint) from error
        hint = "It was cut or changed on the way. Ask the archive for another."
        raise Invalid("the sealed excerpt is damaged", code="damaged", ref=str(file), hint=hint) from error
