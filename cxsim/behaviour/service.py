"""How long it takes to serve somebody, as a multiple of the mean, and minutes as clock ticks."""

import math

from cxsim.compiled import rule
from cxsim.elementary import exp, log1p

_TICKS_A_MINUTE = 6e7
_TEN_YEARS = 3650.0 * 1440.0 * 6e7


@rule
def lognormal_duration(score: float, sigma: float) -> float:
    """Return a service time whose logarithm is normal, by its mean.

    Parameters
    ----------
    score : float
        Standard normal; a higher one never takes less.
    sigma : float
        Standard deviation of the logarithm, ≥ 0: `lognormal_sigma`.

    Returns
    -------
    float
        e^(sigma·score − sigma²/2), > 0, with a mean of 1; exactly 1 where `sigma` is 0.

    Notes
    -----
    Service times of calls are log-normal: Brown et al. (2005).
    """
    return exp(sigma * score - 0.5 * sigma * sigma)


@rule
def lognormal_sigma(cv: float) -> float:
    """Return the standard deviation of the logarithm that gives a coefficient of variation ≥ 0."""
    return math.sqrt(log1p(cv * cv))


@rule
def ticks(minutes: float) -> int:
    """Return `minutes` ≥ 0 in microseconds: rounded half up, 1 at least and ten years at most."""
    return int(min(_TEN_YEARS, max(1.0, minutes * _TICKS_A_MINUTE + 0.5)))
