"""`fonds release` and `fonds actor`: what will be public is looked at, signed, and then released."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import typer
from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from fonds.actions import releasing
from fonds.actions.actors import add_actor
from fonds.actions.actors import new_key as make_key
from fonds.actions.archive import Archive
from fonds.actions.cautions import Caution, find_cautions
from fonds.actions.clock import utc_now
from fonds.actions.reasons import Reasons, show_gap, with_own
from fonds.actions.releasing import Proposal
from fonds.cli._errors import shown_errors
from fonds.cli._open import opened
from fonds.cli._paper import Paper, console, grid, write_json
from fonds.cli._reading_text import label_of, passage_text
from fonds.cli._rows import Column, Rows
from fonds.model import Actor, AnySlot, Gap, Record
from fonds.release import changed_lines, lines_of

_AROUND = frozenset({"chrome", "view", "info_heading", "label", "tail"})
"""Kinds of lines around a record that say nothing of it."""

_STYLES = {"+": "green", "-": "red", " ": ""}

_SAID = {
    "closed-text": "words of a passage that stays closed",
    "public-already": "the same words are public already",
    "near-duplicate": "nearly the same is closed elsewhere",
    "unmarked-gap": "numbers show that something lies between, and no gap says so",
}


class Wish(NamedTuple):
    """What was said on the command line: of what, why and by whom, from which stores, and whether of one text."""

    ref: str
    ground: str
    by: str | None
    stores: tuple[str, ...]
    is_alone: bool


def propose(archive: Path | None, wish: Wish, *, whole: bool) -> None:
    """Proposes a release and shows it."""
    with shown_errors(), opened(archive) as (found, actor):
        request = releasing.ReleaseRequest(
            reference=wish.ref,
            ground=wish.ground,
            by=wish.by or actor.name,
            stores=wish.stores,
            is_alone=wish.is_alone,
        )
        made = releasing.propose(found, request, actor=actor, now=utc_now())
        _show(found, made, actor, whole=whole)


def show(archive: Path | None, packet: str, *, whole: bool) -> None:
    """Shows a proposal again."""
    with shown_errors(), opened(archive) as (found, actor):
        _show(found, releasing.get_proposal(found, packet, actor=actor), actor, whole=whole)


def sign(archive: Path | None, packet: str, key: Path) -> None:
    """Signs a proposal."""
    with shown_errors(), opened(archive) as (found, actor):
        signed = releasing.sign(found, packet, key, _passphrase, actor=actor)
        console().print(_waiting(found, signed))


def apply(archive: Path | None, packet: str) -> None:
    """Applies a proposal."""
    with shown_errors(), opened(archive) as (found, actor):
        done = releasing.apply_release(found, packet, actor=actor, now=utc_now())
        labels = ", ".join(done.packet.decision.labels)
        console().print(Text(f"Released {done.packet.record_id}: {labels}."))


def withdraw(archive: Path | None, packet: str) -> None:
    """Takes a proposal back."""
    with shown_errors(), opened(archive) as (found, actor):
        taken = releasing.get_proposal(found, packet, actor=actor)
        releasing.withdraw(found, taken)
        console().print(Text(f"Took the proposal {taken.hash[:12]} back."))


def list_proposals(archive: Path | None, as_format: str) -> None:
    """Lists what waits for signatures."""
    with shown_errors(), opened(archive) as (found, actor):
        waiting = releasing.list_proposals(found, actor=actor)
        if as_format == "json":
            write_json([_facts(each) for each in waiting])
            return
        if not waiting:
            console().print(Text("No release waits for signatures."))
        for each in waiting:
            labels = ", ".join(each.packet.decision.labels)
            console().print(Text(f"{each.hash[:12]}  {each.packet.record_id}  {labels}  from {each.store}"))
            console().print(_waiting(found, each))


def actor_add(archive: Path | None, name: str, key: Path) -> None:
    """Declares who signs with a key."""
    with shown_errors(), opened(archive) as (found, _):
        add_actor(found, name, key).close()
        console().print(Text(f"{name} may now sign releases with this key."))


def actor_list(archive: Path | None, as_format: str) -> None:
    """Lists who may sign."""
    with shown_errors(), opened(archive) as (found, _):
        if as_format == "json":
            write_json([{"name": name, "key": known.key} for name, known in sorted(found.file.actors.items())])
            return
        rows = grid({"no_wrap": True}, {})
        for name, known in sorted(found.file.actors.items()):
            rows.add_row(Text(name), Text(known.key, style="dim"))
        console().print(rows if rows.row_count else Text("Nobody may sign yet: fonds actor add NAME --key FILE"))


def new_key(file: Path) -> None:
    """Makes a key."""
    with shown_errors():
        public = make_key(file)
        console().print(Text(f"Made {file}, which is for its owner alone, and {file}.pub."))
        console().print(Text(public, style="dim"))


def _facts(proposal: Proposal) -> dict[str, Any]:
    return {"hash": proposal.hash, "store": proposal.store, "decision": proposal.packet.decision}


def _show(archive: Archive, proposal: Proposal, actor: Actor, *, whole: bool) -> None:
    """What to look at, what the public sees now and would see, and what is to be signed."""
    paper, reasons = console(), with_own(archive.file.reasons)
    before, after = releasing.seen_by_public(archive, proposal)
    new = {slot.id for slot in proposal.packet.slots}
    for caution in find_cautions(archive, proposal, after, actor=actor):
        paper.print(_warned(caution))
    states = (("The public sees now", before), ("The public would see", after))
    for title, record in states if whole else ():
        _print_part(paper, title, _record(record, new, reasons))
    if not whole:
        _print_part(paper, "What changes for the public", _changes(before, after, new, reasons))
    paper.print(_waiting(archive, proposal))
    paper.print(Text(f"Hash of the packet: {proposal.hash}", style="bold"))


def _print_part(paper: Paper, title: str, part: RenderableType) -> None:
    paper.print(Rule(Text(title, style="bold"), align="left", style="dim", characters="─"))
    paper.print(part)
    paper.print()


def _changes(before: Record | None, after: Record, new: set[str], reasons: Reasons) -> Rows:
    """What goes and what comes, each with the line before and the line behind."""
    rows = _rows()
    if before is None:
        rows.add("", "", Text("Until now there is no such record for it.", style="dim"))
    groups = changed_lines(before or Record(id=after.id), after, lambda line: _is_shown(line, new))
    for number, group in enumerate(groups):
        if number:
            rows.add("", "", Text("…", style="dim"))
        for sign, line in group:
            _add(rows, sign, line, reasons)
    return rows


def _record(record: Record | None, new: set[str], reasons: Reasons) -> RenderableType:
    """A record as the public sees it, what is new marked with a plus."""
    if record is None:
        return Text("  nothing: there is no such record for it", style="dim")
    rows = _rows()
    for line in lines_of(record):
        if _is_shown(line, new):
            _add(rows, "+" if not isinstance(line, Gap) and line.id in new else " ", line, reasons)
    return rows


def _rows() -> Rows:
    return Rows(Column(), Column(0.3, least=8, is_right=True), Column(), indent=0, gap=1)


def _is_shown(line: AnySlot | Gap, new: set[str]) -> bool:
    return isinstance(line, Gap) or line.kind not in _AROUND or line.id in new


def _add(rows: Rows, sign: str, line: AnySlot | Gap, reasons: Reasons) -> None:
    style = _STYLES[sign]
    if isinstance(line, Gap):
        words = Text(f"[not public: {show_gap(line, reasons)}]", style=f"italic {style or 'yellow'}")
        rows.add(Text(sign, style=style), Text(line.label, style=style or "yellow"), words)
    else:
        rows.add(Text(sign, style=style), Text(label_of(line), style=style or "dim"), passage_text(line))


def _warned(caution: Caution) -> Text:
    line = Text(f"! {_SAID[caution.kind]}: {caution.where}", style="yellow")
    return line.append(f" “{caution.words}”", style="dim") if caution.words else line


def _waiting(archive: Archive, proposal: Proposal) -> Text:
    """Who has signed, and what is to be done next."""
    needed = archive.file.release.signatures
    signed = [one.by for one in proposal.signatures]
    who = f"signed by {' and '.join(signed)}" if signed else "signed by nobody"
    rest = needed - len(signed)
    then = (
        f"fonds release apply {proposal.hash[:12]}"
        if rest <= 0
        else f"{rest} more: fonds release sign {proposal.hash[:12]} --key FILE"
    )
    return Text(f"{who}; {then}", style="dim")


def _passphrase() -> str:
    return str(typer.prompt("Passphrase of the key", hide_input=True, err=True))
