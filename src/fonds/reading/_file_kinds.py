"""What sort of file is a source that is no page: a PDF, a word processor's, an image, XML that no browser shows?

Files are known by their first bytes, whatever they are called.

Not for: pages of HTML (`_html`), nor text in a wrong encoding (`_decode`).
"""

from __future__ import annotations

from typing import NamedTuple

from fonds.model import FondsError, Invalid, Unsupported

_SAVE = "Save it as plain text in UTF-8 with the program that made it, and read that."
_UNPACK = "Unpack it, and read what is in it."
_TRANSCRIBE = "Scans and other images are added with their transcription, as a text file."


class _Kind(NamedTuple):
    """A sort of file: its first bytes, what it is, and what to do; whether there is text in it to be taken out."""

    begins: tuple[bytes, ...]
    name: str
    hint: str
    has_text: bool = True


_KINDS = (
    _Kind((b"%PDF-",), "a PDF", "Take its text out with: pdftotext -layout FILE.pdf FILE.txt, and read that."),
    _Kind((b"{\\rtf",), "a document in RTF", _SAVE),
    _Kind((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), "a document of an old word processor", _SAVE),
    _Kind((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf\x27\x1c", b"Rar!"), "a packed file", _UNPACK),
    _Kind(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"AT&TFORM"),
        "an image",
        _TRANSCRIBE,
        has_text=False,
    ),
)
_ZIP = b"PK\x03\x04"
_OF_WORD_PROCESSORS = (b"word/", b"mimetypeapplication/vnd.oasis", b"[Content_Types].xml", b"content.xml")
_LOOKED_AT = 65536


def refuse_other_files(data: bytes) -> None:
    """Refuses a source that is no text, but is known.

    Args:
        data: Its bytes.

    Raises:
        Unsupported: ``not-a-page``, of what holds text that another program can take out.
        Invalid: ``binary``, of an image.
    """
    if data.startswith(_ZIP):
        is_document = any(part in data[:_LOOKED_AT] for part in _OF_WORD_PROCESSORS)
        raise _no_page("a document of a word processor", _SAVE) if is_document else _no_page("a packed file", _UNPACK)
    kind = next((kind for kind in _KINDS if data.startswith(kind.begins)), None)
    if kind is not None and kind.has_text:
        raise _no_page(kind.name, kind.hint)
    if kind is not None:
        raise Invalid(f"this is {kind.name}, not text", code="binary", position=0, hint=kind.hint)


def _no_page(name: str, hint: str) -> FondsError:
    return Unsupported(f"this is {name}, not a page or a typed text", code="not-a-page", hint=hint)


_LONGEST_HEAD = 20_000
_TAKE_OUT = "Take its text out, and read that; pages of HTML are read as they are."


def refuse_xml(text: str) -> None:
    """Refuses XML that is no page of HTML: what it shows depends on what its elements mean.

    Args:
        text: A decoded source.

    Raises:
        Unsupported: ``not-a-page``.
    """
    head = text[:_LONGEST_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return
    head = head.lower()
    root = head[: head.find(">") + 1]
    is_xml = head.startswith("<?xml") or ("xmlns" in root and "xhtml" not in root)
    if is_xml and "<html" not in head:
        raise _no_page("TEI" if "<tei" in head else "XML", _TAKE_OUT)
