"""What words do officials use? Vocabulary as data, by topic and language, and its loader.

Each file ``data/<topic>.<language>.toml`` holds one topic in one language; ``data/<topic>.toml`` holds a topic that
is the same in all of them (repositories). Adding a language to a topic is adding a file.

Dates for people, numbers in words, Roman numerals and names of months are read here too, once for all who meet them.

Not for: names of persons, bodies and places (`fonds.names`), and not for rules: a rule is code that reads a table.
"""

from fonds.words._days import show_date
from fonds.words._glance import Phrases, first_words, split_words, telling_words, words_of
from fonds.words._months import month_names
from fonds.words._numerals import Numeral, find_numerals, multiple_in, multiplied, value_of
from fonds.words._roman import as_roman, roman_value
from fonds.words._tables import languages, listed, one_of, table, tables
from fonds.words._titles import person_title, stopped_titles

__all__ = [
    "Numeral",
    "Phrases",
    "as_roman",
    "find_numerals",
    "first_words",
    "languages",
    "listed",
    "month_names",
    "multiple_in",
    "multiplied",
    "one_of",
    "person_title",
    "roman_value",
    "show_date",
    "split_words",
    "stopped_titles",
    "table",
    "tables",
    "telling_words",
    "value_of",
    "words_of",
]
