"""How far it is, and that it stops: what whoever waits is told."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from time import monotonic

SECONDS_A_LINE = 5
"""Least time between two lines of progress in a log."""


@contextmanager
def stopping_told(sentence: str) -> Iterator[None]:
    """Answer the first Ctrl-C with a sentence at once; a second one ends the process there."""

    def tell(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        print(f"\n{sentence}", file=sys.stderr, flush=True)
        raise KeyboardInterrupt

    if current_thread() is not main_thread():  # signals are another's business there
        yield
        return
    before = signal.signal(signal.SIGINT, tell)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, on the error stream; plain lines where that is no terminal."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    if not console.is_terminal:
        yield tenths(title)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def tenths(title: str) -> Callable[[int, int], None]:
    """A line for each tenth done, for a log; none for what is over before anybody wonders."""
    told, last = 0, monotonic()

    def advance(done: int, total: int) -> None:
        nonlocal told, last
        tenth = 10 * done // total
        if tenth > told and monotonic() - last >= SECONDS_A_LINE:
            told, last = tenth, monotonic()
            print(f"{title}: {100 * done // total}% ({done}/{total})", file=sys.stderr, flush=True)

    return advance
