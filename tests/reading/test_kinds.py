"""Kinds of lines in the many words of different offices: each phenomenon on lines of two unrelated sources."""

import pytest

from fonds.reading import read_source, segment

_TEXT = (
    "The lamp over the gate of the post was lit again on the third night, and nobody could say by whom it was done."
)


def kinds(source: str) -> list[str]:
    """Kinds of the lines of a typed document, a line each."""
    record, _ = segment(source.replace("\n", "\n\n"))
    return [slot.kind for slot in record.slots]


HEAD = {
    "marking": [
        "Secret. Copy No. 4", "Top secret! By courier alone!", "To be returned to the Ninth Section",
        "Not to be read aloud",
        "May be opened by the addressee only", "Copying of this paper is forbidden",
    ],
    "copies": ["Copy 7", "Second copy", "Numbered copy 12", "Sole copy"],
    "priority": ["LIGHTNING. OUT OF TURN", "URGENTLY, BY AIR", "Most Immediate"],
    "routing": [
        "put on the wire 03.02.51, 04:10", "Arrived 15.10.63, 5:05", "Handed to the clerk 4 May 1950 at 6:30",
        "acknowledged 11 November, 02:15",
    ],
    "reference": ["Out. No. 5864", "Entry 465/a", "In reply to 53/279 of 25.11", "72/szig. biz./1960"],
    "dateline": [
        "26 April 46", "16th of November 1942", "Ostrovsk, on the 23rd of January 1962", "FRIDAY, October 10",
        "covering 5 August - 8 August 1959", "October 11. Evening",
    ],
    "addressee": [
        "Road Office – Comrade OSTROV L. A.", "For OSTROV in person", "Valentin Oskar only",
        "Posts in Kumtal. Comrade OSTROV",
        "Kumtal, for Ostrov", "Foreign Ministry and Liaison Department:",
    ],
    "document_kind": ["URGENT NOTE", "N o t e", "ORDER [prikaz] No. 81-rs", "Information Report No. 3",
        "INCOMING No. 2388"],
    "sender": ["ex KUMTAL", "Road Office of the Province"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in HEAD.items() for line in lines])
def test_a_line_of_the_head(kind: str, line: str) -> None:
    assert kinds(f"{line}\n{_TEXT}") == [kind, "paragraph"]


FOOT = {
    "production": ["3 copies / mb 11.11.49", "Drafted by Valdov; 2 copies", "cipher clerk Zadov, typist Yelina"],
    "distribution": ["Made in 4 copies:", "2x Far Eastern Section", "Extracts: everything – Cdes. Lag and Lut"],
    "resolution": [
        "Cde. Drozh: reply by word of mouth. Kremn", "Comrade Matas: prepare a note for the board. [initials] 06.07",
        "To the file. The question has been settled by telephone. Drozh",
    ],
    "dateline": ["22.6", "January 27, 3:45 a.m., on the train"],
    "enclosure": ["Enclosed: as stated, 7 sheets."],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in FOOT.items() for line in lines])
def test_a_line_of_the_foot(kind: str, line: str) -> None:
    assert kinds(f"URGENT\n{_TEXT}\nL. A. OSTROV\n{line}") == ["priority", "paragraph", "signature", kind]


def test_a_short_line_does_not_end_the_head() -> None:
    assert kinds(f"STRICTLY SECRET Copy 3\nsome strange words\nTo Comrade OSTROV\n{_TEXT}") == [
        "marking", "copies", "paragraph", "addressee", "paragraph",
    ]  # fmt: skip


def test_copies_and_who_got_them() -> None:
    source = f"URGENT\n{_TEXT}\nOSTROV\nRun off in 3 copies:\n1, 2 – Ostrov\n3 – the file of the office"
    assert kinds(source)[-3:] == ["distribution"] * 3


def test_a_number_behind_a_list_of_recipients_is_no_recipient() -> None:
    source = (
        f"Decisions of the Road Office\n7. Concerning ropes\n{_TEXT}\nExcerpts have been sent to Cde. Ostrov.\n"
        f"8. Concerning lamps\n{_TEXT}"
    )
    assert kinds(source)[-2:] == ["item", "paragraph"]


def test_the_date_above_those_present_is_that_of_the_meeting() -> None:
    source = "PROTOCOL No. 5\nof the Road Office\n4 May 1950\n{}\n1. On ropes\n2. On lamps"
    assert kinds(source.format("In the chair: Ostrov."))[2] == "dateline"
    assert kinds(source.format(_TEXT))[2] == "decision_date"


def test_notes_at_the_foot() -> None:
    source = f"URGENT\n{_TEXT} It is Ostrov* who asks.\nL. A. OSTROV\n* The keeper of the post at Kumtal."
    assert kinds(source)[-1] == "footnote"
    assert kinds(f"{_TEXT}\n[a] The letter has not been found.\n[ii] The same man.") == [
        "paragraph", "footnote", "footnote",
    ]  # fmt: skip


def test_turns_tell_that_people_speak() -> None:
    source = "\n".join(
        f"{who}: It seems to me that the lamp is lit at dusk." for who in ("OSTROV", "ZADOV", "OSTROV")
    )
    assert kinds(source) == ["speech"] * 3


def test_keys_of_a_form_are_no_speakers() -> None:
    source = f"Sender: Kumtal\nClassification: SECRET\nDate: 06.04.1978\nTo: Comrade Ostrov\n{_TEXT}"
    assert kinds(source) == ["field"] * 4 + ["paragraph"]


def test_a_telegraph_office_says_more_than_a_form() -> None:
    source = f"Control: 14798\nRec'd: Oct 28 1960, 3:15 a.m.\nFROM: Kumtal\nTO: Road Office\n{_TEXT}"
    assert kinds(source) == ["reference", "routing", "sender", "addressee", "paragraph"]


def test_what_a_document_is_about_stands_below_its_kind() -> None:
    assert kinds(f"SPECIAL REPORT\non the fighting near Kumtal\n{_TEXT}")[:2] == ["document_kind", "heading"]
    assert kinds(f"DIARY\nof the keeper of the post\n{_TEXT}")[:2] == ["document_kind", "heading"]


def test_an_office_with_a_name_signs_behind_the_text_and_is_present_before_it() -> None:
    source = f"PROTOCOL No. 5\nChairman: Ostrov\n{_TEXT}\nChairman: Ostrov\nTook the minutes: Zadov"
    assert kinds(source) == ["minutes_head", "attendance", "paragraph", "signature", "signature"]


def test_a_short_line_between_paragraphs_is_a_heading_or_a_name() -> None:
    assert kinds(f"URGENT\n{_TEXT}\nPolitical Situation\n{_TEXT}")[2] == "heading"
    assert kinds(f"URGENT\n{_TEXT}\nL. A. OSTROV\n{_TEXT}")[2] == "signature"


@pytest.mark.parametrize(
    "line", ["Secret. Copy No. 4", "Secret – of special importance", "Secret! By courier alone!"]
)
def test_the_class_is_told_from_rules_of_handling(line: str) -> None:
    assert read_source(f"{line}\n\n{_TEXT}\n".encode()).description.marking == "Secret"


@pytest.mark.parametrize(
    "line",
    ["Ostrov m.p.", "OSTROV L.A., keeper of the post", "acting consul general Zadov", "Your old friend Ostrov",
     "Head of the Section for Frontier Questions V. Zadov"],
)  # fmt: skip
def test_who_signs(line: str) -> None:
    assert kinds(f"URGENT\n{_TEXT}\n{line}") == ["priority", "paragraph", "signature"]


def test_a_deed_of_a_day_is_no_date() -> None:
    assert kinds(f"URGENT\n{_TEXT}\nInitialled by Zadov on 5 May")[-1] != "dateline"
