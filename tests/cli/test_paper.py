"""What a terminal would obey is shown instead."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from fonds.cli._paper import Paper, visible
from tests.cli.conftest import Fonds

_OBEYED = "\x1b]0;owned\x07", "\x9b31m", "\u202egnp", "\u2066in\u2069"


def test_visible() -> None:
    assert visible("a\x1bb") == "a␛b"
    assert visible("\x9b31m") == "\\x9b31m"
    assert visible("\u202eabc\u2069") == "\\u202eabc\\u2069"
    assert visible("\udcff") == "\\udcff"
    assert visible("Кульджа\n迪化") == "Кульджа\n迪化"


@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_control_of_a_document_reaches_the_paper(is_terminal: bool) -> None:
    file = io.StringIO()
    paper = Paper(file=file, force_terminal=is_terminal, width=60, color_system=None)
    grid = Table.grid()
    for text in _OBEYED:
        grid.add_row("1", Text(text, style="bold"))
        paper.print(Text(text))
        paper.print(text, no_wrap=True, overflow="ellipsis")
    paper.print(grid)
    assert not any(control in file.getvalue() for control in ("\x1b]", "\x9b", "\x07", "\u202e", "\u2066", "\u2069"))
    assert "␛]0;owned" in file.getvalue()
    assert "1\\x9b31m" in file.getvalue()


def test_lines_of_a_document_stay_lines() -> None:
    file = io.StringIO()
    Paper(file=file, width=60).print(Text("first\nsecond\x85third\n\nfourth"))
    assert file.getvalue() == "first\nsecond\\x85third\n\nfourth\n"


def test_documents_and_names_of_files(fonds: Fonds, archive: Path, tmp_path: Path, page: str) -> None:
    (tmp_path / "evil.txt").write_text(page.replace("Karasu", "Kara\x1b[31m\u202esu"), encoding="utf-8")
    assert "Kara␛[31m\\u202esu" in fonds("read", "evil.txt").stdout
    given = fonds("read", "evil.txt", "--format", "json").stdout
    assert "\u202e" not in given
    assert "Kara\x1b[31m\u202esu" in json.dumps(json.loads(given), ensure_ascii=False).replace("\\u001b", "\x1b")
    name = "\x1b[31m\n\u202e.txt"
    assert fonds("read", name).stderr == "fonds: ␛[31m␊\\u202e.txt: there is no such file\n"
    (tmp_path / name).write_bytes(b"")
    assert "set aside  ␛[31m" in fonds("--archive", "archive", "add", name).stdout
