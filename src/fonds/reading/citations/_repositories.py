"""Which institution does a citation name? The table of repositories, looked up word by word; else its shape.

Not for: what stands behind the name (the grammars of this package).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import Citation
from fonds.reading.citations._elements import is_collection, is_institution

_WORD = re.compile(r"[^\W_]+")
_ARCHIVES = re.compile(r"\b(Archive)(s?)\b")
_SHORT = 3
"""An alias of so few letters counts only as it is written in the table, and before a stop or a figure."""
_SURE = 5
"""An alias of more letters may stand anywhere in a citation, not only at its head."""
_ACRONYM = re.compile(r"[A-ZА-Я][A-Za-zА-Яа-я]*[A-ZА-Я](?: [A-Z]{2,4})?(?=[,: ])")
_ARCHIVE = re.compile(r"(?:^|, ?)([^,()]*\bArchives?\b[^,()]*)")
_CALLED = re.compile(r"(?:^|,) ?([^,()]{3,90})\(([A-Z][\w-]{1,8}(?: [A-Z]\w{1,3})?)\)")
"""A name with its acronym in brackets."""
_PHRASE = re.compile(r"[^,.:;()]{0,60}")
_APPENDED = re.compile(r"(?:, [^\W\d_]+)? ?\(([^()]{1,40})\)")


class Repository(NamedTuple):
    """A holding institution.

    Attributes:
        code: As the description gives it.
        cites: Name of the grammar of its shelfmarks; empty when not known.
        language: Of the words of its shelfmarks; empty when not known.
        now: Code of the institution that holds its papers today; None when that is itself.
        holder: Whether it is an office, which counts only at the head of a citation.
    """

    code: str
    cites: str = ""
    language: str = ""
    now: str | None = None
    holder: bool = False

    def cited_as(self, written: str) -> str:
        """Its name in the words of a citation.

        Args:
            written: What names it there: a name, a name with its acronym in brackets, an acronym.

        Returns:
            The name as written; the code for an acronym of the institution, alone or in brackets, for a name whose
            parts are turned round, and for the word for a level of its shelfmarks. An acronym that holds the code and
            more is that of a part of it ("SAPMO-BArch"), and stays.
        """
        name, bracket, appended = written.partition("(")
        name = name.strip(" ,.;")
        if not name or name.upper() in OWN_LEVELS or (bracket and _is_acronym(appended.rstrip(")"), self)):
            return self.code
        is_part = self.code in name and len(name) > len(self.code)
        capitals = sum(map(str.isupper, name))
        is_acronym = _aliases().get(fold(name)) == self.code and capitals * 2 >= sum(map(str.isalpha, name))
        is_turned_round = " " in self.code and ", " in name
        return self.code if is_turned_round or (is_acronym and not is_part) else name


OWN_LEVELS = frozenset({"RG", "RECORD GROUP"})
"""Aliases of an institution that are the word for a level as well."""


def _is_acronym(appended: str, repository: Repository) -> bool:
    """Whether what stands in brackets behind a name is how the institution is called for short, not its town."""
    is_own = fold(appended) == fold(repository.code) or _aliases().get(fold(appended)) == repository.code
    return is_own or (len(appended) > 1 and appended.isupper())


class NamedAt(NamedTuple):
    """Where a text names a repository: from `start` to before `end`, with an acronym in brackets behind it."""

    repository: Repository
    start: int
    end: int


class _Name(NamedTuple):
    low: str
    written: str
    repository: Repository


def fold(text: str) -> str:
    """Lower case with plain apostrophes, as long as the text."""
    low = text.lower()
    return (low if len(low) == len(text) else text).replace("’", "'")


@cache
def get_repositories() -> Mapping[str, Repository]:
    """The institutions of the table, by code."""
    entries = words.table("repositories")["repository"]
    return {
        entry["code"]: Repository(
            entry["code"], entry["cites"], entry["language"], entry.get("now"), entry.get("holder", False)
        )
        for entry in entries
    }


def get_known(citation: Citation) -> Repository | None:
    """The institution of the table that a citation names, under its code or by the one that holds its papers."""
    known = get_repositories().get(citation.repository or "")
    return known or get_repositories().get(citation.held_by or "")


@cache
def _names() -> Mapping[str, tuple[_Name, ...]]:
    """Names and aliases by their first word, the longest first."""
    found: dict[str, list[_Name]] = {}
    for entry in words.table("repositories")["repository"]:
        for written in (*entry["aliases"], *(form for name in entry["names"] for form in _in_both_numbers(name))):
            low = fold(written)
            first = _WORD.match(low)
            if first:
                found.setdefault(first[0], []).append(_Name(low, written, get_repositories()[entry["code"]]))
    return {first: tuple(sorted(names, key=lambda name: -len(name.low))) for first, names in found.items()}


def may_begin(word: str) -> bool:
    """Whether a word in lower case is the first of the name of an institution: a quick look."""
    return word in _names()


def _in_both_numbers(name: str) -> tuple[str, ...]:
    """A name, and the same with "Archive" for "Archives" or the reverse: citations do not keep them apart."""
    other = _ARCHIVES.sub(lambda match: match[1] if match[2] else f"{match[1]}s", name)
    return (name, other) if other != name else (name,)


def find_named(text: str) -> Iterator[NamedAt]:
    """Finds the repositories that a text names.

    Args:
        text: Any text.

    Yields:
        What is named, from left to right, the longest name first where two begin together; they do not overlap.
    """
    low, known, reached = fold(text), _names(), 0
    for word in _WORD.finditer(low):
        if word.start() < reached:
            continue
        names = known.get(word[0], ())
        name = next((name for name in names if _stands(text, low, word.start(), name)), None) if names else None
        if name is not None:
            named = _with_appended(text, NamedAt(name.repository, word.start(), word.start() + len(name.low)))
            reached = named.end
            yield named


def _with_appended(text: str, named: NamedAt) -> NamedAt:
    """With the brackets behind the name: an acronym there that the table does not have is how it is cited."""
    appended = _APPENDED.match(text, named.end)
    if appended is None or named.repository.holder:
        return named
    acronym = appended[1].strip()
    own = len(acronym) > _SHORT and acronym.isupper() and _aliases().get(fold(acronym)) != named.repository.code
    repository = named.repository._replace(code=acronym) if own else named.repository
    return NamedAt(repository, named.start, appended.end())


@cache
def _aliases() -> Mapping[str, str]:
    """Short names, with the code of the institution that the table has them for."""
    entries = words.table("repositories")["repository"]
    return {fold(alias): entry["code"] for entry in entries for alias in entry["aliases"]}


def _stands(text: str, low: str, at: int, name: _Name) -> bool:
    end = at + len(name.low)
    if not low.startswith(name.low, at) or low[end : end + 1].isalnum() or _goes_on(low, end):
        return False
    if name.repository.holder and text[end : end + 1] == " ":
        phrase = _PHRASE.match(text, end)
        return phrase is not None and is_collection(phrase[0])
    if len(name.low) <= _SHORT or name.written.startswith("The "):
        behind = text[end : end + 2]
        sure = len(name.low) == _SHORT or not behind.strip() or behind[0] in ",:;." or behind[1:].isdigit()
        return text.startswith(name.written, at) and sure
    return True


def _widened(cited: str, named: NamedAt) -> NamedAt:
    """With the article, or with the full name when the acronym stands in brackets behind it."""
    before = cited[: named.start]
    if before.strip().lower() in _articles():
        return named._replace(start=0)
    called = before.rstrip()[:-1].rpartition(",")[2] if before.rstrip().endswith("(") else ""
    if called and is_institution(called) and cited.startswith(")", named.end):
        return named._replace(start=len(before.rstrip()) - 1 - len(called.lstrip()), end=named.end + 1)
    return named


@cache
def _articles() -> frozenset[str]:
    return frozenset(words.table("shelfmarks", "en")["named"]["articles"])


def _goes_on(low: str, end: int) -> bool:
    """Whether a name is only the beginning of another: "National Archives of Norway"."""
    joints = words.table("shelfmarks", "en")["named"]["joints"]
    return low.startswith(tuple(f" {joint} " for joint in joints), end)


def find_cited(cited: str) -> NamedAt | None:
    """The repository of a citation by the table: the one at its head, else the first that is sure."""
    for found in find_named(cited):
        named = _widened(cited, found)
        if named.start == 0:
            return named
        written = cited[named.start : named.end]
        if not named.repository.holder and (len(written) > _SURE or (len(written) > _SHORT and written.isupper())):
            return named
    return None


def find_repository(cited: str) -> str | None:
    """The code or name of the institution that a citation names, by the table, else by its shape."""
    named = find_cited(cited) or find_by_shape(cited)
    return named.repository.code if named else None


def find_by_shape(cited: str) -> NamedAt | None:
    """An institution that the table does not have: "Archive of ...", "(XYZ)" behind a name, "XYZ, ..."."""
    for called in _CALLED.finditer(cited):
        if is_institution(called[1]) or is_institution(cited[: called.start()]):
            start = called.start(1) if is_institution(called[1]) else 0
            known = get_repositories().get(_aliases().get(fold(called[2]), ""))
            return NamedAt(known or Repository(called[2], "fonds"), start, called.end())
    archive = _ARCHIVE.search(cited)
    if archive:
        return NamedAt(Repository(archive[1].strip(), "fonds"), archive.start(1), archive.end(1))
    acronym = _ACRONYM.match(cited)
    return NamedAt(Repository(acronym[0], "fonds"), 0, acronym.end()) if acronym else None


_LEAST_ALIKE = 10
"""A name of fewer letters is not told by one slip."""


def find_by_likeness(name: str) -> Repository | None:
    """The institution whose full name differs from this one by one letter added, lost or changed; None for none."""
    low = fold(name).strip()
    if len(low) < _LEAST_ALIKE:
        return None
    known = (each for names in _names().values() for each in names if len(each.low) >= _LEAST_ALIKE)
    return next((each.repository for each in known if _is_one_slip(low, each.low)), None)


def _is_one_slip(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    first = next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[first + 1 :] == b[first + 1 :] or a[first:] == b[first + 1 :] or a[first + 1 :] == b[first:]
