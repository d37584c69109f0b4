"""Is a line of a document a citation of the archive where the document lies, and nothing else?

Editions and typists put such a line under a paper or above it, without a label or behind "Source:".

Not for: what the citation says (`_source_line`), nor citations in the sentences of a note (`_notes`).
"""

from __future__ import annotations

import re

from fonds.model import Citation
from fonds.reading._lines import has_digit
from fonds.reading.citations import _british
from fonds.reading.citations._labelled import level_words
from fonds.reading.citations._provenance import tells_provenance
from fonds.reading.citations._repositories import find_cited, get_known, may_begin
from fonds.reading.citations._source_line import read_source_line, strip_source_label

LONGEST = 400
_FIRST = re.compile(r"\[?(\w+)")
_NO_UNIT = frozenset({"part", "edition", "year", "series"})
_OPEN = frozenset({"fond", "opis", "file"})
_MOST_WORDS = 3
_LONG = 4


def is_citation(text: str) -> bool:
    """Tells whether a line says where the paper lies: an institution and a unit in it, or fonds and file alone.

    Args:
        text: A line, perhaps with "Source:" before the citation and provenance before or behind it.
    """
    first = _FIRST.match(text)
    if first is None or len(text) > LONGEST or not has_digit(text):
        return False
    cited = strip_source_label(text)
    if cited is text and not _may_begin(first[1].lower(), text):
        return False
    citation = read_source_line(text).citation
    return citation is not None and _is_sure(citation, is_labelled=cited is not text)


def _may_begin(word: str, text: str) -> bool:
    """A quick look at the first word, for most lines are no citation."""
    return may_begin(word) or _british.may_begin(word) or word in level_words("") or tells_provenance(text)


def _is_sure(citation: Citation, *, is_labelled: bool) -> bool:
    kinds = {level.kind for level in citation.levels}
    if _says_more(citation.literal) or not kinds - _NO_UNIT:
        return False
    if get_known(citation) is None:
        return len(kinds & _OPEN) > 1 or (is_labelled and citation.repository is not None)
    named = find_cited(citation.literal)
    return is_labelled or named is None or named.start == 0


def _says_more(cited: str) -> bool:
    """Whether it has so many small words that it is a sentence."""
    words = [word for word in cited.split() if word.isalpha() and word.islower() and len(word) >= _LONG]
    return len([word for word in words if word not in level_words("")]) > _MOST_WORDS
