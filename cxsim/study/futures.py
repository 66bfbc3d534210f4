"""The futures of a study: lives at central values and at joint draws, one a replication."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event
from typing import TypeVar

Life = TypeVar("Life")
Progress = Callable[[int, int], None]
KINDS = ("central", "drawn")
LEAST_CENTRAL = 8
"""Replications at central values, or all where there are fewer, or a third where that is more.

There is far less between them than between joint draws: on `telecom` 24 of them place the mean of
ΔNPV within some 5% of the range over draws, 8 within some 10%."""


def at_centre(replications: int) -> int:
    """How many lives at central values go with so many joint draws."""
    return min(replications, max(LEAST_CENTRAL, replications // 3))


def lived(
    one: Callable[[str, int, Event], Life],
    replications: int,
    threads: int | None,
    progress: Progress | None,
    centre: int | None = None,
) -> dict[str, list[Life]]:
    """All replications of both kinds, on threads; results stand in order of replication.

    Compiled code cannot be interrupted: whoever stops it all waits for the worlds being lived.

    Parameters
    ----------
    one : function of (kind, replication, stop)
        Lives a replication of a kind, "central" or "drawn"; it begins no world once `stop` is set.
    replications : int
        Joint draws.
    centre : int or None
        Lives at central values; None takes `at_centre`.
    threads : int or None
        Replications lived at once; None takes all cores.
    progress : function of (done, all), or None
    """
    stop = Event()
    sizes = dict(
        zip(
            KINDS,
            (at_centre(replications) if centre is None else centre, replications),
            strict=True,
        )
    )
    found: dict[tuple[str, int], Life] = {}
    pool = ThreadPoolExecutor(threads or os.cpu_count() or 1)
    try:
        jobs = {
            pool.submit(one, kind, replication, stop): (kind, replication)
            for replication in range(max(sizes.values()))
            for kind, size in sizes.items()
            if replication < size
        }
        for done, job in enumerate(as_completed(jobs), 1):
            found[jobs[job]] = job.result()
            if progress is not None:
                progress(done, len(jobs))
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)
    return {kind: [found[kind, at] for at in range(size)] for kind, size in sizes.items()}
