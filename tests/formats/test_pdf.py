"""What is printed: the words that are there, in their scripts, and nothing from anywhere else."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from fonds.formats.pdf import Sheet, missing_for_printing, write_pdf
from fonds.formats.pdf._page import sheet_html
from fonds.model import Gap, Mark, Passage, Record, Slot, Text, Unavailable

TEXTS = (
    Text(id="t1", language="en", script="Latn"),
    Text(id="t2", language="ru", script="Cyrl"),
    Text(id="t3", language="zh", script="Hans"),
    Text(id="t4", language="ug", script="Arab"),
)
HOSTILE = """<img src="http://127.0.0.1:9/x.png"><style>*{display:none}</style><script>x</script>&lt;b&gt; ]]> {x}"""


pytestmark = pytest.mark.skipif(bool(missing_for_printing()), reason="pango is not installed")


def _sheet(*contents: str, text: str = "t1", **more: object) -> Sheet:
    slots = tuple(
        Passage(id=f"s{at}", kind="point", content=content, label=f"{at}", number=(f"{at}",), text=text)
        for at, content in enumerate(contents, 1)
    )
    facts: dict[str, object] = {"kind": "Excerpt from", "title": "Minutes", **more}
    return Sheet(record=Record(id="r", texts=TEXTS, slots=slots), **facts)  # type: ignore[arg-type] # of any kind


def _words(printed: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    (tmp_path / "x.pdf").write_bytes(printed)
    done = subprocess.run(["pdftotext", "-raw", "x.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    return " ".join(done.stdout.decode("utf-8").split())


def test_head_passages_credit_and_foot_are_printed(tmp_path: Path) -> None:
    sheet = _sheet(
        "1. Send 12 boats.",
        title="Minutes No. 3",
        facts=("4 May 1931", "", "RGASPI F. 9"),
        recipient="For Ognev, by courier",
        credits=("Translated by Bo Example",),
        foot=("River papers", "r"),
    )
    text = _words(write_pdf(sheet), tmp_path)
    for words in ("Minutes No. 3", "4 May 1931", "RGASPI F. 9", "For Ognev, by courier", "1. Send 12 boats.",
                  "Translated by Bo Example", "River papers", "1 / 1"):  # fmt: skip
        assert words in text


def test_two_runs_give_the_same_bytes_and_no_time(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.formats.test_pdf import _sheet; from fonds.formats.pdf import write_pdf\n"
        "sys.stdout.buffer.write(write_pdf(_sheet('1. Send 12 boats.', '2. Послать Ёлку.', foot=('a', 'b'))))"
    )
    runs = []
    for seed in ("1", "2"):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, env=_environment(seed))
        runs.append(done.stdout)
        time.sleep(1.1)  # a second later, for times are written to the second
    assert runs[0] == runs[1]
    assert runs[0].startswith(b"%PDF-")
    assert not re.search(rb"/(CreationDate|ModDate|Author|ID)\b", runs[0])


def _environment(seed: str) -> dict[str, str]:
    return {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}


def _hostile(where: str) -> Sheet:
    several: dict[str, object] = {"facts": (HOSTILE,), "credits": (HOSTILE,), "foot": (HOSTILE, "")}
    if where == "content":
        return _sheet(HOSTILE)
    if where == "label":
        slot = Passage(id="s", kind="point", content="x", label=HOSTILE, number=("1",))
        return Sheet(record=Record(slots=(slot,)), kind="", title="")
    return _sheet("1. Words.", **{where: several.get(where, HOSTILE)})


@pytest.mark.parametrize("where", ["content", "title", "facts", "recipient", "credits", "foot", "kind", "label"])
def test_markup_in_a_record_is_printed_and_not_obeyed(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    printed = write_pdf(_hostile(where))
    assert b"/Image" not in printed
    squeezed = _words(printed, tmp_path).replace(" ", "").lower()
    assert '<imgsrc="http://127.0.0.1:9/x.png"><style>' in squeezed


def test_a_foot_can_not_end_its_rule_or_the_style() -> None:
    html = sheet_html(_sheet("x", foot=('"; } @import url(http://127.0.0.1:9/);</style><img src=x>', "\n\\")), "")
    assert "@import" not in html
    assert html.count("</style>") == 1
    assert "<img" not in html


def test_nothing_but_own_fonts_is_had() -> None:
    from fonds.formats.pdf._print import _own_fonts  # noqa: PLC0415 - private on purpose

    fetcher = _own_fonts()
    assert fetcher.fetch("fonds-font:literata-latin-wght-normal.woff2").read()[:4] == b"wOF2"
    others = (
        "http://127.0.0.1:9/",
        "file:///etc/hostname",
        "data:text/plain,x",
        "fonds-font:../fonds.css",
        "FTP://x",
    )
    for url in others:
        with pytest.raises(ValueError, match="only fonts"):
            fetcher.fetch(url)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("t2", "Вооружённые силы повстанцев, Ғұлжа, Қазақстан"),
        ("t1", "Žluťoučký kůň, Größe, œuvre, İstanbul"),
    ],
)
def test_letters_of_our_own_fonts_are_embedded(text: str, words: str, tmp_path: Path) -> None:
    printed = write_pdf(_sheet(words, text=text))
    assert words in _words(printed, tmp_path)
    if shutil.which("pdffonts"):
        fonts = subprocess.run(["pdffonts", "x.pdf"], cwd=tmp_path, capture_output=True, check=True).stdout.decode()
        rows = fonts.splitlines()[2:]
        assert rows
        assert all("fonds-" in row and " yes yes yes " in row for row in rows)


@pytest.mark.parametrize(("text", "words"), [("t3", "组织起义武装力量"), ("t4", "شىنجاڭ")])
def test_other_letters_are_printed_by_fonts_of_the_machine(text: str, words: str, tmp_path: Path) -> None:
    try:
        printed = write_pdf(_sheet(words, text=text))
    except Unavailable:
        pytest.skip("no font of this machine has these letters")
    assert len(_words(printed, tmp_path)) >= len(words)


def test_letters_that_no_font_has_are_not_printed_as_boxes() -> None:
    with pytest.raises(Unavailable) as caught:
        write_pdf(_sheet("1. \U00030ede"))  # a letter for which hardly any machine has a font
    assert caught.value.code == "no-font"
    assert "fonts-noto" in caught.value.hint
    assert "\U00030ede" not in f"{caught.value}"


def test_a_language_that_is_written_from_the_right_is_set_so() -> None:
    assert '<p lang="ug" dir="rtl">' in sheet_html(_sheet("x", text="t4"), "")
    assert '<p lang="ru">' in sheet_html(_sheet("x", text="t2"), "")
    assert '<p dir="rtl">' in sheet_html(_sheet("1. قرار", text=""), "")
    assert "<p>" in sheet_html(_sheet("1. x قرار", text=""), "")


def test_gaps_stand_in_their_places() -> None:
    gaps = tuple(Gap(id=f"g{after}", label="", reason=1, extent="lines", after=after) for after in ("", "s1", "lost"))
    record = msgspec.structs.replace(_sheet("1. One", "2. Two").record, gaps=gaps)
    withheld = {"g": "[top]", "gs1": "[<1>]", "glost": "[lost]"}
    html = sheet_html(Sheet(record=record, kind="", title="", withheld=withheld), "")
    places = [html.index(words) for words in ("[top]", "[lost]", "1. One", "[&lt;1&gt;]", "2. Two")]
    assert places == sorted(places)


def test_marks_may_cross_and_stand_anywhere() -> None:
    marks = (
        Mark(kind="gloss", start=2, end=6), Mark(kind="doubt", start=4, end=8), Mark(kind="sic", start=7, end=99),
        Mark(kind="stamp", start=5, end=5),
    )  # fmt: skip
    slot = Slot(id="s", kind="paragraph", content="ab<cd>efgh", marks=marks)
    html = sheet_html(Sheet(record=Record(slots=(slot,)), kind="", title=""), "")
    assert (
        'ab<span class="gloss">&lt;c</span><span class="gloss doubt">d&gt;</span><span class="doubt">ef</span>gh'
    ) in html


def test_an_empty_sheet_and_odd_signs_can_be_printed() -> None:
    write_pdf(Sheet(record=Record(), kind="", title=""))
    write_pdf(_sheet("a\x00\x07\x1b\u202e\ufeff\u2028b\ufffd\U0010ffff", "x" * 3000, "\n\n", ""))


def test_without_pango_it_is_said_what_to_install() -> None:
    script = (
        "import cffi\n"
        "def missing(self, *_): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = missing\n"
        "from fonds.formats.pdf import Sheet, write_pdf\n"
        "from fonds.model import Record, Unavailable\n"
        "try: write_pdf(Sheet(record=Record(), kind='', title=''))\n"
        "except Unavailable as error: print(error.code, error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("no-pango On Debian: sudo apt-get install libpango")
    assert done.stderr == ""
