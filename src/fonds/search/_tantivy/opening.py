"""An open index: both of Tantivy's, their writers, and what was last committed.

Not for: what a query finds (`answering`), what the folder holds beside Tantivy's files (`files`).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import tantivy

from fonds.model import Invalid, Unavailable
from fonds.search._tantivy import compacting, files
from fonds.search._tantivy.answering import View
from fonds.search._tantivy.asking import present_languages
from fonds.search._tantivy.schema import (
    VERSION,
    make_entries,
    passage_schema,
    record_key,
    record_schema,
    register_analysers,
)
from fonds.search.documents import Document
from fonds.search.engine import FACETS, MAX_RECORDS_SHOWN, ResultPage
from fonds.search.query import parse
from fonds.search.syntax import Query

_HEAP_BYTES = 64 * 2**20
_MAX_PER_PAGE = 100
_SCHEMAS = {"records": record_schema, "passages": passage_schema}


class TantivyIndex:
    """An open index; see `fonds.search.engine.Index`.

    Any number of threads may search and refresh; one may write.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self._folder = folder
        self._writers: dict[str, tantivy.IndexWriter] = {}
        self._fresh: set[str] = set()
        self._is_dirty = False
        self._open()
        if write:
            with files.errors_named(folder):
                for part in files.PARTS:
                    self._writers[part] = self._indexes[part].writer(_HEAP_BYTES, 1)
                files.remove_left_deletions(folder)

    def __enter__(self) -> TantivyIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def position(self) -> int | None:
        """See `fonds.search.engine.Index.position`."""
        return self._commit.position

    def count(self) -> int:
        """See `fonds.search.engine.Index.count`."""
        return int(self._view.records.num_docs)

    def replace(self, documents: Iterable[Document]) -> None:
        """See `fonds.search.engine.Index.replace`."""
        self._is_dirty = True
        for document in documents:
            with files.errors_named(self._folder):
                self._delete(document.record_id)
                self._add(document)
            self._fresh.add(document.record_id)

    def remove(self, record_ids: Iterable[str]) -> None:
        """See `fonds.search.engine.Index.remove`."""
        self._is_dirty = True
        for record_id in record_ids:
            with files.errors_named(self._folder):
                self._delete(record_id)

    def commit(self, position: int) -> None:
        """See `fonds.search.engine.Index.commit`."""
        with files.errors_named(self._folder):
            self._commit_parts(position)
            if compacting.is_due(files.deleted_entries(self._folder), self._view.records, self._view.passages):
                self._write_anew()
                self._commit_parts(position)

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
                "there is no such page", code="page", hint="Pages behind the 10,000th record are not shown."
            )
        asked = parse(query) if isinstance(query, str) else query
        with files.errors_named(self._folder):
            return self._view.answer(asked, page, per_page, filters, facets)

    def refresh(self) -> None:
        """See `fonds.search.engine.Index.refresh`."""
        stamp = files.stamp_of_commit(self._folder)
        if stamp is None or stamp == self._stamp:
            return
        commit = files.read_commit(self._folder)
        if commit.made != self._commit.made:
            self._open()
            return
        with files.errors_named(self._folder):
            for index in self._indexes.values():
                index.reload()
            self._look(commit, stamp)

    def verify(self) -> tuple[str, ...]:
        """See `fonds.search.engine.Index.verify`."""
        with files.errors_named(self._folder):
            return files.damaged_files(self._folder)

    def close(self) -> None:
        """See `fonds.search.engine.Index.close`."""
        while self._writers:
            _, writer = self._writers.popitem()
            with files.errors_named(self._folder):
                if self._is_dirty:
                    writer.rollback()  # it lets go of merges that are at work, which then nobody waits for
                writer.wait_merging_threads()

    def _open(self) -> None:
        stamp = files.stamp_of_commit(self._folder)
        commit = files.read_commit(self._folder)
        with files.errors_named(self._folder):
            files.look_over(self._folder)
            self._indexes = {part: _open_part(self._folder / part) for part in files.PARTS}
            self._look(commit, stamp)

    def _look(self, commit: files.Commit, stamp: files.Stamp | None) -> None:
        records, passages = (self._indexes[part].searcher() for part in files.PARTS)
        self._view = View(records, passages, present_languages(records))
        self._commit, self._stamp = commit, stamp

    def _commit_parts(self, position: int) -> None:
        stamps = (self._writers["records"].commit(), self._writers["passages"].commit())
        self._fresh.clear()
        self._is_dirty = False
        commit = msgspec.structs.replace(self._commit, position=position, stamps=stamps)
        files.write_commit(self._folder, commit)
        self.refresh()

    def _write_anew(self) -> None:
        documents = compacting.read_documents(self._view.records, self._view.passages)
        for writer in self._writers.values():
            writer.delete_all_documents()
        for document in documents:
            self._add(document)

    def _add(self, document: Document) -> None:
        entry, passages = make_entries(document)
        self._writers["records"].add_document(entry)
        for passage in passages:
            self._writers["passages"].add_document(passage)

    def _delete(self, record_id: str) -> None:
        """Deletes what there is of a record; asking first costs less than deleting nothing."""
        if record_id in self._fresh or self._view.records.doc_freq("id", record_id):
            key = tantivy.Query.term_query(passage_schema(), "key", record_key(record_id))
            self._writers["records"].delete_documents_by_term("id", record_id)
            self._writers["passages"].delete_documents_by_query(key)


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
    if write:
        for other in _beside(folder):
            files.clear(other)
    return TantivyIndex(folder, write=write)


def rebuild_index(folder: Path, documents: Iterable[Document], position: int) -> None:
    """See `fonds.search.engine.Engine.rebuild_index`."""
    new, old = _beside(folder)
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


def _beside(folder: Path) -> tuple[Path, Path]:
    """Where the next index is made, and where the one before lies until it is gone."""
    return folder.with_name(f"{folder.name}.new"), folder.with_name(f"{folder.name}.old")


def strip_index(folder: Path) -> None:
    """Makes an index ready for `open_mirrored`: only what readers need stays. Nobody may have it open.

    Raises:
        Unavailable: ``index-broken``.
    """
    with files.errors_named(folder):
        files.strip(folder)


def open_mirrored(folder: Path, beside: Path) -> TantivyIndex:
    """Opens an index that never changes and may lie on a disk that can not be written.

    Args:
        folder: Where it lies.
        beside: A folder that does not exist yet, on a disk that can be written; the caller removes it when the
            index is not used any more. It gets links and locks, and nothing of the index itself.

    Raises:
        Unavailable: ``index-broken``, when it is absent, damaged or of another version.
    """
    with files.errors_named(folder):
        try:
            files.mirror(folder, beside)
            return TantivyIndex(beside, write=False)
        except (KeyError, TypeError, Unavailable) as error:  # a list of segments that is none, or a broken segment
            raise files.broken(folder) from error


def _open_part(folder: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(folder))
    register_analysers(index)
    index.config_reader("manual")
    index.reload()
    return index
