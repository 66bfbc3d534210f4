"""What strikes from outside and passes, though maybe not all of it (rule 27)."""

from cxsim.compiled import rule
from cxsim.elementary import exp


@rule
def intensity(
    days: float, short_days: float, long_days: float, long_ratio: float, permanent: float
) -> float:
    """Return how much of a strike is there so long after its last full day (rule 27).

    Parameters
    ----------
    days : float
        Days since the last day on which it had its full size, ≥ 0.
    short_days : float
        τ_s: days in which what passes quickly falls to 1/e, > 0, default 30.
    long_days : float
        τ_l: the same of what passes slowly, > 0, default 365.
    long_ratio : float
        A_l/A_s: what passes slowly, as a multiple of what passes quickly, ≥ 0, default .3.
    permanent : float
        π: share that stays for good, 0–1; of a loss of quality .15 [0, .4], where one is stated.

    Returns
    -------
    float
        π + (1 − π)·(e^(−t/τ_s) + (A_l/A_s)·e^(−t/τ_l)) / (1 + A_l/A_s), 0–1: all of it on day 0,
        π of it in the end.

    Notes
    -----
    Gijsenberg, van Heerde & Verhoef (2015): losses in service quality weigh more and last longer
    than gains, and leave a permanent trace. That the short, the long and the permanent part add up
    to the full size on the first day is a modelling choice. That a drop hurts less on a downward
    trend, as they find, comes out where disappointment is well curved (.6) and no zone of
    indifference swallows small drops, and not at the defaults: expectations follow levels here,
    not trends.
    """
    quick = exp(-days / short_days)
    slow = exp(-days / long_days)
    passing = (quick + long_ratio * slow) / (1.0 + long_ratio)
    return permanent + (1.0 - permanent) * passing
