"""Russian sentences that charge somebody: "Поручить X представить", "X представить к", "Возложить на X".

A name ends where the infinitive begins; what stands between them in commas, or as a term ("в недельный срок"),
belongs to neither. Not for: sub-points (`_find`).
"""

from __future__ import annotations

import re
from functools import cache

from fonds.model import TaskForce
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._parties import may_act, read_parties, tells_of_person
from fonds.reading.tasks._words import Verb, doer_stem, forces, listed, plain, verb_at
from fonds.words import one_of

_HEAD = 400
_JOINTS = 8
_ENDING = r"(?:[аяеёиуоы]ть|йти|(?:не|ве|ме|бре|кре|ра)сти|(?:мо|бере|вле|стри)чь)(?:ся)?(?!\w)"
_INFINITIVE = re.compile(rf"(?<!\w)[а-яё]{{1,18}}{_ENDING}")
_BARE_INFINITIVE = re.compile(rf"[А-ЯЁа-яё]{{1,18}}{_ENDING}")
_ADVERBS = re.compile(r"(?:(?<= )[а-яё]{2,16}(?:но|ски|вно|ро) )+\Z")
_TERM = re.compile(
    r",? (?:(?:до|к|не позднее|не позже) (?=\d)|до конца |в (?:[а-яё-]+ ){0,2}срок(?!\w)|в течение |в порядке )"
)


def read_russian(text: str, *, is_decision: bool) -> list[Charge]:
    """Reads one sentence.

    Args:
        text: A sentence in Russian.
        is_decision: Whether the record is a decision, so that "X представить ..." charges X.

    Returns:
        The charges in their order.
    """
    first = _laid_upon(text) or _opened_by_verb(text)
    if first is None and is_decision:
        first = _in_finite(text) or _obliged(text) or _in_dative(text)
    found = [first] if first else []
    while found and found[-1].deed and len(found) < _JOINTS:
        later = _later(found[-1].deed)
        if later is None:
            break
        found[-1] = found[-1]._replace(deed=found[-1].deed[: later[0]].rstrip(" ,;"))
        found.append(later[1])
    return found


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"(?:,|;)?(?: и| а также)? (?=(?:{one_of(forces('verbs', 'ru'))})(?!\w))")


def _later(deed: str) -> tuple[int, Charge] | None:
    """A charge that begins behind a joint of the sentence."""
    for count, joint in enumerate(_further().finditer(deed)):
        if count == _JOINTS:
            break
        charge = _opened_by_verb(deed[joint.end() :]) if joint[0].strip() else None
        if charge is not None:
            return joint.start(), charge
    return None


_GIVING = frozenset({"предоставить"})


def _opened_by_verb(text: str) -> Charge | None:
    verb = verb_at(text[:60], "verbs", "ru")
    if verb is None:
        return None
    rest = text[verb.end :]
    if verb.word in _GIVING:
        return _given_right(rest.strip(), verb.force)
    return _behind_verb(rest, verb)


_RIGHT = re.compile(r" право (?=[а-яё])")


def _given_right(rest: str, force: TaskForce) -> Charge | None:
    right = _RIGHT.search(rest[:_HEAD])
    return _make(rest[: right.start()], rest[right.end() :], force) if right else None


def _behind_verb(rest: str, verb: Verb) -> Charge | None:
    """The actor ends where an infinitive begins, or a word for what is laid upon him."""
    words = rest.strip()
    if words.startswith(":") or not words:
        return Charge((), "", verb.force) if words else None
    end = _INFINITIVE.search(words, 0, _HEAD)
    if end is not None:
        return _before_infinitive(words, end.start(), verb.force)
    if words.endswith(":"):
        return _make(words[:-1], "", verb.force)
    duty = _duty().search(words[:_HEAD])
    return _make(words[: duty.start()], words[duty.start() :], verb.force) if duty else None


def _before_infinitive(text: str, at: int, force: TaskForce) -> Charge | None:
    if text[:at].endswith(("не ", "Не ")):
        at, force = at - 3, "forbid"
        return _make(text[:at], text[at + 3 :], force)
    adverbs = _ADVERBS.search(text[:at])
    start = adverbs.start() if adverbs else at
    colon = text.find(":", 0, start)
    if colon > 0:
        return _make(text[:colon], text[colon + 1 :], force)
    return _make(text[:start], text[start:], force)


def _make(who: str, deed: str, force: TaskForce) -> Charge | None:
    term = _TERM.search(who)
    name, between = (who[: term.start()], who[term.start() :]) if term else (who, "")
    parties = read_parties(name.strip(" ,"))
    if not parties.actors:
        return None
    words = deed.strip(" \u00a0:;.,\n")
    return Charge(parties.actors, words, force, parties.persons, parties.through, parties.jointly, between)


@cache
def _duty() -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{one_of(listed('nouns', 'duties', 'ru'))})[а-яё]*")


_LAY = re.compile(r"(?<!\w)[Вв]озлож(?:ить|ена|ено|ены) ")


def _laid_upon(text: str) -> Charge | None:
    """Reads "Возложить на X контроль", "Контроль возложить на X", "возложить исполнение на X"."""
    lay = _LAY.search(text[:_HEAD])
    if lay is None:
        return None
    before, behind = text[: lay.start()].strip(" ,"), text[lay.end() :]
    if not behind.startswith("на "):
        return _laid_last(behind)
    duty = _duty().search(behind[:_HEAD])
    if duty is not None and not before:
        return _make(behind[3 : duty.start()], behind[duty.start() :], "charge")
    return _make(behind[3:].strip(" .;"), before, "charge") if before else None


def _laid_last(behind: str) -> Charge | None:
    at = behind[:_HEAD].rfind(" на ")
    return _make(behind[at + 4 :].strip(" .;"), behind[:at], "charge") if at > 0 else None


@cache
def _finite() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<= ))(?:{one_of(forces('finite', 'ru'))}) ", re.IGNORECASE)


def _in_finite(text: str) -> Charge | None:
    """Reads "ЦК поручает X ...", "Поручается X ...", "X разрешается ..."."""
    verb = _finite().search(text[:_HEAD])
    if verb is None:
        return None
    force = forces("finite", "ru")[verb[0].strip().lower()]
    before, behind = text[: verb.start()].strip(), text[verb.end() :]
    if before and verb[0].strip().endswith(("ся", "но")):
        return _make(before, behind, force) if _is_dative(before) else None
    is_decider = before == "" or before.split()[0].lower() in plain("deciders", "ru")
    return _behind_verb(behind, Verb(force, 0, verb[0])) if is_decider else None


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf" (?:{one_of(forces('passive', 'ru'))}) ")


def _obliged(text: str) -> Charge | None:
    """Reads "X обязан ...": the charged is the subject."""
    bound = _bound().search(text[:_HEAD])
    if bound is None or _INFINITIVE.search(text, bound.end(), bound.end() + _HEAD) is None:
        return None
    who = text[: bound.start()]
    if "," in who or len(who.split()) > _LONGEST_SUBJECT or who.split()[0].lower() in listed("nouns", "nobody", "ru"):
        return None
    return _make(who, text[bound.end() :], forces("passive", "ru")[bound[0].strip()])


_LONGEST_SUBJECT = 10

_DATIVE = ("у", "ю", "е", "и", "ам", "ям", "ой", "ей", "ым", "им")
_INSTRUMENTAL = ("ыми", "ими", "ами", "ями")


def _is_dative(text: str) -> bool:
    """Whether a sentence opens with somebody in the dative, or with an abbreviation, which has no cases."""
    tokens = text.split()
    if not tokens:
        return False
    first = tokens[0].rstrip(":,")
    if tells_of_person(text):
        return len(tokens) > 1
    if len(first) > 1 and first.isupper() and first.isalpha():
        return True
    if not first.endswith(_DATIVE) or first.endswith(_INSTRUMENTAL) or len(first) < 4:
        return False
    return _BARE_INFINITIVE.fullmatch(first) is None


def _in_dative(text: str) -> Charge | None:
    """Reads "Правительству принять решения" and "Минтруду России:": who is charged stands in the dative, first."""
    if not _is_dative(text):
        return None
    if text.endswith(":"):
        return _make(text[:-1], "", "instruct") if "," not in text and len(text) < 160 else None
    end = _INFINITIVE.search(text, 0, _HEAD + 200)
    if end is None or (":" in text[: end.start()] and not text[: end.start()].rstrip().endswith(":")):
        return None
    who = text[: end.start()]
    first = who.split(" ", 1)[0]
    if "," in who and not (doer_stem().match(first) or tells_of_person(who) or _is_federal(who)):
        return None
    if first.isupper() and len(who.split()) > 6:
        return None
    return _before_infinitive(text, end.start(), "instruct") if may_act(first) or tells_of_person(who) else None


def _is_federal(who: str) -> bool:
    """Whether the second or third word is one for a doer: "Федеральным органам ..."."""
    return any(doer_stem().match(token) for token in who.split()[1:3])
