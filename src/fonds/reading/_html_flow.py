"""From the elements of a page to its lines, as a browser would set them.

Not for: what is hidden or aside (`_html_menus`), nor for tables (`_html_tables`) and the numbers of lists
(`_html_lists`).
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from fonds.reading._html_lists import BULLET, ListFrame, begins_itself, open_list
from fonds.reading._html_menus import HEADINGS, Drawn, may_be_aside, settle_asides
from fonds.reading._html_tables import Table
from fonds.reading._shown import ShownLine

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details",
        "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
        "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_SPACES = re.compile(r"[ \t\n\r\f]+")
_UNSET = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_LIST_PARTS = frozenset({"ol", "ul", "menu", "dir", "li"})
_TABLE_PARTS = frozenset({"table", "tr", "td", "th"})
_LONGEST_LINK = 200


class Flow:
    """Takes the elements of a page in order and makes lines of them.

    Args:
        core: Number of the element around which everything is aside; None when no element is.
    """

    def __init__(self, core: int | None) -> None:
        self._core = core
        self._asides: list[tuple[int, ...]] = [(0,) if core is not None else ()]
        self._count = 0
        self._tables: list[Table] = []
        self._lists: list[ListFrame] = []
        self._drawn: list[Drawn] = []
        self._buffer: list[str] = []
        self._linked = 0
        self._links = 0
        self._pre = 0
        self._heading = ""
        self._prefix = ""
        self._is_close = False

    def enter(self, node: LexborNode) -> None:
        """An element begins, or a stretch of text stands here."""
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
            return
        if tag in _BLOCKS or (tag == "a" and self._asides[-1]):
            self._flush()
        self._enter_aside(node)
        if tag in _LIST_PARTS:
            self._enter_list(node, tag)
        elif tag in _TABLE_PARTS:
            self._enter_table(node, tag)
        elif tag in HEADINGS:
            self._heading = tag
        else:
            self._enter_inline(tag)

    def _enter_inline(self, tag: str) -> None:
        match tag:
            case "br":
                self._break()
            case "a":
                self._links += 1
            case "q":
                self._buffer.append("“")
            case "pre" | "textarea":
                self._pre += 1

    def _enter_list(self, node: LexborNode, tag: str) -> None:
        if tag != "li":
            self._lists.append(open_list(node))
        else:
            self._prefix = self._lists[-1].next_mark(node) if self._lists else BULLET

    def leave(self, node: LexborNode) -> None:
        """An element ends."""
        tag = node.tag or ""
        if tag in _BLOCKS or (tag == "a" and self._asides[-1]):
            self._flush()
        match tag:
            case "a":
                self._links -= 1
            case "q":
                self._buffer.append("”")
            case "pre" | "textarea":
                self._pre -= 1
            case "ol" | "ul" | "menu" | "dir":
                self._lists.pop()
            case "li":
                self._prefix = ""
            case "table":
                self._close_table()
            case _ if tag in HEADINGS:
                self._heading = ""
        if self._opens_region(node):
            self._asides.pop()

    def finish(self) -> list[ShownLine]:
        """All lines, with what the markup says of them."""
        self._flush()
        return settle_asides(self._drawn)

    def _opens_region(self, node: LexborNode) -> bool:
        return node.mem_id == self._core or may_be_aside(node)

    def _enter_aside(self, node: LexborNode) -> None:
        if node.mem_id == self._core:
            self._asides.append(())
        elif self._opens_region(node):
            self._count += 1
            self._asides.append((*self._asides[-1], self._count))

    def _add(self, text: str) -> None:
        if self._pre:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._put(first)
            for line in others:
                self._break()
                self._put(line)
            return
        self._put(_SPACES.sub(" ", text))

    def _put(self, text: str) -> None:
        self._buffer.append(text)
        self._linked += len(text) if self._links else 0

    def _break(self) -> None:
        """A line break inside a block; in a heading it is none, because a title is one line."""
        if self._heading:
            self._buffer.append(" ")
            return
        self._is_close = self._flush()

    def _flush(self) -> bool:
        """Ends the line at hand; tells whether there was one."""
        raw = "".join(self._buffer).translate(_UNSET)
        text = " ".join(raw.split())
        linked, self._linked = self._linked, 0
        self._buffer.clear()
        if not text:
            self._is_close = False
            return False
        is_link = bool(self._lists) and linked >= len(raw.strip()) and len(text) < _LONGEST_LINK
        line = ShownLine(
            self._with_mark(text, is_link=is_link), "heading" if self._heading else "", is_close=self._is_close
        )
        self._is_close = False
        self._draw(Drawn(line, self._asides[-1], is_title=self._heading == "h1", is_link=is_link))
        return True

    def _with_mark(self, text: str, *, is_link: bool) -> str:
        """The line with the number or bullet that waits for it; links in a list are set without bullets."""
        mark, self._prefix = self._prefix, ""
        if not mark or self._asides[-1] or begins_itself(text) or (is_link and mark == BULLET):
            return text
        return mark + text

    def _draw(self, drawn: Drawn) -> None:
        if self._tables and not self._tables[-1].is_layout:
            self._tables[-1].add(drawn)
        else:
            self._drawn.append(drawn)

    def _enter_table(self, node: LexborNode, tag: str) -> None:
        if tag != "table":
            if self._tables:
                self._tables[-1].begin(tag)
            return
        if self._tables and not self._tables[-1].is_layout:
            self._drawn.extend(self._tables[-1].give_up())
        self._tables.append(Table(is_layout=node.attributes.get("role") in ("presentation", "none")))

    def _close_table(self) -> None:
        self._drawn.extend(self._tables.pop().finish())
