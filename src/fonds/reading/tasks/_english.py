"""English sentences in which a verb charges somebody: "Instruct X to ...", "hold X responsible for ...".

Not for: sentences whose subject is charged, "X is to ..." (`_subjects`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds.model import TaskForce
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._parties import may_act, read_parties, tells_of_body, without_article
from fonds.reading.tasks._words import Verb, forces, listed, plain, verb_at
from fonds.words import first_words, one_of

_HEAD = 400
"""Within how many characters the words for who end."""


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{one_of(listed('small', 'leading', 'en'))}),? )*", re.IGNORECASE)


@cache
def _opening_words() -> frozenset[str]:
    """The first words of a sentence that a verb opens: a quick look."""
    verbs = (*forces("verbs", "en"), *forces("finite", "en"), *listed("manner", "bare", "en"))
    return listed("small", "leading", "en") | first_words(verbs)


def opened_by_verb(text: str, opening: str, *, is_decision: bool) -> Charge | None:
    """Reads a sentence that opens with its verb: "(To) instruct X to ...", in decisions "Instructed X to".

    Args:
        text: The sentence.
        opening: Its first word, in lower case.
        is_decision: Whether the record is a decision.
    """
    if opening not in _opening_words():
        return None
    start = _end_of_lead(text)
    verb = verb_at(text[start : start + 40], "verbs", "en")
    if verb is None and is_decision:
        verb = verb_at(text[start : start + 40], "finite", "en")
    if verb is None:
        return _have(text[start:]) if is_decision else None
    return behind_verb(text[start + verb.end :], verb)


def _end_of_lead(text: str) -> int:
    match = _lead().match(text)
    return match.end() if match else 0


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of(forces('finite', 'en'))})(?![\w-])")


_WORD = re.compile(r"\w+")


def said_by_decider(text: str) -> Charge | None:
    """Reads "The Cabinet invited X to ...", "We ask X to ...": the body that decides speaks of itself."""
    opening = _WORD.findall(text[:60].lower())[:6]
    if opening[:1] == ["we"]:
        verb = verb_at(text[3:43], "verbs", "en")
        return behind_verb(text[3 + verb.end :], verb) if verb else None
    if opening[:1] != ["the"] or plain("deciders", "en").isdisjoint(opening):
        return None
    for match in _finite().finditer(text[:_HEAD]):
        if _is_passive(text[: match.start()]):
            continue
        verb = verb_at(text[match.start() + 1 : match.end() + 1], "finite", "en")
        charge = behind_verb(text[match.end() :], verb) if verb else None
        if charge is not None:
            return charge._replace(deed=_own_deeds().split(charge.deed, maxsplit=1)[0])
    return None


@cache
def _own_deeds() -> re.Pattern[str]:
    return re.compile(rf"[,;]? and (?:{one_of(listed('small', 'own_deeds', 'en'))})(?!\w)")


def _is_passive(before: str) -> bool:
    """Whether a form that ends in -ed is said of the subject: "The Government is requested to ..."."""
    last = before.rpartition(" ")[2].lower()
    return last in listed("small", "finite", "en") or last in ("be", "been", "not", "hereby", "also")


_WITH = r"(?<!jointly)(?<!together)(?<!along)(?<!ation)(?<!ement)(?<!concert)(?<!unction)"
_FOR = (
    r"(?:(?:to be )?(?:personally )?(?:responsible|answerable|accountable|liable)|(?:the )?responsibility) for"
    r"|in charge of"
)
_CONNECTOR = re.compile(
    rf"(?:{_WITH},? with|,? (?:{_FOR}|(?:with )?the (?:right|task|duty|job) (?:to|of)|not to|to|from|that))"
    r"(?=[ :]|\Z)"
    r"|,? ?:"
)
_PREPOSITION = re.compile(r"(?:to|upon|on|of|for) (?!be )")


def _is(word: str, manner: str) -> bool:
    """Whether a verb goes on in a manner of its own."""
    return word in listed("manner", manner, "en")


def behind_verb(text: str, verb: Verb) -> Charge | None:
    """Reads what stands behind a verb that charges: who, a connecting word, what.

    Args:
        text: From behind the verb on.
        verb: The verb, in lower case, and its force.
    """
    rest = text.lstrip(" ,\u00a0")
    if rest.startswith(("that ", "that:")):
        return that_clause(rest[4:].lstrip(), verb)
    if _is(verb.word, "concluding"):
        return None
    if rest[:1] in (":", "") or rest in ("the following:",):
        return Charge((), "", verb.force) if rest[:1] == ":" else None
    if rest.split(" ", 1)[0].strip(",.") in listed("small", "pronouns", "en"):
        return None
    preposition = _PREPOSITION.match(rest)
    rest = rest[preposition.end() :] if preposition else rest
    return _connected(rest, verb) or (_inverse(rest, verb) if _is(verb.word, "inverse") and preposition else None)


def _connected(rest: str, verb: Verb) -> Charge | None:
    for match in _CONNECTOR.finditer(rest[:_HEAD]):
        word = match[0].strip(" ,").lower()
        if not _may_connect(word, verb):
            continue
        deed = rest[match.end() :]
        if word.endswith(":"):
            return make_charge(rest[: match.start()], "" if not deed.strip() else deed, verb.force)
        if word == "that":
            deed = _PRONOUN.sub("", deed.lstrip(), count=1)
        elif not _is_deed(deed, word):
            continue
        force: TaskForce = "forbid" if word == "not to" else verb.force
        return make_charge(rest[: match.start()], deed, force)
    return None


_PRONOUN = re.compile(r"(?:it|they|he|she)(?: should)? ")


def _may_connect(word: str, verb: Verb) -> bool:
    """Whether a connecting word goes with a verb: "hold X to ..." charges nobody, nor does "ask X from ..."."""
    if word == "from":
        return verb.force == "forbid"
    if _is(verb.word, "with_office"):
        return word.endswith(("for", "charge of")) or " right " in f" {word} "
    return True


def _is_deed(deed: str, word: str) -> bool:
    """Whether what stands behind "to" can be a verb: in lower case, and nothing done to the subject."""
    first, _, rest = deed.strip().partition(" ")
    if deed.strip() == ":":
        return True
    if not word.endswith("to"):
        return bool(deed.strip(" .:;"))
    if first in ("be", "have"):
        return may_be(rest, first)
    return first[:1].islower() and first.strip(",.:;") not in listed("small", "no_verb", "en")


def may_be(rest: str, first: str = "be") -> bool:
    """Whether "to be ..." is a deed of the subject: "be guided by", "be ready", not "be sent"."""
    word = rest.split(" ", 1)[0].strip(",.;:")
    if first == "have":
        return not word.endswith("ed")
    return _is(word, "being")


def _inverse(rest: str, verb: Verb) -> Charge | None:
    """Reads "entrust to X the purchase of ...": no connecting word parts who from what."""
    who = leading_name(rest)
    return make_charge(who, rest[len(who) :], verb.force) if who and rest[len(who) :].strip(" .") else None


_MODAL = re.compile(r" (?:should|shall|must)(?P<not> not)? (?!be )(?=[a-z,])")


def that_clause(text: str, verb: Verb) -> Charge | None:
    """Reads "Suggest that X (should) expand ...": the actor ends where the verb begins."""
    if text[:1] in ("", ":"):
        return Charge((), "", verb.force)
    modal = _MODAL.search(text[:_HEAD])
    if modal is not None and may_act(modal.string[: modal.start()]):
        force: TaskForce = "forbid" if modal["not"] else verb.force
        return make_charge(text[: modal.start()], text[modal.end() :], force)
    return None if _is(verb.word, "concluding") else name_and_verb(text, verb.force)


def name_and_verb(text: str, force: TaskForce) -> Charge | None:
    """Reads "X stop the flights ...": a name, then a bare verb."""
    who = leading_name(text)
    deed = text[len(who) :].strip()
    first = deed.split(" ", 1)[0]
    is_finite = first in listed("small", "finite", "en")
    is_none = first in listed("small", "no_verb", "en") or first.endswith(("ed", "ing"))
    is_other = is_finite or is_none or first == "be"
    is_verb = first[:1].islower() and not is_other
    return make_charge(who, deed, force) if who and is_verb else None


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(listed('manner', 'bare', 'en'))}) ", re.IGNORECASE)


def _have(text: str) -> Charge | None:
    """Reads "Have X choose the men", "Let X find boots"."""
    match = _bare().match(text)
    return name_and_verb(text[match.end() :], "instruct") if match else None


_HOLD = re.compile(
    r"\b(?:[Hh]old|[Mm]ake) (?P<who>[^:;]{2,200}?) (?:to be )?(?:personally )?responsible\b(?P<rest>.*)", re.S
)
_FOR_WHAT = re.compile(r"\bfor\b(?: the following)?[ \u00a0]?:?")


def _is_said_of_others(before: str) -> bool:
    """Whether "hold" is what others do: "they will hold us responsible"; "to" charges where it opens the text."""
    last = before.split()[-1:]
    return bool(last) and last[0].lower() in listed("small", "others_do", "en") and before.strip().lower() != "to"


def held_responsible(text: str) -> Charge | None:
    """Reads "hold X (Cde. Y) responsible in coordination with Z for ...", wherever it stands in the sentence."""
    match = _HOLD.search(text) if "responsible" in text else None
    if match is not None and _is_said_of_others(text[: match.start()]):
        return None
    lead = _FOR_WHAT.search(match["rest"][:_HEAD]) if match else None
    if match is None or lead is None:
        return None
    charge = make_charge(match["who"], match["rest"][lead.end() :], "charge")
    if charge is None:
        return None
    between = read_parties(f"X{match['rest'][: lead.start()]}")
    return charge._replace(through=charge.through + between.through, jointly=charge.jointly + between.jointly)


def make_charge(who: str, deed: str, force: TaskForce) -> Charge | None:
    """A charge, when the words for who can be somebody."""
    parties = read_parties(who)
    if not parties.actors:
        return None
    words = deed.strip(" \u00a0:;.,\n")
    return Charge(parties.actors, words, force, parties.persons, parties.through, parties.jointly, who)


_JOINING = frozenset({"of", "and", "the", "for", "de", "on"})


def leading_name(text: str) -> str:
    """The name that opens a clause: capitalised words and what joins them; else an article with a word for a doer."""
    end = 0
    for match in re.finditer(r"\S+", text[:200]):
        word = match[0]
        if not (word[0].isupper() or word[0] in "([" or word.lower() in _JOINING):
            break
        if word.lower() not in _JOINING:
            end = match.end()
        if word[-1] in ",;:":
            break
    return text[:end] if end else _common_name(text)


_COMMON = re.compile(r"(?:the|all|both|our) (?:[a-z-]+ ){0,2}?(?P<head>[a-z-]+)(?: of (?:the )?[A-Za-z-]+)?(?= )")


def _common_name(text: str) -> str:
    """A doer without a name: "the parties", "all enterprises of the region"."""
    match = _COMMON.match(text)
    return match[0] if match and tells_of_body(without_article(match["head"])) else ""
