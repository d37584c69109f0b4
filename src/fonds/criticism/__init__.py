"""Here is a record and its surroundings: what does not agree?

One file for each check. A check reads; it never changes the record, never decides, and never repeats
text from elsewhere. Each code has a page in ``docs/findings``.

Not for: faults of the store or the index (`fonds.actions`).
"""

from __future__ import annotations

import difflib

import msgspec

from fonds.criticism import (
    _bracket_unbalanced,
    _captures_differ,
    _citation_malformed,
    _clock_form,
    _clock_order,
    _count_mismatch,
    _date_conflict,
    _date_impossible,
    _date_missing,
    _exchange_mismatch,
    _form_varies,
    _frame_conflict,
    _language_differs,
    _line_garbled,
    _marking_changes,
    _name_anachronism,
    _number_conflict,
    _number_gap,
    _number_repeat,
    _office_anachronism,
    _part_kept_here,
    _part_missing,
    _phrase_repeated,
    _pointer_unresolved,
    _quote_unbalanced,
    _range_excludes_date,
    _shelfmark_suspect,
    _spelling_varies,
    _sum_mismatch,
    _summary_conflict,
    _tasked_not_told,
    _text_typo,
    _title_typo,
    _told_not_tasked,
    _unit_missing,
)
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Nothing, Surroundings
from fonds.model import Finding, NotFound, Reading

__all__ = ["CODES", "Nothing", "Surroundings", "check", "explain", "with_findings"]

_CHECKS = (
    _bracket_unbalanced,
    _captures_differ,
    _citation_malformed,
    _clock_form,
    _clock_order,
    _count_mismatch,
    _date_conflict,
    _date_impossible,
    _date_missing,
    _exchange_mismatch,
    _form_varies,
    _frame_conflict,
    _language_differs,
    _line_garbled,
    _marking_changes,
    _name_anachronism,
    _number_conflict,
    _number_gap,
    _number_repeat,
    _office_anachronism,
    _part_kept_here,
    _part_missing,
    _phrase_repeated,
    _pointer_unresolved,
    _quote_unbalanced,
    _range_excludes_date,
    _shelfmark_suspect,
    _spelling_varies,
    _sum_mismatch,
    _summary_conflict,
    _tasked_not_told,
    _text_typo,
    _title_typo,
    _told_not_tasked,
    _unit_missing,
)

CODES: tuple[str, ...] = tuple(module.CODE for module in _CHECKS)
"""Codes of all findings, in alphabetical order."""


def check(reading: Reading, surroundings: Surroundings | None = None) -> tuple[Finding, ...]:
    """Finds what does not agree in a record.

    Args:
        reading: The record with what was read from it: whole, or one store's view of it.
        surroundings: What the store knows beside it; a record alone when left out.

    Returns:
        Findings, by the place of their first slot on the page, then by code, then by literals.
    """
    page = Page(reading)
    around = surroundings if surroundings is not None else Nothing()
    found = [finding for module in _CHECKS for finding in module.find(page, around)]
    page.forget()
    return tuple(sorted(found, key=lambda one: (page.place[one.slots[0]], one.code, one.literals)))


def with_findings(reading: Reading, surroundings: Surroundings | None = None) -> Reading:
    """The same reading with its findings, in place of those that it had."""
    return msgspec.structs.replace(reading, findings=check(reading, surroundings))


def explain(code: str) -> str:
    """What a code means, why it may be harmless, and what to do: two to four sentences.

    Raises:
        NotFound: ``finding-code``, when there is no such code.
    """
    for module in _CHECKS:
        if code == module.CODE:
            return str(module.EXPLANATION)
    raise NotFound("there is no finding of that code", code="finding-code", ref=code[:40], hint=_hint(code))


def _hint(code: str) -> str:
    """The codes that look like a wrong one, or where all are listed."""
    alike = difflib.get_close_matches(code[:40].lower(), CODES, n=3, cutoff=0.7)
    meant = f"Did you mean {' or '.join(alike)}? " if alike else ""
    return f"{meant}All codes: fonds check --explain list"
