"""Workload *visits*: the whole of a run of `telecom`, divided by the visits that it lived."""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import dataclass

from .rows import Row, row

CUSTOMERS, DAYS, REPEATS = 5000, 365, 5


@dataclass(frozen=True)
class Measured:
    """What a fresh process found."""

    visits: int
    ns_per_visit: float
    compile_s: float
    peak_mib: float | None
    bytes_a_person: float


def rows() -> list[Row]:
    """Time the workload in a process of its own, whose kernels are not compiled yet."""
    from .processes import in_new_process

    told = in_new_process(["-m", "benchmarks.visits"]).stdout
    found = Measured(**json.loads(told.splitlines()[-1]))
    return [
        row(
            "visits",
            "visit",
            found.visits,
            ns_per_unit=found.ns_per_visit,
            compile_s=found.compile_s,
            peak_mib=found.peak_mib,
        ),
        row("memory a customer", "byte", found.bytes_a_person),
    ]


def measure() -> Measured:
    """Compile, check the invariants, then time."""
    import cxsim
    from cxsim.engine.record import VISITS
    from cxsim.engine.run import Lived, live, warmed
    from cxsim.engine.state import State
    from cxsim.world.numbers import central
    from cxsim.world.world import build

    as_is = cxsim.load("telecom/as_is")
    values = central(as_is)

    def run(customers: int, days: int) -> tuple[State, Lived, float]:
        built = build(as_is, values, customers, days, seed=1, replication=0)
        warm = warmed(built)
        start = time.thread_time()
        lived = live(built, warm)
        return warm, lived, time.thread_time() - start

    start = time.thread_time()
    run(20, 40)
    compile_s = time.thread_time() - start
    warm, lived, _ = run(CUSTOMERS, DAYS)
    _, again, _ = run(CUSTOMERS, DAYS)
    check(warm, lived, again)
    visits = int(lived.record.daily[:, :, VISITS].sum())
    taken = [run(CUSTOMERS, DAYS)[2] for _ in range(REPEATS)]
    return Measured(
        visits,
        1e9 * statistics.median(taken) / visits,
        compile_s,
        peak_mib(),
        bytes_a_person(lived),
    )


def check(warm, lived, again) -> None:  # type: ignore[no-untyped-def]
    """Invariants: the books of a run close, and a repeated run has the same bits."""
    from tests.kit.books import check as close
    from tests.kit.runs import digest

    close(warm, lived)
    if digest(lived) != digest(again):
        sys.exit("The workload 'visits' is not timed: repeated, it has other bits.")


def bytes_a_person(lived) -> float:  # type: ignore[no-untyped-def]
    """Bytes of what has a row a person: the state, their segment, the answer kept of each.

    Of the tables of what waits, the rows that have ever been in use.
    """
    from cxsim.engine.state import ROWS, USED

    state, size = lived.state, lived.state.people.size
    lent = {id(getattr(state, name)) for name in (*ROWS, "free")}
    mine = [*state, lived.built.world.segment, lived.record.answers]
    whole = [a for a in mine if id(a) not in lent and (size in a.shape or size + 1 in a.shape)]
    used = state.counts[USED : USED + len(ROWS)] + 1
    waiting = [
        (getattr(state, name).itemsize + 4) * rows for name, rows in zip(ROWS, used, strict=True)
    ]
    return (sum(array.nbytes for array in whole) + sum(waiting)) / size


def peak_mib() -> float | None:
    """Most memory this process has held, MiB; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


if __name__ == "__main__":
    print(json.dumps(vars(measure())))
