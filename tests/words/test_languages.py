"""A language is added by adding files: the French of the guide, given as files, is read."""

import json
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """
import json, pathlib, sys
from fonds.words import _tables
_tables.files = lambda package: pathlib.Path(sys.argv[1])
from fonds.formats import reading_as_dict
from fonds.reading import read_source
print(json.dumps(reading_as_dict(read_source(sys.stdin.buffer.read()))))
"""


def blocks(guide: str, language: str) -> dict[str, str]:
    """Code of the guide, by the name of the file above it."""
    pattern = rf"^`([^`\n]+)`:\n\n```{language}\n(.*?)^```$"
    return dict(re.findall(pattern, guide, re.MULTILINE | re.DOTALL))


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory, root: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The page of the guide, read without the files of the guide and with them."""
    guide = (root / "docs" / "guide" / "languages.md").read_text("utf-8")
    page = re.search(r"^```text\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert page is not None
    package = tmp_path_factory.mktemp("words")
    shutil.copytree(str(files("fonds.words") / "data"), package / "data")
    before = reading(package, page[1])
    for name, code in blocks(guide, "toml").items():
        (package / "data" / name).write_text(code, "utf-8")
    return before, reading(package, page[1])


def reading(package: Path, page: str) -> dict[str, Any]:
    command = [sys.executable, "-c", PROGRAM, str(package)]
    done = subprocess.run(command, input=page.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return dict(json.loads(done.stdout))


def test_the_guide_has_the_files_that_it_names(root: Path) -> None:
    guide = (root / "docs" / "guide" / "languages.md").read_text("utf-8")
    assert set(blocks(guide, "toml")) == {f"{topic}.fr.toml" for topic in ("months", "dates", "cues")}


def test_without_the_files_the_page_is_not_understood(read: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert read[0]["description"]["date"] is None


def test_a_language_that_is_given_as_files_is_read(read: tuple[dict[str, Any], dict[str, Any]]) -> None:
    found = read[1]
    assert found["description"]["date"]["edtf"] == "1949-03-05"
    assert [text["language"] for text in found["texts"]] == ["fr"]
    assert [block["kind"] for block in found["blocks"]] == ["sender", "dateline", "addressee", "subject", "paragraph"]
    assert [(date["literal"], date["edtf"]) for date in found["dates"][-2:]] == [
        ("3 au 7 février", "1949-02-03/1949-02-07"),
        ("1er mars", "XXXX-03-01"),
    ]
