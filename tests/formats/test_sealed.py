"""The inside of a sealed excerpt: what was put in comes out, its size is a class, and what is not one is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.formats.sealed import (
    LARGEST_CLASS_BYTES,
    SMALLEST_CLASS_BYTES,
    Manifest,
    read_sealed,
    signed_bytes,
    size_class,
    write_sealed,
)
from fonds.model import FondsError, Invalid, Unsupported, digest

SIGNATURE = "ab" * 64


def _manifest(content: bytes, **more: str) -> Manifest:
    facts = {
        "record": "r", "recipient": "Ognev", "sealed_to": "age1x", "time": "2026-01-02T03:04:05Z",
        "archive": "Papers", "media_type": "text/plain", "key": "cd" * 32, **more,
    }  # fmt: skip
    return Manifest(passages=("8.1", "8.2"), size_bytes=len(content), sha256=digest(content), **facts)  # type: ignore[arg-type] # all are text


@given(content=st.binary(max_size=9000), name=st.text(max_size=80))
def test_what_was_put_in_comes_out(content: bytes, name: str) -> None:
    manifest = _manifest(content, recipient=name)
    whole = write_sealed(manifest, SIGNATURE, content)
    sealed = read_sealed(whole)
    assert (sealed.manifest, sealed.content, sealed.signature) == (manifest, content, SIGNATURE)
    assert sealed.signed == signed_bytes(manifest)
    assert len(whole) >= SMALLEST_CLASS_BYTES
    assert len(whole).bit_count() == 1


def test_size_classes_are_powers_of_two_from_the_smallest_to_the_largest() -> None:
    assert size_class(0) == size_class(1) == size_class(4096) == 4096
    assert size_class(4097) == size_class(8192) == 8192
    assert size_class(LARGEST_CLASS_BYTES) == LARGEST_CLASS_BYTES
    with pytest.raises(Unsupported) as caught:
        size_class(LARGEST_CLASS_BYTES + 1)
    assert caught.value.code == "excerpt-too-large"


def test_every_member_of_a_manifest_is_written_and_in_order() -> None:
    members = msgspec.json.decode(signed_bytes(_manifest(b"")).partition(b"\n")[2])
    assert list(members) == sorted(Manifest.__struct_fields__)
    assert members["log_entry"] == ""


WHOLE = write_sealed(_manifest(b"words of a passage"), SIGNATURE, b"words of a passage")


@given(at=st.integers(0, len(WHOLE) - 1), flip=st.integers(1, 255))
def test_a_changed_byte_is_found_or_stands_in_what_is_signed(at: int, flip: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= flip
    try:
        sealed = read_sealed(bytes(changed))
    except FondsError:
        return
    before = read_sealed(WHOLE)
    assert sealed.content == before.content
    assert (sealed.signed, sealed.signature) != (before.signed, before.signature)


@given(data=st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(lambda rest: WHOLE[:8] + rest)))
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(FondsError):
        read_sealed(data)


@pytest.mark.parametrize("size", [0, 7, 8, 19, 20, 100, len(WHOLE) - 1])
def test_a_part_is_refused(size: int) -> None:
    with pytest.raises(Invalid):
        read_sealed(WHOLE[:size])


def test_padding_must_be_that_of_the_class_and_empty() -> None:
    for data in (WHOLE + b"\0", WHOLE + bytes(4096), WHOLE[:-1] + b"x"):
        with pytest.raises(Invalid) as caught:
            read_sealed(data)
        assert caught.value.code == "damaged"


def test_a_later_form_is_said_to_be_one() -> None:
    later = write_sealed(_manifest(b"x", format="fonds-sealed-excerpt/2"), SIGNATURE, b"x")
    for data in (later, b"FONDSEX2" + WHOLE[8:]):
        with pytest.raises(Unsupported) as caught:
            read_sealed(data)
        assert caught.value.code == "newer-format"
