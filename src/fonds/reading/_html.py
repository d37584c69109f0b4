"""What text does a saved HTML page show?

Text only, one line for each block element, so that the grammar of saved text applies.

Not for: the structure of the markup, links or images.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

_HIDDEN = ("script", "style", "noscript", "template", "head")


def is_html(text: str) -> bool:
    """Tells whether a source is a page of HTML."""
    head = text[:1024].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html")) or (head.startswith("<") and "<body" in text[:20000].lower())


def read_html(text: str) -> str:
    """The text that a page of HTML shows."""
    tree = LexborHTMLParser(text)
    for tag in _HIDDEN:
        for node in tree.css(tag):
            node.decompose()
    body = tree.body
    if body is None:
        return ""
    return "\n\n".join(line for raw in body.text(separator="\n").splitlines() if (line := " ".join(raw.split())))
