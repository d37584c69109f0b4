"""Words before the name of a person: "Cde.", "Messrs", "тов.".

Not for: ranks, which stand before bodies too ("General Staff"), nor for whose name follows (`fonds.names`).
"""

from __future__ import annotations

from functools import cache

from fonds.words._tables import listed, one_of


@cache
def person_title() -> str:
    """A regular expression for a title of one person or of several, with its stop or without it."""
    titles = listed("person_titles", "one") | listed("person_titles", "many")
    stems = {title.rstrip(".") for title in titles if title[-1] != "]"}
    return rf"(?:{one_of(stems)})(?!\w)\.?"


@cache
def stopped_titles() -> tuple[str, ...]:
    """Titles that are shortened, without their stop: one behind them ends no sentence."""
    titles = listed("person_titles", "one") | listed("person_titles", "many")
    return tuple(sorted(title.rstrip(".") for title in titles if title[-1] == "."))
