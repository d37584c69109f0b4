"""Something is announced and does not follow: names, a list, the figures of a table, an attachment, a signature.

Not for: values of a single line (`_gap_values`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from fonds.criticism._gap import RUNNING, last_word, missing, with_next
from fonds.criticism._gap_words import gap_openings, gap_words
from fonds.criticism._page import Page, opening
from fonds.model import AnySlot, Candidate, Finding

_WORD = re.compile(r"[^\W\d_]+")
_ATTACHED = ("page_title", "heading", "subject")


def find_missing_lists(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """Findings of each kind, in this order: names, lists, figures, attachments, the signature."""
    if page.all_of("distribution"):
        for slot, after in with_next(slots):
            if slot.kind == "distribution":
                yield from _missing_names(slot, after)
    if slots:
        yield from _missing_list(page, slots[-1])
    if page.all_of("table"):
        yield from _missing_figures(page, slots)
    yield from _missing_attachment(page, slots)
    if page.all_of("enclosure"):
        yield from _missing_enclosure(page, slots)
    yield from _missing_signature(page.all_of("signature"))


def _missing_names(slot: AnySlot, after: AnySlot | None) -> Iterator[Finding]:
    """The line that introduces the recipients, and no recipients."""
    if after is not None and after.kind == "distribution":
        return
    bare = slot.content.rstrip()
    if last_word(bare) in gap_words("address") or bare.endswith(":") or last_word(bare) == "to":
        shown = opening(bare)
        yield missing(
            (slot.id,),
            (shown,),
            f"No names follow “{shown}”.",
            (
                Candidate(slots=(slot.id,), why="the names stood below or on the back and were not transcribed"),
                Candidate(slots=(slot.id,), why="the list was left open, to be filled in by hand"),
            ),
        )


def _missing_list(page: Page, slot: AnySlot) -> Iterator[Finding]:
    """The document ends with a colon, and the frame of the page follows."""
    bare = slot.content.rstrip()
    if slot.kind in RUNNING and bare.endswith(":") and len(bare.split()) > 3 and page.slots[-1].id != slot.id:
        shown = bare[-60:].partition(" ")[2]
        yield missing(
            (slot.id,),
            (shown,),
            f"Nothing follows the colon of “{shown}”.",
            (Candidate(slots=(slot.id,), why="the list or the text that it announces was not transcribed"),),
            certainty=0.8,
        )


def _missing_figures(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """Rows of one cell without a figure, below a line that speaks of amounts."""
    place = 0
    for kind, group in groupby(slots, key=lambda slot: slot.kind):
        rows = list(group)
        lead = slots[place - 1] if place else None
        place += len(rows)
        if kind == "table" and len(rows) > 1 and lead is not None and _has_lost_figures(lead, rows):
            yield _lost_column(page, lead, rows)


def _has_lost_figures(lead: AnySlot, rows: Sequence[AnySlot]) -> bool:
    if any(sign.isdigit() or sign == "|" for row in rows for sign in row.content):
        return False
    low = lead.content.casefold().rstrip()
    return low.endswith(":") and any(word in low for word in gap_words("counted"))


def _lost_column(page: Page, lead: AnySlot, rows: Sequence[AnySlot]) -> Finding:
    return missing(
        (lead.id, *(row.id for row in rows)),
        (opening(lead.content), opening(rows[0].content)),
        f"The table of {len(rows)} rows behind {page.name_of(lead.id)} shows no figures: a column is lost.",
        (
            Candidate(slots=(rows[0].id,), why="the column of numbers was lost in the capture: look at another copy"),
            Candidate(slots=(lead.id,), why="the list names what was taken and gives no amounts"),
        ),
    )


def _missing_attachment(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """The title says that something is attached, and the page has nothing of the kind."""
    for title in page.slots:
        if title.kind not in _ATTACHED:
            continue
        low = title.content.casefold()
        cue = next((cue for cue in gap_openings("attached") if cue in low), "")
        named = _WORD.findall(low[low.find(cue) :]) if cue else []
        thing = next((word for word in named if word in gap_words("attached_things")), "")
        if thing and not _shows(slots, thing, title.id):
            start = low.find(cue)
            yield _no_attachment(page, title, title.content[start : start + 60].rstrip(" ]"), thing)
            return


def _missing_enclosure(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """A line that says of several things that they are attached, a list among them, and no list on the page."""
    for index, slot in enumerate(slots):
        thing = _attached_list(slot.content) if slot.kind == "enclosure" else ""
        if not thing:
            continue
        behind = slots[index + 1 :]
        if not any(one.kind in ("table", "list_item") for one in behind) and not _shows(behind, thing, slot.id):
            yield _no_attachment(page, slot, opening(slot.content), thing)
            return


def _attached_list(content: str) -> str:
    """The list among several things that a line says are attached; empty when there is none."""
    low = content.casefold().strip("([ ")
    if "[" in low or not low.startswith(gap_openings("attaching")):
        return ""
    things = [word for word in _WORD.findall(low.partition(":")[2]) if word in gap_words("attached_things")]
    lists = (word for word in things if word.removesuffix("s") in gap_words("attached_lists"))
    return next(lists, "") if len(things) > 1 else ""


def _shows(slots: Sequence[AnySlot], thing: str, title: str) -> bool:
    stem = thing.removesuffix("s")
    if stem == "table" and any(slot.kind == "table" for slot in slots):
        return True
    heads = ("heading", "document_kind", "page_mark", "enclosure", "table")
    return any(slot.kind in heads and slot.id != title and stem in slot.content.casefold() for slot in slots)


def _no_attachment(page: Page, title: AnySlot, shown: str, thing: str) -> Finding:
    return missing(
        (title.id,),
        (shown,),
        f"{page.name_of(title.id).capitalize()} announces the {thing}, which the page does not show.",
        (
            Candidate(slots=(title.id,), why="it belongs to the paper and was not transcribed"),
            Candidate(slots=(title.id,), why="it is described as a record of its own"),
        ),
    )


def _missing_signature(signed: Sequence[AnySlot]) -> Iterator[Finding]:
    """Somebody vouches for the translation or the copy, and nobody has signed the paper itself."""
    if signed and all(_attests(slot.content) for slot in signed):
        yield missing(
            [signed[0].id],
            [opening(signed[0].content)],
            "The paper is authenticated or translated by somebody, and its own signature is missing.",
            (
                Candidate(slots=(signed[0].id,), why="the signature stands on the original, and not on this copy"),
                Candidate(slots=(signed[0].id,), why="the signature was not transcribed"),
            ),
            severity="note",
            certainty=0.8,
        )


def _attests(content: str) -> bool:
    return content.lstrip("[( ").casefold().startswith(gap_openings("attests"))
