"""What a record points to: parts of it that are kept elsewhere, and other papers."""

import pytest

from fonds.model import SlotKind
from fonds.reading._relations import find_relations
from tests.lines import record_of
from tests.steps import steps


def relations(content: str, kind: SlotKind = "paragraph") -> list[tuple[str, str]]:
    return [(relation.kind, relation.target) for relation in find_relations(record_of((kind, content)))]


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("[Handwritten:] Point 8 is in a classified repository", "Point 8"),
        ("[handwritten: point 424 is in classified storage]", "point 424"),
        ("points NN 156, 157, and 158 are in classified storage", "points NN 156, 157, and 158"),
        ("Point 314 - in classified storage", "Point 314"),
        ("sheets 34-41 are in the special folder", "sheets 34-41"),
        ("пункт 5 в особой папке", "пункт 5"),
        ("Item 5 - special folder", "Item 5"),
        ("Questions 7 and 9 – “special file”", "Questions 7 and 9"),
        ("The text of point 3 is not here: it is filed separately.", "point 3"),
        ("Special folder: item 12", "item 12"),
        ("The annex is kept separately.", "annex"),
        ("Пункт 227 хранится в закрытом архиве", "Пункт 227"),
        ("Вопрос 5 - О.П.", "Вопрос 5"),
        ("Приложение хранится отдельно.", "Приложение"),
    ],
)
def test_a_part_kept_elsewhere(content: str, target: str) -> None:
    assert relations(content, "handwritten") == [("kept-elsewhere", target)]


@pytest.mark.parametrize(
    ("content", "kind", "target"),
    [
        ("In addition to the 8 June 1934 decree, send men.", "adds-to", "the 8 June 1934 decree"),
        ("In addition to my No. 2404 (incoming No. 25585), I report:", "adds-to", "my No. 2404 (incoming No. 25585)"),
        ("In response to your no. 4598 I say", "replies-to", "your no. 4598"),
        ("In accordance with your directive dated 14.11.49 I visited him", "replies-to", "directive dated 14.11.49"),
        ("Torbin is to be guided by the decision of 1 July. So.", "refers-to", "the decision of 1 July"),
        ("В дополнение к постановлению от 8 июня: купить", "adds-to", "постановлению от 8 июня"),
        ("In reply to your No. 123 of 4 May, I report", "replies-to", "your No. 123 of 4 May"),
        ("Re: your No. 1234.", "replies-to", "No. 1234"),
        ("For the text, see document 5.", "refers-to", "document 5"),
        ("Your telegram No. 345 has come.", "refers-to", "telegram No. 345"),
        (
            "See the decision of 8 June 1934 (Prot. No. 46, item 8).",
            "refers-to",
            "the decision of 8 June 1934 (Prot. No. 46, item 8)",
        ),
        ("Cancel the decision of 4 May 1937 (No. P49/5).", "changes", "the decision of 4 May 1937 (No. P49/5)"),
        ("Во изменение постановления от 3 марта", "changes", "постановления от 3 марта"),
        ("На Ваш № 345 от 4 мая сообщаем: соли нет", "replies-to", "№ 345 от 4 мая"),
        ("(см. протокол № 46, п. 8)", "refers-to", "протокол № 46"),
        ("В соответствии с решением ЦК от 5 мая", "refers-to", "решением ЦК от 5 мая"),
    ],
)
def test_another_paper(content: str, kind: str, target: str) -> None:
    assert relations(content) == [(kind, target)]


@pytest.mark.parametrize(
    "content",
    [
        "in addition to tea they sold salt",
        "in connection with the visit of Torbin",
        "in accordance with custom",
        "a special folder",
        "They were put in the special folder for him.",
        "Point 5 was agreed. The letter is in the special folder.",
        "see the house of Torbin",
        "Your cable came at 00:30",
        "Cancel the visit of 5 May",
        "На вашу голову",
        "смотри на дорогу в 5 верстах",
    ],
)
def test_nothing_is_pointed_to(content: str) -> None:
    assert relations(content) == []


@pytest.mark.parametrize(
    "piece",
    ["see document 5 ", "see (", "point 5, ", "special folder ", "your No. (1 ", "annex ", "см. ", "in reply to "],
)
def test_a_long_line_of_cues_is_read_to_its_end_in_steps_of_its_length(piece: str) -> None:
    relations("see document 5")
    short, long = piece * 200, piece * 2_000
    assert steps(lambda: relations(long)) <= 12 * steps(lambda: relations(short)) + 200


def test_every_part_of_a_line_is_told() -> None:
    assert relations("Points 5 and 6 (special folder), point 9 is in the special file.") == [
        ("kept-elsewhere", "Points 5 and 6"),
        ("kept-elsewhere", "point 9"),
    ]
