"""What happens to every request before and after its view.

Not for: headers that all answers share (`fonds.web.headers`, which also covers static files).
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fonds.model import FondsError, Invalid
from fonds.web import errors
from fonds.web.question import check_parameters

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class OnlyReading:
    """Refuses every method but GET and HEAD, and gives each answer its length and its caching rule."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers the request."""
        if request.method == "HEAD":
            request.method = "GET"  # the same answer; `fonds.web.headers` leaves its body away
        if request.method != "GET":
            response: HttpResponseBase = errors.method_not_allowed(request)
        else:
            response = self.get_response(request)
        if isinstance(response, HttpResponse):
            response.headers["Content-Length"] = str(len(response.content))
        # A record that is closed again must be gone at once, so nothing may be kept without asking.
        response.headers.setdefault("Cache-Control", "no-cache")
        return response


class ErrorsAsPages:
    """Refuses parameters without sense, and turns an error of the house, raised in a view, into the page for it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers the request. The API checks its parameters itself: it has more of them."""
        if request.GET and not request.path.startswith("/api/"):
            try:
                check_parameters(request.GET)
            except Invalid as error:
                return errors.page_for(request, error)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this with what a view raised; None leaves it to Django."""
        return errors.page_for(request, exception) if isinstance(exception, FondsError) else None
