"""How much work a function does, counted in calls of the interpreter, which do not depend on the machine.

Not for: seconds; those are measured in ``bench``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable


def steps(work: Callable[[], object]) -> int:
    """Counts the calls and returns of one run, after another that fills the caches."""
    work()
    count = 0

    def tell(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tell)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
