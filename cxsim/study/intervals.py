"""Two kinds of interval: luck alone, and luck together with what we do not know."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
ROUNDING = 1e-20
"""A variance this much smaller than another is zero."""


@dataclass(frozen=True)
class Interval:
    """A figure and how sure it is.

    Parameters
    ----------
    mean : float
        Mean over replications at central parameters.
    low, high : float
        95% over joint draws of the uncertain parameters and luck, and never without the central
        mean, which is one of the futures tested; NaN with fewer than two draws.
    mc_low, mc_high : float
        95% of the mean, luck alone: it shrinks with replications; NaN with fewer than two.
    """

    mean: float
    low: float
    high: float
    mc_low: float
    mc_high: float

    def numbers(self) -> dict[str, float | None]:
        """As JSON has it: what is not known is null."""
        return {name: number(value) for name, value in asdict(self).items()}


def number(value: float) -> float | None:
    """A finite float, or None."""
    return float(value) if math.isfinite(value) else None


def interval(central: np.ndarray, drawn: np.ndarray) -> Interval:
    """The interval of a figure.

    Parameters
    ----------
    central : (replications,) array
        The figure at central parameters.
    drawn : (replications,) array
        The figure at joint draws of the parameters; replication r with draw r.
    """
    central, drawn = central[np.isfinite(central)], drawn[np.isfinite(drawn)]
    if not central.size:
        return Interval(*[math.nan] * 5)
    mean = float(central.mean())
    mc_low = mc_high = low = high = math.nan
    if central.size > 1:
        error = central.std(ddof=1) / math.sqrt(central.size)
        half = float(stats.t.ppf(0.5 + LEVEL / 2, central.size - 1) * error)
        mc_low, mc_high = mean - half, mean + half
    if drawn.size > 1:
        tails = [0.5 - LEVEL / 2, 0.5 + LEVEL / 2]
        low, high = (float(q) for q in np.quantile(drawn, tails, method="median_unbiased"))
        low, high = min(low, mean), max(high, mean)
    return Interval(mean, low, high, mc_low, mc_high)


def variance_reduction(as_is: np.ndarray, to_be: np.ndarray) -> float:
    """How many times less the difference varies than between worlds of unrelated luck."""
    both = np.isfinite(as_is) & np.isfinite(to_be)
    if both.sum() < 2:
        return math.nan
    apart = as_is[both].var(ddof=1) + to_be[both].var(ddof=1)
    together = (to_be - as_is)[both].var(ddof=1)
    if apart == 0:
        return math.nan
    return float(apart / together) if together > ROUNDING * apart else math.inf
