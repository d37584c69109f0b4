"""One universe: an archive in a process of its own, told what to do line by line.

It serves its open store through the same WSGI application as `fonds serve`, and asks it without a network. Clock and
randomness are injected: see `tests.universes.side`.

Commands are JSON objects on standard input, answers JSON objects on standard output.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import re
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from fonds.actions.generations import CURRENT, read_manifest
from fonds.actions.publishing import publish
from fonds.actions.room import Room, open_room, open_store_folder
from fonds.release import OPEN, Terms
from fonds.web import application, routes
from tests.universes import leaks
from tests.universes.side import CLOSED, Side, slots_of

_LOGS = ("", "django.request", "django.security", "fonds")


class Universe:
    """An archive with an open store and closed ones, and its public server."""

    def __init__(self, folder: Path) -> None:
        self.side = Side(folder)
        self.steps = 0
        self.room: Room = open_room(open_store_folder(folder))
        self.app = application(self.room)
        self.planted = ExitStack()
        self.log = io.StringIO()
        for name in _LOGS:
            logging.getLogger(name).addHandler(logging.StreamHandler(self.log))

    # Deeds

    def add(self, store: str, name: str, page: str) -> tuple[str, str, str]:
        """Adds a page under a name; the same name again is a changed capture."""
        self.steps += store == OPEN
        seed = f"open {self.steps}" if store == OPEN else name
        return self.side.add(store, name, page, seed=seed, at=self._now())

    def close(self, store: str, record_id: str, labels: list[str], terms: dict[str, Any]) -> str:
        """Closes passages."""
        self.steps += 1
        seed = f"close {self.steps}"
        return self.side.close_passages(store, record_id, tuple(labels), Terms(**terms), seed=seed, at=self._now())

    def release(self, store: str, record_id: str, roots: list[str]) -> tuple[str, str]:
        """Releases slots and all below them."""
        self.steps += 1
        seed = f"release {self.steps}"
        return self.side.release(store, record_id, frozenset(roots), seed=seed, at=self._now())

    def rebuild(self, store: str) -> int:
        """Rebuilds a store and opens the room on it anew, as a restarted server does."""
        self.room.close()
        count = self.side.rebuild(store)
        self.room = open_room(open_store_folder(self.side.folder))
        self.app = application(self.room)
        return count

    def published(self) -> list[list[str]]:
        """Names and hashes of the files of a new generation; what Tantivy draws at random is left out."""
        public = self.side.folder.parent / "public"
        publish(self.side.archive, public, "2026-02-01T00:00:00Z", actor=self.side.actor)
        files = read_manifest(public / CURRENT).files
        drawn = ("meta.json", "commit.json")  # they name the segments
        lasting = {name: kept.sha256 for name, kept in files.items() if not name.endswith(drawn)}
        return sorted([re.sub(r"[0-9a-f]{32}", "segment", name), sha256] for name, sha256 in lasting.items())

    def _now(self) -> str:
        return f"2026-01-01T00:{self.steps // 60:02}:{self.steps % 60:02}Z"

    # What the staff knows, and the public must not

    def closed_ids(self) -> list[str]:
        """Ids of all records of which a closed store holds anything."""
        return sorted({record_id for store in CLOSED for record_id in self.side.held(store)})

    def closed_slots(self) -> dict[str, dict[str, Any]]:
        """What the closed stores hold, as far as it takes to find what both universes have."""
        return {
            store: {record_id: slots_of(held.record) for record_id, held in self.side.held(store).items()}
            for store in CLOSED
        }

    def open_labels(self) -> dict[str, list[str]]:
        """Labels of the passages that are open, by record."""
        held = self.side.held(OPEN)
        return {record_id: [one.label for one in each.record.passages()] for record_id, each in held.items()}

    def open_facts(self) -> dict[str, int]:
        """How much of what matters here the open store has."""
        held = self.side.held(OPEN).values()
        return {
            "records": len(held),
            "decided": sum(each.decided for each in held),
            "gaps": sum(len(each.record.gaps) for each in held),
        }

    # What the public may ask

    def routes(self) -> list[str]:
        """The URL table."""
        return list(routes())

    def get(self, method: str, target: str, headers: dict[str, str]) -> dict[str, Any]:
        """Asks the public server. The answer is status, headers in their order, body, and what was logged."""
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
            "wsgi.errors": self.log,
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }
        answer: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            answer.update(status=status, headers=[[k, v] for k, v in headers if k.lower() != "date"])

        self.log.seek(0)
        self.log.truncate()
        parts = self.app(environ, start_response)
        body = b"".join(parts)
        getattr(parts, "close", lambda: None)()
        return {**answer, "body": base64.b64encode(body).decode("ascii"), "log": self.log.getvalue()}

    # Leaks

    def plant(self, leak: str) -> None:
        """Makes the public server leak, to see whether the comparison can tell."""
        leaks.LEAKS[leak](self, self.planted)

    def unplant(self) -> None:
        """Makes it sound again."""
        self.planted.close()

    def end(self) -> None:
        """Closes all that is open."""
        self.planted.close()
        self.room.close()
        self.side.archive.close()


def main() -> None:
    """Reads commands until standard input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    universe = Universe(Path(sys.argv[1]))
    for line in sys.stdin:
        command = json.loads(line)
        result = getattr(universe, command.pop("do"))(**command)
        answers.write(json.dumps(result) + "\n")
        answers.flush()
    universe.end()


if __name__ == "__main__":
    main()
