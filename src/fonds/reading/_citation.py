"""Where does the paper lie, and who brought, gave and translated it?

Reads the literal of a source line: the citation first, then sentences of provenance. One grammar for references by
fonds, inventory, file and leaves, with their many abbreviations; other families keep repository and literal.

Not for: citations inside a document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from fonds import words
from fonds.model import Citation

_LONGEST = 4000
_URL = re.compile(r"https?://\S+$")
_SENTENCE = re.compile(r"(?<=[.;\])\d]) (?=[^\W\d_])|; ?(?=[^\W\d_])")
_PARTS = (
    ("fond", re.compile(r"\b(?:fonds?|f|ф|фонд|record group|rg)\b\.? ?'?(\[?\w[\w/-]*\]?)", re.IGNORECASE)),
    ("opis", re.compile(r"\b(?:opis'?|op|оп|опись|inventory)(?:\b\.?|') ?(\[?\w[\w/-]*\]?)", re.IGNORECASE)),
    ("delo", re.compile(r"\b(?:delo|d|д|дело|file|por)\b\.? ?(\[?\w[\w/-]*\]?)", re.IGNORECASE)),
)
_LEAVES = re.compile(r"\b(?:listy?|ll|l|лл|л|leaf|leaves)\b\.? ?(\[?\d[\w]*\]?)(?: ?[-–—] ?(\d\w*))?", re.IGNORECASE)
_NEXT = re.compile(r"; (?:and )?(?=[A-ZА-Я]{2})")
_ACRONYM = re.compile(r"[A-ZА-Я][A-Za-zА-Яа-я]*[A-ZА-Я](?: [A-Z]{2,4})?(?=[,: ])")
_ARCHIVE = re.compile(r"(?:^|, ?)([^,()]*\bArchives?\b[^,()]*)")
_IN_BRACKETS = re.compile(r"\bArchives?\b[^()]{0,40}\(([A-Z][\w ]{1,12})\)|\(([A-Z][\w ]{1,12})\)")
_NAME = re.compile(r"\bby ((?:(?! and (?:translated|obtained|contributed|edited))[^;]){2,120})")


class Provenance(NamedTuple):
    """Who had to do with the copy."""

    obtained: tuple[str, ...] = ()
    contributed: tuple[str, ...] = ()
    translated: tuple[str, ...] = ()


def read_citation(literal: str) -> tuple[Citation | None, Provenance]:
    """Reads a source line.

    Args:
        literal: The line, as captured; a full citation may open with title and date.

    Returns:
        The citation, None when the line has only provenance; and the provenance.
    """
    text = _strip_frame(" ".join(literal[:_LONGEST].split()))
    cited, told = _split_provenance(text)
    provenance = _read_provenance(told)
    cited = cited.rstrip(" .;,")
    return (_read_reference(cited) if cited else None), provenance


def _strip_frame(text: str) -> str:
    """The citation without label, title, date, name of the site, and address."""
    text = _URL.sub("", text).rstrip()
    low = text.lower()
    for frame in words.tables("frame"):
        label = frame["frame"]["citation"]
        text = text[len(label) :].lstrip() if low.startswith(label) else text
    if text[:1] not in ('"', "“"):
        return text
    rest = text[_title_end(text) :].lstrip(" ,")
    return rest.partition(", ")[2] or rest


_DATE_AND_SITE = re.compile(r",?[\"”],? ([^\W\d_]+ \d{1,2}, \d{4}|[^\W\d_]+ \d{4}|\d{4}), ")


def _title_end(text: str) -> int:
    """Behind the title and the date; a title may hold quotation marks itself."""
    match = _DATE_AND_SITE.search(text)
    if match:
        return match.end()
    closing = max(text.find(',"'), text.find(",”"))
    return closing + 2 if closing > 0 else 0


def cited_title(literal: str) -> str | None:
    """The title in a full citation, without its quotation marks; None when there is none."""
    text = " ".join(literal[:_LONGEST].split())
    for frame in words.tables("frame"):
        label = frame["frame"]["citation"]
        text = text[len(label) :].lstrip() if text.lower().startswith(label) else text
    if text[:1] not in ('"', "“"):
        return None
    match = _DATE_AND_SITE.search(text)
    end = match.start() if match else max(text.find(',"'), text.find(",”"))
    return text[1:end].rstrip(",") if end > 1 else None


@cache
def _deeds(*keys: str) -> tuple[str, ...]:
    return tuple(deed for frame in words.tables("frame") for key in keys for deed in frame["provenance"][key])


def _split_provenance(text: str) -> tuple[str, str]:
    """Cuts where the first sentence begins that tells of obtaining, printing or translating."""
    deeds = _deeds("obtained", "contributed", "translated", "other")
    if text.lower().startswith(deeds):
        return "", text
    for match in _SENTENCE.finditer(text):
        if text[match.end() : match.end() + 24].lower().startswith(deeds):
            return text[: match.start()], text[match.end() :]
    return text, ""


def _read_provenance(told: str) -> Provenance:
    if not told:
        return Provenance()
    obtained = _names_behind(told, _deeds("obtained"))
    contributed = _names_behind(told, _deeds("contributed"))
    return Provenance(obtained + contributed, contributed, _names_behind(told, _deeds("translated")))


def _names_behind(told: str, deeds: tuple[str, ...]) -> tuple[str, ...]:
    """Names after "by", behind one of the deeds; "obtained and translated by" counts for both."""
    low = told.lower()
    for deed in deeds:
        at = low.find(deed)
        if at >= 0 and (at == 0 or not low[at - 1].isalpha()):
            match = _NAME.search(told, at)
            return _split_names(match[1]) if match else ()
    return ()


_STOP = re.compile(r"(?<=[^\W\d_]{3})\.|\)\.|\.$")
_AFFILIATION = re.compile(r" ?\([^()]*\)")


def _split_names(text: str) -> tuple[str, ...]:
    text = _AFFILIATION.sub("", text)
    end = _STOP.search(text)
    names = text[: end.start()] if end else text
    parts = re.split(r", and | and |, ", names)
    return tuple(part.strip(" .,)") for part in parts if part.strip(" .,)"))


@cache
def _aliases() -> tuple[tuple[str, str], ...]:
    """Folded codes and names of repositories, the longest first, with their code."""
    found = {}
    for entry in words.table("repositories")["repository"]:
        for alias in (*entry["aliases"], *entry["names"]):
            found[alias.casefold()] = entry["code"]
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _read_reference(cited: str) -> Citation:
    first, *others = _NEXT.split(cited)
    repository = find_repository(first)
    parts = {key: match[1].strip("[]") for key, pattern in _PARTS if (match := pattern.search(first))}
    if repository and repository not in _BY_FONDS and "fond" not in parts:
        parts.pop("delo", None)
    return Citation(
        literal=cited,
        repository=repository,
        fond=parts.get("fond"),
        opis=parts.get("opis"),
        delo=parts.get("delo") if "opis" in parts or "fond" in parts else None,
        leaves=_read_leaves(first) if "fond" in parts else None,
        others=tuple(others),
    )


_BY_FONDS = frozenset(
    {"RGASPI", "GARF", "RGANI", "APRF", "AVPRF", "TsKhSD", "RGVA", "RGAE", "GAPPOD", "TsDAGO", "TsAMO"}
)


def _read_leaves(text: str) -> tuple[str, str] | None:
    match = _LEAVES.search(text)
    if match is None:
        return None
    first = match[1].strip("[]")
    last = match[2] or first
    return (first.lstrip("0") or "0", last.lstrip("0") or "0")


def find_repository(cited: str) -> str | None:
    """The code or name of the institution that a citation names, by the table, else by its shape."""
    low = cited.casefold()
    for alias, code in _aliases():
        at = low.find(alias)
        if (at == 0 or (at > 0 and len(alias) > 5)) and not low[at + len(alias) : at + len(alias) + 1].isalnum():
            return code
    bracketed = _IN_BRACKETS.search(cited)
    if bracketed and "rchive" in cited[: bracketed.end()]:
        return bracketed[1] or bracketed[2]
    archive = _ARCHIVE.search(cited)
    if archive:
        return archive[1].strip()
    acronym = _ACRONYM.match(cited)
    return acronym[0] if acronym else None
