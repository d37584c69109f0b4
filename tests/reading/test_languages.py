"""A line is told by its letters and small words; what tells nothing has the language of the lines next to it."""

from pathlib import Path

import pytest

from fonds import words
from fonds.reading import segment
from fonds.reading._languages import guess_script, guess_tongues

LINES = {
    ("ru", "Cyrl"): ["Просим сообщить, что решено.", "Наши люди готовы выехать немедленно.", "Тов. Островой!"],
    ("uk", "Cyrl"): ["Просимо повідомити про рішення щодо цього.", "Ми їх не бачили."],
    ("bg", "Cyrl"): ["Моля да ни съобщите какво е решено.", "Това ще бъде след месец."],
    ("sr", "Cyrl"): ["Молимо да нам јавите шта је одлучено."],
    ("kk", "Cyrl"): ["Бұл мәселе бойынша шешім қабылданды."],
    ("zh", "Hani"): ["我們已經收到你的電報。", "外交部"],
    ("ja", "Jpan"): ["本件について報告いたします。", "これは秘密です。"],
    ("ko", "Hang"): ["외무성은 다음과 같이 통보한다."],
    ("de", "Latn"): ["Ich bitte um Weisung.", "Die Gespräche wurden auf Wunsch der anderen Seite geführt."],
    ("fr", "Latn"): ["Les entretiens ont été repris à la demande de la mission."],
    ("pl", "Latn"): ["Rozmowy zostały wznowione na prośbę drugiej strony."],
    ("hu", "Latn"): ["A tárgyalások a másik fél kérésére folytatódtak."],
    ("ro", "Latn"): ["Ambasada raportează că discuțiile au fost reluate."],
    ("es", "Latn"): ["El embajador dijo que las conversaciones se han suspendido."],
    ("en", "Latn"): ["We have received your cable.", "Kumtal", "4 May 1950"],
    ("ru", "Latn"): ["Prosim soobshchit Vashe reshenie po etomu voprosu."],
}


@pytest.mark.parametrize(("tongue", "line"), [(tongue, line) for tongue, lines in LINES.items() for line in lines])
def test_a_short_line_is_told(tongue: tuple[str, str], line: str) -> None:
    assert guess_tongues([line]) == [tongue]


def test_a_line_that_tells_nothing_goes_with_its_neighbours() -> None:
    german = "Die Gespräche wurden auf Wunsch der anderen Seite geführt."
    english = "The talks were held at the wish of the other side, and nothing was decided."
    assert [tongue.language for tongue in guess_tongues([german, "Kumtal", english, "Ostrov"])] == [
        "de",
        "de",
        "en",
        "en",
    ]


def test_names_are_in_any_language() -> None:
    lines = ["The Minister received Ambassador Lăzăroiu.", "Ilarie Drăgoescu", "Dieter Müller", "Sá Freitas"]
    assert {tongue.language for tongue in guess_tongues(lines)} == {"en"}


def test_a_few_words_are_a_quotation() -> None:
    lines = ["The paper bears the word", "тайна", "in pencil, and nothing was added to it by the other hand."]
    assert {tongue.language for tongue in guess_tongues(lines)} == {"en"}


def test_no_letters_are_no_script() -> None:
    assert guess_script("12.5.1950 —") is None
    assert guess_tongues(["12.5.1950"])[0].language == "en"
    assert guess_tongues([]) == []


@pytest.mark.parametrize("language", words.languages("tongues"))
def test_tables_of_tongues_are_folded(language: str) -> None:
    table = words.table("tongues", language)
    for key in ("words", "endings"):
        assert all(word == word.lower().strip() for word in table[key])
    assert not set(table["own"]) & set(table["never"])


def test_original_and_translation_are_two_texts() -> None:
    record, _ = segment(
        "6 сентября 1949 г.\n\nТов. Островой!\n\nПросим сообщить, что решено о лампах на посту.\n\nКремнев\n"
        "\n6 September 1949\n\nComrade Ostrovoy!\n\nPlease tell us what was decided about the lamps.\n\nKremnev\n"
    )
    languages = {text.id: (text.language, text.role) for text in record.texts}
    assert [languages[slot.text] for slot in record.slots] == [("ru", "transcription")] * 4 + [
        ("en", "translation")
    ] * 4


def test_protocols_of_a_cabinet_are_german(shared: Path) -> None:
    source = next(iter(sorted((shared / "corpora" / "ministerrat" / "TEI").glob("*.xml")))).read_text(
        encoding="utf-8"
    )
    plain = [piece.split(">")[-1].strip() for piece in source.split("</p>")]
    tongues = guess_tongues([line for line in plain if len(line) > 40])
    assert sum(tongue.language == "de" for tongue in tongues) > 0.97 * len(tongues)
