"""Plain text of a PDF: pages, lines broken anywhere, words parted at the end of a line; capitals that were lost."""

from fonds.model import Quantity
from fonds.reading import read_source, segment

_TEXT = (
    "The lamp over the gate of the post was lit again on the third night,\n"
    "and nobody could say by whom. The keeper of the post reports that the\n"
    "ropes were counted twice and that fourteen of them are lacking now."
)


def _text(number: int) -> str:
    """Another text of several lines for each page."""
    return "\n".join(f"{'abcdef'[number]}{line}" for line in _TEXT.split("\n"))


def kinds(source: str) -> list[tuple[str, str]]:
    record, _ = segment(source)
    return [(slot.kind, " ".join(slot.content.split())) for slot in record.slots]


def test_heads_and_numbers_of_pages_are_apart() -> None:
    pages = [f"REPORT OF THE ROAD OFFICE{' ' * 30}{number}\n\n{_text(number)}\n" for number in range(1, 4)]
    found = kinds("\f".join(pages))
    assert [kind for kind, _ in found] == ["page_mark", "paragraph"] * 3


def test_numbers_that_count_the_pages_without_form_feeds() -> None:
    pages = [f"{_text(number)}\n\n- {number} -\n" for number in range(1, 5)]
    assert [kind for kind, _ in kinds("\n".join(pages))] == ["paragraph", "page_mark"] * 4


def test_two_numbers_far_from_the_margin_and_a_head_beside_one() -> None:
    far = " " * 50
    source = f"{far}12\n\n{_text(1)}\n\n{far}13\n\nCOMMITTEE OF THE ROADS\n\n{_text(2)}\n"
    assert [kind for kind, _ in kinds(source)] == ["page_mark", "paragraph", "page_mark", "page_mark", "paragraph"]


def test_one_number_far_from_the_margin_is_no_page() -> None:
    source = f"{_text(1)}\n\n{' ' * 50}13\n\nCOMMITTEE OF THE ROADS\n\n{_text(2)}\n"
    assert "page_mark" not in [kind for kind, _ in kinds(source)]


def test_figures_in_a_row_are_no_pages() -> None:
    source = f"{_TEXT}\n\n12\n\n{_TEXT}\n\n40\n"
    assert "page_mark" not in [kind for kind, _ in kinds(source)]


def test_lines_broken_anywhere_are_joined() -> None:
    source = (
        f"{_TEXT}\n\n1. Send the ropes to the post, and charge the cost to the\nreserve.\n2. Instruct the keeper to\n"
        "count the lamps before the winter begins, and to report on it.\n"
    )
    assert [kind for kind, _ in kinds(source)] == ["paragraph", "point", "point"]


def test_a_word_parted_at_the_end_of_a_line_is_read_whole() -> None:
    source = f"{_TEXT}\n\nWe ask for the delivery of ropes and of 36 lor-\nries for the post at Kumtal.\n"
    reading = read_source(source.encode())
    found = [statement for statement in reading.statements if isinstance(statement, Quantity)]
    lorries = next(quantity for quantity in found if quantity.value == 36)
    assert lorries.unit == "lorries"
    contents = {slot.id: slot.content for slot in reading.record.slots}
    assert contents[lorries.slots[0]][lorries.start : lorries.end] == lorries.literal


_LETTER = (
    "SECRET. COPY NO. 3\n\nTO COMRADE OSTROV\n\nTHE LAMP OVER THE GATE OF THE POST WAS LIT AGAIN ON THE THIRD NIGHT, "
    "AND NOBODY COULD SAY BY WHOM. THE KEEPER ASKS FOR OIL.\n\n1. SEND FORTY ROPES TO THE POST AND CHARGE THE "
    "COST TO THE RESERVE.\n\nHEAD OF THE ROAD OFFICE\n\nV. K. ZADOV\n\n5 MAY 1950\n"
)


def test_lines_are_named_without_capitals_and_without_small_letters() -> None:
    expected = ["marking", "addressee", "paragraph", "point", "signature", "signature", "dateline"]
    for source in (_LETTER, _LETTER.lower(), _LETTER.title()):
        record, _ = segment(source)
        assert [slot.kind for slot in record.slots] == expected
        assert "".join(slot.content for slot in record.slots) == source.replace("\n", "")
