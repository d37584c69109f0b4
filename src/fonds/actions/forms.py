"""One decision for all forms of a passage: what has to be closed or released with it, or why that can not be told.

Not for: which slot of another text is a form of which (`fonds.release.forms`).
"""

from __future__ import annotations

from collections.abc import Collection, Set

from fonds.model import AnySlot, Invalid, Record
from fonds.release import find_forms, label_of

_MOST_NAMED = 6


def forms_of(record: Record, chosen: Collection[AnySlot], among: Set[str] | None = None) -> tuple[AnySlot, ...]:
    """What other texts of a record say of some slots, as the original of a translation does.

    Args:
        record: All of it that the person may see.
        chosen: Slots without what is below them.
        among: Ids of the slots that may be decided about; None for all.

    Raises:
        Invalid: ``other-form``, where another text may say the same and which of its slots does can not be told.
    """
    forms = find_forms(record, chosen, among)
    if forms.unclear:
        first = forms.unclear[0]
        others = [passage for passage in record.passages() if passage.text not in ("", first.text)]
        others = [passage for passage in others if passage.kind == first.kind] or others
        named = ", ".join(passage.label for passage in others[:_MOST_NAMED])
        more = ", ..." if len(others) > _MOST_NAMED else ""
        hint = f"Name what says the same there as well (it has {named}{more}), or say --alone if nothing does."
        ref = f"{record.id}#{label_of(first)}"
        raise Invalid("another text of the record may say the same", code="other-form", ref=ref, hint=hint)
    return forms.found
