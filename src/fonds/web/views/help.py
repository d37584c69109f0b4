"""Pages that explain: the query language, and what each finding means."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fonds import criticism
from fonds.model import NotFound
from fonds.web.page.findings import SEVERITY_MEANINGS, SEVERITY_WORDS
from fonds.web.question import Question

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("land reform", "records with both words, wherever they stand"),
    ('"consumer goods"', "the words side by side, in this order, in one passage"),
    ("bridge OR ferry", "records with either word, or both"),
    ("gauge NOT canal", "records with the first word and without the second"),
    ("(bridge OR ferry) AND ice", "brackets say what belongs together"),
    ("demobil*", "words that begin so"),
    ("Chuguchak~1", "words that differ from this one by a letter"),
    ("place:Urumqi", "records that name the place"),
    ("date:1941..1945", "records dated in these years; one end may be left out"),
)
"""Queries with what they find; the tests read each of them."""

FIELDS: tuple[tuple[str, str], ...] = (
    ("title", "words of the title"),
    ("place", "a place named in the record"),
    ("person", "a person named in the record"),
    ("body", "a body or office named in the record"),
    ("date", "a year, a month, a day, or two of them with two points between"),
    ("year", "a year, or two of them with two points between"),
    ("kind", "kind of document"),
    ("archive", "repository that keeps the paper"),
    ("fond", "number of the fonds or record group"),
    ("marking", "security marking on the paper"),
    ("language", "language of the text"),
    ("label", "number of a passage"),
)
"""Fields of the query language, with what they mean."""


def search_help(request: HttpRequest) -> HttpResponse:
    """Explains the query language."""
    examples = [{"query": query, "finds": finds, "address": Question(query).address()} for query, finds in EXAMPLES]
    return render(request, "help_search.html", {"examples": examples, "fields": FIELDS})


def findings(request: HttpRequest) -> HttpResponse:
    """Says what the severities mean, and lists the codes of findings, each with the first sentence about it."""
    codes = [{"code": code, "first": _paragraphs(code)[0]} for code in criticism.CODES]
    severities = [{"words": words, "meaning": SEVERITY_MEANINGS[key]} for key, words in SEVERITY_WORDS.items()]
    return render(request, "findings.html", {"codes": codes, "severities": severities})


def finding(request: HttpRequest, code: str) -> HttpResponse:
    """Explains one code."""
    if code not in criticism.CODES:
        raise NotFound("there is no such finding", code="finding")
    return render(request, "finding.html", {"code": code, "paragraphs": _paragraphs(code)})


def _paragraphs(code: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in criticism.explain(code).split("\n\n")]
