"""The key of a store: it signs, it is for its account alone, and what is no key is said to be none."""

from pathlib import Path

import pytest

from fonds.model import Invalid, NotFound
from fonds.store import create_store, is_signed, read_key


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of a store."""
    create_store(tmp_path / "special", "special")
    return tmp_path / "special"


def test_a_store_has_a_key_that_its_account_alone_may_read(folder: Path) -> None:
    assert (folder / "key").stat().st_mode & 0o077 == 0
    assert read_key(folder).public == (folder / "key.pub").read_text().strip()


def test_what_is_signed_is_known_as_such_and_nothing_else_is(folder: Path) -> None:
    key = read_key(folder)
    signature = key.sign(b"a checkpoint")
    assert is_signed(b"a checkpoint", signature, key.public)
    assert not is_signed(b"a Checkpoint", signature, key.public)
    assert not is_signed(b"a checkpoint", signature[:-2] + "00", key.public)
    assert not is_signed(b"a checkpoint", "no digits", key.public)
    assert not is_signed(b"a checkpoint", signature, "")


def test_a_missing_or_a_wrong_key_is_named(folder: Path) -> None:
    (folder / "key").write_text("secret\n")
    with pytest.raises(Invalid, match="no key"):
        read_key(folder)
    (folder / "key").unlink()
    with pytest.raises(NotFound, match="no key"):
        read_key(folder)
