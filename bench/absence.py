"""Asks the public server for records that nobody has and for records that a closed store keeps, in turn.

Both are answered with 404 after the same work (`tests/security/test_same_path.py` counts it); here the time is taken.

Not for: whether the answers are the same (`tests/security`).
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median

from bench.figures import Figure, timed
from bench.serving import get
from fonds.actions.room import open_room
from fonds.model import new_record_id
from fonds.web import application

ROUNDS = 20
RATIO = 1.1


def measure_absence(store: Path, closed: Sequence[str], seed: str) -> Figure:
    """How much longer one of the two takes than the other, at the median.

    Args:
        store: Folder of the open store.
        closed: Ids of records that are in a closed store alone.
        seed: Of the ids that nobody has, and of the order in which both are asked for.
    """
    chance = Random(f"{seed} absent")
    asked = [(record_id, True) for record_id in closed]
    asked += [(new_record_id(chance.randrange), False) for _ in closed]
    times: dict[bool, list[float]] = {True: [], False: []}
    with closing(open_room(store)) as room:
        answer = application(room)
        gc.collect()
        gc.freeze()
        for number in range(ROUNDS + 1):
            for record_id, is_kept in chance.sample(asked, len(asked)):
                seconds, _ = timed(get, answer, f"/r/{record_id}", "404 Not Found")
                if number:  # the first round warms up
                    times[is_kept].append(seconds)
        gc.unfreeze()
    lacking, absent = median(times[True]), median(times[False])
    note = f"{len(times[True])} of each, p50 {1_000 * lacking:.3f} and {1_000 * absent:.3f} ms"
    ratio = max(lacking, absent) / min(lacking, absent)
    return Figure("ratios", "answer for a closed record / for no record", ratio, "x", RATIO, True, note)
