"""Answers for machines that are no API: health, robots, sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.html import escape

from fonds.model import FondsError, Invalid
from fonds.web.question import read_after
from fonds.web.room import current

_MOST_ADDRESSES = 50_000
"""How many addresses one sitemap may have (sitemaps.org protocol, 0.9)."""

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PLAIN_HOST = re.compile(rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]{{2,45}}\])(?::\d{{1,5}})?", re.IGNORECASE)
_LONGEST_HOST = 260
"""A name of 253 characters (RFC 1035) and a port."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def healthz(request: HttpRequest) -> HttpResponse:
    """Says "ok" when records can be served, and 503 when not; why is not the public's business."""
    try:
        current(request).check_health()
    except FondsError:
        return HttpResponse("unavailable\n", content_type="text/plain; charset=utf-8", status=503)
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Lets robots read records, and keeps them out of searches, whose number is endless."""
    lines = (
        "User-agent: *",
        "Disallow: /search",
        "Disallow: /api/search",
        f"Sitemap: {_absolute(request, '/sitemap.xml')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    """Lists all records; in an archive of more than 50,000, lists sitemaps, each beginning behind an id."""
    after = request.GET.get("after")
    ids = list(current(request).ids())
    if after is None and len(ids) > _MOST_ADDRESSES:
        return _xml("sitemapindex", "sitemap", (_absolute(request, address) for address in _parts(ids)))
    begins = read_after(after or "")
    behind = islice((one for one in ids if one > begins), _MOST_ADDRESSES)
    addresses = [*(() if begins else ("/", "/records")), *(f"/r/{one}" for one in behind)]
    return _xml("urlset", "url", (_absolute(request, address) for address in addresses))


def _parts(ids: list[str]) -> list[str]:
    starts = ["", *(ids[last] for last in range(_MOST_ADDRESSES - 1, len(ids) - 1, _MOST_ADDRESSES))]
    return [f"/sitemap.xml?{urlencode({'after': start})}" for start in starts]


def _absolute(request: HttpRequest, address: str) -> str:
    """Sitemaps want whole addresses: that of the site, or where it is unknown the one that was asked.

    Raises:
        Invalid: ``host``, when what was asked is not a plain host.
    """
    return f"{current(request).address or _asked(request)}{address}"


def _asked(request: HttpRequest) -> str:
    host = request.get_host()
    if not _PLAIN_HOST.fullmatch(host) or len(host) > _LONGEST_HOST:
        raise Invalid("the host is not one of a site", code="host", hint="Ask for the site under its own name.")
    return f"{request.scheme}://{host}"


def _xml(root: str, entry: str, addresses: Iterable[str]) -> HttpResponse:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    lines += [f"<{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses]
    lines += [f"</{root}>", ""]
    return HttpResponse("\n".join(lines), content_type="application/xml; charset=utf-8")
