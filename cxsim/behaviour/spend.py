"""What satisfaction does to money: what is spent, and what one would pay (rules 24 and 25)."""

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp

_FARTHEST = 3.0


@rule
def held_standing(z: float) -> float:
    """Return a standing with what is farther than three standard deviations held there.

    Parameters
    ----------
    z : float
        Standardised cumulative satisfaction, (C − c̄) / s_C, with the constants of the AS-IS case.

    Returns
    -------
    float
        −3 … 3. That money stops following there is a modelling choice: the studies behind rules 24
        and 25 saw hardly anybody beyond.
    """
    return clip(z, -_FARTHEST, _FARTHEST)


@rule
def spend_multiple(
    z: float, rise: float, level: float, change: float, tenure: float, weakens: float
) -> float:
    """Return what a bill or a purchase is of its list amount (rule 24).

    Parameters
    ----------
    z : float
        Standing at the bill (`held_standing`).
    rise : float
        Standing at the bill less standing at the last one.
    level, change : float
        Log of spend per standard deviation of either, default .05 [0, .15] each; 0 switches it off.
    tenure : float
        Days as a customer, ≥ 0.
    weakens : float
        How the effect weakens with tenure, per year, default .1 [0, .3]: after T years it is
        1 / (1 + weakens · T) of what it was.

    Returns
    -------
    float
        > 0; rises in `z` and in `rise`; exactly 1 where both strengths are 0.

    Notes
    -----
    That spend follows satisfaction and its change, less with tenure: Cooil et al. (2007), who found
    it for the share of wallet in banking. The log-linear form is a modelling choice, how fast it
    weakens an assumption; income, which weakened it too, is not in the model.
    """
    fading = 1.0 + weakens * tenure / DAYS_A_YEAR
    return exp((level * z + change * rise) / fading)


@rule
def willingness_to_pay(z: float, slope: float, cubic: float) -> float:
    """Return how much more a customer would pay, in percent of today's price (rule 25).

    Parameters
    ----------
    z : float
        Standing (`held_standing`).
    slope, cubic : float
        k₁, percent per standard deviation, default 1 [0, 2]; k₃, percent per its cube, default .5
        [0, 2]; 0 switches either off.

    Returns
    -------
    float
        k₁z + k₃z³: flat in the middle, steep at both ends.

    Notes
    -----
    Homburg, Koschate & Hoyer (2005) found this inverse S in two experiments; the polynomial and its
    coefficients are modelling choices.
    """
    return slope * z + cubic * z * z * z
