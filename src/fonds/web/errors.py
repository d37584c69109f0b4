"""Errors as answers: the one table from `FondsError` to HTTP status, and the pages.

What is absent and what is closed are answered with the same bytes. An error page says what the reader can
do about their own request, and nothing of the archive.

Not for: wrong search queries, which are shown in the search page itself.
"""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from fonds.model import Conflict, FondsError, Invalid, NotFound, Refused, Unavailable, Unsupported

STATUS: dict[type[FondsError], int] = {
    Invalid: 400,
    NotFound: 404,
    Refused: 404,  # to say that it may not be read would say that it is there
    Conflict: 503,
    Unavailable: 503,
    Unsupported: 500,
}

_PAGES: dict[int, tuple[str, str]] = {
    400: ("This request can not be answered", "Something in the address is not as it should be."),
    404: (
        "There is nothing here",
        "No open record or page has this address. An address copied by hand may have lost a character: "
        "the last character of a record’s number checks the others.",
    ),
    405: ("This archive is for reading", "Pages can be asked for with GET and HEAD, and nothing can be sent."),
    500: ("Something broke", "The fault is ours and has been written down. Other pages may still work."),
    503: ("The archive can not be read just now", "It is being put in order. Please try again in a minute."),
}

_CODES = {400: "bad-request", 404: "not-found", 405: "method", 500: "fault", 503: "unavailable"}


def status_of(error: FondsError) -> int:
    """HTTP status for an error; the nearest ancestor in `STATUS` decides, 500 if there is none."""
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 500)


def explain(error: FondsError) -> str:
    """What a reader may be told: for their own faults what they are, otherwise the fixed sentence."""
    status = status_of(error)
    if status != 400:
        return _PAGES[status][1]
    message = error.message[:1].upper() + error.message[1:]
    return f"{message.rstrip('.')}. {error.hint}".strip()


def page_for(request: HttpRequest, error: FondsError) -> HttpResponse:
    """The page for an error of the house."""
    return _page(request, status_of(error), explain(error))


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """The page for every method but GET and HEAD."""
    response = _page(request, 405)
    response.headers["Allow"] = "GET, HEAD"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Django's handler for what it refuses itself: too many fields, a malformed host."""
    return _page(request, 400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 (Django's signature)
    """Django's handler for an address that is in no route."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler for a fault. The room is not asked for anything: it may be what broke."""
    heading, text = _PAGES[500]
    if request.path.startswith("/api/"):
        return problem(500, text, code=_CODES[500])
    return HttpResponse(render_to_string("error.html", {"heading": heading, "text": text}), status=500)


def problem_for(error: FondsError) -> HttpResponse:
    """An error of the house as problem details, for the API."""
    status = status_of(error)
    is_of_request = status == 400
    return problem(
        status,
        explain(error),
        code=error.code if is_of_request else _CODES[status],
        position=error.position if is_of_request else None,
    )


def problem(status: int, detail: str, *, code: str, position: int | None = None) -> HttpResponse:
    """Problem details (RFC 9457)."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if position is not None:
        body["position"] = position
    return HttpResponse(msgspec.json.encode(body), content_type="application/problem+json", status=status)


def _page(request: HttpRequest, status: int, text: str = "") -> HttpResponse:
    heading, usual = _PAGES[status]
    if request.path.startswith("/api/"):
        return problem(status, text or usual, code=_CODES[status])
    return render(request, "error.html", {"heading": heading, "text": text or usual}, status=status)
