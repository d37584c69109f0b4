"""`docs/rules.md`: every rule that names lines or types marks, with what it goes by.

The rules say it themselves. Phrases are looked for in the code as well, so that one without an explanation is found
here and not by a reader.

Not for: what a kind of line or mark is; that is in the glossary.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from fonds.reading import (
    DOUBTFUL,
    FORM_WORDS,
    Reason,
    document_reasons,
    explain_rule,
    frame_reasons,
    kind_words,
    number_reasons,
)

READING = Path(__file__).resolve().parents[1] / "src" / "fonds" / "reading"
REASONS = "src/fonds/reading/blocks/_reasons.py"
_RULE_OF_PIECE = 2
_REASON_OF_TYPED = 2

HEAD = f"""\
# Rules: why a line was named so

This page is written by `make docs` from what the rules say; change it there.

`fonds read` names each line of a source by rules; the first that answers names the line. The rule is kept with the
line, and with it a certainty from 0 to 1. That is an estimate by those who wrote the rule, and no measured frequency.
A line that was named with less than {DOUBTFUL:.0%} is worth a look.

`fonds read FILE --explain` shows rule, reason and certainty of each line; the page “How this record was read” in the
reading room shows the same. Which words tell a kind (`cues`, `frame`, `markings` and others) is data, a file for each
language, in `src/fonds/words/data`.

## Forms of capture

What the source looks like as a file decides by which rules the frame of the page is told from the document.

| Form | What it is |
| --- | --- |
"""


class Undocumented(Exception):
    """A phrase in the code that nothing explains."""


def page() -> str:
    """The whole page.

    Raises:
        Undocumented: for a rule without a sentence.
    """
    parts = [HEAD + "".join(f"| `{form}` | {words} |\n" for form, words in FORM_WORDS.items())]
    parts += [
        "## The frame of the page\n",
        "Words of the site, title, summary and so on, as far as the source has them.\n",
        _table(_used(frame_reasons())),
        "## The document\n",
        "In the order in which they are asked.\n",
        _table(document_reasons()),
        "## Numbers\n",
        "A line with a number at its head (rule `numbered`) is a point only if its number counts.\n",
        _table(number_reasons()),
        "## Marks\n",
        "What stands in brackets is typed by what it says and by what stands around it. The reason is the rule.\n",
        _marks_table(),
    ]
    return "\n".join(parts)


def _used(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons of the rules that the code has."""
    phrases = set(rule_phrases())
    lacking = sorted(phrase for phrase in phrases if not explain_rule(phrase))
    if lacking:
        raise Undocumented(f"give these rules a sentence each in {REASONS}: {'; '.join(lacking)}")
    return [reason for reason in reasons if reason.rule in phrases]


def _table(reasons: Iterable[Reason]) -> str:
    rows = "".join(f"| {reason.rule} | {_cell(reason.why)} |\n" for reason in reasons)
    return f"| Rule | What it goes by |\n| --- | --- |\n{rows}"


def _marks_table() -> str:
    rows = (
        f"| {kind_words(kind)} | {_cell('; '.join(sorted(reasons)))} |\n" for kind, reasons in mark_reasons().items()
    )
    return f"| Kind | Reasons |\n| --- | --- |\n{''.join(rows)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def rule_phrases() -> Iterator[str]:
    """Phrases that the code gives to pieces: as third argument of `Piece`, or as ``rule``."""
    for call in _calls():
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        given = [word.value for word in call.keywords if word.arg == "rule"]
        if name == "Piece" and len(call.args) > _RULE_OF_PIECE:
            given.append(call.args[_RULE_OF_PIECE])
        yield from _strings(given)


def mark_reasons() -> dict[str, set[str]]:
    """Reasons of marks by kind, as the code gives them to `Typed`; kinds in the order of the alphabet."""
    found: dict[str, set[str]] = {}
    for call in _calls():
        if isinstance(call.func, ast.Name) and call.func.id == "Typed" and len(call.args) > _REASON_OF_TYPED:
            for kind in _strings(call.args[:1]):
                found.setdefault(kind, set()).update(_strings([call.args[_REASON_OF_TYPED]]))
    return dict(sorted(found.items()))


def _calls() -> Iterator[ast.Call]:
    for path in sorted(READING.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    """All strings in expressions: both of ``"a" if certain else "b"``."""
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
