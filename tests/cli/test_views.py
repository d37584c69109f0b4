"""Closed stores read together with the open one, as somebody does it who is cleared for several of them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from fonds.actions.adding import add_sources
from fonds.actions.archive import add_store, init_archive
from fonds.actions.closing import Request, close_passages
from fonds.model import Actor
from fonds.release import Terms
from tests.cli.conftest import Fonds
from tests.people import Person

IN = ("--archive", "archive")
BOTH = ("--store", "special", "--store", "names")
LONE = ("--store", "special")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, page: str) -> tuple[Path, str]:
    """An archive with a record of which each of two closed stores keeps a point."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "page.txt").write_text(page, encoding="utf-8")
    made = add_store(add_store(init_archive(folder / "archive", "River papers"), "special"), "names")
    staff = Actor(name="staff", clearances=frozenset({"special", "names"}))
    (added,) = add_sources(made, [str(folder / "page.txt")], actor=staff, store="open")
    for label, store in (("2.1", "special"), ("2.2", "names")):
        terms = Terms(reason=1, extent="lines")
        request = Request(references=(f"{added.record_id}#{label}",), store=store, terms=terms, by="Anna")
        close_passages(made, request, actor=staff, now="2026-11-26T08:00:00Z")
    made.close()
    return folder, added.record_id


def read_log(folder: Path, store: str) -> list[Any]:
    """What stands in the log of a store."""
    lines = (folder / "archive" / "stores" / store / "log" / "log.jsonl").read_text().splitlines()
    return [json.loads(line)["entry"] for line in lines]


def test_the_model_case(fonds: Fonds, record: str) -> None:
    """A pointer in an open list means a closed passage: who may know both is told, and nobody else."""
    lebedeva = ("excerpt", record, "--for", "Lebedeva")
    assert fonds(*IN, *lebedeva, *LONE).returncode == 1
    said = ("resolve", record, "--pointer", "9", "--as", "2.1", "--because", "her copy says so", "--by", "Anna")
    assert fonds(*IN, *said).returncode == 66
    done = fonds(*IN, *said, *LONE)
    assert (done.returncode, done.stdout) == (0, "“9” means 2.1, in 1 entry of the list.\n"), done.stderr

    public, cleared = fonds(*IN, *lebedeva), fonds(*IN, *lebedeva, *LONE)
    assert (public.returncode, "“9”" in public.stderr, "boats" in public.stdout) == (1, True, False)
    assert (cleared.returncode, cleared.stderr, "sending 12 boats" in cleared.stdout) == (0, "", True)
    assert "her copy says so" in fonds(*IN, "decisions", record, *LONE).stdout
    assert "pointer" not in fonds(*IN, "decisions", record).stdout


def test_several_stores_are_shown_together(fonds: Fonds, record: str, tmp_path: Path) -> None:
    shown = fonds(*IN, "show", record, *BOTH).stdout
    assert ("12 boats" in shown, "mend the ramp" in shown) == (True, True)
    alone = fonds(*IN, "show", record, *LONE).stdout
    assert ("12 boats" in alone, "mend the ramp" in alone) == (True, False)
    one = fonds(*IN, "show", f"{record}#2.2", *BOTH)
    assert "mend the ramp" in one.stdout
    assert [entry["deed"] for entry in read_log(tmp_path, "names")][-2:] == ["show", "show"]
    for more in (("--versions",), ("--version", "1")):
        assert fonds(*IN, "show", record, *BOTH, *more).returncode == 2
        assert fonds(*IN, "show", record, *LONE, *more).returncode == 0


def test_who_knew_what_of_open_lists_and_closed_passages(fonds: Fonds, record: str, tmp_path: Path) -> None:
    assert "12 boats" not in fonds(*IN, "knew", "Ognev").stdout
    told = fonds(*IN, "knew", "Ognev", *BOTH).stdout
    assert re.search(r"■ 2\.1 .*12 boats", told)
    (row,) = csv.DictReader(io.StringIO(fonds(*IN, "knew", "Ognev", *LONE, "--format", "csv").stdout, newline=""))
    assert (row["passage"], row["store"]) == ("2.1", "special")
    assert [entry["deed"] for entry in read_log(tmp_path, "special")][-2:] == ["knew", "knew"]


def test_what_does_not_agree_is_looked_for_in_all_of_it(fonds: Fonds, record: str, tmp_path: Path) -> None:
    def codes(*more: str) -> list[str]:
        (told,) = json.loads(fonds(*IN, "check", record, *more, "--format", "json").stdout)
        return [finding["code"] for finding in told["findings"]]

    assert codes(*BOTH) != codes()
    assert [read_log(tmp_path, store)[-1]["deed"] for store in ("special", "names")] == ["check", "check"]


def test_each_log_has_what_was_given_out_of_its_own_store(fonds: Fonds, record: str, tmp_path: Path) -> None:
    key = Person(tmp_path, "ognev").key
    made = fonds(*IN, "excerpt", record, "--passages", "2.1,2.2", *BOTH, "--seal", key, "--out", "out")
    assert made.returncode == 0, made.stderr
    last = [read_log(tmp_path, store)[-1] for store in ("special", "names")]
    assert [entry["deed"] for entry in last] == ["seal", "seal"]
    assert [seen["labels"] for entry in last for seen in entry["seen"]] == [["2.1"], ["2.2"]]
    (file,) = (tmp_path / "out").iterdir()
    public = (tmp_path / "archive/stores/special/key.pub").read_text().strip()
    opened = fonds("open-excerpt", str(file), "--identity", "ognev.key", "--public-key", public)
    assert (opened.returncode, "12 boats" in opened.stdout, "mend the ramp" in opened.stdout) == (0, True, True)


def test_a_release_comes_from_one_store(fonds: Fonds, record: str) -> None:
    both = fonds(*IN, "release", "propose", f"{record}#2.1..2.2", "--ground", "Order 12", *BOTH)
    assert (both.returncode, "--store special or --store names" in both.stderr) == (65, True)
    assert fonds(*IN, "release", "propose", record, "--ground", "Order 12").returncode == 65
    one = fonds(*IN, "release", "propose", record, "--ground", "Order 12", "--store", "names")
    assert one.returncode == 0, one.stderr
    assert ("mend the ramp" in one.stdout, "12 boats" in one.stdout) == (True, False)
    named = fonds(*IN, "release", "propose", f"{record}#2.1", "--ground", "Order 12", *BOTH)
    assert ("12 boats" in named.stdout, "mend the ramp" in named.stdout) == (True, False)
    assert fonds(*IN, "release", "propose", f"{record}#2.1", "--ground", "x", "--store", "names").returncode == 66


@pytest.mark.parametrize(
    "deed",
    [
        ("show", "ID"),
        ("check", "ID"),
        ("decisions", "ID"),
        ("knew", "Ognev"),
        ("excerpt", "ID", "--for", "Ognev"),
        ("resolve", "ID", "--pointer", "9", "--as", "2.1", "--because", "x"),
        ("release", "propose", "ID", "--ground", "x"),
    ],
    ids=lambda deed: deed[0],
)
def test_a_store_that_is_not_for_you_is_as_one_that_does_not_exist(
    fonds: Fonds, record: str, tmp_path: Path, deed: tuple[str, ...]
) -> None:
    said = fonds(*IN, *(word.replace("ID", record) for word in deed), *LONE, "--store", "nowhere")
    assert (said.returncode, "there is no such store" in said.stderr) == (66, True), said.stderr
    assert not (tmp_path / "archive" / "stores" / "special" / "log" / "log.jsonl").exists()
