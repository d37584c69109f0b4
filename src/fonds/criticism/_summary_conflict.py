"""summary-conflict: the cataloguer's summary says something that the text contradicts.

A body of another kind of business than the only ones of its sort in the text, an amount of the same goods, a date
that differs in one part, a name that is called a cover name though the text does not use it so, a name that came into
use only after the record. What the text merely
does not have says nothing: a summary may know more, and a page may be cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import OSA

from fonds import words
from fonds.criticism._page import Page
from fonds.criticism._periods import find_out_of_time
from fonds.criticism._shown_dates import shown_beginning
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, DatedAct, Finding, Quantity

CODE = "summary-conflict"

EXPLANATION = (
    "The summary names a body, an amount, a date or a cover name that the text gives otherwise. "
    "It may be harmless: the summary may follow another copy, or a part of the text that is not on the page. "
    "Trust the text; a summary is the cataloguer's."
)


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each thing that the summary gives in another way than the text."""
    summaries = page.all_of("summary")
    if not summaries:
        return
    for slot in summaries:
        yield from _bodies(slot, page.text_slots)
        yield from _cover_names(page, slot, page.text_slots)
        yield from _signatories(page, slot)
        yield from _second_sender(page, slot)
        yield from _reversed(page, slot)
    yield from _amounts(page)
    yield from _dates(page)
    yield from _names_of_another_time(page, surroundings)


def _names_of_another_time(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """The summary calls a body or a place by a name that came into use after the record."""
    seen: set[str] = set()
    for found in find_out_of_time(page, surroundings, {"summary"}):
        if found.form.text not in seen:
            seen.add(found.form.text)
            literal = found.mention.literal
            yield Finding(
                code=CODE,
                slots=(found.slot.id,),
                literals=(literal,),
                message=f"The summary has the name {literal}, which came into use "
                f"{shown_beginning(found.form.valid_from or '')}, after the date of the record.",
                candidates=(
                    Candidate(slots=(found.slot.id,), why="the cataloguer put the name that readers know"),
                    Candidate(slots=(found.slot.id,), why="the date of the record is wrong"),
                ),
                severity="note",
                certainty=0.5,
            )


_MOST = 16
"""Things of one kind in a summary that are held against the text."""


class _Body(NamedTuple):
    """A body: its sort, the words that tell it from others, and its name as printed."""

    sort: str
    keys: frozenset[str]
    literal: str
    slot: AnySlot


def _bodies(summary: AnySlot, texts: Sequence[AnySlot]) -> Iterator[Finding]:
    named = list(islice(_read_bodies(summary), _MOST))
    if not named:
        return
    others = [body for slot in texts for body in _read_bodies(slot)]
    for body in named:
        rivals = [one for one in others if one.sort == body.sort and one.keys]
        if body.keys and rivals and not any(_share(body.keys, one.keys) for one in rivals):
            message = f"The summary names the {body.literal}, the text names the {rivals[0].literal}."
            yield _finding(summary, rivals[0].slot, (body.literal, rivals[0].literal), message, 0.75)


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """A word of both, or two that a slip may have made of one."""
    return any(OSA.distance(a, b, score_cutoff=1) <= 1 for a in one for b in other)


def _read_bodies(slot: AnySlot) -> Iterator[_Body]:
    low = slot.content.casefold()
    if len(low) != len(slot.content) or not any(sort in low for sort in _sorts()):
        return
    for match in _body().finditer(low):
        behind = [word for word in _WORD.findall(match["behind"] or "") if word not in _plain()]
        before = [word for word in _WORD.findall(match["before"] or "")[-1:] if word not in _plain()]
        keys = frozenset(_same().get(word, word)[:6] for word in behind or before)
        start = match.start("sort") if behind else match.start()
        literal = slot.content[start : match.end()].strip(" ,")
        yield _Body(_sorts()[match["sort"]], keys, literal, slot)


_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@cache
def _body() -> re.Pattern[str]:
    sorts = "|".join(map(re.escape, _sorts()))
    behind = r"(?: (?:of|for) (?:the )?[^\W\d_][\w'’-]{2,30}(?:,? and [^\W\d_][\w'’-]{2,30})?(?: affairs)?)"
    return re.compile(
        rf"(?:(?P<before>(?<!\w)[^\W\d_][\w'’-]{{2,30}}) )?(?<!\w)(?P<sort>{sorts})(?!\w)(?P<behind>{behind})?"
    )


def _cover_names(page: Page, summary: AnySlot, texts: Sequence[AnySlot]) -> Iterator[Finding]:
    """A name is said to stand for another, and no note of the text says so."""
    for match in islice(_cover().finditer(summary.content), _MOST):
        name = match["name"]
        places = [(slot, slot.content.find(name)) for slot in texts]
        found = [(slot, at) for slot, at in places if at >= 0]
        if not found or any(_is_explained(slot, name) for slot, _ in found):
            continue
        message = f"The summary calls {name} a cover name; the text does not use it as one."
        yield _finding(summary, found[0][0], (match.group(), name), message, 0.5)
        del page


def _is_explained(slot: AnySlot, name: str) -> bool:
    """A gloss stands behind the name, or it stands in one."""
    spans = [match.span() for match in re.finditer(re.escape(name), slot.content)]
    return any(
        mark.kind in ("gloss", "variant", "expansion")
        and (0 <= mark.start - end <= 2 or mark.start < start < mark.end)
        for mark in slot.marks
        for start, end in spans
    )


@cache
def _cover() -> re.Pattern[str]:
    cues = "|".join(
        sorted(map(re.escape, {cue for table in words.tables("sorts") for cue in table["names"]["cover"]}))
    )
    return re.compile(
        rf"(?:[Nn]ame )?(?P<name>(?<!\w)[^\W\d_a-zа-я][^\W\d_]{{3,30}})[”\"'’]? "
        rf"(?:is|was|being) (?:here )?(?:the |a |an )?(?:{cues})"
    )


_TO = re.compile(r"(?:^|, ?|from )(?P<first>[^,\"“]{3,60}?) to (?P<second>[^,\"“]{3,60})", re.IGNORECASE)
_SURNAME = r"[^\W\d_a-zа-я](?:[^\W\d_]|['’-]){3,30}"
_TELLS = re.compile(rf"(?P<speaker>{_SURNAME}) (?P<verb>[a-z]{{3,14}}) (?:to )?(?P<hearer>{_SURNAME})(?!\w)")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(verb for frame in words.tables("frame") for verb in frame["summary"]["verbs"])


def _reversed(page: Page, summary: AnySlot) -> Iterator[Finding]:
    """The title says "A to B", and in the summary B speaks to A."""
    title = next(iter(page.first_of("page_title")), None)
    match = _TO.search(title.content) if title is not None else None
    told = _TELLS.match(summary.content) if match is not None else None
    if title is None or match is None or told is None or told["verb"] not in _verbs():
        return
    first, second, speaker, hearer = match["first"], match["second"], told["speaker"], told["hearer"]
    page_text = [slot.content.casefold() for slot in page.slots if slot.kind != "summary"]
    for name in (speaker, hearer):
        if not any(name.casefold()[:5] in content for content in page_text):
            message = f"The summary names {name}, who stands nowhere else on the page."
            yield _finding(summary, title, (told.group(), match.group().strip(" ,")), message, 0.5)
            return
    if speaker in second and speaker not in first and hearer in first and hearer not in second:
        literals = (told.group(), match.group().strip(" ,"))
        yield _finding(summary, title, literals, "The summary exchanges sender and addressee of the title.", 0.6)


def _signatories(page: Page, summary: AnySlot) -> Iterator[Finding]:
    """So many are said to have signed, and another number of names stands below the text."""
    lines = [(slot, _NAMES.split(slot.content.rpartition(":")[2])) for slot in page.all_of("signature")]
    lists = [(slot, names) for slot, names in lines if len(names) > 1 and all(map(_is_name, names))]
    match = _signed().search(summary.content.casefold()) if len(lists) == 1 else None
    number = _numbers().get(match["number"]) if match is not None else None
    if match is None or number is None or len(lists[0][1]) == number:
        return
    slot, names = lists[0]
    said = summary.content[match.start() : match.end()]
    message = f"The summary speaks of {number} who signed, the paper is signed by {len(names)}."
    yield _finding(summary, slot, (said, slot.content.rpartition(":")[2].strip()), message, 0.7)


_TWO = re.compile(rf"(?:^|, ?|from )(?:[^\W\d_]{{1,8}}\.? )?(?P<one>{_SURNAME}) and (?P<other>{_SURNAME}) to ")
_SAYS = re.compile(rf"(?P<speaker>{_SURNAME}) (?P<verb>[a-z]{{3,14}}) ")


def _second_sender(page: Page, summary: AnySlot) -> Iterator[Finding]:
    """The title names two senders, and the summary lets one of them speak alone."""
    title = next(iter(page.first_of("page_title")), None)
    two = _TWO.search(title.content) if title is not None else None
    told = _SAYS.match(summary.content) if two is not None else None
    if title is None or two is None or told is None or told["verb"] not in _verbs():
        return
    silent = {two["one"]: two["other"], two["other"]: two["one"]}.get(told["speaker"])
    signed = " ".join(slot.content for slot in page.all_of("signature"))
    if silent is not None and silent in signed and silent not in summary.content:
        message = f"The summary names {told['speaker']} alone, the title and the signature also {silent}."
        yield _finding(summary, title, (told["speaker"], two.group().strip(" ,")), message, 0.6)


_NAMES = re.compile(r", and |, | and ")


def _is_name(text: str) -> bool:
    parts = text.strip(" .").split()
    return 1 <= len(parts) <= 4 and all(part[0].isupper() for part in parts)


@cache
def _signed() -> re.Pattern[str]:
    def either(topic: str) -> str:
        return words.one_of({word for table in words.tables("sorts") for word in table["signed"][topic]})

    numbers = words.one_of(_numbers())
    return re.compile(
        rf"(?<!\w)(?:{either('cues')}) (?:the )?(?P<number>{numbers}) (?:\w+ )?(?:{either('who')})(?!\w)"
    )


@cache
def _numbers() -> dict[str, int]:
    found = {word: value for table in words.tables("numbers") for word, value in table["units"].items() if value > 1}
    return found | {str(number): number for number in range(2, 30)}


def _amounts(page: Page) -> Iterator[Finding]:
    """The same goods, in another number than the only one of the text."""
    own: list[Quantity] = []
    said: dict[str, list[Quantity]] = {}
    for quantity in page.statements(Quantity):
        kind = page.by_id[quantity.slots[0]].kind
        if quantity.unit and kind == "summary":
            own.append(quantity)
        elif quantity.unit and kind not in FRAME_KINDS:
            said.setdefault(quantity.unit.casefold(), []).append(quantity)
    for quantity in own:
        others = said.get((quantity.unit or "").casefold(), [])
        values = {one.value for one in others}
        if len(values) == 1 and quantity.value not in values and _is_alike(page, quantity, others[0]):
            one = others[0]
            message = f"The summary says {quantity.literal}, the text {one.literal}."
            slots = (page.by_id[quantity.slots[0]], page.by_id[one.slots[0]])
            yield _finding(*slots, (quantity.literal, one.literal), message, 0.7)


def _is_alike(page: Page, one: Quantity, other: Quantity) -> bool:
    """Both speak of one thing: the goods, or two telling words behind the amounts, are the same."""
    behind = [_telling(page.by_id[it.slots[0]].content[it.end : it.end + 80]) for it in (one, other)]
    shared = [a for a, b in zip(*behind, strict=False) if a == b]
    goods = page.by_id[one.slots[0]].content[one.end : one.end + 4] == " of "
    return len(shared) >= 2 or (goods and behind[0][:1] == behind[1][:1] != [])


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > 2][:3]


def _dates(page: Page) -> Iterator[Finding]:
    """A full date that the text has with another day, month or year, and nowhere as the summary has it."""
    acts = [act for act in page.statements(DatedAct) if act.date.earliest == act.date.latest is not None]
    own = [act for act in acts if page.by_id[act.slots[0]].kind == "summary"]
    others = [act for act in acts if page.by_id[act.slots[0]].kind not in ("summary", "related")]
    known = {date.edtf for act in others for date in (act.date, *act.alternatives)}
    for act in own[:_MOST]:
        near = [one for one in others if _differ_in_one_part(act.date.edtf, one.date.edtf)]
        if act.date.edtf not in known and near:
            one = near[0]
            message = f"The summary says {act.literal}, {page.name_of(one.slots[0])} {one.literal}."
            slots = (page.by_id[act.slots[0]], page.by_id[one.slots[0]])
            yield _finding(*slots, (act.literal, one.literal), message, 0.6)


def _differ_in_one_part(one: str, other: str) -> bool:
    first, second = one.split("-"), other.split("-")
    return len(first) == len(second) == 3 and sum(a != b for a, b in zip(first, second, strict=True)) == 1


def _finding(summary: AnySlot, text: AnySlot, literals: tuple[str, str], message: str, certainty: float) -> Finding:
    return Finding(
        code=CODE,
        slots=(summary.id, text.id),
        literals=literals,
        message=message,
        candidates=(
            Candidate(slots=(summary.id,), literal=literals[1], why="the text says so: the summary is a slip"),
            Candidate(slots=(text.id,), why="the summary follows another copy, or a part that is not on the page"),
        ),
        severity="warning",
        certainty=certainty,
    )


@cache
def _sorts() -> dict[str, str]:
    return {word: group[0] for table in words.tables("sorts") for group in table["sorts"] for word in group}


@cache
def _plain() -> frozenset[str]:
    return frozenset(word for table in words.tables("sorts") for word in table["plain"])


@cache
def _same() -> dict[str, str]:
    return {word: key for table in words.tables("sorts") for key, found in table["same"].items() for word in found}
