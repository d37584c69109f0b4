"""What is absent and what lies in a compartment that one lacks: the same answer, after the same work.

Statements to the database, searches and files opened are counted while both are asked for: on every route of the
public server that names a record or asks a question, and of the staff's reading. (Times are measured in `bench/`.)
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any
from unittest import mock
from urllib.parse import quote

import pytest
from django.db import connections

from fonds.actions.consulting import get_holding, list_versions
from fonds.actions.room import open_room, open_store_folder
from fonds.actions.searching import search_archive
from fonds.model import Actor, FondsError
from fonds.model.ids import check_character
from fonds.release import OPEN, Terms
from fonds.search._tantivy.answering import View
from fonds.web import application
from tests.universes.pages import CLOSED_WORDS, make_pages
from tests.universes.side import Side, folder_in_memory

_ABSENT = "012345678" + check_character("012345678")
_ABSENT_WORD = "xylophone"
_NOBODY = Actor(name="reader")

_listening: list[list[str]] = []


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if _listening and event in ("open", "sqlite3.connect"):
        _listening[-1].append(f"{event} {given[0]}")


sys.addaudithook(_hear)  # it can not be taken away again, and hears nothing while nobody listens


@contextmanager
def counted() -> Iterator[list[str]]:
    """What is done: statements without their values, searches, files opened."""
    done: list[str] = []

    def statement(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        done.append(sql)
        return execute(sql, params, many, context)

    sound = View.answer

    def answer(view: View, *given: Any) -> Any:
        done.append("search")
        return sound(view, *given)

    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(statement))
        stack.enter_context(mock.patch.object(View, "answer", answer))
        _listening.append(done)
        try:
            yield done
        finally:
            _listening.pop()


class Cast:
    """An archive with a record in a closed store, and one that was open until it was closed."""

    def __init__(self, side: Side) -> None:
        self.side = side
        pages = {
            name: make_pages(name, own_share=share)[0] for name, share in (("open", 0), ("gone", 0), ("kept", 1))
        }
        ids = {
            name: side.add("special" if name == "kept" else OPEN, f"{name}.txt", page, seed=name, at=_at(1))[1]
            for name, page in pages.items()
        }
        self.opened, self.gone, self.kept = ids["open"], ids["gone"], ids["kept"]
        assert (
            side.close_passages("special", self.gone, ("",), Terms(reason=1, extent=None), seed="c", at=_at(2)) == ""
        )
        self.room = open_room(open_store_folder(side.folder))
        self.app = application(self.room)

    def get(self, target: str) -> tuple[str, bytes]:
        """The status of an answer, and its body without the id or the word that was asked for."""
        path, _, query = target.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "archive.test",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
        }
        told: list[str] = []
        body = b"".join(self.app(environ, lambda status, headers, exc_info=None: told.append(status)))
        return told[0], body


def _at(second: int) -> str:
    return f"2026-01-01T00:00:{second:02}Z"


@pytest.fixture(scope="module")
def cast() -> Iterator[Cast]:
    with folder_in_memory() as folder:
        made = Cast(Side(folder / "archive", {"special": ()}))
        yield made
        made.room.close()
        made.side.archive.close()


def _work_of(deed: Callable[[], Any]) -> tuple[list[str], Any]:
    """What a deed does once it has done it before, and what it says."""
    for _ in range(2):
        with counted() as done:
            try:
                said = deed()
            except FondsError as error:
                said = (type(error), error.code, error.message, error.hint)
    return done, said


@pytest.mark.parametrize("form", ["/r/{}", "/r/{}/reading", "/api/records/{}", "/api/records/{}/reading"])
def test_a_closed_record_is_looked_for_like_one_that_is_absent(cast: Cast, form: str) -> None:
    absent = _work_of(lambda: cast.get(form.format(_ABSENT)))
    for record_id in (cast.kept, cast.gone):
        work, (status, body) = _work_of(partial(cast.get, form.format(record_id)))
        assert work == absent[0]
        assert (status, body.replace(record_id.encode(), _ABSENT.encode())) == absent[1]
    assert any("SELECT" in step for step in absent[0])
    assert cast.get(form.format(cast.opened))[0] == "200 OK"


@pytest.mark.parametrize("form", ["/search?q={}", "/api/search?q={}", "/search?q=title:{}"])
def test_a_closed_word_is_searched_like_one_that_is_absent(cast: Cast, form: str) -> None:
    absent = _work_of(lambda: cast.get(form.format(_ABSENT_WORD)))
    assert absent[0].count("search") >= 1
    for word in CLOSED_WORDS["left"]:
        work, (status, body) = _work_of(partial(cast.get, form.format(quote(word))))
        assert work == absent[0]
        assert (status, _without(body, word)) == (absent[1][0], _without(absent[1][1], _ABSENT_WORD))


def _without(body: bytes, word: str) -> bytes:
    return re.sub(word.encode(), b"WORD", body)


def test_a_store_that_one_may_not_read_is_like_one_that_is_absent(cast: Cast) -> None:
    archive = cast.side.archive
    deeds: tuple[Callable[[str], Any], ...] = (
        lambda store: get_holding(archive, cast.kept, actor=_NOBODY, store=store),
        lambda store: list_versions(archive, cast.kept, actor=_NOBODY, store=store),
        lambda store: search_archive(archive, "informer", actor=_NOBODY, store=store),
    )
    for deed in deeds:
        absent, lacking = (_work_of(partial(deed, store)) for store in ("nowhere", "special"))
        assert absent[0] == lacking[0] == []
        assert absent[1] == lacking[1]


def test_the_staff_without_a_clearance_look_for_a_closed_record_like_for_an_absent_one(cast: Cast) -> None:
    archive = cast.side.archive
    absent = _work_of(lambda: get_holding(archive, _ABSENT, actor=_NOBODY))
    assert absent[0]
    for record_id in (cast.kept, cast.gone):
        work, said = _work_of(partial(get_holding, archive, record_id, actor=_NOBODY))
        assert work == absent[0]
        assert said == absent[1]


def test_the_counting_can_tell(cast: Cast) -> None:
    open_work, _ = _work_of(lambda: cast.get(f"/r/{cast.opened}"))
    staff = Actor(name="staff", clearances=frozenset({"special"}))
    read, _ = _work_of(lambda: get_holding(cast.side.archive, cast.kept, actor=staff, store="special"))
    assert open_work
    assert read
    assert _work_of(lambda: cast.get("/search?q=a%20OR%20mill"))[0].count("search") == 1
