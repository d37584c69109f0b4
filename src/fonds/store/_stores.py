"""A store: opened, written to under its lock, read by anybody.

Not for: the formats of journal and tables (`fonds.store._journal`, `fonds.store._tables`).
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fonds.model import Conflict, Unavailable
from fonds.release import Deposit, Fault, Holding, VersionFacts
from fonds.store import _disk
from fonds.store._django import configure
from fonds.store._journal import BODIES, holds_entries
from fonds.store._key import KEY_FILE, PUBLIC_KEY_FILE, make_key
from fonds.store._lock import WriteLock
from fonds.store._log import LOG
from fonds.store._records import Records
from fonds.store._steps import CHAIN
from fonds.store._store_file import STORE_FILE, read_name, store_file

if TYPE_CHECKING:
    from fonds.store._keeping import Keeping, Progress
    from fonds.store._published import PublishedStore

_WAIT_SECONDS = 10.0


def create_store(folder: Path, name: str) -> None:
    """Makes an empty store.

    Args:
        folder: A folder that does not exist, or one in which the making of a store was interrupted.
        name: Name of the store, as in `archive.toml`.

    Raises:
        Conflict: ``store-exists``.
        Unavailable: ``disk-full``, ``no-permission``.
    """
    if (folder / STORE_FILE).exists() or holds_entries(folder):
        raise Conflict("there is a store already", code="store-exists", ref=str(folder))
    with _disk.explained(folder), contextlib.closing(_open_keeping(folder, name)) as keeping:
        keeping.create()
        make_key(folder, secrets.token_bytes(32))
        _disk.write_beside(folder / STORE_FILE, store_file(name), durable=True)  # last: now the folder is a store
        _disk.sync_folder(folder.parent)


def open_store(folder: Path) -> Store:
    """Opens a store; what a killed process left behind is healed first.

    Raises:
        NotFound: ``no-store``, when the folder is not one.
        Invalid: ``store-file``. Unsupported: ``newer-format``, ``older-format``.
        Unavailable: ``journal-broken``: nothing is served. ``locked``, ``disk-full``, ``no-permission``.
    """
    store = Store(folder, read_name(folder))
    try:
        store.make_ready()
    except BaseException:
        store.close()
        raise
    return store


def verify_store(folder: Path) -> tuple[Fault, ...]:
    """Checks a store that may be too broken to be opened; see `Store.verify`.

    Raises:
        NotFound: ``no-store``. Invalid: ``store-file``. Unsupported: ``newer-format``. Unavailable: ``locked``.
    """
    with Store(folder, read_name(folder)) as store:
        return store.verify()


class Store(Records):
    """One store.

    Attributes:
        folder: Where it is.
        name: Its name.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self._lock = WriteLock(folder)
        self._keeping = _open_keeping(folder, name)
        super().__init__(self._keeping.tables)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    def write_lock(self, deed: str, wait_seconds: float) -> contextlib.AbstractContextManager[bool]:
        """Holds the lock that writers take in turn; taking it again in the same thread is free.

        Args:
            deed: What for, for others who wait.
            wait_seconds: How long to wait for another writer.

        Raises:
            Unavailable: ``locked``, when another writer does not finish in time; the message names it.
        """
        return self._lock.hold(deed, wait_seconds)

    def deposit(self, deposits: Sequence[Deposit], actor: str, now: str) -> tuple[str, ...]:
        """Keeps deposits. When the call returns, they are on the disk.

        Args:
            deposits: In order; a record that the store holds gets its next version.
            actor: Who adds.
            now: ISO 8601 in UTC to the second.

        Returns:
            Ids of the records, in order.

        Raises:
            Invalid: ``slot-ids``, ``not-text``: nothing of the deposits is kept.
            Unavailable: ``locked``, ``disk-full``, ``disk-error``, ``journal-broken``: nothing of them is kept, or
                (when the disk fails even to take back) each is kept whole or not at all.
        """
        with self._writing("deposit"):
            return self._keeping.add(deposits, actor, now)

    def renew(self, progress: Progress | None = None) -> None:
        """Makes the tables anew if what was withdrawn by a deposit may still stand in free pages of their file.

        What was withdrawn is not given out from the moment of the deposit; this is what removes its last traces.

        Raises:
            Unavailable: ``locked``, ``disk-full``: then it is due at the next start.
        """
        with self._writing("renew"):
            self._keeping.renew(*([progress] if progress else []))

    def heal(self) -> None:
        """Cuts off what a killed writer left behind, gives the tables what they lack; costs little if all is well.

        Raises:
            Unavailable: ``locked``, ``journal-broken``, ``disk-full``.
        """
        with self._writing("heal"):
            self._keeping.heal()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Makes the tables anew from the journal, beside the old ones, and swaps them.

        Args:
            progress: Called with the number of entries done and of all entries.

        Raises:
            Unavailable: ``journal-broken``: nothing was changed. ``locked``, ``disk-full``.
        """
        with self._writing("rebuild"):
            self._keeping.rebuild(*([progress] if progress else []))

    # Reading

    def find(self, record_id: str) -> Holding | None:
        """What the store holds of a record now, or None."""
        return self._tables.find(record_id)

    def find_version(self, record_id: str, version: int) -> Holding | None:
        """What the store held of a record in a version (from 1), or None; `changed` is when that version came in."""
        return self._tables.find_version(record_id, version)

    def is_known(self, record_id: str) -> bool:
        """Whether the store holds a record, or held it before all of its passages left."""
        return self._tables.is_known(record_id)

    def last_withdrawal(self) -> int:
        """Number of the last journal entry that withdrew anything; 0 when none did."""
        return self._tables.last_withdrawal()

    def versions(self, record_id: str) -> tuple[VersionFacts, ...]:
        """All versions of a record, the first one first; empty when there is no such record."""
        return self._tables.versions(record_id)

    def find_source(self, record_id: str, version: int) -> bytes | None:
        """The captured bytes of a version, read from the journal; None when there is no such version.

        Raises:
            Unavailable: ``journal-broken``, when they are not what was captured.
        """
        place = self._tables.source_place(record_id, version)
        if place is None:
            return None
        with _disk.explained(self.folder):
            return self._keeping.read_source(*place)

    def find_by_source(self, sha256: str) -> str | None:
        """The record of which a version, current or earlier, has this source; the latest if there are several."""
        return self._tables.find_by_source(sha256)

    def find_current_by_source(self, sha256: str) -> str | None:
        """The record whose current version has this source; the latest if there are several."""
        return self._tables.find_current_by_source(sha256)

    def find_by_origin(self, origin_key: str) -> tuple[str, ...]:
        """The records of which a version came from this place, the latest first."""
        return self._tables.find_by_origin(origin_key)

    def find_last_source(self, origin_key: str) -> str | None:
        """SHA-256 of the source that came last from this place, or None."""
        return self._tables.find_last_source(origin_key)

    def find_by_site_id(self, site_record_id: str) -> tuple[str, ...]:
        """The records whose current version has this identifier of the publishing site, in order of their ids."""
        return self._tables.find_by_site_id(site_record_id)

    def find_by_citation(self, literal: str, *, limit: int) -> tuple[str, ...]:
        """At most `limit` records whose current version is cited in these words, in the order of their ids."""
        return self._tables.find_by_citation(literal, limit)

    def dump(self) -> Iterator[bytes]:
        """All that the tables hold, as lines of canonical JSON; equal lines mean equal content."""
        return self._tables.dump()

    def verify(self) -> tuple[Fault, ...]:
        """Checks every byte of the journal and every row of the tables.

        Returns:
            What is not as it was written, the journal first; empty when all is well.

        Raises:
            Unavailable: ``locked``.
        """
        with self._writing("verify"):
            return self._keeping.find_faults()

    def publish(self, folder: Path) -> str:
        """Writes what readers are shown of the store now, for `open_published`: no journal, no key, no versions.

        Args:
            folder: A new folder, or an empty one.

        Returns:
            SHA-256 of what was written, 64 hexadecimal digits: equal for equal content.

        Raises:
            Unavailable: ``locked``, ``tables-broken``, ``disk-full``, ``no-permission``.
        """
        from fonds.store._published import write_published  # noqa: PLC0415 (it loads models, as in `_open_keeping`)

        with self._writing("publish"):
            _disk.make_folder(folder)
            content = write_published(self._tables, folder)
            _disk.write_beside(folder / STORE_FILE, store_file(self.name), durable=True)
            return content

    def kept_files(self) -> tuple[str, ...]:
        """What can not be computed anew: paths below the store's folder, bodies before the chain that names them.

        Hold the write lock while they are copied. The log may grow all the same: what is copied of it is a beginning.
        """
        bodies = sorted(path.relative_to(self.folder).as_posix() for path in (self.folder / BODIES).glob("*.jsonl"))
        others = [name for name in (KEY_FILE, PUBLIC_KEY_FILE, LOG) if (self.folder / name).exists()]
        return (STORE_FILE, *others, *bodies, CHAIN)

    def close(self) -> None:
        """Closes the connections of all threads. The store can not be used afterwards."""
        self._keeping.close()

    # For `open_store`

    def make_ready(self) -> None:
        """Looks whether all is as it was left, and heals it if not.

        While another process writes, the journal is ahead of what was noted of it last; then it is enough that
        nothing but the end has changed, for the writer has looked at the rest.
        """
        if self._keeping.is_well() or self._healed_at_once() or self._keeping.is_well(while_written=True):
            return
        with self._writing("heal"):
            self._keeping.heal()

    def _healed_at_once(self) -> bool:
        """Heals unless somebody else is writing."""
        try:
            with self._writing("heal", 0):
                self._keeping.heal()
        except Unavailable as error:
            if error.code != "locked":
                raise
            return False
        return True

    @contextlib.contextmanager
    def _writing(self, deed: str, wait_seconds: float | None = None) -> Iterator[None]:
        wait = _WAIT_SECONDS if wait_seconds is None else wait_seconds
        with self._lock.hold(deed, wait), _disk.explained(self.folder):
            yield


def _open_keeping(folder: Path, name: str) -> Keeping:
    configure()
    from fonds.store._keeping import Keeping  # noqa: PLC0415 (models can be loaded only when Django is configured)

    return Keeping(folder, name)


def open_published(folder: Path) -> PublishedStore:
    """Opens what `Store.publish` wrote; nothing is written, healed or locked.

    Raises:
        NotFound: ``no-store``. Invalid: ``store-file``. Unsupported: ``newer-format``.
        Unavailable: ``tables-broken``.
    """
    name = read_name(folder)
    configure()
    from fonds.store._published import PublishedStore  # noqa: PLC0415 (as in `_open_keeping`)

    store = PublishedStore(folder, name)
    try:
        store.check()
    except Unavailable:
        store.close()
        raise
    return store
