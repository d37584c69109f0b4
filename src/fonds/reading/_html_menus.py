"""Which parts of a saved page are no part of what it publishes?

Menus, forms, buttons and page corners are told by elements and roles that mean nothing else; where a page names its
core (an article, a main part), everything around it is aside. An element that holds most of the page's prose, the
labels of an archive's frame, or the only title is never aside, whatever it calls itself.

Not for: words of a site that stand in the text of the page (`fonds.words`, table ``frame``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from fonds.reading._forms import frame_phrases
from fonds.reading._lines import fold
from fonds.reading._shown import Hint, ShownLine

_UNSEEN = frozenset(
    {
        "-comment", "audio", "canvas", "datalist", "head", "iframe", "math", "noscript", "object", "rp", "script",
        "style", "svg", "template", "title", "video",
    }
)  # fmt: skip
_ASIDE_TAGS = frozenset({"nav", "form", "button", "select", "menu", "aside", "dialog", "textarea"})
_CORNER_TAGS = frozenset({"header", "footer"})
_ASIDE_ROLES = frozenset(
    {
        "navigation", "search", "banner", "contentinfo", "menu", "menubar", "toolbar", "tablist", "button",
        "complementary", "dialog", "alertdialog", "searchbox", "listbox",
    }
)  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CORES = ("article", "[role=document]", "[role=article]", "main", "[role=main]")
_INSIDE_CORE = frozenset({"article", "main", "section"})
_FEWEST = 120
_PROSE = 80


class Drawn(NamedTuple):
    """A line as it was found in the tree.

    Attributes:
        line: The line.
        asides: Numbers of the elements around it that may be aside, the outer first.
        is_title: Whether it is a heading of the first order.
        is_link: Whether it is an element of a list, and nothing but a link.
    """

    line: ShownLine
    asides: tuple[int, ...]
    is_title: bool
    is_link: bool = False


def is_hidden(node: LexborNode) -> bool:
    """Tells whether a page never shows what an element holds."""
    tag = node.tag or ""
    if tag in _UNSEEN:
        return True
    if tag.startswith("-"):
        return False
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role") == "tooltip":
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style.lower()):
        return True
    return "hidden" in (attributes.get("class") or "").split()


def may_be_aside(node: LexborNode) -> bool:
    """Tells whether an element calls itself a menu, a button or a corner of the page."""
    tag = node.tag or ""
    if tag.startswith("-") or tag == "body":
        return False
    if tag in _ASIDE_TAGS:
        return True
    if tag in _CORNER_TAGS:
        return not _is_inside_core(node)
    return node.attributes.get("role") in _ASIDE_ROLES


def _is_inside_core(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None:  # as many steps as elements may lie in each other (`_html_depth`)
        if parent.tag in _INSIDE_CORE:
            return True
        parent = parent.parent
    return False


def find_core(body: LexborNode) -> int | None:
    """The element that holds what the page publishes.

    Args:
        body: Of the page.

    Returns:
        Its number in the tree; None when no element is named so, or several are.
    """
    for selector in _CORES:
        found = [node for node in body.css(selector) if len(node.text(deep=True)) >= _FEWEST]
        if len(found) == 1:
            return found[0].mem_id
        if found:
            return None
    return None


def settle_asides(lines: Sequence[Drawn]) -> list[ShownLine]:
    """Decides which lines are aside and which is the title.

    Args:
        lines: All lines of a page, in order.

    Returns:
        The lines with their hints.
    """
    kept, is_archive = _find_kept(lines)
    settled: list[ShownLine] = []
    has_title = False
    for drawn, following in zip_longest(lines, lines[1:]):
        hint = drawn.line.hint
        leads_to_links = hint == "heading" and following is not None and following.is_link and not drawn.is_title
        is_list_of_links = not is_archive and (drawn.is_link or leads_to_links)
        if is_list_of_links or not all(number in kept for number in drawn.asides):
            hint = "aside"
        elif drawn.is_title:
            hint = "heading" if has_title else "title"
            has_title = True
        settled.append(drawn.line._replace(hint=hint))
    return settled


def _find_kept(lines: Sequence[Drawn]) -> tuple[set[int], bool]:
    """Numbers of the elements that hold what no menu holds, and whether the page has the frame of an archive."""
    strong = (*frame_phrases("strong"), *frame_phrases("funder"))
    prose: dict[int, int] = {}
    total = 0
    kept: set[int] = set()
    is_archive = False
    for drawn in lines:
        amount = len(drawn.line.text)
        if amount >= _PROSE:
            total += amount
            for number in drawn.asides:
                prose[number] = prose.get(number, 0) + amount
        elif fold(drawn.line.text).rstrip(": ").startswith(strong):
            kept.update(drawn.asides)
            is_archive = True
    titles = [drawn.asides for drawn in lines if drawn.is_title]
    if titles and all(titles):
        kept.update(titles[0])
    return kept | {number for number, amount in prose.items() if amount * 2 > total}, is_archive


HEADINGS: dict[str, Hint] = {f"h{order}": "heading" for order in range(1, 7)}
"""Elements of headings, with the hint that they give."""
