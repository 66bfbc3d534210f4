"""From one uniform to one variate, by increasing functions (inverse transforms).

An increasing function keeps the order of luck, so a slightly better world gives a slightly
better outcome. "Increasing" is meant of the doubles themselves, not only of the formula.
"""

import math

import numpy as np

from cxsim.compiled import rule

# Minimax rational functions fitted by experiments/normal_coefficients.py: the middle
# |u − 1/2| ≤ 15/32 in r = (u − 1/2)², the tails in s = sqrt(−log p), p the tail's probability.
_MIDDLE = 0.46875
_A0 = 2.506628793383704
_A1 = -24.022409450468896
_A2 = 77.13130661889966
_A3 = -90.02999616233481
_A4 = 23.27659892221951
_B1 = -10.630727247630025
_B2 = 39.599568364206924
_B3 = -59.13865984025399
_B4 = 27.5756901694751
_C0 = -2.6446830644035217
_C1 = -1.1119764788237976
_C2 = 3.9099344802810068
_C3 = 1.497757907828357
_D1 = 2.831105730372473
_D2 = 1.056158120782486
_D3 = 7.74674870660884e-05
# Where the pieces meet: the middle stays below, the tail above.
_SEAM = 1.8627318674


@rule
def normal(u: float) -> float:
    """Standard normal quantile.

    Parameters
    ----------
    u : float
        A uniform inside (0, 1), as ``uniform`` gives.

    Returns
    -------
    float
        Within 1e-7 of the quantile, never falling where u rises, and odd:
        ``normal(1 - u) == -normal(u)``.

    Notes
    -----
    Two neighbouring doubles could come out in the wrong order by rounding. So the argument is
    first rounded to steps (2^-44 in the middle, 24 bits in the tails) over which the quantile
    moves far more than the rounding error of what follows.
    """
    q = (u + 256.0) - 256.5
    if abs(q) <= _MIDDLE:
        r = q * q
        above = (((_A4 * r + _A3) * r + _A2) * r + _A1) * r + _A0
        below = (((_B4 * r + _B3) * r + _B2) * r + _B1) * r + 1.0
        return max(-_SEAM, min(_SEAM, q * above / below))
    p = np.float64(np.float32(min(u, 1.0 - u)))
    s = math.sqrt(-math.log(p))
    above = ((_C3 * s + _C2) * s + _C1) * s + _C0
    below = ((_D3 * s + _D2) * s + _D1) * s + 1.0
    return math.copysign(max(_SEAM, above / below), q)


@rule
def exponential(u: float) -> float:
    """Exponential quantile with mean 1: −log(1 − u) for u inside [0, 1)."""
    return -math.log1p(-u)


@rule
def interpolate(low: float, high: float, share: float) -> float:
    """Point between low ≤ high at ``share`` (0 … 1) of the way; never falls as share rises."""
    return min(high, low + (high - low) * share)


@rule
def quantile(z: float, table: np.ndarray, row: int) -> float:
    """Quantile of a tabulated distribution at a normal score.

    Parameters
    ----------
    z : float
        Normal score; outside −8 … 8 the end value is returned.
    table : float64 array (rows, n), n ≥ 2
        Row i holds the quantiles of distribution i at n equally spaced scores from −8 to 8,
        none below the one before.
    row : int
    """
    cells = table.shape[1] - 1
    place = (min(8.0, max(-8.0, z)) + 8.0) * (cells / 16.0)
    cell = min(int(place), cells - 1)
    return interpolate(table[row, cell], table[row, cell + 1], place - cell)
