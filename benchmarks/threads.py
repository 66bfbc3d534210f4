"""Workload *two threads*: the replications of a comparison on one thread, and on two."""

from __future__ import annotations

import os
import statistics
import sys
import time

from .rows import Row, beside, row

CUSTOMERS, DAYS, REPLICATIONS, PAIRS = 2000, 365, 8, 5
WORKLOAD = "two threads"


def rows() -> list[Row]:
    """Wall time of the same comparison, one thread and two in turn; the median ratio stands."""
    import cxsim

    if len(_cores()) < 2:
        return []
    as_is = cxsim.load("telecom/as_is")
    to_be = cxsim.load("telecom/to_be_on_time_technician")

    def taken(threads: int) -> tuple[float, float]:
        start = time.perf_counter()
        found = cxsim.compare(
            as_is, [to_be], CUSTOMERS, DAYS, replications=REPLICATIONS, threads=threads
        )
        return time.perf_counter() - start, found.deltas[to_be.name, "npv"].mean

    _, alone = taken(1)
    pairs = [(taken(1), taken(2)) for _ in range(PAIRS)]
    if any(found != alone for pair in pairs for _, found in pair):
        sys.exit(f"The workload '{WORKLOAD}' is not timed: threads changed a number.")
    one = 1e9 * statistics.median(a for (a, _), _ in pairs) / REPLICATIONS
    two = 1e9 * statistics.median(b for _, (b, _) in pairs) / REPLICATIONS
    ratio = statistics.median(a / b for (a, _), (b, _) in pairs)
    version = cxsim.__version__
    return [
        row(WORKLOAD, "replication", REPLICATIONS, ns_per_unit=two),
        beside(
            WORKLOAD,
            "cxsim, one thread",
            version,
            "replication",
            REPLICATIONS,
            ns_per_unit=one,
            ratio_to_cxsim=ratio,
        ),
    ]


def _cores() -> set[int]:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))
