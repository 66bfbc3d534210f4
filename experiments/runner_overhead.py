"""What the runner takes beside the lives of a study: `python -m experiments.runner_overhead`.

The declared study has 1,000 design points of `telecom`, 8 lives each, of 2,000 customers and a
year. All points are planned, and as many runs are lived as are asked for (64 where nobody says),
spread over the plan, on a thread a core. Processor time is told apart: the kernel, building worlds
and measuring (which any comparison pays), and all the rest, which is the runner: making points into
cases, naming runs, writing parts, reading them.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cxsim
from cxsim.engine import run as lives
from cxsim.scenario import library
from cxsim.study import replication
from cxsim.study.runner import live
from cxsim.study.runner.study import Share
from cxsim.study.sweep import sweep

POINTS, REPLICATIONS, CUSTOMERS, DAYS = 1000, 8, 2000, 365
RUNS = 64
OVER = {
    "as_is.teams.contact_centre.staff": (550, 750),
    "as_is.touchpoints.repair_visit.quality.speed": (4, 8),
    "to_be_on_time_technician.levers.tracking.execution": (0.3, 0.9),
}
_lock = threading.Lock()


def timed(spent: Counter[str], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its processor time counted under a name."""

    def inner(*args: Any, **more: Any) -> Any:
        start = time.thread_time()
        try:
            return function(*args, **more)
        finally:
            with _lock:
                spent[name] += time.thread_time() - start

    return inner


def main() -> None:
    """Live some runs of the declared study, and tell where processor time went."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    as_is = library.load("telecom/as_is")
    plan = [library.load("telecom/to_be_on_time_technician")]
    cxsim.compare(as_is, plan, customers=20, horizon_days=2, replications=1)  # compile, load
    spent: Counter[str] = Counter()
    lives.live = timed(spent, "kernel", lives.live)
    lives.warmed = timed(spent, "kernel", lives.warmed)
    live.replicate = timed(spent, "lives", replication.replicate)  # type: ignore[attr-defined]
    shards = POINTS * REPLICATIONS // runs
    with tempfile.TemporaryDirectory() as folder:

        def lived() -> tuple[float, float]:
            start, wall = time.process_time(), time.perf_counter()
            sweep(
                as_is,
                plan,
                OVER,
                "latin",
                POINTS,
                customers=CUSTOMERS,
                horizon_days=DAYS,
                replications=REPLICATIONS,
                folder=Path(folder),
                share=Share(1, shards),
            )
            return time.process_time() - start, time.perf_counter() - wall

        whole, wall = lived()
        at_once, _ = lived()  # all of it is there: what is left is planning, and reading the table
    scale = POINTS * REPLICATIONS / runs
    kernel, lives_too = spent["kernel"] * scale, spent["lives"] * scale
    runner = at_once + (whole - spent["lives"] - at_once) * scale
    print(f"{runs} of {POINTS * REPLICATIONS} runs lived in {wall:.0f} s.")
    print("Processor time of the whole study, seconds, those of each run by that of these:")
    print(f"  kernel                {kernel:8.0f}")
    print(f"  building, measuring   {lives_too - kernel:8.0f}")
    print(f"  runner                {runner:8.0f}, of it {at_once:.1f} to plan it")
    print(f"runner beside kernel: {100 * runner / kernel:.1f}%")


if __name__ == "__main__":
    main()
