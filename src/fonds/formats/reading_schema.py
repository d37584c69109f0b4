"""The JSON Schema of a reading, made from the types of the model and of `_reading_types`.

Words beside a member are those of the docstrings, so that they are written once.

Not for: making the JSON (`reading_json`).
"""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec

from fonds import model
from fonds.formats import _reading_types

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_LABELS = {"type": "array", "items": {"type": "string"}}
_RENAMED = {
    "slots": ("passages", _LABELS),
    "reaches": ("reaches", _LABELS),
    "slot": ("passage", {"anyOf": [{"type": "string"}, {"type": "null"}]}),
}
_ATTRIBUTE = re.compile(r"^(\w+): ")
_NONE = re.compile(r"\bNone\b")
_IDS = re.compile(r"\b(Id|id)(s?) of (the|each) (?:slot|passage)(s?)\b")


def reading_schema() -> dict[str, Any]:
    """The schema of what `fonds read --format json` writes: JSON Schema, draft 2020-12, every member described."""
    (root,), types = msgspec.json.schema_components([_reading_types.ReadingRead], ref_template="#/$defs/{name}")
    defined = {name: _described(name, given) for name, given in types.items()}
    whole = defined.pop(root["$ref"].rpartition("/")[2])
    return {"$schema": DIALECT, **whole, "title": "A reading by fonds", "$defs": defined}


def _described(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """An object of the schema, with labels for ids where the model has ids, and words for each member."""
    ours: type | None = getattr(_reading_types, name, None)
    is_ours = ours is not None and ours.__module__ == _reading_types.__name__
    of: type = ours if is_ours and ours is not None else getattr(model, name)
    words = _attributes(of)
    members: dict[str, Any] = {}
    for member, value in given["properties"].items():
        renamed, shape = (member, value) if is_ours else _RENAMED.get(member, (member, value))
        said = words.get(member) or words.get(f"{member}_", "")
        if not is_ours:
            said = _IDS.sub(_as_label, said)
        members[renamed] = _with_words({key: part for key, part in shape.items() if key != "default"}, said)
    needed = given.get("required", []) if is_ours else list(members)
    return {"type": "object", "description": _summary(of), "properties": members, "required": needed}


def _with_words(shape: dict[str, Any], said: str) -> dict[str, Any]:
    return {"description": said, **shape} if said else shape


def _as_label(found: re.Match[str]) -> str:
    label = "Label" if found[1] == "Id" else "label"
    return f"{label}{found[2]} of {found[3]} passage{found[4]}"


def _summary(of: type) -> str:
    return " ".join(inspect.cleandoc(of.__doc__ or "").partition("Attributes:")[0].split())


def _attributes(of: type) -> dict[str, str]:
    """The words for each member, those of the types that it is made from included."""
    found: dict[str, str] = {"type": "Which type of statement it is."}
    for base in reversed(of.__mro__):
        _, _, listed = inspect.cleandoc(base.__dict__.get("__doc__") or "").partition("Attributes:\n")
        for entry in re.split(r"\n(?=    \w+: )", listed):
            named = _ATTRIBUTE.match(entry.strip())
            if named:
                found[named[1]] = _NONE.sub("null", " ".join(entry.strip()[named.end() :].split()))
    return found
