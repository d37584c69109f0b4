"""One universe: an archive in a process of its own, told what to do line by line.

It serves its open store through the same WSGI application as `fonds serve`, and asks it without a network. Clock and
randomness are injected: a record's id depends on its content alone, time on the number of the step.

Commands are JSON objects on standard input, answers JSON objects on standard output.
"""

from __future__ import annotations

import base64
import io
import json
import random
import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest import mock

from fonds.actions import preparing, versions
from fonds.actions.adding import add_sources
from fonds.actions.archive import Archive, add_store, init_archive
from fonds.actions.generations import CURRENT, read_manifest
from fonds.actions.publishing import publish
from fonds.actions.room import Room, open_room, open_store_folder
from fonds.actions.upkeep import rebuild_store
from fonds.model import Actor, Record, digest, new_record_id, new_slot_ids, with_ids
from fonds.web import application, routes
from tests.universes import leaks


class Universe:
    """An archive with an open and a closed store, and its public server."""

    def __init__(self, folder: Path) -> None:
        self.archive: Archive = add_store(init_archive(folder, "Two universes"), "special")
        self.actor = Actor(name="staff", clearances=frozenset({"special"}))
        self.sources = folder.parent / "sources"
        self.sources.mkdir()
        self.steps = 0
        self.room: Room = open_room(open_store_folder(folder))
        self.app = application(self.room)
        self.planted = ExitStack()

    def add(self, store: str, name: str, page: str) -> list[dict[str, Any]]:
        """Adds a page under a name; the same name again is a changed capture."""
        source = self.sources / name
        source.write_text(page, encoding="utf-8")
        self.steps += store == "open"
        outcomes = add_sources(
            self.archive,
            [str(source)],
            actor=self.actor,
            store=store,
            clock=lambda: f"2026-01-01T00:00:{self.steps:02}Z",
        )
        return [{"what": outcome.what, "id": outcome.record_id, "code": outcome.code} for outcome in outcomes]

    def ids_from_step(self, count: int) -> tuple[str, ...]:
        """Ids of the slots that are new in a version."""
        return new_slot_ids(count, random.Random(self.steps).randrange)

    def rebuild(self, store: str) -> int:
        """Rebuilds a store and opens the room on it anew, as a restarted server does."""
        self.archive.close()
        self.room.close()
        count = rebuild_store(self.archive, store)
        self.room = open_room(open_store_folder(self.archive.folder))
        self.app = application(self.room)
        return count

    def published(self) -> list[list[str]]:
        """Names and hashes of the files of a new generation; what Tantivy draws at random is left out."""
        public = self.archive.folder.parent / "public"
        publish(self.archive, public, "2026-02-01T00:00:00Z", actor=self.actor)
        files = read_manifest(public / CURRENT).files
        drawn = ("meta.json", "commit.json")  # they name the segments
        lasting = {name: kept.sha256 for name, kept in files.items() if not name.endswith(drawn)}
        return sorted([re.sub(r"[0-9a-f]{32}", "segment", name), sha256] for name, sha256 in lasting.items())

    def closed_ids(self) -> list[str]:
        """What the staff knows and the public must not."""
        return list(self.archive.shelf("special").store.ids())

    def get(self, method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        """Asks the public server. The answer is status, headers in their order, and body."""
        path, _, query = target.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "archive.test",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }
        answer: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            answer.update(status=status, headers=[[k, v] for k, v in headers if k.lower() != "date"])

        parts = self.app(environ, start_response)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        return {**answer, "body": base64.b64encode(body).decode("ascii")}

    def plant(self, leak: str) -> None:
        """Makes the public server leak, to see whether the comparison can tell."""
        leaks.LEAKS[leak](self, self.planted)

    def unplant(self) -> None:
        """Makes it sound again."""
        self.planted.close()


def _ids_from_content(record: Record) -> Record:
    draw = random.Random(digest("\n".join(slot.content for slot in record.slots).encode())).randrange
    return with_ids(record, new_record_id(draw), new_slot_ids(len(record.slots), draw))


def main() -> None:
    """Reads commands until standard input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    universe = Universe(Path(sys.argv[1]))
    with (
        mock.patch.object(preparing, "_under_new_ids", _ids_from_content),
        mock.patch.object(versions, "new_slot_ids", universe.ids_from_step),
    ):
        for line in sys.stdin:
            command = json.loads(line)
            do = command.pop("do")
            result = list(routes()) if do == "routes" else getattr(universe, do)(**command)
            answers.write(json.dumps(result) + "\n")
            answers.flush()
        universe.planted.close()
        universe.room.close()
        universe.archive.close()


if __name__ == "__main__":
    main()
