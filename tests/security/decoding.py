"""Takes bytes apart until only words are left: what a reader could make of a public answer or a file with patience.

Not for: sound files alone. Whatever can be unpacked is unpacked, as far as it goes; the rest is passed over.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import tantivy

from fonds.search._analysis import LANGUAGES
from fonds.search._tantivy.opening import _open_part
from fonds.search._tantivy.schema import WORD_FIELDS

DEEPEST = 4
"""As many wrappings, one within the other, are taken off."""

_PIECE = 256
_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/_-]{4}[\r\n]{0,2}){5,}[A-Za-z0-9+/_-]{0,3}={0,2}")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([nrtbf\"\\/])")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"\w+")


def words_of(data: bytes) -> list[list[str]]:
    """The words that bytes say, folded, once for each way in which they can be read."""
    return [_WORD.findall(text.casefold()) for text in texts_of(data)]


def texts_of(data: bytes) -> Iterator[str]:
    """Everything that bytes can be read as, packed or escaped as they may be."""
    seen: set[bytes] = set()
    waiting: list[tuple[bytes, int]] = [(data, 0)]
    while waiting:
        piece, depth = waiting.pop()
        if not piece or piece in seen:
            continue
        seen.add(piece)
        for text in _texts_at_once(piece):
            yield text
            if depth < DEEPEST:
                waiting.extend((plainer.encode("utf-8", "replace"), depth + 1) for plainer in _unescaped(text))
        if depth < DEEPEST:
            waiting.extend((inner, depth + 1) for inner in _unpacked(piece))


def _texts_at_once(data: bytes) -> Iterator[str]:
    yield data.decode("utf-8", "replace")
    if b"\0" in data:
        for start in (0, 1):
            even = data[start : start + (len(data) - start) // 2 * 2]
            yield even.decode("utf-16-le", "replace")
            yield even.decode("utf-16-be", "replace")
    elif data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield data.decode("utf-16", "replace")


def _unescaped(text: str) -> Iterator[str]:
    if "\\" in text:
        yield _JSON_ESCAPE.sub(_unescape, text)
    if "&" in text:
        yield html.unescape(text)
    if "<" in text:
        yield _TAG.sub("", text)
        yield _TAG.sub(" ", text)
    if "%" in text:
        yield unquote_to_bytes(text.replace("+", " ")).decode("utf-8", "replace")


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    return {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}.get(found[2], found[2])


def _unpacked(data: bytes) -> Iterator[bytes]:
    for found in _ZLIB.finditer(data):
        yield _inflated(data[found.start() :], zlib.MAX_WBITS)
    for found in _GZIP.finditer(data):
        yield _inflated(data[found.start() :], zlib.MAX_WBITS | 16)
    for found in _BASE64.finditer(data):
        yield from _from_base64(found[0])
    if b"PK\x03\x04" in data:
        yield from _unzipped(data)
    if b"%PDF-" in data:
        yield from _from_pdf(data)


def _inflated(data: bytes, window: int) -> bytes:
    """What can be inflated: of a stream that is cut, its beginning."""
    stream, parts = zlib.decompressobj(window), []
    try:
        for start in range(0, len(data), _PIECE):
            parts.append(stream.decompress(data[start : start + _PIECE]))
            if stream.eof:
                break
    except zlib.error:
        pass
    return b"".join(parts)


def _from_base64(run: bytes) -> Iterator[bytes]:
    plain = re.sub(rb"[\r\n=]", b"", run).replace(b"-", b"+").replace(b"_", b"/")
    for start in range(4):
        piece = plain[start:]
        try:
            yield base64.b64decode(piece[: len(piece) // 4 * 4] + _padded(piece[len(piece) // 4 * 4 :]))
        except (binascii.Error, ValueError):
            continue


def _padded(rest: bytes) -> bytes:
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _unzipped(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return


# PDF: streams are deflated, and text is drawn by numbers of glyphs that a table turns into characters.

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SHOWN = re.compile(rb"\[(.*?)\]\s*TJ|(<[0-9a-fA-F\s]*>|\((?:\\.|[^()\\])*\))\s*Tj", re.DOTALL)
_STRING = re.compile(rb"<([0-9a-fA-F\s]*)>|\(((?:\\.|[^()\\])*)\)", re.DOTALL)


def _from_pdf(data: bytes) -> Iterator[bytes]:
    streams = [_inflated(found[1], zlib.MAX_WBITS) or found[1] for found in _STREAM.finditer(data)]
    glyphs: dict[int, str] = {}
    for stream in streams:
        glyphs |= _glyphs_in(stream)
    for stream in streams:
        shown = [found[1] or found[2] for found in _SHOWN.finditer(stream)]
        for joint in ("", " "):
            yield joint.join(_drawn(piece, glyphs) for piece in shown).encode("utf-8", "replace")


def _glyphs_in(stream: bytes) -> dict[int, str]:
    """Which characters glyphs stand for, by the table that lets readers copy text."""
    glyphs: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        glyphs |= {int(code, 16): _characters(text) for code, text in _PAIR.findall(part)}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for first, last, text in _RANGE.findall(part):
            for step in range(min(int(last, 16) - int(first, 16), 0xFFFF) + 1):
                glyphs[int(first, 16) + step] = chr(min(int(text, 16) + step, 0x10FFFF))
    return glyphs


def _characters(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _drawn(piece: bytes, glyphs: dict[int, str]) -> str:
    text = ""
    for found in _STRING.finditer(piece):
        if found[2] is not None:
            text += re.sub(rb"\\(.)", rb"\1", found[2]).decode("latin-1")
            continue
        digits = re.sub(rb"\s", b"", found[1] or b"")
        text += "".join(glyphs.get(int(digits[at : at + 4], 16), "") for at in range(0, len(digits) - 3, 4))
    return text


# Files that hold their content in forms of their own


def rows_in(path: Path) -> Iterator[bytes]:
    """Every value of every row of a SQLite file, whole: in the file itself long ones are cut into pages."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in database.execute(f'SELECT * FROM "{table}"'):
                yield from (_as_bytes(value) for value in row)
    database.close()


def _as_bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


def documents_in(index: Path) -> Iterator[bytes]:
    """What Tantivy keeps of each entry, deleted ones included; its files are compressed."""
    for part in ("records", "passages"):
        searcher = _open_part(index / part).searcher()
        for number, segment in enumerate(json.loads((index / part / "meta.json").read_bytes())["segments"]):
            for entry in range(segment["max_doc"]):
                yield from map(_as_bytes, searcher.doc(tantivy.DocAddress(number, entry))["stored"])


def terms_in(index: Path) -> set[str]:
    """All words that an index knows, in any field, stemmed as they are."""
    found: set[str] = set()
    for part in ("records", "passages"):
        searcher = _open_part(index / part).searcher()
        for field in _TEXT_FIELDS:
            try:
                found |= set(_all_terms(searcher, field))
            except ValueError:
                continue  # this part does not have the field
    return found


def _all_terms(searcher: tantivy.Searcher, field: str) -> Iterable[str]:
    return (term for term, _ in searcher.terms_with_prefix(field, ""))


_TEXT_FIELDS = (
    *("title", "folded", "label", "id", "repository", *LANGUAGES, *WORD_FIELDS),
    *(f"{name}_words" for name in WORD_FIELDS),
)
