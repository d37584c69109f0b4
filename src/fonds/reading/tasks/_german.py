"""German sentences that charge somebody: "Das Ministerium für X wird beauftragt, bis zum 1. Mai ... vorzulegen".

Not for: the words themselves, which are the table ``tasks.de``.
"""

from __future__ import annotations

import re
from functools import cache

from fonds.reading.tasks._charge import Charge
from fonds.reading.tasks._english import make_charge
from fonds.reading.tasks._words import forces
from fonds.words import one_of


@cache
def _passive() -> re.Pattern[str]:
    return re.compile(
        rf" (?:wird|werden)(?P<between>(?: [^\s,;:.]+){{0,6}}?) (?P<passive>{one_of(forces('passive', 'de'))})(?!\w)"
    )


def read_german(text: str) -> Charge | None:
    """Reads "X wird beauftragt, ..."; None when the sentence is not of that form."""
    match = _passive().search(text[:400]) if " wird " in text or " werden " in text else None
    if match is None:
        return None
    deed = text[match.end() :].strip(" ,:")
    return make_charge(f"{text[: match.start()]}{match['between']}", deed, forces("passive", "de")[match["passive"]])
