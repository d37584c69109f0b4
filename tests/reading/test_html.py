"""A saved page is read as the text that it shows: blocks, tables, lists, entities; menus stay out of the way."""

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonds.formats import write_reading_json
from fonds.model import Reading
from fonds.reading import read_source, segment
from fonds.reading._html import is_html, show_html
from fonds.reading._html_depth import DEEPEST, limit_depth
from tests.captures import check_blocks, check_labels
from tests.markup import RENDERINGS

_TEXT = "The lamp over the gate of the post was lit again on the third night, and nobody could say by whom."


def lines(markup: str) -> list[str]:
    return show_html(f"<body>{markup}</body>").text.split("\n")


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(slot.kind, slot.content) for slot in reading.record.slots]


def read(markup: str) -> Reading:
    reading = read_source(markup.encode())
    assert reading.capture.form == "html"
    return reading


def test_each_block_is_a_line() -> None:
    assert lines("<h1>A <em>title</em></h1><div>one<div>two</div>three</div><p>four<p>five") == [
        "A title", "", "one", "", "two", "", "three", "", "four", "", "five",
    ]  # fmt: skip


def test_inline_elements_do_not_break_a_word() -> None:
    assert lines("<p>the <b>Po</b>lit<u>bu</u>ro, 90<sup>th</sup> and H<sub>2</sub>O</p>") == [
        "the Politburo, 90th and H2O"
    ]


def test_a_line_break_is_a_line_without_a_gap() -> None:
    assert lines("<p>To Cde. Ostrov<br>\n Chief of the Post<br/>Kumtal</p>") == [
        "To Cde. Ostrov", "Chief of the Post", "Kumtal",
    ]  # fmt: skip


def test_entities_are_the_letters_that_they_name() -> None:
    assert lines("<p>caf&eacute; &amp; bar&nbsp;&#8470; 5 &lt;sic&gt; &unknown; &#x41F;</p>") == [
        "café & bar № 5 <sic> &unknown; П"
    ]


def test_what_is_hidden_is_not_shown() -> None:
    markup = (
        "<p>seen</p><script>var a = '<p>no</p>'</script><style>p{}</style><p hidden>no</p><!-- no -->"
        '<p style="DISPLAY : none">no</p><span class="a hidden">no</span><template><p>no</p></template>'
        "<noscript>no</noscript><p>seen too</p>"
    )
    assert lines(markup) == ["seen", "", "seen too"]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol start=4><li>a</li><li>b</li></ol>", ["4. a", "5. b"]),
        ("<ol type=a><li>a</li><li value=5>b</li></ol>", ["a. a", "e. b"]),
        ("<ol type=I><li>a</li><li>b</li></ol>", ["I. a", "II. b"]),
        ('<ol style="list-style-type: lower-roman" start=9><li>a</li></ol>', ["ix. a"]),
        ("<ol reversed><li>a</li><li>b</li></ol>", ["2. a", "1. b"]),
        ('<ol style="list-style: none"><li>a</li></ol>', ["a"]),
        ("<ol><li>7. a</li></ol>", ["7. a"]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", ["1. a", "b"]),
        ("<ul><li>a</li><li>- b</li></ul>", ["• a", "- b"]),
        ("<ol><li>a<ol type=a><li>b</ol><li>c</ol>", ["1. a", "a. b", "2. c"]),
        ("<ol start=x><li value=99999999999>a</ol>", ["1. a"]),
    ],
)
def test_lists_have_the_marks_that_a_browser_sets(markup: str, shown: list[str]) -> None:
    assert [line for line in lines(markup) if line] == shown


def test_rows_of_a_table_are_lines_of_cells() -> None:
    markup = (
        "<table><caption>Stores</caption><tr><th>Kind</th><th>Held</th></tr><tr><td>ropes</td><td>14</td></tr>"
        "<tr><td>lamps</td><td></td></tr></table>"
    )
    assert lines(markup) == ["Stores", "", "Kind | Held", "ropes | 14", "lamps |"]


def test_a_table_that_sets_the_page_gives_its_cells_as_lines() -> None:
    markup = f"<table><tr><td>Left</td><td><p>{_TEXT}</p><table><tr><td>in</td></tr></table></td></tr></table>"
    assert [line for line in lines(markup) if line] == ["Left", _TEXT, "in"]


def test_a_table_of_labels_gives_them_with_their_values() -> None:
    markup = "<table><tr><td>Source</td><td>X</td></tr><tr><td>Rights</td><td>Y</td></tr></table>"
    assert [line for line in lines(markup) if line] == ["Source", "X", "Rights", "Y"]


def test_preformatted_text_keeps_its_lines() -> None:
    assert lines("<pre>one\ntwo\n\nthree</pre>") == ["one", "two", "", "three"]


def test_numbers_of_lists_make_the_tree() -> None:
    reading = read(
        f"<html><body><p>{_TEXT}</p><ol><li>Send ropes:<ol type=a><li>ten;</li></ol></li></ol></body></html>"
    )
    assert [passage.label for passage in reading.record.passages()] == ["/1", "1", "1.a"]


def test_menus_and_corners_are_chrome_and_the_article_is_read() -> None:
    reading = read(
        '<html><body><div role=banner><h1>House of Papers</h1></div><nav><ul><li><a href="/">Home</a></ul></nav>'
        f"<article><h1>Letter to the Post</h1><time>May 5, 1950</time><p>{_TEXT}</p><p>{_TEXT}</p>"
        '<div role="complementary"><h3>See also</h3><a href=x>Another letter</a></div></article>'
        "<footer><p>All of it is free.</p></footer></body></html>"
    )
    assert kinds(reading) == [
        ("chrome", "House of Papers"), ("chrome", "Home"), ("page_title", "Letter to the Post"),
        ("page_date", "May 5, 1950"), ("paragraph", _TEXT), ("paragraph", _TEXT), ("chrome", "See also"),
        ("chrome", "Another letter"), ("chrome", "All of it is free."),
    ]  # fmt: skip


def test_a_form_around_the_whole_page_is_no_menu() -> None:
    reading = read(f"<html><body><form id=all><nav>Home</nav><p>{_TEXT}</p><p>{_TEXT}</p></form></body></html>")
    assert [kind for kind, _ in kinds(reading)] == ["chrome", "paragraph", "paragraph"]


def test_labels_of_the_frame_are_never_aside() -> None:
    reading = read(
        f"<html><body><main><time>May 5, 1950</time><h1>Letter to the Post</h1><p>{_TEXT}</p></main>"
        "<aside><h2>Document Information</h2><h3>Source</h3><p>GARF, f. 5, op. 2, d. 3.</p></aside></body></html>"
    )
    assert [kind for kind, _ in kinds(reading)][-3:] == ["info_heading", "label", "source"]


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE html><p>a", "<html><p>a", "<p>a</p>", "<?xml version='1.0'?><!DOCTYPE html><html>a</html>",
        "\ufeff <!-- saved --> <html>a</html>", "<div class='x'>a</div>", "<TABLE><TR><TD>a</TABLE>",
    ],
)  # fmt: skip
def test_html_is_known_by_its_first_tags(source: str) -> None:
    assert is_html(source)


@pytest.mark.parametrize("source", ["<...>", "<illegible> 5 May", "a <b>c</b>", "<p", "", "<TEI><text/></TEI>"])
def test_other_texts_in_angle_brackets_are_no_html(source: str) -> None:
    assert not is_html(source)


def test_entities_of_a_page_of_its_own_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    source = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "lol">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    reading = read(f"{source}<html><body><p>&l11; and &f; stay</p></body></html>")
    assert kinds(reading) == [("paragraph", "&l11; and &f; stay")]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<html><head><meta charset="windows-1251">', "cp1251"),
        ('<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ("<?xml version='1.0' encoding='iso-8859-5'?><html>", "iso8859-5"),
    ],
)
def test_a_page_names_its_encoding(head: str, encoding: str) -> None:
    source = f"{head}<body><p>Совершенно секретно</p></body></html>".encode(encoding)
    reading = read_source(source)
    assert (reading.capture.encoding, reading.record.slots[0].content) == (encoding, "Совершенно секретно")


def test_utf8_is_read_as_such_whatever_the_page_says() -> None:
    reading = read("<html><meta charset=windows-1251><p>Совершенно секретно</p></html>")
    assert (reading.capture.encoding, reading.record.slots[0].content) == ("utf-8", "Совершенно секретно")


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<b id=1>",
        "<table><tr><td>",
        "<p>",
        "<ul><li>",
        "</div>",
        "<a<b",
        "<!--",
        "<div><p><b>x</p>",
        "&amp;",
        "<q>",
    ],
)
def test_pages_of_one_thing_are_read(piece: str) -> None:
    shown = show_html(f"<html><p>a</p>{piece * 20_000}")
    assert shown.text.startswith("a")


def test_elements_beyond_the_deepest_leave_their_text() -> None:
    shallow = "<div>" * DEEPEST + "x" + "</div>" * DEEPEST
    assert limit_depth(shallow) == shallow
    deep = "<div>a" * (DEEPEST + 40) + "</div>" * (DEEPEST + 40)
    assert show_html(limit_depth(deep)).text.split() == ["a"] * (DEEPEST + 40)


_PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class=hidden>", "</div>", "<ol>", "<li>", "</ol>", "<table>", "<tr>", "<td>",
        "</table>", "<b>",
        "</b>", "<br>", "<nav>", "</nav>", "<main>", "</main>", "<h1>", "</h1>", "<pre>", "\n", "a b", "&nbsp;",
        "1. ", "Source",
        "<!DOCTYPE html [", "]>", "<a href=x>", "</a>", "<ul type=none>", "Document Information", "<svg>",
        "<textarea>",
        "<article>", "May 5, 1950", _TEXT,
    ]
)  # fmt: skip


@given(st.lists(_PIECES | st.text(max_size=8), max_size=40))
def test_blocks_reproduce_the_shown_text(pieces: list[str]) -> None:
    source = f"<html>{''.join(pieces)}"
    record, capture = segment(source)
    assert capture.form == "html"
    check_blocks(show_html(source).text, record, capture)
    check_labels(record)


@pytest.fixture(scope="module")
def score(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("page_score", shared / "pages" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", RENDERINGS)
def test_pages_are_read_in_other_forms(name: str, score: Any, shared: Path) -> None:
    golds = score.load_gold(shared / "pages")
    pages = {}
    for key, gold in golds.items():
        gold["blocks"] = [block for block in gold["blocks"] if block["kind"] != "chrome"]
        reading = read_source(RENDERINGS[name](gold["blocks"]).encode())
        pages[key] = score.score_page(gold, json.loads(write_reading_json(reading)))
    summary = score.summarise(pages)
    assert summary["coverage"] == 1.0
    assert summary["block_kind_accuracy"] >= 0.97
    assert summary["field_exact"] >= 0.95


def test_pages_of_a_government_read_as_documents(shared: Path) -> None:
    dated = 0
    for path in sorted((shared / "corpora" / "html_en_kremlin").glob("*.html")):
        reading = read_source(path.read_bytes())
        slots = reading.record.slots
        assert reading.description.title, path.name
        document = [slot.content for slot in slots if slot.kind not in ("chrome", "page_title", "page_date")]
        assert not {"Send by email", "Facebook", "Amur tiger", "Subscribe", "Contacts"} & set(document), path.name
        assert sum(map(len, document)) > 100, path.name
        dated += reading.description.date is not None
    assert dated >= 25  # two announcements have none


@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_pages_that_lost_their_capitals_are_read(change: Callable[[str], str], score: Any, shared: Path) -> None:
    pages = {}
    for key, gold in score.load_gold(shared / "pages").items():
        source = (shared / "pages" / f"{key}.txt").read_text(encoding="utf-8")
        gold["blocks"] = [{**block, "text": change(block["text"])} for block in gold["blocks"]]
        gold["fields"] = {
            name: change(text) if isinstance(text, str) else text for name, text in gold["fields"].items()
        }
        pages[key] = score.score_page(gold, json.loads(write_reading_json(read_source(change(source).encode()))))
    summary = score.summarise(pages)
    assert summary["block_kind_accuracy"] >= 0.97
    assert summary["point_tree_exact"] >= 0.97
    assert summary["field_exact"] >= 0.75
