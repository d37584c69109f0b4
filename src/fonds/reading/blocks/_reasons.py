"""Why was a line named so? What each rule goes by, in words for people who do not read code.

A rule for the lines of a document is a function, and its docstring says what it goes by. Rules for the frame and for
numbers are phrases in the code that names the line; each has its sentence here.

Not for: the rules themselves.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import NamedTuple

from fonds.reading.blocks._document import RULES

FRAME_REASONS = {
    "words of the site": "The line consists of words that the site puts on its pages: a menu, a button.",
    "menu, button or corner of the page": "The markup of the page sets it apart from the text: a menu, a button.",
    "name of the site, between its words and the date": (
        "It stands between the site's own words and the date of the page, where old pages name the site."
    ),
    "page number or running head": (
        "It stands at the break of a page of typed or printed text, and comes again or counts on from page to page."
    ),
    "words over the title": "A short line above the title, which the markup of the page names.",
    "date in the style of the page": "A date alone in its line, with the month first, as the site writes dates.",
    "title by the markup of the page": "The markup of the page calls it the title.",
    "line where the title stands": (
        "The first line behind the site's words and the date: there the title stands, whatever it says."
    ),
    "words between title and date of the page": "It stands between title and date, where pages sum up their text.",
    "phrase of support": "It opens with the words by which the site thanks those who paid.",
    "summary above the date of the page": (
        "Sentences above the date and title: the summary of a related record, which the capture brought along."
    ),
    "text before the full citation": "In the old design the summary stands before the citation of the record.",
    "title in quotation marks and its date": (
        "A long line that opens with the title in quotation marks and goes on to date and shelfmark."
    ),
    "name of a rendition": "It names a form in which the site shows the record, such as a language or PDF.",
    "name of a field": "The line is the name of a field of the description, such as Record ID, and nothing else.",
    "label before its value": "It opens with the name of a field; the value stands behind it in the same line.",
    "goes on from the line before": "The line before it is the summary, and nothing new begins here.",
    "entry under related documents": "It stands below the label under which the site lists other records.",
    "written as a summary": "In the old design, sentences above the citation that open as cataloguers sum up a text.",
    "name of a foundation": "A short last line that ends in a word for those who give money, thanked nowhere else.",
    "funder once more": "It repeats the name in the line of thanks at the head of the page.",
    "shelfmark or provenance": (
        "The first line below the heading or label of the source: it has figures, is short, or names a deed."
    ),
    "prose behind the source": "A long line below the source: there the site states rights.",
    "short line behind a label": "A short line below the name of a field, whose value it is.",
    "last line before the foot of the page": (
        "The last sentences before the table of facts: there the summary stands, without a mark of its own."
    ),
    "last line, written as a summary": (
        "The page has no foot; its last line reads like a summary, and names what the title names."
    ),
}
"""Rules for the frame of a page, with what they go by."""

NUMBER_REASONS = {
    "number in line": (
        "Its number goes on a list that is open, or opens one: by sequence and by the words that lead in, "
        "not by its look alone."
    ),
    "number out of line": "A number stands at its head, but it goes on no list and opens none: it is running text.",
}
"""Rules for numbers at the head of a line, with what they go by."""


class Reason(NamedTuple):
    """A rule that names lines.

    Attributes:
        rule: Its phrase, as in `fonds.model.Block.rule`.
        why: What it goes by: one or two sentences.
    """

    rule: str
    why: str


@cache
def document_reasons() -> tuple[Reason, ...]:
    """Rules for the lines of a document, in the order in which they are asked."""
    return tuple(Reason(rule.name, _first_paragraph(rule.answer)) for rule in RULES)


def frame_reasons() -> tuple[Reason, ...]:
    """Rules for the frame of a page."""
    return tuple(Reason(*pair) for pair in FRAME_REASONS.items())


def number_reasons() -> tuple[Reason, ...]:
    """Rules for numbers."""
    return tuple(Reason(*pair) for pair in NUMBER_REASONS.items())


def explain_rule(rule: str) -> str:
    """What a rule goes by.

    Args:
        rule: Its phrase, as in `fonds.model.Block.rule`.

    Returns:
        One or two sentences; empty for a phrase that this version does not know, as older readings may have.
    """
    return _all().get(rule, "")


@cache
def _all() -> dict[str, str]:
    return dict((*document_reasons(), *frame_reasons(), *number_reasons()))


def _first_paragraph(rule: object) -> str:
    """Empty under ``python -OO``, which leaves docstrings out."""
    return " ".join((inspect.getdoc(rule) or "").partition("\n\n")[0].split())
