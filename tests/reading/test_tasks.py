"""Who is charged with what: verbs, "is to", sub-points, through whom and together with whom."""

from pathlib import Path

import pytest

from fonds.model import Task
from fonds.reading import read_file
from fonds.reading._charges import Charge, read_charge
from fonds.reading._statements import read_statements
from fonds.reading._tasks import find_tasks
from tests.lines import Line, record_of

HEAD: Line = ("decision_date", "22 June 1945")


def charge(sentence: str) -> Charge:
    found = read_charge(sentence, is_decision=True)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sentence", "actors", "deed", "force"),
    [
        ("Instruct Narkomsnab (Cde. Torbin) to deliver 18 sets.", ("Narkomsnab",), "deliver 18 sets", "instruct"),
        ("Charge Cde. Torbin with preparing a draft.", ("Torbin",), "preparing a draft", "charge"),
        (
            "Oblige the Ministry of Light Transport to survey it.",
            ("Ministry of Light Transport",),
            "survey it",
            "charge",
        ),
        (
            "Suggest that USSR Narkomvneshtorg expand the range.",
            ("USSR Narkomvneshtorg",),
            "expand the range",
            "recommend",
        ),
        ("Suggest to NKVP that it release 3 tons.", ("NKVP",), "release 3 tons", "recommend"),
        ("Permit the State Bank to sell wool.", ("State Bank",), "sell wool", "permit"),
        ("Ask Cdes. Torbin and Zernov to report.", ("Torbin", "Zernov"), "report", "ask"),
        (
            "to help them, hold the CC's of Karastan and Uzgenia responsible for sending men.",
            ("CC's of Karastan and Uzgenia",),
            "sending men",
            "charge",
        ),
        ("Cde. Torbin is to report on fulfilment.", ("Torbin",), "report on fulfilment", "instruct"),
        ("Until a further decision NKVP is not to return the barges.", ("NKVP",), "return the barges", "forbid"),
        (
            "The representatives of GTU in Saryjaz are to set up a post.",
            ("representatives of GTU in Saryjaz",),
            "set up a post",
            "instruct",
        ),
        ("NKSV is given the right to release tea.", ("NKSV",), "release tea", "permit"),
        ("Поручить Наркомснабу представить предложения.", ("Наркомснабу",), "представить предложения", "instruct"),
        (
            "Разрешить Главному управлению складов продать муку.",
            ("Главному управлению складов",),
            "продать муку",
            "permit",
        ),
    ],
)
def test_a_charge(sentence: str, actors: tuple[str, ...], deed: str, force: str) -> None:
    found = charge(sentence)
    assert (found.actors, found.deed, found.force) == (actors, deed, force)


@pytest.mark.parametrize(
    "sentence",
    [
        "Send 64 lorries to Aksuyek.",
        "to create intolerable conditions for the troops.",
        "Help the Government to spread it.",
        "A further 820 tons are to be kept in reserve.",
        "It is to be borne in mind that he left.",
        "They are to return by May.",
        "Order 30 tons of tea.",
        "Direct the attention of all to this.",
        "36 drivers are to stay in Aksuyek.",
        "",
        "Instruct",
    ],
)
def test_no_charge(sentence: str) -> None:
    assert read_charge(sentence, is_decision=True) is None


def test_persons_through_and_jointly() -> None:
    found = charge("Recommend to the Government of Talmar through the representative Cde. Torbin: do it")
    assert (found.actors, found.through) == (("Government of Talmar",), ("representative Cde. Torbin",))
    found = charge("Hold NKVP (Cdes. Torbin, Zernov) responsible in coordination with the NKVD for tents.")
    assert (found.persons, found.jointly, found.deed) == (("Torbin", "Zernov"), ("NKVD",), "tents")


def test_a_person_beside_an_office_answers_for_it() -> None:
    found = charge("Charge the trade representative in Urumqi [Tihwa], Cde. Torbin, with:")
    assert (found.actors, found.persons, found.deed) == (("trade representative in Urumqi",), ("Torbin",), "")


def test_is_to_charges_in_decisions_only() -> None:
    assert read_charge("Cde. Torbin is to report.", is_decision=False) is None


def test_one_task_for_each_sub_point() -> None:
    record = record_of(
        HEAD,
        ("point", "3. Hold the NKO [Commissariat] (Cde. Torbin) responsible for:", "3"),
        ("subpoint", "a) demobilizing 500 officers;", "3.a"),
        ("subpoint", "b) select weapons by 9 October.", "3.b"),
        ("point", "4. Buy tea.", "4"),
    )
    first, second = find_tasks(record)
    assert (first.slots, first.actor, first.persons) == (("s2", "s3"), "NKO", ("Torbin",))
    assert (first.deed, second.deed) == ("demobilizing 500 officers", "select weapons by 9 October")
    assert second.due is not None
    assert second.due.edtf == "XXXX-10-09"


def test_a_list_inside_the_sentence() -> None:
    record = record_of(
        HEAD, ("point", "1. Instruct NKVP to do the following: a) to sell tea; b) to buy salt; and c) to wait.", "1")
    )
    assert [task.deed for task in find_tasks(record)] == ["to sell tea", "to buy salt", "to wait"]


def test_tasks_of_the_seed(shared: Path) -> None:
    reading = read_file(shared / "pages" / "001.txt")
    label = {passage.id: passage.label for passage in reading.record.passages()}
    tasks = [task for task in reading.statements if isinstance(task, Task)]
    assert [(label[task.slots[-1]], task.actor, task.force) for task in tasks] == [
        ("8.3.a", "NKO", "charge"),
        ("8.3.b", "NKO", "charge"),
        ("8.5.a", "Provisional Government of East Turkestan", "recommend"),
        ("8.5.b", "Provisional Government of East Turkestan", "recommend"),
        ("8.5.c", "Provisional Government of East Turkestan", "recommend"),
        ("8.6", "CP(b) CC's of Kazakhstan and Uzbekistan", "charge"),
        ("8.7", "USSR Narkomvneshtorg", "recommend"),
    ]
    assert tasks[0].persons == ("Bulganin",)
    assert tasks[5].jointly == ("USSR NKVD",)
    assert tasks[2].through[0].endswith("Yegnarov")


def test_russian_decrees_name_the_charged_in_the_dative() -> None:
    record = record_of(
        ("point", "2. Минобразованию России и Минтруду России:", "2"),
        ("paragraph", "обеспечить   контроль   за\nрасходованием средств;"),
        ("point", "3. Правительству Российской  Федерации принять решения.", "3"),
        ("point", "4. Основными задачами Комиссии являются:", "4"),
        ("point", "5. Выделить Минтруду России 5 тыс. рублей.", "5"),
    )
    found = [task for task in read_statements(record) if isinstance(task, Task)]
    assert [(task.actor, task.deed) for task in found] == [
        ("Минобразованию России", "обеспечить контроль за расходованием средств"),
        ("Минтруду России", "обеспечить контроль за расходованием средств"),
        ("Правительству Российской Федерации", "принять решения"),
    ]
