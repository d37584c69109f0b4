"""Reading many sources without an archive: each is read and checked, or set aside with its reason.

Useful for: `fonds read` and `fonds check` on folders. Not for: keeping (`fonds.actions.adding`). Needs no database.
"""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence

import msgspec

from fonds.actions.preparing import Prepared, Readers
from fonds.actions.sources import Candidate, bytes_of
from fonds.model import Finding, FondsError, Reading, Severity
from fonds.model.base import Value
from fonds.reading import MAX_SOURCE_BYTES, LineAccount, account_of, line_numbers

SEVERITIES: tuple[Severity, ...] = ("conflict", "warning", "note")
"""The gravest first."""


class Least(Value, frozen=True, kw_only=True, omit_defaults=False):
    """The line of a source whose kind is least sure.

    Attributes:
        line: Number of the line in the source, from 1; of raw HTML in the text that it shows.
        label: Label of the passage; empty when it can not be cited.
        kind: What it was taken for.
        certainty: 0 to 1.
    """

    line: int
    label: str
    kind: str
    certainty: float


class Surveyed(Value, frozen=True, kw_only=True, omit_defaults=False):
    """What a source was read as, in short.

    Attributes:
        source: What people know it by.
        form: Form of capture; empty when it was set aside.
        form_certainty: 0 to 1.
        kind: Kind of document, or None when it is not known.
        date: EDTF of the date at the head of the page, or None.
        passages: How many passages can be cited.
        findings: How many findings it has, by severity, the gravest first.
        least: The line whose kind is least sure; None without lines.
        written: File to which the reading was written; empty when it was not.
        code: For one set aside: code of the error.
        reason: For one set aside: why, for people; never text of the source.
        hint: For one set aside: what can be done.
    """

    source: str
    form: str = ""
    form_certainty: float = 0.0
    kind: str | None = None
    date: str | None = None
    passages: int = 0
    findings: dict[str, int] = msgspec.field(default_factory=dict)
    least: Least | None = None
    written: str = ""
    code: str = ""
    reason: str = ""
    hint: str = ""

    @property
    def is_set_aside(self) -> bool:
        """Whether it could not be read, or its reading could not be written."""
        return bool(self.code)


def read_sources(
    candidates: Sequence[Candidate],
    *,
    encoding: str | None = None,
    processes: int | None = None,
    max_bytes: int = MAX_SOURCE_BYTES,
) -> Iterator[tuple[Candidate, bytes, Prepared]]:
    """Reads and checks sources, in several processes when there are many.

    Args:
        candidates: The sources.
        encoding: Encoding of the sources, if it is not one that shows itself.
        processes: How many processes read at once; None for one for each core.
        max_bytes: Size above which a source is set aside unread.

    Yields:
        Each source, its bytes (none when they can not be had), and its reading or why there is none, in the order of
        the sources.
    """
    readers = Readers(processes or len(os.sched_getaffinity(0)), encoding, give_ids=False)
    failed: deque[tuple[int, Candidate, FondsError]] = deque()

    def readable() -> Iterator[tuple[tuple[int, Candidate], bytes, str]]:
        for place, candidate in enumerate(candidates):
            try:
                yield (place, candidate), bytes_of(candidate, max_bytes), candidate.shown
            except FondsError as error:
                failed.append((place, candidate, error))

    for (place, candidate), data, prepared in readers.read(readable(), len(candidates)):
        while failed and failed[0][0] < place:
            yield failed[0][1], b"", failed.popleft()[2]
        yield candidate, data, prepared
    for _, candidate, error in failed:
        yield candidate, b"", error


def survey_sources(
    candidates: Sequence[Candidate],
    *,
    encoding: str | None = None,
    keep: Callable[[Candidate, Reading], str] = lambda _source, _reading: "",
) -> Iterator[Surveyed]:
    """Reads sources and says of each in short what it was read as.

    Args:
        candidates: The sources.
        encoding: Encoding of the sources, if it is not one that shows itself.
        keep: Called with each reading; writes it somewhere and gives the file's name, or raises a `FondsError`, by
            which the source is set aside.

    Yields:
        One row for each source, in the order of the sources.
    """
    for candidate, data, prepared in read_sources(candidates, encoding=encoding):
        try:
            if isinstance(prepared, FondsError):
                raise prepared
            written = keep(candidate, prepared)
        except FondsError as error:
            yield Surveyed(source=candidate.shown, code=error.code, reason=error.message, hint=error.hint)
        else:
            yield _surveyed(candidate, data, prepared, written)


def count_severities(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings there are of each severity, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def _surveyed(candidate: Candidate, data: bytes, reading: Reading, written: str) -> Surveyed:
    description = reading.description
    account = account_of(reading)
    return Surveyed(
        source=candidate.shown,
        form=account.form,
        form_certainty=account.certainty,
        kind=description.document_kind,
        date=description.date.edtf if description.date else None,
        passages=sum(1 for _ in reading.record.passages()),
        findings=count_severities(reading.findings),
        least=_least(account.least_certain, data, reading),
        written=written,
    )


def _least(line: LineAccount | None, data: bytes, reading: Reading) -> Least | None:
    if line is None:
        return None
    number, _ = line_numbers(data, reading)[line.number - 1]
    return Least(line=number, label=line.label, kind=line.kind, certainty=line.certainty)
