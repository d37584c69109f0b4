"""The examples of docs/search.md, run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds.model import Invalid, make_date
from fonds.search import (
    FIELDS,
    Document,
    Index,
    Named,
    SearchPassage,
    create_index,
    open_index,
    parse,
)
from fonds.search._analysis import language_by_script

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")


def tables() -> Iterator[tuple[str, list[list[str]]]]:
    """Head line and rows of each table of the page."""
    for table in re.findall(r"(?:^\|.*\n)+", PAGE, re.MULTILINE):
        lines = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
        yield lines[0][0] + "/" + lines[0][1], lines[2:]


def rows(head: str) -> list[list[str]]:
    return [row for name, found in tables() if name == head for row in found]


def named(mentions: str, kind: str) -> tuple[Named, ...]:
    found = re.search(rf"{kind} (\S+)(?: \(([^)]*)\))?", mentions)
    return (Named(shown=found[1], forms=(found[1], *(found[2] or found[1]).split(", "))),) if found else ()


def document(row: list[str]) -> Document:
    record_id, edtf, kind, cited, mentions, text = row
    date = make_date(edtf) if edtf else None
    repository, _, fond = cited.partition(" ")
    return Document(
        record_id=record_id,
        date=edtf or None,
        earliest=date.earliest if date else None,
        latest=date.latest if date else None,
        kind=kind or None,
        repository=repository or None,
        fond=fond or None,
        places=named(mentions, "place"),
        persons=named(mentions, "person"),
        passages=tuple(
            SearchPassage(
                slot_id=f"s{at}",
                label=str(at),
                kind="point",
                content=part,
                language="de" if part.startswith("Die ") else language_by_script(part),
            )
            for at, part in enumerate(text.split(" / "), start=1)
        ),
    )


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("docs") / "index"
    create_index(folder)
    with open_index(folder, write=True) as opened:
        opened.replace(document(row) for row in rows("Record/Date"))
        opened.commit(1)
        yield opened


@pytest.mark.parametrize(("query", "expected"), [row[:2] for row in rows("Query/Finds")])
def test_examples(index: Index, query: str, expected: str) -> None:
    found = sorted(hit.record_id for hit in index.search(query.strip("`")).hits)
    assert ", ".join(found) == expected


@pytest.mark.parametrize(("query", "position", "message"), rows("Query/Position"))
def test_faults(query: str, position: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        parse(query.strip("`"))
    assert (caught.value.position, caught.value.message) == (int(position), message)


def test_every_field_is_described() -> None:
    described = [name for row in rows("Field/Looks in") for name in re.findall(r"`(\w+):`", row[0])]
    assert sorted(described) == sorted(FIELDS)
