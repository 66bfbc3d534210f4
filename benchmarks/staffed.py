"""Workload *a staffed touchpoint* (D2): what it is, and whether what a tool found agrees with it.

    python -m benchmarks.queue_simpy 100000
    python -m benchmarks.queue_ciw 100000

Times are in hours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from .erlang import erlang_a

WORKLOAD = "a staffed touchpoint"
ARRIVALS, SERVICE, SERVERS, GIVING_UP = 100.0, 6.0, 18, 6.0
"""Rates an hour: mean service and mean patience are ten minutes."""
CUSTOMERS = 1_000_000
BATCHES = 50
FARTHEST = 3.0
"""Standard errors within which a tool must agree with the formula."""


@dataclass(frozen=True)
class Found:
    """What a tool made of the workload.

    Parameters
    ----------
    customers : int
    seconds : float
        Processor time, from the empty system to the statistics; imports are outside.
    abandons, mean_wait, waits : float
        Share who gave up, mean wait of everybody in minutes, share who had to wait.
    errors : tuple
        Standard errors of the three, by batch means.
    """

    customers: int
    seconds: float
    abandons: float
    mean_wait: float
    waits: float
    errors: tuple[float, float, float]

    @property
    def z(self) -> tuple[float, ...]:
        """How far each is from Erlang-A, in standard errors."""
        exact = erlang_a(ARRIVALS, SERVICE, SERVERS, GIVING_UP)
        law = exact.abandons, 60 * exact.mean_wait, exact.waits
        told = self.abandons, self.mean_wait, self.waits
        return tuple((a - b) / e for a, b, e in zip(told, law, self.errors, strict=True))

    @property
    def agrees(self) -> bool:
        """Whether all three do."""
        return all(abs(one) <= FARTHEST for one in self.z)


def found(seconds: float, wait: np.ndarray, left: np.ndarray) -> Found:
    """Put together what a tool found.

    Parameters
    ----------
    wait : array
        Hours waited by each customer, in order of arrival; 0 of who did not.
    left : array of bool
        Who gave up.
    """
    each = np.array([left, 60 * wait, wait > 0], float)
    means = each.mean(axis=1)
    whole = len(wait) // BATCHES * BATCHES
    batches = each[:, :whole].reshape(3, BATCHES, -1).mean(axis=2)
    errors = batches.std(axis=1, ddof=1) / np.sqrt(BATCHES)
    return Found(len(wait), seconds, *means.tolist(), tuple(errors.tolist()))


def told(live: Callable[[int, int], Found]) -> None:
    """Run a tool with as many customers as the command line says, and print what it found."""
    customers = int(sys.argv[1]) if sys.argv[1:] else CUSTOMERS
    one = live(customers, 1)
    print(json.dumps(asdict(one) | {"z": one.z, "agrees": one.agrees}))
