"""In which form was the page captured?

The forms are those of `fonds.model.CaptureForm`. Each leaves marks that the others do not: words of the site's
menu, lone no-break spaces, labels in front of their values, blank lines, a date in the site's own style.

Not for: splitting frame and document (`fonds.reading.blocks`).
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from fonds import words
from fonds.model import CaptureForm
from fonds.reading._daylines import is_month_first
from fonds.reading._lines import Line

Form = tuple[CaptureForm, float]

_HEAD = 12
_SHORTEST_TITLE = 24


@cache
def frame_phrases(key: str) -> tuple[str, ...]:
    """Phrases of the page frame under a key of the table ``frame``, in all languages."""
    found: list[str] = []
    for frame in words.tables("frame"):
        value = frame["frame"].get(key, ())
        found.extend([value] if isinstance(value, str) else value)
    return tuple(found)


def recognise_form(source: str, lines: list[Line], *, has_markup: bool = False) -> Form:
    """Recognises the form of capture.

    Args:
        source: The decoded source.
        lines: Its lines.
        has_markup: Whether the source is the text that markup shows, so that its blank lines tell nothing.

    Returns:
        The form, and how sure it is (0 to 1).
    """
    if not lines:
        return "unknown", 0.0
    head = [line.low for line in lines[:_HEAD]]
    if _is_rendition(head):
        return "P", 0.95
    if any(is_full_citation(line) for line in lines[1:_HEAD]):
        return "O", 0.95
    if head[0] in frame_phrases("skip"):
        return ("A2", 0.95) if _has_lone_spaces(source) or _has_label_before_source(lines) else ("A1", 0.95)
    if _is_old_design(head):
        return "O", 0.9
    return _recognise_bare(source, lines, head, has_markup=has_markup)


def _recognise_bare(source: str, lines: list[Line], head: list[str], *, has_markup: bool) -> Form:
    """A page without any words of the site at its head: saved without them, or no page of a site at all."""
    if any(low.startswith(frame_phrases("funder")) for low in head[:5]):
        return "B", 0.9
    labels = sum(1 for line in lines[-24:] if line.low.rstrip(":") in frame_phrases("strong"))
    if labels >= 2 or (labels and len(lines) > 2 and any(map(is_month_first, head[:3]))):
        return "B", 0.9
    date = next((at for at, low in enumerate(head[:2]) if is_month_first(low)), None)
    if date is not None and (has_markup or "\n\n" not in source[: lines[-1].start]):
        return "B", 0.6
    if date is not None and date + 1 < len(lines) and _is_catalogued(lines[date + 1]):
        return "B", 0.55
    return "plain", 0.6


def _is_catalogued(line: Line) -> bool:
    """Whether a line reads as a title that a cataloguer gave: it names the kind of document, and whose it is."""
    if len(line.text) < _SHORTEST_TITLE or line.text.isupper() or line.text.endswith((".", ":", ",", ";", "!")):
        return False
    named = set(line.low.replace(",", " ").split())
    return any(word in named for table in words.tables("kinds") for kind in table["kind"] for word in kind["words"])


def is_full_citation(line: Line) -> bool:
    """Tells whether a line is the full citation of a record: its title in quotation marks, date, site, source."""
    return line.low.startswith('"') and len(line.text) > 60 and ',"' in line.low + '"' and "," in line.low[-200:]


def _has_lone_spaces(source: str) -> bool:
    return "\n\u00a0\n" in source or "\n\u00a0\r\n" in source


def _has_label_before_source(lines: list[Line]) -> bool:
    """The newer design puts "Source" before the shelfmark; the older leaves the label out."""
    information = frame_phrases("information")
    for line, following in pairwise(lines):
        if line.low in information:
            return following.low.rstrip(":") == "source"
    return False


def _is_rendition(head: list[str]) -> bool:
    labels = tuple(label for key in ("citation", "summary", "language", "contents") for label in frame_phrases(key))
    return sum(low.startswith(labels) for low in head) >= 2


def _is_old_design(head: list[str]) -> bool:
    starts = (*frame_phrases("view"), '"')
    return not set(head).isdisjoint(frame_phrases("chrome")) and any(low.startswith(starts) for low in head)


@cache
def frame_labels() -> dict[str, str]:
    """Names of metadata fields, folded and without their colon, and the field that each names."""
    return {label: field for frame in words.tables("frame") for label, field in frame["labels"].items()}
