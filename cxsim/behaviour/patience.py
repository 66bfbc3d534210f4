"""How long one stays in a line that does not move (rule 12).

Each law is the inverse of a distribution: the larger the uniform draw, the more patient. So who is
more patient than another under one law of a form is so under any other of it.
"""

import math

import numpy as np

from cxsim.behaviour.scale import clip
from cxsim.compiled import rule, stage
from cxsim.elementary import log, power


@rule
def exponential_patience(u: float, mean: float) -> float:
    """Return a patience without memory (rule 12).

    Parameters
    ----------
    u : float
        Uniform in 0–1; never falling in it.
    mean : float
        Mean patience, minutes, default 5 [2, 10]; 0 gives up at once.

    Returns
    -------
    float
        −mean·ln(1 − u), minutes, ≥ 0; ∞ at a `u` of 1, 0 at a `mean` of 0.

    Notes
    -----
    With it a line is Erlang-A: the share that gives up is the mean wait over the mean patience.
    Real patience is not without memory (Brown et al. 2005); its mean is nowhere published, and
    here an assumption.
    """
    return 0.0 if mean <= 0.0 else mean * -log(1.0 - u)


@rule
def weibull_patience(u: float, mean: float, shape: float, unit_scale: float) -> float:
    """Return a patience that runs out ever faster or ever slower (rule 12).

    Parameters
    ----------
    u : float
        Uniform in 0–1; never falling in it.
    mean : float
        Mean patience, minutes, default 5 [2, 10]; 0 gives up at once.
    shape : float
        k, default 1 [.7, 1.5], > 0: above 1 one gives up ever more readily the longer it takes,
        below 1 ever less.
    unit_scale : float
        Scale of this shape that has a mean of 1: `weibull_unit_scale`.

    Returns
    -------
    float
        mean·unit_scale·(−ln(1 − u))^(1/k), minutes, ≥ 0; up to rounding `exponential_patience` at a
        shape of 1.

    Notes
    -----
    Brown et al. (2005) found a hazard that peaks early and after announcements, which a shape below
    1 comes near to and `table_patience` can follow. Mean and shape are assumptions.
    """
    return 0.0 if mean <= 0.0 else mean * unit_scale * power(-log(1.0 - u), 1.0 / shape)


def weibull_unit_scale(shape: float) -> float:
    """Return the scale with which a Weibull law of this shape (> 0) has a mean of 1."""
    return 1.0 / math.gamma(1.0 + 1.0 / shape)


@rule
def patience_between(
    u: float, minutes: float, share: float, next_minutes: float, next_share: float
) -> float:
    """Return a patience that ends between two points of a table of those still waiting (rule 12).

    Parameters
    ----------
    u : float
        Uniform in 0–1.
    minutes, share : float
        A point of the table: after so many minutes this share, 0–1, is still waiting.
    next_minutes, next_share : float
        The point after it, no earlier and no higher.

    Returns
    -------
    float
        Minutes, on the straight line between both points; ∞ for who is still waiting at the later
        one: 1 − u is `next_share` or less.
    """
    left = 1.0 - u
    if left <= next_share:
        return math.inf
    gone = clip((share - left) / max(share - next_share, 1e-300), 0.0, 1.0)
    return min(next_minutes, minutes + (next_minutes - minutes) * gone)


@stage
def table_patience(u: float, minutes: np.ndarray, shares: np.ndarray) -> float:
    """Return a patience as it was seen: from a table of those still waiting (rule 12).

    Parameters
    ----------
    u : float
        Uniform in 0–1; never falling in it.
    minutes, shares : (points,) float64 array
        Share still waiting after so many minutes; minutes never falling, shares never rising.
        Before the first point lies (0, 1).

    Returns
    -------
    float
        Minutes, ≥ 0; ∞ for who has not gone at the last point.
    """
    before, share = 0.0, 1.0
    for i in range(len(minutes)):
        found = patience_between(u, before, share, minutes[i], shares[i])
        if found < math.inf:
            return found
        before, share = minutes[i], shares[i]
    return math.inf
