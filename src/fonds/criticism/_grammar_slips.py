"""A word of the wrong sort stands in a sentence: two verbs in a row, a noun for a verb, a verb in the wrong person.

Only what no reading of the sentence allows; in English.

Not for: style, nor for how a sentence might be better.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fonds.criticism._slip import Slip
from fonds.criticism._slip_words import slip_words

_PLAIN = re.compile(r"(?<![\w-])[a-z]+(?:[ \u00a0][a-z]+)+(?![\w-])")
_PRONOUN = re.compile(
    r"(?:\A|[.!?:;\u201c\"] ?|, |and )(I|[Ww]e|[Tt]hey|[Yy]ou)(?: \[[^\[\]]{1,40}\])? ([a-z]+)(?![\w-])"
)
_NOUN_FOR_VERB = re.compile(r"(?<![\w-])([A-Z][a-z]+) ([a-z]+) ([a-z]+) (?:and ([a-z]+) )?([a-z]+)(?![\w-])")


def find_grammar_slips(content: str, language: str) -> Iterator[Slip]:
    """Slips of one slot, by kind.

    Args:
        content: The content of the slot.
        language: BCP 47 language subtag of it; only "en" is looked at.
    """
    if language != "en":
        return
    tokens = set(content.split())
    if not tokens.isdisjoint(slip_words("verbs_before", "en")):
        yield from _two_verbs(content)
    if not tokens.isdisjoint(slip_words("third_person", "en")):
        yield from _pronouns(content)
    if not tokens.isdisjoint(slip_words("helping", "en")):
        yield from _nouns_for_verbs(content)


def _two_verbs(content: str) -> Iterator[Slip]:
    """A noun in the plural, and behind it two verbs of which the second can not be a noun."""
    for run in _PLAIN.finditer(content):
        tokens = run.group().replace("\u00a0", " ").split(" ")
        place = run.start()
        for subject, first, second in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if (
                second in slip_words("verbs", "en")
                and first in slip_words("verbs_before", "en")
                and first != second
                and subject.endswith("s")
                and len(subject) > 4
            ):
                start = place + len(subject) + 1
                literal = content[start : start + len(first) + 1 + len(second)]
                readings = ((second, f"“{first}” was to be struck out"), (first, f"“{second}” was to be struck out"))
                yield Slip(literal, start, readings, 0.75)
            place += len(subject) + 1


def _pronouns(content: str) -> Iterator[Slip]:
    for match in _PRONOUN.finditer(content):
        verb = match.group(2)
        if verb in slip_words("third_person", "en"):
            start = match.start(1)
            readings = (
                (f"he {verb}", "another person was meant"),
                (verb.removesuffix("s"), "the verb has one s too many"),
            )
            yield Slip(content[start : match.end()], start, readings[::-1], 0.85)


def _nouns_for_verbs(content: str) -> Iterator[Slip]:
    """Behind "help" and its object a noun of action is followed by adjectives without "of": a verb was meant."""
    helping = slip_words("helping", "en")
    actions = tuple(slip_words("action_endings", "en"))
    adjectives = tuple(slip_words("adjective_endings", "en"))
    for match in _NOUN_FOR_VERB.finditer(content):
        _, noun, adjective, second, _ = match.groups()
        if (
            noun.endswith(actions)
            and adjective.endswith(adjectives)
            and (second is None or second.endswith(adjectives))
        ):
            ahead = content[max(0, match.start() - 90) : match.start()].rpartition(". ")[2]
            if not helping.isdisjoint(ahead.split()):
                verb = noun.removesuffix("ion") + "e"
                yield Slip(noun, match.start(2), ((verb, "a verb is wanted behind the object of “help”"),), 0.7)
