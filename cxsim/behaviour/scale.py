"""Arithmetic that several rules share: clipping, and a chance over a longer or shorter stretch."""

from cxsim.compiled import rule
from cxsim.elementary import expm1, log1p


@rule
def clip(value: float, low: float, high: float) -> float:
    """Return `value` held between `low` and `high` (`low` ≤ `high`)."""
    if value < low:
        return low
    if value > high:
        return high
    return value


@rule
def rescaled(chance: float, ratio: float) -> float:
    """Return the chance of at least one event in `ratio` stretches, given that of one stretch.

    Parameters
    ----------
    chance : float
        Chance (or share closed) in one stretch, 0–1.
    ratio : float
        Length of the new stretch in old ones, > 0.

    Returns
    -------
    float
        1 − (1 − chance)^ratio, 0–1; exactly `chance` when `ratio` is 1.
    """
    if ratio == 1.0:
        return chance
    if chance >= 1.0:
        return 1.0
    return -expm1(ratio * log1p(-chance))
