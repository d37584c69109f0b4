"""Wrapped text loses nothing, however wide its characters and however narrow the terminal."""

from __future__ import annotations

import io

import pytest

from fonds.cli._paper import Paper
from fonds.cli._reading_text import reading_text
from fonds.reading import read_source

_POINT = (
    "1. Count the spellings of Dörbiljin [Emin; Дурбульджин; 额敏], of which there are nine, one of them the name of "
    "another place [吐尔逊·巴克], and put them beside the gate of the depot, where all can read them and nobody will."
)


@pytest.mark.parametrize("width", range(40, 121))
def test_every_word_of_a_passage_is_shown(width: int) -> None:
    reading = read_source(f"ORDER No. 3\n\n{_POINT}\n".encode())
    paper = Paper(file=io.StringIO(), width=width)
    paper.print(reading_text(reading))
    shown = paper.file.getvalue()  # type: ignore[attr-defined]  # it is the StringIO of the line above
    assert "".join(_POINT.split()) in "".join(shown.split())
