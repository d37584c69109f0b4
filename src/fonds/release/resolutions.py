"""What persons said the pointers of lists mean: found in what stores hold, and said again where it counts.

An answer lies in one store: in its reading, where the entry of the list and the passages that were meant are its own,
else beside it (`fonds.release.Split`). It counts for whoever reads all that it names.

Not for: saying it (`fonds.actions.resolving`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fonds.model import AnyStatement, Dispatch, Reading, Record
from fonds.release.holdings import Holding, Resolution


def resolutions_in(reading: Reading) -> tuple[Resolution, ...]:
    """What a reading says because a person said so."""
    return tuple(
        Resolution(slot=slot, recipient=recipient, scope=scope, reaches=one.reaches, said_by=one.said_by)
        for one in reading.statements
        if isinstance(one, Dispatch) and not one.said_by.version
        for slot, recipient, scope in [entry_of(one)]
    )


def resolutions_of(holding: Holding | None) -> tuple[Resolution, ...]:
    """All that a store holds of what persons said about pointers of a record."""
    if holding is None:
        return ()
    return (*resolutions_in(holding.reading), *(holding.split.resolutions if holding.split else ()))


def with_resolutions(
    statements: Sequence[AnyStatement], said: Iterable[Resolution], record: Record
) -> tuple[AnyStatement, ...]:
    """Statements, with what persons said in place of what the program read of the same entries.

    Args:
        statements: As the program read them.
        said: What persons said; of several about one entry the last counts that leads to passages of the record.
        record: What the statements were read from.
    """
    here = {slot.id for slot in record.slots}
    known = {one.entry: one for one in said if here.issuperset(one.reaches)}
    return tuple(_said(one, known.get(entry_of(one))) if isinstance(one, Dispatch) else one for one in statements)


def last_said(said: Iterable[Resolution]) -> tuple[Resolution, ...]:
    """Of each entry what was said last."""
    return tuple({one.entry: one for one in said}.values())


def left_beside(said: Iterable[Resolution], reading: Reading) -> tuple[Resolution, ...]:
    """What does not count in a reading, because it names what another store holds."""
    own = {*resolutions_in(reading)}
    return tuple(one for one in said if one not in own)


def entry_of(dispatch: Dispatch) -> tuple[str, str, str]:
    """By what an entry is known again: where it stands, whom it names, its pointer."""
    return dispatch.slots[0], dispatch.recipient, dispatch.scope_literal or ""


def _said(dispatch: Dispatch, by_person: Resolution | None) -> Dispatch:
    if by_person is None:
        return dispatch
    return msgspec.structs.replace(dispatch, reaches=by_person.reaches, candidates=(), said_by=by_person.said_by)
