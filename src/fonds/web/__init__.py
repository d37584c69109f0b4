"""The reading room: the open store as pages and as JSON.

Useful for: serving an archive to readers (`serve`), or giving its WSGI application to another server
(`application`). Not for: deeds. No request changes anything; there are no forms but the search box, no accounts, no
cookies.

The names below are loaded when first used, because Django must be configured before its parts are imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fonds.web.serving import serve
    from fonds.web.settings import EXTRA
    from fonds.web.wsgi import application, routes

__all__ = ["EXTRA", "application", "routes", "serve"]

_HOMES = {
    "EXTRA": "fonds.web.settings",
    "application": "fonds.web.wsgi",
    "routes": "fonds.web.wsgi",
    "serve": "fonds.web.serving",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'fonds.web' has no attribute {name!r}")
