"""A sealed excerpt opens with its key alone, says whose it is, and is refused when it is not as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.excerpting import Excerpt, excerpt_of
from fonds.actions.sealing import (
    SUFFIX,
    Content,
    encrypted,
    open_sealed,
    origin_of,
    read_recipients,
    seal_excerpt,
    write_sealed_files,
)
from fonds.formats.sealed import Manifest, signed_bytes, write_sealed
from fonds.model import Conflict, FondsError, Invalid, Passage, Reading, Record, digest
from fonds.release import Holding
from fonds.store import read_key
from tests.people import Person

NOW = "2026-01-02T03:04:05Z"
CONTENT = Content(data=b"1. Send 12 boats.\n", media_type="text/plain; charset=utf-8")


@pytest.fixture
def ognev(tmp_path: Path) -> Person:
    return Person(tmp_path, "ognev")


@pytest.fixture
def other(tmp_path: Path) -> Person:
    return Person(tmp_path, "other")


@pytest.fixture
def made() -> Excerpt:
    slot = Passage(id="a", kind="point", content="1. Send 12 boats.", label="1", number=("1",))
    reading = Reading(record=Record(id="r", slots=(slot,)))
    return excerpt_of(Holding(reading=reading, store="open", version=1, added="", changed="", origin=""), ["1"])


def _sealed(archive: Archive, made: Excerpt, *people: Person, store: str = "open") -> list[bytes]:
    keys = read_recipients([person.key for person in people])
    return list(seal_excerpt(made, CONTENT, keys, origin_of(archive, store, NOW)).values())


def _code(file: Path, data: bytes, person: Person, public_key: str | None = None) -> str:
    """Code of the error that opening gives."""
    file.write_bytes(data)
    with pytest.raises(FondsError) as caught:
        open_sealed(file, person.file, public_key)
    assert "boats" not in f"{caught.value}{caught.value.hint}"
    return caught.value.code


def test_it_says_what_it_is(archive: Archive, made: Excerpt, ognev: Person, tmp_path: Path) -> None:
    (data,) = _sealed(archive, made, ognev)
    (tmp_path / "x").write_bytes(data)
    key = read_key(archive.folder / "stores" / "open").public
    opened = open_sealed(tmp_path / "x", ognev.file, key.upper())
    assert opened.content == CONTENT.data
    assert opened.manifest == Manifest(
        record="r", passages=("1",), recipient="", sealed_to=ognev.key, time=NOW, archive="Papers",
        media_type=CONTENT.media_type, size_bytes=len(CONTENT.data), sha256=digest(CONTENT.data), key=key,
    )  # fmt: skip


def test_the_store_that_the_passages_come_from_signs(archive: Archive, made: Excerpt, ognev: Person) -> None:
    grown = add_store(archive, "special")
    keys = {store: origin_of(grown, store, NOW).key.public for store in ("open", "special")}
    assert keys["open"] != keys["special"]


def test_another_key_opens_nothing(
    archive: Archive, made: Excerpt, ognev: Person, other: Person, tmp_path: Path
) -> None:
    (data,) = _sealed(archive, made, ognev)
    assert _code(tmp_path / "x", data, other) == "wrong-identity"


def test_a_key_that_is_not_expected_is_refused(
    archive: Archive, made: Excerpt, ognev: Person, tmp_path: Path
) -> None:
    (data,) = _sealed(archive, made, ognev)
    assert _code(tmp_path / "x", data, ognev, "ab" * 32) == "wrong-key"
    for wrong in ("ab", "zz" * 32, ""):
        assert _code(tmp_path / "x", data, ognev, wrong) == "public-key"


def test_what_is_no_sealed_excerpt_is_said_to_be_none(
    archive: Archive, made: Excerpt, ognev: Person, tmp_path: Path
) -> None:
    (data,) = _sealed(archive, made, ognev)
    head = data.index(b"\n", data.index(b"\n--- ") + 1) + 1
    changed = bytearray(data)
    changed[head + 20] ^= 1
    cases = {
        b"": "not-sealed",
        b"words": "not-sealed",
        data[:30]: "damaged",
        data[: head + 5]: "damaged",
        data[:-1]: "damaged",
        data + b"x": "damaged",
        bytes(changed): "damaged",
        encrypted(b"a letter", ognev.key): "not-sealed",
    }
    assert {case: _code(tmp_path / "x", case, ognev) for case in cases} == cases


def test_a_file_that_is_too_large_is_not_read_to_its_end(ognev: Person, tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as file:
        file.write(b"age-encryption.org/v1\n")
        file.truncate(2**40)
    with pytest.raises(Invalid) as caught:
        open_sealed(tmp_path / "x", ognev.file)
    assert caught.value.code == "not-sealed"


def _forged(archive: Archive, sealed_to: str, signed_by: str | None = None) -> bytes:
    """A container as a forger makes it: with a true key inside, or sealed again to somebody else."""
    key = read_key(archive.folder / "stores" / "open")
    manifest = Manifest(
        record="r", passages=(), recipient="", sealed_to=sealed_to, time=NOW, archive="Papers",
        media_type="text/plain", size_bytes=1, sha256=digest(b"x"), key=signed_by or key.public,
    )  # fmt: skip
    return write_sealed(manifest, key.sign(signed_bytes(manifest)), b"x")


def test_a_signature_of_somebody_else_is_found(archive: Archive, ognev: Person, tmp_path: Path) -> None:
    for key in ("ab" * 32, "no digits"):
        data = encrypted(_forged(archive, ognev.key, key), ognev.key)
        assert _code(tmp_path / "x", data, ognev) == "signature"


def test_one_recipient_can_not_pass_it_on_as_meant_for_another(
    archive: Archive, ognev: Person, other: Person, tmp_path: Path
) -> None:
    data = encrypted(_forged(archive, sealed_to=ognev.key), other.key)
    assert _code(tmp_path / "x", data, other) == "other-recipient"


def test_keys_are_read_from_arguments_and_files_each_once(ognev: Person, other: Person, tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"# the consulate\n{other.key}\n\n  {ognev.key}\n", encoding="utf-8")
    assert read_recipients([ognev.key], tmp_path / "keys") == (ognev.key, other.key)


@pytest.mark.parametrize("wrong", ["", "age1", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1QQQQ", "\x00", "é"])
def test_what_is_no_key_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_recipients([wrong])
    assert caught.value.code == "recipient-key"
    assert not wrong or wrong not in f"{caught.value.message}{caught.value.ref}" or wrong == "age1"


@pytest.mark.parametrize("content", [b"", b"# nobody\n", b"\xff\xfe", b"x" * 2**17])
def test_a_file_without_keys_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(content)
    with pytest.raises(Invalid) as caught:
        read_recipients([], tmp_path / "keys")
    assert caught.value.code == "recipients-file"


def test_a_file_of_recipients_is_no_identity(archive: Archive, made: Excerpt, ognev: Person, tmp_path: Path) -> None:
    (data,) = _sealed(archive, made, ognev)
    ognev.file.write_text(f"{ognev.key}\n", encoding="ascii")
    assert _code(tmp_path / "x", data, ognev) == "identity-file"


def test_files_have_names_that_say_nothing_and_overwrite_none(tmp_path: Path) -> None:
    names = iter(["aa", "bb", "aa"])
    files = write_sealed_files({"age1x": b"1", "age1y": b"2"}, tmp_path / "out", lambda: next(names))
    assert [file.name for file in files.values()] == [f"aa{SUFFIX}", f"bb{SUFFIX}"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files.values())
    with pytest.raises(Conflict) as caught:
        write_sealed_files({"age1z": b"3"}, tmp_path / "out", lambda: next(names))
    assert caught.value.code == "file-exists"
    assert (tmp_path / "out" / f"aa{SUFFIX}").read_bytes() == b"1"
