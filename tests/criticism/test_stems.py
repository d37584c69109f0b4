"""The cases of one Russian name meet, and other names do not."""

from itertools import combinations

import pytest

from fonds.criticism import check
from fonds.criticism._page import Page
from fonds.criticism._parties import Parties, is_person
from fonds.criticism._stems import stem
from fonds.criticism._surroundings import Nothing
from fonds.names import fold
from tests.criticism.builders import decree, dispatch, reading, task

CASES = (
    ("Озеров", "Озерова", "Озерову", "Озеровым", "Озерове"),
    ("Гуляев", "Гуляеву", "Гуляевым"),
    ("Лужинский", "Лужинского", "Лужинскому", "Лужинским", "Лужинском"),
    ("Ильин", "Ильина", "Ильину", "Ильиным"),
    ("Луговой", "Лугового", "Луговому", "Луговым"),
    ("Томич", "Томичу", "Томичем"),
    ("Гария", "Гарии", "Гарию", "Гарией"),
    ("Дубко",),
    ("Кравец", "Кравца", "Кравцу"),
    ("Лебедь", "Лебедя", "Лебедю", "Лебедем"),
    ("НКВД",),
    ("НКО",),
)


@pytest.mark.parametrize("forms", CASES, ids=lambda forms: forms[0])
def test_the_cases_of_one_name_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(fold(form)) for form in forms}) == 1


def test_names_do_not_meet() -> None:
    stems = [{stem(fold(form)) for form in forms} for forms in CASES]
    assert all(one.isdisjoint(other) for one, other in combinations(stems, 2))


@pytest.mark.parametrize("word", ["osero", "ministry", "ом", "его", ""])
def test_other_languages_and_short_words_stay(word: str) -> None:
    assert stem(word) == word


def parties() -> Parties:
    return Parties(Page(reading()), Nothing())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Министерству лесов СССР", "Министерство лесов"),
        ("тов. Озеров П. И.", "Озерову"),
        ("Наркомату связи", "Наркомата связи"),
        ("Com. Wexler", "Mr. Wexler"),
    ],
)
def test_forms_mean_one_party(one: str, other: str) -> None:
    assert parties().are_one(one, other)


def test_bodies_are_no_persons() -> None:
    assert not any(map(is_person, ("Наркомвнуделу", "Министерству Лесов", "Комитет Маяков")))
    assert all(map(is_person, ("Озерову", "т. Гария", "Mme. Issin", "Messrs. Issin and Wexler")))


def test_a_recipient_is_named_in_the_nominative_where_a_task_has_it() -> None:
    """The list has the dative; a sentence of the finding can not use it."""
    found = check(
        reading(
            *decree("Обязать Бюро лодок (т. Дорохов) ...", "Обязать т. Озеров ..."),
            statements=(
                task("p1", "Бюро лодок", "Дорохов"),
                task("p2", "Озеров"),
                dispatch("Озерову", "1, 2", "p1", "p2"),
                dispatch("Гуляеву", "все", "i"),
            ),
        )
    )
    (finding,) = (one for one in found if one.code == "tasked-not-told")
    assert [one.why for one in finding.candidates] == [
        "Озеров was to pass it on", "the list leaves a recipient out"
    ]  # fmt: skip
