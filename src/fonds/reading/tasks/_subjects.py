"""English sentences whose subject is charged: "X is to ...", "X shall ...", "X should be asked to ...".

Not for: sentences in which a verb charges somebody (`_english`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds import words
from fonds.model import TaskForce
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._english import leading_name, make_charge, may_be, name_and_verb, that_clause
from fonds.reading.tasks._parties import (
    may_act,
    read_parties,
    split_parts,
    tells_of_body,
    tells_of_person,
    without_article,
)  # fmt: skip
from fonds.reading.tasks._words import Verb, forces, listed
from fonds.words import one_of

_HEAD = 400
_MOST = 6
"""How many places of a sentence are tried."""


@cache
def _charging() -> re.Pattern[str]:
    passive = one_of(forces("passive", "en"))
    be = r"(?:is|are|(?:should|shall|will|must|is to|are to) be)"
    return re.compile(
        rf" (?:{be}(?P<no> not)? (?:hereby |also |therefore )?(?P<passive>{passive})(?P<never> not)?"
        r" (?:to|with|from|for)(?: the task of| the duty of)?"
        r"|(?:is|are)(?P<negated> not)? to"
        r"|(?:shall|must|will have to|has to|have to)(?P<denied> not)?"
        rf"|{be} (?:personally |put |placed )?"
        r"(?:(?:held |made )?(?:responsible|answerable|accountable) for|in charge of))"
        r"(?=[ :,])"
    )


def subject_charged(text: str, *, at_start: bool = False) -> Charge | None:
    """Reads a sentence whose subject is charged.

    Args:
        text: The sentence, or a clause of it.
        at_start: Whether the subject has to open the text.
    """
    if text[:14].lower().removeprefix("the ").startswith("following "):
        return _following(text)
    for count, match in enumerate(_charging().finditer(text[:_HEAD])):
        if count == _MOST:
            break
        charge = _from_subject(text, match, at_start=at_start)
        if charge is not None:
            return charge
    return None


def _from_subject(text: str, match: re.Match[str], *, at_start: bool) -> Charge | None:
    before, inserted = _without_insertion(text[: match.start()])
    if _is_condition(before):
        return None
    who = before if at_start and is_subject(before) else "" if at_start else _subject(before)
    if not who:
        return None
    behind, more = _without_inserted(text[match.end() :])
    if not _can_be_done(behind, match):
        return None
    charge = make_charge(who, behind, _force(match))
    if charge is None:
        return None
    _, through, jointly = split_parts(f"{inserted}{more}".rstrip(" ,"))
    return charge._replace(
        through=charge.through + through, jointly=charge.jointly + jointly, between=f"{inserted}{more}"
    )


def _is_condition(before: str) -> bool:
    """Whether the clause of a subject opens with "if", "as long as" or the like."""
    return _subordinate().match(before.rpartition(", ")[2]) is not None


@cache
def _subordinate() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(listed('small', 'subordinate', 'en'))})(?!\w)", re.IGNORECASE)


def _force(match: re.Match[str]) -> TaskForce:
    if match["negated"] or match["denied"] or match["no"] or match["never"]:
        return "forbid"
    if match["passive"]:
        return forces("passive", "en")[match["passive"]]
    return "charge" if match[0].endswith(("for", "charge of")) else "instruct"


_TO = re.compile(r"(?: to| shall| must)(?: not)?\Z")


def _can_be_done(behind: str, match: re.Match[str]) -> bool:
    """Whether the words behind are a deed of the subject, and not something that is done to it."""
    deed = behind.strip()
    if deed[:1] in (":", ""):
        return bool(deed) and not match["denied"]
    if "must" in match[0] and not _is_named(match.string[: match.start()]):
        return False
    if not _TO.search(match[0]):
        return True
    first, _, rest = deed.partition(" ")
    if first == "be":
        return may_be(rest)
    return first[:1].islower() and first not in listed("small", "no_verb", "en") | {"have", "not", "remain"}


def _is_named(subject: str) -> bool:
    """Whether the last words before "must" have a capital: "the party must" is advice, no order."""
    return any(word[0].isupper() for word in subject.split()[-4:][1:] or subject.split())


_INSERTION = re.compile(r", (?P<words>[^,]{4,160}),?\Z")


def _without_insertion(before: str) -> tuple[str, str]:
    """Parts a subject from what is put in between commas behind it: "X, together with Y, is to"."""
    match = _INSERTION.search(before[-200:]) if before.endswith(",") else None
    if match is None or not any(split_parts(f", {match['words']}")[1:]):
        return before, ""
    return before[: len(before) - len(match[0])], f", {match['words']}"


_INSERTED = re.compile(r",? (?P<words>[^,;:]{4,160}), (?=[a-z])")
_OPENS = re.compile(
    r",? (?:in |by |not later |no later |jointly |together |along |with |within |before |through |without )"
)


def _without_inserted(behind: str) -> tuple[str, str]:
    """Parts a deed from what is put in before it: "shall, jointly with Y, draw up"."""
    match = _INSERTED.match(behind) if _OPENS.match(behind) else None
    return (behind[match.end() :], f", {match['words']}") if match else (behind, "")


_CLAUSE = re.compile(r", |; | that | and (?=the )")


def _subject(text: str) -> str:
    """The subject that ends a clause: an office with its place, else a name."""
    clause = _CLAUSE.split(text[-200:])[-1]
    tokens = clause.split()
    if not tokens:
        return ""
    if len(tokens) <= 14 and tokens[0].lower() in ("the", "our", "all", "both") and may_act(clause):
        holds_office = any(map(tells_of_body, without_article(clause).split()))
        if holds_office or all(word[0].isupper() for word in tokens[1:]):
            return clause
    name = _trailing_name(text)
    return name if may_act(name) else ""


def is_subject(text: str) -> bool:
    """Whether a whole text is nothing but somebody."""
    words = _ASIDE.sub("", text).split()
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    may_name = all(word[0].isupper() or word.lower() in _INSIDE or tells_of_body(word) for word in words)
    return may_name and bool(read_parties(text).actors)


_MOST_WORDS = 16
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)")


_INSIDE = frozenset({"of", "and", "the", "for", "de", "on", "in", "at", "all", "both", "to"})
_INNER = frozenset({"of", "and", "the", "for", "de", "on"})


def _trailing_name(text: str) -> str:
    """The name that ends a clause."""
    kept: list[str] = []
    for word in reversed(text.split()[-14:]):
        plain = word.strip('(["“”)]')
        if word[-1] in ",;:" or not (plain[:1].isupper() or word in _INNER or word[-1] in ")]"):
            break
        kept.append(word)
    while kept and kept[-1] in _INNER - {"the"}:
        kept.pop()
    before = text.split()[-14:][: -len(kept) or None]
    if before and before[-1] in _PLACING:
        return ""
    return " ".join(reversed(kept))


_PLACING = frozenset({"in", "at", "from", "to", "near", "by"})


def _following(text: str) -> Charge | None:
    """Reads "The following are instructed to leave:", whose actors stand below."""
    match = _charging().search(text[:_HEAD])
    if match is None or len(text[: match.start()].split()) > 3 or not text.rstrip().endswith(":"):
        return None
    return Charge((), text[match.end() :].strip(" :"), _force(match))


_ACTOR_TO = re.compile(r"(?P<who>[^;:.]{3,200}?) (?P<no>not )?to (?=[a-z]+)")


@cache
def _actor_to() -> re.Pattern[str]:
    """A name with the stops of its titles and initials, then "to"."""
    title = "|".join(rf"(?<={title})" for title in words.stopped_titles())
    stop = rf"(?:{title}|(?<=[ .][A-Z]))\."
    return re.compile(rf"(?P<who>(?:[^;:.]|{stop}){{3,200}}?) (?P<no>not )?to (?=[a-z]+)")


def actor_to(text: str) -> Charge | None:
    """Reads "Comrade X to report by 1 May": a name, then the infinitive."""
    before, to, _ = text.partition(" to ")
    if not to or not _may_open_with_name(text):
        return None
    match = (_actor_to() if "." in before else _ACTOR_TO).match(text[:_HEAD])
    if match is None or not is_subject(match["who"]) or not _opens_with_doer(match["who"]):
        return None
    first = text[match.end() :].split(" ", 1)[0]
    if first == "be" or first in listed("small", "no_verb", "en"):
        return None
    return make_charge(match["who"], text[match.end() :], "forbid" if match["no"] else "instruct")


def _may_open_with_name(text: str) -> bool:
    """Whether the second word can be part of a name, or the "to" behind one: a quick look."""
    first, *further = text[:_HEAD].split(maxsplit=2)[:2] or [""]
    if not further or "[" in first or "(" in first:
        return True
    word = further[0]
    return not word[0].islower() or word.lower() in _INSIDE or word == "not" or tells_of_body(word)


_ACTS_ON = re.compile(r"[A-Z][a-z]+ (?:the|our|all|their|his) ")


def _opens_with_doer(who: str) -> bool:
    """Whether a name opens with a title or is one of a body; "Help the Government" is none."""
    return tells_of_person(who) or (any(map(tells_of_body, who.split())) and _ACTS_ON.match(who) is None)


_IT_IS = re.compile(
    r"it is (?:also |hereby |further |strongly )?(?:to be )?(?P<passive>[a-z ]{4,20}?) (?P<how>that|for|to) ", re.I
)
_FOR_TO = re.compile(r" to (?=[a-z])")


def impersonal(text: str) -> Charge | None:
    """Reads "It is recommended that X lower ...", "It is forbidden for X to sell ..."."""
    match = _IT_IS.match(text)
    force = forces("passive", "en").get(match["passive"]) if match else None
    if match is None or force is None:
        return None
    rest = text[match.end() :]
    if match["how"] == "that":
        return that_clause(rest, Verb(force, 0, match["passive"])) or name_and_verb(rest, force)
    joint = _FOR_TO.search(rest[:_HEAD])
    return make_charge(rest[: joint.start()], rest[joint.end() :], force) if joint else None


_LAYING = ("entrusted", "assigned", "delegated")
_LAID_UPON = re.compile(
    rf" (?:is|are|(?:is to|are to|shall|should|will) be) (?:hereby )?(?:{'|'.join(_LAYING)}) to (?=the |[A-Z])"
)


def laid_upon(text: str) -> Charge | None:
    """Reads "The purchase of pumps is to be entrusted to X": the subject is the deed."""
    match = _LAID_UPON.search(text[:_HEAD]) if any(map(text.__contains__, _LAYING)) else None
    who = leading_name(text[match.end() :]) if match else ""
    return make_charge(who, text[: match.start()], "instruct") if match and who else None
