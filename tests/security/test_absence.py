"""T6: the public server works where nothing of the archive exists but one generation, and never looks for more.

It is started on a published folder that can not be written, in a mount namespace in which the folder of the archive
is empty. It must answer every request like the server of the live store, byte for byte, and `strace` must show that
it never asked the system for anything of the archive, nor for another generation.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from fonds.actions.adding import add_sources
from fonds.actions.archive import add_store, init_archive, open_archive
from fonds.actions.closing import Request, close_passages
from fonds.actions.generations import GENERATIONS, find_current, list_generations
from fonds.actions.publishing import publish
from fonds.model import Actor
from fonds.release import Terms
from fonds.web import routes
from tests.universes.harness import METHODS, VARIED_HEADERS, targets_of

# Words that stand nowhere but in the name of the archive and in the closed store: whoever says one has looked there.
ARCHIVE, CLOSED, CLOSED_WORD = "zq7xarchive", "zq7xclosed", "zq7xinformer"
REASON = "names a guide who lives"
STAFF = Actor(name="staff", clearances=frozenset({CLOSED}))
RECORDS = ("minutes-caravan-road.txt", "letter-film-for-ghulja.txt")

_NAMESPACE = """\
set -e
mount -t tmpfs none "$HOME_OF_THE_ARCHIVE"
mount --bind "$PUBLIC" "$PUBLIC"
mount -o remount,bind,ro "$PUBLIC"
[ ! -e "$HOME_OF_THE_ARCHIVE"/* ]
! touch "$PUBLIC/x" 2>/dev/null
unset HOME_OF_THE_ARCHIVE PUBLIC PWD OLDPWD
exec "$@"
"""

Answer = tuple[int, list[tuple[str, str]], bytes]


class Place:
    """An archive with an open and a closed store, and two generations of it.

    Attributes:
        archive: Folder of the archive, the only thing in its parent.
        public: The published folder.
        first: Name of the generation that is not current any more.
        ids: Of records, open and closed.
    """

    def __init__(self, home: Path, public: Path, records: Path) -> None:
        self.archive, self.public = home / ARCHIVE, public
        pages = [str(records / name) for name in RECORDS]
        secret = public.parent / "secret.txt"
        secret.write_text(f"ORDER No. 5\n\n1. Charge the {CLOSED_WORD} with the bridge.\n", encoding="utf-8")
        add_store(init_archive(self.archive, "Frontier"), CLOSED).close()
        with (self.archive / "archive.toml").open("a", encoding="utf-8") as settings:
            settings.write(f'\n[reasons.90]\nen = "{REASON}"\n')
        archive = open_archive(self.archive)
        outcomes = list(add_sources(archive, pages[:1], actor=STAFF, store="open"))
        outcomes += add_sources(archive, [str(secret)], actor=STAFF, store=CLOSED)
        terms = Terms(reason=90, extent="lines", review_year=2040)
        wanted = Request(references=(f"{outcomes[0].record_id}#6.2",), store=CLOSED, terms=terms, by="A")
        close_passages(archive, wanted, actor=STAFF, now="2026-01-01T00:00:00Z")
        self.first = publish(archive, public, "2026-01-01T00:00:00Z", actor=STAFF).name
        outcomes += add_sources(archive, pages[1:], actor=STAFF, store="open")
        publish(archive, public, "2026-01-02T00:00:00Z", actor=STAFF)
        archive.close()
        assert {outcome.what for outcome in outcomes} == {"added"}
        self.ids = [outcome.record_id for outcome in outcomes]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Place:
    home, beside = tmp_path_factory.mktemp("staff"), tmp_path_factory.mktemp("host")
    return Place(home, beside / "public", root / "src" / "fonds" / "demo" / "records")


@pytest.fixture
def apart() -> list[str]:
    """The beginning of a command that runs in a mount namespace of its own."""
    for command in (["unshare", "--mount"], ["unshare", "--mount", "--map-root-user"]):
        if shutil.which("unshare") and _works([*command, "mount", "-t", "tmpfs", "none", "/tmp"]):
            return command
    pytest.skip("mount namespaces can not be made here (unshare of util-linux)")


@pytest.fixture
def traced(tmp_path: Path) -> list[str]:
    """The beginning of a command whose questions to the file system are written down in `tmp_path / "trace"`."""
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%file", "-o", str(tmp_path / "trace")]
    if not shutil.which("strace") or not _works([*command, "true"]):
        pytest.skip("strace is absent, or processes can not be traced here")
    return command


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def serving(before: list[str], after: list[str], **environment: str) -> Iterator[tuple[str, int]]:
    """A server, ended in peace so that what traces it writes everything down."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [*before, sys.executable, "-W", "error", "-m", "fonds", *after, "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd="/",
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        ready = process.stdout.readline() if process.stdout else ""
        if "open http" not in ready:
            pytest.fail(f"the server did not start: {process.communicate()[1]}")
        yield "127.0.0.1", port
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
        assert "Traceback" not in errors
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def ask(at: tuple[str, int], method: str, target: str, headers: dict[str, str]) -> Answer:
    connection = HTTPConnection(*at, timeout=30)
    try:
        connection.request(method, target, headers={"Host": "archive.test", **headers})
        response = connection.getresponse()
        kept = [(name, value) for name, value in response.getheaders() if name.lower() != "date"]
        return response.status, kept, response.read()
    finally:
        connection.close()


def requests_of(ids: list[str]) -> list[tuple[str, str, dict[str, str]]]:
    """Every route by every method, and each target with one of the other headers in turn."""
    queries = ["road", "lorries OR film", CLOSED_WORD, "place:Bakhty", "("]
    targets = [target for route in routes() for target in targets_of(route, ids, queries)]
    targets += ["/static/fonds.css", "/static/../settings.py", "/nowhere"]
    plain: list[tuple[str, str, dict[str, str]]] = [(method, target, {}) for target in targets for method in METHODS]
    others = VARIED_HEADERS[1:]
    return plain + [("GET", target, others[number % len(others)]) for number, target in enumerate(targets)]


def test_nothing_but_the_generation_is_ever_asked_for(
    place: Place, apart: list[str], traced: list[str], tmp_path: Path
) -> None:
    asked = requests_of(place.ids)
    with serving([], ["--archive", str(place.archive), "serve"]) as live:
        expected = [ask(live, *request) for request in asked]
    hidden = {"HOME_OF_THE_ARCHIVE": str(place.archive.parent), "PUBLIC": str(place.public)}
    alone = [*apart, "sh", "-c", _NAMESPACE, "sh", *traced]
    with serving(alone, ["serve", "--published", str(place.public)], **hidden) as public:
        answered = [ask(public, *request) for request in asked]

    differing = [request for request, *two in zip(asked, expected, answered, strict=True) if two[0] != two[1]]
    assert differing == []
    assert any(REASON.encode() in body for _, _, body in answered), "a gap is shown, in the archive's own words"
    assert {answer[0] for answer in answered} >= {200, 301, 400, 404, 405}
    trace = (tmp_path / "trace").read_text("utf-8", "replace")
    current = str(find_current(place.public))
    assert list_generations(place.public) == [place.first, current]
    assert lines_with(trace, f"{current}/tables.db"), "the trace shows what was opened"
    for word in (ARCHIVE, CLOSED, "archive.toml", "chain.jsonl", "key.pub", place.first):
        assert lines_with(trace, word) == []
    below = set(re.findall(rf'"{re.escape(str(place.public))}/([^"]*)"', trace))
    assert {path for path in below if not path.startswith(f"{GENERATIONS}/{current}")} == {"current", GENERATIONS}


def lines_with(trace: str, word: str) -> list[str]:
    return [line for line in trace.splitlines() if word in line]


def test_the_trace_would_show_a_look_at_the_archive(traced: list[str], tmp_path: Path) -> None:
    look = f"import os; os.path.exists('/{ARCHIVE}/archive.toml')"
    subprocess.run([*traced, sys.executable, "-I", "-c", look], check=True)
    assert lines_with((tmp_path / "trace").read_text("utf-8"), f'"/{ARCHIVE}/archive.toml"')


def test_no_byte_of_a_generation_is_of_a_closed_store(place: Place) -> None:
    data = {path: path.read_bytes() for path in place.public.rglob("*") if path.is_file()}
    assert any(b"lorries" in held for held in data.values()), "the control: open words are found"
    for word in (CLOSED_WORD, CLOSED, ARCHIVE, "AMO-3"):  # the last one stands in the point that was closed
        assert [path for path, held in data.items() if word.encode() in held] == []


def test_an_archive_is_not_needed_to_fail_either(apart: list[str], tmp_path: Path) -> None:
    """A host on which nothing was published yet says so, and looks for no archive above the folder."""
    done = subprocess.run(
        [*apart, sys.executable, "-m", "fonds", "serve", "--published", str(tmp_path)],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 66
    assert "nothing is published here" in done.stderr
