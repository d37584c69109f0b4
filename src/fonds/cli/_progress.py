"""A bar that moves while something long goes on, where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from fonds.cli._paper import console


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """A progress bar on the terminal, on standard error if output goes elsewhere; none where nobody watches.

    What is printed on its console stands above the bar. Standard output is left alone, as it may go to a file.
    """
    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    watched = console()
    if not watched.is_terminal:
        watched = console(sys.stderr)
    with Progress(
        *columns,
        console=watched,
        transient=True,
        disable=not watched.is_terminal,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as moving:
        yield moving


def moves_bar(bar: Progress, title: str) -> Callable[[int, int], None]:
    """What moves a new bar when it is told how much is done, and how much there is in all."""
    task = bar.add_task(title, total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
