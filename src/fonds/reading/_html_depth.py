"""How deep may the elements of a page lie in each other?

A parser of HTML looks through all open elements at each new one, so a page of nothing but opening tags takes it
quadratic time. No page that shows a document is nested so deep; tags beyond are taken out, the text stays.

Not for: pages as they are met. They come back as they were.
"""

from __future__ import annotations

import re

DEEPEST = 256
"""How many elements may be open at once. Browsers stop at 512."""

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>")
_WITHOUT_END = frozenset(
    {
        "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "hr", "img", "input", "li", "link",
        "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
        "wbr",
    }
)  # fmt: skip
_INLINE = frozenset({"a", "abbr", "b", "big", "em", "font", "i", "small", "span", "strong", "sub", "sup", "tt", "u"})


def limit_depth(text: str) -> str:
    """Takes out the tags of elements that lie deeper than `DEEPEST`.

    Args:
        text: HTML, perhaps malformed.

    Returns:
        The same text when nothing lies so deep; else with a line break, or nothing, in the place of such tags.
    """
    if _deepest(text) <= DEEPEST:
        return text
    depth = 0

    def shorten(match: re.Match[str]) -> str:
        nonlocal depth
        name = match[2].lower()
        if name in _WITHOUT_END:
            return match[0] if depth <= DEEPEST else " "
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth + bool(match[1]) <= DEEPEST:
            return match[0]
        return "" if name in _INLINE else "<br>"

    return _TAG.sub(shorten, text)


def _deepest(text: str) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _WITHOUT_END:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest
