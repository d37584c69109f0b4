"""Telegrams that machines passed on: distribution, date-time group, parties, keys, text in capitals."""

from fonds.criticism import with_findings
from fonds.model import DatedAct, Dispatch
from fonds.reading import read_source

CABLE = """\
CONFIDENTIAL

PAGE 01 PORT ALBAR 00731 01 OF 02 121405Z

50
ACTION WXA-15

INFO OCT-01 FSH-00 RD-07

   SEA-10 /033 W
           --------------------- 104417
O R 121330Z MAR 76
FM AMEMBASSY PORT ALBAR
TO SECSTATE WASHDC IMMEDIATE 4410
AMCONSUL KARASHEN

C O N F I D E N T I A L SECTION 1 OF 2 PORT ALBAR 731

E.O. 11652: GDS
TAGS: EFIS, XX
SUBJ: HERRING QUOTA: THE MINISTER HAS SEEN THE NETS

REF: A. KARASHEN 118; B. PORT ALBAR 702

1. MINISTER OF FISHERIES CALLED ME IN ON MARCH 11 AND SAID THAT HE
HAD COUNTED THE NETS HIMSELF.

2. HE COUNTS AGAIN ON 15 MARCH.
LANYON

CONFIDENTIAL

NNNN
"""


def test_every_line_of_the_head_is_named() -> None:
    reading = read_source(CABLE.encode())
    kinds = [(slot.kind, slot.content.split()[0]) for slot in reading.record.slots]
    assert kinds == [
        ("marking", "CONFIDENTIAL"),
        ("page_mark", "PAGE"),
        ("reference", "50"),
        ("distribution", "ACTION"),
        ("distribution", "INFO"),
        ("distribution", "SEA-10"),
        ("reference", "---------------------"),
        ("dateline", "O"),
        ("sender", "FM"),
        ("addressee", "TO"),
        ("addressee", "AMCONSUL"),
        ("marking", "C"),
        ("field", "E.O."),
        ("field", "TAGS:"),
        ("subject", "SUBJ:"),
        ("reference", "REF:"),
        ("point", "1."),
        ("point", "2."),
        ("signature", "LANYON"),
        ("marking", "CONFIDENTIAL"),
        ("separator", "NNNN"),
    ]


def test_the_date_time_group_is_the_date() -> None:
    reading = read_source(CABLE.encode())
    assert reading.description.date is not None
    assert reading.description.date.edtf == "1976-03-12"
    acts = [act for act in reading.statements if isinstance(act, DatedAct)]
    assert [(act.literal, act.date.edtf, act.role) for act in acts] == [
        ("121330Z MAR 76", "1976-03-12", "document"),
        ("MARCH 11", "XXXX-03-11", "mentioned"),
        ("15 MARCH", "XXXX-03-15", "mentioned"),
    ]


def test_parties_and_copies_are_data() -> None:
    reading = read_source(CABLE.encode())
    described = reading.description
    assert [party.literal for party in described.senders] == ["AMEMBASSY PORT ALBAR"]
    assert [party.literal for party in described.addressees] == ["SECSTATE WASHDC IMMEDIATE", "AMCONSUL KARASHEN"]
    told = [(act.recipient, act.copies) for act in reading.statements if isinstance(act, Dispatch)]
    assert told == [("WXA", 15), ("OCT", 1), ("FSH", 0), ("RD", 7), ("SEA", 10)]


def test_without_a_date_time_group_no_rule_of_telegrams_speaks() -> None:
    reading = read_source(CABLE.replace("O R 121330Z MAR 76\n", "").encode())
    assert not any(block.rule.endswith("date group") for block in reading.capture.blocks)


def test_points_are_counted_on_across_items() -> None:
    lines = ("Statute of the Post", "I. The Office", "1. It opens.", "2. It shuts.", "II. The Coach", "3. It comes.")
    text = "\n\n".join((*lines, "4. It goes.\n"))
    passages = read_source(text.encode()).record.passages()
    assert [passage.number for passage in passages if passage.number][-2:] == [("II", "3"), ("II", "4")]


def test_names_in_a_list_do_not_end_it() -> None:
    text = "DECREE No 5\n\n1. To appoint:\n\nIvo Lanyon\n\nPetra Hollin\n\n2. To inform them.\n\n3. To pay them.\n"
    passages = read_source(text.encode()).record.passages()
    assert [passage.number for passage in passages if passage.number] == [("1",), ("2",), ("3",)]


STAMP = "Lena Marr Released/Declassified Ministry of Fisheries Systematic Review of Nets and Boats 4 MAY 2009"
TEXT = "THE MINISTER HAS COUNTED THE NETS AND WILL COUNT THEM AGAIN WHEN THE TIDE IS OUT AND THE BOATS ARE IN."
PRINT = f"""\
            {STAMP}

                         Message Text
UNCLASSIFIED

PAGE 01   PORT ALBAR 00731 121405Z
ACTION WXA-15

INFO OCT-01 FSH-00 RD-07 NET-01 BOT-00 TID-06 SEA-10 HER-00
   KEL-03 /042 W
           ------------------104417 121410Z /11
R 121330Z MAR 76
FM AMEMBASSY PORT ALBAR
TO SECSTATE WASHDC 4410

UNCLAS PORT ALBAR 731

E.O. 11652: GDS
TAGS: EFIS, XX
SUBJECT: DECISION ON THE HERRING QUOTA AND ON THE NETS OF THE
SOUTHERN BOATS
REF: KARASHEN 118

1. {TEXT}

            {STAMP}
\f            {STAMP}

2. {TEXT}
LANYON

UNCLASSIFIED

NNN
            {STAMP}
\f            {STAMP}

                         Message Attributes
Automatic Sorting: X
Disposition Comment:
Disposition Event:
Disposition Reason:
Disposition History: n/a
Executive Order: N/A
Expiration:
Film Number: D760001-0001
Image Path:
Litigation Codes:
Review Event:
Review Media:
Subject: DECISION ON THE HERRING QUOTA
Review Markings:
Lena Marr
Released/Declassified
4 MAY 2009
            {STAMP}
"""


def test_the_print_of_an_archive() -> None:
    reading = with_findings(read_source(PRINT.encode()))
    slots, described = reading.record.slots, reading.description
    assert {slot.kind for slot in slots if slot.content == STAMP} == {"page_mark"}
    assert [slot.content for slot in slots if slot.kind == "signature"] == ["LANYON"]
    attributes = next(at for at, slot in enumerate(slots) if slot.content == "Message Attributes")
    assert {slot.kind for slot in slots[attributes:]} == {"page_mark", "field"}
    assert described.document_kind == "telegram"
    assert described.title == "DECISION ON THE HERRING QUOTA AND ON THE NETS OF THE SOUTHERN BOATS"
    assert "phrase-repeated" not in [finding.code for finding in reading.findings]
    assert "part-missing" not in [finding.code for finding in reading.findings]
