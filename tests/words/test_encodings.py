"""Encodings are told by the sense that they make, and by nothing else."""

import pytest

from fonds.words.encodings import ENCODINGS, likely_encoding, misread_encodings, read_anew

RUSSIAN = "Правление мостов\nПаром стоит у Старого причала. Механик просит прислать канаты и доски до снега."
GERMAN = "Die Fähre über den Fluß ist für den Verkehr gesperrt, die Brücke fällt."
POLISH = "Prom został naprawiony, a łódź stoi przy brzegu, który się zmienił po ostatniej burzy."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, name) for name in ("windows-1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")),
        *((GERMAN, name) for name in ("windows-1252", "cp850", "mac-roman")),
        *((POLISH, name) for name in ("windows-1250", "iso8859-2", "cp852")),
        ("“Yes,” he said – it’s done", "windows-1252"),
        ("Но", "koi8-r"),
    ],
)
def test_bytes_make_sense_in_their_encoding(text: str, encoding: str) -> None:
    assert likely_encoding(text.encode(encoding)) == encoding


@pytest.mark.parametrize("data", [bytes(range(128, 256)), b"\xff\xfe\x81", b""])
def test_bytes_that_make_no_sense(data: bytes) -> None:
    assert likely_encoding(data) is None


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (RUSSIAN, "windows-1251", "koi8-r"),
        (RUSSIAN, "koi8-r", "windows-1251"),
        (RUSSIAN, "windows-1251", "windows-1252"),
        (RUSSIAN, "cp866", "koi8-r"),
        (RUSSIAN, "utf-8", "koi8-r"),
        (GERMAN, "utf-8", "windows-1252"),
        (GERMAN, "windows-1252", "windows-1251"),
        (POLISH, "windows-1250", "windows-1252"),
    ],
)
def test_a_text_that_was_read_in_a_wrong_encoding(text: str, right: str, wrong: str) -> None:
    misread = text.encode(right).decode(wrong)
    assert misread_encodings(misread) == (wrong, right)
    assert read_anew(misread, wrong, right) == text


@pytest.mark.parametrize("text", [RUSSIAN, GERMAN, POLISH, "Nothing but ASCII.", "", "naïve – “so”"])
def test_a_text_that_makes_sense_was_read_right(text: str) -> None:
    assert misread_encodings(text) is None


def test_what_can_not_have_been_read_so() -> None:
    assert read_anew("你好", "koi8-r", "utf-8") == ""
    assert len(ENCODINGS) == len(set(ENCODINGS))
