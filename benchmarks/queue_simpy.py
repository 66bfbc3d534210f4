"""Workload *a staffed touchpoint* as a careful user writes it with SimPy: a process a customer."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np
import simpy

from .staffed import ARRIVALS, GIVING_UP, SERVERS, SERVICE, Found, found, told


def live(customers: int, seed: int) -> Found:
    """Simulate so many arrivals to the end."""
    start = time.process_time()
    luck = np.random.default_rng(seed)
    between, service, patience = (
        luck.exponential(1 / rate, customers).tolist() for rate in (ARRIVALS, SERVICE, GIVING_UP)
    )
    wait, left = np.zeros(customers), np.zeros(customers, bool)
    env = simpy.Environment()
    servers = simpy.Resource(env, SERVERS)

    def customer(number: int) -> Iterator[simpy.Event]:
        arrived = env.now
        with servers.request() as turn:
            if not turn.triggered:
                yield turn | env.timeout(patience[number])
                wait[number] = env.now - arrived
                if not turn.triggered:
                    left[number] = True
                    return
            yield env.timeout(service[number])

    def arrivals() -> Iterator[simpy.Event]:
        for number in range(customers):
            yield env.timeout(between[number])
            env.process(customer(number))

    env.process(arrivals())
    env.run()
    return found(time.process_time() - start, wait, left)


if __name__ == "__main__":
    told(live)
