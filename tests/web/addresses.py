"""Every address that the reading room answers, one for each route and more: a new route must be added here."""

from __future__ import annotations

from fonds import criticism
from tests.web.sample import ABSENT, BARE, RICH, RUSSIAN

BY_ROUTE: dict[str, tuple[str, ...]] = {
    "": ("/",),
    "search": ("/search", "/search?q=river", "/search?q=river&year=1936", "/search?q=(", "/search?q=nowhere&page=2"),
    "records": ("/records", f"/records?after={RICH}", "/records?after=x"),
    "r/<str:record_id>": tuple(f"/r/{record_id}" for record_id in (RICH, RUSSIAN, BARE, ABSENT, RICH.upper())),
    "r/<str:record_id>/": (f"/r/{RICH}/", f"/r/{RICH.upper()}/", f"/r/{ABSENT}/", "/r/x/"),
    "r/<str:record_id>/reading": tuple(
        f"/r/{record_id}/reading" for record_id in (RICH, RUSSIAN, BARE, ABSENT, RICH.upper(), "x")
    ),
    "help/search": ("/help/search",),
    "findings": ("/findings",),
    "findings/<str:code>": (f"/findings/{criticism.CODES[0]}", "/findings/no-such-code"),
    "api/openapi.json": ("/api/openapi.json",),
    "api/docs": ("/api/docs",),
    "api/records/<record_id>": (f"/api/records/{RICH}", f"/api/records/{BARE}", f"/api/records/{ABSENT}"),
    "api/records/<record_id>/reading": tuple(
        f"/api/records/{record_id}/reading" for record_id in (RICH, BARE, ABSENT)
    ),
    "api/records": ("/api/records", "/api/records?limit=1", "/api/records?limit=x"),
    "api/search": ("/api/search?q=river", "/api/search?q=(", "/api/search?page=x"),
    "api/": ("/api/",),
    "healthz": ("/healthz",),
    "robots.txt": ("/robots.txt",),
    "sitemap.xml": ("/sitemap.xml", f"/sitemap.xml?after={RICH}", "/sitemap.xml?after=x"),
}

STATIC = ("/static/fonds.css", "/static/fonds.js", "/static/icon.svg", "/static/fonts/OFL.txt")
NOWHERE = ("/nowhere", "/api/nowhere", "/static/nowhere.css", "/static/../settings.py", "//", "/r/", "/r/x/y")

ALL = tuple(address for some in BY_ROUTE.values() for address in some) + STATIC + NOWHERE
