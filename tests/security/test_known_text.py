"""T4: no closed passage, nor five words in a row of one, stands in anything that the public can get at.

Public are: every answer of the public server; every file of the live open store, with its free pages, write-ahead log
and index; what lies in the archive outside closed stores; and the open parts of a backup and of exports. Each is
taken apart as far as it goes (see `tests.security.decoding`).
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import random
import shutil
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest

from fonds.actions.archive import Archive, add_store, init_archive, open_archive
from fonds.actions.backups import back_up
from fonds.actions.exporting import export_archive
from fonds.actions.publishing import publish
from fonds.actions.room import open_room, open_store_folder
from fonds.model import Actor
from fonds.release import OPEN, Terms
from fonds.web import application, routes
from tests.actions.crossings import NOW, STAFF, WITHHELD, add, close, release, slots_of, write_order
from tests.security.decoding import documents_in, rows_in, terms_in, words_of
from tests.universes.harness import METHODS, VARIED_HEADERS, targets_of
from tests.universes.worker import Universe

RUN = 5
"""As many words in a row give a passage away."""

RUSSIAN = "Поручить конторе «Заря» тайно вывезти {} ящиков оптического стекла на остров Песчаный."
_WORDS = (
    "lantern cable winter harbour ledger copper engineer signal fuse cipher helmsman anchor quarry plate stove "
    "barrel ferry rope window miller sergeant orchard kettle blanket compass wagon mirror bridle candle furnace canal"
)
SECRET_TITLE = "Secret order on the lamps of lighthouse nine and their keepers"


@dataclass
class Known:
    """What is closed, and the runs of words that only closed passages have.

    Attributes:
        closed: Content of the closed passages.
        opened: Content of all that is open.
        ids: Of the records, open and closed.
    """

    closed: list[str]
    opened: list[str]
    ids: list[str] = field(default_factory=list)

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """Runs that must be nowhere: of a shorter passage all of it."""
        return {run for text in self.closed for run in runs_of(text)} - {
            run for text in self.opened for run in runs_of(text)
        }

    @cached_property
    def words(self) -> set[str]:
        """Words that no open passage has."""
        everything = {word for text in self.opened for words in words_of(text.encode()) for word in words}
        closed = {word for text in self.closed for words in words_of(text.encode()) for word in words}
        return {word for word in closed - everything if len(word) > 4}

    def found_in(self, data: bytes) -> set[tuple[str, ...]]:
        """Closed runs that bytes say, however they are wrapped."""
        lengths = sorted({len(run) for run in self.runs})
        return {
            run
            for words in words_of(data)
            for length in lengths
            for run in zip(*(words[start:] for start in range(length)), strict=False)
            if run in self.runs
        }


def runs_of(text: str) -> Iterator[tuple[str, ...]]:
    for words in words_of(text.encode()):
        size = min(RUN, len(words))
        for start in range(len(words) - size + 1):
            if size:
                yield tuple(words[start : start + size])


def fill(folder: Path) -> Archive:
    """An archive with passages that were closed in each way there is."""
    archive = add_store(add_store(init_archive(folder / "archive", "Lomsk"), "special"), "army")
    marked, withheld, reclosed, twice, gone, captured = add(archive, *(_page(folder, n) for n in range(1, 7)))
    from_beginning, partly = add(archive, *(_page(folder, number) for number in (7, 8)), store="special")
    (titled,) = add(archive, _page(folder, 9, title=SECRET_TITLE))
    assert add(archive, _page(folder, 6, more="\nThis line came with the second capture only.\n")) == [captured]
    close(archive, marked, "2.a", "4..5")
    close(archive, withheld, "2", "4..5", terms=WITHHELD)
    close(archive, reclosed, "1", "4..5")
    release(archive, reclosed, "1")
    release(archive, reclosed, "4")
    close(archive, reclosed, "1", "4", terms=WITHHELD)
    close(archive, twice, "1", "4")
    close(archive, twice, "3", "5", store="army")
    close(archive, gone, "")
    close(archive, captured, "2.b", "4..5")
    close(archive, titled, "title", "4", terms=Terms(reason=1, extent=None, stand_in="An order on a coast"))
    release(archive, partly, "1")
    assert from_beginning not in set(archive.shelf().store.ids())
    return archive


def _page(folder: Path, number: int, title: str = "", more: str = "") -> Path:
    """An order with two points more, whose words stand in this order nowhere else."""
    draw = random.Random(number)
    points = f"4. {' '.join(draw.choices(_WORDS.split(), k=30)).capitalize()}.\n\n5. {RUSSIAN.format(number)}\n"
    path = write_order(folder, number, more)
    text = path.read_text("utf-8").replace("\nExcerpts sent", f"\n{points}\nExcerpts sent")
    path.write_text(text.replace(f"Order on the harbour of Lomsk no. {number}", title) if title else text, "utf-8")
    return path


def what_is_known(archive: Archive) -> Known:
    closed = [
        text
        for name in archive.store_names
        if name != OPEN
        for record_id in archive.shelf(name).store.ids()
        for text in slots_of(archive, name, record_id).values()
    ]
    opened = archive.shelf().store
    shown = [text for record_id in opened.ids() for text in slots_of(archive, OPEN, record_id).values()]
    ids = {record_id for name in archive.store_names for record_id in archive.shelf(name).store.ids()}
    return Known(closed=closed, opened=[*shown, "Lomsk"], ids=sorted(ids))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive, open all the while, as it is when the reading room serves it."""
    with closing(fill(tmp_path_factory.mktemp("known"))) as made:
        yield made


@pytest.fixture(scope="module")
def known(archive: Archive) -> Known:
    return what_is_known(archive)


def files_of(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, its rows too if it is a database, and what it is found under."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield str(path.relative_to(folder)), path.read_bytes()
            if path.suffix == ".db":
                yield from ((f"{path.name}: a value", value) for value in rows_in(path))


def leaks_in(known: Known, parts: Iterator[tuple[str, bytes]]) -> list[str]:
    """Where closed runs stand, for people who have to find out why."""
    return [f"{name}: {' '.join(run)}" for name, data in parts for run in sorted(known.found_in(data))]


def leaks_in_folder(known: Known, folder: Path) -> list[str]:
    """Where closed words stand in a folder that the public may get at: a live open store, a generation, a copy."""
    found = leaks_in(known, files_of(folder))
    for commit in folder.rglob("commit.json"):  # an index
        found += leaks_in(known, ((str(commit.parent), document) for document in documents_in(commit.parent)))
        found += [f"{commit.parent}: the term {term}" for term in sorted(terms_in(commit.parent) & known.words)]
        found += [f"{path} is of no segment" for path in strange_files(commit.parent)]
    return found


def strange_files(index: Path) -> list[Path]:
    """Files of an index that belong to no segment that is read; nobody looked into them."""
    found = []
    for part in ("records", "passages"):
        meta = json.loads((index / part / "meta.json").read_bytes())
        names = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
        own = (path for path in (index / part).iterdir() if path.suffix not in (".json", ".lock"))
        found += [path for path in own if path.name.partition(".")[0] not in names]
    return found


def test_no_file_of_the_live_open_store_says_it(archive: Archive, known: Known) -> None:
    folder = archive.folder / "stores" / OPEN
    assert leaks_in_folder(known, folder) == []


def test_no_file_of_the_open_store_says_it_when_nobody_has_it_open(
    archive: Archive, known: Known, tmp_path: Path
) -> None:
    shutil.copytree(archive.folder, tmp_path / "copy", symlinks=True)
    open_archive(tmp_path / "copy").close()
    with closing(open_archive(tmp_path / "copy")) as copy:
        assert copy.shelf().store.verify() == ()
    assert leaks_in_folder(known, tmp_path / "copy" / "stores" / OPEN) == []


def test_nothing_outside_closed_stores_says_it(archive: Archive, known: Known) -> None:
    parts = (
        (name, data)
        for name, data in files_of(archive.folder)
        if not name.startswith(("stores/special", "stores/army", "tables-"))
    )
    assert leaks_in(known, parts) == []


def test_the_open_part_of_a_backup_does_not_say_it(archive: Archive, known: Known, tmp_path: Path) -> None:
    back_up(archive, tmp_path / "backup", NOW)
    assert leaks_in_folder(known, tmp_path / "backup" / OPEN) == []
    rest = ((name, data) for name, data in files_of(tmp_path / "backup") if "/" not in name)
    assert leaks_in(known, rest) == []


@pytest.mark.parametrize("actor", [STAFF, Actor(name="guest")], ids=["staff", "guest"])
@pytest.mark.parametrize("form", ["tei", "json"])
def test_the_open_part_of_an_export_does_not_say_it(
    archive: Archive, known: Known, tmp_path: Path, form: Any, actor: Actor
) -> None:
    export_archive(archive, tmp_path / "export", form, actor=actor)
    assert leaks_in_folder(known, tmp_path / "export" / OPEN) == []
    assert (actor is STAFF) == (tmp_path / "export" / "special").exists()


def test_no_file_of_a_published_generation_says_it(archive: Archive, known: Known, tmp_path: Path) -> None:
    publish(archive, tmp_path / "public", NOW, actor=STAFF)
    assert any(rows_in(path) for path in (tmp_path / "public").rglob("*.db"))
    assert list((tmp_path / "public").rglob("commit.json"))
    assert leaks_in_folder(known, tmp_path / "public") == []
    opened = Known(closed=known.opened, opened=[])
    assert leaks_in_folder(opened, tmp_path / "public")


def test_a_generation_from_before_a_closing_does_not_stay(archive: Archive, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(archive.folder, tmp_path / "archive", symlinks=True))
    with closing(open_archive(copied)) as copy:
        publish(copy, tmp_path / "public", NOW, actor=STAFF)
        record_id = next(one for one in copy.shelf().store.ids() if "3" in _labels(copy, one))
        close(copy, record_id, "3")
        publish(copy, tmp_path / "public", NOW, actor=STAFF)
        assert leaks_in_folder(what_is_known(copy), tmp_path / "public") == []


def _labels(archive: Archive, record_id: str) -> list[str]:
    return [slot.label for slot in archive.shelf().store.get(record_id).record.passages()]


def answers_of(archive: Archive, known: Known) -> Iterator[tuple[str, bytes]]:
    """Every answer of the public server, with its headers: each route, method and kind of header."""
    room = open_room(open_store_folder(archive.folder))
    server: Any = SimpleNamespace(app=application(room), log=io.StringIO())
    words = [*sorted(known.words), "harbour", "Lomsk OR lighthouse", "place:Lomsk", '"basin 1"']
    targets = [target for route in routes() for target in targets_of(route, known.ids, words)]
    with closing(room):
        for number, target in enumerate(dict.fromkeys(targets)):
            for method in METHODS:
                yield f"{method} {target}", _asked(server, method, target, {})
            headers = VARIED_HEADERS[1 + number % (len(VARIED_HEADERS) - 1)]
            yield f"GET {target} {headers}", _asked(server, "GET", target, headers)


def _asked(server: Any, method: str, target: str, headers: dict[str, str]) -> bytes:
    answer = Universe.get(server, method, target, headers)
    lines = [answer["status"], *(f"{name}: {value}" for name, value in answer["headers"])]
    return "\n".join(lines).encode() + b"\n\n" + base64.b64decode(answer["body"])


@pytest.mark.slow
def test_no_public_answer_says_it(archive: Archive, known: Known, tell: Callable[[str], None]) -> None:
    """Single closed words are asked for: an answer repeats its query, and five of them in a row would be one."""
    answers = dict(answers_of(archive, known))
    assert len(answers) > 400
    assert leaks_in(known, iter(answers.items())) == []
    shown = b"".join(answers.values())
    assert b"An order on a coast" in shown
    figures = f"{len(known.closed)} closed passages, {len(known.runs)} runs of {RUN} words, {len(answers)} answers"
    tell(f"T4 known text: {figures}, all files of the open store: 0 hits")


# That this test can see


def test_what_is_looked_for_is_much(known: Known) -> None:
    assert len(known.closed) > 30
    assert len(known.runs) > 200
    assert len(known.words) >= 10
    assert any("ящиков" in run for run in known.runs)
    assert ("secret", "order", "on", "the", "lamps") in known.runs


def test_the_closed_stores_say_all_of_it(archive: Archive, known: Known) -> None:
    folder = archive.folder / "stores"
    found: set[tuple[str, ...]] = set()
    for name in ("special", "army"):
        for _, data in files_of(folder / name):
            found |= known.found_in(data)
    assert found == known.runs


def test_an_index_gives_its_documents_and_terms(archive: Archive, known: Known) -> None:
    index = archive.folder / "stores" / "special" / "index"
    found = {run for document in documents_in(index) for run in known.found_in(document)}
    assert len(found) > len(known.runs) / 2
    assert terms_in(index) & known.words


def test_open_words_are_found_everywhere(archive: Archive, known: Known, tmp_path: Path) -> None:
    """The control: the same search for what is open finds it in each of the places."""
    opened = Known(closed=known.opened, opened=[])
    folder = archive.folder / "stores" / OPEN
    assert any("value" in leak for leak in leaks_in(opened, files_of(folder)))
    assert any(opened.found_in(document) for document in documents_in(folder / "index"))
    back_up(archive, tmp_path / "backup", NOW)
    assert leaks_in_folder(opened, tmp_path / "backup" / OPEN)
    for form in ("tei", "json"):
        export_archive(archive, tmp_path / form, form, actor=Actor(name="guest"))  # type: ignore[arg-type]  # both are
        assert leaks_in_folder(opened, tmp_path / form)
    public = [name for name, data in answers_of(archive, Known([], [], known.ids[:2])) if opened.found_in(data)]
    assert len(public) > 10


PLANTED = "Count the crates of optical glass in the northern shed — «Заря» № 5"


def _pdf(text: str) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 - slow to load, and for this one alone

    made: bytes = HTML(string=f"<h1>Excerpt</h1><p>{text}</p>").write_pdf()
    return made


def _zip(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "nothing")
        archive.writestr("b.txt", text)
    return file.getvalue()


WRAPPINGS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "gzip": lambda text: b"junk" + gzip.compress(text.encode()) + b"junk",
    "zip": _zip,
    "PDF": _pdf,
    "base64": lambda text: b'{"source":"' + base64.b64encode(b"." + text.encode()) + b'"}',
    "UTF-16, low byte first": lambda text: b"x" + text.encode("utf-16-le"),
    "UTF-16, high byte first": lambda text: text.encode("utf-16-be"),
    "percent": lambda text: b"/search?q=" + quote(text, safe="").encode(),
    "JSON escapes": lambda text: json.dumps({"text": text}).encode(),
    "HTML escapes": lambda text: "".join(f"&#{ord(c)};" if c.isalpha() else c for c in text).encode(),
    "zlib": lambda text: b"\x00\x01" + zlib.compress(text.encode(), 1)[:-4] + b"\x00",
    "all within each other": lambda text: gzip.compress(
        json.dumps(base64.b64encode(zlib.compress(json.dumps(text).encode())).decode()).encode()
    ),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_the_decoder_finds_what_is_planted(wrapping: str) -> None:
    known = Known(closed=[PLANTED], opened=[])
    assert known.found_in(WRAPPINGS[wrapping](f"Before. {PLANTED} And after.")) == known.runs


def test_the_decoder_knows_twelve_wrappings_and_sees_nothing_where_nothing_is() -> None:
    assert len(WRAPPINGS) == 12
    known = Known(closed=[PLANTED], opened=[])
    assert all(known.found_in(wrap("Count the lamps of the lighthouse.")) == set() for wrap in WRAPPINGS.values())


@pytest.mark.parametrize("marked", ["crates of <mark>optical</mark> glass", "crates of optic<mark>al</mark> glass"])
def test_the_decoder_reads_through_marks(marked: str) -> None:
    known = Known(closed=["Count the crates of optical glass"], opened=[])
    assert known.found_in(f"<p>Count the {marked}</p>".encode()) == known.runs


def test_what_is_cut_is_read_as_far_as_it_goes() -> None:
    known = Known(closed=[PLANTED], opened=[])
    packed = zlib.compress((PLANTED + " lamps" * 5000).encode(), 3)
    assert known.found_in(packed[: len(packed) // 2]) == known.runs
