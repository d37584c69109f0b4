"""Typed papers without a page around them: headings of an edition, keys in lines of their own, minutes in German."""

import pytest

from fonds.reading import read_source


def kinds(text: str) -> list[tuple[str, str]]:
    reading = read_source(text.encode())
    return [(slot.kind, slot.content) for slot in reading.record.slots]


MEMORANDUM = """\
41. Memorandum From the Director of Roads (Torbin) to the Minister of Trade (Zernov)

Karashen, March 5, 1949, 10:15 a.m.

SUBJECT

The Bridge at Tolubay

PARTICIPANTS

The Director of Roads
Ivo Lanyon, Engineer

The bridge has stood for eighty years and, in the opinion of the engineer, will not stand for eighty-one of them.
"""


def test_a_memorandum_of_an_edition() -> None:
    assert kinds(MEMORANDUM) == [
        ("heading", "41. Memorandum From the Director of Roads (Torbin) to the Minister of Trade (Zernov)"),
        ("dateline", "Karashen, March 5, 1949, 10:15 a.m."),
        ("subject", "SUBJECT"),
        ("subject", "The Bridge at Tolubay"),
        ("attendance", "PARTICIPANTS"),
        ("attendance", "The Director of Roads"),
        ("attendance", "Ivo Lanyon, Engineer"),
        ("paragraph", MEMORANDUM.splitlines()[-1]),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "29. Editorial Note",
        "54. Notes of the Minister’s Staff Meeting, Karashen, June 25, 1956, 9:15 a.m.",
        "Memorandum of Conversation, by Mr. Ivo Lanyon, of the Office of Roads",
        "The Consul in Tolubay ( Torbin ) to the Minister of Trade",
    ],
)
def test_a_heading_above_a_dateline(heading: str) -> None:
    text = f"{heading}\nKarashen, June 25, 1956.\n{'The road was discussed at length. ' * 4}\n"
    assert [kind for kind, _ in kinds(text)] == ["heading", "dateline", "paragraph"]


def test_the_first_point_of_a_list_is_no_heading() -> None:
    text = "1. Wool and Felt\n\n2. Salt and Tea\n\n3. The Road\n"
    assert "heading" not in [kind for kind, _ in kinds(text)]


MINUTES = """\
Nr. 12
Ministerrat, Karschen, 8. April 1872
RS.; P. Weber; VS. Graf Torbin; BdE. und anw. (Torbin 8. 4.), Lanyon 13. 4., Baum; abw. Zernov.
I. Entschädigung des Dr. v. Neuhof für die Brücke. Bericht der Kommission.
II. Ah. Verleihung eines Ordens III. Klasse an den Ritter v. Salm
[III.] Verlegung der Poststation
Protokoll des zu Karschen am 8. April 1872 abgehaltenen Ministerrates unter dem Vorsitze des Grafen Torbin.
I. Entschädigung des Dr. v. Neuhof für die Brücke
Der Minister berichtet, daß die Brücke am 3. d. M. eingestürzt sei und die Kommission sie nicht mehr gefunden habe.
Ah. E. Ich habe den Inhalt dieses Protokolls zur Kenntnis genommen. Karschen, 20. April 1872.
"""


def test_minutes_in_german() -> None:
    reading = read_source(MINUTES.encode())
    found = [(slot.kind, slot.number) for slot in reading.record.passages() if slot.kind == "item"]
    assert found == [("item", ("I",)), ("item", ("II",)), ("item", ("III",)), ("item", ("I",))]
    assert [slot.kind for slot in reading.record.slots][2] == "attendance"
    assert [slot.kind for slot in reading.record.slots][6] == "minutes_head"
    assert reading.record.slots[-1].kind == "resolution"
    assert reading.description.date is not None
    assert reading.description.date.edtf == "1872-04-08"
    assert [text.language for text in reading.record.texts] == ["de"]


def test_a_point_that_begins_with_to_is_no_row_of_recipients() -> None:
    found = kinds("DECREE No 5\n\n1. To approve the plan.\n\n2. To pay for it.\n")
    assert [kind for kind, _ in found] == ["document_kind", "point", "point"]


def test_the_first_point_may_stand_behind_the_number_of_a_telegram() -> None:
    text = "2989. 1. I called on the Minister of Roads.\n\n2. He was out.\n\n3. I shall call again.\n"
    passages = read_source(text.encode()).record.passages()
    assert [passage.number for passage in passages] == [("1",), ("2",), ("3",)]


def test_an_initial_is_no_number() -> None:
    assert ("point", "V. K. Torbin") not in kinds("Minutes\n\nV. K. Torbin\n\nVI. The Road\n")
