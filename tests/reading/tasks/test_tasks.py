"""Who is charged with what: verbs, "is to", sub-points, through whom and together with whom."""

from functools import partial
from pathlib import Path

import pytest

from fonds.model import Task
from fonds.reading import read_file
from fonds.reading._statements import read_statements
from fonds.reading.tasks import find_tasks
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._sentences import read_charges
from tests.lines import Line, record_of
from tests.steps import steps

HEAD: Line = ("decision_date", "22 June 1945")


def charge(sentence: str) -> Charge:
    (found,) = read_charges(sentence, is_decision=True)
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
    assert read_charges(sentence, is_decision=True) == []


def test_persons_through_and_jointly() -> None:
    found = charge("Recommend to the Government of Talmar through the representative Cde. Torbin: do it")
    assert (found.actors, found.through) == (("Government of Talmar",), ("representative Cde. Torbin",))
    found = charge("Hold NKVP (Cdes. Torbin, Zernov) responsible in coordination with the NKVD for tents.")
    assert (found.persons, found.jointly, found.deed) == (("Torbin", "Zernov"), ("NKVD",), "tents")


def test_a_person_beside_an_office_answers_for_it() -> None:
    found = charge("Charge the trade representative in Urumqi [Tihwa], Cde. Torbin, with:")
    assert (found.actors, found.persons, found.deed) == (("trade representative in Urumqi",), ("Torbin",), "")


def test_is_to_charges_in_decisions_only() -> None:
    assert read_charges("Cde. Torbin is to report.", is_decision=False) == []


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


@pytest.mark.parametrize(
    ("sentence", "charges"),
    [
        (
            "To oblige the Board to buy ten pumps and to report by 3 May 1950.",
            [(("Board",), "buy ten pumps and to report by 3 May 1950", "charge")],
        ),
        ("Requested the Secretary of War to send a study.", [(("Secretary of War",), "send a study", "ask")]),
        ("The Cabinet invited the Home Secretary to speak.", [(("Home Secretary",), "speak", "ask")]),
        ("We ask the Western Bureau to wait.", [(("Western Bureau",), "wait", "ask")]),
        ("Comrades Ilg and Benda to visit the mill.", [(("Ilg", "Benda"), "visit the mill", "instruct")]),
        (
            "The General Staff must not cross the river.",
            [(("General Staff",), "cross the river", "forbid")],
        ),
        ("It is recommended that the Union of Millers wait.", [(("Union of Millers",), "wait", "recommend")]),
        ("It is forbidden for the mills to sell flour.", [(("mills",), "sell flour", "forbid")]),
        (
            "The sale of the yacht is to be entrusted to the Admiralty.",
            [(("Admiralty",), "The sale of the yacht", "instruct")],
        ),
        (
            "Comrade Wu will be in charge of the talks, and the Ministry of Ships will be responsible for the lists.",
            [(("Wu",), "the talks", "charge"), (("Ministry of Ships",), "the lists", "charge")],
        ),
        ("Let the Supply Department find boots.", [(("Supply Department",), "find boots", "instruct")]),
        ("Agreed that the Foreign Secretary should write.", [(("Foreign Secretary",), "write", "instruct")]),
        ("Instruct Cde. Ilg not to answer.", [(("Ilg",), "answer", "forbid")]),
        ("Зерносоюз обязан вернуть мешки.", [(("Зерносоюз",), "вернуть мешки", "charge")]),
        ("Поручить т. Ильгу, как старшему, принять дела.", [(("Ильгу",), "принять дела", "instruct")]),
        ("Возложить на Наркомлес охрану складов.", [(("Наркомлес",), "охрану складов", "charge")]),
        ("Надзор за складами возложить на т. Бенду.", [(("Бенду",), "Надзор за складами", "charge")]),
        ("Предоставить артелям право продажи.", []),
        ("Предоставить Союзу артелей право продавать лён.", [(("Союзу артелей",), "продавать лён", "permit")]),
        ("Т. Бенде ежемесячно посылать отчёт.", [(("Бенде",), "ежемесячно посылать отчёт", "instruct")]),
        ("Просить Исполком прислать врача.", [(("Исполком",), "прислать врача", "ask")]),
        ("Мельнице запрещается молоть рожь.", [(("Мельнице",), "молоть рожь", "forbid")]),
        (
            "Der Minister für Handel wird beauftragt, einen Plan vorzulegen.",
            [(("Minister für Handel",), "einen Plan vorzulegen", "instruct")],
        ),
    ],
)
def test_forms_of_charges(sentence: str, charges: list[tuple[tuple[str, ...], str, str]]) -> None:
    found = read_charges(sentence, is_decision=True)
    assert [(one.actors, one.deed, one.force) for one in found] == charges


@pytest.mark.parametrize(
    "sentence",
    [
        "The list shall be kept in the safe.",
        "The agreement is to enter into force in May.",
        "The Government of Karvel was asked to wait.",
        "Relieve Cde. Ilg of the post and appoint Cde. Benda to it.",
        "Agreed that no statement should be made.",
        "The party must first find its voice.",
        "Принять к сведению сообщение т. Ильга.",
        "Расходы отнести на счёт резерва.",
        "Для этой цели создать комиссию.",
    ],
)
def test_what_charges_nobody(sentence: str) -> None:
    assert read_charges(sentence, is_decision=True) == []


def test_a_deed_for_each_time_that_the_sentence_says_to() -> None:
    record = record_of(
        HEAD,
        ("point", "1. Oblige the Board (Cde. Ilg) to buy ten pumps, to mend two and to report by 3 May 1950.", "1"),
        ("point", "2. Authorize the Board to sell the barge, but not to give it away.", "2"),
    )
    tasks = find_tasks(record)
    assert [(task.deed, task.force, task.due and task.due.edtf) for task in tasks] == [
        ("buy ten pumps", "charge", None),
        ("mend two", "charge", None),
        ("report by 3 May 1950", "charge", "1950-05-03"),
        ("sell the barge", "permit", None),
        ("give it away", "forbid", None),
    ]


def test_a_term_that_something_lasts_is_no_day_by_which_it_is_due() -> None:
    record = record_of(HEAD, ("point", "1. Permit the mills to grind rye until 4 June.", "1"))
    (task,) = find_tasks(record)
    assert task.due is None


def test_lines_below_that_name_who_is_charged() -> None:
    record = record_of(
        HEAD,
        ("point", "1. The following are instructed to leave for Orlan:", "1"),
        ("list_item", "- Comrade Ilg"),
        ("point", "2. The Committee recommends that:", "2"),
        ("subpoint", "a) the Government of Ruvan close the port;", "2.a"),
        ("point", "3. Поручить:", "3"),
        ("subpoint", "а) т. Бенде принять суда;", "3.а"),
    )
    assert [(task.slots, task.actor, task.deed, task.force) for task in find_tasks(record)] == [
        (("s2", "s3"), "Ilg", "leave for Orlan", "instruct"),
        (("s4", "s5"), "Government of Ruvan", "close the port", "recommend"),
        (("s6", "s7"), "Бенде", "принять суда", "instruct"),
    ]


def test_a_line_that_names_who_is_responsible_for_its_point() -> None:
    record = record_of(
        HEAD,
        ("point", "4. The mill is to be repaired.", "4"),
        ("field", "Responsible: Comrades Ilg and Benda"),
        ("field", "Deadline: 8 May 1950"),
    )
    assert [(t.slots, t.actor, t.deed, t.due and t.due.edtf) for t in find_tasks(record)] == [
        (("s2",), "Ilg", "The mill is to be repaired", "1950-05-08"),
        (("s2",), "Benda", "The mill is to be repaired", "1950-05-08"),
    ]


def test_sub_points_below_a_paragraph_are_those_of_its_point() -> None:
    record = record_of(
        HEAD,
        ("point", "1. Buy tea.", "1"),
        ("paragraph", "Hold the Board responsible for:"),
        ("subpoint", "a) storing it;", "1.a"),
    )
    (task,) = find_tasks(record)
    assert (task.actor, task.deed, task.slots) == ("Board", "storing it", ("s3", "s4"))


@pytest.mark.parametrize("sentence", ["Instruct the Board to buy tea. ", "Обязать Наркомлес продать лес. "])
def test_time_grows_with_the_text_and_not_faster(sentence: str) -> None:
    records = [record_of(HEAD, ("point", sentence * count, "1")) for count in (40, 400)]
    short, long = (steps(partial(find_tasks, one)) for one in records)
    assert long <= 12 * short


@pytest.mark.parametrize(
    ("sentence", "term"),
    [
        ("Instruct the Board to report within ten days.", "within ten days"),
        ("Instruct the Board to report immediately.", "immediately"),
        ("Instruct the Board to report by 3 May 1950.", None),
        ("Instruct the Board to repay what it spent in recent years.", None),
        ("Поручить Наркомлесу в недельный срок представить план.", "в недельный срок"),
        ("Поручить Наркомлесу представить план в течение двух недель.", "в течение двух недель"),
    ],
)
def test_a_span_of_time_is_kept_as_printed(sentence: str, term: str | None) -> None:
    (task,) = find_tasks(record_of(HEAD, ("point", f"1. {sentence}", "1")))
    assert task.term == term


@pytest.mark.parametrize(
    "sentence",
    [
        "They will hold the Board directly responsible for the loss.",
        "As long as the Board is responsible for the dam, it can not sell it.",
        "Permit me, Mr. President, to express my thanks.",
    ],
)
def test_what_is_said_and_not_ordered(sentence: str) -> None:
    assert read_charges(sentence, is_decision=True) == []


def test_what_the_body_does_itself_is_no_part_of_the_deed() -> None:
    found = charge("The Cabinet invited the Home Secretary to write to the mayors, and took note of the report.")
    assert found.deed == "write to the mayors"


def test_a_paragraph_charges_in_a_paper_that_has_the_form_of_a_decision() -> None:
    lines: tuple[Line, ...] = (("page_title", "Decision on Pumps"), ("paragraph", "Cde. Ilg is to report."))
    assert find_tasks(record_of(*lines)) == []
    assert len(find_tasks(record_of(HEAD, *lines))) == 1


@pytest.mark.parametrize(
    ("sentence", "actors", "persons"),
    [
        ("Instruct the Lamp Office (Com. Torbin) to buy lamps.", ("Lamp Office",), ("Torbin",)),
        ("Oblige the Lamp Office (Dr. Torbin) to buy lamps.", ("Lamp Office",), ("Dr. Torbin",)),
        ("Com. Torbin A.A. to buy lamps.", ("Torbin A.A.",), ()),
        ("Comrade V. I. Torbin to buy lamps.", ("V. I. Torbin",), ()),
        ("Com. Torbin V.I. and Com. Issin to buy lamps.", ("Torbin V.I.", "Issin"), ()),
        ("Das Lampenamt (Genosse Torbin) wird beauftragt, Lampen zu kaufen.", ("Lampenamt",), ("Torbin",)),
    ],
)
def test_titles_and_initials_stand_with_a_name(
    sentence: str, actors: tuple[str, ...], persons: tuple[str, ...]
) -> None:
    found = charge(sentence)
    assert (found.actors, found.persons) == (actors, persons)


def test_the_day_of_a_german_month_ends_no_sentence() -> None:
    content = "1. Das Hafenamt wird beauftragt, bis zum 1. August 1951 die Lampen zu prüfen. Es berichtet im Mai."
    (task,) = find_tasks(record_of(("document_kind", "BESCHLUSS"), HEAD, ("point", content, "1")))
    assert (task.deed, task.due and task.due.edtf) == ("bis zum 1. August 1951 die Lampen zu prüfen", "1951-08-01")
