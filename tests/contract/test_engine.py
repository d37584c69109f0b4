"""One suite over every engine: the same documents, the same queries, the same pages.

Another engine is added to `ENGINES`; nothing else here knows which is running.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fonds.search
from fonds.model import Conflict, FondsError, Invalid, Unavailable
from fonds.search import FACETS, Document, Index, Named, ResultPage, parse
from tests.contract import reference
from tests.contract.making import collections, dated, document, passage, queries, sentences

ENGINES: dict[str, Any] = {"tantivy": fonds.search}

Fill = Callable[..., Index]


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest) -> Any:
    """The engine under test."""
    return ENGINES[request.param]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index may lie."""
    return tmp_path / "store" / "index"


@pytest.fixture
def fill(engine: Any, folder: Path) -> Iterator[Fill]:
    """Makes an index of documents and opens it for reading."""
    opened = []

    def fill(*documents: Document) -> Index:
        put_in(engine, folder, documents)
        opened.append(engine.open_index(folder))
        return opened[-1]

    yield fill
    for index in opened:
        index.close()


def put_in(engine: Any, folder: Path, documents: Sequence[Document], position: int = 1) -> None:
    engine.create_index(folder)
    with engine.open_index(folder, write=True) as index:
        index.replace(documents)
        index.commit(position)


def ids(page: ResultPage) -> list[str]:
    return [hit.record_id for hit in page.hits]


def found(index: Index, query: str) -> list[str]:
    return sorted(ids(index.search(query, per_page=100, facets=())))


def marked(page: ResultPage, hit: int = 0) -> list[tuple[str, str]]:
    """Labels and extracts of a hit, with the matches in square brackets."""
    return [
        (passage.label, "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in passage.fragments))
        for passage in page.hits[hit].passages
    ]


class TestWords:
    def test_words_of_an_and_may_stand_in_different_passages(self, fill: Fill) -> None:
        index = fill(document("a", "armed forces", "insurgents of the district"), document("b", "armed peace"))
        assert found(index, "armed insurgents") == ["a"]

    def test_words_of_a_phrase_may_not(self, fill: Fill) -> None:
        index = fill(document("a", "the armed", "forces stay"), document("b", "the armed forces"))
        assert found(index, '"armed forces"') == ["b"]

    def test_a_phrase_is_in_order_and_without_gaps(self, fill: Fill) -> None:
        index = fill(
            document("a", "forces armed"), document("b", "armed strong forces"), document("c", "armed, forces")
        )
        assert found(index, '"armed forces"') == ["c"]

    def test_words_are_found_inflected_and_phrases_are_not(self, fill: Fill) -> None:
        index = fill(document("a", "an insurgent force"), document("b", "insurgents forced"))
        assert found(index, "insurgent forces") == ["a", "b"]
        assert found(index, '"insurgent force"') == ["a"]
        assert found(index, '"insurgents"') == ["b"]

    def test_either_of_two(self, fill: Fill) -> None:
        index = fill(document("a", "salt"), document("b", "kerosene"), document("c", "grain"))
        assert found(index, "salt OR kerosene") == ["a", "b"]

    def test_and_binds_before_or(self, fill: Fill) -> None:
        index = fill(document("a", "salt grain"), document("b", "kerosene"), document("c", "salt"))
        assert found(index, "kerosene OR salt grain") == ["a", "b"]
        assert found(index, "(kerosene OR salt) grain") == ["a"]

    @pytest.mark.parametrize("query", ["salt NOT grain", "salt -grain", "salt AND NOT grain", "-grain salt"])
    def test_without(self, fill: Fill, query: str) -> None:
        index = fill(document("a", "salt", "grain"), document("b", "salt"))
        assert found(index, query) == ["b"]

    def test_a_query_that_only_excludes_is_answered_from_everything(self, fill: Fill) -> None:
        index = fill(document("a", "salt"), document("b", "grain"), document("c", ""))
        assert found(index, "-salt") == ["b", "c"]
        assert found(index, "NOT NOT salt") == ["a"]
        assert found(index, "grain OR -salt") == ["b", "c"]

    def test_an_empty_query_finds_everything(self, fill: Fill) -> None:
        index = fill(document("b", "salt"), document("a", "grain"))
        assert ids(index.search("")) == ["a", "b"]

    def test_beginnings(self, fill: Fill) -> None:
        index = fill(document("a", "Urumqi"), document("b", "Urumchi"), document("c", "Turumqi"))
        assert found(index, "uru*") == ["a", "b"]

    def test_beginning_of_the_last_word_of_a_compound(self, fill: Fill) -> None:
        index = fill(document("a", "Shara-Sume"), document("b", "Shara-Osh"), document("c", "Sume Shara"))
        assert found(index, "shara-s*") == ["a"]

    def test_many_words_of_one_beginning(self, fill: Fill) -> None:
        index = fill(*(document(f"r{number}", f"kara-suu{number:03}") for number in range(90)))
        assert index.search("suu*").total == 90
        assert index.search("kara-suu*").total == 90

    def test_near_spellings(self, fill: Fill) -> None:
        index = fill(
            document("a", "Yegnarov"), document("b", "Egnarov"), document("c", "Yegnraov"), document("d", "Egnraov")
        )
        assert found(index, "yegnarov") == ["a"]
        assert found(index, "yegnarov~1") == ["a", "b", "c"]
        assert found(index, "yegnarov~2") == ["a", "b", "c", "d"]

    def test_the_title_is_searched_and_counts_more(self, fill: Fill) -> None:
        title = passage("Salt and kerosene", "title", kind="page_title")
        index = fill(
            document("a", "salt salt salt salt", "grain"),
            document("b", passages=(title, passage("Grain and more grain")), title="Salt and kerosene"),
        )
        assert ids(index.search("salt")) == ["b", "a"]
        assert found(index, "title:salt") == ["b"]


class TestScripts:
    def test_yo_and_ye(self, fill: Fill) -> None:
        index = fill(document("a", "Зелёная ёлка", language="ru"), document("b", "зеленая елка", language="ru"))
        for query in ("ёлка", "елка", "ЁЛКИ", '"зелёная елка"', "елк*"):
            assert found(index, query) == ["a", "b"], query

    def test_russian_is_stemmed(self, fill: Fill) -> None:
        index = fill(document("a", "в вооружённых силах повстанцев", language="ru"))
        assert found(index, "вооруженная сила") == ["a"]

    def test_chinese_is_found_by_exact_phrases(self, fill: Fill) -> None:
        index = fill(document("a", "送往塔城的武器", language="zh"), document("b", "城塔", language="zh"))
        assert found(index, "塔城") == ["a"]
        assert found(index, '"塔城"') == ["a"]
        assert found(index, "塔") == ["a", "b"]
        assert found(index, "塔城的武*") == ["a"]

    def test_scripts_may_be_mixed(self, fill: Fill) -> None:
        index = fill(document("a", "Чугучак (Chuguchak, 塔城)", language="ru"), document("b", "塔城"))
        assert found(index, "塔城 chuguchak чугучака") == ["a"]

    def test_german_umlauts_and_sharp_s(self, fill: Fill) -> None:
        index = fill(document("a", "Die Häuser der Straße", language="de"))
        for query in ("haus", "hauser", "HÄUSER", "strasse", "Straßen", "häuser straße"):
            assert found(index, query) == ["a"], query

    @pytest.mark.parametrize(
        "query", ["Sharasume", "Shara-Sume", "shara sume", "Shara‑Sume", "O'Neill", "o’neill", "ONeill"]
    )
    def test_hyphens_and_apostrophes(self, fill: Fill, query: str) -> None:
        index = fill(document("a", "Shara-Sume and O’Neill"), document("b", "Osh"))
        assert found(index, query) == ["a"]

    def test_diacritics_composed_and_apart(self, fill: Fill) -> None:
        index = fill(document("a", "Ürümqi"), document("b", "U\u0308ru\u0308mqi"), document("c", "Urumqi"))
        for query in ("urumqi", "Ürümqi", "u\u0308rumqi"):
            assert found(index, query) == ["a", "b", "c"]

    def test_german_is_not_read_as_english(self, fill: Fill) -> None:
        index = fill(document("a", "die Kräfte", language="de"), document("b", "dying", language="en"))
        assert found(index, "dies") == ["b"]


class TestFields:
    def test_names_are_found_by_all_their_forms(self, fill: Fill) -> None:
        ghulja = Named(shown="Ghulja", forms=("Ghulja", "Yining", "Кульджа", "伊寧", "Old Ghulja"))
        index = fill(document("a", "sent to Ghulja", places=(ghulja,)), document("b", "Yining"))
        for value in ("Ghulja", "yining", "КУЛЬДЖА", "伊寧", '"old ghulja"', "gh*", "gulja~1"):
            assert found(index, f"place:{value}") == ["a"], value
        assert found(index, "person:Ghulja") == []

    def test_facts_of_the_record(self, fill: Fill) -> None:
        index = fill(
            document(
                "a",
                "x",
                repository="RTsKhIDNI",
                held_by="RGASPI",
                fond="17",
                kind="minutes",
                marking="Top secret",
                languages=("ru",),
            ),
            document("b", "x", repository="AVPRF", fond="170", kind="cipher telegram", languages=("en", "ru")),
        )
        for query, expected in {
            "archive:rgaspi": ["a"],
            "archive:rtskhidni": ["a"],
            "fond:17": ["a"],
            "fond:17*": ["a", "b"],
            "kind:telegram": ["b"],
            'marking:"top secret"': ["a"],
            "language:ru": ["a", "b"],
            "language:en": ["b"],
            "archive:RGASPI fond:170": [],
            "-archive:rgaspi": ["b"],
        }.items():
            assert found(index, query) == expected, query

    def test_labels(self, fill: Fill) -> None:
        index = fill(document("a", passages=(passage("one", "8.3"), passage("two", "8.3.b"))), document("b", "x"))
        assert found(index, "label:8.3.b") == ["a"]
        assert found(index, "label:8") == []
        assert found(index, "label:8.*") == ["a"]
        assert marked(index.search("label:8.3.b"))[0] == ("8.3.b", "two")

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("date:1945", ["day", "decade", "month", "open"]),
            ("date:1945-06-22", ["day", "decade", "month", "open"]),
            ("date:1945-07", ["decade", "open"]),
            ("date:1941..1944", ["decade", "early"]),
            ("date:..1939", ["ancient"]),
            ("date:1946..", ["decade", "open"]),
            ("year:1941", ["decade", "early"]),
            ("date:-0044", ["ancient"]),
        ],
    )
    def test_dates_overlap(self, fill: Fill, query: str, expected: list[str]) -> None:
        days = {"day": "1945-06-22", "month": "1945-06", "decade": "194X", "open": "1945-03-01/..", "early": "1941?",
                "ancient": "-0044-03-15", "unsaid": "XXXX-06-22"}  # fmt: skip
        index = fill(*(dated(record_id, edtf) for record_id, edtf in days.items()), document("none", "text"))
        assert found(index, query) == expected


class TestPages:
    def test_pages_follow_each_other(self, fill: Fill) -> None:
        texts = [" ".join(["salt"] * (1 + number % 4)) + " grain" * (number % 3) for number in range(35)]
        index = fill(*(document(f"r{number:02}", text) for number, text in enumerate(texts)))
        whole = ids(index.search("salt", per_page=100))
        pages = [index.search("salt", page=page, per_page=10) for page in (1, 2, 3, 4, 5)]
        assert [record_id for page in pages for record_id in ids(page)] == whole
        assert [len(page.hits) for page in pages] == [10, 10, 10, 5, 0]
        assert {page.total for page in pages} == {35}

    def test_equal_records_stand_by_id(self, fill: Fill) -> None:
        names = [f"{number:03}" for number in range(120)]
        index = fill(*(document(name, "salt") for name in random.Random(3).sample(names, len(names))))
        for query in ("salt", "", "label:1", "sal*", "salt~1"):
            pages = [ids(index.search(query, page=page, per_page=50)) for page in (1, 2, 3)]
            assert [record_id for page in pages for record_id in page] == names, query

    @pytest.mark.parametrize(("page", "per_page"), [(0, 10), (-1, 10), (1, 0), (1, 101), (1001, 10), (101, 100)])
    def test_pages_out_of_bounds(self, fill: Fill, page: int, per_page: int) -> None:
        with pytest.raises(Invalid) as caught:
            fill(document("a", "salt")).search("salt", page=page, per_page=per_page)
        assert caught.value.code == "page"

    def test_what_a_hit_says(self, fill: Fill) -> None:
        index = fill(document("a", "salt", title="On salt", date="1945", kind="letter", citation="RGASPI F. 17"))
        hit = index.search("salt").hits[0]
        assert (hit.record_id, hit.title, hit.date, hit.kind, hit.citation) == (
            "a", "On salt", "1945", "letter", "RGASPI F. 17",
        )  # fmt: skip

    def test_a_query_may_come_read(self, fill: Fill) -> None:
        index = fill(document("a", "salt"))
        assert index.search(parse("salt")) == index.search("salt")

    def test_a_wrong_query_names_its_position(self, fill: Fill) -> None:
        with pytest.raises(Invalid) as caught:
            fill().search("salt (grain")
        assert (caught.value.code, caught.value.position) == ("query", 5)


class TestExtracts:
    def test_the_best_passages_first_at_most_three(self, fill: Fill) -> None:
        index = fill(document("a", "no", "salt and grain in many other words", "salt", "grain salt", "salt or so"))
        shown = marked(index.search("salt grain"))
        assert shown[0][0] == "4"
        assert len(shown) == 3

    def test_equal_passages_stand_as_on_the_page(self, fill: Fill) -> None:
        index = fill(document("a", *["salt of the day"] * 5))
        assert [label for label, _ in marked(index.search("salt"))] == ["1", "2", "3"]

    def test_one_long_record_leaves_room_for_others(self, fill: Fill) -> None:
        index = fill(
            document("long", *["salt"] * 400), document("short", *["word"] * 30, "salt among many other words")
        )
        page = index.search("salt")
        by_id = {hit.record_id: [passage.label for passage in hit.passages] for hit in page.hits}
        assert by_id == {"long": ["1", "2", "3"], "short": ["31"]}

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("force", "The armed [forces] in Ürümqi’s district"),
            ("urum*", "The armed forces in [Ürümqi’s] district"),
            ("distrikt~1", "The armed forces in Ürümqi’s [district]"),
            ('"armed forces"', "The [armed forces] in Ürümqi’s district"),
            ("armed OR (forces -salt)", "The [armed] [forces] in Ürümqi’s district"),
            ("place:urumqis", "The armed forces in [Ürümqi’s] district"),
        ],
    )
    def test_matches_are_marked_as_found(self, fill: Fill, query: str, expected: str) -> None:
        place = Named(shown="Urumqi", forms=("Urumqi", "Urumqis"))
        index = fill(document("a", "The armed forces in Ürümqi’s district", places=(place,)))
        assert marked(index.search(query)) == [("1", expected)]

    def test_a_title_alone_shows_with_the_first_passage(self, fill: Fill) -> None:
        title = passage("Salt", "title", kind="page_title")
        index = fill(document("a", passages=(title, passage("Grain."), passage("Wool.", "2")), title="Salt"))
        assert marked(index.search("salt")) == [("title", "[Salt]"), ("1", "Grain.")]

    def test_the_first_passage_is_the_first_of_the_text(self, fill: Fill) -> None:
        marking, point = passage("Secret", "marking", kind="marking"), passage("Grain.")
        title = passage("Salt", "title", kind="page_title")
        index = fill(
            document("a", passages=(title, marking, point)),
            document("b", passages=(title, marking)),
            document("c", passages=(title,)),
            document("d", passages=()),
        )
        shown = {hit.record_id: [each.label for each in hit.passages] for hit in index.search("").hits}
        assert shown == {"a": ["1"], "b": ["marking"], "c": ["title"], "d": []}
        assert marked(index.search("salt -secret")) == [("title", "[Salt]")]

    def test_where_no_text_was_asked_for_the_first_passage_shows(self, fill: Fill) -> None:
        title = passage("Salt", "title", kind="page_title")
        index = fill(document("a", passages=(title, passage("Grain."), passage("Wool.", "2")), kind="letter"))
        assert marked(index.search("kind:letter")) == [("1", "Grain.")]


class TestFacets:
    def test_counts_are_of_records(self, fill: Fill) -> None:
        osh = Named(shown="Osh", forms=("Osh",))
        index = fill(
            document("a", "salt", "salt", years=(1944, 1945), kind="letter", places=(osh,), languages=("en", "ru")),
            document("b", "salt", years=(1945,), kind="letter", repository="RGASPI"),
            document("c", "grain", years=(1945,), kind="letter"),
        )
        counted = {
            facet: [(count.value, count.count) for count in counts]
            for facet, counts in index.search("salt").facets.items()
        }
        assert counted == {
            "year": [("1945", 2), ("1944", 1)],
            "kind": [("letter", 2)],
            "repository": [("RGASPI", 1)],
            "place": [("Osh", 1)],
            "person": [],
            "body": [],
            "language": [("en", 1), ("ru", 1)],
        }

    def test_only_what_is_asked_is_counted(self, fill: Fill) -> None:
        index = fill(document("a", "salt", kind="letter"))
        assert list(index.search("salt", facets=("kind",)).facets) == ["kind"]
        assert index.search("salt", facets=()).facets == {}

    def test_the_twenty_commonest_ties_by_value(self, fill: Fill) -> None:
        names = [f"P{number:03}" for number in range(150)]
        index = fill(
            *(document(f"r{at}", "x", persons=tuple(Named(shown=name, forms=(name,)) for name in names[at::3]))
              for at in range(3)),
            document("more", "x", persons=(Named(shown="P149", forms=("P149",)),)),
        )  # fmt: skip
        counts = index.search("x", facets=("person",)).facets["person"]
        assert [(count.value, count.count) for count in counts] == [("P149", 2)] + [(name, 1) for name in names[:19]]

    def test_filters_narrow(self, fill: Fill) -> None:
        index = fill(
            document("a", "salt", kind="letter", years=(1944,)),
            document("b", "salt", kind="telegram", years=(1945,)),
            document("c", "salt", kind="minutes", years=(1945,)),
        )
        for filters, expected in (
            ({"kind": ["letter"]}, ["a"]),
            ({"kind": ["letter", "telegram"]}, ["a", "b"]),
            ({"kind": ["letter", "telegram"], "year": ["1945"]}, ["b"]),
            ({"kind": []}, ["a", "b", "c"]),
            ({"kind": ["none"]}, []),
        ):
            for query in ("salt", ""):
                assert ids(index.search(query, filters=filters)) == expected, (query, filters)

    def test_filters_do_not_change_the_order(self, fill: Fill) -> None:
        texts = {"a": "salt and other words", "b": "salt salt", "c": "salt of some sort among many other words here"}
        index = fill(*(document(name, text, kind="letter") for name, text in texts.items()))
        assert ids(index.search("salt", filters={"kind": ["letter"]})) == ids(index.search("salt"))

    def test_filters_that_are_no_text(self, fill: Fill) -> None:
        assert fill(document("a", "salt")).search("", filters={"kind": ["\ud800", "\x00"]}).total == 0

    @pytest.mark.parametrize("filters", [{"colour": ["red"]}, {"year": ["soon"]}, {"year": ["9" * 40]}])
    def test_unknown_facets(self, fill: Fill, filters: dict[str, list[str]]) -> None:
        with pytest.raises(Invalid) as caught:
            fill(document("a", "salt")).search("salt", filters=filters)
        assert caught.value.code == "facet"


class TestKeeping:
    def test_a_new_index_is_empty_and_at_no_position(self, engine: Any, folder: Path) -> None:
        engine.create_index(folder)
        with engine.open_index(folder) as index:
            assert (index.position(), index.count(), index.search("").total) == (None, 0, 0)

    def test_what_is_committed_lasts(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt")], position=7)
        with engine.open_index(folder) as index:
            assert (index.position(), index.count(), found(index, "salt")) == (7, 1, ["a"])

    def test_what_is_not_committed_is_gone(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt")])
        with engine.open_index(folder, write=True) as index:
            index.replace([document("b", "salt")])
        with engine.open_index(folder) as index:
            assert (found(index, "salt"), index.position()) == (["a"], 1)

    def test_replacing_leaves_nothing_of_the_old(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt", "wool", kind="letter"), document("b", "salt")])
        with engine.open_index(folder, write=True) as index:
            index.replace([document("a", "grain")])
            index.replace([document("a", "grain", "tea")])
            index.commit(2)
            assert (found(index, "salt"), found(index, "grain tea"), index.count()) == (["b"], ["a"], 2)
            assert index.search("", facets=("kind",)).facets == {"kind": ()}
            assert [label for label, _ in marked(index.search("grain OR tea"))] == ["1", "2"]

    def test_replacing_again_changes_nothing(self, engine: Any, folder: Path) -> None:
        documents = [document("a", "salt"), document("b", "salt", "grain")]
        put_in(engine, folder, documents)
        with engine.open_index(folder, write=True) as index:
            before = [index.search(query) for query in ("salt", "grain", "")]
            index.replace(documents)
            index.commit(1)
            assert [index.search(query) for query in ("salt", "grain", "")] == before

    def test_removing(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt"), document("b", "salt")])
        with engine.open_index(folder, write=True) as index:
            index.remove(["a", "never"])
            assert found(index, "salt") == ["a", "b"]
            index.commit(2)
            assert (found(index, "salt"), index.position(), index.count()) == (["b"], 2, 1)

    def test_a_reader_sees_commits_when_it_refreshes(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt")])
        with engine.open_index(folder) as reader, engine.open_index(folder, write=True) as writer:
            writer.replace([document("b", "salt")])
            writer.commit(2)
            assert found(reader, "salt") == ["a"]
            reader.refresh()
            assert (found(reader, "salt"), reader.position()) == (["a", "b"], 2)
            reader.refresh()
            assert found(reader, "salt") == ["a", "b"]

    def test_another_process_commits_and_the_reader_sees_it(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt")])
        with engine.open_index(folder) as reader:
            process = multiprocessing.get_context("spawn").Process(
                target=_add_one, args=(engine.__name__, folder, document("b", "salt"))
            )
            process.start()
            process.join(60)
            reader.refresh()
            assert (process.exitcode, found(reader, "salt")) == (0, ["a", "b"])

    def test_a_second_writer_is_a_conflict(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [])
        with engine.open_index(folder, write=True):
            with pytest.raises(Conflict) as caught:
                engine.open_index(folder, write=True)
            assert caught.value.code == "index-locked"
        with engine.open_index(folder, write=True) as index:
            index.replace([document("a", "salt")])
            index.commit(1)

    def test_rebuilding_puts_just_these_in_its_place(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt"), document("b", "salt")])
        with engine.open_index(folder) as reader:
            engine.rebuild_index(folder, iter([document("c", "salt")]), 9)
            assert found(reader, "salt") == ["a", "b"]
            reader.refresh()
            assert (found(reader, "salt"), reader.position()) == (["c"], 9)
        assert [path.name for path in folder.parent.iterdir()] == ["index"]

    @pytest.mark.parametrize("record_id", ["", "ABC", "a b", "a" * 13, "ё", "../x"])
    def test_ids_that_no_record_has(self, engine: Any, folder: Path, record_id: str) -> None:
        engine.create_index(folder)
        with engine.open_index(folder, write=True) as index:
            with pytest.raises(Invalid) as caught:
                index.replace([document(record_id, "salt")])
            assert caught.value.code == "record-id"


class TestDamage:
    def test_an_absent_index(self, engine: Any, folder: Path) -> None:
        for write in (False, True):
            with pytest.raises(Unavailable) as caught:
                engine.open_index(folder, write=write)
            assert caught.value.code == "index-broken"

    def test_creating_replaces_whatever_lies_there(self, engine: Any, folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "rubbish").write_text("rubbish")
        engine.create_index(folder)
        with engine.open_index(folder) as index:
            assert index.count() == 0

    @pytest.mark.parametrize("how", ["gone", "empty", "half", "zeros", "one byte"])
    def test_no_damage_gives_other_answers(self, engine: Any, folder: Path, how: str) -> None:
        """Each file in turn: either the index says that it is broken, or it answers as before."""
        put_in(engine, folder, [document(f"r{at}", f"salt number{at}", "grain", kind="letter") for at in range(30)])
        with engine.open_index(folder, write=True) as index:
            index.remove(["r3"])
            index.commit(2)
        whole = _answers(engine, folder)
        broken = 0
        for name in sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()):
            copy = folder.parent / "copy"
            shutil.copytree(folder, copy)
            _damage(copy / name, how)
            answers = _answers(engine, copy)
            assert answers in (whole, "index-broken"), (name, how)
            broken += answers == "index-broken"
            shutil.rmtree(copy)
        assert broken >= 10

    def test_verifying_names_the_file(self, engine: Any, folder: Path) -> None:
        put_in(engine, folder, [document("a", "salt")])
        with engine.open_index(folder) as index:
            assert index.verify() == ()
            largest = max(
                (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
            )
            _damage(largest, "one byte")
            assert index.verify() == (str(largest.relative_to(folder)),)


class TestOrder:
    def test_order_and_batches_of_adding_do_not_matter(self, engine: Any, tmp_path: Path) -> None:
        drawn = random.Random(5)
        words = ["salt", "grain", "wool", "tea", "felt", "iron", "rice"]
        documents = [
            document(f"r{at:03}", *(" ".join(drawn.choices(words, k=drawn.randint(2, 6))) for _ in range(3)))
            for at in range(80)
        ]
        asked = [
            "salt",
            "salt grain tea",
            "salt OR grain OR wool OR tea OR felt",
            "salt -grain",
            "te* sal~1",
            '"salt tea"',
        ]
        expected = None
        for seed, batches in enumerate((1, 2, 9, 40)):
            shuffled = random.Random(seed).sample(documents, len(documents))
            folder = tmp_path / str(seed) / "index"
            engine.create_index(folder)
            with engine.open_index(folder, write=True) as index:
                for batch in range(batches):
                    index.replace(shuffled[batch::batches])
                    index.commit(batch)
                pages = [index.search(query, page=page) for query in asked for page in (1, 2, 3)]
            expected = expected or pages
            assert pages == expected, batches

    def test_what_was_deleted_leaves_no_trace(self, engine: Any, tmp_path: Path) -> None:
        documents = [document(f"r{at:02}", "salt " * (at % 5 + 1), "grain " * (at % 3)) for at in range(30)]
        asked = ["salt", "grain", "salt grain", "salt OR grain", ""]
        put_in(engine, tmp_path / "plain" / "index", documents)
        put_in(engine, tmp_path / "changed" / "index", documents)
        with engine.open_index(tmp_path / "changed" / "index", write=True) as index:
            index.replace([document(f"r{at:02}", "salt grain wool " * 9) for at in range(0, 40, 2)])
            index.commit(2)
            index.replace(documents)
            index.remove([f"r{at}" for at in range(30, 40)])
            index.commit(3)
        with (
            engine.open_index(tmp_path / "plain" / "index") as plain,
            engine.open_index(tmp_path / "changed" / "index") as changed,
        ):
            assert [changed.search(query) for query in asked] == [plain.search(query) for query in asked]


class TestProperties:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(documents=collections(), asked=st.lists(queries(), min_size=1, max_size=6))
    def test_answers_and_counts_are_those_of_the_reference(
        self, engine: Any, documents: list[Document], asked: list[str]
    ) -> None:
        with tempfile.TemporaryDirectory() as name:
            put_in(engine, Path(name) / "index", documents)
            with engine.open_index(Path(name) / "index") as index:
                for query in asked:
                    root = parse(query).root
                    page = index.search(query, per_page=100)
                    expected = reference.answers(documents, root)
                    assert (sorted(ids(page)), page.total) == (expected, len(expected)), query
                    chosen = [each for each in documents if each.record_id in expected]
                    for facet in FACETS:
                        assert page.facets[facet] == reference.facet_counts(chosen, facet), (query, facet)

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(documents=collections(), asked=st.text(max_size=60) | queries() | sentences())
    def test_any_text_is_answered_or_named_wrong(self, engine: Any, documents: list[Document], asked: str) -> None:
        with tempfile.TemporaryDirectory() as name:
            put_in(engine, Path(name) / "index", documents)
            with engine.open_index(Path(name) / "index") as index:
                page = _page_or_fault(index, asked)
                for hit in page.hits:
                    contents = {p.slot_id: p.content for each in documents for p in each.passages
                                if each.record_id == hit.record_id}  # fmt: skip
                    for shown in hit.passages:
                        assert "".join(piece.text for piece in shown.fragments) == contents[shown.slot_id]

    @settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(documents=collections(), asked=queries())
    def test_the_same_page_twice_is_the_same_bytes(self, engine: Any, documents: list[Document], asked: str) -> None:
        with tempfile.TemporaryDirectory() as name:
            put_in(engine, Path(name) / "one" / "index", documents)
            put_in(engine, Path(name) / "two" / "index", documents[::-1])
            pages = []
            for part in ("one", "two", "two"):
                with engine.open_index(Path(name) / part / "index") as index:
                    pages.append(msgspec.json.encode(index.search(asked)))
            assert len(set(pages)) == 1


def _page_or_fault(index: Index, asked: str) -> ResultPage:
    """A page; an empty one where the query has a fault, which must then be named as one."""
    try:
        return index.search(asked)
    except FondsError as error:
        assert (type(error), error.code) == (Invalid, "query")  # noqa: PT017  # most queries have no fault
        return ResultPage(query=asked, total=0, page=1, per_page=10)


def _answers(engine: Any, folder: Path) -> Any:
    try:
        with engine.open_index(folder) as index:
            return [
                index.search(query) for query in ("", "salt", "grain", '"salt number7"', "number1*", "kind:letter")
            ]
    except FondsError as error:
        return error.code


def _damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    middle = len(content) // 2
    if how == "gone":
        path.unlink()
    elif content:
        changed = content[:middle] + bytes([content[middle] ^ 0x5A]) + content[middle + 1 :]
        path.write_bytes({"empty": b"", "half": content[:middle], "zeros": bytes(len(content))}.get(how, changed))


def _add_one(engine_name: str, folder: Path, added: Document) -> None:
    engine = next(engine for engine in ENGINES.values() if engine.__name__ == engine_name)
    with engine.open_index(folder, write=True) as index:
        index.replace([added])
        index.commit(2)
