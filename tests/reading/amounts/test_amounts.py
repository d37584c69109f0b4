"""Amounts with their units, parts that make a total, and exchanges."""

import json
from functools import partial
from pathlib import Path

import pytest

from fonds.model import Quantity, Sum, Transfer
from fonds.reading import read_file
from fonds.reading._statements import read_statements
from fonds.reading.amounts import find_amount_statements
from fonds.reading.amounts._amounts import find_amounts
from tests.lines import record_of
from tests.steps import steps


def amounts(content: str) -> list[tuple[str, int | float, str | None]]:
    """Literal, value and unit of each amount."""
    return [(content[a.start : a.end], a.value, a.unit) for a in find_amounts(content)]


@pytest.mark.parametrize(
    ("content", "literal", "value", "unit"),
    [
        ("demobilizing 500 officers to", "500 officers", 500, "officers"),
        (
            "and 2,000 non-commissioned officers and men from",
            "2,000 non-commissioned officers and men",
            2000,
            "non-commissioned officers and men",
        ),
        ("for nine aircraft fit", "nine aircraft", 9, "aircraft"),
        ("send twenty-five lorries to", "twenty-five lorries", 25, "lorries"),
        ("1,350 crates of tea", "1,350 crates", 1350, "crates"),
        ("24,000 US dollars for", "24,000 US dollars", 24000, "US dollars"),
        ("pay $5,500 to", "$5,500", 5500, "dollars"),
        ("3.5 million rubles were", "3.5 million rubles", 3_500_000, "rubles"),
        ("two hundred rifles", "two hundred rifles", 200, "rifles"),
        ("the losses were 2,480 killed and", "2,480 killed", 2480, "killed"),
        ("15 percent of", "15 percent", 15, "percent"),
        (
            "640,000 commodity [tovarnyye] rubles was",
            "640,000 commodity [tovarnyye] rubles",
            640000,
            "commodity rubles",
        ),
        ("assign six [aircraft] for", "six [aircraft]", 6, "aircraft"),
        ("assign six [aircraft[] for", "six [aircraft", 6, "aircraft"),
        ("and pay 4,909 (561,400 riyals)", "4,909", 4909, None),
        ("поставок 1900 одеял в", "1900 одеял", 1900, "одеял"),
        ("и 9 миллионов доз вакцины", "9 миллионов доз", 9_000_000, "доз"),
    ],
)
def test_an_amount(content: str, literal: str, value: int, unit: str | None) -> None:
    assert amounts(content)[0] == (literal, value, unit)


def test_thousands_with_a_stop_keep_their_place_in_the_line() -> None:
    assert amounts("Er gab 20 Mann und 1.234 Mann ab.") == [("20 Mann", 20, "Mann"), ("1.234 Mann", 1234, "Mann")]


@pytest.mark.parametrize(
    "content",
    [
        "Minutes No. 46 of",
        "on 22 June our people",
        "at 23:30 hours",
        "of 1945 plans",
        "point 3 says",
        "the two sides met",
        "the 57th Division",
        "an I-16 fighter",
        "by 9 October",
        "pp. 12 rubles",
        "on the other three questions",
        "12.5.44 men",
    ],
)
def test_no_amount(content: str) -> None:
    assert amounts(content) == []


@pytest.mark.parametrize("content", ["81 | machine guns |", "| machine guns | 81 |"])
def test_a_row_of_a_table(content: str) -> None:
    assert amounts(content) == [(content.strip("| "), 81, "machine guns")]


def sums(content: str) -> list[tuple[tuple[str, int | float], tuple[tuple[str, int | float], ...]]]:
    record = record_of(("point", content, "1"))
    return [(s.total, s.parts) for s in find_amount_statements(record.slots) if isinstance(s, Sum)]


def test_parts_without_units() -> None:
    content = "for nine aircraft fit for use, of which three are SB [possibly bombers] and six are I-16 fighters."
    assert sums(content) == [(("nine aircraft", 9), (("three are SB", 3), ("six are I-16 fighters", 6)))]


@pytest.mark.parametrize(
    "content",
    [
        "Of the total of 60 rubles, 10 rubles are intended for repairs, 20 rubles for wages, 30 rubles for tea.",
        "The expenditure of 60 rubles consists of 10 rubles for transport, 20 rubles for wages, 30 rubles for tea.",
        "In all 60 rubles are to be paid: 10 paper rubles, 20 silver rubles and 30 gold rubles.",
        "Of 60 rubles, 10 rubles are to stay, 20 rubles to go and 30 rubles to return.",
    ],
)
def test_parts_of_a_total(content: str) -> None:
    ((total, parts),) = sums(content)
    assert total[1] == 60
    assert [value for _, value in parts] == [10, 20, 30]


def test_amounts_side_by_side_are_no_sum() -> None:
    assert sums("Send 60 lorries, 10 lorries and 20 lorries.") == []
    assert sums("Of 60 rubles, 10 crates and 20 bales were bought.") == []


def test_an_exchange() -> None:
    record = record_of(
        ("point", "4. recognize it advisable to exchange 36 aircraft seized by us for nine aircraft.", "4")
    )
    (transfer,) = (s for s in find_amount_statements(record.slots) if isinstance(s, Transfer))
    assert (transfer.given, transfer.received, transfer.ratio) == ("36 aircraft", "nine aircraft", 4.0)


def test_an_exchange_for_goods() -> None:
    record = record_of(("paragraph", "I propose to exchange 26,500 blankets for ore. It is so."))
    (transfer,) = (s for s in find_amount_statements(record.slots) if isinstance(s, Transfer))
    assert (transfer.given, transfer.received, transfer.ratio) == ("26,500 blankets", "ore", None)


def test_the_seed_has_the_amounts_of_its_gold(shared: Path) -> None:
    gold = json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))
    reading = read_file(shared / "pages" / "001.txt")
    found = [(q.literal, q.value, q.unit) for q in reading.statements if isinstance(q, Quantity)]
    required = [q for q in gold["quantities"] if not q.get("optional")]
    assert found[: len(required)] == [(q["literal"], q["value"], q["unit"]) for q in required]
    assert [(literal, value) for literal, value, _ in found] == [
        (q["literal"], q["value"]) for q in gold["quantities"]
    ]
    (total,) = (s for s in reading.statements if isinstance(s, Sum))
    assert total.total[0] == gold["sums"][0]["total"]
    assert [literal for literal, _ in total.parts] == gold["sums"][0]["parts"]
    for quantity in (q for q in reading.statements if isinstance(q, Quantity)):
        content = reading.record.get_slot(quantity.slots[0]).content
        assert content[quantity.start : quantity.end] == quantity.literal


@pytest.mark.parametrize(
    ("content", "total", "parts"),
    [
        ("from 11 stations, of which six are in the north and four in the south.", 11, [6, 4]),
        (
            "212 persons were held, of whom 131 were drivers, 54 were traders and 27 were travellers.",
            212,
            [131, 54, 27],
        ),
        ("It carried 48 cubic metres, of which 29 went to the right bank and 19 to the left.", 48, [29, 19]),
        ("There are 14 boxes: nine boxes of film and five boxes of parts.", 14, [9, 5]),
    ],
)
def test_parts_told_by_other_verbs(content: str, total: int, parts: list[int]) -> None:
    ((found, found_parts),) = sums(content)
    assert (found[1], [value for _, value in found_parts]) == (total, parts)


def test_one_part_is_no_sum() -> None:
    record = record_of(("point", "supplying each with two sets of batteries, of which one is to be hidden.", "1"))
    assert [
        quantity.literal for quantity in find_amount_statements(record.slots) if isinstance(quantity, Quantity)
    ] == ["two sets"]


def test_places_in_wrapped_lines_are_those_of_the_slot() -> None:
    content = "Allot   from the reserve\n     2,000\n  gold   rubles and 3 120 тыс.   рублей, all\tof it."
    record = record_of(("point", content, "1"))
    found = [statement for statement in read_statements(record) if isinstance(statement, Quantity)]
    assert [(q.value, " ".join(q.literal.split())) for q in found] == [
        (2000, "2,000 gold rubles"),
        (3_120_000, "3 120 тыс. рублей"),
    ]
    assert all(content[q.start : q.end] == q.literal for q in found)


@pytest.mark.parametrize(
    ("content", "literal", "value"),
    [
        ("two hundred and fifty rifles", "two hundred and fifty rifles", 250),
        ("a hundred lorries", "a hundred lorries", 100),
        ("half a million roubles", "half a million roubles", 500_000),
        ("one and a half million rubles", "one and a half million rubles", 1_500_000),
        ("nine thousand five hundred and twelve sheep", "nine thousand five hundred and twelve sheep", 9512),
        ("forty two thousand bricks", "forty two thousand bricks", 42_000),
        ("двести пятьдесят винтовок", "двести пятьдесят винтовок", 250),
        ("полтора миллиона рублей", "полтора миллиона рублей", 1_500_000),
        ("два с половиной миллиона рублей", "два с половиной миллиона рублей", 2_500_000),
        ("сто двадцать пять тысяч пудов", "сто двадцать пять тысяч пудов", 125_000),
        ("812,5 тыс. рублей", "812,5 тыс. рублей", 812_500),
        ("zweihundertfünfundzwanzig Offiziere", "zweihundertfünfundzwanzig Offiziere", 225),
        ("dreitausend Tonnen", "dreitausend Tonnen", 3000),
        ("1.500 Tonnen Kohle", "1.500 Tonnen", 1500),
        ("3,5 Millionen Mark", "3,5 Millionen Mark", 3_500_000),
    ],
)  # fmt: skip
def test_numbers_in_words_and_in_the_figures_of_a_language(content: str, literal: str, value: float) -> None:
    assert [found[:2] for found in amounts(content)] == [(literal, value)]


@pytest.mark.parametrize(
    ("content", "currency"),
    [
        ("pay 300 pounds sterling", "pound"),
        ("send 300 pounds of tea", None),
        ("pay 24,000 US dollars", "dollar"),
        ("pay £20 for it", "pound"),
        ("US$500 was paid", "dollar"),
        ("640,000 gold roubles", "ruble"),
        ("заплатить 40 тыс. рублей", "ruble"),
        ("zahlte 300 Mark", "mark"),
        ("bought 12 marks and", "mark"),
        ("bought 12 sheep and", None),
    ],
)
def test_money_has_its_currency(content: str, currency: str | None) -> None:
    (quantity,) = quantities(content)
    assert quantity.currency == currency


def quantities(content: str) -> list[Quantity]:
    record = record_of(("point", content, "1"))
    return [found for found in find_amount_statements(record.slots) if isinstance(found, Quantity)]


@pytest.mark.parametrize(
    ("content", "readings"),
    [
        ("each town sends one clerk and one specialist in tax, trade, and health from among its people.", [1, 3]),
        ("Every district gets two instructors in signals and skiing.", [2, 4]),
        ("каждому обкому послать одного специалиста по финансам, торговле и здравоохранению", [1, 3]),
        ("Jeder Bezirk erhält je einen Fachmann für Finanzen, Handel und Gesundheit.", [1, 3]),
    ],
)
def test_both_readings_of_a_list_of_subjects_are_kept(content: str, readings: list[int]) -> None:
    quantity = quantities(content)[-1]
    assert quantity.is_each
    assert quantity.value == readings[0]
    assert [candidate.value for candidate in quantity.candidates] == readings
    assert quantity.certainty == 0.5


def test_one_reading_where_the_words_allow_one() -> None:
    for content in (
        "four workers for rest and treatment",
        "500 officers in Kulm and Orlan",
        "two specialists in tax",
        "two bales of wool and silk",
    ):
        assert all(not quantity.candidates for quantity in quantities(content))


def test_what_is_said_of_each() -> None:
    found = quantities("In all 12 posts are set up. Each of them gets two sets of harness. Give them 4 horses each.")
    assert [(quantity.literal, quantity.is_each) for quantity in found] == [
        ("12 posts", False),
        ("two sets", True),
        ("4 horses", True),
    ]


@pytest.mark.parametrize(
    ("content", "parts", "is_partial"),
    [
        ("девять самолётов, из которых три СБ и шесть И-16", [3, 6], False),
        ("3,5 Millionen Mark, davon 2 Millionen Mark für Bau und 1,5 Millionen Mark für Lohn", [2e6, 1.5e6], False),
        ("sent 500 men, including 30 officers", [30], True),
        ("послать 50 человек, в том числе 12 врачей", [12], True),
        ("nine aircraft, of which three bombers and six fighters", [3, 6], False),
        ("In all 12 men: five drivers and seven cooks", [5, 7], False),
    ],
)
def test_parts_in_other_words_and_languages(content: str, parts: list[float], is_partial: bool) -> None:
    record = record_of(("point", content, "1"))
    (total,) = (found for found in find_amount_statements(record.slots) if isinstance(found, Sum))
    assert ([value for _, value in total.parts], total.is_partial) == (parts, is_partial)


def test_a_list_of_other_things_is_no_sum() -> None:
    assert sums("They need 12 men: five tents and six horses.") == []


@pytest.mark.parametrize(
    ("content", "given", "received", "ratio", "stated"),
    [
        ("deliver 300 tents in return for 20 tons of ore", "300 tents", "20 tons", 15.0, None),
        ("обменять 36 самолётов на девять самолётов", "36 самолётов", "девять самолётов", 4.0, None),
        ("поставить 40 вагонов в обмен на шерсть.", "40 вагонов", "шерсть", None, None),
        ("exchange 60 sheep for 20 bales, at the rate of three to one", "60 sheep", "20 bales", 3.0, 3.0),
        ("exchange 60 sheep for 20 bales, in the ratio 4:1", "60 sheep", "20 bales", 3.0, 4.0),
        ("hand over 40 lorries free of charge", "40 lorries", None, None, None),
        ("передать безвозмездно 300 тонн муки", "300 тонн", None, None, None),
    ],
)
def test_exchanges_and_gifts(
    content: str, given: str, received: str | None, ratio: float | None, stated: float | None
) -> None:
    record = record_of(("point", content, "1"))
    (found,) = (found for found in find_amount_statements(record.slots) if isinstance(found, Transfer))
    assert (found.given, found.received, found.ratio, found.stated_ratio) == (given, received, ratio, stated)


@pytest.mark.parametrize(
    "sentence",
    ["Send each one clerk and two specialists in tax and trade. ", "Exchange 30 men for two, of which one is old. ",
     "двести пять тысяч рублей, из них сто на шерсть. ", "zweihundert und drei hundert "],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_faster(sentence: str) -> None:
    slots = [record_of(("point", sentence * count, "1")).slots for count in (20, 200)]
    short, long = (steps(partial(find_amount_statements, one)) for one in slots)
    assert long <= 12 * short


@pytest.mark.parametrize(
    ("content", "literal", "value"),
    [
        ("12,000 (twelve thousand) dollars", "12,000 (twelve thousand) dollars", 12_000),
        ("at 2.5 per cent a year", "2.5 per cent", 2.5),
        ("4,5 million rubles", "4,5 million rubles", 4_500_000),
        ("30 mln rubles", "30 mln rubles", 30_000_000),
        ("200 townsfolk came", "200 townsfolk", 200),
    ],
)
def test_figures_in_other_ways(content: str, literal: str, value: float) -> None:
    assert [found[:2] for found in amounts(content)] == [(literal, value)]


def held(content: str) -> tuple[float, list[float], bool]:
    """Total, parts, and whether parts may be left out, of the one sum of a line."""
    record = record_of(("point", content, "1"))
    (found,) = (s for s in find_amount_statements(record.slots) if isinstance(s, Sum))
    return found.total[1], [value for _, value in found.parts], found.is_partial


@pytest.mark.parametrize(
    ("content", "total", "parts"),
    [
        ("Of 36 lamps, 20 were broken and 12 were lit.", 36, [20, 12]),
        ("Of the 36 lamps 20 were broken and 16 were lit.", 36, [20, 16]),
        ("Von 36 Maschinen waren 20 alt und 12 neu.", 36, [20, 12]),
        ("Von den 120 Mio. DM entfallen 70 Mio. DM auf den Hafen und 40 Mio. DM auf die Stadt.", 12e7, [7e7, 4e7]),
        ("Von den 120 Mio. RM entfallen 70 auf den Hafen und 50 auf die Stadt.", 12e7, [7e7, 5e7]),
        ("Купить 36 ламп, из них 20 керосиновых и 12 масляных.", 36, [20, 12]),
    ],
)
def test_the_parts_of_a_total_that_opens_the_sentence(content: str, total: float, parts: list[float]) -> None:
    assert held(content) == (total, parts, False)


@pytest.mark.parametrize(
    ("content", "total", "parts"),
    [
        ("The port has 36 lamps, including 20 broken and 12 new ones.", 36, [20, 12]),
        ("Передать 36 ламп, в том числе 20 новых и 12 фонарей.", 36, [20, 12]),
        ("Передать 36 ламп, в т.ч. 20 новых и 12 старых.", 36, [20, 12]),
        ("Of 36 ships, 20 left at 9 o'clock and 12 at noon.", 36, [20, 12]),
        ("Of 2 million people, 300 were killed and 200 were wounded.", 2_000_000, [300, 200]),
        ("Из 36 кораблей пришло 20 парусных и 12 паровых.", 36, [20, 12]),
    ],
)
def test_parts_that_need_not_be_all(content: str, total: float, parts: list[float]) -> None:
    assert held(content) == (total, parts, True)


@pytest.mark.parametrize(
    "content",
    [
        "Of 36 delegates, 20 were heard on 12 May.",
        "The loss of 36 lamps was told on May 20 and 21.",
        "Of 36 lamps, No. 20 and No. 12 were lit.",
    ],
)
def test_days_and_numbers_are_no_parts(content: str) -> None:
    assert sums(content) == []
