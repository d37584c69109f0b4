"""Small deposits, the same for the same number."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from fonds.model import (
    Capture,
    Citation,
    Description,
    Finding,
    Mark,
    Mention,
    Passage,
    Quantity,
    Reading,
    Record,
    Slot,
    Source,
    Text,
    make_date,
    new_record_id,
    new_slot_ids,
)
from fonds.release import Deposit
from fonds.store import Store

NOW = "2026-11-22T15:34:00Z"
LATER = "2026-11-23T08:00:00Z"


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def deposit(number: int, *, words: str = "Send grain", passages: int = 3) -> Deposit:
    """A deposit of a record that is the same for the same number, in the wording asked for."""
    draw = random.Random(number).randrange
    record_id = new_record_id(draw)
    ids = new_slot_ids(passages + 1, draw)
    head = Slot(id=ids[0], kind="page_title", content=f"Letter {number}")
    slots = (head, *(_passage(slot_id, words) for slot_id in ids[1:]))
    source = "\n".join(slot.content for slot in slots).encode(errors="replace")
    said_by = Source(agent="fonds", version="0.1.0")
    reading = Reading(
        record=Record(id=record_id, texts=(Text(id="t1", language="en", script="Latn"),), slots=slots),
        capture=Capture(form="A1", size_bytes=len(source), sha256=hashlib.sha256(source).hexdigest()),
        description=Description(
            title=f"Letter {number}",
            date=make_date(f"1945-06-{number % 28 + 1:02}"),
            document_kind="letter",
            citation=Citation(literal=f"RGASPI, F. 17, D. {number}", repository="RGASPI", fond="17"),
            record_id=f"{110000 + number}",
        ),
        statements=(Quantity(slots=(ids[-1],), literal="36 aircraft", said_by=said_by, value=36, unit="aircraft"),),
        mentions=(Mention(slot=ids[-1], start=0, end=4, literal=words[:4], kind="topic", certainty=0.5),),
        findings=(Finding(code="number-gap", slots=(ids[-1],), literals=("1",), message="one is missing"),),
    )
    return Deposit(reading=reading, source=source, origin=f"{number}.txt", origin_key=hash_of(f"place {number}"))


def id_of(number: int) -> str:
    return deposit(number).reading.record.id


def keep(store: Store, *numbers: int, words: str = "Send grain", now: str = NOW) -> None:
    store.deposit([deposit(number, words=words) for number in numbers], "A. Archivist", now)


def files_of(folder: Path) -> dict[str, bytes]:
    """All that lies in the journal, by file name."""
    return {path.name: path.read_bytes() for path in (folder / "journal").rglob("*.jsonl")}


def _passage(slot_id: str, words: str) -> Passage:
    mark = Mark(kind="sic", start=0, end=4, certainty=0.5, reason="a sign")
    return Passage(id=slot_id, kind="point", content=f"{words} {slot_id}", text="t1", label=slot_id, marks=(mark,))
