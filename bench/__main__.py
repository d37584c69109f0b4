"""`python -m bench --size N [--write docs/benchmarks.md]`: measures, prints, and says whether the bounds hold.

The exit status is 1 if one does not, at 20,000 records or more; below that, bounds decide nothing.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bench.adding import measure_adding
from bench.engines.fts5 import write_database
from bench.expressions import measure_expressions
from bench.figures import Figure
from bench.machine import cores, describe_machine
from bench.pages import pages_of, write_pages
from bench.questions import KINDS, make_questions
from bench.reading import SAMPLE, measure_length, measure_reading
from bench.releasing import RELEASES, VIEWS, measure_releasing
from bench.report import Report, show, write_markdown
from bench.searching import WARMING_UP, Comparison, measure_searching
from bench.serving import measure_serving
from bench.startup import PROCESSES, measure_startup
from fonds.actions.archive import open_archive
from fonds.actions.room import open_store_folder
from fonds.release import Holding
from fonds.search import Document, build_document

SIZES = {"full": 100_000, "small": 2_000}
QUESTIONS_OF_EACH_KIND = 240
RECORD_PAGES = 300


class Run:
    """One run over one archive.

    Args:
        folder: An empty folder for all that is made.
        size: Number of records.
        seed: Of pages and questions.
        questions: How many of each kind.
        progress: Where it is shown how far the run is.
    """

    def __init__(self, folder: Path, size: int, seed: str, questions: int, progress: Progress) -> None:
        self.sources, self.archive, self.database = folder / "pages", folder / "archive", folder / "fts5.db"
        self.size, self.seed, self.questions = size, seed, questions
        self.progress = progress
        self.text_bytes = 0

    def measure(self) -> tuple[list[Figure], Comparison]:
        """Everything, in an order in which each finds what it needs."""
        figures = [*measure_startup(self._step("Starting", PROCESSES))]
        figures += self._reading()
        self._write_pages()
        figures += measure_adding(self.archive, self.sources, cores(), self._steps("Adding", self.size))
        self._write_database()
        found, comparison = self._searching()
        record_pages = self._step("Asking for record pages", RECORD_PAGES)
        figures += [*found, *measure_serving(self._store, self.seed, RECORD_PAGES, record_pages), *self._sizes()]
        figures += self._releasing()  # last: it changes the archive
        return figures, comparison

    def _releasing(self) -> list[Figure]:
        others = [pages_of(f"{self.seed}, closed").page(number) for number in range(VIEWS)]
        advance = self._step("Closing and releasing", RELEASES + 4)
        return [*measure_releasing(self.archive, others, self.size, advance)]

    @property
    def _store(self) -> Path:
        return open_store_folder(self.archive)

    def _reading(self) -> list[Figure]:
        count = min(self.size, SAMPLE)
        sample = [pages_of(self.seed).page(number) for number in range(count)]
        pairs, pieces = max(1, count // 50), max(10, count * 3 // 10)
        return [
            *measure_reading(sample, self._step("Reading", count)),
            *measure_length(pages_of(self.seed), pairs, self._step("Reading long pages", pairs)),
            *measure_expressions(pieces, self._step("Reading lines made to be slow", pieces)),
        ]

    def _write_pages(self) -> None:
        advance = self._step("Writing pages", self.size)
        for size_bytes in write_pages(self.sources, self.seed, self.size):
            self.text_bytes += size_bytes
            advance()

    def _write_database(self) -> None:
        advance = self._step("Writing into FTS5", self.size)
        with closing(open_archive(self.archive)) as archive:
            for _ in write_database(self.database, _documents(archive.shelf().store.changes(0))):
                advance()

    def _searching(self) -> tuple[list[Figure], Comparison]:
        questions = make_questions(pages_of(self.seed), self.size, WARMING_UP + self.questions)
        return measure_searching(
            self._store / "index", self.database, questions, self._step("Asking", len(questions))
        )

    def _sizes(self) -> Iterator[Figure]:
        index, store = _size(self._store / "index"), _size(self._store)
        yield Figure("other", "text of the pages", self.text_bytes / 2**20, "MiB")
        yield Figure("other", "index", index / 2**20, "MiB")
        yield Figure("other", "index / text of the pages", index / self.text_bytes, "x")
        yield Figure("other", "store with its index / text of the pages", store / self.text_bytes, "x")
        yield Figure("other", "SQLite FTS5 / text of the pages", _size(self.database) / self.text_bytes, "x")

    def _steps(self, what: str, total: int) -> Callable[[int], None]:
        bar = self.progress.add_task(what, total=total)
        return lambda steps: self.progress.advance(bar, steps)

    def _step(self, what: str, total: int) -> Callable[[], None]:
        steps = self._steps(what, total)
        return lambda: steps(1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and tells.

    Returns:
        The exit status: 1 if a bound that counts does not hold.
    """
    chosen = _parser().parse_args(arguments)
    console, machine = Console(), describe_machine()
    with _workspace(keep=chosen.keep) as folder, _progress(console) as progress:
        figures, comparison = Run(folder, chosen.size, chosen.seed, chosen.questions, progress).measure()
    report = Report(chosen.size, _command(arguments), machine, tuple(figures), comparison)
    show(report, console)
    if chosen.write:
        chosen.write.write_text(write_markdown(report), encoding="utf-8")
    return int(bool(report.failures) and report.counts)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures fonds against its bounds.")
    parser.add_argument("--size", type=_read_size, default=SIZES["full"], help="records: a number, full, or small")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="write the figures into a page of the documentation"
    )
    parser.add_argument("--seed", default="fonds", help="another seed makes other pages and questions")
    parser.add_argument(
        "--questions", type=int, default=QUESTIONS_OF_EACH_KIND, help=f"of each of the {len(KINDS)} kinds"
    )
    parser.add_argument("--keep", action="store_true", help="keep what was made, and say where")
    return parser


def _read_size(text: str) -> int:
    size = SIZES.get(text) or int(text)
    if size < 1:
        raise ValueError("at least one record")
    return size


def _command(arguments: Sequence[str] | None) -> str:
    return " ".join(("python -m bench", *(sys.argv[1:] if arguments is None else arguments)))


def _documents(changes: Iterator[tuple[int, Holding]]) -> Iterator[Document]:
    return (build_document(holding.reading) for _, holding in changes)


def _size(path: Path) -> int:
    paths = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.stat().st_size for file in paths if file.is_file())


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal)


@contextmanager
def _workspace(*, keep: bool) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="fonds-bench-"))
    try:
        yield folder
    finally:
        if keep:
            print(f"Kept: {folder}")
        else:
            shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
