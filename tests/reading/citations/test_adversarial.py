"""No line, however odd, breaks the reading of citations, and none takes longer than its length allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.reading.citations import cited_title, find_repository, read_note, read_source_line
from tests.steps import steps

_PIECES = st.sampled_from(
    [
        *("RGASPI", "RGANI", "RG 59", "Source: ", "Department of State", "Ibid., ", "ibid.", "f. 17", "op.", "д. 5"),
        *("ll. 1-", "17/162/37", "FO 371/", "CAB 1/2", "DY 30/", "MfAA", "XIX-J-1-j", "5. doboz", "ő.e.", "页"),
        *("117-01972-02", "Lot 64 D 563", "Box ", "Files", "Papers", "(", ")", "[", "“", "”", ", ", "; ", ". ", ": "),
        *(
            " and ",
            "Secret",
            "pp. 3-",
            "vol. I",
            "Document 5",
            "ed.",
            "printed in ",
            "see ",
            "Translated by ",
            "1954",
        ),
        *("edited by Ann Bee", "–", "-", "/", "№ ", "'", "Archives", "Archive of ", "National Archives", "The "),
        *("&mdash;", "ß", "İ", "ﬁ", "\u0301", "\n", "\u00a0", "0", "ob"),
    ]
)


@given(st.lists(_PIECES | st.text(max_size=4), max_size=40).map("".join))
def test_anything_can_be_read(text: str) -> None:
    for citation in read_note(text):
        assert citation.levels or citation.repository
    citation, further, _ = read_source_line(text)
    if citation is not None:
        assert citation.literal in " ".join(text.split())
    assert all(level.value for each in further for level in each.levels)
    cited_title(text)
    find_repository(text)


_LONG = {
    "labels": "f. 1, ", "open brackets": "(", "digits": "1", "leaves": "ll. 1-2, ", "slashes": "1/", "capitals": "RG",
    "semicolons": "; f. 1", "names": "Department of State, ", "ibid": "Ibid., x. ", "pages": "see A, p. 1, ",
    "archives": "Archives ", "colons": "Files: ", "quotes": "“a” ", "ands": " and RGANI, f. 1", "stops": "U.S. ",
    "commas": "a, ", "bracketed": "(A) ", "postfixed": "5. doboz, ",
    "volumes": "vol. I, ", "spaces": " ", "hyphens": "1-", "letters": "x", "years": "1954, ",
    "by": "by a and ",
}  # fmt: skip


def _read_all(text: str) -> None:
    read_source_line(text)
    read_note(text)
    find_repository(text)


@pytest.mark.parametrize("piece", _LONG.values(), ids=_LONG)
def test_ten_times_the_text_takes_ten_times_the_steps(piece: str) -> None:
    short, long = piece * (2_000 // len(piece)), piece * (20_000 // len(piece))
    _read_all(short)
    assert steps(lambda: _read_all(long)) <= 12 * steps(lambda: _read_all(short)) + 200


@pytest.mark.parametrize("piece", _LONG.values(), ids=_LONG)
def test_a_very_long_line_comes_to_its_end(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert len(read_note(text)) + len(read_source_line(text).further) >= 0
    find_repository(text)
