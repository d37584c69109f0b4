"""The words by which marks are told apart, taken from the vocabulary of all languages and made ready for look-up.

Not for: deciding (`_mark_kinds`).
"""

from __future__ import annotations

from functools import cache

from fonds import words


@cache
def cues(topic: str) -> frozenset[str]:
    """The words of one list of the tables ``brackets``, of all languages together."""
    return frozenset(word for table in words.tables("brackets") for word in table[topic])


@cache
def openings(topic: str) -> tuple[str, ...]:
    """The same, longest first: for looking at the head of a bracket."""
    return tuple(sorted(cues(topic), key=lambda word: (-len(word), word)))


@cache
def offices() -> frozenset[str]:
    """Words for offices ("ambassador")."""
    return frozenset(word for table in words.tables("titles") for word in table["office"])


@cache
def addresses() -> frozenset[str]:
    """Words before a person's name ("Cde."), without their stop."""
    return frozenset(word for table in words.tables("titles") for word in table["address"])


@cache
def body_words() -> frozenset[str]:
    """Words that tell the name of a body from other names."""
    return frozenset(word for table in words.tables("bodies") for word in table["words"])


@cache
def family_names() -> frozenset[str]:
    """Family names that go before the given name, folded."""
    return frozenset(name for names in words.table("family_names").values() for name in names)


@cache
def months() -> frozenset[str]:
    """Names of months and their short forms."""
    return frozenset(word for table in words.tables("months") for word in table["months"])


@cache
def _common() -> frozenset[str]:
    return frozenset(words.table("common", "en")["words"].split())


def is_common(word: str) -> bool:
    """Tells whether a lower-case word is a common one of English official prose."""
    return word in _common() or word in cues("joining") or (word.endswith("s") and word[:-1] in _common())


_SUFFIXES = ("ing", "ed", "ly", "tion", "tions", "ment", "ments", "ness", "able", "ible", "ity", "ities", "ies")


def is_english(word: str) -> bool:
    """Tells whether a lower-case word is one of English official prose, or is formed like one."""
    if word in _common() or word in cues("joining"):
        return True
    if word.endswith("s") and word[:-1] in _common():
        return True
    return len(word) > 6 and word.endswith(_SUFFIXES)
