"""What it does to customers that friends of theirs leave the firm (rule 21)."""

from cxsim.behaviour.relationship import logistic
from cxsim.compiled import rule
from cxsim.elementary import exp

_PROBIT = 1.7
_ALIKE = 1e-9


@rule
def exposure_left(exposure: float, days: float, memory_days: float) -> float:
    """Return what is left of an exposure to friends' leaving: exposure·e^(−days / memory_days).

    Parameters
    ----------
    exposure : float
        Friends who left, each as strong as a usual tie, as of the day it was last added to, ≥ 0.
    days : float
        Days since then, ≥ 0.
    memory_days : float
        Time constant, default 30 [15, 90].

    Returns
    -------
    float
        ≥ 0, exactly `exposure` at 0 days.

    Notes
    -----
    Nitzan & Libai (2011): the effect decays exponentially and is strongest in the first month.
    """
    return exposure * exp(-days / memory_days)


@rule
def exposed(exposure: float, days: float, memory_days: float, left: float) -> float:
    """Return the exposure on a day on which friends are heard to have left.

    Parameters
    ----------
    exposure, days, memory_days : float
        As in `exposure_left`.
    left : float
        Summed strength of the ties to those who left, a usual tie being 1, ≥ 0.

    Returns
    -------
    float
        What is left of before, and `left`.
    """
    return exposure_left(exposure, days, memory_days) + left


@rule
def susceptibility(u: float, median: float, spread: float, scale: float) -> float:
    """Return how far a friend's leaving moves a customer: the loyal less (rule 21).

    Parameters
    ----------
    u : float
        The customer's own log-odds of leaving, drawn once for life (rule 17).
    median, spread : float
        Of newcomers' u; the spread is a standard deviation, or half the way between the normal
        scores −1 and 1. Where there is none to speak of, all are alike.
    scale : float
        Makes the mean over newcomers 1; 2 where u is normal.

    Returns
    -------
    float
        scale·logistic(1.7·(u − median) / spread), 0 … `scale`; 1 where all are alike.

    Notes
    -----
    Nitzan & Libai (2011): the loyal are less affected. That it is the standing in loyalty among
    newcomers that counts (1 − loyalty, normalised to mean 1), and the logistic in place of the
    normal distribution (within .01), are modelling choices.
    """
    if spread < _ALIKE:
        return 1.0
    return scale * logistic(_PROBIT * (u - median) / spread)


@rule
def defection_term(strength: float, exposure: float, susceptibility: float) -> float:
    """Return what friends' leaving adds to the log-odds of leaving (rule 21).

    Parameters
    ----------
    strength : float
        Log-odds of one friend who has just left, default .588 [.34, .79]; 0 switches it off.
    exposure : float
        `exposure_left`, ≥ 0.
    susceptibility : float
        `susceptibility`, ≥ 0.

    Returns
    -------
    float
        strength·exposure·susceptibility, ≥ 0.

    Notes
    -----
    Nitzan & Libai (2011), about a million customers of a mobile operator: each defecting neighbour
    goes with an 80% higher hazard of defecting, e^.588 = 1.80. The log-odds form, and that several
    add up, are modelling choices.
    """
    return strength * exposure * susceptibility
