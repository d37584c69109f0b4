"""The two schemas and how a document becomes entries in them.

The record index holds every passage as one value of its fields, so that words of an AND may stand in different
passages and words of a phrase may not. The passage index says which passages to show.

A change here needs another `VERSION`: an index of another version is rebuilt.
"""

from __future__ import annotations

import functools

import msgspec
import tantivy

from fonds.model import FRAME_KINDS, Invalid
from fonds.search._analysis import LANGUAGES, fold_for_index, fold_name_for_index, stemmer
from fonds.search.documents import Document, Named, SearchPassage

VERSION = 2

NAME_FIELDS = {"place": "places", "person": "persons", "body": "bodies"}
"""Facets of names, with the member of a document that holds them."""

WORD_FIELDS = ("archive", "fond", "kind", "language", "marking", *NAME_FIELDS)
"""Fields of a query that are looked for as words, each under its name with ``_words``."""

_FACET_FIELDS = ("kind", "repository", "language", *NAME_FIELDS)
_RUNNING_TEXT = frozenset({"item", "point", "subpoint", "list_item", "paragraph", "speech"})
_MAX_FACET_CHARACTERS = 200
_ID_CHARACTERS = {character: number for number, character in enumerate("0123456789abcdefghijklmnopqrstuvwxyz", 1)}
_ID_LENGTH = 12
_FAR = 2**62


_encode = msgspec.msgpack.Encoder().encode
decode_document = msgspec.msgpack.Decoder(Document).decode
decode_passage = msgspec.msgpack.Decoder(SearchPassage).decode


@functools.cache
def record_schema() -> tantivy.Schema:
    """Fields of the record index."""
    builder = _text_fields(tantivy.SchemaBuilder())
    builder.add_text_field("title", tokenizer_name="words")
    for name in WORD_FIELDS:
        builder.add_text_field(f"{name}_words", tokenizer_name="words")
    for name in _FACET_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ("year", "earliest", "latest"):
        builder.add_integer_field(name, indexed=name == "year", fast=True)
    return builder.build()


@functools.cache
def passage_schema() -> tantivy.Schema:
    """Fields of the passage index; ``lead`` is 1 for the passage to show where none was looked for."""
    builder = _text_fields(tantivy.SchemaBuilder())
    builder.add_integer_field("lead", indexed=True)
    builder.add_integer_field("order", fast=True)
    return builder.build()


def register_analysers(index: tantivy.Index) -> None:
    """Makes the analysers known to an opened index, which does not keep them itself."""
    index.register_tokenizer("words", stemmer(""))
    for language in LANGUAGES:
        index.register_tokenizer(language, stemmer(language))


def record_key(record_id: str) -> int:
    """A number for a record id; numbers stand in the order of the ids.

    Raises:
        Invalid: ``record-id``, when the id is not 1 to 12 characters of a-z and 0-9.
    """
    try:
        digits = [_ID_CHARACTERS[character] for character in record_id]
    except KeyError:
        digits = []
    if not 1 <= len(digits) <= _ID_LENGTH:
        raise Invalid("this can not be the id of a record", code="record-id", ref=record_id[:40])
    key = functools.reduce(lambda key, digit: key * 37 + digit, digits, 0)
    return int(key * 37 ** (_ID_LENGTH - len(digits)))


def make_entries(document: Document) -> tuple[tantivy.Document, list[tantivy.Document]]:
    """Makes the entry of a document in the record index, and those of its passages in the passage index.

    Raises:
        Invalid: ``record-id``.
    """
    key = record_key(document.record_id)
    entry, entries = tantivy.Document(), []
    for order, passage in enumerate(document.passages):
        folded, of_passage = fold_for_index(passage.content), tantivy.Document()
        _add_text(entry, passage, folded)
        _add_text(of_passage, passage, folded)
        of_passage.add_integer("key", key)
        of_passage.add_integer("order", order)
        of_passage.add_bytes("stored", _encode(passage))
        entries.append(of_passage)
    if entries:
        entries[_lead(document.passages)].add_integer("lead", 1)
    entry.add_integer("key", key)
    _add_facts(entry, document)
    return entry, entries


def _lead(passages: tuple[SearchPassage, ...]) -> int:
    """The first passage of the text itself; without one the first of the document, or of all."""
    kinds = [passage.kind for passage in passages]
    text = (at for at, kind in enumerate(kinds) if kind in _RUNNING_TEXT)
    return next(text, next((at for at, kind in enumerate(kinds) if kind not in FRAME_KINDS), 0))


def _add_facts(entry: tantivy.Document, document: Document) -> None:
    entry.add_text("id", document.record_id)
    entry.add_bytes("stored", _encode(msgspec.structs.replace(document, passages=())))
    if document.title:
        entry.add_text("title", fold_for_index(document.title))
    _add_words(entry, document)
    _add_facets(entry, document)
    _add_dates(entry, document)


def stored(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> bytes:
    """What an entry keeps."""
    return bytes(searcher.doc(address)["stored"][0])


def _text_fields(builder: tantivy.SchemaBuilder) -> tantivy.SchemaBuilder:
    """Fields that both indexes have."""
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_bytes_field("stored", stored=True)
    builder.add_text_field("label", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("folded", tokenizer_name="words")
    for language in LANGUAGES:
        builder.add_text_field(language, tokenizer_name=language, index_option="freq")
    return builder


def _add_text(entry: tantivy.Document, passage: SearchPassage, folded: str) -> None:
    entry.add_text("folded", folded)
    if passage.language in LANGUAGES:
        entry.add_text(passage.language, folded)
    entry.add_text("label", passage.label.lower())


def _add_words(entry: tantivy.Document, document: Document) -> None:
    for name, value in (
        ("archive", document.repository),
        ("archive", document.held_by),
        ("fond", document.fond),
        ("kind", document.kind),
        ("marking", document.marking),
    ):
        if value:
            entry.add_text(f"{name}_words", fold_for_index(value))
    for language in document.languages:
        entry.add_text("language_words", fold_for_index(language))
    for name, member in NAME_FIELDS.items():
        named: tuple[Named, ...] = getattr(document, member)
        for folded in dict.fromkeys(fold_name_for_index(form) for each in named for form in each.forms):
            entry.add_text(f"{name}_words", folded)


def _add_facets(entry: tantivy.Document, document: Document) -> None:
    for name, value in (("kind", document.kind), ("repository", document.held_by or document.repository)):
        if value:
            entry.add_text(name, facet_value(value))
    for language in document.languages:
        entry.add_text("language", facet_value(language))
    for name, member in NAME_FIELDS.items():
        named: tuple[Named, ...] = getattr(document, member)
        for value in dict.fromkeys(facet_value(each.shown) for each in named):
            entry.add_text(name, value)
    for year in document.years:
        entry.add_integer("year", year)


def facet_value(value: str) -> str:
    """A value to count by: the beginning of a very long one, whole characters only."""
    return value[:_MAX_FACET_CHARACTERS].encode("utf-8", "replace").decode("utf-8")


def _add_dates(entry: tantivy.Document, document: Document) -> None:
    if document.earliest is None and document.latest is None:
        return
    entry.add_integer("earliest", -_FAR if document.earliest is None else document.earliest)
    entry.add_integer("latest", _FAR if document.latest is None else document.latest)
