"""What all structs of the model have in common: frozen, compared by value, defaults left out of JSON."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, forbid_unknown_fields=False):
    """Base of the model's structs. Fields of later versions are passed over when read."""
