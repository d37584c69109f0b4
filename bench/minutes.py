"""Plain text and markup of the Austrian minutes of ministers (TEI), for `bench.corpora`.

Not for: reading TEI in general; only what this corpus uses is known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_LEFT_OUT = frozenset(f"{_TEI}{name}" for name in ("note", "idno", "expan"))
_LINES = frozenset(
    f"{_TEI}{name}" for name in ("head", "p", "item", "seg", "row", "title", "dateline", "signed", "salute")
)
_PRESENT = ("attendant", "chair", "present-non-member")


@dataclass(frozen=True)
class Minutes:
    """One protocol.

    Attributes:
        name: Of its file.
        text: What a reader of the print sees, a line for each paragraph, without notes.
        items: Roman numbers of the agenda, in the order of the text.
        dates: Literal and day (ISO 8601) of what the editors marked as a date.
        present: Surnames of those present.
        absent: Surnames of those who were not.
    """

    name: str
    text: str
    items: tuple[str, ...]
    dates: tuple[tuple[str, str], ...]
    present: tuple[str, ...]
    absent: tuple[str, ...]


def read_minutes(path: Path) -> Minutes:
    """Reads one file of the corpus."""
    root = ElementTree.parse(path).getroot()
    body = root.find(f".//{_TEI}body")
    if body is None:
        raise ValueError(path.name)
    return Minutes(
        name=path.stem,
        text="\n".join(_lines(body)),
        items=tuple(_items(body)),
        dates=tuple(_dates(body)),
        present=tuple(_persons(root, _PRESENT)),
        absent=tuple(_persons(root, ("absent",))),
    )


def _text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("" if child.tag in _LEFT_OUT else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _plain(element: ElementTree.Element) -> str:
    return " ".join(_text(element).split())


def _lines(element: ElementTree.Element) -> Iterator[str]:
    if element.tag in _LEFT_OUT:
        return
    if element.tag in _LINES and element.find(f"{_TEI}title") is None and element.find(f"{_TEI}p") is None:
        if line := _plain(element):
            yield line
        return
    for child in element:
        yield from _lines(child)


def _items(body: ElementTree.Element) -> Iterator[str]:
    """Numbers of the items: in a list of the agenda, and above the text of each."""
    for element in body.iter():
        is_listed = element.tag == f"{_TEI}list" and element.get("type") == "agenda"
        if is_listed or (element.tag == f"{_TEI}div" and element.get("type") == "agenda_item"):
            heads = element.findall(f"{_TEI}item") if is_listed else element.findall(f"{_TEI}head")[:1]
            for head in heads:
                number = head.find(f".//{_TEI}num")
                if number is not None and _plain(number):
                    yield _plain(number).strip("[]. ")


def _dates(element: ElementTree.Element) -> Iterator[tuple[str, str]]:
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_TEI}date" and len(child.get("when", "")) == 10:
            yield _plain(child), child.get("when", "")
        else:
            yield from _dates(child)


def _persons(root: ElementTree.Element, roles: tuple[str, ...]) -> Iterator[str]:
    for person in root.iter(f"{_TEI}person"):
        surname = person.find(f".//{_TEI}surname")
        if surname is not None and any(role in roles for role in (person.get("role") or "").split()):
            yield _plain(surname)
