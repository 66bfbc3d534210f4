"""Workload *a staffed touchpoint* as a careful user writes it with Ciw: one node with reneging."""

from __future__ import annotations

import time
from math import inf

import ciw
import numpy as np

from .staffed import ARRIVALS, GIVING_UP, SERVERS, SERVICE, Found, found, told


class SoMany(ciw.dists.Exponential):
    """Times between so many arrivals; after them nobody comes."""

    def __init__(self, rate: float, number: int) -> None:
        super().__init__(rate)
        self.left = number

    def sample(self, t: float | None = None, ind: ciw.Individual | None = None) -> float:
        """Draw the time until the next arrival."""
        self.left -= 1
        return super().sample(t, ind) if self.left >= 0 else inf


def live(customers: int, seed: int) -> Found:
    """Simulate so many arrivals to the end."""
    start = time.process_time()
    ciw.seed(seed)
    network = ciw.create_network(
        arrival_distributions=[SoMany(ARRIVALS, customers)],
        service_distributions=[ciw.dists.Exponential(SERVICE)],
        reneging_time_distributions=[ciw.dists.Exponential(GIVING_UP)],
        number_of_servers=[SERVERS],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(customers, method="Finish")
    records = sorted(simulation.get_all_records(), key=lambda record: record.id_number)
    wait = np.array([record.waiting_time for record in records])
    left = np.array([record.record_type == "renege" for record in records])
    return found(time.process_time() - start, wait, left)


if __name__ == "__main__":
    told(live)
