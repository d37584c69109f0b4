"""The members of a reading in JSON where they are not those of the model, for its schema.

What the model says of a statement, mention, text, party or level is given as it stands there, with every member, and
with labels of passages for ids of slots.

Not for: making the JSON (`reading_json`). Tests hold what is made against these.
"""

from __future__ import annotations

import msgspec

from fonds.model import (
    AnyStatement,
    Candidate,
    CaptureForm,
    Date,
    DateRole,
    ExtentClass,
    Level,
    Lost,
    MarkKind,
    Mention,
    Party,
    RecipientSort,
    Severity,
    SlotKind,
    Text,
)


class Form(msgspec.Struct):
    """How the source came in.

    Attributes:
        name: Form of capture; the glossary says what each is.
        certainty: How sure the form is, 0 to 1.
        design: Of a source with markup, the form that the text it shows has; else `unknown`.
        encoding: Encoding of the bytes.
        size_bytes: Length of the source, in bytes.
        sha256: Hash of the source's bytes, 64 hexadecimal digits.
    """

    name: CaptureForm
    certainty: float
    design: CaptureForm
    encoding: str
    size_bytes: int
    sha256: str


class Citation(msgspec.Struct):
    """An archival citation (ISAD(G) 3.1.1 reference code, 3.1.5 extent).

    Attributes:
        literal: The words of the source, without provenance and without the final stop.
        repository: Holding institution, as cited ("RGASPI").
        fond: Fonds or record group.
        opis: Inventory or series.
        delo: File or unit.
        leaves: First and last leaf, as cited; equal when there is one.
        others: Further citations that the literal holds, in its words.
        held_by: The institution that holds it today, where another name is cited; else null.
        grammar: Name of the grammar that read the shelfmark; null when none did.
        levels: All steps of the shelfmark, in the order of the literal.
    """

    literal: str
    repository: str | None
    fond: str | None
    opis: str | None
    delo: str | None
    leaves: tuple[str, str] | None
    others: list[str]
    held_by: str | None
    grammar: str | None
    levels: list[Level]


class Description(msgspec.Struct):
    """The archival description that the page shows. null means that the page does not say.

    Attributes:
        title: As captured (ISAD(G) 3.1.2).
        date: Of the head of the page (ISAD(G) 3.1.3).
        document_kind: "minutes", "telegram", "letter" ...; null when not known.
        senders: Who the document says writes it, in its order.
        addressees: Whom it says it goes to.
        funders: As named, each once.
        summary: By the cataloguer (ISAD(G) 3.3.1).
        citation: The first of the page.
        further_citations: Other places where the page says the text lies or is printed.
        obtained_by: Who obtained or contributed the copy.
        contributed_by: Those of them whom the page calls contributors.
        translated_by: Who translated it.
        edited_by: Who edited or annotated it.
        record_id: Identifier that the publishing site gave.
        uploaded: Day on which the site published it, EDTF.
        type: Type of record that the site gave.
        language: Name of the language that the site gave.
        marking: First security marking of the document, or the one the site gave.
        rights: Statement of rights.
        labels_without_value: Labels that stand alone: what they name is absent, which is not "empty".
        lost: What was lost in the capture.
    """

    title: str | None
    date: Date | None
    document_kind: str | None
    senders: list[Party]
    addressees: list[Party]
    funders: list[str]
    summary: str | None
    citation: Citation | None
    further_citations: list[Citation]
    obtained_by: list[str]
    contributed_by: list[str]
    translated_by: list[str]
    edited_by: list[str]
    record_id: str | None
    uploaded: str | None
    type: str | None
    language: str | None
    marking: str | None
    rights: str | None
    labels_without_value: list[str]
    lost: list[Lost]


class Document(msgspec.Struct):
    """One of the documents on the page.

    Attributes:
        from_: Label of its first passage.
        to: Label of its last passage.
    """

    from_: str = msgspec.field(name="from")
    to: str


class Block(msgspec.Struct):
    """One piece of the captured source. Of a record without a capture, text and kind alone are there.

    Attributes:
        text: As captured.
        kind: What the line is.
        start: First code point in the decoded source, from 0.
        end: Code point behind the block.
        rule: Which rule named it.
        certainty: How sure the kind is, 0 to 1.
    """

    text: str
    kind: SlotKind
    start: int | msgspec.UnsetType = msgspec.UNSET
    end: int | msgspec.UnsetType = msgspec.UNSET
    rule: str | msgspec.UnsetType = msgspec.UNSET
    certainty: float | msgspec.UnsetType = msgspec.UNSET


class Passage(msgspec.Struct):
    """A passage that can be cited.

    Attributes:
        id: Its label ("8.3.b"); other members name passages by it.
        slot: Id of its slot, which stays when labels change.
        kind: What it is.
        number: The path of printed numbers; empty for one without a number.
        parent: Label of the passage it stands in, or null.
        text: As captured, the printed number included.
        aliases: Former labels, which go on resolving.
    """

    id: str
    slot: str
    kind: SlotKind
    number: list[str]
    parent: str | None
    text: str
    aliases: list[str]


class Gap(msgspec.Struct):
    """A passage that is kept elsewhere, as far as a person lets it be known.

    Attributes:
        label: Its label.
        after: Label of the passage behind which it stands, or kind of that line; null at the top.
        reason: Number in the archive's list of reasons.
        extent: How much, as a coarse class.
        review_year: Year in which it is looked at again, or null.
    """

    label: str
    after: str | None
    reason: int
    extent: ExtentClass
    review_year: int | None


class Distribution(msgspec.Struct):
    """Somebody was sent passages.

    Attributes:
        recipient: As printed, without "Cde.".
        office: The office or body of a recipient who is named with one, or null.
        sort: What the recipient is, or null where the words do not tell.
        scope_literal: "everything", a number as printed, or null.
        passages: Labels of the passages that the scope resolves to; empty when it resolves to none.
        channel: "cipher", "courier", "telephone" ..., or null.
        copies: Number of copies, when printed.
        copy_number: Which copy, as printed.
        candidates: Readings of a scope that does not resolve; nothing is decided between them.
        literal: The words that say it.
        said_in: Labels of the passages that say it.
    """

    recipient: str
    office: str | None
    sort: RecipientSort | None
    scope_literal: str | None
    passages: list[str]
    channel: str | None
    copies: int | None
    copy_number: str | None
    candidates: list[Candidate]
    literal: str
    said_in: list[str]


class DateRead(msgspec.Struct):
    """A date, and what it is the date of.

    Attributes:
        literal: As printed.
        edtf: Extended Date/Time Format (ISO 8601-2); `XXXX-MM-DD` for a day without a year.
        role: What it is the date of.
        alternatives: Other readings of the same words, EDTF.
        julian: The day in the old style, where the source counts so; else null.
        said_in: Labels of the passages where it stands.
    """

    literal: str
    edtf: str
    role: DateRole
    alternatives: list[str]
    julian: str | None
    said_in: list[str]


class Mark(msgspec.Struct):
    """A bracketed or editorial span.

    Attributes:
        text: Its words, brackets included; a span over several lines is joined with blanks.
        kind: What it does in the text.
        passage: Label of the passage in which it begins.
    """

    text: str
    kind: MarkKind
    passage: str


class QuantityRead(msgspec.Struct):
    """A number with its unit.

    Attributes:
        literal: As printed.
        value: The number.
        unit: As printed; null when the page leaves it out.
        currency: Name of the currency, when it is a sum of money.
        is_each: Whether it is said of each of several.
        candidates: Readings of words that can count in two ways; nothing is decided between them.
        said_in: Labels of the passages where it stands.
    """

    literal: str
    value: int | float
    unit: str | None
    currency: str | None
    is_each: bool
    candidates: list[Candidate]
    said_in: list[str]


class FindingRead(msgspec.Struct):
    """Something that does not agree.

    Attributes:
        code: Code of the check; each has a page in the docs.
        passages: Labels of the passages concerned.
        literals: The words that do not agree, as printed.
        message: What does not agree, for people: one sentence.
        candidates: Possible readings, likeliest first.
        severity: How much it asks of the reader.
        certainty: How sure, 0 to 1.
    """

    code: str
    passages: list[str]
    literals: list[str]
    message: str
    candidates: list[Candidate]
    severity: Severity
    certainty: float


class ReadingRead(msgspec.Struct):
    """A page, and all that was read from it.

    Attributes:
        id: Id of the record; null for one that no archive keeps.
        form: How the source came in.
        description: What the page says about the record.
        texts: The texts of the record, each with its language.
        documents: The documents on the page.
        blocks: Every line that is not blank, once, in order.
        passages: Passages that can be cited, in order.
        gaps: Passages that are kept elsewhere, in order; none where their existence is withheld.
        distribution: Who was sent what.
        dates: Dates with their roles; those of a title or a citation stand at the end.
        marks: Bracketed and editorial spans, in order.
        quantities: Numbers with their units.
        statements: All that was read, of every type, with who says so; what stands above is among it.
        mentions: Spans that may mean a name.
        findings: What does not agree.
    """

    id: str | None
    form: Form
    description: Description
    texts: list[Text]
    documents: list[Document]
    blocks: list[Block]
    passages: list[Passage]
    gaps: list[Gap]
    distribution: list[Distribution]
    dates: list[DateRead]
    marks: list[Mark]
    quantities: list[QuantityRead]
    statements: list[AnyStatement]
    mentions: list[Mention]
    findings: list[FindingRead]
