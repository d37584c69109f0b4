"""Fixture folders named by the code that they must raise, and a page for each code; the seed, the demo, the gold."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from fonds.criticism import CODES, Nothing, check, explain
from fonds.model import Finding, NotFound, Record
from fonds.reading import read_file

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "findings"
DEMO = ROOT / "src" / "fonds" / "demo" / "records"

HIGHEST_FALSE_RATE = 0.12
"""False findings a page on the development pages. Raise it only with a reason written here."""


def cases(kind: str) -> list[Path]:
    return sorted(FIXTURES.glob(f"*/{kind}/*.txt"))


def name(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


class Beside(Nothing):
    """What stands beside a fixture: the record of the same name in the folder `beside`, if there is one."""

    def __init__(self, path: Path) -> None:
        self.path = path.parent / "beside" / path.name

    def neighbours(self) -> tuple[Record, ...]:
        return (read_file(self.path).record,) if self.path.exists() else ()


def found(path: Path) -> tuple[Finding, ...]:
    return check(read_file(path), Beside(path))


@pytest.mark.parametrize("path", cases("raises"), ids=name)
def test_raises_its_finding_once_and_no_other(path: Path) -> None:
    assert [finding.code for finding in found(path)] == [path.parts[-3]]


@pytest.mark.parametrize("path", cases("silent"), ids=name)
def test_keeps_silent(path: Path) -> None:
    assert path.parts[-3] not in {finding.code for finding in found(path)}


@pytest.mark.parametrize("path", cases("raises") + cases("silent"), ids=name)
def test_literals_stand_in_their_slots_and_candidates_point_into_the_record(path: Path) -> None:
    reading = read_file(path)
    slots = {slot.id: slot.content for slot in reading.record.slots}
    for finding in found(path):
        assert finding.slots
        assert finding.message.endswith(".")
        assert 0 < finding.certainty <= 1
        for literal in finding.literals:
            assert any(literal in slots[slot] for slot in finding.slots), literal
        for candidate in finding.candidates:
            assert candidate.why
            assert set(candidate.slots) <= set(slots)


@pytest.mark.parametrize("path", cases("raises"), ids=name)
def test_checking_twice_gives_the_same(path: Path) -> None:
    assert found(path) == found(path)


def test_each_code_has_fixtures_of_both_kinds_and_nothing_else_is_there() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(CODES)
    for code in CODES:
        assert {path.name for path in (FIXTURES / code).iterdir()} == {"raises", "silent"}
        assert len(list((FIXTURES / code / "raises").iterdir())) >= 2
        assert len(list((FIXTURES / code / "silent").iterdir())) >= 2
    assert all(path.suffix == ".txt" for path in FIXTURES.rglob("*") if path.is_file())


def test_each_code_has_a_page_and_nothing_else_is_there() -> None:
    pages = {path.name for path in (ROOT / "docs" / "findings").iterdir()}
    assert pages == {f"{code}.md" for code in CODES} | {"README.md"}
    index = (ROOT / "docs" / "findings" / "README.md").read_text("utf-8")
    for code in CODES:
        assert f"({code}.md)" in index
        page = (ROOT / "docs" / "findings" / f"{code}.md").read_text("utf-8")
        headings = [line for line in page.splitlines() if line.startswith("#")]
        assert headings == [f"# {code}", "## Example", "## Why it may be harmless", "## What to do"]


def test_codes_are_in_order_and_explained() -> None:
    assert list(CODES) == sorted(set(CODES))
    assert all(explain(code).count(". ") >= 1 for code in CODES)
    with pytest.raises(NotFound) as caught:
        explain("no-such-code")
    assert caught.value.code == "finding-code"


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.expect.toml")), ids=lambda path: path.name.partition(".")[0])
def test_the_demo_records_raise_what_was_planted_and_nothing_else(path: Path) -> None:
    planted = tomllib.loads(path.read_text("utf-8")).get("planted", [])
    findings = found(path.with_name(path.name.replace(".expect.toml", ".txt")))
    assert Counter(one.code for one in findings) == Counter(one["code"] for one in planted)


def test_the_seed(shared: Path) -> None:
    reading = read_file(shared / "pages" / "001.txt")
    found = {finding.code: finding for finding in check(reading)}
    spelling, pointer = found["spelling-varies"], found["pointer-unresolved"]
    labels = {passage.id: passage.label for passage in reading.record.passages()}

    assert spelling.code == "spelling-varies"
    assert spelling.literals == ("Tachang", "Tacheng")
    assert [labels[slot] for slot in spelling.slots] == ["8.1/2", "8.2"]
    assert spelling.candidates[0].literal == "Tacheng"

    assert pointer.code == "pointer-unresolved"
    assert pointer.literals == ("Bulganin", "8")
    *both, elsewhere = pointer.candidates
    assert [[labels[slot] for slot in one.slots] for one in both] == [["8"], ["8.3"]]
    assert elsewhere.slots == ()
    assert "Point 8 is in a classified repository" in elsewhere.why
    assert "no point 8 under item 8" in pointer.message
    assert pointer.severity == "conflict"

    assert found["title-typo"].literals == ("Exceprt",)
    assert found["title-typo"].candidates[0].literal == "Excerpt"
    assert found["part-missing"].literals == ("of the VKP(b) CC",)
    assert found["part-missing"].candidates[0].literal == "Minutes No. 46 of the VKP(b) CC"
    slips = [finding for finding in check(reading) if finding.code == "text-typo"]
    assert [[labels[slot] for slot in slip.slots] for slip in slips] == [["8.5"], ["8.6"]]
    assert [slip.candidates[0].literal for slip in slips] == ["General-Major", "regulate"]


def test_development_pages_recall_and_false_findings(shared: Path) -> None:
    missed: Counter[str] = Counter()
    false, count = 0, 0
    for gold_file in sorted((shared / "pages").glob("*.gold.json")):
        gold = json.loads(gold_file.read_text("utf-8"))["irregularities"]
        wanted = Counter(one["code"] for one in gold if not one.get("optional") and one["code"] in CODES)
        given = Counter(one.code for one in found(gold_file.with_name(gold_file.name.replace(".gold.json", ".txt"))))
        missed += wanted - given
        false += sum((given - Counter(one["code"] for one in gold)).values())
        count += 1
    assert sum(missed.values()) <= 2, missed
    assert false / count <= HIGHEST_FALSE_RATE
