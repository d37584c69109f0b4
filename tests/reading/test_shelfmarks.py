"""Lines under or above a typed paper that say in which archive it lies, and who obtained and translated the copy."""

import pytest

from fonds.criticism import with_findings
from fonds.model import Reading
from fonds.reading import read_source

LETTER = """\
{head}REPORT

9 May 1951

The weir at Karashen was raised by two feet and the millers below it have been told to wait for rain.

P. Orlikov

{foot}
"""


def read(foot: str = "", head: str = "") -> Reading:
    return read_source(LETTER.format(head=f"{head}\n\n" if head else "", foot=foot).encode())


def marked(reading: Reading) -> list[str]:
    return [slot.content for slot in reading.record.slots if slot.kind == "shelfmark"]


FAMILIES = [
    ("ГАРФ. Ф. Р-8131. Оп. 2. Д. 14. Л. 5-7. Подлинник.", "GARF", "Р-8131"),
    ("РГАЭ. Ф. 413. Оп. 12. Д. 88. Л. 3. Заверенная копия.", "RGAE", "413"),
    ("Архив Президента РФ. Ф. 45. Оп. 1. Д. 201. Л. 8.", "Архив Президента РФ", "45"),
    ("RGANI, f. 5, op. 30, d. 11, ll. 6-9.", "RGANI", "5"),
    ("AVP RF, fond 022, opis 9, papka 12, delo 3, ll. 1-2", "AVPRF", "022"),
    ("PA AA, B 12, Bd. 77, Bl. 3-4.", "PolA AA", "B 12"),
    ("BArch, B 102/1188, Bl. 20.", "BArch", "B 102"),
    ("PRC FMA 105-00333-02, 4-6.", "PRC FMA", None),
    ("NARA, RG 84, Lot File 61 D 53, Box 7.", "NARA", "84"),
    ("Truman Library, Official File, Box 41, Rivers", "Truman Library", None),
    ("TNA, FO 800/501", "TNA", "FO"),
    ("PRO, PREM 11/77, PM(51) 12", "PRO", "PREM"),
    ("F.O. 800/501, R 12/3/4", "TNA", "FO"),
]


@pytest.mark.parametrize("label", ["", "Source: ", "Источник: ", "Quelle: "])
@pytest.mark.parametrize(("line", "repository", "fond"), FAMILIES)
def test_the_foot_of_a_paper_says_where_it_lies(line: str, repository: str, fond: str | None, label: str) -> None:
    reading = read(label + line)
    citation = reading.description.citation
    assert marked(reading) == [label + line]
    assert citation is not None
    assert (citation.repository, citation.fond) == (repository, fond)
    assert not [level for level in citation.levels if level.kind == "part"]


@pytest.mark.parametrize(("line", "repository", "fond"), FAMILIES)
def test_an_edition_says_so_above_the_paper(line: str, repository: str, fond: str | None) -> None:
    reading = read(head=line)
    citation = reading.description.citation
    assert citation is not None
    assert (citation.repository, citation.fond) == (repository, fond)
    assert [slot.content for slot in reading.record.slots if slot.kind == "signature"] == ["P. Orlikov"]


@pytest.mark.parametrize(
    "foot",
    [
        "RGANI, f. 5, op. 30, d. 11, ll. 6-9. Obtained by Mira Anselm. Translated by Oto Brandl.",
        "[Source: RGANI, f. 5, op. 30, d. 11, ll. 6-9. Obtained by Mira Anselm and translated by Oto Brandl.]",
        "Obtained by Mira Anselm. Translated from Russian by Oto Brandl. RGANI, f. 5, op. 30, d. 11, ll. 6-9.",
        "RGANI, f. 5, op. 30, d. 11, ll. 6-9.\n\nObtained by Mira Anselm. Translated by Oto Brandl.",
    ],
)
def test_provenance_stands_before_or_behind_the_shelfmark(foot: str) -> None:
    description = read(foot).description
    assert description.citation is not None
    assert description.citation.repository == "RGANI"
    assert description.obtained_by == ("Mira Anselm",)
    assert description.translated_by == ("Oto Brandl",)


def test_leaves_at_the_foot_that_run_backwards_are_found() -> None:
    findings = with_findings(read("RGANI, f. 5, op. 30, d. 11, ll. 9-6.")).findings
    assert [finding.code for finding in findings] == ["citation-malformed"]


@pytest.mark.parametrize(
    "line",
    [
        "National Library of Karashen: 3 copies.",
        "Source: our man in Tolubay, 9 May.",
        "D. Veresov, 12.",
        "Archives. 14 May.",
        "T. 2-14-55",
    ],
)
def test_other_lines_at_the_foot_are_none(line: str) -> None:
    assert marked(read(line)) == []


def test_a_sentence_about_an_archive_is_text() -> None:
    sentence = "RGANI, f. 5, op. 30, d. 11 was opened to readers last spring and holds what millers wrote of it."
    text = f"REPORT\n\n9 May 1951\n\nWe asked where the papers of the millers had been put.\n\n{sentence}\n"
    assert [slot.kind for slot in read_source(text.encode()).record.slots][-1] == "paragraph"
