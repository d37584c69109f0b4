"""The header of a record in TEI: what it is, where the paper lies, who wrote and translated it, what was decided.

Not for: the text. What stands here is written for other programs and people; it is not read back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from fonds._version import __version__
from fonds.formats.tei._names import PROGRAM, XML, attribute, tag, text_key, write_tongue
from fonds.model import Citation, Date, Decision, Description, Party, Reading, Text

_DAY = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
"""A year, month or day as XML Schema writes them; EDTF has more."""
_OPEN_TITLE = "[Untitled]"


def write_header(reading: Reading, *, archive: str, decisions: Sequence[Decision]) -> etree._Element:
    """Writes a header.

    Args:
        reading: The record and what was read from it.
        archive: Name of the archive that gives the file out.
        decisions: Those that may be shown, in their order.

    Returns:
        A ``teiHeader`` (TEI P5 2.1).
    """
    header = etree.Element(tag("teiHeader"))
    header.append(_file(reading, archive))
    encoding = _sub(header, "encodingDesc")
    application = _sub(_sub(encoding, "appInfo"), "application", ident=PROGRAM, version=__version__)
    _sub(application, "label", PROGRAM)
    profile = [*_profile(reading.description)]
    if profile:
        _sub(header, "profileDesc").extend(profile)
    if decisions:
        _sub(header, "revisionDesc").extend(_changes(decisions))
    return header


def _file(reading: Reading, archive: str) -> etree._Element:
    """``fileDesc`` (TEI P5 2.2)."""
    described = reading.description
    file = etree.Element(tag("fileDesc"))
    titles = _sub(file, "titleStmt")
    _sub(titles, "title", described.title or _OPEN_TITLE)
    for name in described.funders:
        _sub(titles, "funder", name)
    for role, names in (("translator", described.translated_by), ("editor", described.edited_by)):
        for name in names:
            _sub(titles, "editor", name, role=role)
    publication = _sub(file, "publicationStmt")
    _sub(publication, "authority", archive)
    if reading.record.id:
        _sub(publication, "idno", reading.record.id, type=PROGRAM)
    if described.rights:
        _sub(_sub(publication, "availability"), "p", described.rights)
    source = _sub(file, "sourceDesc")
    source.extend(_papers(described))
    witnesses = _sub(source, "listWit") if reading.record.texts else _sub(source, "p", "Typed text.")
    witnesses.extend(map(_witness, reading.record.texts))
    return file


def _papers(described: Description) -> Iterator[etree._Element]:
    """Where the paper lies (TEI P5 10.4, manuscript identifier)."""
    for citation in filter(None, (described.citation, *described.further_citations)):
        yield _paper(citation)


def _paper(citation: Citation) -> etree._Element:
    paper = etree.Element(tag("msDesc"))
    identifier = _sub(paper, "msIdentifier")
    if citation.repository:
        _sub(identifier, "repository", citation.repository)
    _sub(identifier, "idno", citation.literal, type="shelfmark")
    return paper


def _witness(text: Text) -> etree._Element:
    witness = etree.Element(tag("witness"))
    witness.set(f"{XML}id", text_key(text.id))
    tongue = write_tongue(text.language, text.script)
    if tongue:
        witness.set(f"{XML}lang", tongue)
    if text.certainty != 1:
        witness.set("cert", repr(text.certainty))
    witness.text = text.role
    return witness


def _profile(described: Description) -> Iterator[etree._Element]:
    """When it was written, by whom and to whom (TEI P5 2.4.1 and 2.4.6)."""
    if described.date is not None:
        creation = etree.Element(tag("creation"))
        creation.append(write_date(described.date))
        yield creation
    sides = (("sent", described.senders), ("received", described.addressees))
    if any(parties for _, parties in sides):
        correspondence = etree.Element(tag("correspDesc"))
        for kind, parties in sides:
            action = _sub(correspondence, "correspAction", type=kind) if parties else None
            for party in parties:
                _write_party(action, party)
        yield correspondence


def _write_party(action: etree._Element | None, party: Party) -> None:
    if action is not None:
        _sub(action, "persName" if party.name else "orgName", party.name or party.office or party.literal)


def write_date(date: Date) -> etree._Element:
    """A date: ``when`` where one day, month or year is meant, else its EDTF (TEI P5 13.4.4, ``when-custom``)."""
    element = etree.Element(tag("date"))
    element.set("when" if _DAY.fullmatch(date.edtf) else "when-custom", date.edtf)
    element.text = date.edtf
    return element


def _changes(decisions: Sequence[Decision]) -> Iterator[etree._Element]:
    """Decisions as revision notes (TEI P5 2.6), the latest first, as is usual there."""
    for decision in reversed(decisions):
        change = etree.Element(tag("change"), n=decision.kind)
        if _DAY.fullmatch(decision.on):
            change.set("when", decision.on)
        change.text = f"{decision.kind}: {', '.join(decision.labels)}, by {', '.join(decision.by)}"
        yield change


def _sub(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag(name))
    for key, value in attributes.items():
        element.set(key, attribute(value))
    if text is not None:
        element.text = attribute(text)
    return element
