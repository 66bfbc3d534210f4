"""What a study will take, told before it starts: runs, time, memory, disk."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from cxsim.scenario import size
from cxsim.scenario.problems import Problems

from .dataset import schema
from .live import Cases, lived
from .plan import Part, Plan, Run
from .workers import Execution

BYTES_A_NUMBER = 9.0
"""Bytes of a number on disk: eight, and what Parquet adds."""
BYTES_A_PART = 22_000
"""Bytes of a part beside its numbers: Parquet describes every column."""
BYTES_A_COLUMN = 300
"""Bytes of a column of a further table in a part, beside its numbers."""
A_TASTE = 20
"""Customers and days of the first life, which loads or compiles the program, and is not timed."""


@dataclass(frozen=True)
class Estimate:
    """What the runs left of a study will take.

    Parameters
    ----------
    runs, left : int
        Of this share, and of them still to be lived.
    seconds : float
        With the workers of this machine, from the time of one run.
    memory, disk : float
        Bytes at the peak on this machine, and of the whole data set of this share.
    """

    runs: int
    left: int
    seconds: float
    memory: float
    disk: float


def estimate(
    plan: Plan, parts: Sequence[Part], missing: Sequence[Part], execution: Execution
) -> Estimate:
    """Live one run to see how long it takes, and foresee the rest.

    Parameters
    ----------
    plan : Plan
    parts, missing : sequence of Part
        Of this share, and of them those still to be lived.
    execution : Execution
    """
    runs = [run for part in parts for run in part.runs]
    left = [run for part in missing for run in part.runs]
    alive = min(execution.at_once, max(1, len(missing)))
    programs = 1 if execution.kind == "threads" else 1 + alive
    seconds, beside = _tasted(plan, left[0]) if left else (0.0, 0)
    numbers = plan.rows(runs) * len(schema(plan)) + len(runs) * beside
    columns = sum(len(schema(plan, table)) for table in plan.keeps)
    return Estimate(
        runs=len(runs),
        left=len(left),
        seconds=seconds * len(left) / alive,
        memory=programs * size.PROGRAM + alive * _of_life(plan),
        disk=numbers * BYTES_A_NUMBER + len(parts) * (BYTES_A_PART + columns * BYTES_A_COLUMN),
    )


def _tasted(plan: Plan, run: Run) -> tuple[float, int]:
    """How long one run takes, once the program is loaded, and compiled where it must be.

    Beside that, how many numbers it adds to tables other than metrics.
    """
    lived(Cases(replace(plan, customers=min(A_TASTE, plan.customers), horizon_days=1)), run)
    start = time.perf_counter()
    tables = lived(Cases(plan), run)
    seconds = time.perf_counter() - start
    return seconds, sum(len(row) for table in plan.keeps for row in tables[table])


def _of_life(plan: Plan) -> float:
    """Bytes of a run under way."""
    for point in range(len(plan.points)):
        with suppress(Problems):
            return size.of_replication(plan.scenarios(point)[0], plan.customers, 0, plan.engine)
    return 0.0
