"""Drives two universes in lockstep and compares every public answer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.conftest import ROOT
from tests.universes.pages import SIDES

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
VARIED_HEADERS: tuple[dict[str, str], ...] = (
    {"Accept-Encoding": "gzip"},
    {"If-None-Match": '"0"', "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    {"Range": "bytes=0-9"},
    {"Accept": "application/json", "Accept-Language": "ru"},
)


class Pair:
    """Two universes. What is open is done in both alike; what is closed differs.

    Attributes:
        asked: How many requests both have answered.
    """

    def __init__(self, folder: Path) -> None:
        self._processes = [_start(folder / name) for name in SIDES]
        self.asked = 0

    def both(self, **command: Any) -> tuple[Any, Any]:
        """The same command in both; they work side by side."""
        return self.each(command, command)

    def alike(self, **command: Any) -> Any:
        """The same command in both, to the same effect."""
        left, right = self.both(**command)
        assert left == right, command
        return left

    def each(self, left: dict[str, Any] | None, right: dict[str, Any] | None) -> tuple[Any, Any]:
        """A command for each; None for one that does nothing."""
        commands = [command or {"do": "closed_ids"} for command in (left, right)]
        for process, command in zip(self._processes, commands, strict=True):
            process.stdin.write(json.dumps(command) + "\n")
            process.stdin.flush()
        answers = [json.loads(process.stdout.readline() or "null") for process in self._processes]
        self.asked += commands[0]["do"] == "get"
        return answers[0], answers[1]

    def close(self) -> None:
        """Ends both."""
        for process in self._processes:
            process.stdin.close()
            process.stdout.close()
            process.wait(timeout=30)


def _start(folder: Path) -> Any:
    folder.mkdir()
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "tests.universes.worker", str(folder / "archive")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def differences(
    pair: Pair, targets: list[str], *, methods: tuple[str, ...] = METHODS, all_headers: bool = False
) -> Iterator[str]:
    """Asks both universes everything, and gives the requests that they answer differently.

    Args:
        pair: The universes.
        targets: Addresses.
        methods: Each address is asked by each of them.
        all_headers: Whether each address meets all the other headers; else one of them, and each header many
            addresses.
    """
    for method, target, headers in _requests(targets, methods, all_headers):
        left, right = pair.both(do="get", method=method, target=target, headers=headers)
        if left != right:
            yield f"{method} {target} {headers}: {_what_differs(left, right)}"


def _requests(
    targets: list[str], methods: tuple[str, ...], all_headers: bool
) -> Iterator[tuple[str, str, dict[str, str]]]:
    for number, target in enumerate(targets):
        for method in methods:
            yield method, target, {}
        varied = VARIED_HEADERS if all_headers else VARIED_HEADERS[number % len(VARIED_HEADERS) :][:1]
        for headers in varied:
            yield "GET", target, headers


def _what_differs(left: Any, right: Any) -> str:
    if left is None or right is None:
        return "a universe ended"
    return ", ".join(name for name in left if left[name] != right.get(name))


def targets_of(route: str, ids: list[str], queries: list[str]) -> list[str]:
    """Addresses to ask for a route of the URL table.

    Raises:
        LookupError: for a route that this harness does not know. Teach it here; a route without it does not land.
    """
    asked = [quote(query) for query in queries]
    known = {
        "": ["/", "/static/fonds.css", "/nothing"],
        "search": [f"/search?q={query}" for query in asked] + [f"/search?q={asked[0]}&page=2", "/search?year=1931"],
        "records": ["/records", *(f"/records?after={record_id}" for record_id in ids[:3])],
        "r/<str:record_id>": [f"/r/{record_id}" for record_id in ids]
        + [f"/r/{record_id.upper()}" for record_id in ids]
        + ["/r/nothing"],
        "r/<str:record_id>/": [f"/r/{record_id}/" for record_id in ids] + ["/r/nothing/"],
        "r/<str:record_id>/reading": [f"/r/{record_id}/reading" for record_id in ids]
        + [f"/r/{record_id.upper()}/reading" for record_id in ids[:1]]
        + ["/r/nothing/reading"],
        "help/search": ["/help/search"],
        "findings": ["/findings"],
        "findings/<str:code>": ["/findings/sum-mismatch", "/findings/nothing"],
        "healthz": ["/healthz"],
        "robots.txt": ["/robots.txt"],
        "sitemap.xml": ["/sitemap.xml"],
        "api/": ["/api/", "/api"],  # the root of the API, which answers nothing
        "api/openapi.json": ["/api/openapi.json"],
        "api/docs": ["/api/docs"],
        "api/records": ["/api/records", "/api/records?limit=2"],
        "api/records/<record_id>": [f"/api/records/{record_id}" for record_id in ids],
        "api/records/<record_id>/reading": [f"/api/records/{record_id}/reading" for record_id in ids],
        "api/search": [f"/api/search?q={query}" for query in asked],
    }
    return known[route]
