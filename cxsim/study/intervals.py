"""Two kinds of interval: luck alone, and luck together with what we do not know.

- *Luck alone* (`mc_low` to `mc_high`) is about the mean at central values: of all studies, 95% hold
  the mean of endless lives in it (Student 1908).
- *What we do not know, and luck* (`low` to `high`) is about one more future, a new joint draw lived
  with luck of its own: it falls inside with a chance of 95%, over all studies, and beyond either
  end with one of 2.5%. That is a prediction interval, not one for a mean: it does not shrink to
  nothing, and of n draws the extremes alone would hold (n − 1)/(n + 1) of what is to come.

How near the intervals come to that is measured: `docs/coverage.md`.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import numpy as np
from scipy import stats

LEVEL = 0.95
TAIL = (1 - LEVEL) / 2
FEWEST_FUTURES = 20
"""Fewer joint draws than this have no 95% range to decide by: it rests on a normal shape."""
ROUNDING = 1e-20
"""A variance this much smaller than another is zero."""
ANY = (-math.inf, math.inf)


@dataclass(frozen=True)
class Interval:
    """A figure and how sure it is.

    Parameters
    ----------
    mean : float
        Mean over replications at central parameters.
    low, high : float
        95% over joint draws of the uncertain parameters and luck: where one more future falls, and
        never without the central mean, which is one of the futures tested; NaN with fewer than two
        draws.
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


def interval(
    central: np.ndarray, drawn: np.ndarray, *, possible: tuple[float, float] = ANY
) -> Interval:
    """The interval of a figure.

    Parameters
    ----------
    central : (replications,) array
        The figure at central parameters.
    drawn : (replications,) array
        The figure at joint draws of the parameters; replication r with draw r.
    possible : (low, high)
        What the figure can be at all; `low` and `high` do not go beyond.
    """
    central, drawn = central[np.isfinite(central)], drawn[np.isfinite(drawn)]
    if not central.size:
        return Interval(*[math.nan] * 5)
    mean = float(central.mean())
    mc_low = mc_high = low = high = math.nan
    if central.size > 1:
        error = central.std(ddof=1) / math.sqrt(central.size)
        half = float(stats.t.ppf(1 - TAIL, central.size - 1) * error)
        mc_low, mc_high = mean - half, mean + half
    if drawn.size > 1:
        low, high = one_more(drawn)
        low, high = min(max(low, possible[0]), mean), max(min(high, possible[1]), mean)
    return Interval(mean, low, high, mc_low, mc_high)


def one_more(drawn: np.ndarray) -> tuple[float, float]:
    """Where one more figure falls with a chance of 95%, from those that were drawn.

    From 20 draws on each end is read off the ordered draws: the k-th of n is exceeded from that
    side with a chance of k/(n + 1) on average, whatever the shape (Wilks 1941). With fewer than 39
    the place for 2.5% lies beyond the most extreme. There the tail goes on as an exponential one
    (Weissman 1978) by the gap between the last two: 2/((n + 1) · .025) − 2 times it, which makes
    the chance beyond exactly 2.5% where the tail is exponential, and somewhat less where it is
    lighter. That form of a tail is a modelling choice. Fewer than 20 draws tell next to nothing of
    a tail, and a normal shape is assumed (Hahn 1969).

    Parameters
    ----------
    drawn : (draws,) array
        Two or more finite figures.

    Returns
    -------
    (low, high)
    """
    if drawn.size < FEWEST_FUTURES:
        spread = drawn.std(ddof=1) * math.sqrt(1 + 1 / drawn.size)
        half = float(stats.t.ppf(1 - TAIL, drawn.size - 1) * spread)
        return float(drawn.mean()) - half, float(drawn.mean()) + half
    ordered = np.sort(drawn)
    return _end(ordered), -_end(-ordered[::-1])


def _end(ordered: np.ndarray) -> float:
    """What one more falls below with a chance of 2.5%."""
    place = (ordered.size + 1) * TAIL
    if place < 1:
        return float(ordered[0] - (2 / place - 2) * (ordered[1] - ordered[0]))
    return float(np.interp(place, np.arange(1, ordered.size + 1), ordered))


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
