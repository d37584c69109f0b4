"""One reading, laid out for the checks: slots by id and place, passages by parent, statements by kind.

Not for: any judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, KeysView, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from fonds.criticism._numbering import Step, runs
from fonds.model import FRAME_KINDS, AnySlot, AnyStatement, Passage, Reading

if TYPE_CHECKING:
    from fonds.criticism._surroundings import Surroundings

T = TypeVar("T")
S = TypeVar("S", bound=AnyStatement)

_ON_THE_PAPER = frozenset({"handwritten", "stamp", "resolution", "production", "routing"})
"""Kinds of lines that were added to the paper after it was written."""

_FEW = 3


class Page:
    """A reading as the checks see it.

    Args:
        reading: Any reading, whole or one store's view of it.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.slots: Sequence[AnySlot] = reading.record.slots
        self.by_id = {slot.id: slot for slot in self.slots}
        self._lines: dict[str, tuple[str, ...]] = {}
        self._made: dict[object, tuple[Surroundings, Any]] = {}
        self.place = {slot.id: place for place, slot in enumerate(self.slots)}

    def made(self, make: Callable[[Page, Surroundings], T], surroundings: Surroundings) -> T:
        """What several checks need, made of the page when the first of them asks for it.

        Args:
            make: Makes it.
            surroundings: Of the page; with others it is made anew.
        """
        known = self._made.get(make)
        if known is None or known[0] is not surroundings:
            known = self._made[make] = (surroundings, make(self, surroundings))
        return cast("T", known[1])

    def forget(self) -> None:
        """Lets go of what was made of the page, which holds the page in turn: nothing of a checked page is left."""
        self._made.clear()

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Passages by id, in the order of the page."""
        return {slot.id: slot for slot in self.slots if isinstance(slot, Passage)}

    @cached_property
    def numbered(self) -> tuple[Passage, ...]:
        """Numbered passages, in the order of the page."""
        return tuple(passage for passage in self.passages.values() if passage.number)

    @cached_property
    def families(self) -> dict[str, list[Passage]]:
        """Numbered passages by the id of their numbered parent ("" at the top), in the order of the page."""
        found: dict[str, list[Passage]] = {}
        for passage in self.numbered:
            found.setdefault(self.numbered_parent(passage), []).append(passage)
        return found

    @cached_property
    def runs(self) -> dict[str, list[list[Step]]]:
        """Runs of one style in each family of two passages and more, by its parent as in `families`."""
        return {parent: list(runs(family)) for parent, family in self.families.items() if len(family) > 1}

    @cached_property
    def text(self) -> str:
        """All contents, each on lines of its own: to tell at once what the page does not have."""
        return "\n".join([slot.content for slot in self.slots])

    @cached_property
    def low_contents(self) -> list[str]:
        """Contents of the slots in small letters, in the order of the page."""
        return [slot.content.casefold() for slot in self.slots]

    @cached_property
    def low(self) -> str:
        """All contents in small letters, each on lines of its own."""
        return "\n".join(self.low_contents)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """What stands between two spaces anywhere on the page, as printed."""
        return frozenset(self.text.split())

    @cached_property
    def _by_kind(self) -> dict[str, list[AnySlot]]:
        found: dict[str, list[AnySlot]] = {}
        for slot in self.slots:
            found.setdefault(slot.kind, []).append(slot)
        return found

    @property
    def kinds(self) -> KeysView[str]:
        """Kinds of the slots."""
        return self._by_kind.keys()

    def all_of(self, kind: str) -> Sequence[AnySlot]:
        """Slots of one kind, in the order of the page."""
        return self._by_kind.get(kind, ())

    def first_of(self, *kinds: str) -> list[AnySlot]:
        """The first few slots of each kind, kinds in the order given: where a record says what it is."""
        return [slot for kind in kinds for slot in self.all_of(kind)[:_FEW]]

    def numbered_parent(self, passage: Passage) -> str:
        """Id of the nearest numbered passage above; empty at the top."""
        above = self.passages.get(passage.parent)
        while above is not None and not above.number:
            above = self.passages.get(above.parent)
        return above.id if above is not None else ""

    def line(self, slot_id: str) -> tuple[str, ...]:
        """Ids of a passage and of all passages above it, from the lowest up."""
        if slot_id in self._lines:
            return self._lines[slot_id]
        ids = [slot_id]
        passage = self.passages.get(slot_id)
        while passage is not None and passage.parent and passage.parent not in ids:
            ids.append(passage.parent)
            passage = self.passages.get(passage.parent)
        self._lines[slot_id] = tuple(ids)
        return self._lines[slot_id]

    def within(self, slot_id: str) -> list[AnySlot]:
        """A slot and all that stands below it, in the order of the page."""
        return self._families_below.get(slot_id, [])

    @cached_property
    def _families_below(self) -> dict[str, list[AnySlot]]:
        found: dict[str, list[AnySlot]] = {}
        for slot in self.slots:
            for above in self.line(slot.id):
                found.setdefault(above, []).append(slot)
        return found

    def statements(self, kind: type[S]) -> Iterator[S]:
        """Statements of one kind whose slots this page holds, in the order of the page."""
        return iter(cast("list[S]", self._statements.get(kind, [])))

    @cached_property
    def _statements(self) -> dict[type, list[AnyStatement]]:
        found: dict[type, list[AnyStatement]] = {}
        here = frozenset(self.by_id)
        for statement in self.reading.statements:
            if statement.slots and here.issuperset(statement.slots):
                found.setdefault(type(statement), []).append(statement)
        return found

    @cached_property
    def text_slots(self) -> Sequence[AnySlot]:
        """Slots of the document itself, without the frame of the site."""
        return [slot for slot in self.slots if slot.kind not in FRAME_KINDS]

    def is_note(self, slot_id: str) -> bool:
        """Tells whether a slot was added to the paper later: a stamp, handwriting, a note of production."""
        return self.by_id[slot_id].kind in _ON_THE_PAPER

    def name_of(self, slot_id: str) -> str:
        """What to call a slot in a message: "point 8.3", "the distribution list"."""
        slot = self.by_id.get(slot_id)
        if slot is None:
            return "a part that is not here"
        if isinstance(slot, Passage) and slot.number:
            return f"{slot.kind} {'.'.join(slot.number)}"
        if isinstance(slot, Passage) and slot.label[:1].isdigit():
            return f"passage {slot.label}"
        return _PLAIN_NAMES.get(slot.kind, f"the {slot.kind.replace('_', ' ')}")


def opening(content: str) -> str:
    """The first words of a slot, as printed: at most some sixty letters, ended at a word."""
    line = content.partition("\n")[0]
    return line if len(line) <= 60 else line[:60].rpartition(" ")[0] or line[:60]


_PLAIN_NAMES = {
    "distribution": "the distribution list",
    "page_date": "the header",
    "page_title": "the title",
    "handwritten": "a handwritten note",
    "paragraph": "the text",
    "stamp": "a stamp",
    "citation": "the citation",
    "source": "the source line",
}
