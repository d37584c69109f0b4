"""Which lines run several parts of a document together?

Captures lose line breaks: "CABLE No 58187 TOP SECRET", "Copy. Top Secret", or a whole letter in one line. The parts
are cut apart so that each has its own kind; nothing is lost, the cut falls on white space.

Not for: sentences of running text.
"""

from __future__ import annotations

import re

from fonds.reading._daylines import match_dated_line
from fonds.reading._lines import Line, make_line, split_at
from fonds.reading.blocks._cues import find_bracket, find_start, find_whole, is_copy, is_marking, may_mark

_LEADING_DATE = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}(?: г\.)?(?= )")
_TO_WHOM = re.compile(r"To (?:Comrade|Cde\.|Com\.) (?:[^\W\d_a-z][^\W\d_]+ ){1,2}")
_GREETING = re.compile(r"(?<=[.!?] )With (?:\w+ )?greetings\b")
_HEADED_LIST = re.compile(r"[^.]{5,90} \. (?=1[.)] [^\W\d_])")
_SENTENCE_END = re.compile(r"([^\W\d_]{2,}|[\d)\]])[.!?] (?=[A-ZА-Я])")
_SHORT = frozenset({"cde", "cdes", "com", "no", "mr", "dr", "gen", "тов", "тт"})
_LONG = 200


def split_run_on(line: Line) -> list[Line]:
    """Cuts a line where one part of a document ends and the next begins; most lines stay whole."""
    if len(line.text) > _LONG and line.text[0].isdigit() and (match := _LEADING_DATE.match(line.text)):
        return _split_letter(line, match.end())
    if len(line.text) <= 70:
        return _split_marking(line)
    return _split_opening(line)


def _split_letter(line: Line, at: int) -> list[Line]:
    """A letter in one line: date, addressee, text, greeting and name."""
    if match_dated_line(make_line(0, line.text[:at]).low) is None:
        return [line]
    cuts = [at]
    to_whom = _TO_WHOM.match(line.text, at + 1)
    if to_whom:
        cuts.append(to_whom.end())
    greetings = list(_GREETING.finditer(line.text, max(cuts[-1], len(line.text) - 90)))
    if greetings:
        cuts.append(greetings[-1].start())
    return split_at(line, *cuts)


def _split_marking(line: Line) -> list[Line]:
    """A marking behind another part of the head, or before one."""
    at = line.text.find(" [")
    if at > 0 and is_marking(line.low[:at]) and find_bracket(line.low[at + 2 :]):
        return split_at(line, at)
    words = line.text.split() if may_mark(line.text) else []
    if len(words) < 2 or find_whole(line.low):
        return [line]
    if cut := _find_leading_marking(line, words) or _find_trailing_handling(line, words):
        return split_at(line, cut)
    if len(words) < 3:
        return [line]
    for size in (3, 2, 1):
        tail = " ".join(words[-size:])
        head = line.text[: len(line.text) - len(tail)].rstrip()
        if len(words) > size and is_marking(tail.lower()) and line.text.endswith(tail) and _is_head_part(head):
            return split_at(line, len(head))
    return [line]


def _find_leading_marking(line: Line, words: list[str]) -> int:
    """Where a marking ends that stands before another part ("STRICTLY SECRET Copy 3"); 0 when none does."""
    if not line.text[0].isalpha():
        return 0
    for size in (4, 3, 2, 1):
        head = " ".join(words[:size])
        rest = line.text[len(head) :].strip()
        is_spaced = rest[:1].isupper() and head[-1:].isalpha() and line.text.startswith(head)
        if is_spaced and is_marking(head.lower()) and _opens_head_part(rest):
            return len(head)
    return 0


def _opens_head_part(text: str) -> bool:
    low = make_line(0, text).low
    if is_copy(low) or find_whole(low) is not None:
        return True
    cue = find_start(low)
    return cue is not None and cue.kind in ("addressee", "reference", "copies", "priority", "marking")


def _find_trailing_handling(line: Line, words: list[str]) -> int:
    """Where the handling begins behind an office: "Embassy in Tehmar Secret. Copy No. 2"; 0 when it does not."""
    for at in range(1, len(words)):
        if not words[at][0].isupper() or not words[at - 1][-1].isalpha():
            continue
        tail = " ".join(words[at:])
        first, stop, rest = tail.partition(". ")
        if stop and line.text.endswith(tail) and is_marking(first.lower()) and is_copy(rest.lower()):
            return len(line.text) - len(tail)
    return 0


def _is_head_part(text: str) -> bool:
    low = make_line(0, text).low
    cue = find_whole(low) or find_start(low)
    return cue is not None and cue.kind in ("document_kind", "copies", "priority", "reference")


def _split_opening(line: Line) -> list[Line]:
    """A heading before the first point, a reference or form of address before the first sentence."""
    if " . 1" in line.text and (match := _HEADED_LIST.match(line.text[:120])):
        return split_at(line, match.end())
    cue = find_start(line.low)
    if cue is not None and cue.kind == "salutation" and (end := line.text.find("! ", 0, 80)) > 0:
        return split_at(line, end + 1)
    opens_letter = line.low.startswith(('"to cde', '"to com', '"dear'))
    if not opens_letter and (cue is None or cue.kind != "reference" or not cue.phrase.startswith("in ")):
        return [line]
    match = next((found for found in _SENTENCE_END.finditer(line.text[:160]) if found[1].lower() not in _SHORT), None)
    return split_at(line, match.end()) if match else [line]
