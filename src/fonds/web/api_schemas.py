"""What the JSON of the API looks like, for its OpenAPI description.

Not for: making answers. Tests hold the answers against these.
"""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from fonds.web.question import LAST_PAGE, LONGEST_QUERY


class SearchParameters(Schema):
    """What a search may ask for."""

    q: str = Field("", max_length=LONGEST_QUERY, description="The query; /help/search has its language.")
    page: int = Field(1, ge=1, le=LAST_PAGE, description="Number of the page.")
    year: list[str] = Field([], description="Only records of one of these years.")
    kind: list[str] = Field([], description="Only documents of one of these kinds.")
    repository: list[str] = Field([], description="Only documents kept in one of these.")
    place: list[str] = Field([], description="Only records that name one of these places.")
    person: list[str] = Field([], description="Only records that name one of these persons.")
    body: list[str] = Field([], description="Only records that name one of these bodies.")
    language: list[str] = Field([], description="Only records in one of these languages.")


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str = Field(description="Always about:blank: the code says more.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong with the request.")
    code: str = Field(description="A stable word for programs.")
    position: int | None = Field(None, description="Offset of the fault in the query, in code points, from 0.")


class Fragment(Schema):
    """A piece of a passage."""

    text: str
    is_match: bool = Field(description="Whether the piece answers the query, to be highlighted.")


class PassageHit(Schema):
    """A passage that answers a query."""

    label: str = Field(description="Label of the passage in its record.")
    kind: str
    address: str = Field(description="Path and anchor on this server.")
    fragments: list[Fragment]


class Hit(Schema):
    """A record that answers a query."""

    id: str
    title: str | None
    date: str | None = Field(description="EDTF.")
    kind: str | None
    citation: str | None
    address: str = Field(description="Path on this server.")
    passages: list[PassageHit] = Field(description="Best first.")


class FacetCount(Schema):
    """How many records have a value."""

    value: str
    count: int


class ResultPage(Schema):
    """One page of results."""

    query: str
    total: int = Field(description="How many records answer the query.")
    page: int = Field(description="From 1.")
    per_page: int
    hits: list[Hit] = Field(description="Best first; ties in the order of ids.")
    facets: dict[str, list[FacetCount]] = Field(description="Counts over all results, by facet.")


class Summary(Schema):
    """One line of the list of records."""

    id: str
    title: str | None
    date: str | None = Field(description="EDTF.")
    kind: str | None
    citation: str | None
    version: int
    changed: str = Field(description="When this version came in, ISO 8601, UTC.")
    findings: int = Field(description="How many findings the record has.")
    address: str = Field(description="Path on this server.")


class RecordList(Schema):
    """A part of the list of records."""

    records: list[Summary]
    next: str | None = Field(description="The id to ask for as `after`, or null at the end.")


class Record(Schema):
    """A record and all that was read from it: the JSON of `fonds read`, with id and version."""

    model_config = ConfigDict(extra="allow")

    id: str
    version: int = Field(description="1 for the first capture.")
    added: str = Field(description="When the first version came in, ISO 8601, UTC.")
    changed: str = Field(description="When this version came in, ISO 8601, UTC.")
    description: dict[str, Any] = Field(description="The archival description that the page shows.")
    blocks: list[dict[str, Any]] = Field(description="Every line of the page once: text and kind.")
    passages: list[dict[str, Any]] = Field(description="Numbered passages: label, kind, number, text.")
    gaps: list[dict[str, Any]] = Field(description="What is kept elsewhere: label, reason, extent, year of review.")
    distribution: list[dict[str, Any]] = Field(description="Who was told what: recipient, scope, passages, channel.")
    dates: list[dict[str, Any]] = Field(description="Literal, EDTF and role.")
    marks: list[dict[str, Any]] = Field(description="Bracketed and editorial spans: text and kind.")
    quantities: list[dict[str, Any]] = Field(description="Literal, value and unit.")
    findings: list[dict[str, Any]] = Field(description="What does not agree: code, passages, message, candidates.")


class ReadMark(Schema):
    """A mark inside a line."""

    literal: str = Field(description="The span, brackets included.")
    kind: str
    reason: str = Field(description="What the rule goes by; empty when nobody said.")
    certainty: float = Field(description="0 to 1.")


class ReadStatement(Schema):
    """A statement that begins to be said in a line."""

    type: str = Field(description="Type of statement, such as task.")
    gist: str = Field(description="What it says, in a few words; dates as EDTF.")
    literal: str = Field(description="The words that say it.")
    said_by: str = Field(description="Who read it so: a program in a version, or a person.")
    certainty: float = Field(description="0 to 1.")


class ReadLine(Schema):
    """One line of the source, or one part of it."""

    number: int = Field(description="From 1, in the order of the page.")
    slot: str = Field(description="Id of the slot that holds it.")
    label: str = Field(description="Label of the passage; empty when it can not be cited.")
    kind: str = Field(description="What the line is.")
    text: str = Field(description="As captured.")
    rule: str = Field(description="Which rule named it; empty when that is not known.")
    why: str = Field(description="What the rule goes by, in words.")
    certainty: float = Field(description="0 to 1: how sure the kind is.")
    marks: list[ReadMark]
    statements: list[ReadStatement]


class RecordReading(Schema):
    """How a record was read: the JSON of `fonds read --explain`, with id and version."""

    id: str
    version: int = Field(description="1 for the first capture.")
    form: str = Field(description="Form of capture.")
    form_means: str = Field(description="The same in words.")
    certainty: float = Field(description="0 to 1: how sure the form is.")
    encoding: str = Field(description="Encoding of the source.")
    size_bytes: int = Field(description="Length of the source.")
    lines: list[ReadLine] = Field(description="In the order of the page.")
