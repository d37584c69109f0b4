"""The time of the machine, for deeds that write down when they were done.

Not for: times in documents (`fonds.model.dates`).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

Clock = Callable[[], str]
"""Gives the time, ISO 8601 in UTC to the second."""


def utc_now() -> str:
    """The time of the machine, ISO 8601 in UTC to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
