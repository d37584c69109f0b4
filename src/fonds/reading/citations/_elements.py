"""Parts of a citation between its commas, and what they call themselves: a collection, an institution, a shelf.

Not for: shelfmarks whose levels stand without commas (`_labelled`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import LevelKind
from fonds.reading.citations._labelled import Part, free_parts, level_words

SHELVES: frozenset[LevelKind] = frozenset({"fond", "entry", "lot", "accession", "box", "reel", "folder", "item"})
"""What an American citation numbers; a volume or a file there is part of a title."""
_YEARS = re.compile(r"\d{4}(?:\s?[–-]\s?\d{2,4})?")
_BEHIND_NAME = re.compile(r"\s*(?:\([^()]*\)|,?\s?\d{4}(?:\s?[–-]\s?\d{2,4})?)$")
_SHELF_NUMBER = re.compile(
    r"(?:[A-Z]{1,5}\d?[ –/-]?)?\d[\w–/&-]*(?:\(\w{1,6}\)[\w–/&-]*)*"
    r"(?: ?\([A-Z]+\))?(?: [A-Z]{1,2}(?= \d)| \d[\w–-]*)*|[IVXLC]+(?!\w)",
    re.IGNORECASE,
)
_ONE_YEAR = re.compile(r"1[89]\d\d|20[0-4]\d")
_JOINT = r"[.:]?\s?(?:(?:nos?|nr)\b\.?\s?|[№#]\s?)?[-–]?"
_MOST_COLONS = 8


@cache
def _named(topic: str) -> tuple[str, ...]:
    return tuple(words.table("shelfmarks", "en")["named"][topic])


@cache
def _label(kinds: frozenset[LevelKind], language: str) -> re.Pattern[str]:
    known = [name for name, kind in level_words(language).items() if kind in kinds and len(name) > 1]
    return re.compile(rf"({words.one_of(known)})(?![^\W\d_]){_JOINT}(?=[\[\w“\"])", re.IGNORECASE)


def read_elements(text: str, kinds: frozenset[LevelKind] = SHELVES, language: str = "en") -> list[Part]:
    """Cuts a citation at its commas, and at the colons that stand for one.

    Args:
        text: What stands behind the name of the institution.
        kinds: Which numbered levels there are.
        language: Of their words.

    Returns:
        Parts in their order, with the kind of those that open with a word for a level and have a number.
    """
    found: list[Part] = []
    for part in _joined_years(_at_colons(free_parts(text, 0, len(text)), kinds, language)):
        found.extend(_read_shelf(part, kinds, language))
    return found


def _at_colons(parts: list[Part], kinds: frozenset[LevelKind], language: str) -> list[Part]:
    """Cuts "NSC Files: Lot 63 D 351: NSC 30 Series" in three: a colon behind a collection or beside a shelf."""
    found: list[Part] = []
    for part in parts:
        start, pieces = part.start, part.value.split(":", _MOST_COLONS)
        held = pieces[0]
        for piece in pieces[1:]:
            if _parts_at(held, piece.strip(), kinds, language):
                found.append(part._replace(value=held.strip(), start=start))
                held = piece
            else:
                held = f"{held}:{piece}"
        found.append(part._replace(value=held.strip(), start=start))
    return [part for part in found if part.value]


def _parts_at(before: str, behind: str, kinds: frozenset[LevelKind], language: str) -> bool:
    label = _label(kinds, language)
    shelf = label.match(before.strip())
    if is_paper(behind) or is_collection(before) or (shelf and _SHELF_NUMBER.match(before.strip(), shelf.end())):
        return True
    match = label.match(behind)
    return match is not None and _SHELF_NUMBER.match(behind, match.end()) is not None


def _joined_years(parts: list[Part]) -> list[Part]:
    """Years behind a collection belong to its name."""
    found: list[Part] = []
    for part in parts:
        if found and _YEARS.fullmatch(part.value) and is_collection(found[-1].value):
            found[-1] = found[-1]._replace(value=f"{found[-1].value}, {part.value}", end=part.end)
        elif not is_paper(part.value):
            found.append(part)
    return found


def _read_shelf(part: Part, kinds: frozenset[LevelKind], language: str) -> list[Part]:
    part = part._replace(value=part.value.strip(' “”"‘’.,;()') if part.value[:1] == "(" else part.value)
    label = _label(kinds, language).match(part.value)
    number = _SHELF_NUMBER.match(part.value, label.end()) if label else None
    if label is not None and number is None and level_words(language)[_word(label)] == "folder":
        return [Part("folder", part.value[label.end() :].strip(' “”"‘’.,;'), part.start, part.end)]
    if label is None or number is None:
        return [part._replace(value=part.value.strip(' “”"‘’.,;'))]
    found = [Part(level_words(language)[_word(label)], number[0].rstrip(" –-/"), part.start, part.end)]
    behind = part.value[number.end() :]
    left = behind.strip(' .:;,“”"')
    kind: LevelKind | None = "part" if behind.startswith(".") else None
    return [*found, Part(kind, left, part.start, part.end)] if any(map(str.isalnum, left)) else found


def _word(label: re.Match[str]) -> str:
    return " ".join(label[1].lower().split())


def is_year(value: str) -> bool:
    """Whether a part is a year and nothing else."""
    return _ONE_YEAR.fullmatch(value) is not None


def is_marking(value: str) -> bool:
    """Whether a part is a security marking, which is on the paper and not on the shelf."""
    return value.strip(" .").lower() in _named("markings")


def is_collection(name: str, *, inner: bool = False) -> bool:
    """Whether a part calls itself files, papers, records: something in which other parts lie.

    Args:
        name: The part.
        inner: Whether it stands behind the number of a lot, where only files and series count: "papers" end a title.
    """
    low = name.strip().lower()
    if not inner and low.startswith(tuple(f"{word} " for word in _named("opening"))):
        return True
    for _ in range(2):
        low = _BEHIND_NAME.sub("", low)
    last = low.rsplit(" ", 1)[-1].rsplit("–", 1)[-1].rsplit("-", 1)[-1].strip('()”"')
    return last in _named("inner" if inner else "collections")


def is_institution(name: str) -> bool:
    """Whether a part calls itself an archive, a library, a university."""
    return any(word.strip("(),.’'") in _institutions() for word in name.lower().split())


@cache
def _institutions() -> frozenset[str]:
    return frozenset(word for table in words.tables("shelfmarks") for word in table["named"]["institutions"])


def is_copy(name: str) -> bool:
    """Whether a part says what sort of copy lies there ("Original. Typescript"), and is no part of a shelfmark."""
    return all(word.strip() in _copies() for word in name.strip(" .").lower().split(". "))


@cache
def _copies() -> frozenset[str]:
    return frozenset(word for table in words.tables("shelfmarks") for word in table["named"].get("copies", ()))


def is_paper(name: str) -> bool:
    """Whether a part is the kind of paper ("Telegram"), and no part of a shelfmark."""
    return name.strip(" .").lower() in _named("papers")
