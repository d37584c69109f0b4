"""Pages written anew in other forms of capture, for tests: HTML of both designs, Markdown, one case of letters.

The blocks come from the gold of shared pages while a test runs; nothing of them is kept.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from typing import Any

Blocks = Sequence[dict[str, Any]]

_MENU = (
    '<header class="top"><a class="skip" href="#main">Skip to content</a><nav><ul>'
    '<li><a href="/">Home</a></li><li><a href="/all">Browse</a></li><li><a href="/about">About us</a></li>'
    '</ul></nav><form role="search"><label>Find</label><input name="q"><button>Go</button></form></header>'
)
_CORNER = '<footer><ul><li><a href="/terms">Terms</a></li></ul><p>All of it is free to read</p></footer>'


def _words(text: str) -> str:
    """Escaped, with the second word in bold that ends inside it, as editors of web pages leave it."""
    words = text.split(" ")
    escaped = [html.escape(word, quote=False) for word in words]
    if len(words) > 3 and len(words[1]) > 3 and words[1].isalpha():
        escaped[1] = f"<b>{words[1][:2]}</b>{words[1][2:]}"
    return " ".join(escaped).replace("“", "&ldquo;").replace("\u00a0", "&nbsp;")


_NEW = {
    "page_title": "<h1>{}</h1>",
    "info_heading": "<h2>{}</h2>",
    "heading": "<h2>{}</h2>",
    "label": '<div class="field"><div class="field__label"><strong>{}</strong></div></div>',
    "label_value": "<div><span>{}</span></div>",
    "page_date": "<div><time>{}</time></div>",
}
_MARKDOWN = {
    "page_title": "# {}",
    "info_heading": "## {}",
    "heading": "## {}",
    "label": "**{}**",
    "page_date": "*{}*",
    "funder": "_{}_",
}


def as_new_design(blocks: Blocks) -> str:
    """A page with elements that say what they are: header, menu, article, headings, paragraphs."""
    shown = [block for block in blocks if block["kind"] != "chrome"]
    body = "\n".join(_NEW.get(block["kind"], "<p>\n  {}</p>").format(_words(block["text"])) for block in shown)
    return (
        "<!DOCTYPE html>\n<html lang=en><head><title>x</title><style>p {margin: 0}</style>"
        f"<script>let a = '<p>';</script></head>"
        f"<body>{_MENU}<main id=main><article>{body}</article></main>{_CORNER}</body></html>"
    )


def as_old_design(blocks: Blocks) -> str:
    """A page that is set with tables: a menu in the left cell, the record in the right one, breaks between lines."""
    cells = []
    for block in blocks:
        text = _words(block["text"])
        end = "<BR>\n" if block["kind"] in ("signature", "addressee", "stamp", "handwritten") else "<P>\n"
        cells.append(f"<FONT SIZE=2>{text}</FONT>{end}")
    return (
        '<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"></HEAD>'
        "<BODY BGCOLOR=#FFFFFF><TABLE WIDTH=760><TR><TD><MENU><LI><A HREF=a>Index</A><LI><A HREF=b>Back</A>"
        f"</MENU></TD><TD><TABLE BORDER=0><TR><TD>{''.join(cells)}</TD></TR></TABLE></TD></TR></TABLE></BODY></HTML>"
    )


def _markdown_block(block: dict[str, Any]) -> str:
    if block["kind"] in _MARKDOWN:
        return _MARKDOWN[block["kind"]].format(block["text"])
    words = block["text"].split(" ")
    if len(words) > 6 and words[2].isalpha():
        words[2] = f"[{words[2]}](/names/{words[2]})" if len(words[2]) > 5 else f"**{words[2]}**"
    return " ".join(words)


def as_markdown(blocks: Blocks) -> str:
    """A page in Markdown: headings, emphasis, links, a block after each blank line."""
    return "\n\n".join(_markdown_block(block) for block in blocks) + "\n"


RENDERINGS: dict[str, Callable[[Blocks], str]] = {
    "new design": as_new_design,
    "old design": as_old_design,
    "markdown": as_markdown,
}
"""Forms of capture that lose nothing of a page."""
