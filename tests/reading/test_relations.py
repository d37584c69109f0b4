"""What a record points to: parts of it that are kept elsewhere, and other papers."""

import pytest

from fonds.model import SlotKind
from fonds.reading._relations import find_relations
from tests.lines import record_of


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
    ],
)
def test_nothing_is_pointed_to(content: str) -> None:
    assert relations(content) == []
