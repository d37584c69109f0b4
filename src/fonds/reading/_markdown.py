"""What text does a source in Markdown show?

Headings, lists, quotations, tables and footnotes become lines; emphasis, links and escapes give up their signs.
Square brackets of editors stay: only what points to an address is a link. Lines of a paragraph are joined where they
were broken at a margin.

Not for: typed text with a star or two, which is no Markdown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from fonds.reading._shown import Hint, Shown, ShownLine, join_lines

_HEADING = re.compile(r" {0,3}(#{1,6}) +(?=[^\W_]|[\"'“«\[(*_])(.*?)[ #]*$")
_UNDERLINE = re.compile(r" {0,3}(?:={3,}|-{3,}) *$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_BULLET = re.compile(r"( {0,8})[*+-] +(?=\S)")
_NUMBER = re.compile(r" {0,8}(?:\d{1,4}|[a-z])[.)] +(?=\S)")
_ROW = re.compile(r" {0,3}\|.*\| *$")
_RULING = re.compile(r" {0,3}\|?[ :|-]*-{2,}[ :|-]*$")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]^][^\[\]]{0,80})\]: +\S+(?: +[\"'(].{0,200})?$")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,24})\]: *")
_NOTE_MARK = re.compile(r"\[\^([^\[\]\s]{1,24})\]")
_LINK = re.compile(
    r"(!?)\[([^\[\]\n]{0,400})\]\(((?:https?:|mailto:|www\.|[/#.])[^()\s]{0,600})(?: \"[^\"\n]{0,200}\")?\)"
)
_REFERRED = re.compile(r"(!?)\[([^\[\]\n]{1,400})\]\[([^\[\]\n]{0,80})\]")
_ADDRESS = re.compile(r"<((?:https?:|mailto:)[^<>\s]{1,600})>")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|small|a|font|br)\b[^<>\n]{0,200}>", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__|~~)(?=[^\s*_~])([^*~\n]{1,600}?)(?<=\S)\1")
_STARRED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,600}?)(?<=[^\s*])\*(?![\w*])")
_SCORED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]{1,600}?)(?<=[^\s_])_(?![\w_])")
_CODE = re.compile(r"(?<!`)`([^`\n]{1,400})`(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!~>|-])")
_SET_ASIDE = 0xF0000
"""Where escaped signs wait while others are read: code points that no text has."""

_RESTORED = {_SET_ASIDE + ord(sign): sign for sign in "\\`*_{}[]()#+.!~>|-"}
_MARKUP = ("#", "*", "_", "~", "`", "|", "](", "[^")
"""One of these stands in every line by which Markdown is known."""

_MARGIN = 50
_SIGNS = 2


class _Source(NamedTuple):
    """The lines of a source, and the addresses that it defines below its text."""

    lines: list[str]
    defined: frozenset[str]


def is_markdown(text: str) -> bool:
    """Tells whether a source is written in Markdown: two of its signs stand in it, such as headings and a link."""
    if not _has_markup(text):
        return False
    lines = [line for line in text.splitlines() if _has_markup(line)]
    headings = sum(1 for line in lines if _HEADING.match(line))
    signs = (
        bool(headings) + (headings > 1)
        + any(map(_LINK.search, lines))
        + any(map(_NOTE.match, lines))
        + any(map(_STRONG.search, lines))
        + any(_RULING.match(line) and "|" in line for line in lines)
        + any(map(_FENCE.match, lines))
    )  # fmt: skip
    return signs >= _SIGNS


def _has_markup(text: str) -> bool:
    return any(sign in text for sign in _MARKUP)


def show_markdown(text: str) -> Shown:
    """The text that a source in Markdown shows.

    Args:
        text: Any text.

    Returns:
        Its lines, in order, and which of them are title and headings.
    """
    lines = text.splitlines()
    defined = frozenset(match[1].lower() for line in lines if (match := _DEFINITION.match(line)))
    return join_lines(list(_show(_Source(lines, defined))))


def _show(source: _Source) -> Iterator[ShownLine]:
    """Block by block."""
    at = _end_of_front_matter(source.lines)
    yield from (ShownLine(line.strip(), "aside", is_close=True) for line in source.lines[:at] if line.strip("- "))
    has_title = is_close = False
    while at < len(source.lines):
        block, at = _take_block(source.lines, at)
        for line in _show_block(block, source.defined):
            hint: Hint = "heading" if line.hint == "title" and has_title else line.hint
            has_title = has_title or hint == "title"
            yield line._replace(hint=hint, is_close=line.is_close or (is_close and bool(line.text)))
            is_close = False


def _end_of_front_matter(lines: list[str]) -> int:
    """Where the table of facts ends that some programs put at the head of a file."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for at, line in enumerate(lines[1:40], start=1):
        if line.rstrip() in ("---", "..."):
            return at + 1
        if line.strip() and ":" not in line and not line.startswith((" ", "-")):
            return 0
    return 0


def _take_block(lines: list[str], at: int) -> tuple[list[str], int]:
    """The lines up to the next blank one, or of a fence up to its end."""
    fence = _FENCE.match(lines[at])
    end = at + 1
    if fence:
        while end < len(lines) and not _FENCE.match(lines[end]):
            end += 1
        return ["    " + line for line in lines[at + 1 : end]], end + 1
    while end < len(lines) and lines[end].strip() and not _FENCE.match(lines[end]):
        end += 1
    return lines[at:end], end


def _show_block(block: list[str], defined: frozenset[str]) -> Iterator[ShownLine]:
    pending: list[str] = []
    begun = False
    for raw in block:
        line = _QUOTE.sub("", raw, count=1) if ">" in raw[:4] else raw
        if not line.strip() or _DEFINITION.match(line):
            continue
        if _UNDERLINE.match(line) and pending:
            yield ShownLine(
                _inline(" ".join(pending), defined), "title" if "=" in line else "heading", is_close=begun
            )
            pending, begun = [], True
            continue
        if pending and _begins(line, pending[-1]):
            yield ShownLine(_inline(" ".join(pending), defined), is_close=begun)
            pending, begun = [], True
        if heading := _HEADING.match(line):
            yield ShownLine(
                _inline(heading[2], defined), "title" if len(heading[1]) == 1 else "heading", is_close=begun
            )
            begun = True
        elif not (_RULING.match(line) and "|" in line):
            pending.append(line if line.endswith("  ") else line.strip())
    if pending:
        yield ShownLine(_inline(" ".join(pending), defined), is_close=begun)


def _begins(line: str, before: str) -> bool:
    """Whether a line begins anew instead of going on with the paragraph before it."""
    if before.endswith(("  ", "\\")) or len(before.strip()) < _MARGIN:
        return True
    starts = (_HEADING, _BULLET, _NUMBER, _ROW, _NOTE, _RULING)
    return any(pattern.match(line) for pattern in starts)


def _inline(text: str, defined: frozenset[str]) -> str:
    """A line without the signs inside it."""
    text = _ESCAPE.sub(lambda match: chr(_SET_ASIDE + ord(match[1])), text.rstrip("\\ "))
    if bullet := _BULLET.match(text):
        text = f"- {text[bullet.end() :]}"
    if _ROW.match(text):
        text = text.strip().removeprefix("|").removesuffix("|").strip()
    if note := _NOTE.match(text):
        text = f"[{note[1]}] {text[note.end() :]}"
    text = _NOTE_MARK.sub(r"[\1]", text)
    text = _LINK.sub(r"\2", text)
    text = _REFERRED.sub(lambda match: match[2] if (match[3] or match[2]).lower() in defined else match[0], text)
    text = _ADDRESS.sub(r"\1", text)
    text = _TAG.sub("", text)
    for pattern, group in ((_CODE, r"\1"), (_STRONG, r"\2"), (_STRONG, r"\2"), (_STARRED, r"\1"), (_SCORED, r"\1")):
        text = pattern.sub(group, text)
    return " ".join(html.unescape(text).translate(_RESTORED).split())
