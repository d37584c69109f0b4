"""One suite over every engine: the same documents, the same queries, the same pages.

Another engine is added to `ENGINES`; nothing else here knows which is running.
"""

from __future__ import annotations

import types
from pathlib import Path

import pytest

import fonds.search
from fonds.search import Document, Named, SearchPassage, engine

ENGINES: dict[str, engine.Engine | types.ModuleType] = {"tantivy": fonds.search}


@pytest.fixture(params=sorted(ENGINES))
def maker(request: pytest.FixtureRequest) -> engine.Engine:
    """The engine under test."""
    return ENGINES[request.param]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index may lie."""
    return tmp_path / "store" / "index"


def passage(content: str, *, label: str = "1", language: str = "en", kind: str = "point") -> SearchPassage:
    return SearchPassage(slot_id=f"s{label}", label=label, kind=kind, content=content, language=language)


def document(record_id: str, *contents: str, language: str = "en", **facts: object) -> Document:
    passages = tuple(passage(text, label=str(at), language=language) for at, text in enumerate(contents, start=1))
    return Document(record_id=record_id, passages=passages, **facts)


def ids(page: engine.ResultPage) -> list[str]:
    return [hit.record_id for hit in page.hits]


@pytest.fixture
def filled(maker: engine.Engine, folder: Path):
    """Makes an index of documents and opens it."""
    opened = []

    def fill(*documents: Document) -> engine.Index:
        maker.create_index(folder)
        with maker.open_index(folder, write=True) as index:
            index.replace(documents)
            index.commit(1)
        opened.append(maker.open_index(folder))
        return opened[-1]

    yield fill
    for index in opened:
        index.close()


class TestWords:
    def test_words_of_an_and_may_stand_in_different_passages(self, filled):
        index = filled(document("a", "armed forces", "insurgents of the district"), document("b", "armed peace"))
        assert ids(index.search("armed insurgents")) == ["a"]

    def test_words_of_a_phrase_may_not(self, filled):
        index = filled(document("a", "the armed", "forces stay"), document("b", "the armed forces"))
        assert ids(index.search('"armed forces"')) == ["b"]

    def test_names_are_found_by_all_their_forms(self, filled):
        ghulja = Named(shown="Ghulja", forms=("Ghulja", "Yining", "Кульджа", "伊寧"))
        index = filled(document("a", "sent to Ghulja", places=(ghulja,)))
        for form in ghulja.forms:
            assert ids(index.search(f"place:{form}")) == ["a"], form
