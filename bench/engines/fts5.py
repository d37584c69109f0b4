"""The same result pages from SQLite FTS5: one row for each record, the same text, the facets as columns.

It is given what speeds it up: facets in a narrow table beside the text, one materialised list of answers for all four
counts, an optimised index, 256 MB of page cache. Its facets have one value for each record, where those of fonds may
have several.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.engines import PER_PAGE, Answer
from bench.questions import FACETS, Question, Words
from fonds.search import Document

_EXTRACT_WORDS = 45
_HAN = re.compile(r"([\u3400-\u9fff])")

_TABLES = """
CREATE TABLE record (
    number INTEGER PRIMARY KEY, id TEXT, date TEXT, citation TEXT, earliest INTEGER, latest INTEGER,
    year INTEGER, kind TEXT, repository TEXT, language TEXT
);
CREATE VIRTUAL TABLE passages USING fts5 (title, body, tokenize = 'porter unicode61 remove_diacritics 2');
INSERT INTO passages (passages, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""

_FROM = "FROM passages JOIN record ON record.number = passages.rowid WHERE passages MATCH :looked_for"

_TEN_BEST = f"""
SELECT record.id, date, kind, citation, title, snippet(passages, 1, '<b>', '</b>', '…', {_EXTRACT_WORDS})
{_FROM} {{conditions}} ORDER BY rank LIMIT {PER_PAGE}
"""

_COUNTS = f"""
WITH found AS MATERIALIZED (SELECT {", ".join(FACETS)} {_FROM} {{conditions}})
SELECT '' AS facet, NULL AS value, count(*) FROM found
""" + "".join(f" UNION ALL SELECT '{facet}', {facet}, count(*) FROM found GROUP BY {facet}" for facet in FACETS)


class Fts5:
    """Asks a database that `write_database` wrote."""

    name = "FTS5"

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.executescript(
            "PRAGMA cache_size = -262144; PRAGMA mmap_size = 4294967296; PRAGMA query_only = 1"
        )

    def ask(self, question: Question) -> Answer:
        """See `bench.engines.Engine`."""
        conditions, values = _conditions(question)
        values["looked_for"] = _looked_for(question)
        best = self._database.execute(_TEN_BEST.format(conditions=conditions), values).fetchall()
        counts = self._database.execute(_COUNTS.format(conditions=conditions), values).fetchall()
        return Answer(counts[0][2], tuple(row[0] for row in best), len(best))

    def close(self) -> None:
        """Closes the database."""
        self._database.close()


def write_database(path: Path, documents: Iterable[Document]) -> Iterator[int]:
    """Writes documents into a new database.

    Yields:
        Characters of the text of each, when it is in.
    """
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_TABLES}")
        with database:
            for number, document in enumerate(documents, start=1):
                body = "\n".join(passage.content for passage in document.passages)
                database.execute(f"INSERT INTO record VALUES ({', '.join('?' * 10)})", _row(number, document))
                text = (_spaced(document.title or ""), _spaced(body))
                database.execute("INSERT INTO passages (rowid, title, body) VALUES (?, ?, ?)", (number, *text))
                yield len(body)
            database.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        database.execute("ANALYZE")


def _row(number: int, document: Document) -> tuple[Any, ...]:
    year = document.years[0] if document.years else None
    language = document.languages[0] if document.languages else None
    identity = (number, document.record_id, document.date, document.citation, document.earliest, document.latest)
    return (*identity, year, document.kind, document.repository, language)


def _spaced(text: str) -> str:
    """Its tokenizer takes a run of Chinese for one word; spaces make words of the characters."""
    return _HAN.sub(r" \1 ", text)


def _conditions(question: Question) -> tuple[str, dict[str, Any]]:
    conditions, values = "", dict[str, Any]()
    if question.days:
        conditions += " AND latest >= :first AND earliest <= :last"
        values["first"], values["last"] = question.days
    for facet, value in question.filters:
        conditions += f" AND {facet} = :{facet}"
        values[facet] = value
    return conditions, values


def _looked_for(question: Question) -> str:
    asked = " AND ".join(_phrase(words) for words in question.all_of)
    if question.any_of:
        asked += f" AND ({' OR '.join(_phrase(words) for words in question.any_of)})"
    for words in question.none_of:
        asked = f"({asked}) NOT {_phrase(words)}"
    return asked


def _phrase(words: Words) -> str:
    return f'"{" ".join(words)}"'
