"""`docs/reading-json.md`: every member of a reading in JSON, from its schema.

Not for: what a kind of line, mark or date is; that is in the glossary.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fonds.formats import reading_schema

_MOST_WORDS = 12
_REFERENCE = "#/$defs/"

HEAD = """\
# The JSON of a reading

This page is written by `make docs` from the types of the program; change it there.

`fonds read FILE --format json` and `fonds show REF --format json` write a reading so; the reading room gives the same
under `/api/records/ID`, with `version`, `added` and `changed`. `fonds show REF --store NAME` adds `stand_ins`: for
each closed passage in whose place other words are public, `passage` and `text`, and their `label` and `public_text`.
`fonds check --format json` writes a list of sources, each with its
name (`source`), the id of its record or null (`record`), and `findings` as below.

The same for programs, as JSON Schema (draft 2020-12): [`reading.schema.json`](reading.schema.json), or
`fonds read --schema`.

- Every member is there, whatever its value. `null` means that the page does not say, or that it is not known.
- Passages are named by their labels, as in the margin of `fonds read`: `8.3.b`, `distribution~2`. What has no label
  is named by its kind: `page_date`.
- Places in text are counted in Unicode code points from 0; the end is the place behind the last one.
- Days in `earliest` and `latest` are counted from 1 January 1970, which is 0, in the Gregorian calendar: -8959 is
  22 June 1945. In Python: `date(1970, 1, 1) + timedelta(days=-8959)`.
- A certainty lies between 0 and 1. It is an estimate by those who wrote the rule, no measured frequency.
- Later versions may add members. A program should pass over those that it does not know.
"""


def schema_file() -> str:
    """The schema as a file."""
    return json.dumps(reading_schema(), indent=1, ensure_ascii=False) + "\n"


def page() -> str:
    """The whole page."""
    schema = reading_schema()
    parts = [HEAD, *_section("The reading", schema)]
    for name, given in schema["$defs"].items():
        parts += _section(name, given)
    return "\n".join(parts)


def _section(name: str, given: dict[str, Any]) -> Iterator[str]:
    yield f"## {name}\n\n{given['description']}\n"
    rows = ["| Member | Type | Meaning |", "| --- | --- | --- |"]
    for member, shape in given["properties"].items():
        optional = "" if member in given["required"] else "; may be missing"
        meaning = shape.get("description", "").replace("|", "\\|")
        rows.append(f"| `{member}` | {_type(shape)}{optional} | {meaning} |")
    yield "\n".join(rows) + "\n"


def _type(shape: dict[str, Any]) -> str:
    if "$ref" in shape:
        name = shape["$ref"].removeprefix(_REFERENCE)
        return f"[{name}](#{name.lower()})"
    if "anyOf" in shape:
        return " or ".join(_type(each) for each in shape["anyOf"])
    if shape.get("type") == "array":
        return _list(shape)
    words = shape.get("enum") or ([shape["const"]] if "const" in shape else [])
    if len(words) > _MOST_WORDS:
        return "word of a [closed list](glossary.md)"
    return ", ".join(f"`{word}`" for word in words) or str(shape["type"])


def _list(shape: dict[str, Any]) -> str:
    if shape.get("prefixItems"):
        return f"[{', '.join(_type(each) for each in shape['prefixItems'])}]"
    return f"list of {_type(shape['items'])}"
