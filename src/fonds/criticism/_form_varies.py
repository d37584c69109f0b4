"""form-varies: the way of numbering, dating or naming changes inside one list, one head or one record of a meeting.

Not for: one name in two spellings (`_spelling_varies`), nor for numbers that are missing (`_number_gap`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fonds.criticism._misread import is_misread
from fonds.criticism._page import Page, opening
from fonds.criticism._surroundings import Surroundings
from fonds.model import FRAME_KINDS, AnySlot, Candidate, DatedAct, Finding, Passage

CODE = "form-varies"

EXPLANATION = (
    "Inside one list the signs behind the numbers change, speakers are named in more than one way, or days are "
    "written in three ways or more. "
    "It may be harmless: typists were not consistent, and neither were translators. "
    "But where the form changes, the text may have been put together from several papers; look at the original there."
)

_NUMBER = re.compile(
    r"\s*\(?(?:\d{1,4}|[IVXL]{1,6}|[^\W\d_])(?:, ?\d{1,3})*"
    r"(\)?[ \u00a0]?[.:)]{0,2}[ \u00a0]?[-\u2013\u2014.:]?)[ \u00a0]*(?=\S)"
)
_SPEAKER = re.compile(
    r"((?:[^\W\d_]{1,8}\.? )?)((?:[^\W\d_]\. ?){0,2}[^\W\d_][\w'\u2019-]{0,24})"
    r"(?: ?\([^()]{1,40}\))?([.:]?[ \u00a0]?[\u2014\u2013:.-])"
)
_DAY_FORMS = (
    ("with strokes", re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?\Z")),
    ("with stops", re.compile(r"\d{1,2}\.\s?\d{1,2}\.?(?:\s?\d{2,4})?\Z")),
    ("with a Roman month", re.compile(r"\d{1,2}[./\s][IVX]{1,4}[./\s]\d{2,4}\Z")),
    ("as year, month, day", re.compile(r"\d{4}[-/ ]\S+[-/ ]\d{1,2}\Z")),
    ("with the month in words", re.compile(r"\d{1,2}\s[^\W\d_]{3,}\.?(?:,? \d{4})?\Z")),
    ("with the month first", re.compile(r"[^\W\d_]{3,}\.? \d{1,2}(?:,? \d{4})?\Z")),
)
_MANY_DAY_FORMS = 3
_PARTS = re.compile(r"\w+")
"""A day without its year is short for one that was named before: it is no other way of writing days."""

_OTHER_HANDS = FRAME_KINDS | {"handwritten", "stamp", "resolution"}
"""Lines that are not of the writer, the typist and the offices through which a paper went."""

_TIMES = re.compile(r"\d{1,3}([ \u00a0]?[x\u00d7])[ \u00a0]")
_Line = tuple[AnySlot, str]
"""A line with the part of it that has a form."""

_LONGEST_LINE = 80
_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?] [^\W\d_]")
_LONG_TURN = 120
_TURNS = 3


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """At most one finding each for days, lists of recipients, numbers of one family, and speakers."""
    if is_misread(page, surroundings):
        return
    yield from _days(page)
    yield from _list_of_recipients(page)
    for family in page.families.values():
        is_one_list = len({passage.number for passage in family}) == len(family)
        if is_one_list and len(family) > 1:
            yield from _numbers(family)
    yield from _speakers(page)
    yield from _initials(page)


def _days(page: Page) -> Iterator[Finding]:
    first: dict[str, tuple[AnySlot, str]] = {}
    for act in page.statements(DatedAct):
        slot = page.by_id[act.slots[0]]
        is_cited = slot.kind == "reference" and act.role == "mentioned"  # as the office of the other paper wrote it
        if slot.kind not in _OTHER_HANDS and not is_cited and len(_PARTS.findall(act.literal)) > 2:
            form = next((name for name, pattern in _DAY_FORMS if pattern.match(act.literal)), None)
            if form is not None:
                first.setdefault(form, (slot, act.literal))
    if len(first) >= _MANY_DAY_FORMS:
        slots = [slot for slot, _ in first.values()]
        message = f"Days are written in {len(first)} ways: {', '.join(first)}."
        why = "parts of the paper were written, sent and typed by different hands"
        candidates = [Candidate(slots=tuple(dict.fromkeys(slot.id for slot in slots)), why=why)]
        yield _make_finding(slots, [literal for _, literal in first.values()], message, candidates)


def _list_of_recipients(page: Page) -> Iterator[Finding]:
    """Lines that begin with a number and are no points: recipients, with the number of their copy or copies."""
    run: list[AnySlot] = []
    for slot in page.text_slots:
        if slot.content[:1].isdigit() and _is_counted(slot):
            run.append(slot)
        elif run and slot.kind != "distribution":
            yield from _numbers(run)
            run = []
    yield from _numbers(run)


def _is_counted(slot: AnySlot) -> bool:
    if len(slot.content) > _LONGEST_LINE or (isinstance(slot, Passage) and slot.number):
        return False
    return slot.kind == "distribution" or _TIMES.match(slot.content) is not None


def _numbers(lines: Sequence[AnySlot]) -> Iterator[Finding]:
    """Signs behind the numbers of one list that are not all the same; figures of another sort number another list."""
    numbered = [(line, _TIMES.match(line.content) or _NUMBER.match(line.content)) for line in lines]
    if len({match.group(1) for _, match in numbered if match is not None}) < 2:
        return
    forms: dict[str, list[tuple[AnySlot, str]]] = {}
    sort = ""
    for line, match in numbered:
        if match is None or not match.group(1).strip():
            continue
        sort = sort or _sort(match.group())
        if _sort(match.group()) == sort:
            forms.setdefault(_visible(match.group(1)), []).append((line, match.group().strip()))
    if len(forms) > 1:
        message = f"The signs behind the numbers change within one list: {len(forms)} forms."
        yield _several_forms(list(forms.values()), message, "are numbered so")


def _sort(number: str) -> str:
    return "figures" if any(sign.isdigit() for sign in number) else "letters"


def _visible(sign: str) -> str:
    return sign.replace("\u00a0", " ").replace("\u2013", "-").replace("\u2014", "-")


def _speakers(page: Page) -> Iterator[Finding]:
    """Turns that name speakers in capitals and not, or with other signs, or one speaker with a title and without."""
    forms: dict[tuple[bool, str], list[_Line]] = {}
    titled: dict[str, dict[str, list[_Line]]] = {}
    for slot in page.all_of("speech"):
        match = _SPEAKER.match(slot.content) if _is_said(slot.content) else None
        if match is not None:
            address, name, sign = match.groups()
            turn = (slot, match.group().strip())
            forms.setdefault((name.isupper(), _visible(sign).strip()), []).append(turn)
            titled.setdefault(name, {}).setdefault(address, []).append(turn)
    varied = [list(forms.values())] if len(forms) > 1 else []
    varied += [list(found.values()) for found in titled.values() if len(found) > 1]
    if varied and sum(map(len, forms.values())) >= _TURNS:
        yield _several_forms(varied[0], f"Speakers are named in {len(varied[0])} ways.", "name the speaker so")


_BEFORE = re.compile(r"(?<![\w.])(?:[^\W\d_a-z]\. ?){1,2}[^\W\d_a-z][\w'\u2019-]{2,24}(?! [^\W\d_a-z]\.)")
_BEHIND = re.compile(r"(?<![\w.] )(?<!\w)[^\W\d_a-z][\w'\u2019-]{2,24} (?:[^\W\d_a-z]\. ?){1,2}(?! ?[^\W\d_])")


def _initials(page: Page) -> Iterator[Finding]:
    """Those who took part stand with their initials before the surname in one line, and behind it in another."""
    forms: dict[str, list[_Line]] = {}
    for slot in page.all_of("attendance"):
        before, behind = _BEFORE.search(slot.content), _BEHIND.search(slot.content)
        if (before is None) != (behind is None):
            found = before or behind
            forms.setdefault("before" if before else "behind", []).append((slot, found.group() if found else ""))
    if len(forms) > 1:
        yield _several_forms(list(forms.values()), "Initials stand before surnames and behind them.", "have them so")


def _is_said(content: str) -> bool:
    """A turn has a sentence, a list of those present has none."""
    ends = content.rstrip().endswith((".", "!", "?", "\u201d", '"', "\u2026", ")", "]"))
    return ends or len(content) > _LONG_TURN or _SENTENCE.search(content) is not None


def _several_forms(forms: Sequence[Sequence[tuple[AnySlot, str]]], message: str, deed: str) -> Finding:
    """A finding for lines of several forms: the form of most lines is the likeliest for all."""
    usual = max(forms, key=len)
    count = sum(map(len, forms))
    others = tuple(slot.id for form in forms if form is not usual for slot, _ in form)
    candidates = [Candidate(slots=others, why="the list was put together from several papers")]
    if len(usual) * 2 > count:
        candidates.insert(
            0, Candidate(slots=others, literal=usual[0][1], why=f"{len(usual)} of {count} lines {deed}")
        )
    shown = [form[0][0] for form in forms]
    return _make_finding(shown, [opening(slot.content) for slot in shown], message, candidates)


def _make_finding(
    slots: Sequence[AnySlot], literals: Sequence[str], message: str, candidates: Sequence[Candidate]
) -> Finding:
    return Finding(
        code=CODE,
        slots=tuple(dict.fromkeys(slot.id for slot in slots)),
        literals=tuple(literals),
        message=message,
        candidates=tuple(candidates),
        severity="note",
        certainty=0.8,
    )
