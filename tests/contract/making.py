"""Small documents for the tests of engines, and random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from fonds.model import make_date
from fonds.search import Document, Named, SearchPassage

WORDS = (
    "forces", "force", "forced", "insurgent", "insurgents", "district", "Ürümqi", "Shara-Sume", "Sharasume", "Shara",
    "силы", "сила", "ёлка", "елки", "повстанцев", "塔城", "城塔", "迪化", "Häuser", "Haus", "die", "dying", "I-16",
    "O'Neill", "ONeill", "the", "and",
)  # fmt: skip
_IDS = "0123456789bcdfghjkmnpqrstvwxz"


def passage(content: str, label: str = "1", *, language: str = "en", kind: str = "point") -> SearchPassage:
    return SearchPassage(slot_id=f"s{label}", label=label, kind=kind, content=content, language=language)


def document(record_id: str, *contents: str, language: str = "en", **facts: Any) -> Document:
    """A document of points 1, 2 ..., of one language."""
    passages = tuple(passage(text, str(at), language=language) for at, text in enumerate(contents, start=1))
    return Document(**({"record_id": record_id, "passages": passages} | facts))


def dated(record_id: str, edtf: str) -> Document:
    date = make_date(edtf)
    return document(record_id, "text", date=edtf, earliest=date.earliest, latest=date.latest)


def _named(values: tuple[str, ...]) -> st.SearchStrategy[tuple[Named, ...]]:
    chosen = st.sets(st.sampled_from(values), max_size=3)
    return chosen.map(lambda found: tuple(Named(shown=one, forms=(one, f"{one}grad")) for one in sorted(found)))


def sentences() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def documents(draw: Any) -> Document:
    """A document of few words, so that queries find some and miss some."""
    contents = draw(st.lists(sentences(), min_size=1, max_size=4))
    languages = draw(st.lists(st.sampled_from(["en", "ru", "de", "zh", ""]), min_size=4, max_size=4))
    year = draw(st.integers(1940, 1946))
    date = make_date(str(year))
    return Document(
        record_id=draw(st.text(_IDS, min_size=10, max_size=10)),
        title=draw(st.none() | sentences()),
        date=date.edtf,
        earliest=date.earliest,
        latest=date.latest,
        years=(year,),
        kind=draw(st.sampled_from([None, "telegram", "letter"])),
        repository=draw(st.sampled_from([None, "RGASPI", "AVPRF"])),
        held_by=draw(st.sampled_from([None, None, "RGANI"])),
        fond=draw(st.sampled_from([None, "17", "100b"])),
        languages=draw(st.sampled_from([(), ("en",), ("ru", "en")])),
        places=draw(_named(("Ghulja", "Aksu", "Altai"))),
        persons=draw(_named(tuple(f"Person{number}" for number in range(40)))),
        passages=tuple(
            passage(text, str(at), language=language)
            for at, (text, language) in enumerate(zip(contents, languages, strict=False), start=1)
        ),
    )


def collections() -> st.SearchStrategy[list[Document]]:
    return st.lists(documents(), max_size=25, unique_by=lambda each: each.record_id)


def queries() -> st.SearchStrategy[str]:
    """Queries in their own language, over the words of the documents."""
    word = st.sampled_from(WORDS)
    plain = st.sampled_from(["forc", "insurg", "shara", "елк", "hau", "塔", "o'n"])
    leaf = st.one_of(
        word,
        st.lists(word, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
        plain.map(lambda beginning: f"{beginning}*"),
        st.tuples(st.sampled_from(["forces", "insurgnet", "силы", "haus"]), st.integers(1, 2)).map(
            lambda pair: f"{pair[0]}~{pair[1]}"
        ),
        st.sampled_from(
            ["place:Ghulja", "place:aksugrad", "person:person1*", "kind:letter", "fond:17", "archive:rgaspi",
             "label:2", "date:1941..1943", "date:..1942-06", "year:1944", "title:force", "language:ru",
             'place:"altai"']
        ),
    )  # fmt: skip
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(" ".join),
            st.lists(inner, min_size=2, max_size=3).map(" OR ".join),
            inner.map(lambda query: f"-({query})"),
            inner.map(lambda query: f"NOT ({query})"),
        ).map(lambda query: f"({query})"),
        max_leaves=5,
    )
