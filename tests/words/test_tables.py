"""Tables of words load, are whole, and a missing one is told."""

import pytest

from fonds import words
from fonds.model import NotFound


def test_a_table_is_loaded_once() -> None:
    assert words.table("months", "en") is words.table("months", "en")
    assert words.table("months", "en")["months"]["june"] == 6


def test_english_stands_first() -> None:
    assert words.languages("months") == ("en", "de", "ru")
    assert words.languages("no-such-topic") == ()
    assert len(words.tables("cues")) == len(words.languages("cues"))


def test_a_missing_table_is_told() -> None:
    with pytest.raises(NotFound) as caught:
        words.table("months", "xx")
    assert (caught.value.code, caught.value.ref) == ("words", "months.xx.toml")


@pytest.mark.parametrize("language", words.languages("months"))
def test_every_month_is_named(language: str) -> None:
    months = words.table("months", language)["months"]
    assert set(months.values()) == set(range(1, 13))
    assert all(name == name.lower() for name in months)


@pytest.mark.parametrize("language", words.languages("cues"))
def test_cues_are_folded(language: str) -> None:
    table = words.table("cues", language)
    phrases = [
        phrase
        for part in ("whole", "start", "inside", "brackets")
        for kind in table[part].values()
        for phrase in kind
    ]
    assert all(phrase == phrase.lower() for phrase in phrases)
    assert not [phrase for phrase in phrases if not phrase.strip()]


def test_repositories_have_codes_of_their_own() -> None:
    entries = words.table("repositories")["repository"]
    codes = [entry["code"] for entry in entries]
    assert len(codes) == len(set(codes))
    aliases = [alias.casefold() for entry in entries for alias in (*entry["aliases"], *entry["names"])]
    assert len(aliases) == len(set(aliases))
    assert len(codes) >= 20
