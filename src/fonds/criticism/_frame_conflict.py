"""frame-conflict: parts of the page frame contradict the document, or each other.

The title, the title in the citation and the type each call the document a kind; the document calls itself one, or has
lines that only one kind has. Who writes to whom in the title, and the class of the marking, are compared too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView
from functools import cache
from itertools import combinations, islice
from typing import NamedTuple

from rapidfuzz.distance import OSA

from fonds import words
from fonds.criticism._document_kinds import are_apart, find_kind, telegram_word
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Finding

CODE = "frame-conflict"

EXPLANATION = (
    "Title, citation, type or marking on the page say something else of the document than the document itself: "
    "another kind of paper, sender and addressee exchanged, another class. "
    "It may be harmless: cataloguers call a letter that reports a report, and a marking may have been lowered later. "
    "Describe the document by what it shows itself to be."
)


_MOST = 8
"""Lines of the frame that are compared with each other."""


class _Called(NamedTuple):
    """What a line calls the document."""

    kind: str
    literal: str
    slot: AnySlot


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding each for the kind of document, for its parties, and for its marking."""
    del surroundings
    yield from _kinds(page)
    yield from _parties(page)
    yield from _markings(page)
    yield from _archives(page)


def _kinds(page: Page) -> Iterator[Finding]:
    frame = list(islice(_called(page), _MOST))
    own = next(_own_kind(page), None)
    for one, other in combinations([*frame, *([own] if own else [])], 2):
        if are_apart(one.kind, other.kind):
            yield _finding((one.slot, other.slot), (one.literal, other.literal), _said(page, one, other), 0.8)
            return
    for one in frame:
        for slot, why, certainty in (*_against(page, one.kind), *_unborne(page, one)):
            message = f"{page.name_of(one.slot.id).capitalize()} calls the document a {one.kind}; {why}."
            yield _finding((one.slot, slot), (one.literal, opening(slot.content)), message, certainty)
            return


def _called(page: Page) -> Iterator[_Called]:
    """What title, title in the citation, and type call the document, each once."""
    for slot in page.slots:
        if slot.kind == "page_title":
            yield from _call(slot, slot.content)
        elif slot.kind == "citation":
            yield from _call(slot, slot.content[:160].partition('",')[0].partition(",”")[0])
        elif slot.kind in ("label", "label_value"):
            yield from _call_by_type(slot, page.reading.description.type)


def _call_by_type(slot: AnySlot, declared: str | None) -> Iterator[_Called]:
    """The type that the site gives; captures that lose labels keep its value, which then speaks for itself."""
    value = slot.content.rpartition(":")[2].strip()
    if value == declared or (slot.kind == "label_value" and len(value) <= _LONGEST_TYPE):
        yield from (one for one in _call(slot, value) if value.casefold().startswith(one.literal.casefold()))


_LONGEST_TYPE = 40


def _call(slot: AnySlot, text: str) -> Iterator[_Called]:
    found = find_kind(text)
    if found is not None:
        at = text.casefold().find(found[1])
        yield _Called(found[0], text[at : at + len(found[1])], slot)


def _own_kind(page: Page) -> Iterator[_Called]:
    """What the first line says by which the document calls itself something."""
    for slot in page.slots:
        if slot.kind == "document_kind":
            yield from _call(slot, slot.content)
        elif slot.kind in ("addressee", "signature"):
            return  # what comes behind may be a paper that this one forwards


def _said(page: Page, one: _Called, other: _Called) -> str:
    where = [page.name_of(slot.id).replace("the label value", "the type") for slot in (one.slot, other.slot)]
    return f"{where[0].capitalize()} says “{one.literal}”, {where[1]} says “{other.literal}”."


def _against(page: Page, kind: str) -> Iterator[tuple[AnySlot, str, float]]:
    """Lines of the document that papers of a kind do not have, with what they show, and how sure that is."""
    if kind == "telegram" and "enclosure" in page.kinds and page.kinds.isdisjoint(("routing", "document_kind")):
        yield page.all_of("enclosure")[0], "it has an enclosure, so it went by post or courier", 0.7
    elif kind in _NO_LETTERS and _opens_as_letter(page.kinds):
        certainty = 0.8 if kind != "report" else 0.6
        yield page.all_of("salutation")[0], "it greets its addressee as a letter does", certainty


def _unborne(page: Page, called: _Called) -> Iterator[tuple[AnySlot, str, float]]:
    """A type that says telegram, on a page whose title and paper have no other sign of one."""
    if called.kind != "telegram" or called.slot.kind not in ("label", "label_value"):
        return
    titles = [slot for slot in page.slots if slot.kind in ("page_title", "citation")]
    paper = [slot for slot in page.slots if slot.kind not in FRAME_KINDS]
    if not titles or not paper or "routing" in page.kinds or page.kinds.isdisjoint(_OF_PAPER):
        return
    if not any(_speaks_of_telegrams(slot.content) for slot in (*titles, *paper)):
        yield titles[0], "neither its title nor the paper has a sign of one", 0.5


_OF_PAPER = frozenset({"dateline", "signature", "addressee"})
"""Lines that a paper has which was sent as it is."""


def _speaks_of_telegrams(content: str) -> bool:
    found = find_kind(content)
    return (found is not None and found[0] == "telegram") or telegram_word().search(content.casefold()) is not None


_NO_LETTERS = frozenset({"report", "minutes", "resolution", "conversation", "treaty", "diary"})


def _opens_as_letter(kinds: KeysView[str]) -> bool:
    """It has an addressee and a greeting, and no heading, item or name of its own that says what it is."""
    if not {"addressee", "salutation"} <= kinds:
        return False
    return kinds.isdisjoint(("document_kind", "heading", "subject", "item", "minutes_head", "decision_date"))


def _archives(page: Page) -> Iterator[Finding]:
    """The archive that the frame names is none of those in the shelfmark."""
    source = next(iter(page.first_of("source")), None)
    cited = page.reading.description.citation
    if source is None or cited is None or not _repository(cited.repository or ""):
        return
    value = next(_values_of_archive(page), None)
    named = _repository(value.content) if value is not None else ""
    if value is None or not named:
        return
    if all(_repository(part) != named for part in re.split(r"[;,]", source.content)):
        literal = (
            cited.repository if cited.repository and cited.repository in source.content else opening(source.content)
        )
        message = f"The frame names the archive {value.content}, the shelfmark is of {cited.repository}."
        yield _finding((source, value), (literal, value.content), message, 0.7)


def _values_of_archive(page: Page) -> Iterator[AnySlot]:
    for label in page.all_of("label"):
        place = page.place[label.id] + 1
        for value in page.slots[place : place + 1]:
            if value.kind == "label_value" and label.content.casefold() in _archive_labels():
                yield value


def _repository(name: str) -> str:
    """The code of a repository under any of its names; empty for a name that is not in the table."""
    return _repositories().get(name.casefold().strip(" ."), "")


@cache
def _repositories() -> dict[str, str]:
    table = words.table("repositories")["repository"]
    return {name.casefold(): entry["code"] for entry in table for name in (*entry["aliases"], *entry["names"])}


@cache
def _archive_labels() -> frozenset[str]:
    found = {
        label for frame in words.tables("frame") for label, field in frame["labels"].items() if field == "archive"
    }
    return frozenset(found)


_TO = re.compile(r"(?:^|from |, ?)(?P<first>[^,\"“]{3,60}?) to (?P<second>[^,\"“]{3,60})", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-]){3,}")


def _parties(page: Page) -> Iterator[Finding]:
    """The title says "A to B", and the paper is addressed to A and signed by B."""
    title = next(iter(page.first_of("page_title")), None)
    addressee, signature = page.all_of("addressee"), page.all_of("signature")
    match = _TO.search(title.content) if title is not None and addressee and signature else None
    if title is None or match is None:
        return
    first, second = _names(match["first"]), _names(match["second"])
    to, signed = _names(addressee[0].content), _names(" ".join(slot.content for slot in signature[:2]))
    if _is_another(page, second, addressee[0]):
        yield _finding(
            (title, addressee[0]), (match["second"].strip(), opening(addressee[0].content)),
            "The title names an addressee to whom the paper is not addressed.", 0.55,
        )  # fmt: skip
    elif first & to and second & signed and not first & signed and not second & to and not first & second:
        yield _finding(
            (title, addressee[0]), (match.group().strip(" ,"), opening(addressee[0].content)),
            "The title names the sender as addressee and the addressee as sender.", 0.75,
        )  # fmt: skip


_SPACED = 60
"""So much of a line is read with its letters moved together ("C P S U")."""


def _is_another(page: Page, named: set[str], addressee: AnySlot) -> bool:
    """The title's addressee is one surname that stands nowhere on the paper, and the paper has another."""
    to = _names(addressee.content)
    if len(named) != 1 or len(to) != 1 or named & to or "[" in addressee.content:
        return False
    (name,) = named
    (other,) = to
    near = OSA.distance(name, other, score_cutoff=2) <= 2
    paper = (slot.content.casefold() for slot in page.slots if slot.kind not in FRAME_KINDS)
    return not near and not any(name in content or name in content[:_SPACED].replace(" ", "") for content in paper)


def _names(text: str) -> set[str]:
    """Words with a capital that may be surnames, in small letters."""
    return {word.casefold() for word in _NAME.findall(text) if word[0].isupper() and word.casefold() not in _titles()}


def _markings(page: Page) -> Iterator[Finding]:
    """The class in the frame is none of those that stand on the paper."""
    frame = next(_frame_markings(page), None)
    if frame is None:
        return
    paper = [(slot.content, slot) for slot in page.all_of("marking") if _class(slot.content)]
    paper = paper or list(_noted_markings(page))
    literal, slot = frame
    if paper and all(_class(said) != _class(literal) for said, _ in paper):
        said, one = paper[0]
        message = f"The frame gives the class “{literal}”, the paper bears “{opening(said)}”."
        yield _finding((one, slot), (opening(said), literal), message, 0.6)


_SENTENCES = re.compile(r"[.;] ")


def _noted_markings(page: Page) -> Iterator[tuple[str, AnySlot]]:
    """The class in the editor's note on the source of a printed paper: "Source: Central Files. Secret; Urgent."."""
    for slot in page.text_slots:
        if slot.content.casefold().startswith(_notes_on_sources()):
            yield from ((part, slot) for part in _SENTENCES.split(slot.content[:_NOTE]) if _class(part))


_NOTE = 400


@cache
def _notes_on_sources() -> tuple[str, ...]:
    return tuple(f"{lead}:" for table in words.tables("markings") for lead in table["markings"].get("notes", ()))


def _frame_markings(page: Page) -> Iterator[tuple[str, AnySlot]]:
    for slot in page.slots:
        if slot.kind in ("label", "label_value"):
            name, colon, value = slot.content.rpartition(":")
            literal = (
                value.strip() if colon and slot.kind == "label" else "" if slot.kind == "label" else slot.content
            )
            if _class(literal):
                yield literal, slot
            del name


def _class(text: str) -> str:
    """The class of a marking in plain words; empty for rules of handling and other words."""
    low = text.casefold().strip(" .!*")
    return low if low in _classes() else ""


@cache
def _classes() -> frozenset[str]:
    found: set[str] = set()
    for table in words.tables("markings"):
        found |= set(table["markings"]["phrases"]) - set(table["markings"].get("handling", ()))
    return frozenset(found)


@cache
def _titles() -> frozenset[str]:
    found = {"cable", "telegram", "letter", "report", "note", "ciphered", "from", "embassy", "ministry"}
    for table in words.tables("person_titles"):
        found.update(title.casefold() for part in ("one", "many", "ranks") for title in table[part])
    return frozenset(found)


def _finding(slots: tuple[AnySlot, AnySlot], literals: tuple[str, str], message: str, certainty: float) -> Finding:
    """The frame against the document: the document is the likelier to be right."""
    first, second = slots
    is_frame = (first.kind in FRAME_KINDS, second.kind in FRAME_KINDS)
    surer, other = (1, 0) if is_frame[0] else (0, 1)
    why = "the document shows it itself" if not all(is_frame) else "the title is made with the paper in hand"
    if all(is_frame):
        surer, other = (0, 1) if first.kind == "page_title" else (1, 0)
    return Finding(
        code=CODE,
        slots=(first.id, second.id) if first.id != second.id else (first.id,),
        literals=literals,
        message=message,
        candidates=(
            Candidate(slots=(slots[other].id,), literal=literals[surer], why=f"“{literals[surer]}” is right: {why}"),
            Candidate(slots=(slots[surer].id,), literal=literals[other], why=f"“{literals[other]}” is right"),
        ),
        severity="warning",
        certainty=certainty,
    )
