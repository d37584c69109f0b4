"""Who received what: lists of excerpts with scopes, lists of copies, and scopes that lead nowhere."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from fonds.model import Dispatch, Record
from fonds.reading import read_file
from fonds.reading.distribution import find_dispatches
from fonds.reading.distribution._leads import split_lead
from tests.lines import Line, record_of
from tests.steps import steps

DECREE: tuple[Line, ...] = (
    ("item", "8. Concerning Talmar", "8"),
    ("point", "1. Send men.", "8.1"),
    ("point", "2. Send more.", "8.2"),
    ("point", "3. Hold the NKO [Commissariat] (Cde. Torbin) responsible for:", "8.3"),
    ("subpoint", "a) lorries;", "8.3.a"),
    ("subpoint", "b) tents.", "8.3.b"),
)


def decree(*lines: str) -> Record:
    return record_of(*DECREE, *(("distribution", line) for line in lines))


def told(record: Record) -> list[tuple[str, str | None, list[str], str | None]]:
    """Recipient, scope, labels of what it reaches, channel."""
    label = {passage.id: passage.label for passage in record.passages()}
    return [
        (d.recipient, d.scope_literal, [label[reached] for reached in d.reaches], d.channel)
        for d in find_dispatches(record)
    ]


def test_scopes_and_channels() -> None:
    record = decree(
        "Excerpts sent to:",
        "Cdes. Molotov and Beria - everything; the CC of Karastan and the CC of Uzgenia - 2 by cipher; Mikoyan - 1.",
    )
    assert told(record) == [
        ("Molotov", "everything", ["8"], None),
        ("Beria", "everything", ["8"], None),
        ("the CC of Karastan", "2", ["8.2"], "cipher"),
        ("the CC of Uzgenia", "2", ["8.2"], "cipher"),
        ("Mikoyan", "1", ["8.1"], None),
    ]


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("1, 3", ["8.1", "8.3"]),
        ("1 and 2", ["8.1", "8.2"]),
        ("1-3", ["8.1", "8.2", "8.3"]),
        ("points 2", ["8.2"]),
        ("3a", ["8.3.a"]),
        ("3.b", ["8.3.b"]),
        ("all", ["8"]),
    ],
)
def test_forms_of_scope(scope: str, reached: list[str]) -> None:
    ((recipient, _, labels, _),) = told(decree("Excerpts sent to:", f"Mikoyan - {scope}."))
    assert (recipient, labels) == ("Mikoyan", reached)


def test_a_scope_that_leads_nowhere_stays_open() -> None:
    record = decree("Excerpts sent to: Torbin - 8; Nizovsky - 5.")
    first, second = find_dispatches(record)
    label = {passage.id: passage.label for passage in record.passages()}
    assert first.reaches == second.reaches == ()
    assert [[label[s] for s in candidate.slots] for candidate in first.candidates] == [["8"], ["8.3"]]
    assert first.candidates[0].why == "8 is the number of the agenda item, so the whole decree"
    assert first.candidates[1].why == "a 3 misread as 8: Torbin is named in point 3"
    assert second.candidates == ()
    assert first.certainty < 0.6


def test_a_list_belongs_to_the_item_before_it() -> None:
    record = record_of(
        ("item", "156. On wool", "156"),
        ("point", "1. Buy.", "156.1"),
        ("distribution", "Excerpts sent: to Cde. Torbin - 1."),
        ("item", "157. On salt", "157"),
        ("point", "1. Sell.", "157.1"),
        ("distribution", "Excerpts sent: to Cde. Zernov - 1."),
    )
    assert told(record) == [("Torbin", "1", ["156.1"], None), ("Zernov", "1", ["157.1"], None)]


def test_points_without_an_item() -> None:
    record = record_of(
        ("point", "1. Buy.", "1"), ("point", "2. Sell.", "2"), ("distribution", "Excerpts sent: to Torbin - all")
    )
    assert told(record) == [("Torbin", "all", ["1", "2"], None)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Excerpts have been sent (to):", "Cdes. Torbin, Zernov, and Orlenko"), ["Torbin", "Zernov", "Orlenko"]),
        (("Excerpts have been sent:", "to Cdes. Torbin and Zernov."), ["Torbin", "Zernov"]),
        (("Copies: Torbin (2), Zernov,", "Khlebin, Orlenko."), ["Torbin", "Zernov", "Khlebin", "Orlenko"]),
        (
            ("Produced in 3 copies for:", "- Comrade Torbin", "- Comrade Dr. Zernov", "- Own use"),
            ["Torbin", "Dr. Zernov", "Own use"],
        ),
        (("Copies were distributed", "to Cdes: Torbin", "Zernov"), ["Torbin", "Zernov"]),
        (("Copies distributed to Cdes.",), []),
        (
            ("Excerpts sent to the Ministry of Trade and Industry and to Torbin.",),
            ["the Ministry of Trade and Industry", "Torbin"],
        ),
        (("Выписки посланы: тт. Торбину, Зернову",), ["Торбину", "Зернову"]),
    ],
)
def test_lists_without_scopes(lines: tuple[str, ...], expected: list[str]) -> None:
    assert [d.recipient for d in find_dispatches(decree(*lines))] == expected


def test_numbers_of_copies_are_no_scopes() -> None:
    found = find_dispatches(decree("Distribution list - 4 copies: Torbin - 2, Zernov-1, 8MDGS - 1."))
    assert [(d.recipient, d.copies, d.scope_literal) for d in found] == [
        ("Torbin", 2, None),
        ("Zernov", 1, None),
        ("8MDGS", 1, None),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Copy Nº 1 to Cde. Torbin | Copy Nº 7 to Cde. Zernov |", "|"), [("Torbin", "1"), ("Zernov", "7")]),
        (("Copy Nº 2", "to Cde. Torbin"), [("Torbin", "2")]),
        (
            ("Copies to:", "1 - cde. Torbin", "5. - cde. Zernov", "8 .- cde. Orlenko"),
            [("Torbin", "1"), ("Zernov", "5"), ("Orlenko", "8")],
        ),
        (("Three copies printed", "3 – to the Secretariat’s file"), [("the Secretariat’s file", "3")]),
        (("Two copies printed. Nº 2 to file.",), [("file", "2")]),
    ],
)
def test_numbered_copies(lines: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert [(d.recipient, d.copy_number) for d in find_dispatches(decree(*lines))] == expected


def test_the_seed_has_the_distribution_of_its_gold(shared: Path) -> None:
    gold = json.loads((shared / "pages" / "001.gold.json").read_text(encoding="utf-8"))
    reading = read_file(shared / "pages" / "001.txt")
    label = {passage.id: passage.label for passage in reading.record.passages()}
    found: list[dict[str, Any]] = []
    for d in (statement for statement in reading.statements if isinstance(statement, Dispatch)):
        entry = {
            "recipient": d.recipient,
            "scope_literal": d.scope_literal,
            "passages": [label[s] for s in d.reaches],
            "channel": d.channel,
            "copies": d.copies,
        }
        if d.candidates:
            entry["candidates"] = [{"passages": [label[s] for s in c.slots], "why": c.why} for c in d.candidates]
        found.append(entry)
    assert found == gold["distribution"]


def as_read(*lines: str) -> list[tuple[str, str | None, str | None, int | None, str | None]]:
    """Recipient, scope, channel, copies and number of the copy of each dispatch."""
    found = find_dispatches(decree(*lines))
    return [(d.recipient, d.scope_literal, d.channel, d.copies, d.copy_number) for d in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "Extracts: everything – Cde. Ilg; point 1 – Cde. Benda; points 1 and 2 – Cdes. Orm, Tull.",
            [("Ilg", "everything"), ("Benda", "1"), ("Orm", "1 and 2"), ("Tull", "1 and 2")],
        ),
        ("Excerpts sent to: Ilg (everything), Benda (II)", [("Ilg", "everything"), ("Benda", "II")]),
        ("The resolution goes to: Jan Ilg; Post Office.", [("Jan Ilg", "everything"), ("Post Office", "everything")]),
        (
            "Выписки посланы: тт. Ильгу - все; Бенде - п. 2; т. Орму - п.п. 1, 2",
            [("Ильгу", "все"), ("Бенде", "2"), ("Орму", "1, 2")],
        ),
        ("Выписка послана т. Ильгу.", [("Ильгу", None)]),
        ("Разослано: т. Ильгу, Наркомлесу", [("Ильгу", None), ("Наркомлесу", None)]),
        ("Excerpts sent to: Ilg - everything; Benda - b.", [("Ilg", "everything"), ("Benda", "b")]),
        (
            "Sent: Post Office, CC of Roads, CC OF TRADE",
            [("Post Office", None), ("CC of Roads", None), ("CC OF TRADE", None)],
        ),
        ("Acquainted: Ilg, Jan Benda", [("Ilg", None), ("Jan Benda", None)]),
        ("To be seen by: Ilg, Benda", [("Ilg", None), ("Benda", None)]),
        ("SENT WAR; REPEATED INFORMATION PORT ORM 71, CINCNORTH", [("PORT ORM", None), ("CINCNORTH", None)]),
        ("Gruber   Ilg", [("Gruber", None), ("Ilg", None)]),
        ("To: Minister of War (Cde. Ilg) | Post Office (Cde. Benda)", [("Ilg", None), ("Benda", None)]),
        ("Ilg, points 1-2; Benda, point 3", [("Ilg", "1-2"), ("Benda", "3")]),
        ("Excerpts to Cde. Ilg on point 1, to Cde. Benda on points 2 and 3", [("Ilg", "1"), ("Benda", "2 and 3")]),
        ("Excerpts: Ilg: 1; Benda: 2, 3", [("Ilg", "1"), ("Benda", "2, 3")]),
        ("Excerpts sent to: Ilg (3), Benda (1, 2)", [("Ilg", "3"), ("Benda", "1, 2")]),
        ("Cc: Ilg / Benda + file", [("Ilg", None), ("Benda", None), ("file", None)]),
        ("Ilg – for execution; Benda – for information", [("Ilg", None), ("Benda", None)]),
        ("Submitted to: Ilg, Benda; cc: Orm", [("Ilg", None), ("Benda", None), ("Orm", None)]),
        ("It was brought to the attention of the following comrades: Ilg, Orm", [("Ilg", None), ("Orm", None)]),
    ],
)
def test_forms_of_lists(line: str, expected: list[tuple[str, str | None]]) -> None:
    assert [found[:2] for found in as_read(line)] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("Run off in 4 copies:", "1, 2 – Ilg", "3 – Benda"), [("Ilg", None, "1, 2"), ("Benda", None, "3")]),
        (("Verteiler:", "2x Post Office", "1 x file"), [("Post Office", 2, None), ("file", 1, None)]),
        (("For: Post Office; Jan Ilg; reserve 2x",), [("Post Office", None, None), ("Jan Ilg", None, None),
                                                      ("reserve", 2, None)]),
        (("Made in 4 copies:", "3 to the Center"), [("Center", 3, None)]),
        (("Ilg - 3 copies, Benda - 1 copy.",), [("Ilg", 3, None), ("Benda", 1, None)]),
        (("Typed in two copies: Ilg - No. 1, file - No. 2.",), [("Ilg", None, "1"), ("file", None, "2")]),
        (("Addressees: 1. Ilg. 2. file of the Post Office.",), [("Ilg", None, "1"),
                                                               ("file of the Post Office", None, "2")]),
        (("экз. № 1 - т. Ильгу", "экз. № 2 - в адрес", "экз. № 3 - в дело"),
         [("Ильгу", None, "1"), ("в адрес", None, "2"), ("в дело", None, "3")]),
        (("Отпечатано 2 экз. 1 - т. Ильгу, 2 - в дело",), [("Ильгу", None, "1"), ("в дело", None, "2")]),
        (("1. Ex. Genosse Ilg", "2. Ex. Ablage"), [("Ilg", None, "1"), ("Ablage", None, "2")]),
        (("Copies: | 1 | Cde. Ilg |", "| 2 | file |"), [("Ilg", None, "1"), ("file", None, "2")]),
        (("One copy each to: Cde. Ilg, the Post Office and file",), [("Ilg", 1, None), ("the Post Office", 1, None),
                                                                    ("file", 1, None)]),
        (("To Cdes. Ilg and Benda, two copies each",), [("Ilg", 2, None), ("Benda", 2, None)]),
        (("Sent to: Chairman; Jan Ilg; Post Office (3), file (2)",),
         [("Chairman", None, None), ("Jan Ilg", None, None), ("Post Office", 3, None), ("file", 2, None)]),
        (("1st copy - Ilg; 2nd copy - file",), [("Ilg", None, "1"), ("file", None, "2")]),
        (("A. Ilg ......... 2", "(3) Benda"), [("A. Ilg", 2, None), ("Benda", None, "3")]),
        (("Copies: 1 copy – Ilg; 2 copies – Benda",), [("Ilg", 1, None), ("Benda", 2, None)]),
        (("Copies: Ilg (copy No. 1), Benda - copy 2",), [("Ilg", None, "1"), ("Benda", None, "2")]),
        (("Copies: Ilg: 2 copies; Benda: 1",), [("Ilg", 2, None), ("Benda", 1, None)]),
        (("Centre 4, Post Office 1",), [("Centre", 4, None), ("Post Office", 1, None)]),
        (("Ilg x2, Benda x1",), [("Ilg", 2, None), ("Benda", 1, None)]),
        (("Ilg (two copies), Benda (one copy)",), [("Ilg", 2, None), ("Benda", 1, None)]),
        (("Typed 2 copies - 1 to file, 1 to Ilg",), [("file", 1, None), ("Ilg", 1, None)]),
        (("In 3 copies: one to Ilg, two to Benda",), [("Ilg", 1, None), ("Benda", 2, None)]),
        (("Printed in 3 copies: 1 - addressee; 2-3 - file",), [("addressee", None, "1"), ("file", None, "2-3")]),
        (("3. – 1st European Department",), [("1st European Department", None, "3")]),
        (("Nos. 1-8 to members of the Board",), [("members of the Board", None, "1-8")]),
    ],
)  # fmt: skip
def test_forms_of_lists_of_copies(lines: tuple[str, ...], expected: list[tuple[str, int | None, str | None]]) -> None:
    assert [(name, copies, number) for name, _, _, copies, number in as_read(*lines)] == expected


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("by cipher", "cipher"), ("by courier", "courier"), ("by telephone", "telephone"),
        ("by teletype", "teletype"),
        ("by special post", "special post"), ("by post", "post"), ("шифром", "cipher"), ("с нарочным", "courier"),
        ("по ВЧ", "telephone"), ("телетайпом", "teletype"), ("спецсвязью", "special post"),
    ],
)  # fmt: skip
def test_channels(words: str, channel: str) -> None:
    assert as_read(f"Excerpts sent to: Ilg - 2 ({words})")[0][2] == channel
    assert as_read(f"Excerpts sent {words} to: Ilg - 2; Benda - 1")[1][2] == channel
    assert as_read(f"Sent to: {words}: Ilg; Benda")[1][2] == channel


@pytest.mark.parametrize(
    ("line", "office", "sort"),
    [
        ("Sent to: Cde. Ilg", None, "person"),
        ("Sent to: Minister of War", None, "office"),
        ("Sent to: Minister of War (Cde. Ilg)", "Minister of War", "person"),
        ("Sent to: the Ministry of War", None, "body"),
        ("Sent to: NKVD", None, "body"),
        ("Sent to: file", None, "file"),
        ("Sent to: 10th", None, None),
        ("Послано: т. Ильгу", None, "person"),
        ("Послано: Наркомлесу", None, "body"),
    ],
)
def test_sorts_of_recipients(line: str, office: str | None, sort: str | None) -> None:
    (found,) = find_dispatches(decree(line))
    assert (found.office, found.sort) == (office, sort)


@pytest.mark.parametrize(
    ("scope", "reached"),
    [
        ("1 to 2", ("8.1", "8.2")),
        ("everything except point 1", ("8.2", "8.3")),
        ("everything except 7", ()),
    ],
)
def test_scopes_in_words(scope: str, reached: tuple[str, ...]) -> None:
    record = decree(f"Excerpts sent to: Ilg - {scope}")
    label = {passage.id: passage.label for passage in record.passages()}
    (found,) = find_dispatches(record)
    assert tuple(label[slot] for slot in found.reaches) == reached


@pytest.mark.parametrize(
    "entry", ["Cde. Ilg - 1; ", "2x Board, ", "point 1 – Ilg; ", "Ilg (everything), ", "1 - Ilg, "]
)
def test_time_grows_with_the_list_and_not_faster(entry: str) -> None:
    records = [decree(f"Excerpts sent to: {entry * count}") for count in (20, 200)]
    short, long = (steps(partial(find_dispatches, one)) for one in records)
    assert long <= 12 * short


def test_a_list_that_is_numbered_and_says_what_was_sent() -> None:
    assert as_read("Excerpts sent to:", "1. Ilg - everything", "2. Benda - 2, 3") == [
        ("Ilg", "everything", None, None, None),
        ("Benda", "2, 3", None, None, None),
    ]


@pytest.mark.parametrize(("words", "channel"), [("by special courier", "courier"), ("by telephone", "telephone")])
def test_the_channel_of_one_among_several(words: str, channel: str) -> None:
    assert [found[2] for found in as_read(f"Acquainted: Ilg {words}, Benda, the Post Office")] == [
        channel,
        None,
        None,
    ]


FERRY: tuple[Line, ...] = (
    ("item", "4. On the ferry at Ostrow", "4"),
    ("point", "1. The Harbour Office (Cde. Velten) is to mend the pier.", "4.1"),
    ("point", "2. Cde. Aronsky is to hire a pilot.", "4.2"),
    ("point", "3. Cde. Sulim is to report.", "4.3"),
)


@pytest.mark.parametrize(
    "lines",
    [
        ("Copies to: Velten - all; Aronsky - 2; Sulim - 3.",),
        ("Copies to:", "Aronsky - 2", "Sulim - 3; Velten - everything"),
        ("Distribution: Velten – in full, Aronsky – 2, Sulim – 3",),
        ("Verteiler: Velten - alles; Aronsky - 2; Sulim - 3",),
        ("Копии: Velten - все; Aronsky - 2; Sulim - 3",),
        ("Copies to: Velten - 1; Aronsky - point 2; Sulim - 3.",),
        ("Copies to: Aronsky - 2; Sulim - 3; Pilot Office - 1.",),
    ],
)
def test_figures_in_a_list_of_copies_can_name_passages(lines: tuple[str, ...]) -> None:
    found = find_dispatches(record_of(*FERRY, *(("distribution", line) for line in lines)))
    read = {d.recipient: (len(d.reaches), d.copies) for d in found}
    assert read == dict.fromkeys(read, (1, None))
    assert {"Aronsky", "Sulim"} < set(read)


@pytest.mark.parametrize(
    "line",
    [
        "Copies to: Finance - 2; Trade - 3; Aronsky - 1.",
        "Copies to: Aronsky - 2; Sulim - 2; Velten - 2.",
        "Copies to: Aronsky - 2 copies; Sulim - 3; Velten - 1",
        "Copies to: Aronsky - 2; Sulim - 7; Velten - 1",
    ],
)
def test_figures_in_a_list_of_copies_count_them_else(line: str) -> None:
    found = find_dispatches(record_of(*FERRY, ("distribution", line)))
    assert all(d.copies and d.scope_literal is None for d in found)


def test_everything_is_no_part_of_a_name() -> None:
    assert as_read("Copies to: Ilg - all (2 copies); Benda - 1 copy") == [
        ("Ilg", "all", None, 2, None),
        ("Benda", None, None, 1, None),
    ]


@pytest.mark.parametrize("line", ["Copy Nº in return for ", "Copies sent to ", "Excerpts for "])
def test_a_lead_may_end_the_line(line: str) -> None:
    lead = split_lead(line)
    assert lead.words
    assert lead.rest.strip() == ""
