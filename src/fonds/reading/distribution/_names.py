"""Names in lists of recipients: parted, without what stands before them, and of which sort each is.

Not for: whom a name means (`fonds.names`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fonds.model import RecipientSort
from fonds.reading._flattening import has_odd_spaces
from fonds.reading.distribution._words import body_words, comrades, listed, office_words, one_of

_AROUND = " .,:;|-‐‑–—―−•*[]\u00a0"
_AND = re.compile(r",? (?:and|и|und) |, ?| [+/] ")
_GLOSS = re.compile(r" \[[^\[\]]{1,80}\]")
"""What an editor put into brackets behind a name."""


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?!(?-i:CC) )(?:{one_of('before_name')})(?:[ \u00a0]*:[ \u00a0]*|[ \u00a0]+))+", re.IGNORECASE
    )


@cache
def _purpose() -> re.Pattern[str]:
    return re.compile(rf"(?: ?[-‐‑–—―−(,])? ?(?<!\w)(?:{one_of('purposes')})\)?\Z", re.IGNORECASE)


@cache
def _purposes() -> tuple[str, ...]:
    """Words for what somebody is sent something for: a quick look."""
    return tuple(sorted(word.casefold() for word in listed("purposes")))


def split_names(text: str) -> list[str]:
    """Splits "Cdes. Molotov, Beria and the CC of X" into names, each without "Cde."."""
    found: list[str] = []
    joint = ""
    start = 0
    for match in [*_AND.finditer(text), None]:
        piece = text[start : match.start() if match else len(text)]
        if found and "and" in joint and _belongs_together(found[-1], piece):
            found[-1] = f"{found[-1]}{joint}{piece.strip()}"
        else:
            found.append(piece)
        joint, start = (match[0], match.end()) if match else ("", len(text))
    return [name for name in map(bare_name, found) if name]


def _belongs_together(name: str, piece: str) -> bool:
    """Tells "the Ministry of Trade and Industry", one body, by "of" before and a single bare word behind."""
    tokens = piece.lower().split()
    is_body = " of " in name and any(word.lower() in body_words() for word in name.split())
    is_one_word = len(tokens) == 1 or (len(tokens) > 2 and tokens[1] in ("in", "at"))
    return is_body and is_one_word and tokens[0] not in comrades() | listed("files")


def bare_name(name: str) -> str:
    """A name without what stands before it in lists."""
    name = (_GLOSS.sub("", name) if "[" in name else name).strip(_AROUND)
    name = (
        _purpose().sub("", name).strip(_AROUND) if name.removesuffix(")").casefold().endswith(_purposes()) else name
    )
    prefix = _prefix().match(name)
    name = name[prefix.end() :] if prefix else name
    while True:
        first, _, rest = name.partition(" ")
        if first.lower().replace(".", "").strip(":") not in comrades():
            break
        name = rest.strip(" .,:;")
    return name if any(map(str.isalpha, name)) else ""


_COLUMNS = re.compile(r"\s{3,}|\t+")
_SPACE = re.compile(r"\s+")
_CELL = re.compile(r"[^\W\d_][^,;:–—\d]{0,40}")


def in_one_line(content: str) -> str:
    """A line of recipients with single spaces; where it stands in columns, semicolons part them.

    Columns are three spaces or more between names that hold no other sign that parts.
    """
    if not has_odd_spaces(content):
        return content
    cells = [cell for cell in _COLUMNS.split(content.strip()) if cell]
    if len(cells) > 1 and all(_CELL.fullmatch(cell) and len(cell.split()) <= 4 for cell in cells):
        return "; ".join(" ".join(cell.split()) for cell in cells)
    return _SPACE.sub(" ", content)


class Recipient(NamedTuple):
    """A recipient as a list names him.

    Attributes:
        name: As printed, without "Cde."; of an office with its holder in brackets, the holder.
        office: The office or body before such brackets, or None.
        sort: What he is, or None where the words do not tell.
    """

    name: str
    office: str | None = None
    sort: RecipientSort | None = None


_TITLE = r"(?:[Cc]des?\.?|[Cc]omrades?|тт?\.|[Тт]ов\.)"
_HELD = re.compile(rf"(?P<office>[^()]{{3,80}}) \((?P<person>{_TITLE} ?[^()]{{2,60}})\)")


def read_recipient(text: str, literal: str = "") -> Recipient:
    """Reads one name.

    Args:
        text: A name, bare or with its holder in brackets.
        literal: The words around it, which may hold its title.
    """
    held = _HELD.fullmatch(text.strip(" .,;"))
    if held is not None:
        return Recipient(bare_name(held["person"]), bare_name(held["office"]), "person")
    return Recipient(text, None, sort_of(text, literal or text))


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_MOST_WORDS_OF_A_PERSON = 4


def sort_of(name: str, literal: str) -> RecipientSort | None:
    """What sort of recipient a name is: a file, an office, a body, or a person; None where the words do not tell."""
    words = _WORD.findall(name)
    low = [word.lower() for word in words]
    if name.lower().removeprefix("the ").startswith(_files()) or "file" in low:
        return "file"
    if _is_titled(name, literal):
        return "person"
    if not office_words().isdisjoint(low):
        return "office"
    if any(word in body_words() or word.rstrip("s") in body_words() for word in low) or any(map(_is_short, words)):
        return "body"
    is_name = 0 < len(words) <= _MOST_WORDS_OF_A_PERSON and all(word[0].isupper() for word in words)
    return "person" if is_name and not any(map(str.isdigit, name)) else None


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation of a body: "NKVD", "CC's", "СНК"."""
    plain = word.rstrip("s").rstrip("'’")
    if len(plain) > 1 and plain.isupper():
        return True
    is_put_together = any(map(str.isupper, plain[1:])) and not plain.startswith(_OF_PERSONS)
    return (is_put_together and plain.isalpha()) or plain.lower().startswith(_stems())


_OF_PERSONS = ("Mc", "Mac", "De", "Di", "Le", "Van", "Von", "Fitz")
"""Before a capital inside a word they show the name of a person."""


@cache
def _files() -> tuple[str, ...]:
    return tuple(sorted(listed("files")))


@cache
def _stems() -> tuple[str, ...]:
    return tuple(sorted(listed("body_stems")))


def _is_titled(name: str, literal: str) -> bool:
    """Whether a title of address stands before the name in the words of its entry."""
    at = literal.find(name)
    before = literal[max(0, at - 12) : at].split()[-1:] if at > 0 else []
    return bool(before) and before[0].lower().replace(".", "").strip(":(") in comrades()
