"""Arithmetic that several rules share: clipping, chances over other stretches, chances by odds."""

from cxsim.compiled import rule
from cxsim.elementary import exp, expm1, log1p

_STEEPEST = 50.0


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


@rule
def tilted(chance: float, lean: float) -> float:
    """Return a chance whose odds are multiplied by e^lean.

    Parameters
    ----------
    chance : float
        0–1.
    lean : float
        Log-odds added; beyond ±50 it counts as ±50.

    Returns
    -------
    float
        0–1, rising in both; exactly `chance` where `lean` is 0, and where `chance` is 0 or 1.
    """
    for_it = chance * exp(clip(lean, -_STEEPEST, _STEEPEST))
    return for_it / ((1.0 - chance) + for_it)
