"""How prospects become customers (rule 36; what reviews do to it is in `reviews`)."""

from cxsim.behaviour.parameters import DAYS_A_YEAR, LOWEST_PRICE
from cxsim.compiled import rule
from cxsim.elementary import exp, expm1, power


@rule
def adoption_hazard(
    p: float,
    reach: float,
    q: float,
    adopter_share: float,
    consideration: float,
    price: float,
    elasticity: float,
) -> float:
    """Return a prospect's yearly hazard of adopting (rule 36).

    Parameters
    ----------
    p : float
        Innovation: hazard from advertising, 1/year, ≥ 0; 0 switches it off.
    reach : float
        Share of advertising that reaches the prospect, 0–1.
    q : float
        Imitation: hazard when every tie has adopted, 1/year, ≥ 0; 0 switches it off.
    adopter_share : float
        Tie-weighted share of neighbours who have adopted, 0–1.
    consideration : float
        The prospect's purchase probability (rule 20) as a multiple, ≥ 0; 1 leaves the hazard alone.
    price : float
        Relative to today's, > 0; 1 is unchanged. Under .01 counts as .01.
    elasticity : float
        Price elasticity of the hazard, default −2.6 [−4, −1]; 0 switches price off.

    Returns
    -------
    float
        (p·reach + q·adopter_share)·consideration·price^elasticity, 1/year, ≥ 0.

    Notes
    -----
    Bass (1969) on a network; on a complete network with the other factors at 1 it is the Bass
    model. Elasticity: Bijmolt, van Heerde & Pieters (2005), background knowledge. How the factors
    multiply is a modelling choice.
    """
    cheaper = 1.0
    if price != 1.0:
        cheaper = power(max(price, LOWEST_PRICE), elasticity)
    return (p * reach + q * adopter_share) * consideration * cheaper


@rule
def promise_pull(surplus: float, delta: float) -> float:
    """Return by how much a promise multiplies the hazard of adopting (rule 36).

    Parameters
    ----------
    surplus : float
        Points promised above what is expected of the category, by the weights of the dimensions.
    delta : float
        Strength per point, default .08 [0, .2]; 0 switches it off.

    Returns
    -------
    float
        e^(delta·surplus), > 0; exactly 1 where nothing more is promised.

    Notes
    -----
    The form and the strength are assumptions: an advertisement that promises a point less costs 8%
    of those who would sign up.
    """
    return exp(delta * surplus)


@rule
def looking_share(per_year: float, search_days: float) -> float:
    """Return the share of prospects who look around for a firm, in the long run.

    Parameters
    ----------
    per_year : float
        How often the need arises in who is not looking, 1/year, ≥ 0.
    search_days : float
        Mean time for which one then looks, days, > 0.

    Returns
    -------
    float
        a / (1 + a) with a = per_year · search_days / 365, 0–1.

    Notes
    -----
    Need arousal and search begin the buying process (Lemon & Verhoef 2016, background knowledge);
    that both times are exponential is a modelling choice.
    """
    looking = per_year * search_days / DAYS_A_YEAR
    return looking / (1.0 + looking)


@rule
def daily_chance(yearly: float) -> float:
    """Return the chance that an event with a `yearly` hazard (1/year, ≥ 0) happens in one day."""
    return -expm1(-yearly / DAYS_A_YEAR)
