"""One slot's content with its marks, as HTML.

Glosses, variants and the like stay in the line, lighter, with their kind as text for those who can not see
it. Remarks by the translator, handwriting and stamps go to the margin, and a letter stays in their place.

Not for: the order of slots, anchors and tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from fonds.model import Mark

KIND_WORDS: dict[str, str] = {
    "variant": "other spelling",
    "gloss": "explanation",
    "expansion": "written out",
    "supplied": "supplied by the editor",
    "original_term": "term of the original",
    "sic": "so in the original",
    "doubt": "editor’s doubt",
    "translator_note": "translator’s note",
    "unreadable": "unreadable",
    "omission": "left out",
    "handwritten": "handwritten",
    "stamp": "stamp",
    "signature": "signature",
    "description": "described, not quoted",
    "crossed_out": "crossed out",
    "footnote_mark": "note",
    "lost_in_capture": "lost in the capture",
}
"""What each kind of mark is called on the page."""

_MARGIN_KINDS = frozenset({"translator_note", "handwritten", "stamp"})
_ELEMENTS = {"crossed_out": "s", "footnote_mark": "sup"}


@dataclass(frozen=True, slots=True)
class Note:
    """A remark that stands in the margin.

    Attributes:
        letter: What refers to it in the line ("a"), unique on the page.
        kind: Kind of the mark.
        words: Its kind in words.
        html: Its text, brackets included.
    """

    letter: str
    kind: str
    words: str
    html: SafeString


@dataclass(slots=True)
class Apparatus:
    """What the typesetting of one page has met so far: kinds of marks, and how many notes.

    Attributes:
        kinds: Kinds of marks met, in order of their first use.
        notes: How many notes went to the margin.
    """

    kinds: dict[str, None] = field(default_factory=dict)
    notes: int = 0

    def next_letter(self) -> str:
        """The next of a, b, ... z, aa, ab, ..."""
        self.notes += 1
        return letter(self.notes)


def letter(number: int) -> str:
    """Writes 1, 2, ... as a, b, ... z, aa, ab, ..."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class _Span:
    mark: Mark
    end: int
    inner: tuple[_Span, ...]


def typeset(
    content: str, marks: Sequence[Mark], apparatus: Apparatus, *, start: int = 0, lift: bool = True
) -> tuple[SafeString, tuple[Note, ...]]:
    """Sets one slot.

    Args:
        content: The slot's content.
        marks: Its marks, in any order; one that crosses another is cut at the other's end.
        apparatus: Counts notes and kinds over the page.
        start: First code point to set (behind a number that hangs in the margin).
        lift: Whether remarks go to the margin; not so in a line that stands there itself.

    Returns:
        HTML of the line, and the notes that left it.
    """
    notes: list[Note] | None = [] if lift else None
    inside = sorted((mark for mark in marks if start <= mark.start < mark.end <= len(content)), key=_by_place)
    spans, _ = _nest(inside, 0, len(content))
    html = _line(content, start, len(content), spans, apparatus, notes)
    return mark_safe(html), tuple(notes or ())  # noqa: S308 (every piece of text in it was escaped by _line)


def _by_place(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _nest(marks: Sequence[Mark], at: int, end: int) -> tuple[tuple[_Span, ...], int]:
    """Makes a tree of the marks from `at` on that begin before `end`; the second value is the next mark."""
    spans: list[_Span] = []
    while at < len(marks) and marks[at].start < end:
        mark = marks[at]
        own_end = min(mark.end, end)
        inner, at = _nest(marks, at + 1, own_end)
        spans.append(_Span(mark, own_end, inner))
    return tuple(spans), at


def _line(
    content: str, start: int, end: int, spans: Iterable[_Span], apparatus: Apparatus, notes: list[Note] | None
) -> str:
    pieces: list[str] = []
    at = start
    for span in spans:
        pieces.append(escape(content[at : span.mark.start]))
        pieces.append(_set_mark(content, span, apparatus, notes))
        at = span.end
    pieces.append(escape(content[at:end]))
    return "".join(pieces)


def _set_mark(content: str, span: _Span, apparatus: Apparatus, notes: list[Note] | None) -> str:
    kind = span.mark.kind
    apparatus.kinds.setdefault(kind)
    if notes is not None and _leaves_the_line(span, content):
        return _set_note(content, span, apparatus, notes)
    inner = _line(content, span.mark.start, span.end, span.inner, apparatus, notes)
    element = _ELEMENTS.get(kind, "span")
    return f'<{element} class="mark mark-{kind}">{_hidden(KIND_WORDS[kind] + ":")}{inner}</{element}>'


def _leaves_the_line(span: _Span, content: str) -> bool:
    mark = span.mark
    return mark.kind in _MARGIN_KINDS and mark.part == "whole" and _says_something(content[mark.start : span.end])


def _set_note(content: str, span: _Span, apparatus: Apparatus, notes: list[Note]) -> str:
    sign = apparatus.next_letter()
    inner = _line(content, span.mark.start, span.end, span.inner, apparatus, notes)
    words = KIND_WORDS[span.mark.kind]
    notes.append(Note(sign, span.mark.kind, words, mark_safe(inner)))  # noqa: S308 (escaped by _line)
    return f'<a class="noteref" href="#_note-{sign}" id="_ref-{sign}">{_hidden(words)}{sign}</a>'


def _hidden(words: str) -> str:
    """Words for those who hear the page; they can not be selected, and so are not copied with the text."""
    return f'<span class="vh" lang="en">{words} </span>'


def _says_something(literal: str) -> bool:
    """False for a bare label such as "[Handwritten:]", whose text stands behind it in the line."""
    inside = literal.strip("[](){} \n")
    return ":" in inside.rstrip(":") or len(inside.split()) > 3
