"""From a decoded source to a record with slots and labels, and the blocks that say where each came from.

Not for: marks, statements, description: they are read from the record, not from the source.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from fonds.model import FRAME_KINDS, AnySlot, Block, Capture, CaptureForm, Passage, Record, Slot, Text
from fonds.reading._bare_tables import is_bare_table
from fonds.reading._html import is_html, show_html
from fonds.reading._labels import Labels
from fonds.reading._languages import Tongue, guess_tongues, make_texts
from fonds.reading._markdown import is_markdown, show_markdown
from fonds.reading._shown import Shown
from fonds.reading.blocks import Piece, name_lines

_CITABLE_FRAME = frozenset({"page_title", "summary"})


def segment(text: str) -> tuple[Record, Capture]:
    """Divides a source into slots.

    Args:
        text: The decoded source. Raw HTML is read as the text that it shows.

    Returns:
        The record, with slot ids "s1", "s2" ... in the order of the page, and the capture: its form and its blocks.
        The blocks hold everything but white space; their offsets count in `text`, of HTML in the text it shows.
    """
    markup = _find_markup(text)
    shown = _show(text, markup)
    named = name_lines(shown.text, shown.hints)
    if markup is None and is_bare_table(text):
        named = named._replace(pieces=[_as_row(piece) for piece in named.pieces])
    slots, texts = _make_slots(named.pieces)
    blocks = tuple(_make_block(piece, slot) for piece, slot in zip(named.pieces, slots, strict=True))
    record = Record(texts=texts, slots=slots)
    if markup:
        return record, Capture(form=markup, certainty=0.95, design=named.form, blocks=blocks)
    return record, Capture(form=named.form, certainty=named.certainty, blocks=blocks)


def text_of_blocks(text: str) -> str:
    """The text in which the offsets of blocks count: of markup what it shows, of other sources all of it."""
    return _show(text, _find_markup(text)).text


def _as_row(piece: Piece) -> Piece:
    return replace(piece, kind="table", rule="table row", number=(), certainty=0.9)


_SHOWN: dict[CaptureForm, Callable[[str], Shown]] = {"html": show_html, "markdown": show_markdown}


def _show(text: str, markup: CaptureForm | None) -> Shown:
    return _SHOWN[markup](text) if markup else Shown(text, None)


def _find_markup(text: str) -> CaptureForm | None:
    """In which markup the source is written; None when in none."""
    if is_html(text):
        return "html"
    return "markdown" if is_markdown(text) else None


def _make_slots(pieces: list[Piece]) -> tuple[tuple[AnySlot, ...], tuple[Text, ...]]:
    tongues, texts = _make_texts(pieces)
    ids = {Tongue(text.language, text.script): text.id for text in texts}
    labels = Labels()
    known: dict[str, str] = {}
    slots: list[AnySlot] = []
    for number, (piece, tongue) in enumerate(zip(pieces, tongues, strict=True), start=1):
        slots.append(_make_slot(f"s{number}", piece, ids[tongue] if tongue else "", labels, known))
    return tuple(slots), texts


def _make_texts(pieces: list[Piece]) -> tuple[list[Tongue | None], tuple[Text, ...]]:
    """The tongue of each piece of the document (None in the frame), and the texts."""
    places = [at for at, piece in enumerate(pieces) if piece.kind not in FRAME_KINDS]
    guessed = guess_tongues([pieces[at].line.text for at in places])
    tongues: list[Tongue | None] = [None] * len(pieces)
    for at, tongue in zip(places, guessed, strict=True):
        tongues[at] = tongue
    translated = any(
        "translated" in piece.line.low or "translated" in piece.line.text.lower()[-200:]
        for piece in pieces
        if piece.kind in ("source", "citation")
    )
    return tongues, make_texts(guessed, is_translation=translated)


def _make_slot(slot_id: str, piece: Piece, text_id: str, labels: Labels, known: dict[str, str]) -> AnySlot:
    """One slot of a piece; `known` maps the labels of numbered passages to their slots."""
    if not text_id and piece.kind not in _CITABLE_FRAME:
        return Slot(id=slot_id, kind=piece.kind, content=piece.line.text)
    labelled = labels.next(piece)
    if piece.number:
        known[labelled.label] = slot_id
    return Passage(
        id=slot_id,
        kind=piece.kind,
        content=piece.line.text,
        text=text_id,
        label=labelled.label,
        number=piece.number,
        parent=known.get(labelled.parent, ""),
    )


def _make_block(piece: Piece, slot: AnySlot) -> Block:
    line = piece.line
    return Block(
        start=line.start, end=line.end, kind=piece.kind, slot=slot.id, rule=piece.rule, certainty=piece.certainty
    )
