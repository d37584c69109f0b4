"""How do bytes become text? UTF-8, UTF-16 with a byte order mark, or the encoding that the caller or the page names.

Not for: guessing an encoding. A wrong guess changes what the source says without a trace, so text that is not
UTF-8 needs a name for what it is; the error says in which encoding it would make sense.
"""

from __future__ import annotations

import codecs
import re

from fonds.model import Invalid
from fonds.words.encodings import likely_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_LONGEST_HEAD = 4096
_NO_CHARSETS = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined"})
_CONTROLS = bytes([*range(9), *range(14, 28)])
"""What a text does not hold: control characters but for blanks and line breaks."""


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """Decodes a source.

    Args:
        data: The whole source.
        encoding: Name of its encoding, or None for UTF-8, or what a byte order mark tells, or what a page of HTML
            that is not UTF-8 says of itself.

    Returns:
        The text without byte order mark, and the name of the encoding.

    Raises:
        Invalid: ``empty`` when there is nothing but white space, ``binary`` when it is not text, ``encoding``
            with the byte position from 0 when the bytes do not fit the encoding, or when it has no such name.
    """
    mark, name = _read_mark(data)
    if encoding:
        name = _known(encoding)
    elif not mark:
        name = _declared(data) or name
    text = _decode_strictly(data[len(mark) :] if mark else data, name, len(mark))
    _refuse_empty(text)
    _refuse_binary(text)
    return text, name


def _read_mark(data: bytes) -> tuple[bytes, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return mark, name
    return b"", "utf-8"


def _declared(data: bytes) -> str | None:
    """The encoding that a page names in its head, unless it is UTF-8: programs save pages anew and do not tell."""
    declared = _DECLARED.search(data, 0, _LONGEST_HEAD)
    if declared is None or _is_utf8(data):
        return None
    try:
        found = codecs.lookup(declared[1].decode("ascii", "replace"))
    except LookupError:
        return None
    return found.name if found._is_text_encoding and found.name not in _NO_CHARSETS else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _known(encoding: str) -> str:
    try:
        found = codecs.lookup(encoding)
    except LookupError as error:
        raise Invalid("no such encoding is known", code="encoding", ref=encoding[:40]) from error
    if not found._is_text_encoding:
        raise Invalid("this is not an encoding of text", code="encoding", ref=encoding[:40])
    return found.name


def _decode_strictly(data: bytes, encoding: str, offset: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data[:4096]:
            raise _binary(data.index(b"\0") + offset) from error
        raise Invalid(
            f"byte {error.start + offset} does not fit the encoding {encoding}",
            code="encoding",
            position=error.start + offset,
            hint=_hint(data, error.start),
        ) from error


def _hint(data: bytes, start: int) -> str:
    """What to do about bytes that do not fit: the encoding in which they make sense, if there is one."""
    likely = likely_encoding(data, start)
    if likely is None:
        return "Name the encoding of the source."
    return f"It makes sense in {likely}. Name that encoding, if it is the right one."


def _refuse_empty(text: str) -> None:
    if not text or text.isspace():
        raise Invalid("the source is empty", code="empty")


def _refuse_binary(text: str) -> None:
    """Refuses what holds a null, or more than a stray control character: no official record is written with them."""
    position = text.find("\0")
    if position >= 0:
        raise _binary(position)
    sample = text[:65536]
    encoded = sample.encode(errors="replace")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls * 100 > len(sample):
        raise _binary(next(at for at, sign in enumerate(sample) if sign < " " and ord(sign) in _CONTROLS))


def _binary(position: int) -> Invalid:
    return Invalid(
        "the source is not text",
        code="binary",
        position=position,
        hint="Scans and other images are added with their transcription, as a text file.",
    )
