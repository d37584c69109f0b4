"""A published folder as the public server sees it: the generation that is current, and then the next one.

The server reads one folder. It knows no archive and no store but the one that was published; it writes nothing there,
so the folder may lie on a disk that can not be written. What Tantivy wants to write goes into a folder of its own.

Not for: making generations (`fonds.actions.publishing`).
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fonds.actions.config import read_site_file
from fonds.actions.folders import written
from fonds.actions.generations import GENERATIONS, check_whole, find_current
from fonds.actions.holding import INDEX_FOLDER
from fonds.actions.room import Records, Room
from fonds.model import FondsError, Invalid, NotFound, Unavailable
from fonds.release import OPEN
from fonds.search import Index, open_mirrored
from fonds.store import open_published

_LOOK_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 60.0
_TRIES, _TRY_SECONDS = 100, 0.02

Notice = Callable[[str], object]
"""Called with a line for whoever keeps the server: which generation is served, or why one is not."""


class PublishedShelf:
    """Tables and index of a generation whose files are as they were published (`check_whole`).

    Args:
        generation: Its folder.
        beside: See `fonds.search.open_mirrored`.

    Attributes:
        folder: The folder of the generation.
        store: Its tables.
        index: Its index.

    Raises:
        NotFound: ``no-store``. Invalid: ``store-file``, ``generation-damaged``. Unsupported: ``newer-format``.
        Unavailable: ``tables-broken``, ``index-broken``.
    """

    def __init__(self, generation: Path, beside: Path) -> None:
        self.folder = generation
        self._published = open_published(generation)
        self.store: Records = self._published
        try:
            self.index: Index = open_mirrored(generation / INDEX_FOLDER, beside)
            self._check(generation.name)
        except FondsError:
            self._published.close()
            raise

    def is_readable(self) -> bool:
        """Whether this thread can go on reading, also when the folder was removed."""
        return self._published.is_readable()

    def close(self) -> None:
        """Closes both."""
        self.index.close()
        self._published.close()

    def _check(self, name: str) -> None:
        if self._published.name != OPEN:
            raise Invalid("this is not an open store", code="generation-damaged", ref=name)
        said = self.index.position(), self.index.count()
        if said != (self._published.position(), self._published.count()):
            raise Unavailable("the index does not hold what the tables hold", code="index-broken", ref=name)


def forget(beside: Path) -> None:
    """Removes the folder of links and locks beside an index that is not used any more.

    A thread of Tantivy may still make its lock there while it is being removed; then it is removed again.
    """
    for _ in range(_TRIES):
        shutil.rmtree(beside, ignore_errors=True)
        if not beside.exists():
            return
        time.sleep(_TRY_SECONDS)


def current_generation(folder: Path) -> Path:
    """The generation that a published folder points to.

    Raises:
        NotFound: ``no-generation``.
    """
    name = find_current(folder)
    if name is None:
        hint = "`fonds publish DIR` makes one. Copies of it must copy links as links."
        raise NotFound("nothing is published here", code="no-generation", ref=str(folder), hint=hint)
    return folder / GENERATIONS / name


class _Opened:
    """A generation that is being read.

    Attributes:
        path: Its folder.
        room: The room on it.
        readers: How many requests are being answered from it.
        is_left: Whether new requests go to another one.
    """

    def __init__(self, path: Path, scratch: Path) -> None:
        check_whole(path)
        site = read_site_file(path)
        self.path = path
        with written(scratch):
            self._beside = Path(tempfile.mkdtemp(prefix=f"{path.name}-", dir=scratch))
        try:
            self._shelf = PublishedShelf(path, self._beside / INDEX_FOLDER)
        except FondsError:
            forget(self._beside)
            raise
        self.room = Room(self._shelf, site.title, site.address)
        self.readers = 0
        self.is_left = False

    def is_readable(self) -> bool:
        return self._shelf.is_readable()

    def close(self) -> None:
        self._shelf.close()
        forget(self._beside)


class PublishedRooms:
    """The room of the current generation, whichever that is.

    A request is answered from one generation from its beginning to its end. When the pointer has moved, the next one
    is checked and opened while the old one goes on; requests turn to the new one, and the old one is closed when the
    last request has left it. One that can not be served is told of, and the old one stays.

    Args:
        folder: What `fonds publish` wrote.
        scratch: An empty folder of this process alone, on a disk that can be written.
        notice: Told what is served, and what is not.

    Raises:
        NotFound: ``no-generation``. Invalid: ``generation-damaged``, ``archive-file``. And as `PublishedShelf`.
    """

    def __init__(self, folder: Path, scratch: Path, notice: Notice) -> None:
        self._folder = folder
        self._scratch = scratch
        self._notice = notice
        self._lock = threading.Lock()
        self._looking = threading.Lock()
        self._ended = threading.Event()
        self._refused: str | None = None
        self._pause = self._next_try = 0.0
        self._opened = _Opened(current_generation(folder), scratch)
        self._say_served()

    @contextmanager
    def entered(self) -> Iterator[Room]:
        """The room to answer one request from."""
        opened = self._enter()
        if not opened.is_readable():  # it was removed before this thread first read from it
            self._leave(opened)
            self.look()
            opened = self._enter()
        try:
            yield opened.room
        finally:
            self._leave(opened)

    def watch(self) -> None:
        """Looks at the pointer once a second from now on, in a thread of its own, until `close`."""
        threading.Thread(target=self._watch, name="generations", daemon=True).start()

    def look(self, now: float | None = None) -> None:
        """Turns to the generation that is current, if it is another one and can be served.

        Args:
            now: Seconds of a clock that only grows; None for the machine's. One that was refused is tried again after
                a second, and then after pauses that double, to a minute: it may be on its way.
        """
        with self._looking:
            seconds = time.monotonic() if now is None else now
            name = find_current(self._folder) or "none"
            if name == self._opened.path.name:
                self._refused = None
            elif name != self._refused or seconds >= self._next_try:
                try:
                    self._turn_to(_Opened(self._folder / GENERATIONS / name, self._scratch))
                except FondsError as error:
                    self._refuse(name, seconds, str(error))

    def close(self) -> None:
        """Ends looking and closes what is open. No request may be answered any more."""
        self._ended.set()
        with self._looking:
            self._opened.close()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            self.look()

    def _enter(self) -> _Opened:
        with self._lock:
            self._opened.readers += 1
            return self._opened

    def _leave(self, opened: _Opened) -> None:
        with self._lock:
            opened.readers -= 1
            is_done = opened.is_left and not opened.readers
        if is_done:
            opened.close()

    def _turn_to(self, opened: _Opened) -> None:
        with self._lock:
            left, self._opened = self._opened, opened
            left.is_left = True
            left.readers += 1  # this one, so that whoever leaves last closes it
        self._leave(left)
        self._refused = None
        self._say_served()

    def _say_served(self) -> None:
        self._notice(f"serving generation {self._opened.path.name}")

    def _refuse(self, name: str, seconds: float, why: str) -> None:
        if name != self._refused:
            self._refused, self._pause = name, _LOOK_SECONDS
            self._notice(f"generation {name} is not served: {why}; {self._opened.path.name} still is")
        else:
            self._pause = min(2 * self._pause, _LONGEST_PAUSE_SECONDS)
        self._next_try = seconds + self._pause


def open_rooms(folder: Path, scratch: Path, notice: Notice) -> PublishedRooms:
    """Opens a published folder, and follows its pointer from then on; see `PublishedRooms`."""
    rooms = PublishedRooms(folder, scratch, notice)
    rooms.watch()
    return rooms
