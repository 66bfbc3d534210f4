"""Workload *a million customers*: two years of `telecom`, one run, one thread."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from typing import Any

from .rows import Row, row

CUSTOMERS, SMALL, DAYS = 1_000_000, 1000, 730


@dataclass(frozen=True)
class Measured:
    """What a fresh process found: seconds of the whole run, and memory a person."""

    seconds: float
    bytes_a_person: float
    visits: int


def rows() -> list[Row]:
    """The whole run (building, warm-up and days) in a process of its own."""
    from .processes import in_new_process

    told = in_new_process(["-m", "benchmarks.million"]).stdout
    found = Measured(**json.loads(told.splitlines()[-1]))
    return [
        row("a million customers, two years", "run", 1, ns_per_unit=1e9 * found.seconds),
        row("memory a customer, measured", "byte", found.bytes_a_person),
    ]


def measure() -> Measured:
    """Compile on a small run, then live the large one, looking at what memory it takes."""
    import cxsim
    from cxsim.engine.record import VISITS
    from cxsim.engine.run import live, warmed
    from cxsim.world.numbers import central
    from cxsim.world.world import build

    as_is = cxsim.load("telecom/as_is")
    values = central(as_is)

    def run(customers: int, days: int) -> tuple[Any, Any]:
        built = build(as_is, values, customers, days, seed=1, replication=0)
        return built, live(built, warmed(built), use_up=True)

    run(SMALL, 40)
    before = peak_bytes()
    start = time.thread_time()
    built, lived = run(CUSTOMERS, DAYS)
    seconds = time.thread_time() - start
    ties = sum(array.nbytes for array in (built.world.tie_first, built.world.tie_to))
    ties += built.world.tie_strength.nbytes
    mine = (peak_bytes() - before - ties) / built.people.size
    return Measured(seconds, mine, int(lived.record.daily[:, :, VISITS].sum()))


def peak_bytes() -> int:
    """Most memory this process has held."""
    try:
        import resource
    except ImportError:
        sys.exit("This system does not tell how much memory a process held.")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1024 * most


if __name__ == "__main__":
    print(json.dumps(vars(measure())))
