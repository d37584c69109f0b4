"""The end of the document is not there: it breaks off in a sentence, or the page ends inside it.

A captured page puts its own frame around the document. When nothing of the frame follows, the page has been cut; in
the designs that put the whole frame before the and in plain text, only an unfinished sentence shows it.

Not for: lines that break off before the end (`_gap_heads`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fonds.criticism._gap import RUNNING, last_word, missing
from fonds.criticism._gap_words import gap_words
from fonds.criticism._lexicon import is_official
from fonds.criticism._page import Page
from fonds.model import FRAME_KINDS, AnySlot, Candidate, Finding

_FRAME_FOLLOWS = frozenset({"A1", "A2", "B"})
"""Forms of capture in which the frame goes on below the document."""

_ENDS_WITH_TEXT = frozenset({"O", "P"})
"""Forms in which the document is the last thing on the page."""

_WORD = re.compile(r"[^\W\d_]+")
_CLOSERS = " \u00a0\"'\u201d\u2019\u00bb)]*"
_STOPS = ".!?\u2026\u3002\uff01\uff1f"
_SENTENCE_END = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]*\s")
_ENOUGH_WORDS = 4


def find_broken_end(page: Page, slots: Sequence[AnySlot]) -> Iterator[Finding]:
    """At most one finding: the document has no end."""
    if not slots or slots[-1].kind == "omission" or _frame_follows(page, slots[-1]):
        return
    last = slots[-1]
    form = page.reading.capture.form
    is_unfinished = _hangs(last) or (form != "unknown" and _lacks_its_stop(last, 1 if form in _ENDS_WITH_TEXT else 4))
    is_cut = form in _FRAME_FOLLOWS and any(slot.kind in FRAME_KINDS for slot in page.slots)
    if is_unfinished or is_cut:
        yield _make_finding(page, last, is_unfinished=is_unfinished, is_cut=is_cut)


def _frame_follows(page: Page, last: AnySlot) -> bool:
    return any(slot.kind in FRAME_KINDS for slot in page.slots[page.place[last.id] + 1 :])


def _hangs(slot: AnySlot) -> bool:
    """A bracket is open, or the last word wants another behind it."""
    content = slot.content.strip()
    wanting = gap_words("hanging") | gap_words("address")
    return content.count("[") > content.count("]") or (not _is_note(content) and last_word(content) in wanting)


def _is_note(content: str) -> bool:
    """A line in brackets of its own needs no stop, nor does a source in brackets behind the last sentence."""
    if content.endswith(")"):
        return bool(_SENTENCE_END.search(content[max(0, content.rfind("(") - 4) : content.rfind("(")]))
    return content.startswith(("[", "(")) and content.endswith("]")


def _lacks_its_stop(slot: AnySlot, fewest: int) -> bool:
    """A sentence without its stop; the last of several has to have `fewest` words, a single one more."""
    content = slot.content.strip()
    bare = content.rstrip(_CLOSERS)
    if slot.kind not in RUNNING or not bare or bare[-1] in _STOPS or _is_note(content):
        return False
    if bare[-1] in ":;,":
        return True
    tail = _tail(bare)
    is_one_of_several = len(tail) < len(bare.split()) - 1
    return len(tail) >= (fewest if is_one_of_several else _ENOUGH_WORDS) and not _is_signature(tail)


def _tail(content: str) -> list[str]:
    """The words behind the last full sentence."""
    start = 0
    for match in _SENTENCE_END.finditer(content):
        start = match.end()
    return content[start:].split()


def _is_signature(tail: list[str]) -> bool:
    """A name, or a greeting with a name, ends a text that was run together into one line."""
    if len(tail) > 8:
        return False
    words = [word.strip(".,!()[]") for word in tail]
    greets = any(word.casefold() in gap_words("greetings") for word in words)
    return greets or all(not word or not (word[0].islower() or is_official(word)) for word in words)


def _make_finding(page: Page, last: AnySlot, *, is_unfinished: bool, is_cut: bool) -> Finding:
    shown = _last_words(last.content)
    why = "in the middle of a sentence" if is_unfinished else "without the end of the page"
    return missing(
        (last.id,),
        (shown,),
        f"The transcription breaks off {why}: its last words are “{shown}”.",
        tuple(_candidates(page, last, is_cut=is_cut)),
        certainty=0.95 if is_unfinished and is_cut else 0.8,
    )


def _last_words(content: str) -> str:
    content = content.rstrip().rpartition("\n")[2]
    return content if len(content) <= 60 else content[-60:].partition(" ")[2] or content[-60:]


def _candidates(page: Page, last: AnySlot, *, is_cut: bool) -> Iterator[Candidate]:
    whole = _whole_word(page, last)
    if whole:
        yield Candidate(
            slots=(last.id,), literal=whole, why="the last word is cut: this record has a longer one that begins so"
        )
    if is_cut:
        yield Candidate(slots=(last.id,), why="the page was saved or copied only in part: capture it again")
    yield Candidate(slots=(last.id,), why="whoever transcribed it stopped here, or made an excerpt")


def _whole_word(page: Page, last: AnySlot) -> str:
    """The commonest word of the record that begins with the fragment at the end, unless the fragment is a word."""
    match = re.search(r"[^\W\d_]+\Z", last.content.rstrip()[-40:])
    if match is None or len(match.group()) < 3:
        return ""
    fragment = match.group()
    seen = Counter(word for slot in page.slots for word in _WORD.findall(slot.content))
    if seen[fragment] > 1 or seen[fragment.casefold()] > 1:
        return ""
    longer = [(count, word) for word, count in seen.items() if word.startswith(fragment) and word != fragment]
    return max(longer)[1] if longer else ""
