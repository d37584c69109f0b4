"""How many functions run while something is done: a measure of work that no clock and no busy machine disturbs.

Not for: the work inside one regular expression. A super-linear one shows in a long text that never comes to its end.
"""

from __future__ import annotations

import sys
from collections.abc import Callable


def count_calls(work: Callable[[], object]) -> int:
    """Calls of Python and of built-in functions while `work` runs."""
    count = 0

    def called(frame: object, event: str, arg: object) -> None:
        nonlocal count
        del frame, arg
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
