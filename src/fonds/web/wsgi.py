"""The reading room as a WSGI application: static files, then pages, under the same headers.

Not for: listening on a port (`fonds.web.serving`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

import django
from django.conf import settings
from django.http import HttpResponse
from whitenoise import WhiteNoise  # type: ignore[import-untyped]  # ships no types

from fonds.web import headers, room
from fonds.web.settings import EXTRA, STATIC_FOLDER

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_STATIC_MAX_AGE_SECONDS = 3600


def application(of: room.Rooms) -> WSGIApplication:
    """Makes the application that serves one room after the other, or one for ever.

    Args:
        of: Gives each request the room that it is answered from.

    Returns:
        A WSGI callable, safe to call from several threads at once.
    """
    prepare()
    pages = _bound(_pages(), of)
    static = WhiteNoise(
        pages,
        root=str(STATIC_FOLDER),
        prefix="static/",
        max_age=_STATIC_MAX_AGE_SECONDS,
        allow_all_origins=False,
    )
    return headers.with_headers(cast("WSGIApplication", static))


def prepare() -> None:
    """Gives Django the settings of the reading room, whether or not the store configured it before."""
    if settings.configured:
        for name, value in EXTRA.items():
            setattr(settings, name, value)
    else:
        settings.configure(**EXTRA)
    django.setup()
    _log_faults_only()


def routes() -> tuple[str, ...]:
    """All routes of the URL table, as Django writes them (``r/<str:record_id>``), in order."""
    prepare()
    from django.urls import get_resolver  # noqa: PLC0415 (reads the settings)

    return tuple(_routes(get_resolver().url_patterns, ""))


def _log_faults_only() -> None:
    """Faults go to standard error. Wrong addresses, hosts and queries are the readers' business, and are not kept."""
    for name, level in (("django.request", logging.ERROR), ("django.security", logging.CRITICAL)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.propagate = False
        logger.handlers = [logging.lastResort or logging.NullHandler()]


def _routes(patterns: Iterable[Any], before: str) -> Iterable[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def _pages() -> Callable[..., Any]:
    from django.core.handlers.wsgi import WSGIHandler  # noqa: PLC0415 (reads the settings)

    return WSGIHandler()


def _bound(pages: Callable[..., Any], of: room.Rooms) -> WSGIApplication:
    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with of.entered() as environ[room.ENVIRON_KEY]:
            response = pages(environ, start_response)
            try:
                # One piece of bytes instead of an iterator: the server sends it in one write.
                return [cast(HttpResponse, response).content]
            finally:
                response.close()

    return answer
