"""What a square bracket does in the text: a typed mark, with the rule that says so and how sure it is.

The rules stand in the order in which they are asked; the first that knows wins. Editors who name what they do
("Handwritten:", "sic") come first, then the form of what stands in the bracket, then what stands around it.

Not for: finding brackets (`_brackets`), nor for marks that are no brackets (`_marks`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fonds.reading import _mark_stems
from fonds.reading._mark_facts import RecordFacts, Typed
from fonds.reading._mark_names import kind_of_name
from fonds.reading._mark_words import cues, is_english, months, offices, openings


class Setting:
    """A bracket and what stands around it.

    Attributes:
        inner: What stands in the bracket, lines joined by a space, without white space around it.
        before: The line up to the bracket.
        after: The line behind it.
        kind: Kind of the slot in which it opens.
        size: Number of brackets that open it together.
        facts: What the rest of the record tells.
        low: What stands in the bracket, in lower case.
        head: Up to the colon, or the whole when there is none: where an editor says what the bracket is.
        stems: The words in the bracket, in lower case, to be held against lists of single words.
        head_stems: The same of the head.
        words: The words in the bracket, with their case.
    """

    def __init__(self, inner: str, before: str, after: str, kind: str, size: int, facts: RecordFacts) -> None:
        self.inner, self.before, self.after = inner, before, after
        self.kind, self.size, self.facts = kind, size, facts
        self.low = inner.lower()
        self.head = self.low.partition(":")[0][:100].strip()
        self.stems = frozenset(_SPLIT.split(self.low))
        self.head_stems = self.stems if self.head == self.low else frozenset(_SPLIT.split(self.head))
        self.words = tuple(_WORD.findall(inner))

    @property
    def is_alone(self) -> bool:
        """Whether nothing else stands in its line but stops."""
        return not self.before.strip() and not self.after.strip(" .,;:")

    @property
    def is_attached(self) -> bool:
        """Whether it stands inside a word or figure."""
        if self.after[:1].islower():
            return True
        return self.before[-1:].isalnum() and (not self.inner[:1].isupper() or self.after[:1].isalnum())


_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SPLIT = re.compile(r"[^\w'’-]+")
_NUMBER = re.compile(r"\d{1,3}[*a-z]?|\*{1,3}|†")
_DATE = re.compile(r"\d{4}|\d{1,2}[ .]\w+(?: \d{4})?|[^\W\d_]+ \d{1,2}(?:[-–]\d{1,2})?(?:, \d{4})?|\d{1,2}")
_SIC = re.compile(r"\bsic\b")


def type_bracket(setting: Setting) -> Typed:
    """Says what a bracket does.

    Args:
        setting: The bracket and what stands around it.

    Returns:
        The kind, a certainty from 0 to 1 and the rule as a short phrase; a bracket that no rule knows is taken for
        words that the editor supplied.
    """
    for rule in _RULES:
        typed = rule(setting)
        if typed is not None:
            return typed
    return Typed("supplied", 0.4, "no rule knows better")


def _omission(it: Setting) -> Typed | None:
    if not it.inner.strip(". …*–—-"):
        return Typed("omission", 0.95, "nothing but an ellipsis")
    if it.head in cues("omission"):
        return Typed("omission", 0.9, "the editor says that text is left out")
    return None


def _crossed_out(it: Setting) -> Typed | None:
    if any(map(it.low.__contains__, cues("doubled_brackets"))):
        return Typed("translator_note", 0.9, "the editor explains the brackets")
    if it.size == 2 and it.facts.doubled_are_crossed_out:
        return Typed("crossed_out", 0.95, "doubled brackets hold what was struck out")
    if _starts(it.head, "crossed_out") or it.head.endswith(openings("crossed_out")):
        return Typed("crossed_out", 0.85, "the editor says that it was struck out")
    return None


def _handwritten(it: Setting) -> Typed | None:
    if _starts(it.head, "handwritten"):
        return Typed("handwritten", 0.97, "the editor names handwriting")
    return None


def _stamp(it: Setting) -> Typed | None:
    words = it.head.split()
    if len(words) <= 12 and any(word.strip(".,;") in cues("stamp") for word in words[:5]):
        return Typed("stamp", 0.95, "the editor names a stamp")
    return None


def _unreadable(it: Setting) -> Typed | None:
    if len(it.words) <= 6 and any(map(it.low.__contains__, openings("unreadable"))):
        return Typed("unreadable", 0.95, "the editor could not read it")
    return None


def _sic(it: Setting) -> Typed | None:
    if it.low.strip("!?. ") in cues("sic") or (_SIC.search(it.low[:40]) or _SIC.search(it.low[-8:])):
        return Typed("sic", 0.95, "the editor vouches for the oddity")
    return None


def _signature(it: Setting) -> Typed | None:
    if it.low.strip(". ") in cues("signature") or (_starts(it.head, "signature") and len(it.words) <= 5):
        return Typed("signature", 0.9, "it stands for a signature")
    return None


def _description(it: Setting) -> Typed | None:
    if _starts(it.head, "description_openings"):
        return Typed("description", 0.85, "it tells what stands at a place of the page")
    if _has_phrase(it.head, "description"):
        return Typed("description", 0.8, "it describes what is there")
    return None


def _translator_note(it: Setting) -> Typed | None:
    if it.head != it.low and _starts(it.head, "translator"):
        return Typed("translator_note", 0.97, "the editor's remark is named as one")
    if it.head in cues("translator"):
        return Typed("translator_note", 0.9, "the editor's remark is named as one")
    return None


def _footnote_mark(it: Setting) -> Typed | None:
    if not _NUMBER.fullmatch(it.inner) or it.before[-1:].isdigit() or it.after[:1].isdigit():
        return None
    if it.before.rstrip().lower().endswith(("nº", "no.", "no", "№", " n", " p.", " d.", " l.", " f.")):
        return Typed("doubt", 0.5, "a figure that the editor is not sure of")
    return Typed("footnote_mark", 0.9, "a bare number")


def _doubt(it: Setting) -> Typed | None:
    if it.inner.endswith("?") or _starts(it.low, "doubt") or it.low in cues("doubt"):
        return Typed("doubt", 0.9, "the editor is not sure")
    return None


def _letters(it: Setting) -> Typed | None:
    if it.is_attached:
        return Typed("supplied", 0.95, "letters or figures inside a word")
    if it.size == 2:
        return Typed("supplied", 0.7, "doubled brackets without a legend")
    return None


def _date(it: Setting) -> Typed | None:
    if it.low in months() or (
        _DATE.fullmatch(it.inner) and (it.inner[0].isdigit() or it.words[0].lower() in months())
    ):
        return Typed("supplied", 0.9, "part of a date")
    return None


def _initials(it: Setting) -> Typed | None:
    if it.words and all(len(word.strip(".")) == 1 for word in it.words) and "." in it.inner:
        return Typed("supplied", 0.85, "initials")
    if len(it.inner) <= 3 and it.inner.endswith("."):
        return Typed("supplied", 0.7, "a short form")
    return None


def _opened_gloss(it: Setting) -> Typed | None:
    if _starts(it.low, "gloss_openings") and len(it.words) > 1:
        return Typed("gloss", 0.9, "the editor explains")
    return None


def _foreign(it: Setting) -> Typed | None:
    """Words of another language: another script, or lower-case words that English does not know."""
    if it.words and not any(character.isascii() for word in it.words for character in word) and it.facts.is_latin:
        return _in_another_script(it)
    if not it.words or any(word[0].isupper() for word in it.words) or not it.facts.is_english:
        return None
    if offices() & {word.lower() for word in it.words}:
        return None
    strange = [word for word in it.words if not is_english(word.lower().rstrip("."))]
    if len(strange) * 2 > len(it.words):
        return Typed("original_term", 0.75, "words that English does not know")
    return None


def _in_another_script(it: Setting) -> Typed:
    previous = _last_word(it.before)
    if previous[:1].isupper() and not it.words[0][0].islower() and previous.lower() not in cues("determiners"):
        return Typed("variant", 0.8, "the name before it in another script")
    return Typed("original_term", 0.85, "another script")


def _joining(it: Setting) -> Typed | None:
    """Function words join the supplement to its sentence."""
    first = it.words[0].lower() if it.words else ""
    if first == "of" and it.before.rstrip()[-1:].isalpha() and _last_word(it.before)[:1].isupper():
        return Typed("gloss", 0.6, "says of what the name before it is a part")
    if first in cues("joining") and first not in ("the", "a", "an", "other"):
        return Typed("supplied", 0.85, "it joins the sentence")
    if it.low in cues("joining"):
        return Typed("supplied", 0.85, "a word without which the sentence does not stand")
    return None


def _lower_case(it: Setting) -> Typed | None:
    if not it.words or not it.words[0][0].islower():
        return None
    previous = _last_word(it.before)
    if it.words[0] in ("the", "a", "an") and (previous[:1].isupper() or previous.lower() in cues("pronouns")):
        return (
            kind_of_name(it.inner, it.before, it.after, it.kind, it.facts)
            if _is_short_form(previous)
            else Typed("gloss", 0.7, "says who is meant")
        )
    if previous[:1].isupper() and len(it.words) <= 8 and offices() & {word.lower() for word in it.words}:
        return Typed("gloss", 0.8, "says which office the person before it holds")
    if len(it.words) > 1 and previous.lower() == it.words[-1].lower():
        return Typed("gloss", 0.75, "a fuller form of the word before it")
    if it.is_alone and len(it.words) > 2:
        return Typed("description", 0.6, "a remark in its own line")
    return Typed("supplied", 0.7, "words that the sentence needs")


def _sentence(it: Setting) -> Typed | None:
    """A whole sentence in a bracket behind the end of another is the editor's."""
    if len(it.words) > 5 and it.words[0][0].isupper() and it.before.rstrip()[-1:] in '.;:!?"”':
        return Typed("description", 0.6, "a sentence of its own")
    return None


def _own_line(it: Setting) -> Typed | None:
    if not it.is_alone or not it.words:
        return None
    if it.kind == "handwritten":
        return Typed("handwritten", 0.7, "in its own line of a handwritten note")
    if it.kind == "stamp":
        return Typed("description", 0.7, "in its own line instead of a stamp or letterhead")
    if it.kind == "signature":
        return Typed("signature", 0.5, "in its own line among signatures")
    if len(it.words) > 1 and not all(word[0].isupper() for word in it.words):
        return Typed("description", 0.6, "a remark in its own line")
    return None


def _name(it: Setting) -> Typed | None:
    return kind_of_name(it.inner, it.before, it.after, it.kind, it.facts)


_RULES: tuple[Callable[[Setting], Typed | None], ...] = (
    _omission, _crossed_out, _handwritten, _stamp, _sic, _unreadable, _signature,
    *_mark_stems.FIRST,
    _description, _translator_note, _footnote_mark,
    *_mark_stems.SECOND,
    _doubt, _letters, _date, _initials, _opened_gloss, _foreign, _mark_stems.foreign, _joining, _own_line, _sentence,
    _lower_case, _name,
)  # fmt: skip


def _starts(text: str, topic: str) -> bool:
    """Whether the text begins with a cue of the list, as whole words."""
    if not text.startswith(openings(topic)):
        return False
    return any(text.startswith(cue) and not text[len(cue) : len(cue) + 1].isalnum() for cue in openings(topic))


def _has_phrase(text: str, topic: str) -> bool:
    """Whether a cue of the list stands in the text as whole words."""
    for cue in openings(topic):
        at = text.find(cue)
        if at >= 0 and not text[at - 1 : at].isalnum() and not text[at + len(cue) : at + len(cue) + 1].isalnum():
            return True
    return False


def _last_word(before: str) -> str:
    tokens = before[-60:].split()
    return tokens[-1].strip("\"'“”«»(),") if tokens else ""


def _is_short_form(word: str) -> bool:
    return word.isupper() and 2 <= len(word) <= 6
