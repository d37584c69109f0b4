"""Rules for notes in brackets, stamps and handwriting, and what is only punctuation.

A note may run over several lines: an open bracket is followed until it closes, a label such as "[Stamp:]" until the
lines stop being short. A note that never closes ends where running text begins.

Not for: marks inside a line (`fonds.reading._marks`).
"""

from __future__ import annotations

import re

from fonds.model import SlotKind
from fonds.reading._daylines import match_dated_line
from fonds.reading._lines import SHORT, Line
from fonds.reading.blocks._cues import cue_tuple, cue_words, find_bracket, find_start, find_whole, names_hand
from fonds.reading.blocks._names import is_name, is_titled, names_office
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._running import is_running
from fonds.reading.blocks._walk import Found, Walk

_LONGEST_NOTE = 9
_FOOTNOTE = re.compile(r"\[(?:\d{1,3}|[ivx]{1,5}|[a-z]|\*{1,3})\] ?\S")
_NOTE_AT_FOOT = re.compile(r"(?:\d{1,2}|\*{1,3}|†) (?=[A-ZА-Я\"“])")
_INITIALS = re.compile(r"\b[^\W\d_]\. ?[^\W\d_]?\.? ?[^\W\d_]{3,}")
_NUMBERED_MINUTES = ("minutes", "protocol", "протокол", "protokoll")
_TO_DO = re.compile(r"[^:–—]{4,50}(?::| [-–—]) (\S)")
_RUNNING = 90
_GOES_ON: frozenset[SlotKind] = frozenset(
    {
        "addressee", "sender", "heading", "minutes_head", "reference", "routing", "production", "signature", "stamp",
        "distribution", "copies", "subject", "resolution", "handwritten", "document_kind", "salutation",
        "decision_date",
    }
)  # fmt: skip


@rule()
def note_goes_on(walk: Walk, line: Line) -> Found | None:
    """A line inside a note that an earlier line began."""
    if walk.note is None:
        return None
    if _ends_note(walk, line):
        walk.note = None
        return None
    kind = walk.note
    if kind == "handwritten" and not walk.note_open and is_order(line):
        kind = "resolution"
    walk.note_lines += 1
    _follow(walk, line.text)
    return kind, 0.85


def is_order(line: Line) -> bool:
    """Whether a line calls upon somebody by name to do something: "Cdes. X, Y - your opinion by 5 May"."""
    if not line.low.startswith(cue_tuple("persons", "forms")) or len(line.text) > 160 or line.text.endswith(":"):
        return False
    match = _TO_DO.match(line.text)
    return match is not None and match[1][0].islower()


def _ends_note(walk: Walk, line: Line) -> bool:
    if walk.note_lines >= _LONGEST_NOTE:
        return True
    if walk.note_open:
        is_closing = line.text.count("]") > line.text.count("[")
        if walk.note == "stamp" and is_running(line) and not is_closing:
            return True
        return len(line.text) > (50 if _is_registered(walk) else _RUNNING) and not is_closing
    return walk.note_lines >= 4 or len(line.text) > 70 or _begins_other(walk, line)


def _begins_other(walk: Walk, line: Line) -> bool:
    """Whether a line behind a closed label ("[Stamp:]") is something else: an addressee, a text, a signature."""
    cue = find_start(line.low)
    if cue and cue.kind not in ("stamp", "reference", "handwritten", "resolution"):
        return True
    previous = walk.previous
    if walk.note == "handwritten" and names_office(line.low) and is_titled(line.text):
        return True
    is_quoted = previous is not None and previous.line.low[0] == previous.line.low[-1] == '"'
    return is_quoted or _is_registered(walk)


def _is_registered(walk: Walk) -> bool:
    """Whether the line before is the register number that ends a stamp."""
    previous = walk.previous
    return walk.note == "stamp" and previous is not None and previous.line.low.startswith(("incoming", "вх"))


def _follow(walk: Walk, text: str) -> None:
    """Keeps count of the bracket of a note that runs on."""
    if walk.note_open and text.count("]") > text.count("["):
        walk.note = None
        walk.note_open = False


def _begin(walk: Walk, kind: SlotKind, line: Line) -> None:
    opened = line.text.count("[") - line.text.count("]")
    label_only = opened <= 0 and line.low.rstrip(" .").endswith((":]", "]:")) and kind in ("stamp", "handwritten")
    stamp_outside = kind == "stamp" and opened <= 0 and line.low.startswith("[") and not line.low.endswith("]")
    if opened > 0 or label_only or stamp_outside:
        walk.note, walk.note_open, walk.note_lines = kind, opened > 0, 1


@rule(longest=80)
def nothing_but_signs(_walk: Walk, line: Line) -> Found | None:
    """A line without a letter or figure: a mark of omission, a rule, an empty row of a table."""
    if any(map(str.isalnum, line.text)):
        return None
    if "…" in line.text or "..." in line.text:
        return "omission", 0.95
    if line.text.strip("| ") == "" and _walk.previous_kind in ("distribution", "table"):
        return ("distribution", 0.8) if _walk.previous_kind == "distribution" else ("table", 0.8)
    return "separator", 0.9


@rule()
def footnote(walk: Walk, line: Line) -> Found | None:
    """The text of a note: its number in square brackets at the head of the line."""
    if line.text[0] == "[" and _FOOTNOTE.match(line.text):
        return "footnote", 0.95
    if walk.previous_kind == "footnote" and len(line.text) > _RUNNING and not line.text[0].isdigit():
        return "footnote", 0.5
    return None


@rule("end")
def note_at_foot(walk: Walk, line: Line) -> Found | None:
    """The text of a note behind the document: its star, or its figure without a stop, at the head of the line."""
    if not _NOTE_AT_FOOT.match(line.text) or len(line.text.split()) < 4:
        return None
    if line.text[0] in "*†":
        return ("footnote", 0.85) if walk.has_star else None
    fits = walk.previous_kind in ("footnote", "separator", "heading", "signature", "dateline")
    return ("footnote", 0.75) if fits and line.text.endswith((".", "”", '"')) else None


@rule()
def opening_bracket(walk: Walk, line: Line) -> Found | None:
    """A line that opens with a bracket: its first words say what it is."""
    if line.text[0] != "[":
        return None
    label, behind = _parts(line.low)
    cue = find_bracket(f"{label}]")
    if cue is None:
        return None
    is_noted = cue.kind == "translator_note" and label.startswith(cue.phrase)
    told: SlotKind = "handwritten" if names_hand(label) and not is_noted else cue.kind
    kind: SlotKind | None = _refine(walk, told, label, behind, line)
    if kind is None or (kind in ("signature", "omission") and len(line.text) > _RUNNING):
        return None
    _begin(walk, kind, line)
    return kind, 0.9


def _parts(low: str) -> tuple[str, str]:
    """What stands in the first bracket, and what stands behind it."""
    inner = low.lstrip("[ ")
    label, _, behind = inner.partition("]")
    return label, behind.strip(" :.]")


def _refine(walk: Walk, kind: SlotKind, label: str, behind: str, line: Line) -> SlotKind | None:
    if kind == "addressee":
        fits = walk.part != "text" or (line.text.endswith(":") and len(line.text) < 70)
        return "addressee" if line.is_short and label.startswith("to") and fits else None
    if kind == "omission" and behind:
        return None
    if kind == "translator_note" and behind:
        return None
    if kind == "minutes_head":
        return "minutes_head" if walk.part == "head" and not behind else None
    if kind in ("handwritten", "stamp"):
        return _refine_hand(walk, kind, label, behind)
    return kind


def _refine_hand(walk: Walk, kind: SlotKind, label: str, behind: str) -> SlotKind:
    """Handwriting may hold the head of the minutes, the number of the copy, or a signature."""
    said = behind or label.partition(":")[2].strip()
    cue = find_start(said) or find_whole(said)
    if kind == "handwritten" and "signature" in label and "signatures" not in label:
        return "signature"
    if cue and (cue.kind == "copies" or (behind and cue.phrase.startswith(_NUMBERED_MINUTES))):
        return cue.kind
    if kind == "handwritten" and walk.part != "head" and names_office(said) and _INITIALS.search(said):
        return "signature"
    return kind


@rule(longest=SHORT)
def stamp_without_bracket(walk: Walk, line: Line) -> Found | None:
    """The words of a stamp whose bracket was lost."""
    cue = find_start(line.low)
    if cue is None or cue.kind != "stamp":
        return None
    if cue.phrase.endswith("return"):
        walk.note, walk.note_open, walk.note_lines = "stamp", line.text.count("[") > line.text.count("]"), 1
    return "stamp", 0.85


@rule(longest=SHORT, after=_GOES_ON)
def rest_of_a_broken_line(walk: Walk, line: Line) -> Found | None:
    """The rest of a short line that broke off behind a small word or a comma."""
    previous = walk.previous
    if previous is None or not previous.line.is_short:
        return None
    if previous.kind == "sender" and line.low.startswith(("of ", "in the ")) and line.text[0].islower():
        return "sender", 0.75
    words = previous.line.low.split()
    if len(words) > 1 and words[-1] in cue_words("continues", "words"):
        return previous.kind, 0.8
    behind_comma = previous.kind != "salutation" and _goes_on_behind_comma(previous.line, line)
    return (previous.kind, 0.8) if behind_comma else None


@rule(longest=60, after={"signature", "sender", "resolution", "routing", "production"})
def rest_before_a_small_word(walk: Walk, line: Line) -> Found | None:
    """The rest of a short line that broke off before a small word, or before the hour of dispatch."""
    previous = walk.previous
    if previous is None:
        return None
    low = line.low
    if low.startswith(_REST.get(previous.kind, "\n")) and find_start(low) is None:
        return previous.kind, 0.7
    if previous.kind not in ("routing", "production"):
        return None
    is_hour = low[:1].isdigit() and ":" in low and not any(map(str.isalpha, low))
    return (previous.kind, 0.8) if is_hour or (low.startswith(("at ", "on ")) and low[3:4].isdigit()) else None


_REST = {"signature": ("of ", "in the "), "sender": ("of ", "in the "), "resolution": ("to ",)}


def _goes_on_behind_comma(before: Line, line: Line) -> bool:
    if not before.text.endswith(",") or match_dated_line(line.low):
        return False
    return find_start(line.low) is None and (is_name(line.text, 9) or names_office(line.low) or "," in line.text)


RULES: tuple[Rule, ...] = (
    note_goes_on,
    nothing_but_signs,
    footnote,
    opening_bracket,
    stamp_without_bracket,
    rest_of_a_broken_line,
    rest_before_a_small_word,
)
