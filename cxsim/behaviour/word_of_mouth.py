"""Who talks after a journey, what hearing it does, and how it fades (rules 19 and 20)."""

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp, log, power

_NEAR_CERTAIN = 1e-6


@rule
def talk_chance(
    memory: float, p0: float, a_plus: float, loss_ratio: float, talkativeness: float
) -> float:
    """Return the chance that a customer talks about a finished journey (rule 19).

    Parameters
    ----------
    memory : float
        Memory of the journey M, not cumulative satisfaction, 0–10.
    p0 : float
        Chance at neutral, default .05 [0, 1].
    a_plus : float
        Rise per point above neutral, default .03 [.01, .06]; 0 leaves `p0` alone.
    loss_ratio : float
        Rise per point below neutral as a multiple of `a_plus`, default 2 [1, 3].
    talkativeness : float
        The archetype's multiple, ≥ 0; 1 is the average, 0 never talks.

    Returns
    -------
    float
        0–1, lowest at neutral.

    Notes
    -----
    Asymmetric U, the dissatisfied more: Anderson (1998). The straight arms, their slopes and the
    multiple are modelling choices.
    """
    if memory >= NEUTRAL:
        chance = p0 + a_plus * (memory - NEUTRAL)
    else:
        chance = p0 + loss_ratio * a_plus * (NEUTRAL - memory)
    return clip(talkativeness * chance, 0.0, 1.0)


@rule
def heard(p: float, plus: float, minus: float, k: float, nu: float) -> float:
    """Return the purchase probability after a day's messages (rule 20).

    Parameters
    ----------
    p : float
        Yesterday's probability, 0–1.
    plus, minus : float
        Summed tie strength of the day's positive and negative messages, ≥ 0.
    k : float
        Strength, default .2 [.05, .4]; 0 switches it off.
    nu : float
        Resistance to what goes against one's preference, default .5 [0, .9], < 1; at 0 there is
        none.

    Returns
    -------
    float
        p + k·plus·(1 − p)·p^nu − k·minus·p·(1 − p)^nu, clipped to 0–1. One message of praise moves
        more than one of blame only while p < ½.

    Notes
    -----
    East et al. (2008): praise moves more on average because probabilities below ½ leave more room,
    and both are resisted against preference. The formula and strength are modelling choices.
    """
    p = clip(p, 0.0, 1.0)
    gain = k * plus * (1.0 - p) * power(p, nu) if plus > 0.0 else 0.0
    loss = k * minus * p * power(1.0 - p, nu) if minus > 0.0 else 0.0
    return clip(p + gain - loss, 0.0, 1.0)


@rule
def forgotten(p: float, base: float, days: float, memory_days: float) -> float:
    """Return the purchase probability after a time without messages.

    Parameters
    ----------
    p : float
        Probability when it was last changed, 0–1.
    base : float
        The customer's own probability, to which it returns, 0–1.
    days : float
        Days since then, ≥ 0.
    memory_days : float
        Time constant, > 0; ∞ forgets nothing, 0 or less forgets at once.

    Returns
    -------
    float
        base + (p − base)·e^(−days / memory_days), between `p` and `base`; exactly `p` when nothing
        has faded and exactly `base` when `p` is `base`.

    Notes
    -----
    Exponential relaxation is a modelling choice.
    """
    if days <= 0.0:
        return p
    if memory_days <= 0.0:
        return base
    kept = exp(-days / memory_days)
    if kept == 1.0:
        return p
    return base + (p - base) * kept


@rule
def heard_term(p: float, base: float, strength: float) -> float:
    """Return what talk heard adds to the log-odds of leaving.

    Parameters
    ----------
    p : float
        Purchase probability as talk has left it (`heard`, `forgotten`), 0–1.
    base : float
        The customer's own probability, 0–1.
    strength : float
        Share of the shift in log-odds that acts on leaving, ≥ 0; 0 switches it off.

    Returns
    -------
    float
        −strength·(logit p − logit base): negative after praise, exactly 0 at `base`. Probabilities
        within 1e−6 of 0 or 1 count as that far from them.

    Notes
    -----
    That the probability of buying moves the odds of leaving one for one is a modelling choice.
    """
    p = clip(p, _NEAR_CERTAIN, 1.0 - _NEAR_CERTAIN)
    base = clip(base, _NEAR_CERTAIN, 1.0 - _NEAR_CERTAIN)
    return -strength * log((p * (1.0 - base)) / ((1.0 - p) * base))
