"""Numbers count by continuity and lead-ins, not by their mark alone."""

import pytest

from fonds.reading import read_source, segment

LONG = "the request is granted, and the money is to be found in the reserve of the committee"


def labels(*lines: str) -> list[str]:
    """Labels of the numbered passages of a typed document."""
    record, _ = segment("\n\n".join(lines) + "\n")
    return [passage.label for passage in record.passages() if passage.number]


def test_points_under_an_item() -> None:
    lines = ("Minutes No. 4", "8. Concerning Talmar", f"1. {LONG}.", f"2. {LONG}:", "a) one thing;", "b) another.")
    assert labels(*lines) == ["8", "8.1", "8.2", "8.2.a", "8.2.b"]


def test_items_follow_each_other() -> None:
    assert labels(
        "Minutes No. 4", "156 - Concerning wool", "a) sell it;", "b) count it.", "157. Concerning salt", "a) buy it."
    ) == ["156", "156.a", "156.b", "157", "157.a"]


def test_russian_deeds_are_points_and_no_items() -> None:
    record, _ = segment(
        "ПОСТАНОВЛЕНИЕ КОЛЛЕГИИ МАЯКОВ\n\nот 4 мая 1951 г.\n\nО ремонте маяков\n\n"
        "1. Обязать Гидроотдел осмотреть башню.\n\n2. Отпустить доски для лестниц.\n\nПредседатель П. Гурьев\n"
    )
    assert [passage.kind for passage in record.passages() if passage.number] == ["point", "point"]


def test_letters_go_on_under_the_point_that_leads_in() -> None:
    assert labels(f"1. {LONG}:", "a) one;", "b) two.", f"2. {LONG}:", "a) three;", f"3. {LONG}.") == [
        "1", "1.a", "1.b", "2", "2.a", "3",
    ]  # fmt: skip


def test_a_number_that_continues_nothing_does_not_count() -> None:
    assert labels(f"1352. {LONG}.", f"1353 – {LONG}.", f"1. {LONG}.", f"2. {LONG}.") == ["1", "2"]


def test_a_list_of_ones_is_counted_anew() -> None:
    assert labels(f"1. {LONG}.", LONG.capitalize() + ".", f"1. {LONG}.", f"1. {LONG}.") == ["1", "2", "3"]


def test_a_gap_is_kept() -> None:
    assert labels(f"1. {LONG}.", f"2. {LONG}.", f"4. {LONG}.") == ["1", "2", "4"]


def test_a_repeat_is_kept_under_a_label_of_its_own() -> None:
    assert labels(f"1. {LONG}.", f"2. {LONG}.", f"2. {LONG}.", f"3. {LONG}.") == ["1", "2", "2~2", "3"]


@pytest.mark.parametrize(
    ("first", "second"), [("1)", "2)"), ("(1)", "(2)"), ("I.", "II."), ("First,", "Second,"), ("1 .", "2 .")]
)
def test_styles_of_numbers(first: str, second: str) -> None:
    assert len(labels(f"{first} {LONG}; also this.", f"{second} {LONG}; also that.")) == 2


def test_words_become_figures() -> None:
    assert labels(f"First, {LONG}.", f"Second, {LONG}.", f"Third, {LONG}.") == ["1", "2", "3"]


def test_initials_are_no_numbers() -> None:
    assert labels(LONG.capitalize() + ".", "V. K. GNEDIN", "I. N. Yurlov") == []


def test_a_list_behind_a_signature_begins_anew() -> None:
    assert labels(f"1. {LONG}.", f"2. {LONG}.", "V. Torbin", "Dear Comrades!", f"1. {LONG}.", f"2. {LONG}.") == [
        "1", "2", "1~2", "2~2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("ПОСТАНОВЛЕНИЕ", "1. Обязать порт купить лампы."), ("DECREE", "1. Oblige the port to buy lamps.")),
        (("BESCHLUSS", "1. Das Hafenamt wird beauftragt, Lampen zu kaufen."), ("RESOLUTION", "1. Buy lamps.")),
    ],
)
def test_numbers_begin_anew_with_each_document(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert labels(*first, *second) == ["1", "1~2"]


def test_the_name_of_a_decision_does_not_part_items_of_minutes() -> None:
    lines = ("5. Concerning lamps", "DECREE", "1. The port is to buy lamps.", "6. Concerning ropes", "DECREE")
    assert labels("MINUTES No. 12", *lines, "1. The port is to sell ropes.") == ["5", "5.1", "6", "6.1"]


def test_paragraphs_are_counted_where_they_stand() -> None:
    text = LONG.capitalize() + "."
    record, _ = segment("\n\n".join([text, text, f"1. {LONG}.", text, f"2. {LONG}:", "a) so.", text]) + "\n")
    assert [passage.label for passage in record.passages()] == ["/1", "/2", "1", "1/2", "2", "2.a", "2.a/2"]
    assert record.get_passage("1/2").parent == record.get_passage("1").id
    assert record.get_passage("2.a").parent == record.get_passage("2").id
    assert record.get_passage("/1").parent == ""


def test_cyrillic_letters_count() -> None:
    assert labels(f"1. {LONG}:", "а) первое;", "б) второе;", "в) третье.") == ["1", "1.а", "1.б", "1.в"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("1/ {}.", "2/ {}."), ["1", "2"]),
        (("1o {}.", "2º {}."), ["1", "2"]),
        (("1st. {}.", "2nd. {}."), ["1", "2"]),
        (("Point 1. {}.", "Point 2. {}."), ["1", "2"]),
        (("Ad 1. {}.", "Ad.2 {}."), ["1", "2"]),
        (("One, {}.", "Two, {}."), ["1", "2"]),
        (("First) {}.", "Second) {}."), ["1", "2"]),
        (("A. Ostrov said that {}.", "B. He says that {}."), ["A", "B"]),
        (("I. Ostrov thinks. {}:", "1. {}.", "2. {}.", "II. He adds. {}."), ["I", "I.1", "I.2", "II"]),
        (("1. {}:", "1.1. {};", "1.2. {}.", "2. {}:", "2.1. {};"), ["1", "1.1", "1.2", "2", "2.1"]),
        (("a) {}:", "i) {};", "ii) {};", "b) {}."), ["a", "a.i", "a.ii", "b"]),
    ],
)
def test_other_ways_to_number_points(lines: tuple[str, ...], expected: list[str]) -> None:
    assert labels(*(line.format(f"The house says that {LONG}") for line in lines)) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("№ 31. On the lamps of the posts", f"I. {LONG}.", f"II. {LONG}."), ["31", "31.I", "31.II"]),
        (("§ 10s. On the lamps of the posts", f"1. {LONG}.", f"1.1. {LONG}."), ["10s", "10s.1", "10s.1.1"]),
        (("45) The lamps (Cdes. Ostrov, Zadov).", f"1/ {LONG}.", f"2/ {LONG}."), ["45", "45.1", "45.2"]),
        (("HEARD: 1. Information of Cde. Ostrov on lamps.", "a) One;", "HEARD: 2. Sundry."), ["1", "1.a", "2"]),
        (("3. Report of the keeper", LONG.capitalize(), "4. Lamps of the posts", LONG.capitalize()), ["3", "4"]),
        (("Item 1. The lamps of the posts", f"a) {LONG}.", "Item 2. Ropes"), ["1", "1.a", "2"]),
    ],
)
def test_other_ways_to_number_items(lines: tuple[str, ...], expected: list[str]) -> None:
    record, _ = segment("\n\n".join(("Protocol No. 4", *lines)) + "\n")
    numbered = [passage for passage in record.passages() if passage.number]
    assert [passage.label for passage in numbered] == expected
    assert next(passage.kind for passage in numbered if len(passage.number) == 1) == "item"


def test_an_initial_is_no_number() -> None:
    assert labels(f"{LONG.capitalize()}.", "A. Ostrov, keeper of the post") == []


def test_initials_of_two_alphabets_are_no_row() -> None:
    """K is not the letter behind К: both are the initial of one person, in a letter and in its translation."""
    page = "Прошу Вас прислать отчёты.\n\nС уважением\n\nК. Торбина,\n\nLomsk\n\nSend me the accounts.\n\nK. Torbina,"
    record = read_source(page.encode()).record
    assert [passage.content for passage in record.passages() if passage.number] == []
    assert next(slot.kind for slot in record.slots if slot.content == "К. Торбина,") == "signature"
