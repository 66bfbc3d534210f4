"""Workload *diffusion* (D1): what it is, and whether what a tool found agrees with it.

python -m benchmarks.diffusion_mesa 100000
python -m benchmarks.diffusion_starsim 100000
python -m benchmarks.diffusion_cxsim plain 1000000
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

WORKLOAD = "diffusion"
NEIGHBOURS, REWIRED, STEPS = 10, 0.1, 100
ALONE, BY_FRIEND = 0.003, 0.038
"""Chance to adopt in a step by oneself, and by each neighbour who has."""
LOOKED_AT = (5, 10, 15, 20)
"""Steps after which the share of adopters is looked at."""
SHARES = (0.0296, 0.1244, 0.3222, 0.5957)
SPREADS = (0.0010, 0.0031, 0.0063, 0.0075)
"""Standard deviation of one run of 100,000 nodes; that of n nodes goes by the root."""
FARTHEST = 3.0
"""Standard errors within which the mean of a tool's runs must be."""


@dataclass(frozen=True)
class Found:
    """What a tool made of the workload.

    Parameters
    ----------
    nodes, runs : int
    seconds : float
        Processor time of a run's steps, the median of the runs; building the network is outside.
    shares : tuple
        Mean share of adopters after the steps that are looked at.
    """

    nodes: int
    runs: int
    seconds: float
    shares: tuple[float, ...]

    @property
    def ns_per_step(self) -> float:
        """Nanoseconds a node and step."""
        return 1e9 * self.seconds / (self.nodes * STEPS)

    @property
    def z(self) -> tuple[float, ...]:
        """How far each share is from the declared one, in standard errors."""
        smaller = (self.runs * self.nodes / 100_000) ** 0.5
        rows = zip(self.shares, SHARES, SPREADS, strict=True)
        return tuple(smaller * (found - share) / spread for found, share, spread in rows)

    @property
    def agrees(self) -> bool:
        """Whether all do; what is declared is itself known to half a thousandth."""
        known = 0.0005
        errors = [spread * (1e5 / self.nodes / self.runs) ** 0.5 for spread in SPREADS]
        pairs = zip(self.shares, SHARES, errors, strict=True)
        return all(abs(a - b) <= FARTHEST * error + known for a, b, error in pairs)


def small_world(nodes: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the ties of a ring of which some are led elsewhere, each pair once.

    Whoever writes it without cxsim draws the same network by the same law.
    """
    luck = np.random.default_rng(seed)
    half = NEIGHBOURS // 2
    one = np.repeat(np.arange(nodes), half)
    other = (one + np.tile(np.arange(1, half + 1), nodes)) % nodes
    moved = luck.random(one.size) < REWIRED
    other[moved] = luck.integers(0, nodes, int(moved.sum()))
    apart = one != other
    return one[apart], other[apart]


def told(live: Callable[[int, int], Found]) -> None:
    """Run a tool with as many nodes as the command line says, and print what it found."""
    print(written(live(int(sys.argv[-1]), 1)))


def written(one: Found) -> str:
    """What a tool found, as a line for whoever started it."""
    return json.dumps(asdict(one) | {"z": one.z, "agrees": one.agrees})
