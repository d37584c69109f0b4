"""Rules for lines of the head that say to whom in a turn of phrase: "Body - Comrade NAME", "For NAME in person".

Not for: addressees whose first word says so (`_rules_edges.opening_words`) or who are told by their place alone
(`_rules_head`).
"""

from __future__ import annotations

import re

from fonds.reading._lines import Line, has_digit
from fonds.reading.blocks._cues import cue_tuple, find_start
from fonds.reading.blocks._names import is_name, is_titled, names_office, unspaced, without_brackets
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._running import is_running
from fonds.reading.blocks._walk import Found, Walk

_PERSON_BEHIND = re.compile(r"(?: -|\.|,| to) (?:to )?(?:comrade|cde\.?|com\.?|tov\.?|mr\.?|т\.|тов\.?) ")
_TO_BEHIND = re.compile(r"[^\W\d_]{2,}(?:\. to| --? ?(?:for|to) the) [^\W\d_]")
_FOR_BEHIND = re.compile(r"[A-ZА-Я][\w'’-]+, for [A-ZА-Я][\w'’-]+(?: [A-ZА-Я][\w'’-]+)?")
_MOST_WORDS = 18


@rule("head", longest=90)
def person_behind_body(_walk: Walk, line: Line) -> Found | None:
    """A place or body and a person there: "VKP(b) CC - Comrade X", "Troops in Y. Comrade X", "Sofia, for X"."""
    if line.text.endswith("!") or is_running(line):
        return None
    low = unspaced(line.text).lower().translate(_DASHES)
    if _PERSON_BEHIND.search(low, 1) and find_start(line.low) is None and line.text[0].isupper():
        return "addressee", 0.75
    fits = _TO_BEHIND.search(low) or _FOR_BEHIND.fullmatch(line.text)
    return ("addressee", 0.75) if fits else None


_DASHES = str.maketrans("–—", "--")


@rule("head", longest=60)
def for_one_alone(_walk: Walk, line: Line) -> Found | None:
    """A name, and that nobody else may read it: "Galambos Imre only", "For VERESOV in person"."""
    ending = next((end for end in cue_tuple("closings", "only") if line.low.endswith(f" {end}")), None)
    if ending is None:
        return None
    name = line.text[: -len(ending) - 1].removeprefix("For ").removeprefix("To ").rstrip(", –—-")
    return ("addressee", 0.75) if is_name(name, 4) else None


@rule("head", longest=120)
def called_with_colon(walk: Walk, line: Line) -> Found | None:
    """Bodies or persons called upon with a colon, right above the text: "Ministry and Liaison Department:"."""
    following = walk.following
    if following is None or not line.text.endswith(":"):
        return None
    is_above_text = is_running(following) or has_digit(following.text[:3]) or following.text[-1] == "."
    if walk.has_addressee or not is_above_text:
        return None
    called = without_brackets(line.text.rstrip(":"))
    words = called.split()
    if not words or len(words) > _MOST_WORDS or not words[0][0].isupper():
        return None
    if _asks_to_pass(line.low) or words[0].lower() == "all":
        return "addressee", 0.7
    capitals = sum(1 for word in words if word[0].isupper())
    fits = names_office(line.low) or is_titled(called)
    return ("addressee", 0.7) if fits and capitals * 2 >= len(words) else None


def _asks_to_pass(low: str) -> bool:
    return any(phrase in low for phrase in ("pass on to", "pass to", "convey to", "forward to"))


RULES: tuple[Rule, ...] = (person_behind_body, for_one_alone, called_with_colon)
