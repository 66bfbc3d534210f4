"""Where a study is lived: threads, processes, a Dask cluster; results come as they are done."""

# mypy: allow-untyped-calls

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from threading import Event
from typing import Any, Literal

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.words import phrase

from .kept import Tables
from .live import rows_of
from .plan import Part, Plan

MOST_DEATHS = 3
"""Times that workers may die without a part being done in between, before a study gives up."""
CONNECT = "20s"
"""How long a cluster may take to answer."""
Result = tuple[Part, Tables]


@dataclass(frozen=True)
class Execution:
    """Where the parts of a study are lived.

    Parameters
    ----------
    kind : str
        "threads": in this process, which compiled code lets run side by side. "processes": each in
        one of its own, for what runs in plain Python. "dask": on a cluster.
    workers : int or None
        How many at once; None takes all cores. Of a Dask cluster that is there already: all.
    address : str or None
        Of the scheduler of a Dask cluster; None starts one on this machine.
    """

    kind: Literal["threads", "processes", "dask"] = "threads"
    workers: int | None = None
    address: str | None = None

    @property
    def at_once(self) -> int:
        """How many are at work at once on this machine."""
        return self.workers or os.cpu_count() or 1


HERE = Execution()
"""On threads of this process, one a core."""


def results(execution: Execution, plan: Plan, parts: Sequence[Part]) -> Iterator[Result]:
    """The parts of a study with their rows, in whatever order they are done.

    Parameters
    ----------
    execution : Execution
    plan : Plan
    parts : sequence of Part

    Raises
    ------
    Problems
        When workers die again and again, or a cluster cannot be reached.
    """
    yield from {"threads": _threads, "processes": _processes, "dask": _dask}[execution.kind](
        execution, plan, parts
    )


def _threads(execution: Execution, plan: Plan, parts: Sequence[Part]) -> Iterator[Result]:
    """In this process. Compiled code cannot be interrupted: who stops waits for lives under way."""
    stop = Event()
    pool = ThreadPoolExecutor(execution.at_once)
    try:
        yield from _as_done(
            pool, lambda part: (rows_of, plan, part, stop), parts, execution.at_once
        )
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _processes(execution: Execution, plan: Plan, parts: Sequence[Part]) -> Iterator[Result]:
    """In processes of their own; where one dies, the parts that went with it are lived again."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    left, deaths = dict.fromkeys(parts), 0
    while left:
        pool = ProcessPoolExecutor(execution.at_once, get_context("spawn"))
        try:
            for part, rows in _as_done(
                pool, lambda part: (rows_of, plan, part), list(left), execution.at_once
            ):
                del left[part]
                deaths = 0
                yield part, rows
        except BrokenProcessPool:
            deaths += 1
            if deaths >= MOST_DEATHS:
                raise _dying(len(left)) from None
        finally:
            pool.shutdown(cancel_futures=True)


def _as_done(
    pool: Executor,
    call: Callable[[Part], tuple[Any, ...]],
    parts: Sequence[Part],
    at_once: int,
) -> Iterator[Result]:
    """Parts as they are done; no more than twice as many are handed out as can be at work."""
    waiting = iter(parts)
    under_way: dict[Future[Tables], Part] = {}
    while True:
        for part in islice(waiting, 2 * at_once - len(under_way)):
            under_way[pool.submit(*call(part))] = part
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            yield under_way.pop(future), future.result()


def _dask(execution: Execution, plan: Plan, parts: Sequence[Part]) -> Iterator[Result]:
    """On a Dask cluster: the plan travels once, and what a dead worker had is lived by another."""
    try:
        from distributed import Client, KilledWorker, LocalCluster, as_completed
    except ImportError:
        wrong = Problem("execution", "wrong", "dask", phrase("install_dask"))
        raise Problems([wrong]) from None
    cluster = None
    if execution.address is None:
        cluster = LocalCluster(
            n_workers=execution.at_once, threads_per_worker=1, dashboard_address=None
        )
    try:
        try:
            client = Client(cluster or execution.address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError):
            wrong = Problem(
                "execution.scheduler", "wrong", execution.address, phrase("scheduler_at_work")
            )
            raise Problems([wrong]) from None
        with client, client.as_current():
            known = client.submit(_plan, plan, key=f"plan-{plan.name}", pure=True)
            asked = {
                client.submit(rows_of, known, part, key=part.name, pure=True): part
                for part in parts
            }
            for future in as_completed(list(asked)):
                try:
                    rows = future.result()
                except KilledWorker:
                    raise _dying(len(asked)) from None
                part = asked.pop(future)
                future.release()
                yield part, rows
    finally:
        if cluster is not None:
            cluster.close()


def _plan(plan: Plan) -> Plan:
    """The plan, as a task of its own: a worker that lost it makes it again."""
    return plan


def _dying(left: int) -> Problems:
    return Problems([Problem("execution", "workers_died", left, phrase("fewer_workers"))])
