"""Whether two captures are of one page.

Not for: which slots of two captures are the same (`fonds.actions.versions`), likeness of different records.
"""

from __future__ import annotations

from fonds.model import Passage, Reading, Record

_RUN_WORDS = 3
_ENOUGH_IN_COMMON = 0.3


def is_same_page(one: Reading, other: Reading) -> bool:
    """Whether two captures with one id of a site are of one page: sites number their records each for itself.

    Returns:
        Whether their titles or their citations are the same; what is absent is not the same as anything.
    """
    a, b = one.description, other.description
    same_title = a.title is not None and a.title == b.title
    same_citation = a.citation is not None and b.citation is not None and a.citation.literal == b.citation.literal
    return same_title or same_citation


def may_continue(old: Reading, new: Reading) -> bool:
    """Whether a capture from the place of another is of the same page: a file can be overwritten with another one.

    Returns:
        Whether title, citation or the site's id are the same, or three words in a row of the shorter one's passages
        stand in the other at least three times in ten. The frame of a page is not looked at: a site's are all alike.
    """
    site_id = old.description.record_id
    if is_same_page(old, new) or (site_id is not None and site_id == new.description.record_id):
        return True
    before, now = _runs(old.record), _runs(new.record)
    return len(before & now) >= _ENOUGH_IN_COMMON * max(1, min(len(before), len(now)))


def _runs(record: Record) -> set[tuple[str, ...]]:
    """Each run of three words in a record's passages."""
    words = [word for slot in record.slots if isinstance(slot, Passage) for word in slot.content.split()]
    return {tuple(words[start : start + _RUN_WORDS]) for start in range(max(1, len(words) - _RUN_WORDS + 1))}
