"""Bytes become text, or the reason why not has a code and a position."""

import codecs

import pytest

from fonds.model import Invalid
from fonds.reading._decode import decode


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        ("Протокол".encode(), None, ("Протокол", "utf-8")),
        (codecs.BOM_UTF8 + b"Minutes", None, ("Minutes", "utf-8")),
        (codecs.BOM_UTF16_LE + "Minutes".encode("utf-16-le"), None, ("Minutes", "utf-16-le")),
        (codecs.BOM_UTF16_BE + "Minutes".encode("utf-16-be"), None, ("Minutes", "utf-16-be")),
        ("Протокол".encode("cp1251"), "windows-1251", ("Протокол", "cp1251")),
        ("Протокол".encode("koi8-r"), "koi8-r", ("Протокол", "koi8-r")),
    ],
)
def test_text_is_decoded(data: bytes, encoding: str | None, expected: tuple[str, str]) -> None:
    assert decode(data, encoding) == expected


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "\u00a0\n".encode()])
def test_nothing_but_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        decode(data)
    assert caught.value.code == "empty"


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"text with a \0 null", bytes(range(1, 9)) * 40, b"%PDF-1.7\n\xe2\xe3\0\x01"],
)
def test_what_is_not_text_is_binary(data: bytes) -> None:
    with pytest.raises(Invalid) as caught:
        decode(data)
    assert caught.value.code == "binary"


def test_a_wrong_encoding_tells_where() -> None:
    with pytest.raises(Invalid) as caught:
        decode("Minutes of Протокол".encode("cp1251"))
    assert (caught.value.code, caught.value.position) == ("encoding", len("Minutes of "))
    assert "Протокол" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Протокол о лампах", "windows-1251"),
        ("Протокол о лампах", "koi8-r"),
        ("Протокол о лампах", "cp866"),
        ("Die Fähre für Öl", "windows-1252"),
        ("Żółta łódź się", "windows-1250"),
    ],
)
def test_the_hint_names_the_encoding_that_makes_sense(text: str, encoding: str) -> None:
    with pytest.raises(Invalid) as caught:
        decode(b"Minutes\n" * 1000 + text.encode(encoding))
    assert encoding in caught.value.hint


def test_where_no_encoding_makes_sense_none_is_named() -> None:
    with pytest.raises(Invalid) as caught:
        decode(b"Minutes \xff\x98\x81")
    assert caught.value.hint == "Name the encoding of the source."


def test_a_mark_counts_in_the_position() -> None:
    with pytest.raises(Invalid) as caught:
        decode(codecs.BOM_UTF8 + b"ab\xff")
    assert caught.value.position == 5


@pytest.mark.parametrize("name", ["no-such-encoding", "rot13", "hex"])
def test_an_unknown_encoding_is_told_apart(name: str) -> None:
    with pytest.raises(Invalid) as caught:
        decode(b"text", name)
    assert (caught.value.code, caught.value.position) == ("encoding", None)
