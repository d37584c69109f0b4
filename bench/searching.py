"""Measures whole result pages, the engines asked in turn, question by question.

Noise of the machine so hits all of them alike, and their ratios stand where the times do not.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.engines import Answer, Engine
from bench.engines.fts5 import Fts5
from bench.engines.ours import Ours
from bench.engines.raw import Raw
from bench.figures import Figure, milliseconds, percentile, timed
from bench.questions import KINDS, Question

WARMING_UP = 20
"""How many questions of each kind are asked before the clock runs."""


@dataclass
class Asked:
    """What came of asking one engine.

    Attributes:
        times: In seconds, in the order of the questions.
        answers: Likewise.
    """

    times: list[float] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """Times of result pages, by kind of question.

    Attributes:
        engines: Names.
        rows: For each kind, and for all of them, p50 and p99 in milliseconds for each engine.
    """

    engines: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]


def measure_searching(
    index: Path, database: Path, questions: Sequence[Question], advance: Callable[[], None]
) -> tuple[list[Figure], Comparison]:
    """Asks all engines all questions.

    Args:
        index: Folder of the index of fonds.
        database: Of FTS5.
        questions: Of all kinds in turn; the first are to warm up.
        advance: Called after each question.

    Returns:
        Figures, and the times by kind of question.
    """
    ours, raw, fts5 = Ours(index), Raw(index), Fts5(database)
    engines: tuple[Engine, ...] = (ours, raw, fts5, _AsServed(index))
    asked = _ask(engines, questions, advance)
    fts5.close()
    timed_questions = questions[WARMING_UP * len(KINDS) :]
    compared = _compared(timed_questions, engines, asked)
    return [*_figures(*asked), *_agreement(*asked[:3])], compared


class _AsServed(Ours):
    name = "fonds, 7 facets"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, facets=None)


def _ask(engines: Sequence[Engine], questions: Sequence[Question], advance: Callable[[], None]) -> list[Asked]:
    asked = [Asked() for _ in engines]
    warm = WARMING_UP * len(KINDS)
    for at, question in enumerate(questions):
        if at == warm:
            gc.collect()
            gc.freeze()  # what was made before must not be looked through while the clock runs
        for turn in range(len(engines)):
            which = (at + turn) % len(engines)
            seconds, answer = timed(engines[which].ask, question)
            if at >= warm:
                asked[which].times.append(seconds)
                asked[which].answers.append(answer)
        advance()
    gc.unfreeze()
    return asked


def _figures(ours: Asked, raw: Asked, fts5: Asked, served: Asked) -> Iterable[Figure]:
    def ratio(one: Asked, other: Asked, share: float) -> float:
        return percentile(one.times, share) / percentile(other.times, share)

    facets = "four facets, ten best, extracts"
    yield Figure("ratios", "result page / raw Tantivy calls, p50", ratio(ours, raw, 0.5), "x", 2, True, facets)
    yield Figure("ratios", "result page / raw Tantivy calls, p99", ratio(ours, raw, 0.99), "x", None, True, facets)
    yield Figure("ratios", "SQLite FTS5 / result page, p50", ratio(fts5, ours, 0.5), "x", 3, False, facets)
    yield Figure("ratios", "SQLite FTS5 / result page, p99", ratio(fts5, ours, 0.99), "x", 10, False, facets)
    for name, one in (("result page", ours), ("raw Tantivy calls", raw), ("SQLite FTS5", fts5)):
        yield Figure("other", f"{name}, p50", milliseconds(one.times, 0.5), "ms", note=facets)
        yield Figure("other", f"{name}, p99", milliseconds(one.times, 0.99), "ms", note=facets)
    as_served = "all facets, as the reading room asks"
    yield Figure("other", "result page with seven facets, p50", milliseconds(served.times, 0.5), "ms", note=as_served)
    yield Figure(
        "other", "result page with seven facets, p99", milliseconds(served.times, 0.99), "ms", note=as_served
    )


def _agreement(ours: Asked, raw: Asked, fts5: Asked) -> Iterable[Figure]:
    """How often the engines find as many records: a figure that tells whether they were asked the same."""
    for name, other in (("raw Tantivy calls", raw), ("SQLite FTS5", fts5)):
        same = sum(one.total == two.total for one, two in zip(ours.answers, other.answers, strict=True))
        share = 100 * same / len(ours.answers)
        yield Figure("other", f"questions with as many answers from {name}", share, "%")
    found = [answer.total for answer in ours.answers]
    extracts = sum(answer.extracts for answer in ours.answers) / len(found)
    raw_extracts = sum(answer.extracts for answer in raw.answers) / len(found)
    yield Figure("other", "records found, median", percentile(found, 0.5), "records")
    yield Figure("other", "records found, p99", percentile(found, 0.99), "records")
    yield Figure("other", "extracts on a result page, mean", extracts, "", note=f"raw calls: {raw_extracts:.1f}")


def _compared(questions: Sequence[Question], engines: Sequence[Engine], asked: Sequence[Asked]) -> Comparison:
    rows = []
    for kind in (*KINDS, "all"):
        chosen = [at for at, question in enumerate(questions) if kind in (question.kind, "all")]
        times = [[one.times[at] for at in chosen] for one in asked]
        rows.append((kind, tuple((milliseconds(of, 0.5), milliseconds(of, 0.99)) for of in times)))
    return Comparison(tuple(engine.name for engine in engines), tuple(rows))
