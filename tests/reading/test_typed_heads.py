"""Heads of typed papers without an edition's heading: kind, title, whose paper it is, and to whom it is written."""

import pytest

from fonds.model import Description
from fonds.reading import read_source

TEXT = "The weir at Karashen was raised by two feet and the millers below it have been told to wait for rain."
RUSSIAN = "Докладываю, что плотина у Карашена поднята на два фута и что мельникам ниже ее велено ждать дождя."


def kinds(text: str) -> list[str]:
    return [slot.kind for slot in read_source(text.encode()).record.slots]


def described(text: str) -> Description:
    return read_source(text.encode()).description


DECREE = """\
                             {kind}

                   {body}

            О порядке пользования водой ниже
              плотины на реке Карашен и о
                    сроках помола

     В целях обеспечения мельниц водою в летние месяцы и для
сбережения плотины от размыва весенними водами реки постановляю:
     1. Установить сроки помола с 1 мая по 1 октября.
     2. Настоящий акт вступает в силу со дня его подписания.

     {signer}

     Москва, Кремль
     9 мая 1999 года
     N 412
"""


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("У К А З", "ПРЕЗИДЕНТА РЕСПУБЛИКИ"),
        ("РАСПОРЯЖЕНИЕ", "Правительства Республики"),
        ("П О С Т А Н О В Л Е Н И Е", "СОВЕТА НАРОДНЫХ КОМИССАРОВ"),
    ],
)
def test_a_russian_decree(kind: str, body: str) -> None:
    text = DECREE.format(kind=kind, body=body, signer="Председатель Совета                         В.Орликов")
    assert kinds(text) == [
        "document_kind", "minutes_head", "subject", "paragraph", "point", "point", "signature", "dateline",
        "dateline", "reference",
    ]  # fmt: skip
    description = described(text)
    assert description.document_kind == "resolution"
    assert description.title == "О порядке пользования водой ниже плотины на реке Карашен и о сроках помола"
    assert description.date is not None
    assert description.date.edtf == "1999-05-09"
    assert description.addressees == ()


def test_a_decision_with_its_body_in_one_line() -> None:
    head = "ПОСТАНОВЛЕНИЕ СОВЕТА МИНИСТРОВ\n№ 12\nот 9 мая 1949 г.\nМосква, Кремль\n\nО плотине у Карашена"
    text = f"{head}\n\n{RUSSIAN}\n"
    description = described(text)
    assert kinds(text)[0] == "document_kind"
    assert description.document_kind == "resolution"
    assert description.title == "О плотине у Карашена"
    assert description.senders == ()


@pytest.mark.parametrize("body", ["ЦК ВКП(б)", "Совет Министров СССР", "Комитет по Делам Рек"])
def test_a_body_above_the_text_of_a_russian_note_is_written_to(body: str) -> None:
    description = described(f"{body}\n\n{RUSSIAN}\n\nП. Орликов\n\n9 мая 1949 г.\n")
    assert [party.literal for party in description.addressees] == [body]
    assert description.senders == ()


def test_a_body_above_a_date_sends() -> None:
    description = described(f"КОМИТЕТ ПО ДЕЛАМ РЕК\n9 мая 1949 г.\n\n{RUSSIAN}\n\nП. Орликов\n")
    assert [party.literal for party in description.senders] == ["КОМИТЕТ ПО ДЕЛАМ РЕК"]


def test_an_extract_that_ends_in_the_sign_for_a_year() -> None:
    head = "Выписка из протокола № 12 заседания Бюро обкома партии по вопросам рек и плотин от 9 мая 1949 г."
    text = f"{head}\n\n{RUSSIAN}\n"
    assert kinds(text)[0] == "minutes_head"
    assert described(text).date is not None


def test_a_protocol_by_its_number_is_minutes() -> None:
    text = f"BUREAU OF THE RIVERS\nProtocol No. 12, item 4\nof 9 May 1949\n\nOn the weir at Karashen\n\n1. {TEXT}\n"
    assert described(text).document_kind == "minutes"


MEMORANDUM = f"""\
OFFICE OF RIVERS
KARASHEN

MEMORANDUM FOR: THE MINISTER OF TRADE
                THE DIRECTOR OF ROADS

FROM:    Pavel Orlikov
SUBJECT: The Weir
DATE:    May 9, 1951

{TEXT}
"""


def test_a_memorandum_names_its_kind_before_those_it_is_for() -> None:
    description = described(MEMORANDUM)
    assert [party.literal for party in description.addressees] == ["THE MINISTER OF TRADE", "THE DIRECTOR OF ROADS"]
    assert [party.literal for party in description.senders][-1] == "Pavel Orlikov"
    assert description.document_kind == "memorandum"
    assert description.title == "The Weir"


def test_the_day_behind_the_parties_is_no_part_of_their_names() -> None:
    description = described(
        f"Letter from Pavel Orlikov to Veresov, 9 May 1951\n\nDear Veresov,\n\n{TEXT}\n\nOrlikov\n"
    )
    assert [party.literal for party in description.senders] == ["Pavel Orlikov"]
    assert [party.literal for party in description.addressees] == ["Veresov"]


def test_between_whom_a_conversation_was_is_no_sender() -> None:
    head = "MEMORANDUM OF CONVERSATION\n\nBetween Minister P. Orlikov and Consul V. Lanyon\nKarashen, 9 May 1951"
    text = f"{head}\n\n{TEXT}\n"
    assert described(text).senders == ()
    assert described(text).document_kind == "conversation"


def test_a_place_above_the_text_is_no_sender() -> None:
    assert described(f"Karashen\n\n{TEXT}\n\n{TEXT}\n").senders == ()
    assert [party.literal for party in described(f"TASS\n\n{TEXT}\n\n{TEXT}\n").senders] == ["TASS"]


TELEGRAM = f"""\
{{above}}7. Telegram From the Legation in Karashen to the Ministry of Foreign Trade and Rivers
{{marking}}KARASHEN, May 9, 1951—7 p.m.

{TEXT} {TEXT}

ORLIKOV
"""


@pytest.mark.parametrize("above", ["", "[Document 7]\n\n", "Document 7\n\n"])
@pytest.mark.parametrize("marking", ["", "SECRET\n", "TOP SECRET\n\n"])
def test_what_stands_above_and_below_a_heading_is_no_part_of_it(above: str, marking: str) -> None:
    description = described(TELEGRAM.format(above=above, marking=marking))
    assert [party.literal for party in description.senders] == ["the Legation in Karashen"]
    assert [party.literal for party in description.addressees] == ["the Ministry of Foreign Trade and Rivers"]
    assert description.date is not None
    assert description.marking == (marking.strip() or None)


def test_an_office_with_its_street_is_a_letterhead() -> None:
    text = f"OFFICE OF RIVERS, E.C.4.\n9th May, 1951.\n\nDear Veresov,\n\n{TEXT}\n\nYours ever,\nPavel Orlikov\n"
    assert kinds(text)[0] == "sender"
    assert described(text).title is None
