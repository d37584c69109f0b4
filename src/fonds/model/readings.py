"""A reading: a record, and all that was read from it, by whom.

The record is what the archive keeps. Everything else here is derived: it is computed again from one
store's view of the record, and kept only in that store.
"""

from __future__ import annotations

from typing import Literal

from fonds.model.base import Value
from fonds.model.citations import Citation
from fonds.model.dates import Date
from fonds.model.findings import Finding
from fonds.model.names import Mention
from fonds.model.records import Record, SlotKind
from fonds.model.statements import AnyStatement

CaptureForm = Literal["A1", "A2", "B", "O", "P", "plain", "html", "markdown", "unknown"]
"""Forms of capture: saved page with and without blank lines (A1, A2), without frame values (B), old design
(O), text of a PDF with its frame (P), typed text with no frame, raw HTML, Markdown, none of these."""


class Block(Value, frozen=True, kw_only=True):
    """One piece of the captured source. Between blocks there is nothing but white space.

    Attributes:
        start: First code point in the decoded source.
        end: Code point behind the block.
        kind: What the line is.
        slot: Id of the slot that holds it.
        rule: Which rule named it, as a short phrase.
        certainty: 0 to 1.
    """

    start: int
    end: int
    kind: SlotKind
    slot: str
    rule: str = ""
    certainty: float = 1.0


class Capture(Value, frozen=True, kw_only=True):
    """How the source came in.

    Attributes:
        form: Form of capture.
        certainty: 0 to 1: how sure the form is.
        design: Of a source with markup (`html`, `markdown`), the form that the text it shows has; else `unknown`.
        encoding: Encoding of the bytes.
        size_bytes: Length of the source.
        sha256: Hash of the source's bytes, 64 hexadecimal digits.
        blocks: In order; they hold everything but white space.
    """

    form: CaptureForm = "unknown"
    certainty: float = 1.0
    design: CaptureForm = "unknown"
    encoding: str = "utf-8"
    size_bytes: int = 0
    sha256: str = ""
    blocks: tuple[Block, ...] = ()


class Lost(Value, frozen=True, kw_only=True):
    """Something that stood on the page and was lost in the capture.

    Attributes:
        what: What it was ("mail address").
        literal: What stands in its place.
        slot: Id of the slot.
    """

    what: str
    literal: str
    slot: str


class Party(Value, frozen=True, kw_only=True):
    """One side of a correspondence, as the document names it. At least one of name and office is there.

    Attributes:
        literal: The words that name it.
        name: The person ("Muccio"); empty when only an office or a body is named.
        office: The office or body, without its article ("Embassy in Korea"); empty when only a person is named.
    """

    literal: str
    name: str = ""
    office: str = ""


class Description(Value, frozen=True, kw_only=True):
    """The archival description that the page shows. None means that the page does not say.

    Attributes:
        title: ISAD(G) 3.1.2, as captured.
        date: ISAD(G) 3.1.3, of the head of the page.
        document_kind: "minutes", "telegram", "letter" ...: for facets; None when not known.
        senders: RiC-CM RiC-R031 "has sender": who the document says writes it, in its order.
        addressees: RiC-CM RiC-R032 "has addressee": whom it says it goes to.
        funders: As named, each once.
        summary: ISAD(G) 3.3.1.
        citation: ISAD(G) 3.1.1 and 3.1.5; the first of the page.
        further_citations: Other places where the page says the text lies or is printed, in their order.
        obtained_by: ISAD(G) 3.2.4: who obtained or contributed the copy.
        contributed_by: Those of them whom the page calls contributors.
        translated_by: ISAD(G) 3.7.1.
        edited_by: ISAD(G) 3.7.1: who edited or annotated the copy.
        record_id: Identifier that the publishing site gave.
        uploaded: EDTF of the day the site published it.
        type: Type of record that the site gave.
        language: Name of the language that the site gave.
        marking: First security marking of the document, or the one the site gave.
        rights: ISAD(G) 3.4.1 and 3.4.2.
        labels_without_value: Labels that stand alone: what they name is absent, which is not "empty".
        lost: What was lost in the capture.
    """

    title: str | None = None
    date: Date | None = None
    document_kind: str | None = None
    senders: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    funders: tuple[str, ...] = ()
    summary: str | None = None
    citation: Citation | None = None
    further_citations: tuple[Citation, ...] = ()
    obtained_by: tuple[str, ...] = ()
    contributed_by: tuple[str, ...] = ()
    translated_by: tuple[str, ...] = ()
    edited_by: tuple[str, ...] = ()
    record_id: str | None = None
    uploaded: str | None = None
    type: str | None = None
    language: str | None = None
    marking: str | None = None
    rights: str | None = None
    labels_without_value: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


class Reading(Value, frozen=True, kw_only=True):
    """A record and all that was read from it.

    Attributes:
        record: What the archive keeps.
        capture: How the source came in.
        description: What the page says about the record.
        statements: In the order of the page.
        mentions: In the order of the page.
        findings: What does not agree; empty until the record is checked.
    """

    record: Record
    capture: Capture = Capture()
    description: Description = Description()
    statements: tuple[AnyStatement, ...] = ()
    mentions: tuple[Mention, ...] = ()
    findings: tuple[Finding, ...] = ()
