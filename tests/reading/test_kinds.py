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
        "For official use", "Confidential Service Matter No. 4/1961",
        "Secret. Copy No. 4", "Top secret! By courier alone!", "To be returned to the Ninth Section",
        "Not to be read aloud",
        "May be opened by the addressee only", "Copying of this paper is forbidden",
    ],
    "copies": ["Copy 7", "Second copy", "Numbered copy 12", "Sole copy", "5 copies, 2nd copy, 4 pages"],
    "priority": ["VNE OCHERED'", "Newsflash", "LIGHTNING. OUT OF TURN", "URGENTLY, BY AIR", "Most Immediate"],
    "routing": [
        "put on the wire 03.02.51, 04:10", "Arrived 15.10.63, 5:05", "Handed to the clerk 4 May 1950 at 6:30",
        "acknowledged 11 November, 02:15", "D. 5.10 p.m. 3rd May, 1951.", "Rec. 4.V.1958 at 06.40",
        "sent 3:10 - received 4:05, 11/IV/1950",
    ],
    "reference": ["No. of words: 88", "No. ___", "Out. No. 5864", "Entry 465/a",
        "In reply to 53/279 of 25.11", "72/szig. biz./1960"],
    "dateline": [
        "26 April 46", "16th of November 1942", "Ostrovsk, on the 23rd of January 1962", "FRIDAY, October 10",
        "covering 5 August - 8 August 1959", "October 11. Evening", "9 May, 0640 hours", "4 a.m., 6 May [1949]",
        "“___” May 44",
    ],
    "addressee": [
        "Road Office – Comrade OSTROV L. A.", "For OSTROV in person", "Valentin Oskar only",
        "Posts in Kumtal. Comrade OSTROV",
        "Kumtal, for Ostrov", "All posts and ferries, and the keeper in Kumtal:",
        "Foreign Ministry and Liaison Department:",
    ],
    "document_kind": ["TELEGRAM RECEIVED", "DECODED TELEGRAM", "Decree of the Council of Roads", "URGENT NOTE",
        "N o t e", "ORDER [prikaz] No. 81-rs",
        "Information Report No. 3",
        "INCOMING No. 2388"],
    "sender": ["ex KUMTAL", "Road Office of the Province"],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in HEAD.items() for line in lines])
def test_a_line_of_the_head(kind: str, line: str) -> None:
    assert kinds(f"{line}\n{_TEXT}") == [kind, "paragraph"]


FOOT = {
    "signature": ["Zadov m. p.", "V. Yelin sgd.", "Zadov, attaché of the legation"],
    "production": ["mb-204. 11.11.49", "3 pp.", "2 sh.-Zadov-4", "Prep. by: clerk Zadov",
        "3 copies / mb 11.11.49", "Drafted by Valdov; 2 copies", "cipher clerk Zadov, typist Yelina"],
    "distribution": [
        "To: Ostrov (2 copies), Yelin (1 copy)", "Sent: Road Office, Ministry of Salt", "Centre 4, Legation 1",
        "12 copies: Nos. 1-9 the members, 10 the file",
        "Addressed to the Road Office telegram No. 4 of 2 May; repeated for information to Kumtal and Sarych.",
        "Made in 4 copies:", "2x Far Eastern Section", "Extracts: everything – Cdes. Lag and Lut",
    ],
    "resolution": [
        "Comr. Drozh. Prepare an answer. Kremn. 4.V.1951", "By order of the head: a reply is to be written by 4 May.",
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


def test_a_date_with_its_place_is_that_of_the_paper_and_one_without_of_the_decision() -> None:
    source = "DECREE of the Road Office\n{}\n1. Mend the bridge.\n2. Light the lamp."
    assert kinds(source.format("of 4 May 1950 Kumtal"))[1] == "dateline"
    assert kinds(source.format("May 4, 1950 Kumtal, the Old Fort"))[1] == "dateline"
    assert kinds(source.format("of 4 May 1950"))[1] == "decision_date"


def test_a_letterhead_stands_over_a_decree_that_names_the_body_again() -> None:
    source = f"Secret\nCOUNCIL OF ROADS\n{{}}\nMay 4, 1950 Kumtal\n{_TEXT}"
    assert kinds(source.format("Decree of the Council of Roads"))[1:3] == ["sender", "document_kind"]


def test_a_place_over_the_person_there_is_to_whom() -> None:
    assert kinds(f"URGENT\nKUMTAL\nto Cde. OSTROV\n{_TEXT}") == ["priority", "addressee", "addressee", "paragraph"]


def test_clauses_numbered_inside_a_sentence_are_no_points() -> None:
    inside = "1) the road was mended; 2) the bridge was painted; and 3) the ferry was sold."
    assert kinds(f"{_TEXT}\n{inside}\n{_TEXT}") == ["paragraph"] * 3
    assert kinds(f"{_TEXT}\n1) Mend the road;\n2) paint the bridge.")[1:] == ["point", "point"]


def test_a_bracketed_word_or_verb_of_the_session_is_no_signature() -> None:
    source = f"URGENT\n{_TEXT}\n{{}}\n{_TEXT}"
    assert kinds(source.format("(Applause.)"))[2] == "paragraph"
    assert kinds(source.format("Adopted."))[2] == "paragraph"


def test_a_speaker_in_brackets_takes_a_turn() -> None:
    said = f"It seems to me that this is true. {_TEXT}"
    source = f"SESSION\nPresent: Ostrov, Zadov\nCde. Zadov - {said}\n(Ostrov) {said}\n(Ostrov {said}"
    assert kinds(source)[2:] == ["speech"] * 3


def test_a_whole_list_of_recipients_in_the_head_does_not_go_on() -> None:
    source = f"URGENT\nDistribution list - 2 copies: Zadov - 1, Yelin - 1.\nTo Comrade OSTROV.\n{_TEXT}"
    assert kinds(source)[1:3] == ["distribution", "addressee"]


def test_a_stamp_that_never_closes_ends_where_text_begins_that_has_brackets_of_its_own() -> None:
    source = f"[Stamp: Road Office\nEntry 4\n{_TEXT} [The lamp] was new, they said, and [it] was never cleaned."
    assert kinds(source)[-1] == "paragraph"


def test_an_office_between_dashes_belongs_to_the_letterhead() -> None:
    source = f"Road Office in Kumtal\n- Secretary -\nKumtal, 4 May 1950\n{_TEXT}"
    assert kinds(source)[:3] == ["sender", "sender", "dateline"]


def test_what_a_quoted_letter_opens_with() -> None:
    assert kinds(f'URGENT\n{_TEXT}\n"Great Keeper!\n{_TEXT}"')[2] == "salutation"
    assert kinds(f'URGENT\n{_TEXT}\n"OSTROV [Zadov],\n{_TEXT}"')[2] == "salutation"
