"""The inside of a sealed excerpt: a manifest, its signature, the content, and zeros up to a size class.

docs/sealed-excerpts.md describes every byte, so that others can open what fonds sealed.

Not for: encrypting and signing (`fonds.actions.sealing`).
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import msgspec

from fonds.model import Invalid, Unsupported, digest, from_bytes, to_bytes

FORMAT = "fonds-sealed-excerpt/1"
SIGNED_WITH = b"fonds sealed excerpt 1\n"
"""Stands before a manifest when it is signed, so that no other signature of the same key can be taken for it."""

SMALLEST_CLASS_BYTES = 2**12
LARGEST_CLASS_BYTES = 2**26
_MAGIC = b"FONDSEX1"
_SIGNATURE_BYTES = 64
_HEAD = struct.Struct(">8sIQ")
_LONGEST_MANIFEST = 2**20


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a sealed excerpt says about itself, signed by the store that it comes from. Every member is written.

    Attributes:
        record: Id of the record.
        passages: Labels of the passages, in the order of the page.
        recipient: Whom the record's list names; empty when passages were asked for by label.
        sealed_to: The age key that it is sealed to, so that nobody can hand it on as meant for somebody else.
        time: When it was made, ISO 8601 in UTC.
        archive: Title of the archive.
        media_type: Of the content.
        size_bytes: Length of the content.
        sha256: Of the content.
        key: Public half of the store's key, 64 hexadecimal digits.
        log_entry: Number of the entry in the store's log; empty for the open store, which has none.
        format: Which form this is.
    """

    record: str
    passages: tuple[str, ...]
    recipient: str
    sealed_to: str
    time: str
    archive: str
    media_type: str
    size_bytes: int
    sha256: str
    key: str
    log_entry: str = ""
    format: str = FORMAT


class Sealed(NamedTuple):
    """A manifest as signed, its signature, and the content. Whether the signature holds is for others to say."""

    manifest: Manifest
    signed: bytes
    signature: str
    content: bytes


def signed_bytes(manifest: Manifest) -> bytes:
    """The bytes over which the signature of a manifest is made."""
    return SIGNED_WITH + to_bytes(manifest)


def size_class(size_bytes: int) -> int:
    """The smallest power of two that is not smaller, from 4 KiB.

    Raises:
        Unsupported: ``excerpt-too-large``, above 64 MiB.
    """
    if size_bytes > LARGEST_CLASS_BYTES:
        hint = "Give out fewer passages at once, or another format."
        raise Unsupported("the excerpt is too large to be sealed", code="excerpt-too-large", hint=hint)
    return max(SMALLEST_CLASS_BYTES, 1 << (size_bytes - 1).bit_length())


def write_sealed(manifest: Manifest, signature: str, content: bytes) -> bytes:
    """Puts the parts together.

    Raises:
        Unsupported: ``excerpt-too-large``.
    """
    said = to_bytes(manifest)
    parts = (_HEAD.pack(_MAGIC, len(said), len(content)), said, bytes.fromhex(signature), content)
    whole = b"".join(parts)
    return whole.ljust(size_class(len(whole)), b"\0")


def read_sealed(data: bytes) -> Sealed:
    """Takes the parts apart; what does not fit to the last byte is refused.

    Raises:
        Invalid: ``not-sealed``, when it is something else; ``damaged``. Unsupported: ``newer-format``.
    """
    if len(data) < _HEAD.size or not data.startswith(_MAGIC[:7]):
        raise Invalid("this is no sealed excerpt", code="not-sealed")
    magic, manifest_bytes, content_bytes = _HEAD.unpack_from(data)
    if magic != _MAGIC:
        raise _newer()
    ends = _HEAD.size + manifest_bytes, _HEAD.size + manifest_bytes + _SIGNATURE_BYTES
    end = ends[1] + content_bytes
    if manifest_bytes > _LONGEST_MANIFEST or end > len(data) or len(data) != size_class(end) or any(data[end:]):
        raise _damaged()
    said, content = data[_HEAD.size : ends[0]], data[ends[1] : end]
    manifest = _read_manifest(said)
    if manifest.size_bytes != len(content) or manifest.sha256 != digest(content):
        raise _damaged()
    return Sealed(manifest, SIGNED_WITH + said, data[ends[0] : ends[1]].hex(), content)


def _read_manifest(data: bytes) -> Manifest:
    try:
        manifest = from_bytes(data, Manifest)
    except Invalid as error:
        raise _damaged() from error
    if manifest.format != FORMAT:
        raise _newer()
    return manifest


def _damaged() -> Invalid:
    return Invalid("the sealed excerpt is damaged inside", code="damaged", hint="Ask the archive for another.")


def _newer() -> Unsupported:
    hint = "Open it with the version of fonds that the archive uses."
    return Unsupported("this fonds does not know this form of sealed excerpt", code="newer-format", hint=hint)
