from __future__ import annotations

import multiprocessing
import os
import signal
import socket
from http.client import HTTPConnection
from queue import Empty
from typing import Any

import pytest

from fonds.model import NotFound, Unavailable
from fonds.web.serving import address_of, check_port, serve
from tests.web.sample import RICH, SampleRoom


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def no_room() -> Any:
    raise NotFound("there is no such store", code="no-store", ref="stores/open")


def run(room: Any, port: int, ready: Any, failed: Any) -> None:
    try:
        serve(room, port=port, on_ready=ready.put)
    except Exception as error:  # noqa: BLE001 (whatever it is, it goes to the test)
        failed.put(error)


@pytest.fixture
def queues() -> tuple[Any, Any]:
    context = multiprocessing.get_context("spawn")
    return context.Queue(), context.Queue()


def start(room: Any, port: int, queues: tuple[Any, Any]) -> Any:
    # A process of its own, as when a person starts it: the server sets signal handlers and forks.
    process = multiprocessing.get_context("spawn").Process(target=run, args=(room, port, *queues))
    process.start()
    return process


def test_it_serves_until_interrupted(queues: tuple[Any, Any]) -> None:
    port = free_port()
    process = start(SampleRoom, port, queues)
    try:
        assert queues[0].get(timeout=60) == f"http://127.0.0.1:{port}/"
        for path, method, size in ((f"/r/{RICH}", "GET", 1000), ("/static/fonds.css", "GET", 1000), ("/", "HEAD", 0)):
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request(method, path)
            answer = connection.getresponse()
            assert answer.status == 200
            assert len(answer.read()) >= size
            assert int(answer.getheader("content-length", "0")) > 1000
            connection.close()
    finally:
        os.kill(process.pid, signal.SIGTERM)
        process.join(30)
    assert process.exitcode == 0
    with pytest.raises(Empty):
        queues[1].get(timeout=0.1)


def test_an_error_of_the_room_is_raised_as_it_is(queues: tuple[Any, Any]) -> None:
    process = start(no_room, free_port(), queues)
    error = queues[1].get(timeout=60)
    process.join(30)
    assert isinstance(error, NotFound)
    assert error.code == "no-store"


def test_a_port_in_use_is_named_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Unavailable) as caught:
            serve(SampleRoom, port=port)
    assert caught.value.code == "port-in-use"
    assert str(port + 1) in caught.value.hint


@pytest.mark.parametrize(("host", "port"), [("203.0.113.7", 8000), ("127.0.0.1", 70000), ("no such host", 80)])
def test_what_can_not_be_listened_on_is_refused(host: str, port: int) -> None:
    with pytest.raises(Unavailable) as caught:
        check_port(host, port)
    assert caught.value.code == "address"


def test_the_address_is_one_for_a_browser() -> None:
    assert address_of("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert address_of("::1", 80) == "http://[::1]:80/"
