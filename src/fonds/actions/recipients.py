"""Whom does a list of recipients mean by a name? Asked in the same way for an excerpt and for who knew what.

Not for: how a list is read (`fonds.reading`), nor for names in the text (`fonds.names`).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from fonds.model import Dispatch, Reading
from fonds.names import fold, shipped

Words = tuple[str, ...]


def dispatches_of(reading: Reading) -> list[Dispatch]:
    """The entries of a record's own lists, in the order of the page."""
    return [one for one in reading.statements if isinstance(one, Dispatch)]


def find_recipients(dispatches: Iterable[Dispatch], name: str) -> dict[str, list[Dispatch]]:
    """The entries that may mean somebody, by the name that is printed there.

    Args:
        dispatches: Entries of one record's lists.
        name: A name, or words of it, in any case and with or without diacritics; also in another form that fonds
            knows of it ("Микоян" for "Mikoyan").

    Returns:
        The entries of those who are named so in full, or who hold the office that is; else of those whose name or
        office has these words and more; else, where fonds knows other forms of the name, the same for these. Empty
        when nobody is named so.
    """
    by_name: dict[str, list[Dispatch]] = {}
    for dispatch in dispatches:
        by_name.setdefault(dispatch.recipient, []).append(dispatch)
    asked = _words(name)
    if not asked or not by_name:
        return {}
    others, parts = _other_forms(asked)
    tests: tuple[Callable[[Words], bool], ...] = (
        lambda printed: printed == asked,
        lambda printed: set(asked) <= set(printed),
        lambda printed: printed in others,
        lambda printed: any(set(part) <= set(printed) for part in parts),
    )
    found = ({said: sent for said, sent in by_name.items() if _is_any(sent, meant)} for meant in tests)
    return next(filter(None, found), {})


def _is_any(sent: Iterable[Dispatch], meant: Callable[[Words], bool]) -> bool:
    """Whether the name or an office of a recipient is meant."""
    return any(meant(_words(said)) for one in sent for said in (one.recipient, one.office) if said)


def _words(name: str) -> Words:
    return tuple(fold(name).split())


@functools.lru_cache(maxsize=32)
def _other_forms(asked: Words) -> tuple[frozenset[Words], frozenset[Words]]:
    """All forms of the names that are written so, and of these the forms that persons have: they may stand in others.

    The short form of a body may not ("CC" is in the name of every central committee).
    """
    names = [one for one in shipped() if asked in {_words(form.text) for form in one.forms}]
    forms = {one.id: frozenset(_words(form.text) for form in one.forms) for one in names}
    persons = [forms[one.id] for one in names if one.kind == "person"]
    return frozenset().union(*forms.values()), frozenset().union(*persons)
