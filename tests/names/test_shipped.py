"""The names that ship: linted as data."""

import re
import unicodedata
from collections import Counter

from fonds.model import make_date
from fonds.names import fold, shipped

SCRIPTS = {
    "Latn": r"[A-Za-z\u00c0-\u024f0-9 .,'\u2019()-]+",
    "Cyrl": r"[\u0400-\u04ff ().,-]+",
    "Hani": r"[\u4e00-\u9fff·]+",
    "Arab": r"[\u0600-\u06ff ]+",
}


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(name.kind for name in shipped())
    assert kinds["body"] >= 40
    assert kinds["person"] >= 30
    assert kinds["place"] >= 60


def test_identifiers_are_unique_and_readable() -> None:
    ids = [name.id for name in shipped()]
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(rf"{name.kind}/[a-z0-9-]+", name.id) for name in shipped())


def test_every_name_says_what_it_is() -> None:
    assert all(name.note and name.forms and name.forms[0].kind == "authorised" for name in shipped())


def test_forms_are_clean() -> None:
    for name in shipped():
        texts = [form.text for form in name.forms]
        assert len(texts) == len(set(texts)), name.id
        for form in name.forms:
            assert re.fullmatch(SCRIPTS[form.script], form.text), form.text
            assert unicodedata.is_normalized("NFC", form.text)
            assert fold(form.text).strip()


def test_coordinates_are_of_this_world() -> None:
    for name in shipped():
        if name.latitude is not None:
            assert name.kind == "place"
            assert -90 <= name.latitude <= 90
            assert -180 <= (name.longitude or 999) <= 180


def test_dates_are_dates_and_have_a_source() -> None:
    for name in shipped():
        for form in name.forms:
            for date in filter(None, (form.valid_from, form.valid_to)):
                assert make_date(date).earliest is not None
                assert form.source, form.text


def test_the_towns_of_the_model_page() -> None:
    forms = {form.text: name.id for name in shipped() for form in name.forms}
    assert forms["Tacheng"] == forms["Qoqek"] == forms["Чугучак"] == forms["塔城"] == "place/chuguchak"
    assert "Tachang" not in forms
