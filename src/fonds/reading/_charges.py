"""How does a sentence of a decision charge somebody? Actor, deed, force, through whom, together with whom.

Four forms: a verb that opens the sentence ("Instruct X to ..."), "hold X responsible for ...", "X is to ...", and
Russian infinitives ("Поручить X представить ..."). A sentence without an actor gives nothing.

Not for: sub-points, which finish a charge that ends with a colon (`_tasks`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from fonds import words
from fonds.model import TaskForce
from fonds.reading._recipients import split_names


class Charge(NamedTuple):
    """What a sentence charges somebody with.

    Attributes:
        actors: Who, as printed, without titles and brackets; at least one.
        deed: What; empty when the sub-points say it.
        force: How strongly.
        persons: Named in brackets behind the actor.
        through: Through whom.
        jointly: In coordination with whom.
    """

    actors: tuple[str, ...]
    deed: str
    force: TaskForce
    persons: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()


def read_charge(sentence: str, *, is_decision: bool) -> Charge | None:
    """Reads one sentence.

    Args:
        sentence: Without the mark of its point, with or without its stop.
        is_decision: Whether the record is a decision, so that "X is to ..." charges X.

    Returns:
        The charge, or None when the sentence charges nobody.
    """
    text = sentence.strip(" \u00a0\t")
    held = _held_responsible(text)
    if held is not None:
        return held
    opened = _opened_by_verb(text)
    if opened is not None or not is_decision:
        return opened
    return _in_dative(text) if _is_russian(text) else _is_to(text)


_HOLD = re.compile(r"\b[Hh]old (?P<who>[^:;]{2,200}?) (?:to be )?responsible\b(?P<rest>.*)", re.DOTALL)
_FOR = re.compile(r"\bfor\b[ \u00a0]?:?")


def _held_responsible(text: str) -> Charge | None:
    """Reads "hold X (Cde. Y) responsible in coordination with Z for ..."."""
    match = _HOLD.search(text)
    if match is None:
        return None
    parties = _parties(match["who"])
    lead = _FOR.search(match["rest"])
    if not parties.actors or lead is None:
        return None
    between = _parties(f"X{match['rest'][: lead.start()]}")
    return Charge(
        actors=parties.actors,
        deed=_deed(match["rest"][lead.end() :]),
        force="charge",
        persons=parties.persons,
        through=parties.through + between.through,
        jointly=parties.jointly + between.jointly,
    )


_ENDS_ACTOR = re.compile(r" (?:to|that|with|the right to|the right)(?=[ :])|:")


def _opened_by_verb(text: str) -> Charge | None:
    first, _, rest = text.partition(" ")
    force = _verbs().get(first.lower())
    for phrase, of_phrase in _phrases():
        if text.lower().startswith(phrase + " "):
            force, rest = of_phrase, text[len(phrase) + 1 :]
    if force is None or not rest:
        return None
    if _is_russian(first):
        return _russian(rest, force)
    if rest.startswith("that "):
        return _that_clause(rest[5:], force)
    rest = rest.removeprefix("to ").removeprefix("upon ").removeprefix("on ")
    end = _ENDS_ACTOR.search(rest[:300])
    if end is None:
        return None
    return _charge(rest[: end.start()], rest[end.end() :], force)


def _that_clause(text: str, force: TaskForce) -> Charge | None:
    """Reads "Suggest that X expand ...": the actor ends where the words in lower case begin."""
    who = _leading_name(text)
    return _charge(who, text[len(who) :], force) if who else None


def _charge(who: str, deed: str, force: TaskForce) -> Charge | None:
    parties = _parties(who)
    if not parties.actors:
        return None
    return Charge(parties.actors, _deed(deed), force, parties.persons, parties.through, parties.jointly)


_PASSIVES = (
    "obliged|charged|instructed|directed|ordered|requested|asked|permitted|allowed|authori[sz]ed|recommended|advised"
    "|forbidden|prohibited|given the right|entrusted"
)
_IS_TO = re.compile(
    rf" (?:is|are)(?P<negated> not)? (?:(?P<passive>{_PASSIVES}) )?(?:to|with|from) (?!be (?!guided))"
)


def _is_to(text: str) -> Charge | None:
    """Reads "X is to ...", "X is not to ...", "X are obliged to ..."."""
    match = _IS_TO.search(text[:400])
    if match is None:
        return None
    who = _subject(text[: match.start()])
    if not who:
        return None
    force: TaskForce = "forbid" if match["negated"] else _passives().get(match["passive"] or "", "instruct")
    return _charge(who, text[match.end() :], force)


_CLAUSE = re.compile(r", |; | that | and (?=the )")


def _subject(text: str) -> str:
    """The subject that ends a clause: an office with its place, else a name."""
    clause = _CLAUSE.split(text[-200:])[-1]
    tokens = clause.split()
    holds_office = any(map(_tells_of_body, tokens))
    if len(tokens) <= 9 and holds_office and tokens[0] in ("The", "the", "Our", "our"):
        return clause
    return _trailing_name(text)


_ENDING_OF_INFINITIVE = r"(?:[аяеёиуоы]ть|йти|(?:не|ве|ме|бре|кре|ра)сти|(?:мо|бере|вле|стри)чь)(?:ся)?(?!\w)"
_INFINITIVE = re.compile(rf" [а-яё]{{1,18}}{_ENDING_OF_INFINITIVE}")


def _russian(rest: str, force: TaskForce) -> Charge | None:
    """Reads "Поручить Наркомснабу представить ...": the actor ends where an infinitive begins."""
    end = _INFINITIVE.search(rest[:300])
    if end is None or not any(map(str.isupper, rest[: end.start()])):
        return None
    return _charge(rest[: end.start()], rest[end.start() :], force)


_APPOSED = re.compile(r"(?P<office>[^,]+), (?P<person>(?:[Cc]des?\.?|[Cc]omrades?) [^,]+),?")


_DATIVE = ("у", "ю", "е", "и", "ам", "ям", "ой", "ей")
_INSTRUMENTAL = ("ыми", "ими", "ами", "ями")
_BARE_INFINITIVE = re.compile(rf"[А-ЯЁа-яё]{{1,18}}{_ENDING_OF_INFINITIVE}")


def _in_dative(text: str) -> Charge | None:
    """Reads "Правительству принять решения" and "Минтруду России:": who is charged stands in the dative, first."""
    first = text.split(" ", 1)[0].rstrip(":,")
    if not first.endswith(_DATIVE) or first.endswith(_INSTRUMENTAL) or len(first) < 4:
        return None
    if _BARE_INFINITIVE.fullmatch(first):
        return None
    if text.endswith(":"):
        return _charge(text[:-1], "", "instruct") if "," not in text and len(text) < 160 else None
    end = _INFINITIVE.search(text[:300])
    if end is None or "," in text[: end.start()]:
        return None
    return _charge(text[: end.start()], text[end.start() :], "instruct")


class _Parties(NamedTuple):
    actors: tuple[str, ...]
    persons: tuple[str, ...]
    through: tuple[str, ...]
    jointly: tuple[str, ...]


_BRACKETS = re.compile(r" ?\[[^\[\]]{0,120}\]")
_PERSONS = re.compile(r" ?\((?P<persons>(?:[Cc]des?\.?|[Cc]omrades?|[Тт]т?\.|[Тт]ов\.)[^()]{2,80})\)")


def _parties(text: str) -> _Parties:
    """Takes the words between verb and deed apart."""
    plain = _BRACKETS.sub("", text)
    persons = tuple(name for match in _PERSONS.finditer(plain) for name in split_names(match["persons"]))
    plain = _PERSONS.sub("", plain)
    apposed = _APPOSED.fullmatch(plain)
    if apposed is not None and any(map(_tells_of_body, apposed["office"].split())):
        persons, plain = (*persons, *split_names(apposed["person"])), apposed["office"]
    who, through = _cut_at(plain, "through")
    who, jointly = _cut_at(who, "jointly") if not through else (who, ())
    actors = tuple(_without_article(name) for name in split_names(who.strip(" ,")) if _may_act(name))
    return _Parties(actors, persons, through, jointly)


def _cut_at(text: str, topic: str) -> tuple[str, tuple[str, ...]]:
    """What stands before a joining phrase, and the parties behind it."""
    low = text.lower()
    for phrase in _part_phrases(topic):
        at = low.find(f" {phrase} ")
        if at >= 0:
            behind = text[at + len(phrase) + 2 :]
            return text[:at], tuple(_without_article(name) for name in split_names(behind))
    return text, ()


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").strip()


def _may_act(name: str) -> bool:
    """Whether the words can be somebody: capitals, or the word for a body."""
    tokens = _without_article(name).removeprefix("a ").split()
    if not tokens or len(tokens) > 16 or tokens[0].lower() in _NOBODY:
        return False
    return tokens[0][:1].isupper() or any(_tells_of_body(token) for token in tokens[:4])


def _tells_of_body(word: str) -> bool:
    """Whether a word, in either number, is one for an office or a body."""
    return not _offices_and_bodies().isdisjoint((word.lower(), word.lower().rstrip("s")))


_NOBODY = frozenset({
    "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "there", "which", "who", "what",
    "all", "both", "some", "others", "everything", "nothing", "in", "on", "at", "by", "for", "until", "after",
})  # fmt: skip
_INNER = frozenset({"of", "and", "the", "for", "de", "on"})


def _leading_name(text: str) -> str:
    """The name that opens a clause: capitalised words and what joins them."""
    end = 0
    for match in re.finditer(r"\S+", text[:200]):
        word = match[0]
        if word[0].isupper() or word[0] in "([" or (word.lower() in _INNER):
            if word.lower() not in _INNER:
                end = match.end()
            if word[-1] in ",;:":
                break
        else:
            break
    return text[:end]


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
    return " ".join(reversed(kept))


_PRONOUN = re.compile(r"(?:it|they|he|she)(?: should)? ")


def _deed(text: str) -> str:
    deed = text.strip(" \u00a0:;.,\n")
    pronoun = _PRONOUN.match(deed)
    return deed[pronoun.end() if pronoun else 0 :]


def _is_russian(word: str) -> bool:
    return "\u0400" <= word[:1] <= "\u04ff"


@cache
def _verbs() -> dict[str, TaskForce]:
    return {
        verb: cast(TaskForce, force)
        for table in words.tables("tasks")
        for force, verbs in table["verbs"].items()
        for verb in verbs
        if " " not in verb
    }


@cache
def _phrases() -> tuple[tuple[str, TaskForce], ...]:
    return tuple(
        (verb, cast(TaskForce, force))
        for table in words.tables("tasks")
        for force, verbs in table["verbs"].items()
        for verb in verbs
        if " " in verb
    )


@cache
def _passives() -> dict[str, TaskForce]:
    return {
        verb: cast(TaskForce, force)
        for table in words.tables("tasks")
        for force, verbs in table["passive"].items()
        for verb in verbs
    }


@cache
def _part_phrases(topic: str) -> tuple[str, ...]:
    found = (phrase for table in words.tables("tasks") for phrase in table["parts"][topic])
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _offices_and_bodies() -> frozenset[str]:
    offices = {word for table in words.tables("titles") for word in table["office"]}
    return frozenset(offices | {word for table in words.tables("bodies") for word in table["words"]})
