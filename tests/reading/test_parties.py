"""Who writes to whom: by a heading in one line, and by the lines of a head."""

import pytest

from fonds.model import Party
from fonds.reading import read_source
from fonds.reading._correspondence import find_parties
from fonds.reading._parties import read_heading, read_parties
from tests.lines import record_of


def names(parties: tuple[Party, ...]) -> list[tuple[str, str]]:
    return [(party.name, party.office) for party in parties]


@pytest.mark.parametrize(
    ("heading", "senders", "addressees"),
    [
        (
            "12. Telegram From the Legation in Talmar to the Department of Trade",
            [("", "Legation in Talmar")],
            [("", "Department of Trade")],
        ),
        (
            "The Chargé in Talmar ( Veresov ) to the Acting Minister of Trade",
            [("Veresov", "Chargé in Talmar")],
            [("", "Acting Minister of Trade")],
        ),
        (
            "7. Letter From Foreign Minister Zernov to President-elect Torbin",
            [("Zernov", "Foreign Minister")],
            [("Torbin", "President-elect")],
        ),
        (
            "Telegram From the Ambassador to Talmar (Mezhov) to the Ambassador to Karvel",
            [("Mezhov", "Ambassador to Talmar")],
            [("", "Ambassador to Karvel")],
        ),
        (
            "Telegram From the Mission to the Postal Union to the Minister of Posts",
            [("", "Mission to the Postal Union")],
            [("", "Minister of Posts")],
        ),
        (
            "Memorandum From A. B. Khlebin of the Council Staff to Secretary of State Oskolov",
            [("A. B. Khlebin", "Council Staff")],
            [("Oskolov", "Secretary of State")],
        ),
        (
            "Memorandum by Mr. Ivo Lanyon, Deputy to the Director of Roads ( Baum ), to the Treasury",
            [("Ivo Lanyon", "Deputy to the Director of Roads")],
            [("", "Treasury")],
        ),
        (
            "Message From Chairmen Torbin and Gnedin to King Otto at Karashen",
            [("Torbin", "Chairmen"), ("Gnedin", "")],
            [("Otto", "King")],
        ),
        (
            "Cable, Liang Wenbo to Cde. Vasil'kin, 'On the Wool'",
            [("Liang Wenbo", "")],
            [("Vasil'kin", "")],
        ),
        (
            "Telegramm des Gesandten in Talmar (Krahnert) an das Auswärtige Amt",
            [("Krahnert", "Gesandten in Talmar")],
            [("", "Auswärtige Amt")],
        ),
        ("Письмо от посла Торбина к министру Зернову", [("Торбина", "посла")], [("Зернову", "министру")]),
        (
            "Consul in Tolubay (Torbin), Cable No. 5, to the Ministry of Trade",
            [("Torbin", "Consul in Tolubay")],
            [("", "Ministry of Trade")],
        ),
        (
            "Telegram from Torbin [Zernov] to Gnedin [Lagutin] on the Wool",
            [("Torbin", "")],
            [("Gnedin", "")],
        ),
        (
            "Letter from Ivo Lanyon to the Ministry of Trade Asking for Salt",
            [("Ivo Lanyon", "")],
            [("", "Ministry of Trade")],
        ),
        ("Memorandum for President Torbin", [], [("Torbin", "President")]),
    ],
)
def test_a_heading(heading: str, senders: list[tuple[str, str]], addressees: list[tuple[str, str]]) -> None:
    found = read_heading(heading)
    assert found is not None
    assert (names(found.senders), names(found.addressees)) == (senders, addressees)


@pytest.mark.parametrize(
    "line",
    [
        "Memorandum of Conversation",
        "Memorandum for the Record",
        "He went from the lake to the town on foot.",
        "The road from Karashen to Tolubay",
        "Report on the harvest",
        "",
    ],
)
def test_no_heading(line: str) -> None:
    found = read_heading(line)
    assert found is None or not (found.senders or found.addressees)


def test_the_literal_stays_whole() -> None:
    (party,) = read_parties("the Consul in Karashen (Torbin)")
    assert party == Party(literal="the Consul in Karashen (Torbin)", name="Torbin", office="Consul in Karashen")


def test_lines_of_a_head() -> None:
    record = record_of(
        ("sender", "Consulate in Karashen"),
        ("addressee", "To the Minister of Trade,"),
        ("addressee", "Cde. Torbin"),
        ("addressee", "Urgent"),
        ("paragraph", "The wool has come."),
        ("addressee", "To Cde. Zernov"),
    )
    found = find_parties(record.slots)
    assert names(found.senders) == [("", "Consulate in Karashen")]
    assert names(found.addressees) == [("Torbin", "Minister of Trade")] or found.addressees[0].office


def test_one_word_above_a_paper_is_no_person() -> None:
    found = find_parties(record_of(("sender", "KARASHEN"), ("addressee", "TORBIN")).slots)
    assert (names(found.senders), names(found.addressees)) == ([("", "KARASHEN")], [("TORBIN", "")])


def test_a_printed_letter_is_described() -> None:
    text = (
        "31. Letter From the Governor of Karashen (Torbin) to the Director of Posts\n"
        "Karashen, March 5, 1949, 6:30 p.m.\n"
        "DEAR DIRECTOR: The mail coach is late again, and nobody here believes the timetable any longer.\n"
    )
    described = read_source(text.encode()).description
    assert described.date is not None
    assert described.date.edtf == "1949-03-05"
    assert names(described.senders) == [("Torbin", "Governor of Karashen")]
    assert names(described.addressees) == [("", "Director of Posts")]
