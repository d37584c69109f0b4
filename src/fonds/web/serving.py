"""Serving a reading room on a port, until interrupted.

One worker process, because readers share one index and one page cache; its threads answer side by side. The
room is opened in the worker, never before the fork: a database connection must not cross it.

Not for: the application itself (`fonds.web.wsgi`), which any WSGI server can run.
"""

from __future__ import annotations

import errno
import logging
import multiprocessing
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from fonds.model import FondsError, Unavailable
from fonds.web.room import Rooms
from fonds.web.wsgi import application

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
_THREADS = 8
_READY_TRIES = 1500
_READY_PAUSE_SECONDS = 0.02


def serve(
    open_room: Callable[[], Rooms],
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    *,
    on_ready: Callable[[str], object] = str,
) -> None:
    """Serves a room until the process gets SIGINT or SIGTERM.

    Args:
        open_room: Opens the room; called once, in the worker process. A function that can be pickled, such as
            ``partial(open_room, folder)``.
        host: Address to listen on; only this machine by default.
        port: 1 to 65535.
        on_ready: Called in the worker with the address for a browser, when the room is open and the port answers.
            By default nothing comes of it.

    Raises:
        Unavailable: ``port-in-use``, ``port-not-allowed``, ``address`` before anything starts; ``server-stopped``
            when the worker ended by itself.
        FondsError: Whatever `open_room` raises, as it raised it.
    """
    check_port(host, port)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    with closing(receiver), closing(sender):
        load = partial(_load, open_room, partial(_announce, host, port, on_ready), sender)
        _run(_server(host, port), load, sender)
        if receiver.poll():
            raise receiver.recv()


def check_port(host: str, port: int) -> None:
    """Makes sure that the port can be listened on.

    The server's own socket is shared among workers, so the system would let a second server join the first
    without a word; a plain socket finds out.

    Raises:
        Unavailable: ``port-in-use``, ``port-not-allowed`` or ``address``.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise _not_bound(error, host, port) from error


def address_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host) or (f"[{host}]" if ":" in host else host)  # noqa: S104 (compared, not bound)
    return f"http://{shown}:{port}/"


def _not_bound(error: OSError | OverflowError, host: str, port: int) -> Unavailable:
    place = f"{host}:{port}"
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        hint = f"Stop the other program, or choose another port, such as --port {port + 1}."
        return Unavailable("another program listens on this port", code="port-in-use", ref=place, hint=hint)
    if number == errno.EACCES:
        hint = "Ports below 1024 are for the system: choose a higher one."
        return Unavailable("this port may not be used", code="port-not-allowed", ref=place, hint=hint)
    hint = "The host must be an address of this machine, and the port a number from 1 to 65535."
    return Unavailable("this address can not be listened on", code="address", ref=place, hint=hint)


def _server(host: str, port: int) -> Any:
    logging.getLogger("_granian").addFilter(_is_not_said_by_us)
    return Granian(
        "fonds",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=_THREADS,
        websockets=False,
        log_level=LogLevels.error,
        workers_kill_timeout=5,
    )


def _is_not_said_by_us(said: logging.LogRecord) -> bool:
    """The server logs that its worker ended; why it ended is raised, and told once."""
    return not said.getMessage().startswith("Unexpected exit from worker")


def _load(open_room: Callable[[], Rooms], announce: Callable[[], None], faults: Connection) -> WSGIApplication:
    """Makes the application in the worker; a module's function, so that a spawned worker finds it too."""
    try:
        ready = application(open_room())
    except FondsError as error:
        faults.send(error)
        sys.exit(1)
    threading.Thread(target=announce, daemon=True).start()
    return ready


def _announce(host: str, port: int, on_ready: Callable[[str], object]) -> None:
    """Waits until the port answers: the server listens only after the application was made."""
    address = address_of(host, port)
    target = urlsplit(address)
    for _ in range(_READY_TRIES):
        with suppress(OSError), closing(socket.create_connection((target.hostname or host, port), timeout=1)):
            on_ready(address)
            return
        time.sleep(_READY_PAUSE_SECONDS)


def _run(server: Any, load: Callable[[], WSGIApplication], faults: Connection) -> None:
    try:
        server.serve(target_loader=load, wrap_loader=False)
    except SystemExit as error:
        # The server exits when its worker does; what the worker said before is raised first.
        if error.code:
            faults.send(Unavailable("the server stopped by itself", code="server-stopped"))
