"""Django, configured in code: once in a process, without a settings module and without a default database.

Every opened store registers a connection of its own. Importing this module does not import Django.

Not for: the settings of the pages. `fonds.web` hands them in.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

APP = "fonds.store"

_lock = threading.RLock()
_numbers = itertools.count(1)
_BUSY_SECONDS = 30
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"


def configure(extra: Mapping[str, object] | None = None) -> None:
    """Configures Django for the store, and for whoever else needs it. May be called again.

    Args:
        extra: Settings to add, or to change if Django was configured before. Applications are added to the store's.
    """
    from django.apps import apps  # noqa: PLC0415 (Django is loaded by the first store, not by an import)
    from django.conf import settings  # noqa: PLC0415 (as above)

    wanted = dict(extra or {})
    added = wanted.pop("INSTALLED_APPS", ())
    with _lock:
        if not settings.configured:
            settings.configure(USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField")
        for name, value in wanted.items():
            setattr(settings, name, value)
        listed = list(dict.fromkeys([APP, *settings.INSTALLED_APPS, *_names(added)]))
        if not apps.ready or listed != list(settings.INSTALLED_APPS):
            _install(listed)


def register(path: Path | str, *, is_fixed: bool = False) -> str:
    """Registers an SQLite file as a connection. To open it fails if the file is not there.

    Args:
        path: The file, or ``:memory:``.
        is_fixed: Whether the file never changes: it is read alone, without a lock, also from a read-only disk.

    Returns:
        Alias of the connection, unique in the process.
    """
    from django.db import connections  # noqa: PLC0415 (as above)

    alias = f"store-{next(_numbers)}"
    pragmas = "" if is_fixed else _PRAGMAS
    options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": _BUSY_SECONDS}
    name = _name_of(path, "mode=ro&immutable=1" if is_fixed else "mode=rw")
    facts = {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}
    with _lock:  # a new dictionary: other threads may be walking through the old one
        filled: Any = connections.configure_settings({"default": {}, alias: facts})
        connections.settings = {**connections.settings, alias: filled[alias]}
    return alias


def _name_of(path: Path | str, how: str) -> str:
    """What SQLite opens: a file that is there; one that is not must never be made by opening it."""
    return str(path) if str(path) == ":memory:" else f"file:{quote(str(path))}?{how}"


def unregister(alias: str) -> None:
    """Forgets a connection; the caller has closed it in every thread."""
    from django.db import connections  # noqa: PLC0415 (as above)

    with _lock:
        connections.settings = {name: facts for name, facts in connections.settings.items() if name != alias}


def _names(listed: object) -> list[str]:
    return [str(name) for name in listed] if isinstance(listed, list | tuple) else []


def _install(listed: list[str]) -> None:
    import django  # noqa: PLC0415 (as above)
    from django.apps import apps  # noqa: PLC0415 (as above)
    from django.conf import settings  # noqa: PLC0415 (as above)

    settings.INSTALLED_APPS = listed
    if apps.ready:
        apps.set_installed_apps(listed)
    else:
        django.setup(set_prefix=False)
