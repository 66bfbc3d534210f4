"""What a customer is worth (rule 34)."""

import math

from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import rule
from cxsim.elementary import power


@rule
def discount_factor(rate: float, days: float) -> float:
    """Return today's value of one unit of money `days` from now.

    Parameters
    ----------
    rate : float
        Yearly discount rate, > −1, default .12 [.08, .16]; 0 switches discounting off.
    days : float
        Days from now.

    Returns
    -------
    float
        (1 + rate)^(−days / 365); exactly 1 at rate 0 or day 0.
    """
    return power(1.0 + rate, -days / DAYS_A_YEAR)


@rule
def period_retention(r_year: float, period_days: float) -> float:
    """Return the retention of one period from the yearly one (0–1): r^(period_days / 365)."""
    return power(r_year, period_days / DAYS_A_YEAR)


@rule
def period_discount(i_year: float, period_days: float) -> float:
    """Return the discount rate of one period from the yearly: (1 + i)^(period_days / 365) − 1."""
    return power(1.0 + i_year, period_days / DAYS_A_YEAR) - 1.0


@rule
def lifetime_value(margin: float, retention: float, discount: float) -> float:
    """Return the value of a customer from the next period on (rule 34).

    Parameters
    ----------
    margin : float
        Margin per period, money; earned from the end of the first period on (add one margin for
        one earned now).
    retention : float
        Chance of staying for another period, 0–1.
    discount : float
        Discount rate per period, ≥ 0.

    Returns
    -------
    float
        margin·r / (1 + i − r), money; infinite, with the sign of `margin`, when nothing is ever
        lost or discounted, and 0 when the margin is 0.

    Notes
    -----
    The textbook sum of a constant margin under constant retention.
    """
    if margin == 0.0:
        return 0.0
    gap = 1.0 + discount - retention
    if gap <= 0.0:
        return math.copysign(math.inf, margin)
    return margin * retention / gap


@rule
def lifetime_value_elasticity(retention: float, discount: float) -> float:
    """Return the elasticity of `lifetime_value` with respect to retention: (1 + i) / (1 + i − r).

    Parameters
    ----------
    retention : float
        Chance of staying for another period, 0–1.
    discount : float
        Discount rate per period, ≥ 0.

    Returns
    -------
    float
        ≥ 1; infinite when nothing is ever lost or discounted. Published values per customer base
        run from 3 to 7 (Gupta, Lehmann & Stuart 2004).
    """
    gap = 1.0 + discount - retention
    if gap <= 0.0:
        return math.inf
    return (1.0 + discount) / gap


@rule
def residual_value(margin: float, hazard: float, discount: float) -> float:
    """Return what a survivor is still worth at the horizon, the hazard staying as it is (rule 34).

    Parameters
    ----------
    margin : float
        The survivor's margin per period, money.
    hazard : float
        The survivor's chance of leaving in a period, 0–1.
    discount : float
        Discount rate per period, ≥ 0.

    Returns
    -------
    float
        `lifetime_value` at retention 1 − hazard, as of the horizon, money.
    """
    return lifetime_value(margin, 1.0 - hazard, discount)
