"""A sheet as HTML: every word of a document is escaped, and no element names anything outside of it.

Not for: how it looks (`sheet.css`), nor for making a PDF of it (`_print`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from unicodedata import bidirectional

import msgspec

from fonds.model import AnySlot, Gap, Mark, Passage, Record, Text
from fonds.model.base import Value
from fonds.release import lines_of, margin_label

_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
_HEADINGS = frozenset({"item", "heading", "minutes_head", "document_kind"})
_ASIDE = frozenset({"translator_note", "footnote", "omission", "handwritten", "stamp"})
_DEEPEST = 4


class Sheet(Value, frozen=True, kw_only=True):
    """What is printed, and what stands around it.

    Attributes:
        record: The passages, in the order of the page.
        kind: Words above the title ("Excerpt from").
        title: Of the record.
        facts: Lines below the title, such as date and shelfmark.
        recipient: For whom it is; empty when for nobody by name.
        withheld: What stands in the place of a passage that is kept elsewhere, by the id of the gap.
        credits: Lines at the end.
        foot: Left and right words at the foot of each page; the number of the page stands between them.
    """

    record: Record
    kind: str
    title: str
    facts: tuple[str, ...] = ()
    recipient: str = ""
    withheld: Mapping[str, str] = msgspec.field(default_factory=dict)
    credits: tuple[str, ...] = ()
    foot: tuple[str, str] = ("", "")


def sheet_html(sheet: Sheet, style: str) -> str:
    """Sets a sheet as HTML, whole, with its style."""
    left, right = (_quoted(words) for words in sheet.foot)
    style = f"{style}\n@page {{ @bottom-left {{ content: {left}; }} @bottom-right {{ content: {right}; }} }}"
    return "".join(
        (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(sheet.title)}</title>',
            f"<style>{style}</style></head><body>",
            *_head(sheet),
            *_lines(sheet.record, sheet.withheld),
            *(f'<p class="credit"{_tongue_of(line)}>{escape(line)}</p>' for line in sheet.credits if line),
            "</body></html>",
        )
    )


def _quoted(words: str) -> str:
    """A string of CSS inside an element of HTML: everything but letters and digits by its number."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):06x}" for one in words) + '"'


def _head(sheet: Sheet) -> Iterator[str]:
    yield f'<header><p class="kind">{escape(sheet.kind)}</p>'
    yield f"<h1{_tongue_of(sheet.title)}>{escape(sheet.title)}</h1>" if sheet.title else ""
    yield from (f'<p class="fact"{_tongue_of(fact)}>{escape(fact)}</p>' for fact in sheet.facts if fact)
    yield f'<p class="recipient">{escape(sheet.recipient)}</p>' if sheet.recipient else ""
    yield "</header>"


def _lines(record: Record, withheld: Mapping[str, str]) -> Iterator[str]:
    texts = {text.id: text for text in record.texts}
    depths = _depths(record)
    depth = 0  # a gap stands as deep as the line before it
    for line in lines_of(record):
        if isinstance(line, Gap):
            yield f'<div class="line depth-{depth} gap"><p>{escape(withheld.get(line.id, ""))}</p></div>'
            continue
        depth = min(depths[line.id], _DEEPEST)
        label = escape(margin_label(line))
        yield f'<div class="line depth-{depth} {_manner(line)}"><span class="label">{label}</span>'
        yield f"<p{_tongue(texts.get(line.text), line.content)}>{''.join(_pieces(line))}</p></div>"


def _manner(slot: AnySlot) -> str:
    return "heading" if slot.kind in _HEADINGS else "aside" if slot.kind in _ASIDE else "text"


def _depths(record: Record) -> Mapping[str, int]:
    """How deep each slot stands below the passages that are here."""
    depths: dict[str, int] = {}
    for slot in record.slots:
        above = depths.get(slot.parent) if isinstance(slot, Passage) else None
        is_numbered = isinstance(slot, Passage) and bool(slot.number)
        depths[slot.id] = 0 if above is None else above + is_numbered
    return depths


def _tongue(text: Text | None, content: str) -> str:
    """Language and direction of a line, as attributes."""
    language = text.language if text else ""
    is_turned = text is not None and (text.script in _RIGHT_TO_LEFT_SCRIPTS or language in _RIGHT_TO_LEFT_LANGUAGES)
    said = f' lang="{escape(language)}"' if language else ""
    return f'{said} dir="rtl"' if is_turned else said or _tongue_of(content)


def _tongue_of(words: str) -> str:
    """Direction of words of which no language is known, by their first letter."""
    first = next((bidirectional(one) for one in words if bidirectional(one) in ("L", "R", "AL")), "L")
    return "" if first == "L" else ' dir="rtl"'


def _pieces(slot: AnySlot) -> Iterator[str]:
    """The content, cut where marks begin and end; each piece has the kinds of all marks that it stands in."""
    length = len(slot.content)
    marks = [mark for mark in slot.marks if 0 <= mark.start < mark.end <= length]
    cuts = sorted({0, length, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(cuts):
        piece = escape(slot.content[start:end]).replace("\n", "<br>")
        kinds = _kinds(marks, start)
        yield f'<span class="{kinds}">{piece}</span>' if kinds else piece


def _kinds(marks: list[Mark], at: int) -> str:
    return " ".join(dict.fromkeys(mark.kind for mark in marks if mark.start <= at < mark.end))
