"""From one uniform to one variate, by increasing functions (inverse transforms).

An increasing function keeps the order of luck, so a slightly better world gives a slightly
better outcome. "Increasing" is meant of the doubles themselves, not only of the formula.
"""

import math

import numpy as np

from cxsim.compiled import rule
from cxsim.elementary import log

# Minimax rational functions fitted by experiments/normal_coefficients.py: the middle in
# r = (u − 1/2)², the tails of probability p < 1/64 in s = sqrt(−log p). Where they meet, the
# middle ends 5e-8 below the quantile and the tail begins 3e-8 above it: the order holds.
_MIDDLE = 0.5 - 1.0 / 64.0
_A0, _A1, _A2 = 2.506627105974765, -27.984582946013695, 109.63413111577866
_A3, _A4, _A5 = -169.8782870778642, 70.97537332689438, 15.81525464548458
_B1, _B2 = -12.211484683513087, 54.224567191913216
_B3, _B4 = -102.71637826003587, 68.84523633514505
_C0, _C1, _C2 = -2.6170141469648582, -0.9112837898096098, 3.7472108959703743
_C3, _C4 = 1.357529204694188, -8.772886010508234e-05
_D1, _D2 = 2.7069289919867767, 0.957495722865286


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
    moves a hundred times the rounding error of what follows.
    """
    if not in_tail(u):
        return central_normal(u)
    s = math.sqrt(-log(np.float64(np.float32(min(u, 1.0 - u)))))
    above = (((_C4 * s + _C3) * s + _C2) * s + _C1) * s + _C0
    below = (_D2 * s + _D1) * s + 1.0
    return math.copysign(above / below, u - 0.5)


@rule
def in_tail(u: float) -> bool:
    """Whether ``normal`` takes the tail's function for a uniform, as it does for one in 32."""
    return abs((u + 256.0) - 256.5) > _MIDDLE


@rule
def central_normal(u: float) -> float:
    """``normal`` without the tails: a loop over it alone runs in the lanes of a vector."""
    q = (u + 256.0) - 256.5
    r = q * q
    above = ((((_A5 * r + _A4) * r + _A3) * r + _A2) * r + _A1) * r + _A0
    below = (((_B4 * r + _B3) * r + _B2) * r + _B1) * r + 1.0
    return q * above / below


@rule
def exponential(u: float) -> float:
    """Exponential quantile with mean 1, −log(1 − u), for u in [0, 1).

    The difference is exact for every multiple of 2^-53, so for every ``uniform``: nothing is
    lost near 0, and ``log1p`` would cost twice as much.
    """
    return -log(1.0 - u)


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
