"""Workload *visits*: the whole of a run of `telecom`, divided by the visits that it lived."""

from __future__ import annotations

import hashlib
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
    from cxsim.world.numbers import central
    from cxsim.world.world import build

    as_is = cxsim.load("telecom/as_is")
    values = central(as_is)

    def run(customers: int, days: int) -> tuple[Lived, float]:
        built = build(as_is, values, customers, days, seed=1, replication=0)
        warm = warmed(built)
        start = time.thread_time()
        lived = live(built, warm)
        return lived, time.thread_time() - start

    start = time.thread_time()
    run(20, 40)
    compile_s = time.thread_time() - start
    lived, _ = run(CUSTOMERS, DAYS)
    again, _ = run(CUSTOMERS, DAYS)
    check(lived, again)
    visits = int(lived.record.daily[:, :, VISITS].sum())
    taken = [run(CUSTOMERS, DAYS)[1] for _ in range(REPEATS)]
    return Measured(
        visits,
        1e9 * statistics.median(taken) / visits,
        compile_s,
        peak_mib(),
        bytes_a_person(lived),
    )


def check(lived, again) -> None:  # type: ignore[no-untyped-def]
    """Invariants: a repeated run has the same bits, and the books of a run balance."""
    from cxsim.engine.record import (
        CONTACT_COST,
        JOINED,
        LEFT_INVOLUNTARY,
        LEFT_NON_PAYMENT,
        LEFT_VOLUNTARY,
        REVENUE,
        VALUE,
        VISITS,
    )
    from cxsim.world.people import CUSTOMER

    people, total = lived.state.people, lived.record.daily.sum(axis=(0, 1))
    left = total[[LEFT_VOLUNTARY, LEFT_NON_PAYMENT, LEFT_INVOLUNTARY]].sum()
    touched = lived.record.touched.sum(axis=(0, 1, 2))
    balances = {
        "customers": CUSTOMERS + total[JOINED] - left == (people.status == CUSTOMER).sum(),
        "visits": total[VISITS] == people.visits.sum() == touched[0] > 0,
        "revenue": total[REVENUE] == people.revenue.sum(),
        "contact cost": total[CONTACT_COST] == people.cost.sum() == touched[3],
        "value": total[VALUE] == people.value.sum(),
        "repeated run": digest(lived) == digest(again),
    }
    broken = [name for name, holds in balances.items() if not holds]
    if broken:
        sys.exit(f"The workload 'visits' is not timed: these do not balance: {', '.join(broken)}.")


def arrays(lived) -> Iterator[np.ndarray]:  # type: ignore[no-untyped-def]
    """All that a run comes to, field by field (records have gaps that mean nothing)."""
    for array in (*lived.state, *lived.record):
        plain = np.asarray(array)
        yield from ([plain[f] for f in plain.dtype.names] if plain.dtype.names else [plain])


def digest(lived) -> str:  # type: ignore[no-untyped-def]
    """Hash of all that a run comes to."""
    found = hashlib.sha256()
    for array in arrays(lived):
        found.update(np.ascontiguousarray(array).tobytes())
    return found.hexdigest()


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
