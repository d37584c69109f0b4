"""Each check alone, on readings made by hand: the limits that pages seldom show."""

import pytest

from fonds.criticism import Nothing, check, with_findings
from fonds.model import Candidate, Finding, Form, Mark, Name, Reading, Record, Relation
from tests.criticism.builders import BY, act, decree, dispatch, frame, passage, reading, task, total


def codes(one: Reading) -> list[str]:
    return [finding.code for finding in check(one)]


def only(one: Reading) -> Finding:
    (finding,) = check(one)
    return finding


def test_an_empty_record_agrees_with_itself() -> None:
    assert check(reading()) == ()
    assert with_findings(reading(frame("s1", "chrome", "get citation"))).findings == ()


def test_findings_are_ordered_by_place_then_code() -> None:
    slots = (
        passage("p1", "1. Ninety", "1"),
        passage("p2", "2. Ten (see also)", "2"),
        passage("p3", "4. Eight", "4"),
    )
    found = check(reading(*slots, statements=(total("p2", 10, 5, 4), total("p1", 90, 50, 30))))
    assert [(one.slots[0], one.code) for one in found] == [
        ("p1", "sum-mismatch"),
        ("p2", "number-gap"),
        ("p2", "pointer-unresolved"),
        ("p2", "sum-mismatch"),
    ]


def test_statements_of_slots_that_are_not_here_are_passed_over() -> None:
    assert check(reading(passage("p1", "Ninety"), statements=(total("elsewhere", 10, 5, 4),))) == ()


# --- sums


@pytest.mark.parametrize("parts", [(5, 5), (2.5, 7.5), (10,), ()])
def test_sums_that_hold_or_name_one_part(parts: tuple[float, ...]) -> None:
    assert check(reading(passage("p1", "Ten"), statements=(total("p1", 10, *parts),))) == ()


def test_sums_of_decimals_are_not_taken_too_exactly() -> None:
    assert check(reading(passage("p1", "x"), statements=(total("p1", 0.3, 0.1, 0.2),))) == ()


def test_the_slip_of_one_digit_is_the_first_candidate() -> None:
    finding = only(reading(passage("p1", "x"), statements=(total("p1", 2790, 1000, 1799),)))
    assert finding.candidates[0].literal == "2,799"
    assert "slip" in finding.candidates[0].why
    assert finding.severity == "conflict"


def test_a_doubtful_sum_makes_a_doubtful_finding() -> None:
    assert only(reading(passage("p1", "x"), statements=(total("p1", 9, 3, 4, certainty=0.4),))).certainty == 0.4


# --- pointers


def test_candidates_of_the_reading_are_kept() -> None:
    own = (Candidate(slots=("p1",), why="a 1 misread as 7"),)
    one = dispatch("Wexler", "7", candidates=own)
    assert only(reading(*decree("Build."), statements=(one,))).candidates == own


def test_candidates_are_made_where_the_reading_has_none() -> None:
    one = dispatch("Wexler", "4")
    finding = only(reading(*decree("Build.", "Ask Cde. Wexler."), statements=(one,)))
    assert [candidate.slots for candidate in finding.candidates] == [("i",), ("p2",)]


def test_one_of_several_numbers_leads_nowhere() -> None:
    one = dispatch("Wexler", "1 and 9", "p1")
    finding = only(reading(*decree("Build, Cde. Wexler."), statements=(one,)))
    assert "“9”" in finding.message
    assert finding.severity == "warning"


def test_numbers_of_sub_points_lead_to_them() -> None:
    below = passage("p1a", "a) at once", "4.1.a", kind="subpoint", parent="p1")
    one = dispatch("Wexler", "1a", "p1a")
    assert check(reading(*decree("Build, Wexler.", more=(below,)), statements=(one,))) == ()


def test_a_scope_without_passages_to_point_to_is_no_pointer() -> None:
    assert check(reading(passage("d", "Wexler - 7"), statements=(dispatch("Wexler", "7"),))) == ()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("See point 9.", True),
        ("as said in points 1 and 9 above", True),
        ("See point 2.", False),
        ("See point 9 of the decision of 3 May.", False),
        ("Point 9 was lost.", False),
        ("He was appointed 9 times.", False),
        ("см. пункт 9", True),
    ],
)
def test_references_in_the_text(text: str, lost: bool) -> None:
    assert codes(reading(*decree("Build.", text))) == (["pointer-unresolved"] if lost else [])


# --- tasks and distribution

BUILD = ("Charge X with building.", "Charge Y with painting.")


def test_without_a_list_nobody_is_missed() -> None:
    assert check(reading(*decree(*BUILD), statements=(task("p1", "the Road Office", "Wexler"),))) == ()


def test_a_list_that_counts_copies_is_no_list_of_excerpts() -> None:
    statements = (task("p1", "the Road Office", "Wexler"), dispatch("Issin", None, copy_number="1"))
    assert check(reading(*decree(*BUILD), statements=statements)) == ()


@pytest.mark.parametrize(
    ("actor", "persons", "recipient"),
    [
        ("NKO", (), "the People's Commissariat of Defense"),
        ("NKO", ("Bulganin",), "Bulganin"),
        ("the CP(b) CC of Kazakhstan", (), "the CC of the CP(b) of Kazakhstan"),
        ("S. R. Ognivtsev", (), "Ognivtsev"),
        ("the Road Office", (), "Road Office"),
        ("Telezhkin", (), "Telezkhin"),
    ],
)
def test_one_party_under_two_forms(actor: str, persons: tuple[str, ...], recipient: str) -> None:
    statements = (task("p1", actor, *persons), dispatch(recipient, "1", "p1"), dispatch("Tolmach", "everything", "i"))
    assert check(reading(*decree(*BUILD), statements=statements)) == ()


def test_bodies_in_the_plural_are_told_one_by_one() -> None:
    both = task("p1", "the CP(b) CC's of Kazakhstan and Uzbekistan")
    told = dispatch("the CP(b) CC of Kazakhstan", "1", "p1")
    finding = only(reading(*decree(*BUILD), statements=(both, told)))
    assert finding.code == "tasked-not-told"
    assert "of Uzbekistan" in finding.message


def test_a_known_acronym_of_a_name_of_ones_own() -> None:
    class Around(Nothing):
        def names(self) -> tuple[Name, ...]:
            return own

    own = (
        Name(id="body/vtk", kind="body", forms=(Form(text="Eastern Trade Office"), Form(text="VTK", kind="acronym"))),
    )
    statements = (task("p1", "VTK", "Wexler"), dispatch("the Eastern Trade Office", "1", "p1"))
    one = reading(*decree(*BUILD), statements=statements)
    assert [finding.code for finding in check(one)] != []
    assert check(one, Around()) == ()


def test_an_abbreviation_that_the_record_writes_out() -> None:
    content = "1. Charge VTK [Eastern Trade Office] with building."
    point = passage("p1", content, "4.1", marks=(Mark(kind="expansion", start=14, end=36),))
    statements = (task("p1", "VTK", "Wexler"), dispatch("the Eastern Trade Office", "1", "p1"))
    assert check(reading(point, passage("d", "...", kind="distribution"), statements=statements)) == ()


def test_a_permission_binds_nobody() -> None:
    statements = (task("p1", "Wexler", force="permit"), task("p2", "Issin"), dispatch("Issin", "2", "p2"))
    assert check(reading(*decree(*BUILD), statements=statements)) == ()


def test_a_recommendation_that_is_not_sent_is_a_note() -> None:
    statements = (task("p1", "Wexler", force="recommend"), task("p2", "Issin"), dispatch("Issin", "2", "p2"))
    assert only(reading(*decree(*BUILD), statements=statements)).severity == "note"


def test_whoever_passes_the_task_on_need_only_be_told() -> None:
    statements = (task("p1", "the Khan", through=("Wexler",)), dispatch("Wexler", "1", "p1"))
    assert check(reading(*decree(*BUILD), statements=statements)) == ()


def test_a_task_of_several_persons_is_one_finding() -> None:
    statements = (task("p1", "Wexler"), task("p1", "Sarybaev"), task("p2", "Issin"), dispatch("Issin", "2", "p2"))
    finding = only(reading(*decree(*BUILD), statements=statements))
    assert finding.code == "tasked-not-told"
    assert finding.slots == ("p1", "d")
    assert len(finding.literals) == 2


def test_a_recipient_of_everything_need_have_no_task() -> None:
    statements = (task("p1", "Wexler"), dispatch("Wexler", "1", "p1"), dispatch("Molotov", "everything", "i"))
    assert check(reading(*decree(*BUILD), statements=statements)) == ()


def test_a_stranger_is_told() -> None:
    statements = (task("p1", "Wexler"), dispatch("Wexler", "1", "p1"), dispatch("Issin", "1", "p1"))
    finding = only(reading(*decree("Charge Wexler.", "Thank Issin."), statements=statements))
    assert (finding.code, finding.severity) == ("told-not-tasked", "note")
    assert finding.candidates[0].slots == ("p2",)


def test_a_list_behind_each_item_is_for_that_item() -> None:
    slots = (
        passage("i1", "1. Bridge", "1", kind="item"), passage("a", "a) Charge Wexler.", "1.a", parent="i1"),
        passage("d1", "Excerpts sent: to Wexler", kind="distribution"),
        passage("i2", "2. Ferry", "2", kind="item"), passage("b", "a) Charge Issin.", "2.a", parent="i2"),
        passage("d2", "Excerpts sent: to Wexler", kind="distribution"),
    )  # fmt: skip
    statements = (
        task("a", "Wexler"), dispatch("Wexler", None, slot="d1"), task("b", "Issin"),
        dispatch("Wexler", None, slot="d2"),
    )  # fmt: skip
    finding = only(reading(*slots, statements=statements))
    assert (finding.code, finding.slots[0]) == ("tasked-not-told", "b")


# --- numbers


def numbered(*numbers: str, kind: str = "point") -> Reading:
    return reading(*(passage(f"p{n}", f"{one}. Text {n}", one, kind=kind) for n, one in enumerate(numbers)))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3", []),
        ("5 6 7", []),
        ("1 2 4", ["number-gap"]),
        ("1 2 9", []),
        ("1 2 2 3", ["number-repeat"]),
        ("1 2 1 2", []),
        ("a b d", ["number-gap"]),
        ("A B C", []),
        ("i ii iii iv", []),
        ("I II IV", ["number-gap"]),
        ("h i j", []),
        ("а б в", []),
        ("а б г", ["number-gap"]),
        ("1 b 3", []),
        ("1 x1 y", []),
        ("2 1", []),
    ],
)
def test_sequences(numbers: str, expected: list[str]) -> None:
    assert codes(numbered(*numbers.split())) == expected


def test_items_of_excerpted_minutes_may_leave_gaps() -> None:
    assert codes(numbered("71", "73", kind="item")) == []
    assert only(numbered("1", "2", "4", kind="item")).severity == "note"


def test_an_unnumbered_paragraph_in_the_gap_is_a_candidate() -> None:
    one = reading(passage("p1", "1. One", "1"), passage("x", "Two"), passage("p3", "3. Three", "3"))
    assert only(one).candidates[0].slots == ("x",)


def test_an_omission_explains_a_gap() -> None:
    assert (
        check(reading(passage("p1", "1. One", "1"), frame("x", "omission", "[...]"), passage("p3", "3. Three", "3")))
        == ()
    )


def test_a_part_kept_elsewhere_explains_a_gap() -> None:
    away = Relation(slots=("p1",), literal="", said_by=BY, kind="kept-elsewhere", target="Point 2")
    assert check(reading(passage("p1", "1. One", "1"), passage("p3", "3. Three", "3"), statements=(away,))) == ()


def test_a_list_that_was_counted_anew_is_one_finding() -> None:
    one = reading(*(passage(f"p{n}", f"1. Text {n}", str(n)) for n in (1, 2, 3)))
    finding = only(one)
    assert finding.code == "number-repeat"
    assert finding.slots == ("p1", "p2", "p3")


def test_a_list_in_a_sentence_lacks_its_head() -> None:
    assert only(reading(passage("x", "He asked for water; B) bread; and C) a map."))).literals == ("B)",)
    assert check(reading(passage("x", "He asked for A) water; B) bread; and C) a map."))) == ()


# --- dates


def dated(header: str, *acts: tuple[str, str, str, str]) -> Reading:
    slots = [frame("h", "page_date", "the header")]
    statements = [act("h", "the header", header, "header")]
    for n, (kind, content, edtf, role) in enumerate(acts):
        slots.append(passage(f"s{n}", content.replace("@", ""), kind=kind))
        statements.append(act(f"s{n}", content.partition("@")[2].partition("@")[0] or content, edtf, role))
    return reading(*slots, statements=tuple(statements))


@pytest.mark.parametrize(
    ("header", "edtf"),
    [("1945-06", "1945-06-22"), ("194X", "1945"), ("1945-06-20/1945-06-25", "1945-06-22"), ("1945?", "1945-06")],
)
def test_partial_dates_that_can_both_be_true(header: str, edtf: str) -> None:
    assert check(dated(header, ("dateline", "x", edtf, "document"))) == ()


@pytest.mark.parametrize("role", ["document", "decided", "citation", "title"])
def test_the_header_against_the_document(role: str) -> None:
    finding = only(dated("1945-06-22", ("dateline", "22 July 1945", "1945-07-22", role)))
    assert finding.severity == "conflict"
    assert finding.candidates[0].why.startswith("only one part of the date")


def test_one_of_several_dates_is_that_of_the_header() -> None:
    assert (
        check(
            dated(
                "1945-06-22", ("dateline", "x", "1945-06-22", "document"), ("dateline", "y", "1945-05-01", "document")
            )
        )
        == ()
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("He called on us on @25 June 1945@ and left.", True),
        ("He will call on us on @25 June 1945@.", False),
        ("The work was to be done by @25 June 1945@.", False),
        ("See the note of Cde. Wexler of @25 June 1945@.", True),
        ("Report not later than @25 June 1945@, as was agreed.", False),
    ],
)
def test_later_days_that_are_told_as_past(content: str, found: bool) -> None:
    assert codes(dated("1945-06-22", ("paragraph", content, "1945-06-25", "mentioned"))) == ["date-conflict"] * found


def test_a_later_day_without_a_year_may_be_of_another_year() -> None:
    assert codes(dated("1945-06-22", ("paragraph", "He came on @24 June@.", "XXXX-06-24", "mentioned"))) == [
        "date-conflict"
    ]
    assert codes(dated("1945-06-22", ("paragraph", "He came on @24 October@.", "XXXX-10-24", "mentioned"))) == []
    assert codes(dated("1945-02-27", ("paragraph", "He came on @29 February@.", "XXXX-02-29", "mentioned"))) == []


def test_notes_may_be_later_than_the_paper_but_not_older() -> None:
    assert check(dated("1945-06-22", ("handwritten", "Done. 3 July 1945", "1945-07-03", "handwritten"))) == ()
    assert codes(dated("1945-06-22", ("handwritten", "Seen. 3 May 1945", "1945-05-03", "handwritten"))) == [
        "date-conflict"
    ]


def test_a_stamp_in_figures_may_have_the_day_first() -> None:
    slots = (frame("h", "page_date", "December 11, 1953"), passage("s", "Received 11 12 1953", kind="stamp"))
    header = act("h", "December 11, 1953", "1953-12-11", "header")
    stamp = act("s", "11 12 1953", "1953-11-12", "stamped", "1953-12-11")
    assert check(reading(*slots, statements=(header, stamp))) == ()


def test_dates_without_bounds_are_not_compared() -> None:
    assert check(dated("XXXX-06-22", ("dateline", "x", "1945-07-22", "document"))) == ()


# --- spellings


def texts(*contents: str) -> Reading:
    return reading(*(passage(f"s{n}", content) for n, content in enumerate(contents)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we met Telezhkin here", "and then Telezkin left"),
        ("met Farid Golchin here", "met Farid Golhin there"),
        ("saw M. Kolbadi there", "saw M. Koladi here"),
        ("and Zadol'sky wrote", "and Zadolsky wrote"),
        ("by Egnarovsk road", "by Yegnarovsk road"),
        ("we met Molotov here", "we met Molotv here"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert codes(texts(one, other)) == ["spelling-varies"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we met Telezhkin here", "the Telezhkins left, and Telezhkina too"),
        ("A. Merkushov came", "then B. Merkulov came"),
        ("A. Merkushov came", "then B. Merkushev came"),
        ("in Talmar now", "the Talmari and Talmarian men"),
        ("the Minister spoke", "the Ministry spoke"),
        ("Telezhkin [Telezkin] spoke", "then Telezkin left"),
        ("of Ub[e]yko here", "of Ubeyko there"),
        ("with TELEZHKIN here", "with Telezhkin there"),
        ("with VASILKIN here", "with Vasil'kin there"),
        ("in Tolubay now", "at Tolubey, Tolubay and so on; Tolubey again"),
        ("in Urumqi now", "in Yining now"),
        ("the Khrushchevian way", "against Khrushchevism here"),
        ("the Karveli people", "of Karvel-e Javan"),
        ("before UNCOK met", "after UNTCOK met"),
    ],
)
def test_names_that_are_left_alone(one: str, other: str) -> None:
    assert codes(texts(one, other)) == []


def test_the_more_usual_spelling_is_the_candidate() -> None:
    finding = only(texts("we met Telezkin here", "but Telezhkin left", "and Telezhkin came"))
    assert finding.literals == ("Telezkin", "Telezhkin")
    assert finding.candidates[0].literal == "Telezhkin"


def test_words_of_the_archive_are_no_names() -> None:
    class Around(Nothing):
        def is_word(self, word: str) -> bool:
            return word == "zimovishche"

    one = texts("at the Zimovishche now", "at the Zimovische now")
    assert codes(one) == ["spelling-varies"]
    assert check(one, Around()) == ()


def test_a_record_of_one_store_alone() -> None:
    assert check(Reading(record=Record(id="x"))) == ()
