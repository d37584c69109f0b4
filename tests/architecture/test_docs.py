"""What can be used is documented: commands, settings, findings, and the words of the model."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import typing
from pathlib import Path

import msgspec
import pytest

from fonds import criticism, model, release
from fonds.actions.config import ActorSettings, ArchiveFile, ReleaseSettings, Settings, SiteFile, StoreSettings
from fonds.cli._errors import EXIT_STATUS

TABLES = (ArchiveFile, StoreSettings, ActorSettings, ReleaseSettings, SiteFile)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def page(root: Path, name: str) -> str:
    return (root / "docs" / name).read_text("utf-8")


def terms(root: Path) -> set[str]:
    """Every term that has an entry of its own in the glossary: `**Term**` at the start of a row or a line."""
    return set(re.findall(r"^(?:\| )?\*\*([^*]+)\*\*", page(root, "glossary.md"), re.MULTILINE))


def classes(package: object) -> set[str]:
    return {name for name in package.__all__ if inspect.isclass(getattr(package, name))}


def test_the_commands_page_is_what_the_commands_say(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/make_docs.py", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", [model, release], ids=lambda package: package.__name__)
def test_every_class_is_in_the_glossary(root: Path, package: object) -> None:
    assert sorted(classes(package) - terms(root)) == []


def lists() -> dict[str, set[str]]:
    """The closed lists of words that the model exports."""
    found = {name: getattr(model, name) for name in model.__all__}
    return {name: literals(thing) for name, thing in found.items() if typing.get_origin(thing) is typing.Literal}


def literals(of: object) -> set[str]:
    return {word for part in typing.get_args(of) for word in ([part] if isinstance(part, str) else literals(part))}


@pytest.mark.parametrize("name", sorted(lists()))
def test_every_closed_list_and_each_of_its_words_is_in_the_glossary(root: Path, name: str) -> None:
    assert name in terms(root)
    text = page(root, "glossary.md")
    assert sorted(word for word in lists()[name] if f"`{word}`" not in text) == []


def test_every_setting_stands_in_the_docs_with_its_default(root: Path) -> None:
    text = page(root, "settings.md")
    missing = []
    for field in msgspec.structs.fields(Settings):
        default = int(field.default) if float(field.default).is_integer() else field.default
        if not re.search(rf"^\| `{field.name}` \| [^|]* \| `{default}` \|", text, re.MULTILINE):
            missing.append(f"{field.name} = {default}")
    others = [field.name for kind in TABLES for field in msgspec.structs.fields(kind)]
    missing += [name for name in others if f"`{name}`" not in text]
    assert missing == []


def test_no_setting_is_documented_that_does_not_exist(root: Path) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", page(root, "settings.md"), re.MULTILINE)
    known = {field.name for kind in (Settings, *TABLES) for field in msgspec.structs.fields(kind)}
    assert set(rows) <= known


@pytest.mark.parametrize("code", criticism.CODES)
def test_every_finding_has_a_page(root: Path, code: str) -> None:
    text = page(root, f"findings/{code}.md")
    assert code in text.splitlines()[0]


def test_every_page_on_a_finding_is_of_a_finding(root: Path) -> None:
    pages = {path.stem for path in (root / "docs" / "findings").glob("*.md")} - {"README", "index"}
    assert pages == set(criticism.CODES)


def documents(root: Path) -> list[Path]:
    return [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *(root / "changelog").glob("README.md")]


def test_every_link_between_documents_leads_somewhere(root: Path) -> None:
    lost = []
    for path in documents(root):
        for target in LINK.findall(path.read_text("utf-8")):
            if "://" in target or target.startswith(("mailto:", "#")):
                continue
            if not (path.parent / target.split("#")[0]).exists():
                lost.append(f"{path.relative_to(root)}: {target}")
    assert lost == []


def test_every_page_of_the_docs_is_reached_from_the_index(root: Path) -> None:
    seen: set[Path] = set()
    waiting = [root / "docs" / "index.md"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".md" or not path.exists():
            continue
        seen.add(path)
        targets = [target.split("#")[0] for target in LINK.findall(path.read_text("utf-8")) if "://" not in target]
        waiting += [(path.parent / target).resolve() for target in targets if target]
    missing = set((root / "docs").rglob("*.md")) - seen
    assert sorted(str(path.relative_to(root)) for path in missing) == []


def test_fragments_of_the_changelog_are_named_and_written_as_agreed(root: Path) -> None:
    wrong = []
    for path in (root / "changelog").glob("*"):
        if path.name == "README.md":
            continue
        if not re.fullmatch(r"(\+[a-z0-9-]+|\d+)\.(added|changed|fixed|removed)\.md", path.name):
            wrong.append(path.name)
        elif not path.read_text("utf-8").strip():
            wrong.append(f"{path.name} is empty")
    assert wrong == []


@pytest.mark.slow
def test_the_examples_print_what_the_pages_say(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/examples.py", "--check"], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_exit_status_stands_in_the_guide(root: Path) -> None:
    rows = dict(re.findall(r"^\| (\d+) \| [^|]*\(`(\w+)`\) \|", page(root, "guide/trouble.md"), re.MULTILINE))
    assert rows == {str(status): kind.__name__ for kind, status in EXIT_STATUS.items()}
