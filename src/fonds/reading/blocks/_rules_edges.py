"""Rules for the lines of the head and the foot of a document: who to whom, when, under which number, told to whom.

Not for: lines of the head that are told by their place alone (`_rules_head`), notes in brackets (`_rules_notes`) and
running text (`_rules_text`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from fonds.reading._datelines import is_dateline
from fonds.reading._daylines import match_dated_line
from fonds.reading._lines import SHORT, Line, fold, has_digit
from fonds.reading._mark_words import is_common
from fonds.reading.blocks._cues import Cue, cue_tuple, cue_words, find_inside, find_start, find_whole, is_marking
from fonds.reading.blocks._names import is_capitals, is_name, is_titled, names_office, unspaced, without_brackets
from fonds.reading.blocks._rule import Rule, rule
from fonds.reading.blocks._rules_notes import is_order
from fonds.reading.blocks._walk import Found, Walk

_DATE_ALONE = 24
_NUMBER = re.compile(r"(?:no\.? ?|n ?|# ?|nr\.? ?)[\w\-/.\[\]: ]{0,6}[\d\[_][\w\-/.\[\]:() ]{0,24}")
_CODE = re.compile(r"[\w./()-]*\d[\w./()-]*(?: \d[\d.]*)?")
_KEY = re.compile(r"[^\W\d_][\w.' ]{0,24}:(?: |$)")
_KEY_NUMBER = re.compile(r"\w+ no\.?(?: ?[\w.\-/]+)?")
_SIGNED_NUMBER = re.compile(r"n[o.]*\.? ?\d{1,6} ")
_NUMBERED_PART = re.compile(r"(?:no\.?|nr\.?|n):? ?\d[\w/.-]{0,12},")
_LONG_FORM = 4
_DAY_AND_MONTH = re.compile(r"(?:[1-9]|[12]\d|3[01])\.(?:[1-9]|1[0-2])\.?")
_TYPIST = re.compile(
    r"\d{1,3}[/-][A-ZА-Яa-zа-я]{2,4}"
    r"|[a-zа-я]{2,3}[-/]\d{1,5}(?:/\d{1,3}(?: \w{2,6}\.)?|\. \d{1,2}\.\d{1,2}\.\d{2,4})?"
    r"|[A-ZА-Я]{2,3}[/:][A-ZА-Яa-zа-я]{2,3}|\d{1,3} ?(?:pp|sh|sheets|pages)\b\.?(?: ?[-–] ?.{1,30})?"
)
_COUNTED_KIND = re.compile(r"(?:incoming|outgoing) (?:no\.? ?|n ?|# ?)?\d[\w/-]{0,12}")
_COPIES_MADE = re.compile(r"\d{1,3} (?:copies|copy|cop\.|экз\.?)(?: ?[/,;-]| on| by|$).{0,60}")
_CYRILLIC, _LATIN = re.compile("[а-я]"), re.compile("[a-z]{3}")
_CLOCK = re.compile(r"\d[:.]\d\d")
_NOTED_WORD = re.compile(r"[A-ZА-Я][^\W\d_]{3,}\d{1,2}")
_CODED = re.compile(r"[a-z]+(?:/[a-z]+){2,}/\d.*")


@rule(longest=SHORT)
def date_alone(walk: Walk, line: Line) -> Found | None:
    """A line that is a date: of the decision in minutes before or below the first item, else of the document."""
    match = match_dated_line(line.low)
    if match is None and _may_date(walk, line) and find_start(line.low) is None and is_dateline(line.text):
        is_headed = walk.previous is not None and walk.previous.rule == "heading of edition"
        return ("decision_date", 0.8) if walk.is_minutes and not is_headed else ("dateline", 0.85)
    if match is None or (match["place"] and _is_no_place(walk, line, match["place"])):
        return None
    if walk.previous_kind in ("routing", "production") and match["lead"] == "on":
        return ("routing", 0.8) if walk.previous_kind == "routing" else ("production", 0.8)
    place = "" if find_start(line.low) or line.low.split()[0] in cue_words("dates", "decided") else match["place"]
    is_decision = walk.is_minutes and walk.part == "head" and not place
    if is_decision or (match["lead"] == "of" and walk.at - 1 in walk.numbers and walk.previous_kind == "point"):
        return "decision_date", 0.9
    return "dateline", 0.9


def _may_date(walk: Walk, line: Line) -> bool:
    """Whether a dateline can stand here: before the text, or, without a place, anywhere."""
    return walk.part == "head" or len(line.text) <= _DATE_ALONE


def _is_no_place(walk: Walk, line: Line, before: str) -> bool:
    """Whether what stands before the date is a deed ("Typed by ...") or the name of a signer."""
    is_deed = before.split(maxsplit=1)[0].endswith("ed")
    return is_deed or find_start(line.low) is not None or (walk.part != "head" and "." in before)


@rule(after={"signature"})
def place_before_date(walk: Walk, line: Line) -> Found | None:
    """A place in a line of its own, before the date that belongs to it, behind a signature with its office."""
    following = walk.following
    if following is None or len(line.text.split()) > 2 or not is_name(line.text):
        return None
    if _CYRILLIC.search(line.low) and _LATIN.search(following.low):  # the next text begins, in another language
        return None
    behind_office = not is_name(walk.pieces[-1].line.text) and without_brackets(line.text).isalpha()
    return ("dateline", 0.6) if behind_office and match_dated_line(following.low) else None


@rule(longest=SHORT)
def line_of_a_form(walk: Walk, line: Line) -> Found | None:
    """A line of a filled-in form: one of several keys with their values."""
    if walk.at not in walk.form_lines or not (_KEY.match(line.low) or _KEY_NUMBER.fullmatch(line.low)):
        return None
    whole = find_whole(line.low) if line.text.endswith(":") else None
    cue = whole if whole is not None and whole.kind == "formula" else find_start(line.low)
    several = line.text.count(",") + line.text.count(";") > 0
    if walk.is_minutes and cue_words("stems", "attendance") & set(line.low.partition(":")[0].split()):
        return None
    is_other = cue is not None and (cue.kind in _NO_FIELDS or (cue.kind == "distribution" and several))
    return None if is_other else ("field", 0.85)


_NO_FIELDS = frozenset({"attendance", "formula", "signature", "minutes_head"})


def find_form_lines(lines: list[Line]) -> frozenset[int]:
    """Places of the lines of a form: four or more keys in a row, with at most one line between two of them."""
    found: set[int] = set()
    keys = {line.low.partition(":")[0] for line in lines if _KEY.match(line.low)}
    by_wire = sum(_tells_handling(line.low) for line in lines) > 1 and keys & {"from", "to", "station"}
    if by_wire or not (keys & cue_words("forms", "keys") or len(keys) > _LONG_FORM):
        return frozenset()
    run: list[int] = []
    for at, line in enumerate(lines[:40]):
        if line.is_short and (_KEY.match(line.low) or _KEY_NUMBER.fullmatch(line.low)):
            run = [*run, at] if run and at - run[-1] <= 2 else [at]
            if len(run) >= 4:
                found.update(run)
    return frozenset(found)


def _tells_handling(low: str) -> bool:
    """Whether a key is one of a telegraph office, whose lines say more than a form's."""
    cue = find_start(low) if _KEY.match(low) else None
    return cue is not None and (cue.kind == "routing" or cue.phrase in ("control:", "station:"))


@rule(longest=90)
def words_known_as_a_whole(walk: Walk, line: Line) -> Found | None:
    """A line whose words are known as a whole: a marking, a degree of urgency, the kind of document."""
    cue = find_whole(line.low) or _find_plain_whole(walk, line)
    if cue is None or not _fits_whole(walk, line, cue):
        return None
    return cue.kind, 0.92


def _find_plain_whole(walk: Walk, line: Line) -> Cue | None:
    """What a line of the head says without its brackets and without the spaces between its letters."""
    plain = unspaced(without_brackets(line.text))
    return find_whole(fold(plain)) if plain != line.text and walk.part == "head" else None


def _fits_whole(walk: Walk, line: Line, cue: Cue) -> bool:
    if cue.kind == "heading":
        return not line.text.endswith(".")
    if cue.kind == "signature":
        return walk.part != "head" or walk.previous_kind == "signature"
    if cue.kind == "document_kind":
        return walk.part != "text" or is_capitals(line.text)
    return not (cue.kind == "routing" and walk.part == "text")


@rule()
def opening_words(walk: Walk, line: Line) -> Found | None:
    """A short line whose first words say what it is."""
    is_matter = walk.part == "head" and len(line.text) <= _LONGEST_MATTER and not line.text.endswith(_STOPS)
    if not (line.is_short or is_matter or line.low.startswith(_LONG_STARTS)):
        return None
    cue = find_start(line.low)
    if cue is None or not (line.is_short or cue.kind in _LONG_KINDS or line.low.startswith(_LONG_STARTS)):
        return None
    if not _fits_start(walk, line, cue):
        return None
    if cue.kind == "sender" and _tells_route(line.low):
        return "routing", 0.85
    if cue.kind == "minutes_head" and not walk.is_minutes and cue.phrase.startswith("from"):
        return None
    return cue.kind, 0.88


_LONG_STARTS = (
    cue_tuple("start", "distribution") + cue_tuple("start", "attendance") + cue_tuple("start", "subject")[:3]
) + cue_tuple("long", "words")
_LONGEST_MATTER = 600
_STOPS = (".", ":", "!", "?")
_LONG_KINDS = frozenset({"subject", "reference"})
"""What a line of the head without a stop may say at length."""
_ANYWHERE = frozenset({"distribution", "attendance", "translator_note"})


def _fits_start(walk: Walk, line: Line, cue: Cue) -> bool:
    """Whether such a line can stand here, and reads like one."""
    if cue.kind in _ANYWHERE:
        return True
    if cue.kind == "reference" and cue.phrase.startswith("in "):
        return has_digit(line.low[:48])
    if cue.kind == "formula":
        return line.text.endswith(":")
    if _is_long_sentence(line) and not line.low.startswith(cue_tuple("long", "words")):
        return False
    fits = _FITS.get(cue.kind)
    return fits is None or fits(walk, line, cue)


def _is_long_sentence(line: Line) -> bool:
    words = line.low.split()
    is_year = words[-1].rstrip(".") in cue_words("dates", "small")  # "3 июня 1937 г."
    return line.text.endswith(".") and len(words) > 12 and not is_year and not _CLOCK.search(line.low)


def _fits_head(walk: Walk, line: Line, cue: Cue) -> bool:
    is_behind_attendance = cue.kind == "minutes_head" and (
        walk.previous_kind == "attendance" or line.low.startswith(cue_tuple("long", "words"))
    )
    return (walk.part == "head" or is_behind_attendance) and not (cue.kind == "sender" and line.text.endswith(":"))


def _fits_edges(walk: Walk, _line: Line, _cue: Cue) -> bool:
    return walk.part != "text"


def _fits_dateline(_walk: Walk, line: Line, _cue: Cue) -> bool:
    return has_digit(line.text)


def _fits_heading(walk: Walk, line: Line, _cue: Cue) -> bool:
    if walk.part == "text" or line.text.endswith((".", ":", ";")):
        return False
    return walk.part == "head" or walk.previous_kind not in ("paragraph", "point")


def _fits_salutation(walk: Walk, line: Line, _cue: Cue) -> bool:
    return len(line.text) < 90 and (walk.part != "text" or line.text.endswith(("!", ",", ":", "Cde.")))


def _fits_signature(walk: Walk, line: Line, _cue: Cue) -> bool:
    said = line.text.partition(": ")[2]
    return walk.part != "head" and not (said[:1].islower() and len(said.split()) > 5)


def _fits_addressee(walk: Walk, line: Line, cue: Cue) -> bool:
    if line.text.endswith(";") or len(line.text.split()) > 14:
        return False
    if line.low[0] == '"' and line.low[-1] != '"':
        return False
    if cue.phrase.startswith(("comrade", "cde", "mr", "товарищ")) and line.text.endswith("!"):
        return False
    if walk.part == "head":
        return True
    return walk.part == "end" and (is_capitals(line.text) or line.text.endswith(":") or is_titled(line.text))


_FITS: dict[str, Callable[[Walk, Line, Cue], bool]] = {
    "minutes_head": _fits_head,
    "sender": _fits_head,
    "subject": _fits_head,
    "shelfmark": _fits_head,
    "decision_date": _fits_head,
    "document_kind": _fits_edges,
    "dateline": _fits_dateline,
    "handwritten": _fits_edges,
    "page_mark": _fits_edges,
    "heading": _fits_heading,
    "addressee": _fits_addressee,
    "salutation": _fits_salutation,
    "signature": _fits_signature,
}


def _tells_route(low: str) -> bool:
    return any(word in low.replace("…", " ").split() for word in ("received", "sent", "dispatched", "despatched"))


@rule(longest=89)
def quoted_salutation(walk: Walk, line: Line) -> Found | None:
    """The form of address that opens a quoted letter."""
    low = line.low
    opens = len(line.text) < 60 and low[0] == '"' and low.count('"') == 1
    if opens and ((low[-1] == "!" and len(low.split()) <= 5) or (low[-1] == "," and is_name(line.text[:-1], 4))):
        return "salutation", 0.85
    cue = find_start(low) if low[0] == '"' else None
    if cue and cue.kind == "salutation" and low.count('"') == 1 and low.endswith(("!", ",")):
        return "salutation", 0.85
    if low.startswith(('"comrade', '"to ', '"dear', '"cde', '"товарищ')) and low.count('"') == 1:
        return ("salutation", 0.85) if not low.endswith(":") or low.startswith('"to ') else None
    if len(line.text) < 60 and low.endswith("!") and len(line.text.split()) <= 5 and walk.part != "text":
        return "salutation", 0.8
    if len(line.text) < 60 and low.startswith(("comrade ", "товарищ ", "comrades")) and low.endswith("!"):
        return "salutation", 0.9
    return None


@rule("end", longest=SHORT)
def order_to_person(_walk: Walk, line: Line) -> Found | None:
    """What a reader of the paper wrote to somebody below it: "Cde. X: reply by word of mouth. Y"."""
    return ("resolution", 0.75) if is_order(line) else None


@rule(longest=SHORT)
def words_inside(walk: Walk, line: Line) -> Found | None:
    """A short line that says inside what it is: how many copies were made, when it was received."""
    if walk.part == "text" and len(line.text) > 90:
        return None
    cue = find_inside(line.low)
    if cue is None or (cue.kind in ("routing", "marking") and walk.part == "text"):
        return None
    if cue.kind == "resolution" and (walk.part == "head" or len(line.text) > 50):
        return None
    return cue.kind, 0.8


@rule()
def figures_alone(walk: Walk, line: Line) -> Found | None:
    """Figures that are no register number: day and month, a mark of typist or sheets, the number of what came in."""
    if walk.part == "end" and _DAY_AND_MONTH.fullmatch(line.low):
        return "dateline", 0.7
    is_behind = walk.part == "end" or walk.previous_kind in ("production", "signature", "resolution")
    if is_behind and len(line.text) < 50 and _TYPIST.fullmatch(line.text):
        return "production", 0.6
    fits = walk.part == "head" and walk.previous_kind != "stamp" and _COUNTED_KIND.fullmatch(line.low)
    return ("document_kind", 0.7) if fits else None


@rule()
def numbered_reference(walk: Walk, line: Line) -> Found | None:
    """A register number alone in its line, or behind it the name of who signed."""
    low = line.low
    if walk.part == "head" and len(low) <= 90 and _NUMBERED_PART.match(low):
        return "reference", 0.8
    if len(low) > 50 or low[0] in "#-" or _NOTED_WORD.fullmatch(line.text):
        return None
    if _SIGNED_NUMBER.match(low) and walk.part != "head" and is_name(line.text.split(maxsplit=2)[-1]):
        name = line.text.split(maxsplit=2)[-1]
        if is_capitals(name.split(",")[0]):
            return "signature", 0.8
    if _NUMBER.fullmatch(low) or (_CODED.fullmatch(low) and walk.part == "head"):
        return "reference", 0.85
    has_mark = any(mark in low for mark in "-/.(") or walk.part == "head"
    return ("reference", 0.75) if has_mark and _CODE.fullmatch(low) else None


@rule("text", "end")
def copies_made(_walk: Walk, line: Line) -> Found | None:
    """How many copies were made, by whose hand and when: "3 copies / mb 11.11.49"."""
    return ("production", 0.8) if _COPIES_MADE.fullmatch(line.low) else None


@rule("text", "end", longest=89, after={"reference", "signature", "dateline", "field"})
def key_and_value(walk: Walk, line: Line) -> Found | None:
    """A key with its value between the lines at the foot."""
    if walk.is_talk or not _KEY.match(line.low) or line.text.endswith(":"):
        return None
    key, _, value = line.text.partition(":")
    is_answer = names_office(key.lower()) and value.strip()[:1].islower()
    return ("resolution", 0.6) if is_answer else ("field", 0.6)


@rule("text", "end", longest=90)
def signature(walk: Walk, line: Line) -> Found | None:
    """A name or office alone in its line behind the text."""
    text = line.text.rstrip('"”')
    is_said = " " not in text and (text.endswith(".)") or (text[-1] == "." and is_common(line.low.strip("."))))
    if is_said or (is_name(text.rstrip(",")) and not is_marking(line.low)):
        return None if is_said else ("signature", 0.9 if text[0] in "/(" else 0.85)
    if line.low.startswith(("with ", "с ")) and line.text.endswith(",") and len(line.text) < 60:
        return "signature", 0.8
    after = walk.previous_kind in ("signature", "paragraph", "point", "subpoint", "dateline", "list_item")
    if after and not line.text.endswith((".", ":", ";", ",")) and (is_titled(text) or _is_office(line)):
        return "signature", 0.75
    return None


def _is_office(line: Line) -> bool:
    words = line.low.strip("[").split()
    return (
        1 < len(words) <= 10
        and line.text.lstrip("[")[:1].isupper()
        and words[0] != "the"
        and names_office(" ".join(words[:2]))
    )


FIRST: tuple[Rule, ...] = (line_of_a_form, date_alone)
RULES: tuple[Rule, ...] = (
    words_known_as_a_whole, quoted_salutation, order_to_person, figures_alone, numbered_reference,
    words_inside, copies_made, opening_words, place_before_date, key_and_value,
)  # fmt: skip
