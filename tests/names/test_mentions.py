"""Known names are found whole and with their case; new ones are proposed, never merged."""

import pytest

from fonds.model import Form, Mark, Mention, Name, Record, Slot
from fonds.names import find_mentions


def mentions(content: str, *marks: Mark, kind: str = "paragraph", names: tuple[Name, ...] | None = None):
    slot = Slot(id="s1", kind=kind, content=content, marks=marks)
    return find_mentions(Record(slots=(slot,)), names)


def named(found: tuple[Mention, ...]) -> list[tuple[str, str | None]]:
    return [(mention.literal, mention.name) for mention in found]


def test_forms_in_all_scripts() -> None:
    found = mentions("Urumqi [Ürümchi; Урумчи; 烏魯木齊; 迪化]")
    assert {name for _, name in named(found)} == {"place/urumqi"}
    assert [literal for literal, _ in named(found)] == ["Urumqi", "Ürümchi", "Урумчи", "烏魯木齊", "迪化"]
    assert found[-1].reason == "known former form"


def test_the_longest_form_wins() -> None:
    assert named(mentions("the VKP(b) CC Politburo met")) == [("VKP(b) CC Politburo", "body/politburo")]


def test_offsets_are_of_the_original() -> None:
    content = "Ёж\u0301 — at Shara\u2011Sume's gate"
    (found,) = mentions(content)
    assert content[found.start : found.end] == found.literal == "Shara\u2011Sume"


@pytest.mark.parametrize(
    "content",
    [
        "Oshkosh is no town of ours",
        "altai and kashi in small letters",
        "Nkvd is not how it is written, nor nkvd",
        "VOICI UN ROI",
        "the red army ant",
    ],
)
def test_ordinary_words_are_no_names(content: str) -> None:
    assert mentions(content) == ()


def test_a_town_that_is_a_word() -> None:
    bole = "place/bole"
    assert named(mentions("They reached Bole at dawn")) == [("Bole", bole)]
    assert mentions("Bole and branch were cut") == ()


@pytest.mark.parametrize("content", ["at 516 today", "at 5-16 today", "at Fifty-first 516", "516"])
def test_a_name_without_a_letter_is_found_in_any_line(content: str) -> None:
    post = Name(id="place/post", kind="place", forms=(Form(text="516", language="en", script="Latn"),))
    assert [name for _, name in named(mentions(content, names=(post,)))] == ["place/post"]


def test_possessives_and_hyphens_bound_a_name() -> None:
    assert named(mentions("Bulganin's men on the Moscow-Peking line")) == [
        ("Bulganin", "person/bulganin"),
        ("Moscow", "place/moscow"),
        ("Peking", "place/beijing"),
    ]


def test_one_spelling_of_two_names_is_two_mentions() -> None:
    names = (
        Name(id="place/one", kind="place", forms=(Form(text="Tolubay"),)),
        Name(id="place/two", kind="place", forms=(Form(text="Tolubay"),)),
    )
    found = mentions("Tolubay", names=names)
    assert [(mention.name, mention.certainty) for mention in found] == [("place/one", 0.5), ("place/two", 0.5)]


def test_persons_after_titles_are_proposed() -> None:
    found = mentions("Cdes. Polubarinov, Drobyazgin and S. R. Ognivtsev - everything; Genera-Major Cde. Lebyazhina")
    assert [mention.literal for mention in found] == ["Polubarinov", "Drobyazgin", "S. R. Ognivtsev", "Lebyazhina"]
    assert {mention.name for mention in found} == {None}
    assert {mention.reason for mention in found} == {"after a title"}


def test_titles_in_russian() -> None:
    assert named(mentions("тт. Молотов и Полубаринов")) == [("Молотов", "person/molotov"), ("Полубаринов", None)]


def test_a_rank_before_an_office_is_no_person() -> None:
    assert mentions("the General Assembly and the Consulate General At Night") == ()


def test_other_initials_are_another_person() -> None:
    assert named(mentions("Cde. S. Bulganin met N. A. Bulganin")) == [
        ("S. Bulganin", None),
        ("N. A. Bulganin", "person/bulganin"),
    ]


def test_a_title_makes_a_person_of_a_place() -> None:
    (found,) = mentions("Cde. Altai spoke")
    assert (found.kind, found.name) == ("person", None)


def test_variants_beside_a_known_place_are_proposed() -> None:
    content = "in Tarbaghatay [Qoqek or Tachang], Temirlik [Temurlik]"
    start, other = content.index("["), content.index("[Temur")
    marks = (
        Mark(kind="variant", start=start, end=content.index("]") + 1),
        Mark(kind="variant", start=other, end=len(content)),
    )
    assert named(mentions(content, *marks)) == [
        ("Tarbaghatay", "place/tarbagatai"),
        ("Qoqek", "place/chuguchak"),
        ("Tachang", None),
    ]


def test_the_frame_of_the_site_is_passed_over() -> None:
    assert mentions("Moscow Fund", kind="funder") == ()


def test_names_of_a_record_without_text() -> None:
    assert find_mentions(Record()) == ()
    assert mentions("") == ()
    assert mentions("Moscow", names=()) == ()


@pytest.mark.parametrize(
    ("content", "unclosed"),
    [
        (
            "TO THE TRADE REPRESENTATIVE IN GHULJA [KULDJA [YINING; 伊宁], OGNIVTSEV",
            "[KULDJA [YINING; 伊宁], OGNIVTSEV",
        ),
        ("TO GHULJA [KULDJA, OGNIVTSEV", "[KULDJA, OGNIVTSEV"),
        ("Ghulja [Kuldja (Yining], Ognivtsev", "[Kuldja (Yining], Ognivtsev"),
    ],
)
def test_what_stands_behind_an_unclosed_bracket_is_no_place(content: str, unclosed: str) -> None:
    start = content.index(unclosed)
    mark = Mark(start=start, end=len(content), kind="variant")
    found = mentions(content, mark, kind="addressee")
    assert {mention.name for mention in found} == {"place/ghulja"}


def test_brackets_in_brackets_are_no_part_of_a_proposal() -> None:
    content = "Ghulja [Alpha [Beta; Gamma]]"
    mark = Mark(start=7, end=len(content), kind="variant")
    assert all("[" not in mention.literal and "]" not in mention.literal for mention in mentions(content, mark))
