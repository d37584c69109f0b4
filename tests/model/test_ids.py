"""Identifiers: the check character finds what typists do, and randomness comes from outside."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given

from fonds.model import Invalid, is_record_id, new_record_id, new_slot_ids, parse_reference
from fonds.model.ids import ALPHABET, check_character
from tests import strategies

SAMPLES = [new_record_id(random.Random(seed).randrange) for seed in range(40)]


def test_the_alphabet_has_a_prime_number_of_characters_and_no_vowel() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 29
    assert not set("aeiouly") & set(ALPHABET)


@given(strategies.draws())
def test_a_new_id_is_one(draw: Callable[[int], int]) -> None:
    assert is_record_id(new_record_id(draw))


@pytest.mark.parametrize("record_id", SAMPLES)
def test_every_single_wrong_character_is_found(record_id: str) -> None:
    for place, character in itertools.product(range(len(record_id)), ALPHABET):
        wrong = record_id[:place] + character + record_id[place + 1 :]
        assert is_record_id(wrong) == (wrong == record_id)


@pytest.mark.parametrize("record_id", SAMPLES)
def test_every_swap_of_neighbours_is_found(record_id: str) -> None:
    for place in range(len(record_id) - 1):
        first, second = record_id[place : place + 2]
        swapped = record_id[:place] + second + first + record_id[place + 2 :]
        assert is_record_id(swapped) == (first == second)


def test_the_check_character_is_that_of_noid() -> None:
    # The worked example of the NOID documentation: 13030/xf93gt2 has the check character q.
    places = "13030/xf93gt2"
    total = sum(n * (ALPHABET.index(c) if c in ALPHABET else 0) for n, c in enumerate(places, start=1))
    assert ALPHABET[total % 29] == "q"
    assert check_character("13030") == ALPHABET[(1 * 1 + 2 * 3 + 3 * 0 + 4 * 3 + 5 * 0) % 29]


def test_the_same_draws_give_the_same_ids() -> None:
    one, two = random.Random(7), random.Random(7)
    assert new_record_id(one.randrange) == new_record_id(two.randrange)
    assert new_slot_ids(30, one.randrange) == new_slot_ids(30, two.randrange)


def test_ids_are_not_in_sequence() -> None:
    draw = random.Random(1).randrange
    ids = [new_record_id(draw) for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert ids != sorted(ids)


def test_slot_ids_differ_even_when_the_draws_repeat() -> None:
    numbers = iter([0] * 10 + [1] * 5 + [2] * 5)
    assert new_slot_ids(3, lambda _: next(numbers)) == ("00000", "11111", "22222")
    assert new_slot_ids(0) == ()


@pytest.mark.parametrize(
    "text", ["", "0", "0" * 9, "0" * 11, "ABCDEFGHJK", "a" * 10, "000000000\u0660", "00000 0000"]
)
def test_other_strings_are_no_ids(text: str) -> None:
    assert not is_record_id(text)


@given(strategies.texts())
def test_no_string_breaks_the_question(text: str) -> None:
    assert is_record_id(text) in (True, False)


def test_a_reference_is_split() -> None:
    record_id = SAMPLES[0]
    assert parse_reference(record_id) == (record_id, None)
    assert parse_reference(f" {record_id.upper()}\n") == (record_id, None)
    assert parse_reference(f"{record_id}#8.3.b") == (record_id, "8.3.b")
    assert parse_reference(f"{record_id}#") == (record_id, None)
    assert parse_reference(f"{record_id}#notes#2") == (record_id, "notes#2")


def test_a_mistyped_reference_is_refused_with_a_hint() -> None:
    wrong = ALPHABET[(ALPHABET.index(SAMPLES[0][0]) + 1) % 29] + SAMPLES[0][1:]
    with pytest.raises(Invalid) as caught:
        parse_reference(wrong)
    assert caught.value.code == "record-id"
    assert caught.value.ref == wrong
    assert caught.value.hint


def test_a_long_wrong_reference_is_cut_in_the_error() -> None:
    with pytest.raises(Invalid) as caught:
        parse_reference("x" * 1000)
    assert len(str(caught.value)) < 120
