"""T9: a sealed excerpt opens with the key of its recipient and no other, and its size tells its class alone.

What is sealed is what the record's own list sent to somebody: a pointer that leads nowhere seals nothing and asks one
question. What was changed, cut, joined or exchanged on the way is refused, and nothing of it is shown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyrage
import pytest
import typer

from fonds.actions.adding import add_sources
from fonds.actions.archive import Archive, init_archive
from fonds.actions.consulting import get_holding, list_records
from fonds.actions.excerpting import Excerpt, excerpt_for, labels_of
from fonds.actions.sealing import Content, Origin, encrypted, open_sealed, origin_of, seal_excerpt
from fonds.cli._excerpts import Asked, Goal, excerpt
from fonds.formats.sealed import SMALLEST_CLASS_BYTES, size_class
from fonds.model import Actor, FondsError, Passage, Reading, Record
from fonds.release import Holding
from tests.people import Person
from tests.security.conftest import FULL

PEOPLE = 12 if FULL else 4
POSITIONS = 400 if FULL else 60
STAFF = Actor(name="staff")
NOW = "2026-01-02T03:04:05Z"
TEXT = "text/plain; charset=utf-8"
_CHUNK_BYTES, _TAG_BYTES, _NONCE_BYTES = 2**16, 16, 16  # of the age format

SEED = {
    "Molotov": "8",
    "Beria": "8",
    "CP(b) CC of Kazakhstan": "8.6",
    "CP(b) CC of Uzbekistan": "8.6",
    "Mikoyan": "8.7",
    "Krutikov": "8.7",
}
"""To whom the seed sends what: the first label of it."""


_TWO_POINTERS = """\
MINUTES No. 3

of the River Commission

4 May 1931

2. Concerning the ferry at Karasu

1. Charge the River Office (Cde. Ognev) with sending 12 boats.

2. Ask the Road Office to mend the ramp before the flood.

Excerpts sent to:

Cdes. Ognev - 2; Ognev - 97 by courier.
"""


@pytest.fixture
def people(tmp_path: Path) -> list[Person]:
    return [Person(tmp_path, f"{number}") for number in range(PEOPLE)]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = init_archive(tmp_path / "archive", "Papers")
    yield made
    made.close()


@pytest.fixture
def origin(archive: Archive) -> Origin:
    return origin_of(archive, "open", NOW)


@pytest.fixture
def seed(archive: Archive, shared: Path) -> Holding:
    """The model case, in the archive."""
    (page,) = sorted((shared / "seed").glob("*.txt"))
    assert [outcome.what for outcome in add_sources(archive, [str(page)], actor=STAFF)] == ["added"]
    (summary,) = list_records(archive, actor=STAFF)
    return get_holding(archive, summary.id, actor=STAFF)[0]


def _made(label: str) -> Excerpt:
    slot = Passage(id=label, kind="point", content=f"words of {label}", label=label)
    return Excerpt(reading=Reading(record=Record(id="r", slots=(slot,))), recipient=label)


def _sealed(origin: Origin, person: Person, label: str, data: bytes) -> bytes:
    (sealed,) = seal_excerpt(_made(label), Content(data=data, media_type=TEXT), [person.key], origin).values()
    return sealed


def _opens(file: Path, person: Person) -> bytes | None:
    """What opening gives; None when it is refused, as an error for people without a word of the text."""
    try:
        return open_sealed(file, person.file).content
    except FondsError as error:
        said = f"{error} {error.hint}"
    assert "words of" not in said
    return None


def test_each_file_opens_with_its_own_key_alone(people: list[Person], origin: Origin, tmp_path: Path) -> None:
    wrong = opened = 0
    for number, person in enumerate(people):
        file = tmp_path / f"{number}.age"
        file.write_bytes(_sealed(origin, person, f"{number}", b"words of %d" % number))
        for other in people:
            content = _opens(file, other)
            opened += content is not None
            wrong += (content == b"words of %d" % number) != (other is person)
    assert (opened, wrong) == (PEOPLE, 0)


def test_one_excerpt_for_many_is_a_file_for_each(people: list[Person], origin: Origin, tmp_path: Path) -> None:
    content = Content(data=b"words of all", media_type=TEXT)
    sealed = seal_excerpt(_made("1"), content, [person.key for person in people], origin)
    assert len({*sealed.values()}) == PEOPLE
    for owner in people:
        (tmp_path / "x.age").write_bytes(sealed[owner.key])
        assert [_opens(tmp_path / "x.age", person) is not None for person in people] == [
            person is owner for person in people
        ]


def test_the_size_of_a_file_tells_its_class_alone(people: list[Person], origin: Origin) -> None:
    """Behind a head of random length, which age writes, all files of a class have one length."""
    rest = SMALLEST_CLASS_BYTES - _overhead(origin, people[0])
    sizes = [0, 1, 100, rest - 1, rest, rest + 1, 2 * rest, 9000, 70_000, *range(0, 60_000, 1000 if FULL else 6000)]
    seen: dict[int, set[int]] = {}
    for size in sizes:
        data = _sealed(origin, people[0], "8.7", b"w" * size)
        inside = size_class(size + _overhead(origin, people[0], size))
        seen.setdefault(inside, set()).add(len(data) - _head_bytes(data))
    assert seen == {inside: {_encrypted_bytes(inside)} for inside in seen}
    assert min(seen) == SMALLEST_CLASS_BYTES
    assert all(inside.bit_count() == 1 for inside in seen)


def _head_bytes(data: bytes) -> int:
    """Length of the head of an age file, which ends with the line of its MAC."""
    mac = data.index(b"\n--- ")
    return data.index(b"\n", mac + 1) + 1


def _encrypted_bytes(plain: int) -> int:
    return _NONCE_BYTES + plain + _TAG_BYTES * -(-plain // _CHUNK_BYTES)


def _overhead(origin: Origin, person: Person, size: int = 3000) -> int:
    """What stands around a content of a size: asked of the size that the inside says it has."""
    data = _plain(origin, person, size)
    return len(data.rstrip(b"\0")) - size


def _plain(origin: Origin, person: Person, size: int) -> bytes:
    return bytes(pyrage.decrypt(_sealed(origin, person, "8.7", b"w" * size), [person.identity]))


def test_the_head_of_a_file_does_not_tell_the_content(people: list[Person], origin: Origin) -> None:
    heads = {
        size: {_head_bytes(_sealed(origin, people[0], "1", b"w" * size)) for _ in range(60)} for size in (1, 60_000)
    }
    assert all(len(lengths) > 1 for lengths in heads.values())
    assert heads[1] & heads[60_000]


def test_the_seed_sends_to_each_what_its_list_says(seed: Holding) -> None:
    for recipient, first in SEED.items():
        made = excerpt_for(seed, recipient)
        assert made.questions == ()
        labels = labels_of(made)
        assert labels[0] == first
        assert all(label == first or label.startswith((f"{first}.", f"{first}/")) for label in labels)
        assert made.channels == (("cipher",) if first == "8.6" else ())


def test_a_pointer_that_leads_nowhere_seals_nothing_and_asks_once(
    archive: Archive, seed: Holding, people: list[Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = excerpt_for(seed, "Bulganin")
    assert (made.reading.record.slots, [question.scope for question in made.questions]) == ((), ["8"])
    for as_format in ("text", "json", "tei", "pdf"):
        goal = Goal(as_format, tmp_path / "out", (people[0].key,), None)
        with pytest.raises(typer.Exit) as left:
            excerpt(archive.folder, Asked(seed.record.id, "Bulganin", (), ()), goal)
        assert left.value.exit_code == 1
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.count("The list sends “8” to Bulganin") == 1
    assert not (tmp_path / "out").exists()


def test_each_of_the_seed_opens_what_was_sent_to_him_and_no_word_more(
    archive: Archive, seed: Holding, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    persons = {recipient: Person(tmp_path, f"{number}") for number, recipient in enumerate(SEED)}
    for recipient, person in persons.items():
        goal = Goal("text", tmp_path / "out", (person.key,), None)
        excerpt(archive.folder, Asked(seed.record.id, recipient, (), ()), goal)
    files = [*(tmp_path / "out").iterdir()]
    assert len(files) == len(SEED)
    assert not any(name in f"{file.name}{capsys.readouterr().out}" for file in files for name in SEED)
    for recipient, person in persons.items():
        (content,) = filter(None, (_opens(file, person) for file in files))
        sent = set(labels_of(excerpt_for(seed, recipient)))
        text = content.decode("utf-8")
        assert {one.label for one in seed.record.passages() if one.content in text and one.number} == {
            label for label in sent if "/" not in label
        }


def test_what_a_list_leaves_open_is_not_told_to_its_recipient(
    archive: Archive, people: list[Person], tmp_path: Path
) -> None:
    """A question names passages that it may mean, and these were not sent."""
    page = tmp_path / "page.txt"
    page.write_text(_TWO_POINTERS, encoding="utf-8")
    assert [outcome.what for outcome in add_sources(archive, [str(page)], actor=STAFF)] == ["added"]
    (summary,) = list_records(archive, actor=STAFF)
    assert excerpt_for(get_holding(archive, summary.id, actor=STAFF)[0], "Ognev").questions
    for as_format in ("text", "json", "tei"):
        goal = Goal(as_format, tmp_path / as_format, (people[0].key,), None)
        excerpt(archive.folder, Asked(summary.id, "Ognev", (), ()), goal)
        (file,) = (tmp_path / as_format).iterdir()
        content = (_opens(file, people[0]) or b"").decode("utf-8")
        assert "flood" in content
        assert not any(word in content for word in ("97", "question", "Charge"))


def _tampered(data: bytes, other: bytes, choose: random.Random) -> Iterator[bytes]:
    """One change of each kind at a place."""
    at = choose.randrange(len(data))
    head, other_head = _head_bytes(data), _head_bytes(other)
    yield data[:at] + bytes([data[at] ^ 1 << choose.randrange(8)]) + data[at + 1 :]
    yield data[:at]
    yield data[:at] + data[at + 1 :]
    yield data[:at] + choose.randbytes(1) + data[at:]
    yield data + choose.randbytes(1 + at % 64)
    yield data[:head] + other[other_head:]
    yield other[:other_head] + data[head:]
    yield data[:at] + other[at:]
    yield data[:at] + bytes(min(100, len(data) - at)) + data[at + 100 :]
    yield data + other


def test_what_was_changed_on_the_way_is_refused(people: list[Person], origin: Origin, tmp_path: Path) -> None:
    choose, person, file = random.Random(9), people[0], tmp_path / "x.age"
    data, other = (_sealed(origin, person, label, b"words of " + label.encode()) for label in ("1", "2"))
    tried = taken = 0
    for _ in range(POSITIONS):
        for changed in _tampered(data, other, choose):
            if changed in (data, other):
                continue
            file.write_bytes(changed)
            taken += _opens(file, person) is not None
            tried += 1
    assert tried > 9 * POSITIONS
    assert taken == 0


def test_who_can_open_it_can_change_nothing_that_the_archive_said(
    people: list[Person], origin: Origin, tmp_path: Path
) -> None:
    """A recipient may seal anything anew, to themselves; every changed bit of what the archive sealed shows."""
    choose, person, file = random.Random(9), people[0], tmp_path / "x.age"
    plain = _plain(origin, person, 200)
    file.write_bytes(encrypted(plain, person.key))
    assert _opens(file, person) == b"w" * 200
    for _ in range(POSITIONS):
        changed = bytearray(plain)
        changed[choose.randrange(len(plain) if choose.random() < 0.2 else 800)] ^= 1 << choose.randrange(8)
        file.write_bytes(encrypted(bytes(changed), person.key))
        assert _opens(file, person) is None


def test_a_manifest_names_its_recipient_and_its_key(people: list[Person], origin: Origin, tmp_path: Path) -> None:
    (tmp_path / "x.age").write_bytes(_sealed(origin, people[0], "Ognev", b"words of Ognev"))
    manifest = open_sealed(tmp_path / "x.age", people[0].file, origin.key.public).manifest
    assert msgspec.structs.asdict(manifest) | {"size_bytes": 0, "sha256": ""} == {
        "format": "fonds-sealed-excerpt/1", "record": "r", "passages": ("Ognev",), "recipient": "Ognev",
        "sealed_to": people[0].key, "time": NOW, "archive": "Papers", "media_type": TEXT, "size_bytes": 0,
        "sha256": "", "key": origin.key.public, "log_entry": "",
    }  # fmt: skip
