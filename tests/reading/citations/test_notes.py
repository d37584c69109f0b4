"""Source notes of FRUS: 300 labelled by hand before the grammar, and all that name an archive."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fonds import words
from fonds.model import Citation
from fonds.reading.citations import read_note

F1_FLOOR = 0.95
SHARE_FLOOR = 0.97
EVERY = 5
"""Of the 26,709 notes every fifth is read, so that the test takes seconds."""
LABELS = Path(__file__).with_name("labels.txt")
KINDS = {"group": "fond", "printed": "edition", "document": "item"}
_NAMES_AN_ARCHIVE = re.compile(
    r"[Ss]ource[:;]? (?:[\w.,’' ]{0,60}?)\b"
    r"(?:Librar(?:y|ies)|Archives?|Department of State|Records? Center|Central Intelligence Agency|University|"
    r"Historical Society|Library of Congress|National Security Council|Hoover Institution)\b(?! Bulletin)"
)

Fact = tuple[str, str, str]
CODES = frozenset(entry["code"] for entry in words.table("repositories")["repository"])
"""The labels name institutions by their codes, however a note cites them."""


def _plain(value: str) -> str:
    return re.sub(r"[\s.,“”\"]", "", value).replace("–", "-").replace("—", "-").replace("’", "'").casefold()


def _labels() -> Iterator[tuple[str, list[Fact]]]:
    names: dict[str, str] = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            short, _, name = line[2:].partition(" = ")
            names[short] = name
        elif not line.startswith("#"):
            note, *fields = line.split(" | ")
            repository = names.get(fields[1], "") if len(fields) > 1 else ""
            named = [("", "repository", _plain(repository))] if repository else []
            pairs = [field.partition("=") for field in fields[1:] if "=" in field]
            yield note, named + [(_plain(repository), KINDS.get(key, key), _plain(value)) for key, _, value in pairs]


def _facts(citation: Citation) -> Iterator[Fact]:
    is_code = citation.repository in CODES
    repository = _plain((citation.repository if is_code else citation.held_by or citation.repository) or "")
    if repository:
        yield "", "repository", repository
    for level in citation.levels:
        yield repository, level.kind, _plain(level.value)


@pytest.fixture(scope="module")
def notes(shared: Path) -> dict[str, str]:
    source = shared / "corpora" / "archive_codes" / "frus_source_notes.tsv.gz"
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t", 2) for line in lines][1:]
    return {f"{volume}/{document}": note for volume, document, note in rows}


def test_the_labelled_notes_are_read(notes: dict[str, str]) -> None:
    gold: dict[str, Counter[Fact]] = {}
    for note, facts in _labels():
        gold.setdefault(note, Counter()).update(facts)
    right = missed = false = 0
    for note, facts in gold.items():
        read = Counter(fact for citation in read_note(notes[note]) for fact in _facts(citation))
        right += (facts & read).total()
        missed += (facts - read).total()
        false += (read - facts).total()
        if facts != read:
            print(note, "missed", list(facts - read), "false", list(read - facts))
    f1 = 2 * right / (2 * right + missed + false)
    print(f"labelled notes: {len(gold)}, facts right {right}, missed {missed}, false {false}, F1 {f1:.3f}")
    assert len(gold) == 300
    assert f1 >= F1_FLOOR


def test_notes_that_name_an_archive_give_repository_and_unit(notes: dict[str, str]) -> None:
    named = [note for note in list(notes.values())[::EVERY] if _NAMES_AN_ARCHIVE.match(note)]
    given = [note for note in named if any(each.repository and each.levels for each in read_note(note)[:1])]
    share = len(given) / len(named)
    print(f"notes that name an archive: {len(named)}, with repository and unit {len(given)}, share {share:.4f}")
    assert len(named) > 4000
    assert share >= SHARE_FLOOR
