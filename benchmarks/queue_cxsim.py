"""Workload *a staffed touchpoint* by cxsim: the stages of a day that a scenario's team runs.

    python -m benchmarks.queue_cxsim recursion
    python -m benchmarks.queue_cxsim events

All customers are those whom nobody simulates one by one. The line is run by the exact recursion, as
wherever who comes first is served first, or by the list of events, as with priorities and calls
back.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from cxsim.compiled import stage
from cxsim.engine.run import empty_for
from cxsim.engine.staffed.day import run_lines
from cxsim.engine.staffed.duty import come_to_work
from cxsim.engine.staffed.overnight import go_home
from cxsim.engine.staffed.tables import (
    ABANDONED,
    DAYS_SEEN,
    IN_TIME,
    OFFERED,
    USUAL,
    WAITED,
)
from cxsim.engine.state import initial_state
from tests.kit.one_line import MINUTE, one_line
from tests.kit.runs import worlds

from .rows import Row, beside, row
from .staffed import ARRIVALS, BATCHES, GIVING_UP, SERVERS, SERVICE, WORKLOAD, Found

DAYS = 417
"""2,400 customers a day: 1,000,000 in all, in the mean."""
EACH, STANDS_FOR = 6.0, 400
"""Simulated customers who are thought to come on a day, and the others behind each."""
REPEATS = 5
RIVALS = {"SimPy": "simpy", "Ciw": "ciw"}
THEIRS = 100_000
"""Customers of another tool, which costs the same for each however many they are."""


@stage
def live_days(world: Any, state: Any, record: Any, first: int, last: int) -> None:
    """The staffed part of some days; as many are expected every day."""
    for today in range(first, last):
        state.customers_of[0, USUAL] = EACH
        state.customers_of[0, DAYS_SEEN] = 28.0
        come_to_work(world, state, record, today)
        run_lines(world, state, record, today)
        go_home(world, state, record, today)


def setup(by_events: bool, days: int, seed: int = 1) -> tuple[Any, Any, Any]:
    """The empty system: its world, its state, its empty record."""
    customers = 10
    per_minute = ARRIVALS / 60
    case = one_line(per_minute, SERVERS, 60 / SERVICE, 60 / GIVING_UP, customers * (STANDS_FOR + 1))
    built, _ = worlds(case, customers, days, seed)
    built.world.teams.by_events[:] = by_events
    state = initial_state(built)
    state.recent_count[0] = 1
    state.recent[0, 0] = (0, 0, 0)
    return built.world, state, empty_for(built, 0)


def live(by_events: bool, days: int = DAYS, seed: int = 1) -> Found:
    """Simulate so many days, and read the three statistics off them."""
    world, state, record = setup(by_events, days, seed)
    start = time.process_time()
    live_days(world, state, record, 0, days)
    counted = record.team_days[:, 0].astype(float)
    offered = counted[:, OFFERED]
    over = [counted[:, ABANDONED], counted[:, WAITED] / MINUTE, offered - counted[:, IN_TIME]]
    means = [each.sum() / offered.sum() for each in over]
    whole = days // BATCHES * BATCHES
    sums = [each[:whole].reshape(BATCHES, -1).sum(axis=1) for each in (*over, offered)]
    errors = [np.std(each / sums[-1], ddof=1) / np.sqrt(BATCHES) for each in sums[:-1]]
    seconds = time.process_time() - start
    told = (float(mean) for mean in means)
    return Found(int(offered.sum()), seconds, *told, tuple(map(float, errors)))


def measure(by_events: bool) -> Found:
    """Compile on a short run, then the median of the repeats."""
    live(by_events, days=BATCHES)
    runs = [live(by_events) for _ in range(REPEATS)]
    return replace(runs[0], seconds=statistics.median(one.seconds for one in runs))


def rows() -> list[Row]:
    """Both ways of running a line, and the other tools; who does not agree with Erlang-A is out."""
    from importlib.metadata import version

    ours = {kind: _measured("queue_cxsim", kind) for kind in ("recursion", "events")}
    names = {"recursion": WORKLOAD, "events": f"{WORKLOAD}, by events"}
    found = [
        row(names[kind], "customer", one.customers, ns_per_unit=_each(one))
        for kind, one in ours.items()
    ]
    for tool, module in RIVALS.items():
        theirs = _measured(f"queue_{module}", str(THEIRS))
        ratio = _each(theirs) / _each(ours["recursion"])
        found.append(
            beside(
                WORKLOAD,
                tool,
                version(module),
                "customer",
                theirs.customers,
                ns_per_unit=_each(theirs),
                ratio_to_cxsim=ratio,
            )
        )
    return found


def _each(one: Found) -> float:
    """Nanoseconds a customer."""
    return 1e9 * one.seconds / one.customers


def _measured(module: str, argument: str) -> Found:
    """What a tool found in a process of its own; the end where it does not agree."""
    from .processes import in_new_process

    told = json.loads(in_new_process(["-m", f"benchmarks.{module}", argument]).stdout)
    if not told.pop("agrees"):
        sys.exit(f"The workload '{WORKLOAD}' is not timed: {module} is not Erlang-A: {told['z']}.")
    told.pop("z")
    return Found(**told | {"errors": tuple(told["errors"])})


if __name__ == "__main__":
    one = measure(sys.argv[1:] == ["events"])
    print(json.dumps(asdict(one) | {"z": one.z, "agrees": one.agrees}))
