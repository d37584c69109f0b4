"""Names (authorities), their forms, and mentions: spans that may mean a name.

A name is an authority record after ISAAR(CPF): one person, body, family, place or topic, under
an identifier of its own, with every form under which it is known. Two names with one spelling stay two names.
"""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value

NameKind = Literal["person", "body", "family", "place", "topic"]
FormKind = Literal["authorised", "variant", "pseudonym", "acronym", "former", "misspelling"]


class Form(Value, frozen=True, kw_only=True):
    """One form of a name (ISAAR(CPF) 5.1.2 to 5.1.5).

    Attributes:
        text: The form as written.
        language: BCP 47 language subtag, empty if none ("und" is not used).
        script: ISO 15924 code ("Latn", "Cyrl", "Hans").
        scheme: Romanisation scheme, if the form was made by one ("pinyin", "bgn-pcgn").
        kind: What the form is to the name.
        valid_from: EDTF date from which the form was in use, or None.
        valid_to: EDTF date until which it was in use, or None.
        source: Who says so: a file and row, or a published reference; empty means unverified.
    """

    text: str
    language: str = ""
    script: str = "Latn"
    scheme: str = ""
    kind: FormKind = "variant"
    valid_from: str | None = None
    valid_to: str | None = None
    source: str = ""


class Name(Value, frozen=True, kw_only=True):
    """An authority.

    Attributes:
        id: Stable identifier; names that ship with fonds have readable ones ("place/ghulja").
        kind: Person, body, family, place or topic.
        forms: All forms; the first is the one to show.
        latitude: Degrees north, WGS 84, places only.
        longitude: Degrees east, WGS 84, places only.
        note: One line that tells this name from others, for people.
    """

    id: str
    kind: NameKind
    forms: tuple[Form, ...]
    latitude: float | None = None
    longitude: float | None = None
    note: str = ""

    @property
    def shown(self) -> str:
        """The form to show."""
        return self.forms[0].text


class Mention(Value, frozen=True, kw_only=True):
    """A span that may mean a name.

    Attributes:
        slot: Id of the slot.
        start: First code point, as in marks.
        end: Code point behind the span.
        literal: The words of the span.
        kind: What sort of name it is taken for.
        name: Id of the name, or None when no known name fits (a form that is proposed, not known).
        certainty: 0 to 1.
        reason: Why it was taken so, as a short phrase ("known form", "after the title Cde.").
    """

    slot: str
    start: int
    end: int
    literal: str
    kind: NameKind
    name: str | None = None
    certainty: float = 1.0
    reason: str = ""
