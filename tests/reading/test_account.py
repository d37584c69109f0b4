"""How a record was read: every line has a reason that people can read, and nothing is told that the view lacks."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import msgspec
from hypothesis import given

from fonds.model import (
    CaptureForm,
    ClockTime,
    Count,
    DatedAct,
    Dispatch,
    PaperNumber,
    Quantity,
    Reading,
    Relation,
    Sum,
    Task,
    TaskForce,
    Transfer,
    make_date,
)
from fonds.reading import (
    DOUBTFUL,
    FORCE_WORDS,
    FORM_WORDS,
    PROGRAM,
    account_of,
    explain_rule,
    kind_words,
    line_numbers,
    read_file,
    read_source,
)
from fonds.reading._gist import gist_of
from tests.strategies import readings

_DEMO = Path(__file__).resolve().parents[2] / "src" / "fonds" / "demo" / "records"
_LETTER = b"""\
6 May 1931

To Cde. Ognev

Dear comrade!

Send twelve boats [sic] to Karasu.

1. Charge the River Office (Cde. Lebedeva) with sending 12 boats.
"""


def test_every_rule_that_names_a_line_is_explained() -> None:
    unexplained = {
        block.rule
        for path in sorted(_DEMO.glob("*.txt"))
        for block in read_file(path).capture.blocks
        if not explain_rule(block.rule)
    }
    assert unexplained == set()


def test_every_rule_on_the_shared_pages_is_explained(shared: Path) -> None:
    unexplained = {
        (block.rule, path.name)
        for path in sorted((shared / "pages").glob("*a.txt"))
        for block in read_file(path).capture.blocks
        if not explain_rule(block.rule)
    }
    assert unexplained == set()


def test_a_line_says_what_was_made_of_it() -> None:
    account = account_of(read_source(_LETTER))
    by_label = {line.label: line for line in account.lines}
    assert (account.form, account.size_bytes) == ("plain", len(_LETTER))
    assert by_label["addressee"].why
    (mark,) = by_label["/1"].marks
    assert (mark.literal, mark.kind) == ("[sic]", "sic")
    assert mark.reason
    task = next(said for said in by_label["1"].statements if said.type == "task")
    assert task.gist == "River Office (Lebedeva) is charged: sending 12 boats"
    assert task.said_by.startswith("fonds ")


def test_of_markup_the_form_of_its_text_is_said_too() -> None:
    page = b"<html><body><h1>An order</h1><p>6 May 1931</p><p>Send twelve boats to Karasu.</p></body></html>"
    reading = read_source(page)
    capture = msgspec.structs.replace(reading.capture, design="A2")
    account = account_of(msgspec.structs.replace(reading, capture=capture))
    assert account.form_means == f"{FORM_WORDS['html']}; that text has the form A2: {FORM_WORDS['A2']}"


def test_lines_are_counted_as_an_editor_does() -> None:
    reading = read_source(_LETTER)
    assert line_numbers(_LETTER, reading) == ((1, 1), (3, 3), (5, 5), (7, 7), (9, 9))
    wrapped = b"\n".join(
        [b"", b"x" * 60 + b" boats and", b"more boats until the ice is gone " * 2, b"for good.", b""]
    )
    assert line_numbers(wrapped, read_source(wrapped))[0] == (2, 4)


def test_lines_of_another_encoding_are_found() -> None:
    data = "Протокол № 3\r\n\r\nСлушали о переправе.\r\n".encode("cp1251")
    assert line_numbers(data, read_source(data, encoding="cp1251")) == ((1, 1), (3, 3))


def test_a_view_without_a_slot_gives_no_account_of_it() -> None:
    reading = read_source(_LETTER)
    kept = tuple(slot for slot in reading.record.slots if "Ognev" not in slot.content)
    view = msgspec.structs.replace(reading, record=msgspec.structs.replace(reading.record, slots=kept))
    account = account_of(view)
    assert len(account.lines) == len(kept)
    assert "Ognev" not in str(account)
    assert [line.number for line in account.lines] == list(range(1, len(kept) + 1))


def test_the_least_certain_lines_come_first() -> None:
    lines = account_of(read_file(_DEMO / "minutes-caravan-road.txt"))
    assert lines.least_certain is not None
    assert all(line.certainty < DOUBTFUL for line in lines.doubtful)
    assert list(lines.doubtful) == sorted(lines.doubtful, key=lambda line: line.certainty)


@given(readings())
def test_any_reading_has_an_account_of_every_slot_in_its_blocks(reading: Reading) -> None:
    account = account_of(reading)
    assert [line.number for line in account.lines] == list(range(1, len(account.lines) + 1))
    if not reading.capture.blocks:
        assert [line.text for line in account.lines] == [slot.content for slot in reading.record.slots]
    assert msgspec.json.decode(msgspec.json.encode(account))["form"] == reading.capture.form


@given(readings())
def test_any_statement_has_a_gist(reading: Reading) -> None:
    labels = {slot.id: "x" for slot in reading.record.slots}
    assert all(isinstance(gist_of(statement, labels), str) for statement in reading.statements)


def test_a_statement_of_every_type_has_a_gist_of_its_own() -> None:
    saying = {"slots": ("s1",), "literal": "as printed", "said_by": PROGRAM}
    day = make_date("1931-05-04")
    gists = {
        "is on the list": Dispatch(recipient="Ognev", **saying),
        "“9”, which leads nowhere": Dispatch(recipient="Ognev", scope_literal="9", **saying),
        "is forbidden: cross, by 1931-05-04": Task(
            actor="the Office", deed="cross", force="forbid", due=day, **saying
        ),
        "3 copies announced, 2 listed": Count(announced=("3 copies", 3), listed=2, what="copies", **saying),
        "12, without a unit": Quantity(value=12, **saying),
        "12 is said to be 5 and 6": Sum(total=("12", 12), parts=(("5", 5), ("6", 6)), **saying),
        "two tins for one sack": Transfer(given="two tins", received="one sack", **saying),
        "two tins given": Transfer(given="two tins", **saying),
        "1931-05-04 or 1931-04-05, date of the document": DatedAct(
            date=day, role="document", alternatives=(make_date("1931-04-05"),), **saying
        ),
        "as printed on 1931-05-04, received": ClockTime(hour=9, minute=5, role="received", date=day, **saying),
        "minutes No. 3": PaperNumber(paper="minutes", number="3", **saying),
        "replies to: your telegram": Relation(kind="replies-to", target="your telegram", **saying),
    }
    for words, statement in gists.items():
        assert words in gist_of(statement, {})


def test_forms_and_forces_have_words() -> None:
    assert set(get_args(CaptureForm)) <= set(FORM_WORDS)
    assert set(get_args(TaskForce)) <= set(FORCE_WORDS)
    assert kind_words("minutes_head") == "head of the minutes"
    assert kind_words("signature") == "signature"
