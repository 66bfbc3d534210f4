"""Whether a customer stays: the relationship's own clock (rules 16, 17, 18 and 26)."""

import math

from cxsim.behaviour.parameters import LINEAR, LOWEST_PRICE, SATURATING
from cxsim.behaviour.scale import clip, rescaled
from cxsim.compiled import rule
from cxsim.elementary import exp, expm1, log, log1p

_STEEPEST = 30.0
_MOST_SATISFIED = 2.0
_CONTENT = 7.0
_CONTENT_FROM = 2.0


@rule
def logistic(x: float) -> float:
    """Return 1 / (1 + e^−x), 0–1, for any finite or infinite `x`."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp(-x))
    odds = exp(x)
    return odds / (1.0 + odds)


@rule
def logit(p: float) -> float:
    """Return the log-odds of `p`; −∞ at 0 or less, +∞ at 1 or more."""
    if p <= 0.0:
        return -math.inf
    if p >= 1.0:
        return math.inf
    return log(p / (1.0 - p))


@rule
def link(z: float, form: int) -> float:
    """Return g(z): how satisfaction enters the decision to stay (rule 16).

    Parameters
    ----------
    z : float
        Standardised cumulative satisfaction, (C − c̄) / s_C, with the constants of the AS-IS case.
    form : int
        ``LINEAR`` z; ``SATURATING`` tanh z, for diminishing returns; ``EXPONENTIAL`` e^z − 1, for
        increasing returns.

    Returns
    -------
    float
        Increasing in `z`, 0 at 0 with slope 1 there; `z` beyond ±30 counts as ±30.

    Notes
    -----
    Mittal & Kamakura (2001): intention shows diminishing, behaviour increasing returns, so all
    forms exist; which holds is the case's to say. The formulas are modelling choices.
    """
    z = clip(z, -_STEEPEST, _STEEPEST)
    if form == LINEAR:
        return z
    if form == SATURATING:
        grown = expm1(2.0 * abs(z))
        return math.copysign(grown / (grown + 2.0), z)
    return expm1(z)


@rule
def price_term(price: float, elasticity: float, dampening: float, z: float) -> float:
    """Return what a price adds to the log-odds of leaving (rule 26).

    Parameters
    ----------
    price : float
        Relative to today's, > 0; 1 is unchanged. Under .01 counts as .01.
    elasticity : float
        Of the odds of staying, default −2.6 [−4, −1]; 0 switches it off.
    dampening : float
        Share of a rise forgiven per standard deviation of satisfaction above the mean (of two at
        most), default .15 [0, .4]; 0 switches it off.
    z : float
        Standardised cumulative satisfaction.

    Returns
    -------
    float
        Log-odds: positive for a rise, negative for a cut, exactly 0 at price 1.

    Notes
    -----
    −2.6 is the mean price elasticity of Bijmolt, van Heerde & Pieters (2005), background
    knowledge; it was found for sales, and to use it for the odds of staying is a modelling choice.
    That satisfaction weakens the harm of a rise: Homburg, Hoyer & Koschate (2005, on intentions);
    the linear form, and none below the mean, is a modelling choice.
    """
    if price == 1.0:
        return 0.0
    term = -elasticity * log(max(price, LOWEST_PRICE))
    if price > 1.0:
        term *= max(1.0 - dampening * clip(z, 0.0, _MOST_SATISFIED), 0.0)
    return term


@rule
def lock_in_term(strength: float, satisfaction: float, lock_in: float) -> float:
    """Return what being bound takes from the log-odds of leaving (rule 18).

    Parameters
    ----------
    strength : float
        Of a full bond on the dissatisfied, default .67 [.4, .9]; 0 switches it off.
    satisfaction : float
        Cumulative satisfaction C, 0–10.
    lock_in : float
        How far customers are bound, 0 (free) to 1.

    Returns
    -------
    float
        Log-odds, 0 or less; whole at a C of 5 and below, exactly 0 from 7 on, straight between.

    Notes
    -----
    Gao et al. (2022) found 47.9–49.0% lower churn by lock-in below 5 and none from 7 on; a
    log-odds of −.67 halves a small chance. The straight line between is a modelling choice.
    """
    return -strength * clip((_CONTENT - satisfaction) / _CONTENT_FROM, 0.0, 1.0) * lock_in


@rule
def contact_term(on_leaving: float, since: float, lasts: float) -> float:
    """Return what a contact that nobody asked for adds to the log-odds of leaving (rule 31).

    Parameters
    ----------
    on_leaving : float
        Its effect while it lasts, default .554 [−.2, .7]: above zero it harms; 0 switches it off.
    since : float
        Days since the contact; below zero it has not been made.
    lasts : float
        Days for which it has an effect, default 91.

    Returns
    -------
    float
        Log-odds.

    Notes
    -----
    In a field experiment with a South American operator, unsolicited advice on plans raised churn
    in three months from 6 to 10% (Ascarza, Iyengar & Schleicher 2016): .554 in log-odds. That it
    stops at once after that is a modelling choice.
    """
    return on_leaving if 0.0 <= since < lasts else 0.0


@rule
def leave_logit(
    u: float,
    beta_s: float,
    g: float,
    beta_alt: float,
    alternative: float,
    satisfaction: float,
    price_term: float,
    other_terms: float,
) -> float:
    """Return the log-odds of leaving within one relationship period (rules 16 and 17).

    Parameters
    ----------
    u : float
        The customer's own log-odds, drawn once for life (rule 17: sorting); its spread is the
        heterogeneity of loyalty, SD default 1.6–1.8 [.8, 2.2].
    beta_s : float
        Effect of satisfaction per standard deviation, default 1 [.3, 1.5]; 0 switches it off.
    g : float
        `link` of the standardised cumulative satisfaction.
    beta_alt : float
        Pull of the best alternative per point, default .2 [0, .5]; 0 switches it off.
    alternative, satisfaction : float
        Satisfaction expected elsewhere, and cumulative satisfaction C here, 0–10.
    price_term, other_terms : float
        Added log-odds: from `price_term`; from all else that keeps or drives away, summed
        (`word_of_mouth.heard_term`, `lock_in_term`, `contact_term`).

    Returns
    -------
    float
        Log-odds; exactly `u` when every strength is 0.

    Notes
    -----
    Satisfaction lengthens relationships: Bolton (1998); thresholds differ between customers:
    Mittal & Kamakura (2001). A near-zero effect is a valid value. The logit form and the strengths
    are modelling choices; a fixed `u` with a Beta-distributed hazard is the shifted
    beta-geometric model.
    """
    pull = beta_alt * (alternative - satisfaction)
    return u - beta_s * g + pull + price_term + other_terms


@rule
def hazard_growth(h: float) -> float:
    """Return what one period adds to the cumulative hazard: −ln(1 − h).

    Parameters
    ----------
    h : float
        Chance of leaving within the period, 0–1.

    Returns
    -------
    float
        ≥ 0; ∞ at 1. The customer leaves when the sum reaches one Exp(1) draw per spell, so that
        the chance of leaving in each period is its own `h`.
    """
    if h >= 1.0:
        return math.inf
    if h <= 0.0:
        return 0.0
    return -log1p(-h)


@rule
def rescaled_hazard(h: float, ratio: float) -> float:
    """Return the chance of leaving over `ratio` periods from that of one, with a constant hazard.

    Parameters
    ----------
    h : float
        Chance of leaving within the stated period, 0–1.
    ratio : float
        New period in stated ones, > 0.

    Returns
    -------
    float
        1 − (1 − h)^ratio, 0–1; exactly `h` at 1.
    """
    return rescaled(h, ratio)


@rule
def dropout_chance(logit_p: float, beta_s: float, g: float) -> float:
    """Return the chance of dropping out after a repeat purchase (rule 16, no contract).

    Parameters
    ----------
    logit_p : float
        Log-odds of the customer's own dropout chance, drawn once for life.
    beta_s : float
        Effect of satisfaction per standard deviation, near 0 being valid; 0 switches it off.
    g : float
        `link` of the standardised cumulative satisfaction.

    Returns
    -------
    float
        0–1.

    Notes
    -----
    With ``beta_s`` 0 and a Beta-distributed chance this is the dropout of BG/NBD. The logit form is
    a modelling choice.
    """
    return logistic(logit_p - beta_s * g)
