"""The checks of letters and lines, one phenomenon at a time: what they name, leave alone, and propose."""

import pytest

from fonds.criticism import check
from fonds.model import Capture, Finding, Mark, Passage, Quantity, Reading, Record, Text
from tests.criticism.builders import BY, frame, passage, reading

ENGLISH = Text(id="t1", language="en")
RUSSIAN = Text(id="t1", language="ru")


def found(one: Reading, code: str) -> list[Finding]:
    return [finding for finding in check(one) if finding.code == code]


def text(*contents: str, language: Text = ENGLISH, kind: str = "paragraph") -> Reading:
    slots = tuple(
        Passage(id=f"p{n}", kind=kind, content=content, label=f"/{n}", text="t1")
        for n, content in enumerate(contents, start=1)
    )
    return Reading(record=Record(texts=(language,), slots=slots))


@pytest.mark.parametrize(
    ("content", "literal", "first"),
    [
        ("The comission met in May.", "comission", "commission"),
        ("The commander of the garrsion wrote.", "garrsion", "garrison"),
        ("The Secertary General wrote.", "Secertary", "Secretary"),
        ("THE SOIVET ARMY", "SOIVET", "SOVIET"),
        ("They camewith the others.", "camewith", "came with"),
        ("It ended.Nobody came.", "ended.Nobody", "ended. Nobody"),
        ("See No4117 of May.", "No4117", "No. 4117"),
        ("The gove1nment fell.", "gove1nment", ""),
        ("The XXIst and the XXIIrd volume.", "XXIIrd", "XXIInd"),
        ("On the 3th of May.", "3th", "3rd"),
        ("I leaves it to you.", "I leaves", "leave"),
        ("These delays hinder prevent the work.", "hinder prevent", "prevent"),
        ("Lieutenant Genera-Major Ostrow", "Genera-Major", "General-Major"),
    ],
)
def test_slips_of_the_pen(content: str, literal: str, first: str) -> None:
    findings = found(text(content), "text-typo")
    if not first:
        assert not findings  # a figure that stands for no likely letter proves nothing
        return
    (finding,) = findings
    assert finding.literals == (literal,)
    assert finding.candidates[0].literal == first


@pytest.mark.parametrize(
    "content",
    [
        "Messrs. Benton, Hearst and Enver met Mr. Goverov in Weisbach.",
        "The unfavourable colour of the gaol, the connexion, the despatch.",
        "He met KALINKA1 and SMOLARCZYK2, the ambassador3 and others.",
        "The 21st, 22nd, 23rd and 111th regiments; the XXth Congress.",
        "He helps the others plan visits. The means states use vary.",
        "The wages are paid at 1300hs, see f.18 op.161 and ll.5-6.",
        "Mr. Velimriov and again Mr. Velimriov.",
        "detente, rapprochement and a fait accompli",
    ],
)
def test_what_is_no_slip(content: str) -> None:
    assert not found(text(content), "text-typo")


def test_slips_of_one_paragraph_are_one_finding() -> None:
    (finding,) = found(text("The comission recieved it.", "All is well."), "text-typo")
    assert finding.literals == ("comission", "recieved")
    assert "comission" in finding.message
    assert "commission" in finding.message


def test_a_word_that_the_archive_has_is_none() -> None:
    class Archive:
        def names(self) -> tuple[()]:
            return ()

        def is_word(self, word: str) -> bool:
            return word == "comission"

        def neighbours(self) -> tuple[()]:
            return ()

    assert [one.code for one in check(text("The comission met."), Archive())] == []


def test_russian_slips() -> None:
    (figure,) = found(text("Это даёт возможност1, как пишут.", language=RUSSIAN), "text-typo")
    assert figure.candidates[0].literal.startswith("возможност")
    (space,) = found(text("Сприветом, Островский", language=RUSSIAN), "text-typo")
    assert space.candidates[0].literal == "С приветом"
    assert not found(text("Поначалу вдвое больше, наконец посредине.", language=RUSSIAN), "text-typo")


def test_a_language_without_a_list_makes_no_finding() -> None:
    assert not found(text("Zzyx recieved qwrt.", language=Text(id="t1", language="zz")), "text-typo")


def test_words_that_the_editor_has_noted_are_passed_over() -> None:
    content = "The comission [sic] met."
    one = Reading(
        record=Record(
            texts=(ENGLISH,),
            slots=(
                Passage(
                    id="p1", kind="paragraph", content=content, label="/1", text="t1",
                    marks=(Mark(kind="sic", start=14, end=19),),
                ),
            ),
        )
    )  # fmt: skip
    assert not found(one, "text-typo")


def test_two_letters_of_a_name_exchanged_in_the_title_are_a_slip_and_no_spelling() -> None:
    title = passage("s1", "Letter from Velimriov", kind="page_title")
    one = reading(title, passage("p1", "Comrade Velimirov came. Comrade Velimirov left."))
    assert {"title-typo"} == {finding.code for finding in check(one)} - {"date-missing"}


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("a) one; b) two; First) three", 0),
        ("(a) one [two [three] four] five", 0),
        ("one [two", 1),
        ("one] two", 1),
        ("[[one] two", 1),
        ("one (two", 1),
        ("the committee) and others", 1),
        ("“a) by a study", 0),
    ],
)
def test_brackets(content: str, count: int) -> None:
    one = reading(passage("p1", content), passage("d", "5 May 1949", kind="dateline"))
    assert len(found(one, "bracket-unbalanced")) == count


def test_a_bracket_runs_over_the_lines_of_a_note_and_not_into_points() -> None:
    note = (passage("n1", "[Stamp:", kind="stamp"), passage("n2", "Office]", kind="stamp"))
    assert not found(reading(*note), "bracket-unbalanced")
    broken = (passage("n1", "One [two", kind="addressee"), passage("p1", "1. three] four", "1"))
    assert len(found(reading(*broken), "bracket-unbalanced")) == 2


@pytest.mark.parametrize(
    ("contents", "count"),
    [
        (("“one", "“two", "three.”"), 0),
        (("“one “two” three.”",), 0),
        (('He said "one" and 5" and 6".',), 0),
        (("„eins“ und »zwei« und «три»",), 0),
        (("one.” two",), 1),
        (("“one", "two"), 1),
        (('"one', "two", "three"), 1),
    ],
)
def test_quotations(contents: tuple[str, ...], count: int) -> None:
    slots = [passage(f"p{n}", content) for n, content in enumerate(contents)]
    one = reading(*slots, passage("d", "5 May 1949", kind="dateline"))
    assert len(found(one, "quote-unbalanced")) == count


@pytest.mark.parametrize(
    ("content", "literal"),
    [
        ("He went to the the house.", "the the"),
        ("He paused ... and went to the the house ...", "the the"),
        ("The same was said the same was said.", "The same was said the same was said"),
        ("Step by step by step, very very slowly.", None),
        ("That that is, is; and what is mine is mine.", None),
        ("10 20 10 20", None),
        ("One, one; two. Two", None),
    ],
)
def test_phrases(content: str, literal: str | None) -> None:
    assert [one.literals for one in found(reading(passage("p1", content)), "phrase-repeated")] == (
        [(literal,)] if literal else []
    )


def test_a_unit_is_proposed_from_the_same_number_elsewhere() -> None:
    slots = (passage("p1", "Pay 4,909 (561,400 riyals) now."), passage("p2", "Release 4,909 rubles."))
    known = Quantity(slots=("p2",), literal="4,909 rubles", said_by=BY, value=4909, unit="rubles", start=8, end=20)
    (finding,) = found(reading(*slots, statements=(known,)), "unit-missing")
    assert finding.candidates[0].literal == "4,909 rubles"
    assert finding.candidates[0].slots == ("p2",)
    assert finding.severity == "warning"


def page(*slots: Passage, form: str = "A1") -> Reading:
    title = passage("s1", "Minutes No. 7 of the Council of Wells", kind="page_title")
    return Reading(record=Record(slots=(title, *slots)), capture=Capture(form=form))  # type: ignore[arg-type]  # a form


def messages(one: Reading) -> list[str]:
    return [finding.message for finding in found(one, "part-missing")]


@pytest.mark.parametrize(
    ("content", "form", "count"),
    [
        ("They went home.", "A1", 1),
        ("They went home.", "O", 0),
        ("They went home. It", "O", 1),
        ("They went home. With greetings, OSTROW", "O", 0),
        ("They went home. (Office of Wells, file 3)", "plain", 0),
        ("They went home and then to the", "plain", 1),
        ("They went home", "unknown", 0),
    ],
)
def test_the_end_of_the_text(content: str, form: str, count: int) -> None:
    assert len(messages(page(passage("p1", content), form=form))) == count


def test_a_cut_word_is_completed_from_the_record() -> None:
    one = page(passage("p1", "The surveyors came. Nobody asked the survey"))
    (finding,) = found(one, "part-missing")
    assert finding.candidates[0].literal == "surveyors"


def test_a_store_that_holds_no_end_says_nothing_of_it() -> None:
    assert not messages(reading(passage("p1", "They went home and slept until noon")))


SUMMARY = frame("s9", "summary", "On wells.")


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ((passage("p1", "of the Council of Wells", kind="minutes_head"),), "lost its beginning"),
        ((passage("p1", "MINUTES of the", kind="heading"), passage("p2", "DECISIONS OF 5 MAY", kind="heading")),
         "breaks off"),
        ((passage("p1", "Response No.", kind="field"), passage("p2", "Subject:", kind="field")), "are empty"),
        ((passage("p1", "Telegram No. from Osh came."),), "No number follows"),
        ((passage("p1", "“___” March 1948", kind="dateline"),), "day of the month"),
        ((passage("p1", "Copies to Cdes.", kind="distribution"),), "No names follow"),
        ((passage("p1", "Translated by Vell", kind="signature"),), "signature is missing"),
        ((passage("p1", "File 4 [one line faded]", kind="reference"),), "as the page says itself"),
        ((passage("p1", "TELEGRAM (SECTION ONE OF TWO)", kind="document_kind"),), "part 2 is not on the page"),
        ((passage("p1", "Losses were:"), passage("p2", "mules", kind="table"), passage("p3", "carts", kind="table")),
         "a column is lost"),
        ((passage("p1", "Sent 9.9.49 Received 9.9. 05:02", kind="routing"),
          passage("p2", "Deciphered 9.9. 06:10", kind="routing")), "hour of dispatch"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(slots: tuple[Passage, ...], words: str) -> None:
    one = page(*slots)
    one = Reading(record=Record(slots=(*one.record.slots, SUMMARY)), capture=one.capture)
    (message,) = messages(one)
    assert words in message


@pytest.mark.parametrize(
    "slots",
    [
        (passage("p1", "RESOLUTION", kind="document_kind"), passage("p2", "of the Council", kind="minutes_head")),
        (passage("p1", "Subject:", kind="field"), passage("p2", "The well is deep.")),
        (passage("p1", "Copy No. ____", kind="copies"), passage("p2", "No. 5 is dry. No, from here it is not seen.")),
        (passage("p1", "Copies to:", kind="distribution"), passage("p2", "Wexler", kind="distribution")),
        (passage("p1", "the wells are dry; and"), passage("p2", "2. the mules are ill.", "2")),
        (passage("p1", "Signed Wexler", kind="signature"), passage("p2", "Translated by Vell", kind="signature")),
        (passage("p1", "Sent 9.9.49", kind="routing"), passage("p2", "Received 10.9.49", kind="routing")),
        (passage("p1", "PART ONE OF TWO", kind="heading"), passage("p2", "PART TWO OF TWO", kind="heading")),
    ],
)  # fmt: skip
def test_what_is_not_missing(slots: tuple[Passage, ...]) -> None:
    one = page(*slots)
    one = Reading(record=Record(slots=(*one.record.slots, SUMMARY)), capture=one.capture)
    assert messages(one) == []


def test_forms_of_lists_speakers_and_days() -> None:
    copies = [
        passage(f"p{n}", line, kind="distribution") for n, line in enumerate(["1 - Aman", "2 - Bek", "3. - Vell"])
    ]
    assert len(found(reading(*copies), "form-varies")) == 1
    turns = ["OSTROW. – It is so.", "VELL. – It is not so.", "Com. Bek – We shall see."]
    meeting = [passage(f"p{n}", turn, kind="speech") for n, turn in enumerate(turns)]
    assert len(found(reading(*meeting), "form-varies")) == 1
    present = [
        passage(f"p{n}", f"{who}—Director", kind="speech") for n, who in enumerate(["Mr. Ostrow", "Vell", "BEK"])
    ]
    assert not found(reading(*present), "form-varies")


def test_a_page_that_a_machine_misread_has_one_finding() -> None:
    words = (
        "Tbe water r0se during tbe nigbt and the sccond pier stood fast becausc the enginccr had seen it. (So [it was"
    )
    one = text(words, "Nothing else.")
    assert [finding.code for finding in check(one)] == ["line-garbled"]
