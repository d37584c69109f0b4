"""sum-mismatch: the parts that are named do not make the total that is named."""

from __future__ import annotations

from collections.abc import Iterator

from fonds.criticism._page import Page
from fonds.criticism._surroundings import Surroundings
from fonds.model import Candidate, Finding, Sum

CODE = "sum-mismatch"

EXPLANATION = (
    "A total is named together with its parts, and the parts do not make the total. "
    "It may be harmless: the text may leave out a part on purpose, or count something twice. "
    "Compare the figures with the original or with another copy; a single wrong digit is the usual cause."
)

Number = int | float


def find(page: Page, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each sum that does not hold."""
    del surroundings
    for statement in page.statements(Sum):
        made = sum(number for _, number in statement.parts)
        if statement.is_partial and made <= statement.total[1]:
            continue
        if len(statement.parts) > 1 and abs(made - statement.total[1]) > 1e-9 * max(1, abs(made)):
            yield _make_finding(statement, made)


def _make_finding(statement: Sum, made: Number) -> Finding:
    literal, total = statement.total
    return Finding(
        code=CODE,
        slots=statement.slots,
        literals=(literal, *(part for part, _ in statement.parts)),
        message=f"The total is {_figure(total)}, the parts make {_figure(made)}.",
        candidates=tuple(_candidates(statement, made)),
        severity="conflict",
        certainty=min(0.95, statement.certainty),
    )


def _candidates(statement: Sum, made: Number) -> Iterator[Candidate]:
    """Readings that would hold, those with a single slip of the pen first."""
    total = statement.total[1]
    readings = [(total, made, "total")]
    readings += [(number, number + total - made, "part") for _, number in statement.parts]
    readings = [reading for reading in readings if reading[1] > 0]
    for was, would, what in sorted(readings, key=lambda reading: not _is_one_slip(reading[0], reading[1])):
        why = f"the {what} {_figure(was)} would be {_figure(would)}"
        slip = " (a single slip of the pen)" if _is_one_slip(was, would) else ""
        yield Candidate(slots=statement.slots, literal=_figure(would), why=why + slip)


def _is_one_slip(one: Number, other: Number) -> bool:
    """One digit written for another, or two neighbours exchanged."""
    first, second = str(one), str(other)
    if len(first) != len(second):
        return False
    unlike = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(unlike) == 2 and unlike[1] == unlike[0] + 1:
        return first[unlike[0]] == second[unlike[1]] and first[unlike[1]] == second[unlike[0]]
    return len(unlike) == 1


def _figure(number: Number) -> str:
    return f"{number:,}" if not isinstance(number, float) or not number.is_integer() else f"{int(number):,}"
