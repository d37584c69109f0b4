"""How was a record read? For each line its kind, the rule that named it and why, its marks, and what it says.

An account is made from a reading alone, so that one store's view gives an account of what that store holds.

Not for: judging what was read (`fonds.criticism`), nor for setting it (`fonds.cli`, `fonds.web`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from fonds.model import AnySlot, AnyStatement, Block, Capture, CaptureForm, Passage, Reading, Record, SlotKind
from fonds.reading._gist import Labels, gist_of
from fonds.reading.blocks import explain_rule

DOUBTFUL = 0.7
"""Lines named with less certainty than this are worth a look."""

FORM_WORDS: dict[CaptureForm, str] = {
    "A1": "a web page saved as text, with blank lines between its lines; values of its table of facts are lost",
    "A2": "a web page saved as text, with its table of facts",
    "B": "a web page saved as text, without the words of the site's menu",
    "O": "a web page of the old design: summary and citation stand before the document",
    "P": "the text of a PDF that the site made: summary and citation stand at its head",
    "plain": "typed text without the frame of a page",
    "html": "a web page with its markup; it is read as the text that it shows",
    "markdown": "text with marks for headings, lists and emphasis; it is read as the text that it shows",
    "unknown": "none of the forms that fonds knows",
}
"""What each form of capture is, in words."""

_KIND_WORDS = {
    "chrome": "words of the site",
    "page_date": "date of the page",
    "page_title": "title",
    "related": "about another record",
    "view": "renditions",
    "info_heading": "heading of the description",
    "label_value": "value",
    "tail": "foot of the page",
    "minutes_head": "head of the minutes",
    "decision_date": "date of the decision",
    "document_kind": "kind of document",
    "field": "line of a form",
    "routing": "how it travelled",
    "priority": "urgency",
    "production": "note of typing and copies",
    "formula": "opening formula",
    "subpoint": "sub-point",
    "list_item": "list item",
    "speech": "turn of a speaker",
    "table": "row of a table",
    "translator_note": "translator’s note",
    "page_mark": "mark of a page",
    "dated-act": "date",
}


class MarkAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A mark inside a line.

    Attributes:
        literal: The span, brackets included.
        kind: What it does in the text.
        reason: What the rule goes by; empty when nobody said.
        certainty: 0 to 1.
    """

    literal: str
    kind: str
    reason: str
    certainty: float


class StatementAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was read from a line.

    Attributes:
        type: Type of statement, such as "task".
        gist: What it says, in a few words; dates as EDTF.
        literal: The words that say it.
        said_by: Who read it so: a program in a version, or a person.
        certainty: 0 to 1.
    """

    type: str
    gist: str
    literal: str
    said_by: str
    certainty: float


class LineAccount(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the source that holds more than white space, or one part of it.

    Attributes:
        number: From 1, in the order of the page.
        slot: Id of the slot that holds it.
        label: Label of the passage; empty when it can not be cited.
        kind: What the line is.
        text: As captured.
        rule: Which rule named it, as a short phrase; empty when it is not known.
        why: What the rule goes by, in words; empty for a rule of an older version.
        certainty: 0 to 1: how sure the kind is.
        marks: In order of their start.
        statements: Those that begin to be said in this line.
    """

    number: int
    slot: str
    label: str
    kind: SlotKind
    text: str
    rule: str
    why: str
    certainty: float
    marks: tuple[MarkAccount, ...]
    statements: tuple[StatementAccount, ...]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """How a record was read.

    Attributes:
        form: Form of capture.
        form_means: The same in words.
        certainty: 0 to 1: how sure the form is.
        encoding: Encoding of the source.
        size_bytes: Length of the source.
        lines: In the order of the page.
    """

    form: CaptureForm
    form_means: str
    certainty: float
    encoding: str
    size_bytes: int
    lines: tuple[LineAccount, ...]

    @property
    def doubtful(self) -> tuple[LineAccount, ...]:
        """Lines whose kind is not sure, the least sure first."""
        return tuple(sorted((line for line in self.lines if line.certainty < DOUBTFUL), key=_by_certainty))

    @property
    def least_certain(self) -> LineAccount | None:
        """The line whose kind is least sure; the first of several; None without lines."""
        return min(self.lines, key=_by_certainty, default=None)


def account_of(reading: Reading) -> Account:
    """Says how a record was read.

    Args:
        reading: A reading, or one store's view of one: what it does not hold is not in the account.

    Returns:
        The account, with a line for each block whose slot the record holds; without blocks, for each slot.
    """
    capture = reading.capture
    return Account(
        form=capture.form,
        form_means=_form_means(capture),
        certainty=capture.certainty,
        encoding=capture.encoding,
        size_bytes=capture.size_bytes,
        lines=tuple(_lines(reading)),
    )


def _form_means(capture: Capture) -> str:
    """The form in words; of a source with markup also that of the text which it shows."""
    words = FORM_WORDS.get(capture.form, "")
    if capture.design == "unknown":
        return words
    return f"{words}; that text has the form {capture.design}: {FORM_WORDS[capture.design]}"


def kind_words(kind: str) -> str:
    """A kind of line, or of anything that the model names by a word, in words for people."""
    return _KIND_WORDS.get(kind, kind.replace("_", " ").replace("-", " "))


def _by_certainty(line: LineAccount) -> tuple[float, int]:
    return line.certainty, line.number


def _lines(reading: Reading) -> Iterator[LineAccount]:
    record = reading.record
    slots = {slot.id: slot for slot in record.slots}
    statements = _statements_by_slot(reading)
    blocks = [block for block in _blocks(reading) if block.slot in slots]
    for number, block in enumerate(blocks, start=1):
        slot = slots[block.slot]
        yield LineAccount(
            number=number,
            slot=slot.id,
            label=slot.label if isinstance(slot, Passage) else "",
            kind=slot.kind,
            text=slot.content,
            rule=block.rule,
            why=explain_rule(block.rule),
            certainty=block.certainty,
            marks=tuple(_marks(slot)),
            statements=tuple(statements.get(slot.id, ())),
        )


def _blocks(reading: Reading) -> tuple[Block, ...]:
    """The blocks; of a record without a capture, one for each slot that says nothing of rules."""
    return reading.capture.blocks or tuple(
        Block(start=0, end=0, kind=slot.kind, slot=slot.id) for slot in reading.record.slots
    )


def _marks(slot: AnySlot) -> Iterator[MarkAccount]:
    for mark in slot.marks:
        literal = slot.content[mark.start : mark.end]
        yield MarkAccount(literal=literal, kind=mark.kind, reason=mark.reason, certainty=mark.certainty)


def _statements_by_slot(reading: Reading) -> Mapping[str, list[StatementAccount]]:
    """Statements by the first slot that says them."""
    labels = _labels(reading.record)
    found: dict[str, list[StatementAccount]] = {}
    for statement in reading.statements:
        if statement.slots:
            found.setdefault(statement.slots[0], []).append(_account_of_statement(statement, labels))
    return found


def _labels(record: Record) -> Labels:
    return {slot.id: slot.label if isinstance(slot, Passage) else kind_words(slot.kind) for slot in record.slots}


def _account_of_statement(statement: AnyStatement, labels: Labels) -> StatementAccount:
    said_by = statement.said_by
    return StatementAccount(
        type=str(statement.__struct_config__.tag),
        gist=gist_of(statement, labels),
        literal=statement.literal,
        said_by=f"{said_by.agent} {said_by.version}".strip(),
        certainty=statement.certainty,
    )
