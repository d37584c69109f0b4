"""No rule keys on the seed's numbers, dates or names: with others of the same shape it is read equally well."""

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from fonds.formats import reading_as_dict
from fonds.reading import read_source

PERSONS = ("Molotov", "Beria", "Bulganin", "Mikoyan", "Krutikov", "Yegnarov", "Jamil Hasanli", "Gary Goldberg")
OTHER_PERSONS = (
    "Torbin",
    "Zernov",
    "Khlebin",
    "Prigodin",
    "Oskolov",
    "Baklanin",
    "Ansel Brightwater",
    "Petra Hollin",
)
PLACES = (
    "Xinjiang", "East Turkestan", "Kazakhstan", "Uzbekistan", "Ghulja", "Yining", "Urumqi", "Kashgar", "Kashi",
    "Aksu", "Akesu", "Altai", "Chuguchak", "Tarbaghatay", "Qoqek", "Ili", "Yili", "MacArthur",
)  # fmt: skip
OTHER_PLACES = (
    "Talmar", "West Karvel", "Sarkania", "Soraneh", "Tolubay", "Tulebai", "Karashen", "Ilbash", "Yilibash",
    "Temirlik", "Temurlik", "Chardakul", "Saryjaz", "Aksuyek", "Ushken", "Kegenes", "Kekenbash", "Ashgrove",
)  # fmt: skip
MONTH_NUMBERS = {"January": 1, "March": 3, "May": 5, "June": 6, "August": 8, "October": 10, "December": 12}
REPOSITORIES = ("RGASPI", "RGANI", "GARF", "APRF", "TsKhSD")


class Swap:
    """One permutation: how the words of the page and of its gold change."""

    def __init__(self, seed: int) -> None:
        draw = random.Random(seed)
        self.item = str(draw.randrange(9, 700))
        self.words = dict(zip(PERSONS, draw.sample(OTHER_PERSONS[:6], 6) + list(OTHER_PERSONS[6:]), strict=True))
        self.words |= dict(zip(PLACES, draw.sample(OTHER_PLACES, len(OTHER_PLACES)), strict=True))
        self.words["RGASPI"] = draw.choice(REPOSITORIES)
        self.day, self.month = str(draw.randrange(1, 29)), draw.choice(list(MONTH_NUMBERS))
        self.year, self.minutes = str(draw.randrange(1918, 1990)), str(draw.randrange(2, 400))
        self.fond, self.opis, self.delo = (str(draw.randrange(1, 9999)) for _ in range(3))
        first = draw.randrange(1, 400)
        self.leaves = (str(first), str(first + draw.randrange(1, 40)))
        self.pattern = re.compile("|".join(sorted(map(re.escape, self.words), key=len, reverse=True)))

    def __call__(self, text: str) -> str:
        """The text with other names, dates and numbers."""
        text = self.pattern.sub(lambda match: self.words[match[0]], text)
        text = text.replace("June 22, 1945", f"{self.month} {self.day}, {self.year}")
        text = text.replace("22 June 1945", f"{self.day} {self.month} {self.year}")
        text = re.sub(r"(No\.|Nº) 46", rf"\1 {self.minutes}", text)
        text = text.replace("F. 17, Op. 162, D. 37", f"F. {self.fond}, Op. {self.opis}, D. {self.delo}")
        text = text.replace("ll. 145-155", f"ll. {self.leaves[0]}-{self.leaves[1]}")
        text = text.replace("8. Concerning", f"{self.item}. Concerning").replace("Point 8", f"Point {self.item}")
        return text.replace(" - 8;", f" - {self.item};")

    def path(self, path: list[str]) -> list[str]:
        """A path under the other item."""
        return [self.item, *path[1:]]


@pytest.fixture(scope="module")
def page(shared: Path) -> tuple[str, dict[str, Any]]:
    folder = shared / "pages"
    gold = json.loads((folder / "001.gold.json").read_text(encoding="utf-8"))
    return (folder / "001.txt").read_text(encoding="utf-8"), gold


@pytest.mark.parametrize("seed", range(20))
def test_a_permuted_seed_is_read_equally_well(seed: int, page: tuple[str, dict[str, Any]]) -> None:
    source, gold = page
    swap = Swap(seed)
    read = reading_as_dict(read_source(swap(source).encode()))

    assert [(b["text"], b["kind"]) for b in read["blocks"]] == [(swap(b["text"]), b["kind"]) for b in gold["blocks"]]
    assert [p["number"] for p in read["passages"] if p["number"]] == [swap.path(path) for path in gold["points"]]

    fields, description = gold["fields"], read["description"]
    assert description["title"] == swap(fields["title"])
    month = MONTH_NUMBERS[swap.month]
    assert description["date"]["edtf"] == f"{swap.year}-{month:02}-{int(swap.day):02}"
    assert description["summary"] == swap(fields["summary"])
    assert description["funders"] == [swap(funder) for funder in fields["funders"]]
    assert description["obtained_by"] == [swap(name) for name in fields["obtained_by"]]
    assert description["translated_by"] == [swap(name) for name in fields["translated_by"]]
    citation = description["citation"]
    assert citation["literal"] == swap(fields["citation"]["literal"])
    assert (citation["fond"], citation["opis"], citation["delo"]) == (swap.fond, swap.opis, swap.delo)
    assert (citation["repository"], citation["leaves"]) == (swap("RGASPI"), list(swap.leaves))

    assert [(m["text"], m["kind"]) for m in read["marks"]] == [(swap(m["text"]), m["kind"]) for m in gold["marks"]]
    assert {(d["recipient"], d["scope_literal"], d["channel"]) for d in read["distribution"]} == {
        (swap(d["recipient"]), swap.item if d["scope_literal"] == "8" else d["scope_literal"], d["channel"])
        for d in gold["distribution"]
    }
    assert {d["edtf"] for d in read["dates"] if d["role"] in ("header", "decided")} == {description["date"]["edtf"]}
