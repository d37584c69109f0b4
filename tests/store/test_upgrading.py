"""Upgrading a store: what it lacks is given to it once, and a later format is reached step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.model import Invalid, NotFound, Unsupported
from fonds.store import Store, Upgrade, _store_file, _upgrading, open_store, read_key, upgrade_store
from fonds.store._upgrading import STEPS, Step
from tests.store.samples import NOW, deposit

FORMAT = _store_file.FORMAT
LACKS_NOTHING = Upgrade(before=FORMAT, after=FORMAT, given=())


@pytest.fixture
def first(folder: Path) -> Path:
    """A store as the first fonds made it: of format 1, without a key."""
    (folder / "store.toml").write_text('format = 1\nname = "open"\n', encoding="utf-8")
    (folder / "key").unlink()
    (folder / "key.pub").unlink()
    return folder


LATER = FORMAT + 5


def zeros(count: int) -> bytes:
    return bytes(count)


def upgrade(folder: Path) -> Upgrade:
    return upgrade_store(folder, zeros, 0)


def test_a_store_of_today_lacks_nothing(folder: Path) -> None:
    def content() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.name != "lock"}

    before = content()
    assert upgrade(folder) == LACKS_NOTHING
    assert content() == before


def test_a_store_without_a_key_gets_one_once(first: Path) -> None:
    assert upgrade(first) == Upgrade(before=1, after=FORMAT, given=("a key",))
    public = read_key(first).public
    assert public == (first / "key.pub").read_text("ascii").strip()
    assert (first / "key").stat().st_mode & 0o077 == 0
    assert f"format = {FORMAT}\n" in (first / "store.toml").read_text("utf-8")
    assert upgrade(first) == LACKS_NOTHING
    assert read_key(first).public == public


def test_one_that_was_interrupted_is_finished(folder: Path) -> None:
    public = read_key(folder).public
    (folder / "key.pub").unlink()
    assert upgrade(folder).given == ("a key",)
    assert (folder / "key.pub").read_text("ascii").strip() == public


def test_a_lost_key_is_not_replaced_in_silence(folder: Path) -> None:
    (folder / "key").unlink()
    with pytest.raises(Invalid) as raised:
        upgrade(folder)
    assert raised.value.code == "store-key"
    assert not (folder / "key").exists()


def test_a_key_that_is_none_is_named(folder: Path) -> None:
    (folder / "key").write_text("secret\n", encoding="ascii")
    with pytest.raises(Invalid):
        upgrade(folder)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A fonds of a later format, in which stores have a flag; what was given, in order."""
    given: list[str] = []

    def give_flag(folder: Path, random: _upgrading.RandomBytes) -> bool:
        given.append("flag")
        lacks = not (folder / "flag").exists()
        (folder / "flag").write_bytes(random(3))
        return lacks

    for module in (_store_file, _upgrading):
        monkeypatch.setattr(module, "FORMAT", LATER)
    monkeypatch.setattr(_store_file, "READABLE", (LATER,))
    monkeypatch.setattr(_upgrading, "STEPS", (*STEPS, Step(LATER, "a flag", give_flag)))
    return given


def test_a_later_format_is_reached_step_by_step(folder: Path, store: Store, later: list[str]) -> None:
    store.deposit([deposit(1)], "A", NOW)
    before = list(store.dump())
    (folder / "key").unlink()
    (folder / "key.pub").unlink()
    with pytest.raises(Unsupported) as raised:
        open_store(folder)
    assert raised.value.code == "older-format"
    assert "fonds upgrade" in raised.value.hint
    assert upgrade(folder) == Upgrade(before=FORMAT, after=LATER, given=("a key", "a flag"))
    assert f"format = {LATER}\n" in (folder / "store.toml").read_text("utf-8")
    with open_store(folder) as upgraded:
        assert upgraded.name == "open"
        assert list(upgraded.dump()) == before
    assert upgrade(folder) == Upgrade(before=LATER, after=LATER, given=())
    assert later == ["flag", "flag"]


def test_steps_stand_in_the_order_of_formats_and_lead_no_further_than_today() -> None:
    formats = [step.format for step in STEPS]
    assert formats == sorted(formats)
    assert formats[-1] <= _store_file.FORMAT


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        ('format = 99\nname = "open"\n', Unsupported, "newer-format"),
        ('format = 0\nname = "open"\n', Invalid, "store-file"),
        ("format = 1\n", Invalid, "store-file"),
        ("= =", Invalid, "store-file"),
    ],
)
def test_what_is_no_older_store_is_left_alone(folder: Path, content: str, kind: type, code: str) -> None:
    (folder / "store.toml").write_text(content, encoding="utf-8")
    (folder / "key").unlink()
    (folder / "key.pub").unlink()
    with pytest.raises(kind) as raised:
        upgrade(folder)
    assert raised.value.code == code
    assert not (folder / "key").exists()


def test_a_folder_without_a_store_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        upgrade(tmp_path)
