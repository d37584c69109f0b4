"""spelling-varies: one name stands in two spellings within a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from fonds.criticism._capitalised import Occurrence, capitalised_keys, declared_pairs, find_names
from fonds.criticism._lexicon import is_transposed
from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, Finding
from fonds.names import Recogniser, fold, recogniser_of

CODE = "spelling-varies"

EXPLANATION = (
    "A name stands in two spellings that differ by a letter or two, and the record does not say that both are meant. "
    "It may be harmless: two persons may bear names that resemble each other, or two translators worked on the page. "
    "Look at the original before you cite either; the spellings are never made one by the program."
)

_ENDINGS = frozenset(
    ["", "a", "e", "i", "n", "at", "s", "u", "y", "es", "an", "ic", "om", "en", "er", "in", "ian", "ist", "ish",
     "ese", "ans", "ians", "eans", "ean", "ism", "ov", "ova", "skaya", "ia", "ka", "ists", "isms", "istic"]
)  # fmt: skip
"""What inflection, plural and derivation add to a name."""

_SHORTEST = 4
"""Shorter words are initials, particles and abbreviations."""

_LONG = 7
"""From so many letters on, one letter apart is no accident even without a word beside it."""


_VERY_LONG = 9
"""From so many letters on, two letters apart may be a slip."""

_FEW = 16
"""So many names of one head are compared each with each."""

_CROWD = 64
"""So many names that share one trace are a list of relatives, not slips."""


class _Spelling:
    def __init__(self, key: str, places: list[Occurrence], recogniser: Recogniser) -> None:
        self.key = key
        self.folded = fold(key)
        self.places = places
        self._recogniser = recogniser

    @cached_property
    def meant(self) -> frozenset[str]:
        """Known names of which this is a form; asked for few of the spellings."""
        return frozenset(one.name for one in self._recogniser.find("", self.places[0].literal) if one.name)


class _Pair(NamedTuple):
    rare: _Spelling
    usual: _Spelling
    certainty: float


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each spelling that stands beside a more usual one."""
    resembling = list(_resembling(_spellings(page, surroundings)))
    declared = declared_pairs(page) if resembling else set()
    best: dict[str, _Pair] = {}
    for one, other in resembling:
        if frozenset((one.key, other.key)) not in declared:
            certainty = _certainty(one, other)
            rare, usual = sorted((one, other), key=lambda it: (len(it.meant), len(it.places), -_first(page, it)))
            if _is_slip_of_title(page, rare, usual):
                continue
            if certainty > best.get(rare.key, _Pair(rare, usual, 0.0)).certainty:
                best[rare.key] = _Pair(rare, usual, certainty)
    for pair in best.values():
        yield _make_finding(page, pair)


def _is_slip_of_title(page: Page, rare: _Spelling, usual: _Spelling) -> bool:
    """Two letters have changed places in the title alone: a slip of the pen, and no other spelling."""
    in_title = all(page.by_id[place.slot].kind == "page_title" for place in rare.places)
    return in_title and is_transposed(rare.key, usual.key)


def _spellings(page: Page, surroundings: Surroundings) -> list[_Spelling]:
    """Spellings of which the page has another that looks like them; on most pages there are none."""
    alike = _alike(key for key in capitalised_keys(page) if len(key) >= _SHORTEST)
    if not alike:
        return []
    by_key: dict[str, list[Occurrence]] = {}
    for occurrence in find_names(page, surroundings, alike):
        by_key.setdefault(occurrence.key, []).append(occurrence)
    recogniser = recogniser_of(surroundings.names())
    return [_Spelling(key, places, recogniser) for key, places in by_key.items()]


def _first(page: Page, spelling: _Spelling) -> int:
    return page.place[spelling.places[0].slot]


def _alike(keys: Iterable[str]) -> set[str]:
    """Keys that look like another of the same head; where these are many, all of them."""
    found: set[str] = set()
    for group in _by_head(keys):
        if len(group) > _FEW:
            found.update(group)
        else:
            found.update(key for pair in combinations(group, 2) if _look_alike(*pair) for key in pair)
    return found


def _by_head(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys of one head, two or more."""
    heads: dict[str, list[str]] = {}
    for key in keys:
        heads.setdefault(_head(fold(key)), []).append(key)
    return (alike for alike in heads.values() if len(alike) > 1)


def _resembling(spellings: list[_Spelling]) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs that a slip may have made of one name, each once.

    Only spellings of one head that share a trace are compared, so that the time does not grow with the square of
    their number.
    """
    by_key = {spelling.key: spelling for spelling in spellings}
    seen: set[tuple[str, str]] = set()
    for group in (group for alike in _by_head(by_key) for group in _sharing_a_trace(alike)):
        for pair in combinations(group[:_CROWD], 2):
            if pair not in seen:
                seen.add(pair)
                one, other = by_key[pair[0]], by_key[pair[1]]
                if _may_be_one(one, other):
                    yield one, other


def _sharing_a_trace(keys: Iterable[str]) -> Iterable[list[str]]:
    groups: dict[str, list[str]] = {}
    for key in keys:
        for trace in _traces(fold(key)):
            groups.setdefault(trace, []).append(key)
    return groups.values()


def _traces(folded: str) -> set[str]:
    """What two spellings share that are one slip apart: the rest without a letter; for long ones also an end."""
    traces = {folded[:place] + folded[place + 1 :] for place in range(min(len(folded), 24))}
    traces.add(folded)
    if len(folded) >= _VERY_LONG:
        traces |= {f"^{folded[:4]}", f"${folded[-4:]}"}
    return traces


def _may_be_one(one: _Spelling, other: _Spelling) -> bool:
    return _look_alike(one.key, other.key) and _are_names(one, other) and not _are_acronyms(one, other)


def _look_alike(one: str, other: str) -> bool:
    """Tells whether a slip may have made one key of the other."""
    if abs(len(one) - len(other)) > 2:
        return False
    first, second = fold(one), fold(other)
    longest = max(len(first), len(second))
    if first == second:
        return True
    allowed = 2 if longest >= _VERY_LONG else 1
    is_near = longest > _SHORTEST and OSA.distance(first, second, score_cutoff=allowed) <= allowed
    return is_near and not _are_of_one_stem(one, other)


def _are_names(one: _Spelling, other: _Spelling) -> bool:
    """A capital at the start of a sentence says nothing, unless the other is a name and much alike."""
    opening = [spelling for spelling in (one, other) if all(place.opens for place in spelling.places)]
    return not opening or (len(opening) == 1 and min(len(one.folded), len(other.folded)) >= _LONG)


def _head(folded: str) -> str:
    """The letter by which a name is looked up: Yegnarov, Egnarov and Iegnarov under e."""
    if folded[:1] in "yij" and folded[1:2] in "aeiou":
        return folded[1]
    return folded[:1]


def _are_acronyms(one: _Spelling, other: _Spelling) -> bool:
    """Short words in capitals; where the letters are the same, a single one is enough."""
    if one.folded == other.folded:
        return len(one.key) < 5 or _is_shouted(one) or _is_shouted(other)
    longest = max(len(one.folded), len(other.folded))
    return longest < _LONG and _is_shouted(one) and _is_shouted(other)


def _are_of_one_stem(one: str, other: str) -> bool:
    """Tells whether only endings differ: plural, derivation, an ending behind a hyphen, a Russian case."""
    first, second = _without_short_tail(one), _without_short_tail(other)
    apart = (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b)
    stem = next(apart, min(len(first), len(second)))
    if "\u0400" <= one[:1] <= "\u04ff":
        return stem >= max(3, min(len(one), len(other)) - 3)
    # The endings may begin with one letter: Khrushchev-ian, Khrushchev-ism.
    return any(first[n:] in _ENDINGS and second[n:] in _ENDINGS for n in (stem, stem - 1) if n >= 4)


def _without_short_tail(key: str) -> str:
    """Without an ending of one or two letters behind a hyphen, such as the Persian "-e"."""
    stem, _, tail = key.rpartition("-")
    return stem if stem and len(tail) <= 2 else key


def _is_shouted(spelling: _Spelling) -> bool:
    return all(place.is_shouted for place in spelling.places)


def _certainty(one: _Spelling, other: _Spelling) -> float:
    """How sure it is that two spellings mean one name; 0 when they had better be left alone."""
    if any(_agree(a, b) for a in one.places for b in other.places):
        return 0.9
    if _are_two_names(one, other):
        return 0.0
    distance = OSA.distance(one.folded, other.folded)
    if distance == 0:
        return 0.7
    length = min(len(one.folded), len(other.folded))
    if bool(one.meant) != bool(other.meant) and length >= 6 and distance == 1:
        return 0.8
    return 0.75 if length >= _LONG and distance == 1 else 0.6 if length >= 9 else 0.0


def _are_two_names(one: _Spelling, other: _Spelling) -> bool:
    """Both are known as different names, have other initials, stand in one passage, or each stands several times."""
    if one.meant and other.meant and not one.meant & other.meant:
        return True
    if any(_contradict(a, b) for a in one.places for b in other.places) or _stand_together(one, other):
        return True
    return one.folded != other.folded and min(len(one.places), len(other.places)) > 1


def _agree(one: Occurrence, other: Occurrence) -> bool:
    """The same word stands beside both: a given name, initials, another form in the same brackets."""
    if one.before and one.before == other.before:
        return len(one.before) > 2 if not one.before.endswith(".") else len(one.key) > 4
    if one.after and one.after == other.after:
        return len(one.after) > 2
    return bool(one.beside & other.beside)


def _contradict(one: Occurrence, other: Occurrence) -> bool:
    """Other initials or another given name stand before each."""
    if one.before.endswith(".") and other.before.endswith("."):
        return one.before != other.before
    return False


def _stand_together(one: _Spelling, other: _Spelling) -> bool:
    """Both are named in one passage: whoever wrote it told them apart."""
    return bool({place.slot for place in one.places} & {place.slot for place in other.places})


def _make_finding(page: Page, pair: _Pair) -> Finding:
    rare, usual = pair.rare.places[0], pair.usual.places[0]
    first, second = sorted((rare, usual), key=lambda place: (page.place[place.slot], place.start))
    times = len(pair.usual.places)
    return Finding(
        code=CODE,
        slots=(first.slot, second.slot),
        literals=(first.literal, second.literal),
        message=f"One name seems to stand in two spellings: {first.literal} in {page.name_of(first.slot)}, "
        f"{second.literal} in {page.name_of(second.slot)}.",
        candidates=(
            Candidate(slots=(rare.slot,), literal=usual.literal, why=_why(pair, times, is_first=first is usual)),
            Candidate(slots=(rare.slot, usual.slot), why="they are two names that resemble each other"),
        ),
        severity="note" if pair.rare.folded == pair.usual.folded else "warning",
        certainty=pair.certainty,
    )


def _why(pair: _Pair, times: int, *, is_first: bool) -> str:
    usual, rare = pair.usual.places[0].literal, pair.rare.places[0].literal
    if pair.usual.meant and not pair.rare.meant:
        return f"{usual} is a known form of a name, {rare} is not"
    if times > 1:
        return f"{usual} stands {times} times in this record"
    where = "comes first" if is_first else "comes later"
    return f"each spelling stands once; {usual} {where}"
