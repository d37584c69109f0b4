"""What must hold for every source: its blocks say where everything came from, and its labels are unique."""

from __future__ import annotations

from fonds.model import Capture, Record


def check_blocks(source: str, record: Record, capture: Capture) -> None:
    """Blocks reproduce the source (of markup, the text that it shows) and say why they were named so."""
    contents = {slot.id: slot.content for slot in record.slots}
    assert [block.slot for block in capture.blocks] == [slot.id for slot in record.slots]
    at = 0
    for block in capture.blocks:
        assert at <= block.start < block.end
        assert not source[at : block.start].strip()
        assert source[block.start : block.end] == contents[block.slot]
        assert block.rule
        assert 0 < block.certainty <= 1
        at = block.end
    assert not source[at:].strip()


def check_labels(record: Record) -> None:
    """Labels are unique, and parents are passages of the record."""
    passages = list(record.passages())
    labels = [passage.label for passage in passages]
    assert len(set(labels)) == len(labels)
    assert all(labels)
    ids = {passage.id for passage in passages}
    assert all(passage.parent in ids for passage in passages if passage.parent)
