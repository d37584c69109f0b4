"""What a bracket beside a name does: another spelling, the name in full, who is meant, or a part that was left out.

The rules look at the name before the bracket, at what the bracket holds, and at what the rest of the record tells
about both. Not for: brackets in which the editor names what he does (`_mark_kinds`).
"""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from fonds.names import fold
from fonds.reading._mark_facts import RecordFacts, Typed
from fonds.reading._mark_words import addresses, body_words, cues, family_names, offices

_TOKEN = re.compile(r"[^\W\d_][\w'’()-]*")
_BETWEEN_NAMES = re.compile(r" or |; ?| / |, or ")
_ROMAN = re.compile(r"[IVXLC]+")
_SOUNDS = str.maketrans("qcgbdvzxyj", "kkkptwssii")
_ALMOST = 80.0
"""Likeness from which names of several words are taken for one name."""

_ALIKE = 64.0
"""Likeness in per cent, after folding and sounds, from which two words are taken for spellings of one name."""


def kind_of_name(inner: str, before: str, after: str, kind: str, facts: RecordFacts) -> Typed:
    """Says what a bracket of capitalised words does.

    Args:
        inner: What stands in the bracket.
        before: The line up to the bracket.
        after: The line behind it.
        kind: Kind of the slot.
        facts: What the rest of the record tells.
    """
    tokens = _TOKEN.findall(inner)
    previous = _names_before(before)
    if _gives_several(inner):
        return Typed("variant", 0.9, "gives several other names")
    if not previous:
        return _without_name_before(inner, tokens, before, after)
    last = previous[-1]
    if _ROMAN.fullmatch(last) and inner.lower() in cues("ordinals"):
        return Typed("gloss", 0.8, "reads a Roman figure")
    if _is_short_form(last) or _has_body_word(tokens):
        return _after_short_form(last, tokens)
    if _has_office(tokens):
        return Typed("gloss", 0.85, "says which office")
    return _beside_name(inner, tokens, previous, kind, facts)


def _without_name_before(inner: str, tokens: list[str], before: str, after: str) -> Typed:
    """A bracket that stands before the name to which it belongs, or alone."""
    if _has_office(tokens):
        return Typed("gloss", 0.8, "says which office the person after it holds")
    last = _last_token(before)
    if after.lstrip()[:1].isupper():
        return Typed("supplied", 0.75, "the part of the name that the text leaves out")
    if not last or last.lower() in cues("determiners") or before.rstrip()[-1:] in ".:;!?":
        return Typed("supplied", 0.65, "a word that the sentence needs")
    return Typed("gloss", 0.55, "says who or what is meant" if inner else "nothing stands in it")


def _gives_several(inner: str) -> bool:
    """Whether the bracket lists names: "Qoqek or Tacheng", "Tacheng; Чугучак; 塔城"."""
    parts = _BETWEEN_NAMES.split(inner)
    return len(parts) > 1 and all(part[:1].isalpha() and not part[:1].islower() and len(part) < 40 for part in parts)


def _after_short_form(last: str, tokens: list[str]) -> Typed:
    is_personal = 1 < len(tokens) <= 3 and all(token[0].isupper() for token in tokens)
    is_personal = is_personal or (bool(tokens) and all(token.isupper() and len(token) > 2 for token in tokens))
    if is_personal and not _has_body_word(tokens) and not _initials_agree(last, tokens):
        return Typed("gloss", 0.65, "says whom the short form means")
    if last.isalpha() or _is_short_form(last):
        return Typed("expansion", 0.85, "writes the short form before it out")
    return Typed("gloss", 0.6, "says which body is meant")


def _beside_name(inner: str, tokens: list[str], previous: list[str], kind: str, facts: RecordFacts) -> Typed:
    """A bracket of capitalised words behind a name that is no short form."""
    last = previous[-1]
    if (last, inner.split(maxsplit=1)[0]) in facts.pairs:
        return Typed("supplied", 0.85, "the record has the name in full elsewhere")
    if _spells_whole(tokens, previous):
        return Typed("variant", 0.9, "another spelling of the whole name before it")
    if len(tokens) > 1 and (fold(_bare(last)) in {fold(token) for token in tokens} or _ends_alike(tokens, previous)):
        return Typed("gloss", 0.85, "gives the name in full")
    if _are_alike(tokens, previous):
        return Typed("variant", 0.9, "another spelling of the name before it")
    if last.lower() in offices():
        return Typed("gloss", 0.8, "says who holds the office")
    return _after_cut_name(last) or _variant_or_gloss(tokens, last, kind, facts)


def _spells_whole(tokens: list[str], previous: list[str]) -> bool:
    """Whether the bracket spells a name of several words again: "Wei Haoming [Wei Hao-ming]"."""
    if len(tokens) < 2 or len(previous) < 2 or tokens == previous[-len(tokens) :]:
        return False
    whole = _bare(" ".join(previous[-len(tokens) :]))
    return ratio(_sounds(" ".join(tokens)), _sounds(whole)) >= _ALMOST


def _ends_alike(tokens: list[str], previous: list[str]) -> bool:
    """Whether the last word of the bracket is the lone name before it, perhaps put right."""
    return len(previous) == 1 and ratio(fold(tokens[-1]), fold(_bare(previous[-1]))) >= _ALMOST


def _after_cut_name(last: str) -> Typed | None:
    if _is_initial(last):
        return Typed("supplied", 0.7, "the surname after initials")
    if last.endswith(".") and len(last) <= 4:
        return Typed("doubt", 0.5, "the editor guesses a name that is cut short")
    return None


def _variant_or_gloss(tokens: list[str], last: str, kind: str, facts: RecordFacts) -> Typed:
    """Two names that are not alike: another name of a place, or who is behind a person's name."""
    if last.isupper() and len(last) > 2:
        return Typed("gloss", 0.75, "says who signs or receives under that name")
    folded = {fold(token) for token in tokens}
    is_person = fold(last) in facts.persons or bool(folded & facts.persons)
    is_place = fold(last) in facts.places or bool(folded & facts.places)
    if (is_person and not is_place) or kind in _PERSONAL:
        return Typed("gloss", 0.7, "says who is behind the name of a person")
    if is_place:
        return Typed("variant", 0.7, "another name beside the name of a place")
    if len(tokens) == 1 and fold(last) in family_names():
        return Typed("supplied", 0.6, "the given name after a short family name")
    return Typed("variant", 0.5, "another name beside a name")


_PERSONAL = frozenset({"addressee", "salutation", "signature", "sender", "page_title", "distribution", "routing"})


def _names_before(before: str) -> list[str]:
    """The capitalised words that stand directly before the bracket, at most four."""
    found: list[str] = []
    for token in reversed(before[-90:].split()):
        word = token.strip("\"'“”«»([")
        if not word[:1].isupper() or _ends_name(word, is_last=not found):
            break
        found.append(word)
        if len(found) == 4:
            break
    return found[::-1]


def _ends_name(word: str, *, is_last: bool) -> bool:
    """Whether a capitalised word before the bracket is no part of a name, or closes what stands before it."""
    if word[-1] in ",;:!?]" or (word[-1] == "." and len(word) > 4):
        return True
    if word[-1] in ").":
        return not is_last and len(word) > 2
    low = word.lower()
    return low in cues("determiners") or low in cues("joining") or low in addresses()


def _last_token(before: str) -> str:
    tokens = before[-60:].split()
    return tokens[-1].strip("\"'“”«»(),") if tokens else ""


def _is_short_form(word: str) -> bool:
    """NKO, MID, VKP(b): capitals, few of them."""
    plain = word.replace("(b)", "").replace(".", "")
    return len(plain) >= 2 and len(plain) <= 5 and sum(map(str.isupper, plain)) * 2 > len(plain) and plain.isalpha()


def _initials_agree(short: str, tokens: list[str]) -> bool:
    return "".join(token[0] for token in tokens).upper() == short.upper()


def _has_body_word(tokens: list[str]) -> bool:
    return any(token.lower().removesuffix("'s").removesuffix("’s") in body_words() for token in tokens)


def _has_office(tokens: list[str]) -> bool:
    return any(token.lower() in offices() for token in tokens)


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s").strip(".,")


def _are_alike(tokens: list[str], previous: list[str]) -> bool:
    """Whether the bracket spells the name before it: compared as a whole, and by its last word."""
    inner = _sounds(" ".join(tokens))
    whole = _sounds(_bare(" ".join(previous[-max(1, len(tokens)) :])))
    single = _sounds(_bare(previous[-1]))
    if max(ratio(inner, whole), ratio(inner, single)) >= _ALIKE:
        return True
    return len(tokens) > 1 and ratio(inner, _sounds(_bare(" ".join(previous)))) >= _ALIKE


def _sounds(name: str) -> str:
    return fold(name).translate(_SOUNDS).replace("kh", "k").replace("sh", "s").replace("h", "")
