"""Source lines: the literal stays, its parts are read, provenance is told apart."""

import pytest

from fonds.reading.citations import cited_title, read_source_line


@pytest.mark.parametrize(
    ("literal", "repository", "fond", "opis", "delo", "leaves"),
    [
        ("RGASPI F. 17, Op. 162, D. 37, ll. 145-155.", "RGASPI", "17", "162", "37", ("145", "155")),
        ("RGASPI F.18 Op.163 D. 11, L. 143.", "RGASPI", "18", "163", "11", ("143", "143")),
        ("APRF, fond 47, opis 3, delo 323, list 39.", "APRF", "47", "3", "323", ("39", "39")),
        ("AP RF, f. 44, op. 1, d. 353, ll. 0170.", "APRF", "44", "1", "353", ("170", "170")),
        ("APRF: F. 38, Op. 2, D. 29, L. 24.", "APRF", "38", "2", "29", ("24", "24")),
        ("TsKhSD, F. 4, Op. 14, D. 998, Ll. 30-30ob.", "TsKhSD", "4", "14", "998", ("30", "30ob")),
        ("GAXYZ, f.3, op.90, d.[141]", "GAXYZ", "3", "90", "141", None),
        ("ГАРФ, ф. 9401, оп. 2, д. 100, лл. 1-7.", "GARF", "9401", "2", "100", ("1", "7")),
        ("PRC FMA 117-01972-02, 31.", "PRC FMA", None, None, None, None),
        ("Archive of Nowhere, Shelf 5", "Archive of Nowhere", None, None, None, None),
    ],
)
def test_parts_of_a_shelfmark(
    literal: str,
    repository: str,
    fond: str | None,
    opis: str | None,
    delo: str | None,
    leaves: tuple[str, str] | None,
) -> None:
    citation, *_ = read_source_line(literal)
    assert citation is not None
    assert citation.literal == literal.rstrip(".")
    assert (citation.repository, citation.fond, citation.opis, citation.delo, citation.leaves) == (
        repository, fond, opis, delo, leaves,
    )  # fmt: skip


def test_several_citations_in_one_line() -> None:
    citation, *_ = read_source_line("APRF, f. 4, op. 1, d. 3, l. 9; and RGASPI, f. 5, op. 1, d. 3, l. 8.")
    assert citation is not None
    assert (citation.repository, citation.others) == ("APRF", ("RGASPI, f. 5, op. 1, d. 3, l. 8",))


@pytest.mark.parametrize(
    ("told", "obtained", "contributed", "translated"),
    [
        ("Obtained by A. Bee and translated by C. Dee.", ("A. Bee",), (), ("C. Dee",)),
        ("Contributed by Ann Bee and translated by Cy Dee.", ("Ann Bee",), ("Ann Bee",), ("Cy Dee",)),
        ("Obtained and translated for SHDP by Ann Bee.", ("Ann Bee",), (), ("Ann Bee",)),
        (
            "Obtained by Ann Bee (Some University) and translated by Cy Dee (A College).",
            ("Ann Bee",),
            (),
            ("Cy Dee",),
        ),
        ("Translated by Ann Bee and Cy Dee.", (), (), ("Ann Bee", "Cy Dee")),
        ("Published in Bulletin 7. Translated by 9Tongues.", (), (), ("9Tongues",)),
    ],
)
def test_provenance(
    told: str, obtained: tuple[str, ...], contributed: tuple[str, ...], translated: tuple[str, ...]
) -> None:
    citation, _, provenance = read_source_line(f"RGANI, f. 1, op. 2, d. 3, l. 4. {told}")
    assert citation is not None
    assert citation.literal == "RGANI, f. 1, op. 2, d. 3, l. 4"
    assert (provenance.obtained, provenance.contributed, provenance.translated) == (obtained, contributed, translated)
    assert read_source_line(told).citation is None


def test_a_full_citation_gives_title_and_shelfmark() -> None:
    literal = (
        '"Letter, A to B, \'On "Wool"\'," May 1, 1950, Some Digital Archive, RGASPI, F. 1, Op. 2, D. 3, L. 4. '
        "Translated by Cy Dee. https://archive.example/document/1"
    )
    citation, _, provenance = read_source_line(literal)
    assert citation is not None
    assert citation.literal == "RGASPI, F. 1, Op. 2, D. 3, L. 4"
    assert provenance.translated == ("Cy Dee",)
    assert cited_title(literal) == "Letter, A to B, 'On \"Wool\"'"
