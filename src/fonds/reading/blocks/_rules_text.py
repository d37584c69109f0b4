"""Rules for the text of a document: numbers, speakers, lists, rows, and running text, which is what is left.

Not for: whether a number counts and at which depth (`_tree`).
"""

from __future__ import annotations

from msgspec.structs import replace

from fonds.model import SlotKind
from fonds.reading._lines import SHORT, Line, has_digit
from fonds.reading.blocks import _rules_speech
from fonds.reading.blocks._cues import cue_tuple, cue_words, find_whole
from fonds.reading.blocks._enumerators import Enumerator, read_enumerator
from fonds.reading.blocks._names import is_titled, names_office
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._walk import Found, Walk

_TITLE = ("cde", "comrade", "com.", "тов", "т.", "mr", "dr.")


_FAR = 16
_LEAST_SERIAL = 100
_BEFORE_BODY: frozenset[SlotKind] = frozenset({"field", "paragraph", "item", "attendance", "minutes_head"})
_BEFORE_NOTE: frozenset[SlotKind] = frozenset(
    {"signature", "dateline", "production", "distribution", "resolution", "enclosure", "reference"}
)


@rule()
def numbered(walk: Walk, line: Line) -> Found | None:
    """A number or letter at the head of the line, not of clauses in it; the tree decides later whether it counts."""
    found = read_enumerator(line.text) or _number_behind_formula(line)
    if found is None or _goes_on_inside(line, found) or (found.style == "dash" and not walk.is_minutes):
        return None
    if found.style == "capital" and found.closer == "." and not _is_in_a_row(walk, found):
        return None
    walk.numbers[len(walk.pieces)] = _behind_serial(line, found)
    return "point", 0.9


def _behind_serial(line: Line, found: Enumerator) -> Enumerator:
    """The first point behind the number of a telegram: "2989. 1. I called on the Minister"."""
    if found.style != "digit" or found.value < _LEAST_SERIAL:
        return found
    inner = read_enumerator(line.text[found.end :])
    is_first = inner is not None and inner.style == "digit" and inner.value == 1
    return replace(inner, end=inner.end + found.end) if inner is not None and is_first else found


def _goes_on_inside(line: Line, found: Enumerator) -> bool:
    """Whether the list is one of clauses within the sentence: "1) the road; 2) the bridge; and 3) the ferry."."""
    if found.style != "digit" or found.value != 1 or found.closer != ")":
        return False
    second, third = line.text.find("; 2) "), line.text.find(" 3) ")
    return 0 < second < third


def _is_in_a_row(walk: Walk, found: Enumerator) -> bool:
    """Whether a capital with a stop counts on from one before, or to one below; else it is an initial."""
    before = next((walk.numbers[at] for at in reversed(walk.numbers) if walk.numbers[at].style == "capital"), None)
    if before is not None and _counts_on(before, found):
        return True
    following = (read_enumerator(line.text) for line in walk.lines[walk.at + 1 : walk.at + _FAR])
    return any(later is not None and _counts_on(found, later) for later in following)


def _counts_on(one: Enumerator, other: Enumerator) -> bool:
    """Whether a capital is the next of the same alphabet."""
    is_same = one.mark.isascii() == other.mark.isascii()
    return other.style == "capital" and one.value + 1 == other.value and is_same


def _number_behind_formula(line: Line) -> Enumerator | None:
    """The number of an item behind the word that opens it: "HEARD: 1. ..."."""
    word, colon, rest = line.text[:24].partition(": ")
    cue = find_whole(word.lower()) if colon and rest[:1].isdecimal() else None
    if cue is None or cue.kind != "formula":
        return None
    found = read_enumerator(line.text[len(word) + 2 :])
    return replace(found, closer="№", end=found.end + len(word) + 2) if found else None


@rule()
def list_item(walk: Walk, line: Line) -> Found | None:
    """An element of a list without numbers: behind a dash, or behind a colon in lower case up to a semicolon."""
    if line.low.startswith(("- ", "• ", "* ", "· ", "+ ")):
        return None if line.low.endswith("-") else ("list_item", 0.85)
    previous = walk.previous
    if previous is None or not line.text[0].islower():
        return None
    before = previous.line.text
    if previous.kind == "paragraph" and before.endswith(":") and line.text.endswith((";", ",")):
        return "list_item", 0.8
    return ("list_item", 0.8) if previous.kind == "list_item" and before.endswith((";", ",")) else None


@rule("text", "end", longest=199)
def table_row(walk: Walk, line: Line) -> Found | None:
    """A row of a table: cells parted by strokes, or, where a capture flattened it, a few words behind a colon."""
    if "|" in line.text and _is_row(walk, line):
        return "table", 0.85
    if len(line.text) > 60 or line.text.endswith((".", ";", ":", ",", "!", "?")):
        return None
    previous = walk.previous
    opens = previous is not None and previous.kind == "paragraph" and previous.line.text.endswith(":")
    if (opens or walk.previous_kind == "table") and line.text[0].islower() and len(line.text.split()) <= 5:
        return "table", 0.75
    return None


def _is_row(walk: Walk, line: Line) -> bool:
    """Whether strokes end the line and part its cells, or part them as often as in the line next to it."""
    count = line.text.count("|")
    if line.text.endswith("|") and count >= 2:
        return True
    neighbours = (walk.previous.line if walk.previous_kind == "table" and walk.previous else None, walk.following)
    return " | " in line.text and any(near is not None and near.text.count("|") == count for near in neighbours)


@rule("head")
def endorsement(walk: Walk, line: Line) -> Found | None:
    """A sentence above the addressee: an instruction that was written over the letter."""
    following = walk.following
    if walk.at != 0 or following is None or len(line.text) < 40 or not line.text.rstrip("]").endswith("."):
        return None
    return ("resolution", 0.6) if following.low.startswith(("[to", "to the ", "to cde", "to com")) else None


@rule(longest=SHORT, after={"attendance"})
def attendance_goes_on(walk: Walk, line: Line) -> Found | None:
    """One of those present, in a line of its own behind the line that opens the list."""
    if line.text.endswith((".", ";", "!", "?")):
        return None
    if not walk.pieces[-1].line.text.endswith(":") and walk.pieces[-1].rule != "attendance goes on":
        return None
    fits = line.low.startswith(_TITLE) or is_titled(line.text.partition(",")[0]) or ": " in line.text
    return ("attendance", 0.75) if fits else None


@rule()
def opening_formula(_walk: Walk, line: Line) -> Found | None:
    """A body and what it does, behind which the decision follows: "The Council DECREES:", "The Committee -"."""
    words = line.low.rstrip(" :-").split()
    if len(words) > 12 or not line.low.endswith((":", " -")) or line.low[0] == "-" or not names_office(line.low):
        return None
    verb = find_whole(words[-1])
    return ("formula", 0.8) if line.low.endswith(" -") or (verb and verb.kind == "formula") else None


@rule(longest=120)
def item_without_number(walk: Walk, line: Line) -> Found | None:
    """The title of an item in notes of a session: a short line without a stop, between the turns of speakers."""
    if not walk.is_talk or walk.is_diary or line.text.endswith((".", ":", ";", "!", "?")):
        return None
    if line.low.startswith(cue_tuple("minutes", "item")) and line.text[0].isupper():
        return "item", 0.7
    return None


@rule()
def marked_heading(walk: Walk, line: Line) -> Found | None:
    """A line that the markup of the source calls a heading."""
    return ("heading", 0.9) if line.start in walk.headings else None


@rule("head", longest=200, after={"document_kind", "heading"})
def kind_goes_on(_walk: Walk, line: Line) -> Found | None:
    """What the document is about, in small letters below its kind: "on the fighting near X"."""
    first = line.low.partition(" ")[0]
    if first not in cue_words("kinds", "go_on") or line.text.endswith((".", ":", ";", "!")):
        return None
    return "heading", 0.75


@rule(longest=60, after=_BEFORE_BODY, only_minutes=True)
def body_decides(walk: Walk, line: Line) -> Found | None:
    """The name of the body that decides, alone in its line above the first point."""
    following = walk.following
    if following is None or not line.low.startswith("the ") or read_enumerator(following.text) is None:
        return None
    return ("formula", 0.6) if names_office(line.low) else None


@rule(longest=200)
def heading(walk: Walk, line: Line) -> Found | None:
    """A short line without a stop before the text, when nothing else fits."""
    if line.text.endswith(" .") and len(line.text) < 90:
        return "heading", 0.6
    if walk.part != "head" or line.text.endswith((".", ":", ";", ",", "!", "?")):
        return None
    following = walk.following
    if following is None or not line.text[0].isupper() or len(line.text.split()) < 2:
        return None
    leads = following.low.startswith(("[to", "to ")) or len(line.text) < len(following.text)
    return ("heading", 0.5) if leads or is_titled(line.text) else None


@rule("head", longest=70)
def figures_in_head(walk: Walk, line: Line) -> Found | None:
    """A short line with figures in the head, when nothing else fits: some register's."""
    if len(line.text.split()) > 8 or not walk.text_is_ahead:
        return None
    fits = has_digit(line.text) and not line.text.endswith((":", "!", "?"))
    return ("reference", 0.5) if fits else None


@rule("end", longest=110, after=_BEFORE_NOTE)
def note_below(walk: Walk, line: Line) -> Found | None:
    """A short sentence behind signatures, with no text of another document below: what a reader wrote there."""
    if walk.text_is_ahead:
        return None
    fits = line.text[0].isupper() and line.text.endswith((".", "!", "]")) and not line.text.startswith(("P.S", "["))
    return ("resolution", 0.5) if fits and len(line.text.split()) >= 3 else None


@rule()
def paragraph(_walk: Walk, _line: Line) -> Found | None:
    """Running text: what no other rule names."""
    return "paragraph", 0.8


RULES: tuple[Rule, ...] = (
    kind_goes_on,
    body_decides,
    endorsement,
    attendance_goes_on,
    opening_formula,
    *_rules_speech.RULES,
    list_item,
    table_row,
    item_without_number,
)
LAST: tuple[Rule, ...] = (figures_in_head, heading, note_below, paragraph)
