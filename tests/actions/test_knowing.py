"""Who knew what: by date and channel, from one store, and what leads nowhere is a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from fonds.actions.archive import Archive, add_store
from fonds.actions.knowing import who_knew
from fonds.model import Actor, NotFound
from tests.actions.conftest import STAFF, Add

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


def test_each_store_is_asked_by_itself_and_only_by_who_may(lists: Archive) -> None:
    assert [one.date for one in who_knew(lists, "Ognev", actor=STAFF, store="special")] == ["1930-05-01"]
    with pytest.raises(NotFound):
        who_knew(lists, "Ognev", actor=Actor(name="stranger"), store="special")


def test_nobody_of_that_name_was_sent_anything(lists: Archive) -> None:
    seen: list[tuple[int, int]] = []
    assert who_knew(lists, "Kirov", actor=STAFF, progress=lambda done, total: seen.append((done, total))) == ()
    assert seen[-1] == (3, 3)
