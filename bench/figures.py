"""What was measured: figures with their bounds, and the times that they are made of.

Not for: how they are shown (`bench.report`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

BOUNDS_COUNT_FROM = 20_000
"""Number of records from which on a bound that does not hold is a failure."""

Group = Literal["ratios", "figures", "other"]


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    Attributes:
        group: Ratios come first, then what has a bound, then the rest.
        name: What was measured.
        value: How much.
        unit: Of the value; "x" for a ratio.
        bound: What the value must reach, or None.
        is_ceiling: Whether the bound is the most that the value may be, and not the least.
        note: How it came about, for the written page.
    """

    group: Group
    name: str
    value: float
    unit: str
    bound: float | None = None
    is_ceiling: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value is within its bound; a value without one always is."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.is_ceiling else self.value >= self.bound


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest time that at least this share of all times do not exceed.

    Args:
        times: At least one.
        share: Above 0, at most 1.
    """
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]


def timed(call: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Seconds that a call takes by the clock on the wall, and what it returns."""
    began = time.perf_counter()
    returned = call(*arguments)
    return time.perf_counter() - began, returned


def milliseconds(times: Sequence[float], share: float) -> float:
    """The same percentile in milliseconds, of times in seconds."""
    return 1_000 * percentile(times, share)
