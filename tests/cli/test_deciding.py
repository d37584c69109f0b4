"""Closing, releasing, resolving, as two archivists do it at the command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from fonds.actions.actors import add_actor, new_key
from fonds.actions.adding import add_sources
from fonds.actions.archive import add_store, init_archive, open_archive
from fonds.actions.desk import has_notes
from fonds.actions.resolving import Answer, resolve_pointer
from fonds.model import Actor, new_record_id
from tests.cli.conftest import Fonds

IN = ("--archive", "archive")
CLOSE = ("--store", "special", "--reason", "1", "--extent", "lines", "--review", "2040", "--yes")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, page: str) -> tuple[Path, str]:
    """An archive with a record, a closed store and two persons who sign; and the record's id."""
    folder = tmp_path_factory.mktemp("prepared")
    (folder / "page.txt").write_text(page, encoding="utf-8")
    made = add_store(init_archive(folder / "archive", "River papers"), "special")
    (added,) = add_sources(made, [str(folder / "page.txt")], actor=Actor(name="staff"), store="open")
    for name in ("anna", "boris"):
        new_key(folder / name)
        made = add_actor(made, name.capitalize(), folder / f"{name}.pub")
    made.close()
    return folder, added.record_id


def shown(fonds: Fonds, record: str, *more: str) -> str:
    return fonds(*IN, "show", record, *more).stdout


def test_a_passage_is_closed_looked_at_signed_and_released(fonds: Fonds, record: str) -> None:
    closed = fonds(*IN, "close", f"{record}#2.1", *CLOSE, "--by", "Anna", "--because", "a matter of boats")
    assert closed.returncode == 0, closed.stderr
    public = shown(fonds, record)
    assert "12 boats" not in public
    assert "[not public: national defense" in public
    assert "2040]" in public
    assert "12 boats" in shown(fonds, record, "--store", "special")

    proposed = fonds(*IN, "release", "propose", f"{record}#2.1", "--ground", "Order 12", "--by", "Anna")
    assert proposed.returncode == 0, proposed.stderr
    assert re.search(r"\+ +2\.1 .*12 boats", proposed.stdout)
    lines = proposed.stdout.splitlines()
    assert [line[0] for line in lines if line.startswith(("- ", "+ "))] == ["-", "+"]
    assert lines[-1].startswith("Hash of the packet: ")
    packet = re.findall(r"packet: (\w{12})", proposed.stdout)[0]
    both = fonds(*IN, "release", "show", packet, "--whole").stdout
    assert "The public sees now" in both
    assert len(both.splitlines()) > 2 * len(lines)
    refused = fonds(*IN, "release", "apply", packet)
    assert (refused.returncode, "0 of 2 persons" in refused.stderr) == (77, True)
    assert fonds(*IN, "release", "sign", packet, "--key", "anna").returncode == 0
    assert fonds(*IN, "release", "sign", packet, "--key", "anna").returncode == 0
    assert "1 of 2 persons" in fonds(*IN, "release", "apply", packet).stderr
    assert "1 more" in fonds(*IN, "release", "list").stdout
    assert fonds(*IN, "release", "sign", packet, "--key", "boris").returncode == 0
    applied = fonds(*IN, "release", "apply", packet)
    assert applied.returncode == 0, applied.stderr
    assert "12 boats" in shown(fonds, record)
    assert "not public" not in shown(fonds, record)
    assert fonds(*IN, "release", "list").stdout == "No release waits for signatures.\n"

    history = fonds(*IN, "decisions", record, "--store", "special").stdout
    assert "by Anna and Boris" in history
    assert "newly opened: 2.1" in history
    assert "a matter of boats" in history
    assert "a matter of boats" not in fonds(*IN, "decisions", record).stdout
    assert re.search(r"^2\.1 .*▒ gap 1 +\+ opened$", history, re.MULTILINE)
    table = fonds(*IN, "decisions", record, "--store", "special", "--side-by-side", "--format", "csv").stdout
    assert re.search(r"^2\.1,(unknown,)?gap: national defense.*,newly opened", table, re.MULTILINE)
    both = json.loads(fonds(*IN, "decisions", record, "--side-by-side", "--format", "json").stdout)
    assert {len(row["cells"]) for row in both["rows"]} == {len(both["stages"])}
    assert fonds(*IN, "verify").returncode == 0


def test_what_repeats_a_passage_is_told_of_first(fonds: Fonds, record: str, page: str, tmp_path: Path) -> None:
    summary = "The commission orders boats for the ferry."
    other = page.replace(summary, "The office is sending 12 boats, of which 5 are flat.").replace("l. 7-8", "l. 9")
    (tmp_path / "other.txt").write_text(other.replace("Minutes No. 3", "Minutes No. 4").replace("Karasu", "Bakhty"))
    told = fonds(*IN, "add", "other.txt", "--store", "open", "--format", "json").stdout
    second = json.loads(told)[0]["record_id"]
    closing = ("close", f"{second}#2.1", "--store", "special", "--reason", "1", "--withhold")
    asked = fonds(*IN, *closing)
    assert asked.returncode == 73
    assert f"{second}#summary: “sending 12 boats, of which”" in asked.stderr
    assert "12 boats" in shown(fonds, second)
    assert fonds(*IN, *closing, f"{second}#summary").returncode == 0
    assert "12 boats" not in shown(fonds, second)


def test_other_words_stand_in_for_a_title(fonds: Fonds, record: str) -> None:
    stand_in = ("--withhold", "--stand-in", "Minutes of 1931")
    done = fonds(*IN, "close", f"{record}#title", "--store", "special", "--reason", "53", *stand_in, "--yes")
    assert done.returncode == 0, done.stderr
    assert shown(fonds, record).strip().startswith("Minutes of 1931")
    both = json.loads(shown(fonds, record, "--store", "special", "--format", "json"))
    titles = [each["text"] for each in both["passages"] if each["id"].startswith("title")]
    assert len(titles) == 2
    (pair,) = both["stand_ins"]
    assert (pair["label"], pair["public_text"]) == ("title", "Minutes of 1931")
    assert {pair["text"], pair["public_text"]} == set(titles)
    head = shown(fonds, record, "--store", "special").strip().splitlines()
    assert head[0] == f"■ {pair['passage']}  {pair['text']}"
    assert head[1] == "  in public, title: Minutes of 1931"


def test_words_do_not_stand_in_where_nothing_is_open(fonds: Fonds, record: str) -> None:
    closing = ("--store", "special", "--reason", "1", "--withhold", "--yes")
    assert fonds(*IN, "close", record, *closing).returncode == 0
    late = fonds(*IN, "close", f"{record}#title", *closing, "--stand-in", "Minutes")
    assert (late.returncode, "closed already" in late.stderr, "--stand-in" in late.stderr) == (73, True, True)


def test_stores_of_different_days_are_told_apart(fonds: Fonds, record: str, tmp_path: Path) -> None:
    assert fonds(*IN, "backup", "kept").returncode == 0
    assert fonds(*IN, "close", f"{record}#2.1", *CLOSE).returncode == 0
    assert fonds(*IN, "verify").returncode == 0
    shutil.rmtree(tmp_path / "archive" / "stores" / "open")
    restored = fonds(*IN, "restore", "kept", "--store", "open")
    assert (restored.returncode, "open and special both hold" in restored.stderr) == (1, True)
    assert "different days" in restored.stderr
    verified = fonds(*IN, "verify")
    assert (verified.returncode, "open and special both hold" in verified.stderr) == (1, True)


def test_a_release_that_no_longer_fits_is_refused(fonds: Fonds, record: str) -> None:
    assert fonds(*IN, "close", f"{record}#2.1", f"{record}#2.2", *CLOSE).returncode == 0
    packets = []
    for label in ("2.1", "2.2"):
        proposed = fonds(*IN, "release", "propose", f"{record}#{label}", "--ground", "Order 12").stdout
        packets += re.findall(r"packet: (\w{12})", proposed)
    for packet in packets:
        for name in ("anna", "boris"):
            fonds(*IN, "release", "sign", packet, "--key", name)
    assert fonds(*IN, "release", "apply", packets[0]).returncode == 0
    stale = fonds(*IN, "release", "apply", packets[1])
    assert (stale.returncode, "has changed" in stale.stderr) == (73, True)
    assert fonds(*IN, "release", "withdraw", packets[1]).returncode == 0


def test_a_whole_record_can_be_closed_and_is_then_unknown(fonds: Fonds, record: str) -> None:
    withheld = ("--store", "special", "--reason", "1", "--withhold", "--yes")
    assert fonds(*IN, "close", record, *withheld).returncode == 0
    other = new_record_id()
    unknown, never = fonds(*IN, "show", record), fonds(*IN, "show", other)
    assert unknown.returncode == never.returncode == 66
    assert unknown.stderr.replace(record, "ID") == never.stderr.replace(other, "ID")
    assert fonds(*IN, "list").stdout.startswith("The store is empty")
    assert "12 boats" in shown(fonds, record, "--store", "special")
    again = fonds(*IN, "add", "page.txt", "--store", "open")
    assert "keeps this page closed" in again.stdout + again.stderr


def test_reclosing_finds_the_store_and_a_review_lists_what_is_due(fonds: Fonds, record: str) -> None:
    fonds(*IN, "close", f"{record}#2.1", *CLOSE)
    packet = re.findall(r"packet: (\w{12})", fonds(*IN, "release", "propose", record, "--ground", "Order").stdout)[0]
    for name in ("anna", "boris"):
        fonds(*IN, "release", "sign", packet, "--key", name)
    assert fonds(*IN, "release", "apply", packet).returncode == 0
    again = fonds(*IN, "reclose", f"{record}#2.1", "--reason", "24", "--extent", "words", "--review", "2031", "--yes")
    assert again.returncode == 0, again.stderr
    assert f"{record}#2.1" in fonds(*IN, "review", "--year", "2031").stdout
    assert "Nothing is due" in fonds(*IN, "review", "--year", "2030").stdout


def test_a_pointer_is_resolved_by_a_person(fonds: Fonds, record: str) -> None:
    assert fonds(*IN, "excerpt", record, "--for", "Lebedeva").returncode == 1
    said = ("--pointer", "9", "--as", "2.2", "--because", "her copy has point 2", "--by", "Anna")
    done = fonds(*IN, "resolve", record, *said)
    assert done.returncode == 0, done.stderr
    excerpt = fonds(*IN, "excerpt", record, "--for", "Lebedeva")
    assert (excerpt.returncode, "mend the ramp" in excerpt.stdout) == (0, True)
    assert "pointer “9”" in fonds(*IN, "decisions", record).stdout
    other = ("--pointer", "9", "--as", "2.1", "--because", "it was the other one", "--by", "Boris")
    assert fonds(*IN, "resolve", record, *other).returncode == 0
    assert "12 boats" in fonds(*IN, "excerpt", record, "--for", "Lebedeva").stdout


def test_when_it_was_said_is_told_of_an_answer_that_came_along(fonds: Fonds, record: str, tmp_path: Path) -> None:
    with closing(open_archive(tmp_path / "archive")) as found:
        answer = Answer(pointer="9", label="2.2", by="Anna", because="her copy has point 2")
        resolve_pointer(found, record, answer, actor=Actor(name="staff"), now="2025-03-01T00:00:00Z")
    assert fonds(*IN, "close", f"{record}#2.2", *CLOSE).returncode == 0
    told = fonds(*IN, "decisions", record, "--store", "special").stdout
    assert "pointer “9”, said on 2025-03-01\n  her copy has point 2" in told


@pytest.mark.parametrize(
    ("wrong", "status", "words"),
    [
        (("close", "ID#2.1", "--store", "special", "--reason", "1"), 2, "--extent"),
        (("close", "ID#2.1", "--store", "open", "--reason", "1", "--withhold"), 77, "open store"),
        (("close", "ID#2.1", "--store", "nowhere", "--reason", "1", "--withhold"), 66, "no such store"),
        (("close", "ID#2.1", "--store", "special", "--reason", "999", "--withhold"), 65, "no reason of this number"),
        (("close", "ID#77", "--store", "special", "--reason", "1", "--withhold"), 66, "no such passage"),
        (("close", "ID#2.2..2.1", "--store", "special", "--reason", "1", "--withhold"), 66, "run of passages"),
        (("close", "nonsense", "--store", "special", "--reason", "1", "--withhold"), 65, ""),
        (("release", "propose", "ID#2.1", "--ground", "x"), 73, "nothing of this is closed"),
        (("release", "propose", "ID#77", "--ground", "x"), 66, "no such passage"),
        (("release", "sign", "abcdef", "--key", "anna"), 66, "no such proposal"),
        (("release", "apply", ""), 66, "no such proposal"),
        (("actor", "add", "Anna", "--key", "anna.pub"), 73, "has a key already"),
        (("actor", "add", "Carl", "--key", "anna.pub"), 73, "somebody else"),
        (("actor", "add", "Carl", "--key", "page.txt"), 65, "no Ed25519 key"),
        (("actor", "add", "Carl", "--key", "nowhere.pub"), 66, "no such file"),
        (("actor", "new-key", "anna"), 73, "a file already"),
        (("resolve", "ID", "--pointer", "77", "--as", "2.1", "--because", "x"), 66, "in question"),
        (("reclose", "ID#2.1", "--reason", "1", "--withhold"), 65, "no one store"),
    ],
)
def test_what_can_not_be_done_is_said(
    fonds: Fonds, record: str, wrong: tuple[str, ...], status: int, words: str
) -> None:
    said = fonds(*IN, *(word.replace("ID", record) for word in wrong))
    assert (said.returncode, words in said.stderr, "Traceback" in said.stderr) == (status, True, False), said.stderr


def test_reasons_are_listed_with_those_of_the_archive(fonds: Fonds, record: str, tmp_path: Path) -> None:
    file = tmp_path / "archive" / "archive.toml"
    file.write_text(file.read_text() + '\n[reasons.60]\nen = "terms of the gift"\n')
    assert "60  terms of the gift" in fonds(*IN, "close", "--reasons").stdout
    fonds(*IN, "close", f"{record}#2.1", "--store", "special", "--reason", "60", "--extent", "page", "--yes")
    assert "[not public: terms of the gift; about a page]" in shown(fonds, record)


def test_a_closing_that_was_left_unfinished_is_finished_by_the_next_command(
    fonds: Fonds, record: str, tmp_path: Path
) -> None:
    """Whatever the command is: until then the passage would stay public."""
    kill = (
        "import os; from fonds.actions.guard import Crossing; Crossing.finish = lambda *_: os._exit(9); "
        "from fonds.cli import main; main()"
    )
    arguments = [*IN, "close", f"{record}#2.1", *CLOSE, "--by", "Anna", "--because", "a matter of boats"]
    assert subprocess.run([sys.executable, "-c", kill, *arguments], cwd=tmp_path, check=False).returncode == 9
    assert has_notes(tmp_path / "archive")
    assert "12 boats" not in shown(fonds, record)
    assert "12 boats" in shown(fonds, record, "--store", "special")
    assert not has_notes(tmp_path / "archive")


def test_closing_again_says_that_nothing_was_open_and_what_goes_along(fonds: Fonds, record: str) -> None:
    answer = ("--pointer", "9", "--as", "2.1", "--because", "her copy", "--by", "Anna")
    assert fonds(*IN, "resolve", record, *answer).returncode == 0
    closed = fonds(*IN, "close", f"{record}#2.1", *CLOSE, "--yes").stdout
    assert "pointer “9” goes along" in closed
    again = fonds(*IN, "close", f"{record}#2.1", *CLOSE, "--yes").stdout
    assert "was closed already; its terms in special are now these" in again
    assert "gone from the open store" not in again
