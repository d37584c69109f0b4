"""Which numbers count, and at which depth do they stand?

By continuity and lead-ins, not by the mark alone: item 8 of minutes is followed by its points 1 to 7; a telegram's
"1352." before a paragraph continues nothing and counts for nothing; a list whose numbers the capture turned into "1."
throughout is counted anew. Gaps and repeats are kept, because they are for the critics.

Not for: labels (`fonds.reading._labels`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec.structs import replace

from fonds.model import SlotKind
from fonds.reading.blocks._cues import cue_tuple, cue_words
from fonds.reading.blocks._enumerators import Enumerator
from fonds.reading.blocks._pieces import Piece

_ASIDE = re.compile(r" ?\([^()]{0,200}\)")
_STOP = re.compile(r"([\w)\]]*)\. ")
_ITEM_SIGNS = frozenset("№§")
_ONLY_IN_A_ROW = frozenset({"ordinal", "cardinal"})
_LARGEST_GAP = 3
_AHEAD = 11
_LONGEST_MATTER = 120
_LONGEST_TITLE = 220
_SCOPE_ENDS = frozenset({"signature", "addressee", "salutation", "document_kind", "heading", "dateline"})


class _Level(msgspec.Struct, frozen=True):
    """One open list: its style, where it stands, its last number as printed or recounted."""

    style: str
    value: int
    mark: str
    kind: SlotKind


def count_numbers(pieces: list[Piece], numbers: Mapping[int, Enumerator], *, is_minutes: bool) -> list[Piece]:
    """Gives numbered pieces their path and kind; numbers that do not count become paragraphs.

    Args:
        pieces: All pieces of a document.
        numbers: Numbers at the head of pieces, by place.
        is_minutes: Whether the first level counts the items of an agenda.

    Returns:
        The pieces in their order.
    """
    if not numbers:
        return pieces
    counted = list(pieces)
    scope: list[int] = []
    following = _next_numbers(numbers, len(pieces))
    for at, piece in enumerate(pieces):
        if at in numbers:
            scope.append(at)
        elif (
            piece.kind in _SCOPE_ENDS
            and scope
            and not _has_items(scope, numbers, pieces, is_minutes=is_minutes)
            and not _is_counted_on(scope, numbers, following[at])
        ):
            _count_scope(counted, scope, numbers, is_minutes=is_minutes)
            scope = []
    _count_scope(counted, scope, numbers, is_minutes=is_minutes)
    return counted


def _next_numbers(numbers: Mapping[int, Enumerator], length: int) -> list[Enumerator | None]:
    """For each place the next number at or behind it."""
    found: list[Enumerator | None] = [None] * length
    ahead: Enumerator | None = None
    for at in range(length - 1, -1, -1):
        ahead = numbers.get(at, ahead)
        found[at] = ahead
    return found


def _is_counted_on(scope: Sequence[int], numbers: Mapping[int, Enumerator], ahead: Enumerator | None) -> bool:
    """Whether the next number goes on with the list: names inside a list look like signatures."""
    if ahead is None or ahead.value == 1:
        return False
    last = next((numbers[at] for at in reversed(scope) if _style(numbers[at]) == _style(ahead)), None)
    return last is not None and last.value + 1 == ahead.value


def _has_items(
    scope: Sequence[int], numbers: Mapping[int, Enumerator], pieces: Sequence[Piece], *, is_minutes: bool
) -> bool:
    """Items of minutes go on behind a signature or date; other lists begin anew."""
    return is_minutes and any(
        _is_title(pieces[at], numbers[at]) and _is_matter(pieces[at], numbers[at]) for at in scope
    )


def _count_scope(
    counted: list[Piece], scope: Sequence[int], numbers: Mapping[int, Enumerator], *, is_minutes: bool
) -> None:
    recounted = _recount(scope, numbers)
    titles = is_minutes and _are_titles(scope, numbers, counted)
    stack: list[_Level] = []
    last: dict[str, int] = {}
    printed = [numbers[at] for at in scope]
    for place, at in enumerate(scope, start=1):
        ahead = printed[place : place + _AHEAD]
        found = _as_roman(recounted.get(at, numbers[at]), ahead[0] if ahead else None, stack)
        if titles and found.style + found.closer == titles:
            found = replace(found, closer="№")
        placed = _place(stack, found, ahead, counted[at], is_minutes=is_minutes) or _across(stack, found, last)
        if placed is None:
            counted[at] = Piece(counted[at].line, "paragraph", "number out of line", 0.6)
            continue
        stack = placed
        last[_style(found)] = found.value
        path = tuple(level.mark for level in stack)
        counted[at] = Piece(counted[at].line, stack[-1].kind, "number in line", counted[at].certainty, path)


def _are_titles(scope: Sequence[int], numbers: Mapping[int, Enumerator], pieces: Sequence[Piece]) -> str:
    """The style of an agenda: all that stands under the first style of numbers are titles, not deeds; else empty."""
    if not scope or numbers[scope[0]].style not in ("digit", "roman"):
        return ""
    style = _style(numbers[scope[0]])
    places = [at for at in scope if _style(numbers[at]) == style]
    values = [numbers[at].value for at in places]
    if len(places) < 2 or values != sorted(set(values)):
        return ""
    fits = all(_is_title(pieces[at], numbers[at]) and _is_matter(pieces[at], numbers[at]) for at in places)
    return style if fits else ""


def _is_matter(piece: Piece, found: Enumerator) -> bool:
    """Whether words name a matter instead of saying what is to be done."""
    words = piece.line.low[found.end :].strip(" \"'(.").split()
    verbs = cue_words("agenda", "verbs")
    return bool(words) and words[0] not in cue_words("agenda", "deeds") and not verbs & set(words[:14])


def _as_roman(found: Enumerator, following: Enumerator | None, stack: Sequence[_Level]) -> Enumerator:
    """The letters i, v and x in a row of small Roman numbers."""
    value = {"i": 1, "v": 5, "x": 10}.get(found.mark) if found.style == "letter" else None
    if value is None:
        return found
    goes_on = following is not None and following.style == "roman" and following.value == value + 1
    ends = bool(stack) and stack[-1].style.startswith("roman") and stack[-1].value + 1 == value
    return replace(found, style="roman", value=value) if goes_on or ends else found


def _across(stack: list[_Level], found: Enumerator, last: Mapping[str, int]) -> list[_Level] | None:
    """Points that are counted on from one item to the next, as in statutes: 1 to 5 under I, 6 and 7 under II."""
    if not stack or stack[0].kind != "item" or last.get(_style(found), 0) + 1 != found.value:
        return None
    return [stack[0], _Level(_style(found), found.value, found.mark, "point")]


def _recount(scope: Sequence[int], numbers: Mapping[int, Enumerator]) -> dict[int, Enumerator]:
    """Numbers of a list that are all "1.": counted from 1, when no other number of that style stands in it."""
    ones = [at for at in scope if numbers[at].style == "digit"]
    if len(ones) < 2 or any(numbers[at].value != 1 for at in ones):
        return {}
    return {at: replace(numbers[at], value=value, mark=str(value)) for value, at in enumerate(ones, start=1)}


def _place(
    stack: list[_Level], found: Enumerator, ahead: Sequence[Enumerator], piece: Piece, *, is_minutes: bool
) -> list[_Level] | None:
    """The open lists after a number; None when it continues none and opens none."""
    if found.style == "decimal":
        return _place_decimal(stack, found)
    return (
        _go_on(stack, found, ahead, piece, is_minutes=is_minutes)
        or _open_item(stack, found, ahead, piece, is_minutes=is_minutes)
        or _open_list(stack, found, ahead)
        or _go_on_behind_gap(stack, found)
    )


def _style(found: Enumerator) -> str:
    return found.style + found.closer


def _go_on(
    stack: list[_Level], found: Enumerator, ahead: Sequence[Enumerator], piece: Piece, *, is_minutes: bool
) -> list[_Level] | None:
    """The next number of an open list: the deepest of the same style, else the deepest of the same sort."""
    alike = [
        i for i, level in enumerate(stack) if level.value + 1 == found.value and level.style.startswith(found.style)
    ]
    same = [i for i in alike if stack[i].style == _style(found)]
    for depth in reversed(same or alike):
        level = stack[depth]
        if level.kind == "item" and not (
            _goes_on_with_items(stack, found, piece) or _may_be_item(found, ahead, piece, is_minutes=is_minutes)
        ):
            continue
        return _counted_to(stack, depth, found)
    return None


def _counted_to(stack: list[_Level], depth: int, found: Enumerator) -> list[_Level]:
    """The open lists when the number of one moves on; those inside it are closed."""
    level = stack[depth]
    return [*stack[:depth], _Level(level.style, found.value, found.mark, level.kind)]


def _open_item(
    stack: list[_Level], found: Enumerator, ahead: Sequence[Enumerator], piece: Piece, *, is_minutes: bool
) -> list[_Level] | None:
    """The first item, or one behind a gap: a title under a number that no list of points explains."""
    begins_inside = (
        not stack and is_minutes and found.value > 1 and found.style == "digit" and _is_title(piece, found)
    )
    may_be = begins_inside or _goes_on_with_items(stack, found, piece)
    if not may_be and not _may_be_item(found, ahead, piece, is_minutes=is_minutes):
        return None
    goes_on = not stack or (stack[0].kind == "item" and stack[0].value < found.value <= stack[0].value + 40)
    if not goes_on and not (is_minutes and _is_agenda_again(stack, found)):
        return None
    return [_Level(_style(found), found.value, found.mark, "item")]


def _is_agenda_again(stack: list[_Level], found: Enumerator) -> bool:
    """Whether the open list is an agenda of several items, which the text of the minutes goes through once more."""
    is_agenda = stack[0].kind == "item" and stack[0].value > 1 and stack[0].style == _style(found)
    return is_agenda and found.style == "roman" and found.value == 1


def _goes_on_with_items(stack: list[_Level], found: Enumerator, piece: Piece) -> bool:
    """Whether a title stands under the next number of the items, and no open list of points has numbers like it."""
    if not stack or stack[0].kind != "item" or stack[0].style != _style(found) or not _is_title(piece, found):
        return False
    return all(level.style != _style(found) or level.value + 1 == found.value for level in stack[1:])


def _place_decimal(stack: list[_Level], found: Enumerator) -> list[_Level]:
    """A number that gives its whole path from some level on: "1.2" below item 10s and its point 1."""
    *above, last = found.mark.split(".")
    written = f"decimal{found.mark}"
    for end in range(len(stack), 0, -1):
        level = stack[end - 1]
        is_above = level.style == f"decimal{'.'.join(above)}" or [level.mark] == above
        if is_above and (len(above) > 1 or not level.style.startswith("decimal")):
            return [*stack[:end], _Level(written, found.value, last, "point")]
    base = stack[:1] if stack and stack[0].kind == "item" else []
    levels = [_Level("decimal", int(mark), mark, "point") for mark in above]
    return [*base, *levels, _Level(written, found.value, last, "point")]


def _may_be_item(found: Enumerator, ahead: Sequence[Enumerator], piece: Piece, *, is_minutes: bool) -> bool:
    if found.closer in _ITEM_SIGNS:
        return _is_title(piece, found)
    if found.style == "roman" and found.mark.isupper() and (found.closer == "." or is_minutes):
        return _is_title(piece, found) or (is_minutes and _is_short_item(piece, found))
    if not is_minutes or found.style not in ("digit", "dash") or not _is_title(piece, found):
        return False
    text = piece.line.low[found.end :].lstrip("- ")
    goes_on = bool(ahead) and _style(ahead[0]) == _style(found) and ahead[0].value == found.value + 1
    is_lone = not goes_on and found.value == 1 and _is_matter(piece, found) and len(text) <= _LONGEST_MATTER
    if is_lone or text.startswith(cue_tuple("minutes", "item")):
        return True
    following = next((later for later in ahead if later.style == "digit"), None)
    if following is not None and following.value == 1 and following.closer != found.closer:
        return True
    return found.value > 1 and (following is None or following.value == 1)


def _is_title(piece: Piece, found: Enumerator) -> bool:
    """Whether the words behind the number are a title: one short phrase, no sentences."""
    text = _ASIDE.sub("", piece.line.text[found.end :]).lstrip(" .").rstrip(". ")
    longest = _LONGEST_TITLE if found.style != "roman" else 2 * _LONGEST_TITLE
    return 0 < len(text) <= longest and not text.endswith((":", ";", ",")) and not _count_sentences(text)


def _is_short_item(piece: Piece, found: Enumerator) -> bool:
    """Whether an item of an agenda has a title of two short sentences: "I. The roads. Report of the commission"."""
    text = piece.line.text[found.end :]
    return len(text) <= _LONGEST_TITLE and not text.endswith((":", ";", ",")) and _count_sentences(text) <= 2


def _count_sentences(text: str) -> int:
    """How often a stop ends a sentence inside it; that of an abbreviation ("Ritter v. Torbin", "FML.") does not."""
    ends = 0
    at = text.find(". ", 4)
    while at >= 0:
        word = text[:at].rpartition(" ")[2].lstrip("([")
        is_short = len(word) == 1 or (len(word) <= 4 and word.isupper()) or (len(word) == 2 and word.isdigit())
        ends += not is_short and word.lower() not in cue_words("abbreviations", "words") | cue_words(
            "persons", "titles"
        )
        at = text.find(". ", at + 1)
    return ends


def _open_list(stack: list[_Level], found: Enumerator, ahead: Sequence[Enumerator]) -> list[_Level] | None:
    """A list that begins: at its first number, or at the second or third when the first was lost."""
    in_a_row = found.style in _ONLY_IN_A_ROW or (found.style == "capital" and found.closer == ".")
    if found.style == "dash" or (in_a_row and not _goes_on(found, ahead)):
        return None
    if found.value != 1 and not (
        found.value <= _LARGEST_GAP and not _is_open(stack, found) and _goes_on(found, ahead)
    ):
        return None
    is_small_roman = found.style == "roman" and found.mark.islower()
    is_lettered = bool(stack) and (found.style in ("letter", "capital") or is_small_roman)
    kind: SlotKind = "subpoint" if is_lettered else "point"
    again = next((i for i, level in enumerate(stack) if level.style == _style(found) and level.kind != "item"), None)
    base = stack if again is None else stack[:again]
    return [*base, _Level(_style(found), found.value, found.mark, kind)]


def _is_open(stack: list[_Level], found: Enumerator) -> bool:
    return any(level.style == _style(found) for level in stack)


def _goes_on(found: Enumerator, ahead: Sequence[Enumerator]) -> bool:
    return any(_style(later) == _style(found) and later.value == found.value + 1 for later in ahead)


def _go_on_behind_gap(stack: list[_Level], found: Enumerator) -> list[_Level] | None:
    """A number of an open list that repeats the last one, or leaves out one or two."""
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if (
            level.style == _style(found)
            and level.kind != "item"
            and level.value <= found.value <= level.value + _LARGEST_GAP
        ):
            return _counted_to(stack, depth, found)
    return None
