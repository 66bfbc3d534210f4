"""What else there is: how competitors are seen, chosen and met in what is demanded (rule 29)."""

from cxsim.behaviour.parameters import HIGHEST, LOWEST, LOWEST_PRICE
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp, log, power

_FLATTEST = 1e-6


@rule
def rival_seen(quality: float, promise: float, believed: float) -> float:
    """Return the quality that a competitor seems to have, on one dimension, from outside.

    Parameters
    ----------
    quality : float
        What it delivers, 0–10.
    promise : float
        What it promises, 0–10; below 0 it promises nothing.
    believed : float
        Share of the promise that outsiders believe, default .3 [.1, .5]; 0 switches it off.

    Returns
    -------
    float
        quality + believed·(promise − quality), 0–10; exactly `quality` without a promise.

    Notes
    -----
    That outsiders know what is delivered but for a share of what is promised is a modelling
    choice, as is the share.
    """
    if promise < 0.0:
        return quality
    return clip(quality + believed * (promise - quality), LOWEST, HIGHEST)


@rule
def attraction(
    reputation: float, worth: float, scale: float, price: float, elasticity: float
) -> float:
    """Return the weight of a provider among those that one may choose.

    Parameters
    ----------
    reputation : float
        How many think of it, a weight, ≥ 0; 0: nobody does.
    worth : float
        Quality seen (`rival_seen`), by the weights of the dimensions, 0–10.
    scale : float
        Log-odds per point of worth, default .5 [.2, 1]; 0 switches worth off.
    price : float
        Relative to ours today, > 0. Under .01 counts as .01.
    elasticity : float
        Price elasticity of the odds, default −2.6 [−4, −1]; 0 switches price off.

    Returns
    -------
    float
        reputation·e^(scale·worth)·price^elasticity, ≥ 0; the chance to be chosen is its share of
        the sum.

    Notes
    -----
    A choice logit over brands, as in Rust, Lemon & Zeithaml (2004), background knowledge. The
    strengths are assumptions; price acts as in rule 26.
    """
    cheaper = 1.0
    if price != 1.0:
        cheaper = power(max(price, LOWEST_PRICE), elasticity)
    return reputation * exp(scale * worth) * cheaper


@rule
def surplus_over(worth: float, most: float, scale: float) -> float:
    """Return how a competitor's worth counts beside that of the best, for `inclusive_worth`.

    Parameters
    ----------
    worth, most : float
        Its worth, and that of the best, 0–10.
    scale : float
        Log-odds per point, ≥ 0; less than 1e−6 counts as that.

    Returns
    -------
    float
        e^(scale·(worth − most)); 1 for the best.
    """
    return exp(max(scale, _FLATTEST) * (worth - most))


@rule
def inclusive_worth(added: float, known: float, most: float, scale: float) -> float:
    """Return what is to be had elsewhere: the worth of all competitors as one (rule 16).

    Parameters
    ----------
    added : float
        Sum over competitors of reputation × `surplus_over`, ≥ 0.
    known : float
        Sum of their reputations, ≥ 0.
    most : float
        Worth of the best of them, 0–10.
    scale : float
        Log-odds per point of worth, ≥ 0.

    Returns
    -------
    float
        most + ln(added / known) / scale, 0–10: between the mean worth by reputation (scale 0) and
        that of the best; that of the only one; 0 where nobody is thought of.

    Notes
    -----
    The inclusive value of a choice logit (McFadden 1978), background knowledge. In place of the
    worth of whichever is the most attractive it never falls when a competitor gets better.
    """
    if known <= 0.0 or added <= 0.0:
        return LOWEST
    return clip(most + log(added / known) / max(scale, _FLATTEST), LOWEST, HIGHEST)


@rule
def price_level(logs: float, known: float) -> float:
    """Return the competitors' price level relative to day 0: their geometric mean by reputation.

    Parameters
    ----------
    logs : float
        Sum over competitors of reputation × ln(price / price on day 0).
    known : float
        Sum of their reputations, ≥ 0.

    Returns
    -------
    float
        > 0; exactly 1 where no price has moved, or nobody is thought of. Our own price divided by
        it is what customers compare (rules 26 and 36): an assumption.
    """
    return exp(logs / known) if known > 0.0 else 1.0


@rule
def category_lift(best: float, before: float, share: float) -> float:
    """Return what the category adds to what a customer demands, on one dimension (rule 29).

    Parameters
    ----------
    best : float
        Quality of the best competitor today, 0–10.
    before : float
        The same on day 0.
    share : float
        Of what it has gained, default .3 [0, .6]; 0 switches it off.

    Returns
    -------
    float
        share·(best − before), points; 0 where the best is no better than on day 0.

    Notes
    -----
    The category as a reference for what should be: Lemon & Verhoef (2016), background knowledge.
    The share is a modelling choice, as is that what has been shown to be possible is known to all
    at once, and that a category that gets worse excuses nobody.
    """
    return share * max(best - before, 0.0)


@rule
def return_pull(rate: float, above: float, regret: float) -> float:
    """Return by how much having been a customer multiplies the hazard of joining (rule 36).

    Parameters
    ----------
    rate : float
        For who left as satisfied as customers are on average, ≥ 0; 0: nobody comes back.
    above : float
        Cumulative satisfaction at leaving, above today's mean, points.
    regret : float
        Log-hazard per point, default .3 [0, .6]; 0 switches it off.

    Returns
    -------
    float
        rate·e^(regret·above), ≥ 0.

    Notes
    -----
    A modelling choice: who left in anger comes back later, if ever.
    """
    return rate * exp(regret * above)
