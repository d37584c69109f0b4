"""What text does a saved HTML page show?

One line for each block element and each line break; rows of tables as lines of cells; numbers and bullets of lists as
a browser would set them. Words of menus, buttons and page corners are kept and marked as such.

Not for: links, images, style sheets or scripts: nothing is fetched and nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from fonds.reading._html_depth import limit_depth
from fonds.reading._html_flow import Flow
from fonds.reading._html_menus import find_core, is_hidden
from fonds.reading._shown import Shown, join_lines

_OPENINGS = ("<!doctype html", "<html", "<head", "<body")
_BLOCKS_AT_START = re.compile(r"<(?:p|div|h[1-6]|table|article|main|section|center|title|meta|ul|ol|dl)\b[^<>]*>")
_PROLOGUE = re.compile(r"<(?:\?xml|!--|!doctype)")
_LONGEST_PROLOGUE = 20_000


def is_html(text: str) -> bool:
    """Tells whether a source is a page of HTML, or a piece of one."""
    head = text[:_LONGEST_PROLOGUE].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return False
    head = head.lower()
    if head.startswith(_OPENINGS):
        return True
    if _PROLOGUE.match(head):
        return "<html" in head or "<body" in head
    return "<body" in head or (_BLOCKS_AT_START.match(head) is not None and "</" in head)


def show_html(text: str) -> Shown:
    """The text that a page of HTML shows.

    Args:
        text: Any text; what is malformed is repaired as a browser would.

    Returns:
        Its lines, in order, and which of them are menus, title and headings.
    """
    body = LexborHTMLParser(limit_depth(_without_subset(text))).body
    if body is None:
        return Shown("", {})
    flow = Flow(find_core(body))
    for node, is_entry in _walk(body):
        if is_entry:
            flow.enter(node)
        else:
            flow.leave(node)
    return join_lines(flow.finish())


def _without_subset(text: str) -> str:
    """Drops the declarations inside a document type: no entity of the page's own is ever expanded."""
    start = text[:_LONGEST_PROLOGUE].lower().find("<!doctype")
    opening = text.find("[", start) if start >= 0 else -1
    if opening < 0 or 0 <= text.find(">", start) < opening:
        return text
    closing = text.find("]>", opening)
    return text if closing < 0 else f"{text[:opening]}{text[closing + 1 :]}"


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes as they begin (True) and end (False), in the order of the page; what is hidden is left out."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    while stack:
        node, is_entry = stack.pop()
        is_left_out = is_entry and is_hidden(node)
        if not is_left_out:
            yield node, is_entry
        if is_entry and not is_left_out:
            stack.append((node, False))
            if node.first_child is not None:
                stack.append((node.first_child, True))
        elif node.next is not None and node.mem_id != root.mem_id:
            stack.append((node.next, True))
