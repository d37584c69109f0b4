"""An open index: both of Tantivy's, their writers, and what was last committed.

Not for: what a query means (`asking`), what is shown (`showing`), what the folder holds beside (`files`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import tantivy

from fonds.model import Invalid
from fonds.search._looked_for import looked_for
from fonds.search._tantivy import files
from fonds.search._tantivy.asking import ask_passages, ask_records, is_ranked, present_languages
from fonds.search._tantivy.counting import count_facets
from fonds.search._tantivy.ranking import best, by_key
from fonds.search._tantivy.schema import (
    VERSION,
    decode_document,
    passage_entries,
    passage_schema,
    record_entry,
    record_schema,
    register_analysers,
    stored,
)
from fonds.search._tantivy.showing import show
from fonds.search.documents import Document
from fonds.search.engine import FACETS, MAX_RECORDS_SHOWN, Hit, ResultPage
from fonds.search.query import parse
from fonds.search.syntax import Query

_HEAP_BYTES = 64 * 2**20
_MAX_PER_PAGE = 100
_SCHEMAS = {"records": record_schema, "passages": passage_schema}


class TantivyIndex:
    """An open index; see `fonds.search.engine.Index`. Not to be shared by threads while it is written."""

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._folder = folder
        self._writers: dict[str, tantivy.IndexWriter] = {}
        self._fresh: set[str] = set()
        self._open()
        if write:
            with files.errors_named(folder):
                for part in files.PARTS:
                    self._writers[part] = self._indexes[part].writer(_HEAP_BYTES, 1)

    def __enter__(self) -> TantivyIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def position(self) -> int | None:
        """See `fonds.search.engine.Index.position`."""
        return self._commit.position

    def count(self) -> int:
        """See `fonds.search.engine.Index.count`."""
        return int(self._records.num_docs)

    def replace(self, documents: Iterable[Document]) -> None:
        """See `fonds.search.engine.Index.replace`."""
        for document in documents:
            entry, passages = record_entry(document), passage_entries(document)
            with files.errors_named(self._folder):
                self._delete(document.record_id)
                self._writers["records"].add_document(entry)
                for passage in passages:
                    self._writers["passages"].add_document(passage)
            self._fresh.add(document.record_id)

    def remove(self, record_ids: Iterable[str]) -> None:
        """See `fonds.search.engine.Index.remove`."""
        for record_id in record_ids:
            with files.errors_named(self._folder):
                self._delete(record_id)

    def commit(self, position: int) -> None:
        """See `fonds.search.engine.Index.commit`."""
        with files.errors_named(self._folder):
            stamps = tuple(self._writers[part].commit() for part in files.PARTS)
            self._fresh.clear()
            commit = msgspec.structs.replace(self._commit, position=position, stamps=stamps)
            files.write_commit(self._folder, commit)
        self.refresh()

    def search(
        self,
        query: str | Query,
        *,
        page: int = 1,
        per_page: int = 10,
        filters: Mapping[str, Sequence[str]] = {},
        facets: Sequence[str] = FACETS,
    ) -> ResultPage:
        """See `fonds.search.engine.Index.search`."""
        if not (1 <= per_page <= _MAX_PER_PAGE and 1 <= page <= MAX_RECORDS_SHOWN // per_page):
            raise Invalid(
                "there is no such page", code="page", hint="Narrow the query: the last pages are not shown."
            )
        asked = parse(query) if isinstance(query, str) else query
        with files.errors_named(self._folder):
            records = ask_records(asked.root, filters, self._languages)
            find = best if is_ranked(asked.root) else by_key
            total, found = find(self._records, records, (page - 1) * per_page, page * per_page)
            return ResultPage(
                query=asked.text,
                total=total,
                page=page,
                per_page=per_page,
                hits=self._hits(asked, {key: address for _, key, address in found}),
                facets=count_facets(self._records, records, facets) if facets else {},
            )

    def refresh(self) -> None:
        """See `fonds.search.engine.Index.refresh`."""
        stamp = files.stamp_of_commit(self._folder)
        if stamp is None or stamp == self._stamp:
            return
        made = self._commit.made
        commit = files.read_commit(self._folder)
        if commit.made != made and not self._writers:
            self._open()
            return
        with files.errors_named(self._folder):
            for index in self._indexes.values():
                index.reload()
            self._look(commit, stamp)

    def verify(self) -> tuple[str, ...]:
        """See `fonds.search.engine.Index.verify`."""
        return files.damaged_files(self._folder)

    def close(self) -> None:
        """See `fonds.search.engine.Index.close`."""
        while self._writers:
            _, writer = self._writers.popitem()
            with files.errors_named(self._folder):
                writer.rollback()
                writer.wait_merging_threads()

    def _open(self) -> None:
        stamp = files.stamp_of_commit(self._folder)
        commit = files.read_commit(self._folder)
        with files.errors_named(self._folder):
            self._indexes = {part: _open_part(self._folder / part) for part in files.PARTS}
            self._look(commit, stamp)

    def _look(self, commit: files.Commit, stamp: files.Stamp | None) -> None:
        self._records, self._passages = (self._indexes[part].searcher() for part in files.PARTS)
        self._languages = present_languages(self._records)
        self._commit, self._stamp = commit, stamp

    def _delete(self, record_id: str) -> None:
        """Deletes what there is of a record; asking first costs less than deleting nothing."""
        if record_id in self._fresh or self._records.doc_freq("id", record_id):
            for writer in self._writers.values():
                writer.delete_documents_by_term("id", record_id)

    def _hits(self, asked: Query, found: dict[int, tantivy.DocAddress]) -> tuple[Hit, ...]:
        if not found:
            return ()
        passages = show(
            self._passages, list(found), ask_passages(asked.root, self._languages), looked_for(asked.root)
        )
        hits = []
        for key, address in found.items():
            document = decode_document(stored(self._records, address))
            hits.append(
                Hit(
                    record_id=document.record_id,
                    title=document.title,
                    date=document.date,
                    kind=document.kind,
                    citation=document.citation,
                    passages=passages[key],
                )
            )
        return tuple(hits)


def create_index(folder: Path) -> None:
    """See `fonds.search.engine.Engine.create_index`."""
    with files.errors_named(folder):
        files.clear(folder)
        for part, schema in _SCHEMAS.items():
            (folder / part).mkdir(parents=True)
            tantivy.Index(schema(), path=str(folder / part))
        files.write_commit(folder, files.Commit(version=VERSION, made=secrets.token_hex(8)))


def open_index(folder: Path, *, write: bool = False) -> TantivyIndex:
    """See `fonds.search.engine.Engine.open_index`."""
    return TantivyIndex(folder, write=write)


def rebuild_index(folder: Path, documents: Iterable[Document], position: int) -> None:
    """See `fonds.search.engine.Engine.rebuild_index`."""
    new, old = folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")
    create_index(new)
    with open_index(new, write=True) as index:
        index.replace(documents)
        index.commit(position)
    with files.errors_named(folder):
        files.clear(old)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        files.sync_folder(folder.parent)
        files.clear(old)


def _open_part(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    register_analysers(index)
    index.config_reader("manual")
    index.reload()
    return index
