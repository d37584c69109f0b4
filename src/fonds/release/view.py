"""What a reader sees: `PublicRecord` from the open store alone, `ClearedView` from the stores they are cleared for.

They are different types, so that a public page can not be given the second by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from fonds.model import Actor, AnySlot, Conflict, Passage, Reader, Reading, Record, Refused
from fonds.model.base import Value
from fonds.release.holdings import Holding, Split
from fonds.release.rule import OPEN, may_read
from fonds.release.splitting import join


class PublicRecord(Value, frozen=True, kw_only=True):
    """A record as the public sees it.

    Attributes:
        reading: The open store's view of the record.
        version: Number of the current version.
        added: When the first version came in, ISO 8601.
        changed: When this version came in, ISO 8601.
    """

    reading: Reading
    version: int
    added: str
    changed: str


class ClearedView(Value, frozen=True, kw_only=True):
    """A record as a cleared reader sees it. Its open part is what the public sees.

    Attributes:
        record: The slots of all stores that were asked for, in the order of the page.
        holdings: What each of them holds, the open store first, stores of more compartments behind those of fewer.
    """

    record: Record
    holdings: tuple[Holding, ...]

    def store_of(self) -> dict[str, str]:
        """Name of the store that holds each slot, by the slot's id."""
        return {slot.id: holding.store for holding in reversed(self.holdings) for slot in holding.record.slots}

    def stood_for(self) -> dict[str, str]:
        """By the id of what is closed, the id of what stands in its place in public."""
        pairs = (pair for split in self._splits() for pair in split.stands_for.items())
        here = {slot.id for slot in self.record.slots}
        return {slot: stand_in for stand_in, slot in pairs if stand_in in here and slot in here}

    def with_true_labels(self, record: Record) -> Record:
        """A record of these slots in which closed passages have the labels of what stands in their place.

        So "2" is what point 2 says, for those who may read it; the words in its place have a lasting label.
        """
        instead = self.stood_for()
        public = {slot.id: slot.label for slot in record.passages() if slot.id in instead.values()}
        slots: list[AnySlot] = []
        for slot in record.slots:
            own = slot
            if isinstance(slot, Passage):
                true = public.get(instead.get(slot.id, ""), "")
                label = slot.lasting_label if slot.id in public else true if true in slot.aliases else slot.label
                own = msgspec.structs.replace(slot, label=label)
            slots.append(own)
        return msgspec.structs.replace(record, slots=tuple(slots))

    def get_passage(self, label: str) -> Passage:
        """The passage that has a label, or had it in a view or in the open store. One for which words stand is it.

        Raises:
            NotFound: ``passage``. Conflict: ``label-of-two``, when one has it now and another had it: the public
                gives labels without counting what is closed, so it may give one again.
        """
        stand_ins = set(self.stood_for().values())
        found = {each.id: each for each in self._named(label) if each.id not in stand_ins}
        if len(found) < 2:
            return next(iter(found.values()), None) or self.record.get_passage(label)
        stores = self.store_of()
        each_by_name = (f"{self.record.id}#{each.lasting_label} (in {stores[each.id]})" for each in found.values())
        hint = f"Say which is meant: {' or '.join(each_by_name)}."
        ref = f"{self.record.id}#{label[:40]}"
        raise Conflict("more than one passage has or had this label", code="label-of-two", ref=ref, hint=hint)

    def _named(self, label: str) -> Iterator[Passage]:
        once = {(each.slot, each.label) for split in self._splits() for each in split.once}
        stores = self.store_of()
        for each in self.record.passages():
            was = label in each.aliases and stores[each.id] != OPEN
            if each.label == label or was or (each.id, label) in once:
                yield each

    def _splits(self) -> Iterator[Split]:
        return (holding.split for holding in self.holdings if holding.split)


def public_record(holding: Holding) -> PublicRecord:
    """Makes the public's view of a holding of the open store.

    Raises:
        Refused: ``not-open``, when the holding is of another store.
    """
    if holding.store != OPEN:
        raise Refused("only the open store is public", code="not-open")
    return PublicRecord(
        reading=holding.reading, version=holding.version, added=holding.added, changed=holding.changed
    )


def cleared_view(
    holdings: Sequence[Holding], reader: Reader | Actor, compartments: Mapping[str, frozenset[str]]
) -> ClearedView:
    """Makes a cleared reader's view of what several stores hold of one record.

    Args:
        holdings: At least one, each of another store.
        reader: Who asks.
        compartments: Those of each store, by its name; the open store has none.

    Raises:
        Refused: ``not-cleared``, when the reader is not cleared for one of the stores.
    """
    if not all(may_read(reader, compartments[holding.store]) for holding in holdings):
        raise Refused("you are not cleared for this store", code="not-cleared")

    def place(holding: Holding) -> tuple[bool, int, str]:
        return holding.store != OPEN, len(compartments[holding.store]), holding.store

    ordered = tuple(sorted(holdings, key=place))
    opened = ordered[0].record if ordered[0].store == OPEN else None
    parts = [(holding.record, holding.split) for holding in ordered if holding.store != OPEN]
    record = opened if opened is not None and not parts else join(opened, parts)
    return ClearedView(record=record, holdings=ordered)
