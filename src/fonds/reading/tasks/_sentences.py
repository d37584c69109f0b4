"""Which charges does a sentence hold?

Not for: sub-points, which finish a charge that ends with a colon (`_find`).
"""

from __future__ import annotations

import re

from fonds.model import TaskForce
from fonds.reading.tasks import _english, _german, _russian, _subjects
from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._words import first_word, is_cyrillic

_JOINTS = 12
"""How many places of a sentence are tried for the beginning of a further charge."""

_FURTHER = re.compile(r"[,;] (?:(?:and|but|while) )?| (?:and|but|while) ")


def read_charges(sentence: str, *, is_decision: bool) -> list[Charge]:
    """Reads one sentence.

    Args:
        sentence: Without the mark of its point, with or without its stop.
        is_decision: Whether the record is a decision, so that "X is to ..." charges X.

    Returns:
        The charges in their order; none when the sentence charges nobody.
    """
    text = sentence.strip(" \u00a0\t")
    if is_cyrillic(text):
        return _russian.read_russian(text, is_decision=is_decision)
    if german := _german.read_german(text):
        return [german] if is_decision else []
    return _in_clauses(text, is_decision=is_decision)


def _in_clauses(text: str, *, is_decision: bool) -> list[Charge]:
    first = _first(text, is_decision=is_decision)
    if first is None:
        later = _later(text, is_decision=is_decision) if is_decision else None
        return [later[1]] if later else []
    found = [first]
    while is_decision and found[-1].deed and len(found) < _JOINTS:
        later = _later(found[-1].deed, is_decision=True)
        if later is None:
            break
        found[-1] = found[-1]._replace(deed=found[-1].deed[: later[0]].rstrip(" ,;"))
        found.append(later[1])
    return found


def _first(text: str, *, is_decision: bool) -> Charge | None:
    """The charge with which a sentence begins."""
    opening = first_word(text)
    found = _english.held_responsible(text) or _english.opened_by_verb(text, opening, is_decision=is_decision)
    if found is not None or not is_decision:
        return found
    if opening == "it":
        found = _subjects.impersonal(text)
    elif opening in ("we", "the", ""):
        found = _english.said_by_decider(text)
    return found or _subjects.actor_to(text) or _subjects.laid_upon(text) or _subjects.subject_charged(text)


def _later(text: str, *, is_decision: bool) -> tuple[int, Charge] | None:
    """A charge that begins behind a joint of the sentence, and where the joint stands."""
    for count, joint in enumerate(_FURTHER.finditer(text)):
        if count == _JOINTS:
            break
        clause = text[joint.end() :]
        charge = _english.opened_by_verb(clause, first_word(clause), is_decision=is_decision)
        charge = charge or _subjects.subject_charged(clause, at_start=True)
        if charge is not None:
            return joint.start(), charge
    return None


def read_line(text: str, force: TaskForce) -> Charge | None:
    """Reads a line below a head that charges nobody by name: the line names who and what.

    Args:
        text: Without its mark: "the Government of X stop the flights", "т. X представить ...", "X to report".
        force: That of the head.
    """
    if is_cyrillic(text):
        charge = _russian.read_russian(text, is_decision=True)
        return charge[0]._replace(force=force) if charge else None
    found = _subjects.actor_to(text) or _subjects.subject_charged(text, at_start=True)
    found = found or _english.name_and_verb(text, force)
    return found._replace(force=force if found.force == "instruct" else found.force) if found else None
