"""Lines held to Erlang's formulas: the textbook's numbers, and what runs come to beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.erlang import Line, erlang_a, erlang_b, patient
from cxsim.engine.run import Lived
from cxsim.scenario.schema import Scenario

from .one_line import MINUTE, days_of, one_line

BATCHES = 40
"""Of consecutive days; errors are those of their means, so that neighbours' luck is counted."""
A_DAY = 0.2
"""Contacts of a customer a day: one at most can be made, which moves nothing at this rate."""


@dataclass(frozen=True)
class System:
    """A line of Poisson arrivals with exponential services, M/M/n+M.

    Parameters
    ----------
    a_minute : float
        Arrivals.
    servers : int
    minutes : float
        Mean service.
    patience : float or None
        Mean patience, minutes; 0 for who does not wait at all, None for who waits for ever.
    """

    a_minute: float
    servers: int
    minutes: float
    patience: float | None

    def law(self, a_minute: float | None = None) -> Line:
        """The formula's long run, at another rate of arrivals if one is given."""
        arrivals = a_minute or self.a_minute
        if self.patience is None:
            return patient(arrivals, 1 / self.minutes, self.servers)
        if self.patience == 0:
            refused = erlang_b(self.servers, arrivals * self.minutes)
            busy = arrivals * self.minutes * (1 - refused) / self.servers
            return Line(refused, refused, 0.0, 0.0, busy)
        return erlang_a(arrivals, 1 / self.minutes, self.servers, 1 / self.patience)

    def case(self, standing_for: int = 1) -> tuple[Scenario, int]:
        """The line as a case, and how many customers to simulate, who stand for so many each."""
        simulated = round(self.a_minute * 1440 / A_DAY / standing_for)
        customers = simulated * standing_for
        return (
            one_line(self.a_minute, self.servers, self.minutes, self.patience, customers),
            simulated,
        )


LOSS = {
    (5, 3): 0.11005,
    (10, 7): 0.07874,
    (30, 25): 0.05260,
    (100, 90): 0.02696,
}
"""Erlang-B: share refused, by servers and load (SCIENCE V4)."""
DELAY = {(2, 1): 0.33333, (5, 3): 0.23615, (10, 8): 0.40918, (100, 90): 0.21694}
"""Erlang-C: share who wait."""
GIVEN_UP = {1.0: 0.1251, 0.5: 0.1039, 0.2: 0.0777, 0.1: 0.0605}
"""Erlang-A with ten servers at a load of ten: share who give up, by the rate of giving up."""
CENTRE_C = System(48, 50, 1, None)
"""A call centre at 96% of its capacity."""
CENTRE_A = System(48, 50, 1, 2)
"""The same, whose callers' patience is two minutes in the mean."""


@dataclass(frozen=True)
class Told:
    """What a run comes to, by the names of `Line`, with standard errors by batch means."""

    found: dict[str, float]
    error: dict[str, float]

    def z(self, law: Line) -> dict[str, float]:
        """Distances from a law in standard errors."""
        return {
            name: (self.found[name] - getattr(law, name)) / max(self.error[name], 1e-300)
            for name in self.found
        }


def ratios(run: Lived) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Each number as what is counted of each day, over another."""
    days = days_of(run)
    offered = days["offered"]
    return {
        "waits": (offered - days["in_time"], offered),
        "abandons": (days["abandoned"], offered),
        "mean_wait": (days["waited"] / MINUTE, offered),
        "mean_length": (days["line"] / MINUTE, np.full_like(offered, 1440.0)),
        "utilisation": (days["busy"], days["duty"]),
    }


def told(run: Lived) -> Told:
    """Read the line's numbers off a run's days."""
    found = {name: ratio(*pair) for name, pair in ratios(run).items()}
    return Told(
        {name: value for name, (value, _) in found.items()},
        {name: error for name, (_, error) in found.items()},
    )


def told_beside(run: Lived, system: System, loads: np.ndarray) -> Told:
    """How far a run is from the law of each day's own load (arrivals a minute), in all.

    Errors are those of the distances, so that they do not count how the loads differ.
    """
    found, error = {}, {}
    laws = [system.law(load) for load in loads]
    for name, (over, under) in ratios(run).items():
        law = np.array([getattr(one, name) for one in laws])
        gaps = batches(over - law * under)
        found[name] = float(gaps.sum() / under.sum())
        spread = float(gaps.std(ddof=1)) / np.sqrt(BATCHES)
        error[name] = float(spread / (under.sum() / BATCHES))
    return Told(found, error)


def batches(days: np.ndarray) -> np.ndarray:
    """Sums over batches of consecutive days; the days left over go with the last."""
    size = len(days) // BATCHES
    whole = days[: size * BATCHES].reshape(BATCHES, size).sum(axis=1)
    return np.asarray(whole)


def ratio(over: np.ndarray, under: np.ndarray) -> tuple[float, float]:
    """A ratio of sums over days, and its standard error."""
    a, b = batches(over), batches(under)
    value = a.sum() / b.sum()
    gaps = a - value * b
    return float(value), float(np.sqrt((gaps**2).sum() / (BATCHES * (BATCHES - 1))) / b.mean())
