"""Typists' lists of copies: how many were made, and below it, numbered, who got them."""

import pytest

from fonds.criticism import with_findings
from fonds.model import Dispatch, Reading
from fonds.reading import read_source

PAPER = """\
REPORT

9 May 1951

The weir at Karashen was raised by two feet and the millers below it have been told to wait for rain.

P. Orlikov

"""


def read(*foot: str) -> Reading:
    return read_source((PAPER + "\n".join(foot)).encode())


def foot_kinds(reading: Reading) -> list[str]:
    kinds = [slot.kind for slot in reading.record.slots]
    return kinds[kinds.index("signature") + 1 :]


def recipients(reading: Reading) -> list[str]:
    return [each.recipient for each in reading.statements if isinstance(each, Dispatch)]


@pytest.mark.parametrize("lead", ["Made in 3 copies.", "Made in 3 copies:", "Printed 3 cop.", "3 copies"])
@pytest.mark.parametrize("sign", [" - ", ". ", ") "])
def test_copies_are_numbered_below_the_line_that_counts_them(lead: str, sign: str) -> None:
    reading = read(lead, f"1{sign}Veresov", f"2{sign}Torbin", f"3{sign}file", "exec. Zernov")
    assert foot_kinds(reading) == ["distribution"] * 4 + ["production"]
    assert recipients(reading) == ["Veresov", "Torbin", "file"]


def test_a_list_that_lacks_a_copy_is_found() -> None:
    findings = with_findings(read("Made in 4 copies.", "1 - Veresov", "2 - Torbin", "3 - file")).findings
    assert [finding.code for finding in findings] == ["count-mismatch"]


@pytest.mark.parametrize("lead", ["Отп. 3 экз.", "Отпечатано в 3 экз.", "Напечатано в трех экземплярах"])
def test_the_same_in_russian(lead: str) -> None:
    reading = read(lead, "1 - в Совмин", "2 - т. Вересову", "3 - в дело", "исп. Торбин", "маш. Зернова")
    assert foot_kinds(reading) == ["distribution"] * 4 + ["production"] * 2
    assert len(recipients(reading)) == 3


def test_the_first_copy_stands_in_the_line_that_counts_them() -> None:
    reading = read("Отп. 3 экз. 1 - в Совмин", "2 - т. Вересову", "3 - в дело")
    assert foot_kinds(reading) == ["distribution"] * 3
    assert len(recipients(reading)) == 3


def test_the_count_alone_tells_how_the_paper_was_made() -> None:
    assert foot_kinds(read("Отпечатано в 3 экз.", "исп. Торбин")) == ["production"] * 2


@pytest.mark.parametrize("line", ["True copy: Zernov", "In one copy."])
def test_other_lines_about_copies_open_no_list(line: str) -> None:
    assert "distribution" not in foot_kinds(read(line))


def test_points_behind_a_sentence_about_copies_are_points() -> None:
    text = "The map was printed in 3 copies.\n1. The first hangs in the mill.\n2. The second was lost in the river.\n"
    assert "distribution" not in [slot.kind for slot in read_source((PAPER[:20] + text).encode()).record.slots]
