"""A browser without a network: it calls the WSGI application, and remembers nothing."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlsplit

import pytest
from lxml import etree, html

from fonds.web import application
from tests.web.sample import SampleRoom


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for given, value in self.headers if given.lower() == name.lower())

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> Any:
        """The HTML as a tree."""
        return html.fromstring(self.text)

    @property
    def xml(self) -> Any:
        return etree.fromstring(self.body)

    def words(self, path: str = "//main") -> str:
        return " ".join(" ".join(part.text_content().split()) for part in self.page.xpath(path))


class Browser:
    def __init__(self, room: Any) -> None:
        self.application = application(room)

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        split = urlsplit(address)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(split.path).decode("latin-1"),
            "QUERY_STRING": quote(split.query, safe="=&%+:~*.-_"),
            "SERVER_NAME": "reading.test",
            "SERVER_PORT": "80",
            "HTTP_HOST": "reading.test",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        return self.ask(environ)

    def ask(self, environ: dict[str, Any]) -> Answer:
        said: list[Any] = []

        def start(status: str, given: list[tuple[str, str]], exc_info: Any = None) -> Any:
            said[:] = [int(status.split(maxsplit=1)[0]), tuple(given)]

        pieces = self.application(environ, start)
        try:
            body = b"".join(pieces)
        finally:
            getattr(pieces, "close", lambda: None)()
        return Answer(said[0], said[1], body)


@pytest.fixture
def room() -> SampleRoom:
    return SampleRoom()


@pytest.fixture
def browser(room: SampleRoom) -> Browser:
    return Browser(room)
