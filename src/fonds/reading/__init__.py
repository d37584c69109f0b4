"""Here is a source: what records are in it?

Bytes are decoded, divided into named lines, numbered and labelled; then marks, description, statements and mentions
are read from the record alone, so that they can be read again from one store's view of it.

Not for: judging what was read (`fonds.criticism`), nor for keeping it (`fonds.store`).
"""

from fonds.reading._account import (
    DOUBTFUL,
    FORM_WORDS,
    Account,
    LineAccount,
    MarkAccount,
    StatementAccount,
    account_of,
    kind_words,
)
from fonds.reading._describe import describe
from fonds.reading._gathered import Gathered, gather_amounts, gather_dates, gather_numbers, gather_papers
from fonds.reading._gist import FORCE_WORDS
from fonds.reading._marks import find_marks
from fonds.reading._places import line_numbers
from fonds.reading._program import PROGRAM
from fonds.reading._segment import segment
from fonds.reading._source import MAX_SOURCE_BYTES, read_bytes, read_file, read_limited, read_source, unreadable
from fonds.reading._statements import read_statements
from fonds.reading.blocks import Reason, document_reasons, explain_rule, frame_reasons, number_reasons
from fonds.words import show_date

__all__ = [
    "DOUBTFUL", "FORCE_WORDS", "FORM_WORDS", "MAX_SOURCE_BYTES", "PROGRAM", "Account", "Gathered", "LineAccount",
    "MarkAccount", "Reason", "StatementAccount", "account_of", "describe", "document_reasons", "explain_rule",
    "find_marks", "frame_reasons", "gather_amounts", "gather_dates", "gather_numbers", "gather_papers",
    "kind_words", "line_numbers", "number_reasons", "read_bytes", "read_file", "read_limited",
    "read_source", "read_statements", "segment", "show_date", "unreadable",
]  # fmt: skip
