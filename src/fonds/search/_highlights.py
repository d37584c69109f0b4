"""Extracts: the part of a passage around its matches, with the matches marked.

Offsets are code points of the passage as captured. Terms are compared as the index made them, so that inflected,
prefix and fuzzy matches are marked too.

Not for: choosing the passages; an engine does that.
"""

from __future__ import annotations

from collections.abc import Iterable

from fonds.search._analysis import aligned, compounds, spans
from fonds.search._looked_for import LookedFor
from fonds.search.engine import Fragment

EXTRACT_CHARACTERS = 320
_BEFORE_FIRST = 80
_REACH = 24
_CUT = "…"

Range = tuple[int, int]


def extract(content: str, language: str, looked_for: LookedFor) -> tuple[Fragment, ...]:
    """Cuts the extract of a passage that holds most of its matches.

    Args:
        content: The passage as captured.
        language: Language that it is stemmed by, or empty.
        looked_for: What the query looks for.

    Returns:
        At least one fragment, together about 320 code points; the beginning of the passage where it has no match.
    """
    matches = find_matches(content, language, looked_for)
    start, end = _window(content, matches)
    return _fragments(content, [match for match in matches if start <= match[0] and match[1] <= end], start, end)


def find_matches(content: str, language: str, looked_for: LookedFor) -> list[Range]:
    """Finds where the matches stand.

    Returns:
        Half-open ranges of code points, in order, none touching the next.
    """
    found = None if looked_for.phrases else _find_in_even(content, language, looked_for)
    if found is None:
        found = _find_in_any(content, language, looked_for)
    found.extend((start, end) for term, start, end in compounds(content) if looked_for.is_match(term, language))
    return _merged(found)


def _find_in_even(content: str, language: str, looked_for: LookedFor) -> list[Range] | None:
    """The quick way, for text whose letters fold one to one: looks for the few terms that match."""
    folded = aligned(content)
    if folded is None:
        return None
    padded = f" {folded} "
    found = []
    heads = looked_for.heads()
    candidates = {term for term in folded.split() if term.startswith(heads)}
    for term in candidates:
        if not looked_for.is_match(term, language):
            continue
        needle = f" {term} "
        at = padded.find(needle)
        while at >= 0:
            found.append((at, at + len(term)))
            at = padded.find(needle, at + len(term) + 1)
    return found


def _find_in_any(content: str, language: str, looked_for: LookedFor) -> list[Range]:
    text = list(spans(content))
    heads = looked_for.heads()
    found = [
        (start, end) for term, start, end in text if term.startswith(heads) and looked_for.is_match(term, language)
    ]
    for phrase, is_open in looked_for.phrases:
        found.extend(_find_phrase(text, phrase, is_open=is_open))
    return found


def _find_phrase(text: list[tuple[str, int, int]], phrase: tuple[str, ...], *, is_open: bool) -> Iterable[Range]:
    """Ranges of a phrase, from its first term to its last; the last may go on when the phrase is open."""
    fixed = phrase[:-1] if is_open else phrase
    for at in range(len(text) - len(phrase) + 1):
        if all(text[at + step][0] == term for step, term in enumerate(fixed)) and (
            not is_open or text[at + len(fixed)][0].startswith(phrase[-1])
        ):
            yield text[at][1], text[at + len(phrase) - 1][2]


def _merged(found: list[Range]) -> list[Range]:
    found.sort()
    merged: list[Range] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _window(content: str, matches: list[Range]) -> Range:
    """Where to cut: from a little before a match, so that most matches are in; the first such place."""
    if len(content) <= EXTRACT_CHARACTERS + _REACH:
        return 0, len(content)
    best, most = matches[0][0] if matches else 0, 0
    last = 0
    for first, (begin, _) in enumerate(matches):
        last = max(last, first)
        while last < len(matches) and matches[last][1] <= begin - _BEFORE_FIRST + EXTRACT_CHARACTERS:
            last += 1
        if last - first > most:
            best, most = begin, last - first
    start = max(0, min(best - _BEFORE_FIRST, len(content) - EXTRACT_CHARACTERS))
    return _at_space(content, start, forward=True), _end_of_window(content, start, matches, best)


def _end_of_window(content: str, start: int, matches: list[Range], best: int) -> int:
    end = min(len(content), start + EXTRACT_CHARACTERS)
    longest = next((match[1] for match in matches if match[0] == best), 0)
    return max(_at_space(content, end, forward=False), longest)  # a match longer than the extract is not cut


def _at_space(content: str, at: int, *, forward: bool) -> int:
    """The border of a word near a place; the place itself where there is none (Chinese has no spaces)."""
    if at in (0, len(content)):
        return at
    if forward:
        space = content.find(" ", at, at + _REACH)
        return at if space < 0 else space + 1
    space = content.rfind(" ", at - _REACH, at)
    return at if space < 0 else space


def _fragments(content: str, matches: list[Range], start: int, end: int) -> tuple[Fragment, ...]:
    fragments: list[Fragment] = []
    at = start
    before = f"{_CUT} " if start > 0 else ""
    for begin, stop in matches:
        if before or begin > at:
            fragments.append(Fragment(text=before + content[at:begin]))
            before = ""
        fragments.append(Fragment(text=content[begin:stop], is_match=True))
        at = stop
    rest = before + content[at:end] + (f" {_CUT}" if end < len(content) else "")
    if rest:
        fragments.append(Fragment(text=rest))
    return tuple(fragments)
