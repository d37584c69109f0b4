"""Markdown is read as the text that it shows; what is no Markdown is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.criticism import with_findings
from fonds.reading import read_source, segment
from fonds.reading._markdown import is_markdown, show_markdown
from tests.captures import check_blocks, check_labels

_TEXT = "The lamp over the gate of the post was lit again on the third night, and nobody could say by whom."


def lines(source: str) -> list[str]:
    return [line for line in show_markdown(source).text.split("\n") if line]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("# A title #\n\ntext", ["A title", "text"]),
        ("A title\n=======\n\nA part\n---\ntext", ["A title", "A part", "text"]),
        (
            "the **bold**, the _slanted_, the `set` and the ~~struck~~",
            ["the bold, the slanted, the set and the struck"],
        ),
        ("***both*** and snake_case_word and 2 * 3 * 4", ["both and snake_case_word and 2 * 3 * 4"]),
        ("see [the decree](https://example.org/x) and [it](/y)", ["see the decree and it"]),
        ("[the decree][1] by [Ostrov]\n\n[1]: https://example.org", ["the decree by [Ostrov]"]),
        ("Tarbag [Qoqek](Tacheng) [sic]", ["Tarbag [Qoqek](Tacheng) [sic]"]),
        ("* one\n+ two\n- three", ["- one", "- two", "- three"]),
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("> quoted\n> > twice", ["quoted", "twice"]),
        ("| Kind | Held |\n|---|---:|\n| ropes | 14 |", ["Kind | Held", "ropes | 14"]),
        ("said[^1]\n\n[^1]: The keeper.", ["said[1]", "[1] The keeper."]),
        ("```\n# no heading\n```", ["# no heading"]),
        (r"\*not slanted\* and 5\. May", ["*not slanted* and 5. May"]),
        ("caf&eacute; <b>x</b> <https://example.org>", ["café x https://example.org"]),
        ("To Cde. Ostrov\nKumtal", ["To Cde. Ostrov", "Kumtal"]),
        (f"{_TEXT}\ngoes on here", [f"{_TEXT} goes on here"]),
        ("---\ntitle: x\n---\n\ntext", ["title: x", "text"]),
    ],
)
def test_signs_are_given_up(source: str, shown: list[str]) -> None:
    assert lines(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        "# A\n\n## B\n\ntext",
        "# A\n\n[x](https://example.org)",
        "**Ostrov** said[^1].\n\n[^1]: So.",
        "# A\n\n|a|b|\n|--|--|\n|c|d|",
    ],
)
def test_markdown_is_known_by_two_of_its_signs(source: str) -> None:
    assert is_markdown(source)


@pytest.mark.parametrize(
    "source",
    [
        "# 600473/sh\n\ntext",
        "* * *\n\ntext",
        "1. one\n2. two\n- three",
        "He said *so*.",
        "> 5 tons",
        "No. 5\n-----\n\ntext",
        "",
    ],
)
def test_typed_text_is_no_markdown(source: str) -> None:
    assert not is_markdown(source)


def test_the_first_heading_is_the_title() -> None:
    record, capture = segment(
        f"# Letter to the Post\n\nMay 5, 1950\n\n## On lamps\n\n{_TEXT}\n\n[x](https://example.org)"
    )
    assert (capture.form, capture.design) == ("markdown", "B")
    assert [slot.kind for slot in record.slots][:4] == ["page_title", "page_date", "heading", "paragraph"]


_PIECES = st.sampled_from(
    ["# ", "## ", "**", "*", "_", "`", "```", "\n", "\n\n", "> ", "- ", "1. ", "| a | b |", "|--|--|", "[^1]",
     "[^1]: ", "[x](https://example.org)", "[x]", "(", ")", "\\", "&amp;", "<b>", "---\n", "===", "a b c", "May 5"]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=6), max_size=40).map("".join))
def test_blocks_reproduce_the_shown_text(source: str) -> None:
    record, capture = segment(f"# A\n\n## B\n\n{source}")
    if capture.form == "markdown":
        check_blocks(show_markdown(f"# A\n\n## B\n\n{source}").text, record, capture)
    check_labels(record)


@pytest.mark.parametrize(
    "piece", ["**", "*a", "_a", "`", "[", "[a](", "[a][", "|", ">", "#", "~~", "<b", "\\", "[^1", "a_b_"]
)
def test_lines_of_one_thing_are_read(piece: str) -> None:
    assert isinstance(show_markdown(piece * 20_000).text, str)


@pytest.mark.parametrize("line", ["**Date:** 9 August 1951", "Datum: 9. August 1951", "**Дата:** 9 августа 1951 г."])
def test_a_memorandum_has_the_date_of_its_field(line: str) -> None:
    source = f"# Note on lamps\n\n{line}\n\n**To:** Cde. Velten\n\n## Lamps\n\n{_TEXT}\n"
    reading = with_findings(read_source(source.encode()))
    assert reading.description.date is not None
    assert reading.description.date.edtf == "1951-08-09"
    assert "date-missing" not in {finding.code for finding in reading.findings}
