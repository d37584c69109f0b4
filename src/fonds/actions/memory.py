"""How a process that reads looks after its memory.

Not for: anything that imports. It is asked before the modules that read are loaded, so that loading is quick too.
"""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """Has Python look for rings of references more seldom.

    Tables of words live as long as the process, values of a page no longer than it: looking through them often takes
    a tenth of the time of reading, and of loading, and finds next to none.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
