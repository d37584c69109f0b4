"""Who knew what: by date and channel, from the stores that one may read, and what leads nowhere is a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.auditing import read_log
from fonds.actions.knowing import who_knew
from fonds.model import Actor, NotFound
from tests.actions.conftest import STAFF, Add
from tests.actions.crossings import close

_PAGE = """\
Skip to content

{date}

Excerpt on the ferry from Minutes No. {number} of the River Commission

This document was made possible with support from the Invented Fund

MINUTES No. {number}

of the River Commission

{date}

2. Concerning the ferry at Karasu

1. Charge the River Office with sending 12 boats.

a) with oars;

2. Ask the Road Office to mend the ramp before the flood.

Excerpts sent to:

{sent}

The commission orders boats for the ferry.

Document Information

RGASPI F. 9, Op. 1, D. 4, ll. {number}.
"""


@pytest.fixture
def lists(archive: Archive, add: Add, tmp_path: Path) -> Archive:
    """Three records of the open store, later ones first, and one of another."""
    grown = add_store(archive, "special")
    pages = (
        ("open", "June 2, 1932", "Cdes. Ognev - 1 by cipher; Lebedeva - 2."),
        ("open", "May 4, 1931", "Cdes. Ognev - 2; Lebedeva - 9 by courier."),
        ("open", "May 9, 1931", "Cdes. Lebedeva - everything."),
        ("special", "May 1, 1930", "Cdes. Ognev - everything."),
    )
    for number, (store, date, sent) in enumerate(pages, 1):
        page = tmp_path / f"{number}.txt"
        page.write_text(_PAGE.format(date=date, number=number, sent=sent), encoding="utf-8")
        assert [outcome.what for outcome in add(grown, page, store=store)] == ["added"]
    return grown


def test_what_somebody_was_sent_by_date_and_channel(lists: Archive) -> None:
    told = who_knew(lists, "ognev", actor=STAFF)
    assert [(one.date, one.channel, [sent.label for sent in one.passages]) for one in told] == [
        ("1931-05-04", None, ["2.2"]),
        ("1932-06-02", "cipher", ["2.1", "2.1.a"]),
    ]
    assert told[1].passages[1].content == "a) with oars;"


def test_what_leads_nowhere_is_a_question(lists: Archive) -> None:
    told = who_knew(lists, "Lebedeva", actor=STAFF)
    assert [one.question.scope if one.question else None for one in told] == ["9", None, None]
    assert told[0].passages == ()
    assert told[0].channel == "courier"
    assert told[1].passages[0].label == "2"


def test_closed_stores_are_asked_together_with_the_open_one_and_only_by_who_may(lists: Archive) -> None:
    told = who_knew(lists, "Ognev", actor=STAFF, stores=["special"])
    assert [one.date for one in told] == ["1930-05-01", "1931-05-04", "1932-06-02"]
    assert [{sent.store for sent in one.passages} for one in told] == [{"special"}, {"open"}, {"open"}]
    with pytest.raises(NotFound):
        who_knew(lists, "Ognev", actor=Actor(name="stranger"), stores=["special"])


def test_an_open_list_that_sent_what_is_closed(lists: Archive) -> None:
    first = next(one for one in who_knew(lists, "Ognev", actor=STAFF) if one.date == "1931-05-04")
    close(lists, first.record, "2.2")
    open_told, cleared = (
        next(one for one in who_knew(lists, "Ognev", actor=STAFF, stores=stores) if one.record == first.record)
        for stores in ((), ["special"])
    )
    assert (open_told.passages, open_told.question and open_told.question.scope) == ((), "2")
    assert [(sent.label, sent.store) for sent in cleared.passages] == [("2.2", "special")]
    assert cleared.question is None
    entry = list(read_log(lists, "special"))[-1]
    seen = {one.record: one.labels for one in entry.seen}
    assert seen[first.record] == ("2.2",)
    assert len(seen) == 2
    close(lists, first.record, "")
    assert first.record not in {one.record for one in who_knew(lists, "Ognev", actor=STAFF)}
    assert first.record in {one.record for one in who_knew(lists, "Ognev", actor=STAFF, stores=["special"])}


def test_nobody_of_that_name_was_sent_anything(lists: Archive) -> None:
    seen: list[tuple[int, int]] = []
    assert who_knew(lists, "Kirov", actor=STAFF, progress=lambda done, total: seen.append((done, total))) == ()
    assert seen[-1] == (3, 3)
