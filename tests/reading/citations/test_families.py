"""One grammar for each family of archives: which institution, and every level of its shelfmark."""

import pytest

from fonds import words
from fonds.model import Citation
from fonds.reading.citations import GRAMMARS, read_source_line


def read(literal: str) -> tuple[Citation, ...]:
    first, further, _ = read_source_line(literal)
    return ((first,) if first else ()) + further


def levels(citation: Citation) -> str:
    return "; ".join(f"{level.kind} {level.value}" for level in citation.levels)


FONDS = [
    ("RGASPI, F. 17, Op. 162, D. 37, ll. 145-155", "RGASPI", "fond 17; opis 162; file 37; leaves 145-155"),
    ("RGASPI, fond 71, opis' 11, delo 82, list 7 verso", "RGASPI", "fond 71; opis 11; file 82; leaves 7 verso"),
    ("РГАНИ. Ф. 5. Оп. 30. Д. 31. Лл. 12—14об.", "RGANI", "fond 5; opis 30; file 31; leaves 12—14об"),
    ("RGANI, f. 89, per. 45, dok. 12", "RGANI", "fond 89; opis 45; item 12"),
    ("RGANI, 5/28/103/12-15", "RGANI", "fond 5; opis 28; file 103; leaves 12-15"),
    ("GARF, f. R-9401, op. 2, d. 100, l. 5, 17, 20ob", "GARF", "fond R-9401; opis 2; file 100; leaves 5, 17, 20ob"),
    ("АВПРФ, ф. 0100, оп. 46, п. 362, д. 12, л. 3", "AVPRF", "fond 0100; opis 46; box 362; file 12; leaves 3"),
    ("AVP RF, f. 059, op. 1, papka 302, d. 10", "AVPRF", "fond 059; opis 1; box 302; file 10"),
    ("TsDAHO, F. 1, Op. 24, Spr. 1234, Ark. 12-15", "TsDAGO", "fond 1; opis 24; file 1234; leaves 12-15"),
    ("TsDA, Sofia, Fond 1-B, Opis 64, A.E. 188", "TsDA", "part Sofia; fond 1-B; opis 64; file 188"),
    ("ЦДА, ф. 1Б, оп. 91, а.е. 34, л. 12-14", "TsDA", "fond 1Б; opis 91; file 34; leaves 12-14"),
    ("AAN, KC PZPR, XIA/12, k. 5", "AAN", "fond KC PZPR; file XIA/12; leaves 5"),
    ("AMSZ, z. 6, w. 20, t. 245, s. 3", "AMSZ", "fond 6; box 20; file 245; pages 3"),
    ("NA, KSČ-ÚV, 02/1, sv. 30, a.j. 42, bod 5", "NA", "fond KSČ-ÚV; series 02/1; volume 30; file 42; item 5"),
    ("ANIC, fond CC al PCR, dosar 14/1968, f. 12-15", "ANR", "fond CC al PCR; file 14/1968; leaves 12-15"),
    ("AJ, CK SKJ, 507/IX, 119/I-12", "AJ", "fond CK SKJ; series 507/IX; file 119/I-12"),
    ("DASMIP, PA, 1953, f-83, dok. 45", "DASMIP", "fond PA; year 1953; box 83; item 45"),
    ("AQSH, F. 14/AP, V. 1961, D. 4, fl. 3-5", "AQSH", "fond 14/AP; year 1961; file 4; leaves 3-5"),
    (
        "ГХЯТА, х. 2, д. 1, х/н 24, хуудас 5",
        "Mongolian Foreign Ministry Archive",
        "fond 2; opis 1; file 24; leaves 5",
    ),
]
OTHERS = [
    ("TNA, FO 371/1272/FK1015/3", "TNA", "fond FO; series 371; file 1272; item FK1015/3"),
    ("The National Archives, Kew, PREM 11/34", "The National Archives, Kew", "fond PREM; series 11; file 34"),
    ("National Archives, CAB 129/76", "National Archives", "fond CAB; series 129; file 76"),
    ("The National Archives, RG 59, Box 3", "The National Archives", "fond 59; box 3"),
    ("PRC FMA 117-01972-02, 31-33", "PRC FMA", "file 117-01972-02; pages 31-33"),
    ("外交部档案馆, 档号 105-00604-01, 12-14页", "外交部档案馆", "file 105-00604-01; pages 12-14"),
    ("Shanghai Municipal Archives, B12-4-567, 9", "Shanghai Municipal Archives", "file B12-4-567; pages 9"),
    ("SAPMO-BArch, DY 30/IV 2/20/114, Bl. 1-5", "SAPMO-BArch", "fond DY 30; file IV 2/20/114; leaves 1-5"),
    ("BArch, B 136/1234", "BArch", "fond B 136; file 1234"),
    ("PA AA, MfAA, A 12345, Bl. 3-5", "PolA AA", "fond MfAA; file A 12345; leaves 3-5"),
    ("PA AA, B 41, Bd. 86", "PolA AA", "fond B 41; volume 86"),
    ("MOL, XIX-J-1-k Soran, 9. doboz, 2/a, 004918/ 1954", "MOL",
     "fond XIX-J-1-k; series Soran; box 9; item 2/a; file 004918/ 1954"),
    ("MNL OL, M-KS 288. f. 5/123. ő.e.", "MOL", "fond M-KS 288; file 5/123"),
    ("NAI, MEA, File No. 123-CJK/51, Vol. I", "NAI", "series MEA; file 123-CJK/51; volume I"),
    ("NMML, Torvan Papers, Installment 2", "NMML", "series Torvan Papers; file Installment 2"),
    ("MAE, Asie 1944–1960, Chine, vol. 22, fol. 12-15", "MAE",
     "series Asie 1944–1960; series Chine; volume 22; leaves 12-15"),
    ("Archive of the Salt Ministry (AVPRF), f. 3, op. 1, d. 2", "AVPRF", "fond 3; opis 1; file 2"),
    ("The National Archives of Hungary, XIX-J-1-j-Soran, 5. doboz", "The National Archives of Hungary",
     "fond XIX-J-1-j; series Soran; box 5"),
    ("National Archives of Soran, Box 5", "National Archives of Soran", "box 5"),
    ("Russian Presidential Archives, fond 3, list 65", "Russian Presidential Archives", "fond 3; leaves 65"),
    ("Archivo Salinero (ARSA), legajo 7", "ARSA", "file 7"),
    ("NARA, RG 59, Lot 64 D 563, Box 20", "NARA", "fond 59; lot 64 D 563; box 20"),
    ("Truman Library, Papers of Ann Bee, Box 67, Notes", "Truman Library",
     "series Papers of Ann Bee; box 67; file Notes"),
]  # fmt: skip


@pytest.mark.parametrize(("literal", "repository", "read_as"), [*FONDS, *OTHERS])
def test_every_level_is_read(literal: str, repository: str, read_as: str) -> None:
    (citation,) = read(literal)
    assert (citation.literal, citation.repository, levels(citation)) == (literal.rstrip("."), repository, read_as)


@pytest.mark.parametrize(
    ("literal", "held_by"),
    [
        ("TsPA IML, f. 17, op. 3, d. 12", "RGASPI"),
        ("РЦХИДНИ, ф. 17, оп. 3, д. 12", "RGASPI"),
        ("TsGAOR SSSR, f. 9401, op. 2, d. 64", "GARF"),
        ("TsKhSD, f. 5, op. 30, d. 12", "RGANI"),
        ("PRO, FO 371/1234", "TNA"),
        ("RGASPI, f. 17, op. 3, d. 12", None),
    ],
)
def test_who_holds_the_papers_of_a_renamed_archive(literal: str, held_by: str | None) -> None:
    assert read(literal)[0].held_by == held_by


def test_what_a_further_shelfmark_leaves_out_is_that_of_the_one_before() -> None:
    found = read(
        "APRF, f. 45, op. 1, d. 331, ll. 1-4; d. 332, l. 5; f. 3, op. 65, d. 606 and RGASPI, f. 82, op. 2, d. 1"
    )
    assert [(each.repository, levels(each)) for each in found] == [
        ("APRF", "fond 45; opis 1; file 331; leaves 1-4"),
        ("APRF", "fond 45; opis 1; file 332; leaves 5"),
        ("APRF", "fond 3; opis 65; file 606"),
        ("RGASPI", "fond 82; opis 2; file 1"),
    ]


@pytest.mark.parametrize(
    ("literal", "edition", "rest"),
    [
        ("Torvan Bureau, ed., Salt Papers, vol. 2 (City: House, 1987), 261-4", "Torvan Bureau, ed., Salt Papers",
         "volume 2; pages 261-4"),
        ("Ann Bee, On Salt (Town: Press, 1990), pp. 12-15", "Ann Bee, On Salt (Town: Press, 1990)", "pages 12-15"),
    ],
)  # fmt: skip
def test_a_printed_edition(literal: str, edition: str, rest: str) -> None:
    (citation,) = read(literal)
    assert (citation.repository, citation.grammar) == (None, "printed")
    assert levels(citation) == f"edition {edition}; {rest}"


def test_an_edition_that_prints_the_text_is_a_further_citation() -> None:
    found = read(
        "RGANI, f. 5, op. 30, d. 12, l. 3. Published in Ann Bee, Salt and Iron, pp. 40-42. Edited by Cy Dee."
    )
    assert [levels(each) for each in found] == [
        "fond 5; opis 30; file 12; leaves 3",
        "edition Ann Bee, Salt and Iron; pages 40-42",
    ]
    assert read_source_line("RGANI, f. 5, op. 1, d. 2. Edited by Cy Dee and Ann Bee.").provenance.edited == (
        "Cy Dee",
        "Ann Bee",
    )


@pytest.mark.parametrize(
    ("literal", "repository", "held_by"),
    [
        ("SAPMO-BArch, DY 30/IV 2/20/31, Bl. 4", "SAPMO-BArch", "BArch"),
        ("National Archives, RG 84, Box 11", "National Archives", "NARA"),
        ("The National Archives (Kew), FO 371/4411", "The National Archives", "TNA"),
        ("Polish Foreign Ministry Archive (AMSZ), Warsaw, z. 6, w. 12", "AMSZ", None),
        ("AP RF, f. 3, op. 7, d. 12", "APRF", None),
        ("РГАСПИ, ф. 17, оп. 3, д. 12", "RGASPI", None),
        ("RG 59, Central Files, Box 4", "NARA", None),
        ("Archive of Somebody Else, f. 3, op. 7", "Archive of Somebody Else", None),
    ],
)
def test_an_institution_is_named_as_cited_with_its_code_beside(literal: str, repository: str, held_by: str) -> None:
    (citation,) = read(literal)
    assert (citation.repository, citation.held_by) == (repository, held_by)


def test_what_goes_on_behind_a_full_name_is_of_the_same_institution() -> None:
    first, second = read("Czech National Archives, f. 1, op. 2, d. 3; and d. 4, l. 5")
    assert (first.repository, first.held_by) == ("Czech National Archives", "NA")
    assert (second.repository, second.held_by) == (first.repository, "NA")


@pytest.mark.parametrize("entry", words.table("repositories")["repository"], ids=lambda entry: entry["code"])
def test_every_repository_is_found_by_each_of_its_names(entry: dict[str, object]) -> None:
    codes = {each["code"]: each for each in words.table("repositories")["repository"]}
    assert entry["cites"] in GRAMMARS
    assert entry["language"] in words.languages("shelfmarks")
    assert "now" not in entry or codes[entry["now"]].get("now") is None
    for name in (*entry["aliases"], *entry["names"]):
        (citation,) = read(f"{name}, Box 5, p. 3") or (None,)
        assert citation is not None
        assert citation.repository == entry["code"] or citation.held_by == entry.get("now", entry["code"]), name


def test_the_table_has_the_institutions_that_are_cited_most() -> None:
    assert len(words.table("repositories")["repository"]) >= 60
