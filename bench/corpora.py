"""`python -m bench.corpora [NAME ...] [--sample N] [--show]`: reads public corpora and compares with their markup.

The corpora lie beside the repository in `../shared/corpora`; none of them is copied here. Each measurement reads the
plain text of documents as `fonds read` does, and compares what the editors of the corpus marked.

Not for: speed (`python -m bench`), nor for captured pages, which have a score of their own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.minutes import Minutes, read_minutes
from fonds.model import DatedAct, Description, Dispatch, Party, Reading
from fonds.reading import read_source

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"


@dataclass
class Score:
    """How well one thing was read.

    Attributes:
        right: Found, and in the markup.
        false: Found, but not in the markup.
        missed: In the markup, but not found.
        wrong: Up to a few examples of what is false or missed.
    """

    right: int = 0
    false: int = 0
    missed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the markup that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.false + self.missed
        return 2 * self.right / both if both else 1.0

    def count(self, marked: Sequence[str], found: Sequence[Sequence[str]], where: str) -> None:
        """Compares lists: each thing found has one or more spellings, of which one must be in the markup."""
        left = list(marked)
        for spellings in found:
            match = next((spelling for spelling in spellings if spelling in left), None)
            if match is None:
                self.false += 1
                self.wrong.append(f"{where}: false {spellings[0]!r}")
            else:
                self.right += 1
                left.remove(match)
        self.missed += len(left)
        self.wrong.extend(f"{where}: missed {missing!r}" for missing in left)


Scores = dict[str, Score]


def measure_frus(sample: int | None = None) -> Scores:
    """Foreign Relations of the United States: the date of the dateline, sender and addressee.

    Args:
        sample: Reads every so many-th document alone; None for all.

    Returns:
        Scores of "dateline", "sender", "addressee". Conversations, whose partners the markup calls sender and
        addressee too, are counted: fonds names nobody there.
    """
    scores = {"dateline": Score(), "sender": Score(), "addressee": Score()}
    with gzip.open(CORPORA / "frus" / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if sample is None or number % sample == 0:
                _count_frus(scores, json.loads(line))
    return scores


def _count_frus(scores: Scores, document: dict[str, Any]) -> None:
    where = f"{document['volume']}/{document['id']}"
    described = read_source(document["text"].encode()).description
    days = [
        when["when"][:10] for dateline in document["datelines"][:1] for when in dateline["date"] if "when" in when
    ]
    if days:
        found = [[described.date.edtf]] if described.date else []
        scores["dateline"].count(days, found, where)
    marked = {kind: list(_marked_parties(document, kind)) for kind in ("from", "to")}
    if any(marked.values()):
        scores["sender"].count(marked["from"], _spellings(described, "from"), where)
        scores["addressee"].count(marked["to"], _spellings(described, "to"), where)


def _marked_parties(document: dict[str, Any], kind: str) -> Iterator[str]:
    """Parties that the editors marked in the heading."""
    for entity in document["entities"]:
        if entity["attrs"].get("type") == kind and entity["start"] <= len(document["head"]):
            yield _plain(entity["text"])


def _spellings(described: Description, kind: str) -> list[list[str]]:
    parties: tuple[Party, ...] = described.senders if kind == "from" else described.addressees
    return [[_plain(party.name) or _plain(party.office), _plain(party.office)] for party in parties]


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split()).strip(" .,").removeprefix("the ").removeprefix("The ")


def measure_minutes(sample: int | None = None) -> Scores:
    """Austrian minutes of ministers: the items of the agenda, the line of attendance, and marked dates.

    Args:
        sample: Reads every so many-th protocol alone; None for all.

    Returns:
        Scores of "items", "attendance", "dates". Editors marked some dates alone, so that what is false says nothing.
    """
    scores = {"items": Score(), "attendance": Score(), "dates": Score()}
    for path in sorted((CORPORA / "ministerrat" / "TEI").glob("*.xml"))[:: sample or 1]:
        _count_minutes(scores, read_minutes(path))
    return scores


def _count_minutes(scores: Scores, minutes: Minutes) -> None:
    reading = read_source(minutes.text.encode())
    items = [[slot.number[0]] for slot in reading.record.passages() if slot.kind == "item" and slot.number]
    scores["items"].count(minutes.items, items, minutes.name)
    said = " ".join(slot.content for slot in reading.record.slots if slot.kind == "attendance")
    persons = [*minutes.present, *minutes.absent]
    scores["attendance"].count(persons, [[person] for person in persons if person in said], minutes.name)
    found = [act for act in reading.statements if isinstance(act, DatedAct)]
    values = [(act.literal, {act.date.edtf, *(date.edtf for date in act.alternatives)}) for act in found]
    for literal, day in minutes.dates:
        hit = any(literal.rstrip(".") in said and any(day in value for value in days) for said, days in values)
        scores["dates"].count([f"{literal} {day}"], [[f"{literal} {day}"]] if hit else [], minutes.name)


def measure_decrees(sample: int | None = None) -> Scores:
    """Russian presidential acts: date, number and points, as a wiki edition of the same acts has them.

    Args:
        sample: Reads every so many-th act alone; None for all.

    Returns:
        Scores of "date", "number", "points".
    """
    scores = {"date": Score(), "number": Score(), "points": Score()}
    for path in sorted((CORPORA / "russian" / "presidential_acts").glob("*.txt"))[:: sample or 1]:
        edited = path.with_suffix(".wiki").read_text("utf-8")
        reading = read_source(path.read_bytes())
        found = reading.description.date
        day = re.search(r"ДАТА\s*=\s*(\d\d)\.(\d\d)\.(\d{4})", edited)
        marked = ["-".join(reversed(day.groups()))] if day else []
        scores["date"].count(marked, [[found.edtf]] if found else [], path.stem)
        number = re.search(r"НОМЕР\s*=\s*(\S+)", edited)
        references = " ".join(slot.content for slot in reading.record.slots if slot.kind == "reference").split()
        hit = [[number[1]]] if number and number[1] in references else []
        scores["number"].count([number[1]] if number else [], hit, path.stem)
        points = re.findall(r"^(\d+)[.)] ", edited.partition('<div class="text">')[2] or edited, re.MULTILINE)
        read = [[slot.number[-1]] for slot in reading.record.passages() if slot.number and slot.number[-1].isdigit()]
        scores["points"].count(points, read, path.stem)
    return scores


def measure_cables(sample: int | None = None) -> Scores:
    """Telegrams of the State Department: what the catalogue behind each text says of it.

    Args:
        sample: Reads every so many-th telegram alone; None for all.

    Returns:
        Scores of "date", "subject", "marking", "distribution" (the office that has to act); empty without pdftotext.
    """
    scores = {what: Score() for what in ("date", "subject", "marking", "distribution")}
    if shutil.which("pdftotext") is None:
        return scores
    for path in sorted((CORPORA / "cables" / "data" / "cables-usa").glob("*.pdf"))[:: sample or 1]:
        command = ["pdftotext", "-layout", str(path), "-"]
        printed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
        text, _, catalogue = printed.partition("Message Attributes")
        facts = dict(re.findall(r"^\s*([A-Z][A-Za-z ]+): (.+)$", catalogue, re.MULTILINE))
        _count_cable(scores, facts, read_source(text.encode()), path.stem)
    return scores


def _count_cable(scores: Scores, facts: dict[str, str], reading: Reading, where: str) -> None:
    described, slots = reading.description, reading.record.slots
    day, month, year = [*facts.get("Draft Date", "").lower().split(), "", "", ""][:3]
    if month in _MONTHS:
        marked = f"{year}-{_MONTHS.index(month) + 1:02}-{day.zfill(2)}"
        scores["date"].count([marked], [[described.date.edtf]] if described.date else [], where)
    subject = "".join(_letters(slot.content) for slot in slots if slot.kind == "subject")
    if (wanted := _letters(facts.get("Subject", ""))) and wanted != "na":
        scores["subject"].count([wanted], [[wanted]] if wanted[:40] in subject else [], where)
    if wanted := facts.get("Original Classification", "").strip():
        markings = " ".join(slot.content for slot in slots if slot.kind == "marking").replace(" ", "")
        hit = wanted.replace(" ", "") in markings or (wanted == "UNCLASSIFIED" and "UNCLAS" in markings)
        scores["marking"].count([wanted], [[wanted]] if hit else [], where)
    office = facts.get("Office", "").split()
    if office[:1] == ["ACTION"] and len(office) > 1:
        told = [act.recipient for act in reading.statements if isinstance(act, Dispatch)]
        scores["distribution"].count([office[1]], [[office[1]]] if office[1] in told else [], where)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


MEASUREMENTS: dict[str, Callable[[int | None], Scores]] = {
    "frus": measure_frus,
    "ministerrat": measure_minutes,
    "decrees": measure_decrees,
    "cables": measure_cables,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints a table.

    Returns:
        The exit status: 1 if a corpus is absent.
    """
    parser = argparse.ArgumentParser(prog="python -m bench.corpora", description="Reads corpora that have markup.")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(MEASUREMENTS)}; all by default")
    parser.add_argument("--sample", type=int, help="read every so many-th document alone")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N of the differences of each score")
    chosen = parser.parse_args(arguments)
    if not CORPORA.is_dir():
        print("../shared/corpora is absent", file=sys.stderr)
        return 1
    for name in chosen.names or MEASUREMENTS:
        for what, score in MEASUREMENTS[name](chosen.sample).items():
            print(f"{name:<14}{what:<16} F1 {score.f1:.4f}  recall {score.recall:.4f}", end="  ")
            print(f"right {score.right}, false {score.false}, missed {score.missed}")
            print("".join(f"    {line}\n" for line in score.wrong[: chosen.show]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
