"""Records, their texts and slots: what an archive holds.

Every stored string is in a slot, and every slot's content is held by exactly one store at a time.
A passage is a slot that can be cited. Slots stand in the order of the page; there are no offsets into the
captured source in them, because those would tell the extent of a slot that is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal, get_args

import msgspec

from fonds.model.base import Value
from fonds.model.decisions import Gap
from fonds.model.errors import NotFound
from fonds.model.marks import Mark

FrameKind = Literal[
    "chrome", "page_date", "page_title", "funder", "summary", "related", "citation", "view", "info_heading",
    "label", "label_value", "source", "rights", "tail",
]  # fmt: skip
"""Kinds of lines in the frame of a captured page."""

HeadKind = Literal[
    "minutes_head", "decision_date", "document_kind", "heading", "subject", "sender", "addressee",
    "salutation", "field", "reference", "routing", "priority", "marking", "copies", "dateline", "signature",
    "production", "distribution", "enclosure", "stamp", "handwritten", "resolution", "shelfmark",
]  # fmt: skip
"""Kinds of lines at the head and foot of a document."""

TextKind = Literal[
    "attendance", "formula", "item", "point", "subpoint", "list_item", "paragraph", "speech", "table",
    "footnote", "translator_note", "omission", "page_mark", "separator",
]  # fmt: skip
"""Kinds of lines in the text of a document."""

SlotKind = Literal[FrameKind, HeadKind, TextKind]

FRAME_KINDS: frozenset[str] = frozenset(get_args(FrameKind))
NUMBERED_KINDS: frozenset[str] = frozenset({"item", "point", "subpoint"})

TextRole = Literal["original", "transcription", "translation"]


class Text(Value, frozen=True, kw_only=True):
    """One witness of a record.

    Attributes:
        id: Unique in the record ("t1").
        role: Original, transcription or translation.
        language: BCP 47 language subtag; empty when not known.
        script: ISO 15924 code; empty when not known.
        certainty: 0 to 1: how sure language and role are.
    """

    id: str
    role: TextRole = "transcription"
    language: str = ""
    script: str = ""
    certainty: float = 1.0


class Slot(Value, frozen=True, kw_only=True, tag="slot", tag_field="type"):
    """A place for a string that can not be cited alone: the frame of the page.

    Attributes:
        id: Unique in the record, kept for life.
        kind: What the line is.
        content: The string as captured; never corrected.
        text: Id of the text it belongs to; empty for the frame.
        marks: Typed spans, in order of their start.
    """

    id: str
    kind: SlotKind
    content: str
    text: str = ""
    marks: tuple[Mark, ...] = ()


class Passage(Slot, frozen=True, kw_only=True, tag="passage", tag_field="type"):
    """A slot that can be cited.

    Attributes:
        label: Unique in the record: "8.3.b" for a numbered passage, "8.1/2" for the second paragraph of point
            8.1, "/2" for the second paragraph before any number, the kind for others ("title", "summary",
            "distribution", "signature"), with "~2" behind a label that occurs again. In a closed store the id
            stands in place of the count.
        number: The path of numbers as printed, stripped of punctuation: ("8", "3", "b"); empty if unnumbered.
        parent: Id of the passage that it is a part of; empty at the top.
        aliases: Labels that it had before; they go on resolving.
    """

    label: str = ""
    number: tuple[str, ...] = ()
    parent: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[str, str]:
        """What its label counts, and by which sign.

        ("8.1", "/") of "8.1/2", ("signature", "~") of "signature~2"; ("title", "") of "title", which counts nothing.
        """
        for mark in ("~", "/"):
            stem, found, count = self.label.rpartition(mark)
            if found and (count.isdecimal() or count == self.id):
                return stem, mark
        return self.label, ""

    @property
    def lasting_label(self) -> str:
        """Its label with its id in place of a count ("8.1/k3f9x", "title~k3f9x"), which no other passage ever has."""
        stem, mark = self.counted
        return f"{stem}{mark or '~'}{self.id}"


AnySlot = Slot | Passage


class Record(Value, frozen=True, kw_only=True):
    """One document as an archival thing.

    Attributes:
        id: Record id (see `fonds.model.ids`); empty while the record is not in an archive.
        texts: Witnesses; the first is the one that is read.
        slots: In the order of the page.
        gaps: Where passages are kept elsewhere, in the order of the page; none where their existence is withheld.
    """

    id: str = ""
    texts: tuple[Text, ...] = ()
    slots: tuple[AnySlot, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def holds_any(self) -> bool:
        """Whether there is anything to show: slots, or gaps in their place."""
        return bool(self.slots or self.gaps)

    def passages(self) -> Iterator[Passage]:
        """All passages, in the order of the page."""
        return (slot for slot in self.slots if isinstance(slot, Passage))

    def find_passage(self, label: str) -> Passage | None:
        """The passage of that label, else the one that once had it, else the one whose lasting label it is."""
        found = chain(
            (passage for passage in self.passages() if passage.label == label),
            (passage for passage in self.passages() if label in passage.aliases),
            (passage for passage in self.passages() if passage.lasting_label == label),
        )
        return next(found, None)

    def get_passage(self, label: str) -> Passage:
        """The passage of that label.

        Raises:
            NotFound: ``passage``, when no passage has or had the label.
        """
        passage = self.find_passage(label)
        if passage is None:
            raise NotFound("the record has no such passage", code="passage", ref=f"{self.id}#{label[:40]}")
        return passage

    def get_slot(self, slot_id: str) -> AnySlot:
        """The slot of that id.

        Raises:
            NotFound: ``slot``, when the record (or this store's part of it) has none.
        """
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise NotFound("the record has no such slot", code="slot", ref=f"{self.id}#{slot_id[:40]}")


def with_ids(record: Record, record_id: str, slot_ids: tuple[str, ...]) -> Record:
    """The same record under new ids, as given at accession.

    Args:
        record: Any record.
        record_id: The new id.
        slot_ids: As many different ids as the record has slots, in their order.

    Returns:
        A copy; parents point to the new ids.
    """
    new = {slot.id: slot_id for slot, slot_id in zip(record.slots, slot_ids, strict=True)}
    slots = tuple(_with_id(slot, new) for slot in record.slots)
    gaps = tuple(msgspec.structs.replace(gap, after=new.get(gap.after, "")) for gap in record.gaps)
    return msgspec.structs.replace(record, id=record_id, slots=slots, gaps=gaps)


def with_text_ids(record: Record, text_ids: tuple[str, ...]) -> Record:
    """The same record, its texts under new ids, which do not count them.

    Args:
        record: Any record.
        text_ids: As many different ids as the record has texts, in their order.
    """
    new = {text.id: text_id for text, text_id in zip(record.texts, text_ids, strict=True)}
    return msgspec.structs.replace(
        record,
        texts=tuple(msgspec.structs.replace(text, id=new[text.id]) for text in record.texts),
        slots=tuple(msgspec.structs.replace(slot, text=new.get(slot.text, slot.text)) for slot in record.slots),
    )


def _with_id(slot: AnySlot, new: dict[str, str]) -> AnySlot:
    if isinstance(slot, Passage):
        return msgspec.structs.replace(slot, id=new[slot.id], parent=new.get(slot.parent, ""))
    return msgspec.structs.replace(slot, id=new[slot.id])
