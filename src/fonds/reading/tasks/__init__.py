"""Who is to do what, said in which passage, how strongly, through whom, with whom, by when?

`_find` walks over the passages and gives sub-points to the head that they finish; `_sentences` reads one sentence,
`_english`, `_subjects`, `_russian` and `_german` know its forms, `_parties` takes the words for who apart, and
`_deeds` the words for what. The verbs are the table ``tasks``.

Not for: whether those who are tasked were told (`fonds.criticism`).
"""

from fonds.reading.tasks._find import find_tasks

__all__ = ["find_tasks"]
