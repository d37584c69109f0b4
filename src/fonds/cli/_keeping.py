"""Commands that make and keep an archive: init, store, rebuild, upgrade, verify, doctor."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import typer
from rich.text import Text

from fonds.actions.archive import Archive, add_store, find_store_name, init_archive, remove_store
from fonds.actions.consulting import list_stores
from fonds.actions.disagreeing import HINT as DISAGREEING
from fonds.actions.disagreeing import find_disagreements
from fonds.actions.health import examine
from fonds.actions.upgrading import upgrade_archive
from fonds.actions.upkeep import rebuild_store, verify_store
from fonds.cli._errors import FINDINGS, shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import console, counted, grid, with_hint, write_json
from fonds.cli._progress import moves_bar, progress
from fonds.model import Actor

_SIGNS = {"well": ("✓", "green"), "look": ("!", "yellow"), "wrong": ("✗", "bold red")}


def init(folder: Path, title: str) -> None:
    """Makes an archive."""
    with shown_errors():
        init_archive(folder, title).close()
        console().print(Text(f"Made the archive “{title}” in {folder}."))
        console().print(Text(f"Next: cd {folder} && fonds add PAGES"))


def store_add(archive: Path | None, name: str, compartments: Sequence[str]) -> None:
    """Adds a store."""
    with shown_errors(), opened(archive) as (found, _), closing(add_store(found, name, compartments)) as grown:
        *others, last = (f"--store {each}" for each in grown.store_names)
        where = f"{', '.join(others)} or {last}"
        console().print(Text(f"Added the store “{name}”. From now on, say where to add: {where}."), soft_wrap=True)


def store_remove(archive: Path | None, name: str) -> None:
    """Removes a store."""
    with shown_errors(), opened(archive) as (found, _):
        remove_store(found, name).close()
        console().print(Text(f"Removed the store “{name}”."))


def store_list(archive: Path | None, as_format: str) -> None:
    """Lists stores."""
    with shown_errors(), opened(archive) as (found, actor):
        stores = list_stores(found, actor=actor)
        if as_format == "json":
            write_json(stores)
            return
        rows = grid({"no_wrap": True}, {"no_wrap": True}, {})
        for store in stores:
            rows.add_row(store.name, counted(store.records, "record"), Text(", ".join(store.compartments)))
        console().print(rows)


def rebuild(archive: Path | None, store: str | None) -> None:
    """Makes tables and indexes anew."""
    with shown_errors(), opened(archive) as (found, actor):
        for name in [find_store_name(found, store, actor)] if store else found.stores_of(actor):
            with progress(f"Rebuilding {name}") as bar:
                count = rebuild_store(found, name, moves_bar(bar, f"Rebuilding {name}"))
            console().print(Text(f"{name}: {counted(count, 'record')}, tables and index made anew"))


def upgrade(archive: Path | None) -> None:
    """Brings stores to the format of this fonds."""
    with shown_errors(), opened(archive) as (found, _):
        for name, done in upgrade_archive(found):
            grown = f"format {done.after}" if done.before == done.after else f"format {done.before}, now {done.after}"
            given = f"was given {' and '.join(done.given)}" if done.given else "lacked nothing"
            console().print(Text(f"{name}: {grown}, {given}"))


def verify(archive: Path | None, store: str | None) -> None:
    """Checks stores against their journals."""
    found_fault = False
    with shown_errors(), opened(archive) as (found, actor):
        for name in [find_store_name(found, store, actor)] if store else found.stores_of(actor):
            faults = verify_store(found, name)
            found_fault = found_fault or bool(faults)
            console().print(
                Text(f"{name}: {'all is as it was written' if not faults else counted(len(faults), 'fault')}")
            )
            for fault in faults:
                console().print(Text(f"  {fault.part} {fault.where}: {fault.what}", style="red"))
        if not store and not found_fault:  # of a store that is not as it was written, nothing can be compared
            found_fault = told_apart(found, actor)
    if found_fault:
        raise typer.Exit(FINDINGS)


def told_apart(archive: Archive, actor: Actor) -> bool:
    """Says where stores do not agree, and whether they do not."""
    found = list(find_disagreements(archive, actor=actor))
    for each in found:
        console(sys.stderr).print(Text(f"  {each.record_id}: {each.what}", style="red"), soft_wrap=True)
    if found:
        said = f"{counted(len(found), 'disagreement')} between stores"
        console(sys.stderr).print(with_hint(said, DISAGREEING), soft_wrap=True)
    return bool(found)


def doctor(archive: Path | None) -> None:
    """Examines the installation."""
    with shown_errors():
        symptoms = list(examine(archive))
        rows = grid({"no_wrap": True}, {"no_wrap": True}, {})
        for symptom in symptoms:
            sign, style = _SIGNS[symptom.state]
            rows.add_row(Text(sign, style=style), Text(symptom.check), with_hint(symptom.what, symptom.hint))
        console().print(rows)
    if any(symptom.state == "wrong" for symptom in symptoms):
        raise typer.Exit(FINDINGS)
