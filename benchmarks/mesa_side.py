"""Workload *visits, beside Mesa*: the same lives in the kernel and in the reference engine.

The reference engine is made of Mesa agents, with every rule as plain Python (the compiler off). It
is written to be read, and is not the fastest program that one could write with Mesa.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version

from .rows import Row, beside, row

CUSTOMERS, DAYS = 1000, 365
REPEATS = {"kernel": 5, "reference": 1}
WORKLOAD = "visits, beside Mesa"


@dataclass(frozen=True)
class Measured:
    """What a fresh process found."""

    visits: int
    ns_per_visit: float
    digest: str


def rows() -> list[Row]:
    """Time both sides, each in a process of its own; nothing is told unless they agree."""
    ours = _measured("kernel")
    theirs = _measured("reference", NUMBA_DISABLE_JIT="1")
    if ours.digest != theirs.digest:
        sys.exit(f"The workload '{WORKLOAD}' is not timed: the two engines do not agree.")
    ratio = theirs.ns_per_visit / ours.ns_per_visit
    return [
        row(WORKLOAD, "visit", ours.visits, ns_per_unit=ours.ns_per_visit),
        beside(
            WORKLOAD,
            "Mesa objects",
            version("mesa"),
            "visit",
            theirs.visits,
            ns_per_unit=theirs.ns_per_visit,
            ratio_to_cxsim=ratio,
        ),
    ]


def _measured(engine: str, **environment: str) -> Measured:
    from .processes import in_new_process

    told = in_new_process(["-m", "benchmarks.mesa_side", engine], **environment).stdout
    return Measured(**json.loads(told.splitlines()[-1]))


def measure(engine: str) -> Measured:
    """Live a year of today's `telecom` in an engine; processor time of the days from day 0 on."""
    import cxsim
    from cxsim.engine.engines import engine_named
    from cxsim.engine.record import VISITS
    from cxsim.world.numbers import central
    from cxsim.world.world import build
    from tests.kit.runs import digest

    as_is = cxsim.load("telecom/as_is")
    built = build(as_is, central(as_is), CUSTOMERS, DAYS, seed=1, replication=0)
    lives = engine_named(engine)
    warm = lives.warmed(built)
    if engine == "kernel":
        lives.live(built, warm)
    taken = []
    for _ in range(REPEATS[engine]):
        start = time.thread_time()
        lived = lives.live(built, warm)
        taken.append(time.thread_time() - start)
    visits = int(lived.record.daily[:, :, VISITS].sum())
    return Measured(visits, 1e9 * statistics.median(taken) / visits, digest(lived))


if __name__ == "__main__":
    print(json.dumps(vars(measure(sys.argv[1]))))
