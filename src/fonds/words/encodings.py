"""In which encoding do bytes make sense, and was a text read in a wrong one?

A text makes sense where its words are of one script, in one case but for their first letter, without signs inside
them, of the letters of a language, and where small words of a language stand among them. Words in ASCII say nothing:
they are the same in all these encodings.

Not for: reading in the encoding that is found: a wrong guess changes what a source says without a trace. It is told
to people, and they decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from fonds import words

_Key = TypeVar("_Key")
ENCODINGS = (
    "windows-1252", "windows-1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "windows-1250", "iso8859-2",
    "cp850", "cp852", "mac-roman", "koi8-u",
)  # fmt: skip
"""Those in which records were typed that are not in UTF-8; where two make the same sense, the first is told."""

_SAMPLE = 4096
_SENSIBLE = 1.0
_BETTER = 0.5
_SIGNS = "«»“”„‘’‚–—…№§°\u00a0"
_TOKEN = re.compile(rf"[^\s!-@\[-`{{-~{_SIGNS}]+")


def likely_encoding(data: bytes, start: int = 0) -> str | None:
    """The encoding in which bytes make the most sense; None where they make none in any.

    Args:
        data: A source that is not UTF-8.
        start: Where its first byte stands that does not fit.
    """
    begin = max(0, start - _SAMPLE // 4)
    sample = data[begin : begin + _SAMPLE]
    decoded = ((name, _decoded(sample, name)) for name in ENCODINGS)
    read = {name: text for name, text in decoded if text is not None}
    return _best(read, _SENSIBLE)


def misread_encodings(text: str) -> tuple[str, str] | None:
    """In which encoding a text was read, and which it is in, if that makes more sense of it.

    Args:
        text: As it was read.
    """
    lines = _telling_lines(text)
    found: dict[tuple[str, str], str] = {}
    for wrong in ENCODINGS:
        read = [data for data in (_encoded(line, wrong) for line in lines) if data]
        for right in ("utf-8", *ENCODINGS) if 2 * len(read) > len(lines) else ():
            anew = [line for line in (_decoded(data, right) for data in read) if line is not None]
            if right != wrong and 2 * len(anew) > len(lines):
                found[wrong, right] = "\n".join(anew)
    return _best(found, max(_SENSIBLE, _sense_of("\n".join(lines)) + _BETTER))


def read_anew(text: str, wrong: str, right: str) -> str:
    """A text that was read in a wrong encoding, in the right one; empty where it can not have been read so.

    Args:
        text: As it was read.
        wrong: The encoding in which it was read.
        right: The one in which it is.
    """
    return _decoded(_encoded(text, wrong), right) or ""


def _best(read: Mapping[_Key, str], least: float) -> _Key | None:
    sense = {key: _sense_of(text) for key, text in read.items()}
    best = max(sense, key=lambda key: sense[key], default=None)
    return best if best is not None and sense[best] >= least else None


def _telling_lines(text: str) -> list[str]:
    """Lines that are not all in ASCII, up to the size of a sample, without words of which a sign was lost."""
    lines = text[:_SAMPLE].split("\n")
    kept = (" ".join(word for word in line.split(" ") if "\ufffd" not in word) for line in lines)
    return [line for line in kept if not line.isascii()]


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        is_cut = error.end == len(data) and encoding == "utf-8"
        return data[: error.start].decode(encoding) if is_cut else None


def _encoded(text: str, encoding: str) -> bytes:
    """The bytes that were read so; nothing where no bytes can have been. Controls stand for what has no sign."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        controls = (sign if "\x80" <= sign <= "\x9f" else "" for sign in text)
        if not any(controls) or encoding != "windows-1252":
            return b""
    try:
        return b"".join(sign.encode("latin-1" if "\x80" <= sign <= "\x9f" else encoding) for sign in text)
    except UnicodeEncodeError:
        return b""


def _sense_of(text: str) -> float:
    """How much sense the words make that are not in ASCII: from -1 to about 3, 1 or more for those of a language."""
    tokens = [token for token in _TOKEN.findall(text) if not token.isascii()]
    if not tokens:
        return float(any(sign in text for sign in _SIGNS))
    return sum(map(_sense_of_word, tokens)) / len(tokens)


def _sense_of_word(word: str) -> float:
    low = word.lower()
    is_in_one_case = word.islower() or word.isupper() or word[1:].islower()
    if not is_in_one_case or not any(map(set(low).issubset, _alphabets())):
        return -1.0
    is_cyrillic = "\u0400" <= low[0] <= "\u04ff"
    sense = 1.5 * sum(map(_common().__contains__, low)) / len(low) if is_cyrillic else 1.0
    return sense + (low in _small_words())


@cache
def _alphabets() -> tuple[frozenset[str], ...]:
    """The letters of each language that has some beyond ASCII."""
    return tuple(
        frozenset(table["letters"]) | (_ASCII if table["script"] == "Latn" else frozenset())
        for table in words.tables("tongues")
        if table.get("letters")
    )


_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz")


@cache
def _common() -> frozenset[str]:
    return frozenset("".join(table.get("common", "") for table in words.tables("tongues")))


@cache
def _small_words() -> frozenset[str]:
    return words.listed("tongues", "words")
