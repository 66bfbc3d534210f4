"""What a customer makes of a visit: the quality perceived, its value, the satisfaction it leaves.

Rules 2, 5 and 1, in the order in which a visit uses them. A dimension's quality and expectations
give the quality perceived; Kano's classes value both the perceived and the expected quality on the
satisfaction scale; their weighted sums Q and E give the satisfaction with the episode.
"""

from cxsim.behaviour.parameters import (
    HIGHEST,
    LOWEST,
    MUST_BE,
    NEUTRAL,
    ONE_DIMENSIONAL,
)
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp, power

_POINTS = 4.0
_LEAST_SPEC = 1e-9
_RISE = 1.0 / (exp(1.0) - 1.0)
_FALL = 1.0 / (exp(-1.0) - 1.0)


@rule
def perceived_quality(quality: float, will: float, should: float, a_w: float, a_s: float) -> float:
    """Return the quality perceived on one dimension (rule 2).

    What customers think *will* happen pulls perception towards it; falling short of what they
    think *should* happen pushes it down; meeting the standard adds nothing.

    Parameters
    ----------
    quality : float
        Quality met, 0–10.
    will, should : float
        Expectations of what will and what should happen, 0–10.
    a_w : float
        Weight of *will*, default .15 [0, .35]; 0 switches it off.
    a_s : float
        Weight of a shortfall from *should*, default .10 [0, .3]; 0 switches it off.

    Returns
    -------
    float
        Perceived quality, clipped to 0–10; `quality` itself when both weights are 0.

    Notes
    -----
    Opposing effects of the two expectations: Boulding et al. (1993). The linear form and both
    weights are modelling choices. A higher *will* then lowers satisfaction, all in all, only if
    ``kappa * b * (1 - a_w) >= w_q * a_w`` with the parameters of `episode_satisfaction`.
    """
    perceived = quality + a_w * (will - quality)
    if should > quality:
        perceived -= a_s * (should - quality)
    return clip(perceived, LOWEST, HIGHEST)


@rule
def kano(fulfilment: float, kind: int, cs: float, ds: float) -> float:
    """Return the satisfaction coefficient of a dimension fulfilled to a given degree.

    Parameters
    ----------
    fulfilment : float
        Share of the standard delivered, 0–1.
    kind : int
        ``ONE_DIMENSIONAL`` (straight), ``MUST_BE`` (concave) or ``ATTRACTIVE`` (convex).
    cs, ds : float
        Coefficient at 1 (≥ 0) and at 0 (≤ 0).

    Returns
    -------
    float
        Exactly `ds` at 0, `cs` at 1 up to rounding, increasing between.

    Notes
    -----
    Wang & Ji (2010), background knowledge of the field, written as `ds` plus a share of the span
    `cs − ds`; the same curves as in the paper's exponential form.
    """
    bend = -1.0 if kind == MUST_BE else 1.0
    scale = _FALL if kind == MUST_BE else _RISE
    share = (exp(bend * fulfilment) - 1.0) * scale
    if kind == ONE_DIMENSIONAL:
        share = fulfilment
    return ds + (cs - ds) * share


@rule
def kano_value(quality: float, kind: int, spec: float) -> float:
    """Return what a quality is worth on the satisfaction scale (rule 5).

    Parameters
    ----------
    quality : float
        Quality perceived or expected, 0–10.
    kind : int
        ``ONE_DIMENSIONAL``, ``MUST_BE`` or ``ATTRACTIVE``.
    spec : float
        Quality that meets the standard in full, in (0, 10]; more adds nothing.

    Returns
    -------
    float
        0–10 one-dimensional, 0–6 must-be, 6–10 attractive.

    Notes
    -----
    6 + 4 × `kano`, with (cs, ds) = (1, −1.5) one-dimensional, (0, −1.5) must-be, (1, 0)
    attractive: must-be only dissatisfies, attractive only delights. Form: Wang & Ji (2010); the
    coefficients are a modelling choice that fills the scale. One-dimensional is 10 × quality /
    spec, written so that ``spec`` 10 returns `quality` to the bit: every dimension
    one-dimensional with ``spec`` 10 switches the rule off.
    """
    spec = max(spec, _LEAST_SPEC)
    straight = clip(quality * (HIGHEST / spec), LOWEST, HIGHEST)
    fulfilment = clip(quality * (1.0 / spec), 0.0, 1.0)
    cs = 0.0 if kind == MUST_BE else 1.0
    ds = -1.5 if kind == MUST_BE else 0.0
    bent = NEUTRAL + _POINTS * kano(fulfilment, kind, cs, ds)
    return straight if kind == ONE_DIMENSIONAL else bent


@rule
def disconfirmation(
    d: float, b: float, kappa: float, zone: float, rho: float, loss_aversion: float
) -> float:
    """Return the satisfaction that a surprise adds or takes: rule 1's value function v(d).

    Nearly flat within the zone of tolerance, steeper and of diminishing sensitivity beyond it,
    and steeper for shortfalls than for excesses.

    Parameters
    ----------
    d : float
        Value met minus value expected, −10–10.
    b : float
        Strength, default .6 [.3, 1]; 0 switches the surprise off.
    kappa : float
        Slope inside the zone as a share of `b`, default .2 [0, .5].
    zone : float
        Half-width of the zone of tolerance, points, default .5 [0, 1.5].
    rho : float
        Curvature beyond the zone, default .9 [.6, 1].
    loss_aversion : float
        Weight of a shortfall against an excess, default 1.95 [1.2, 2.5].

    Returns
    -------
    float
        Points of satisfaction; continuous, never falling in `d`, 0 at 0.

    Notes
    -----
    Asymmetry: Anderson & Sullivan (1993), Mittal, Ross & Baldasare (1998, diminishing sensitivity
    too); its size: mean loss aversion 1.955 of Brown et al. (2024), 1.31 of Walasek et al. (2024)
    in mixed gambles, 2.25 of Tversky & Kahneman (1992), hence a range. Zone of tolerance:
    Zeithaml, Berry & Parasuraman (1993), background knowledge. `b`, `kappa`, `zone` and `rho` are
    modelling choices.
    """
    tolerated = kappa * b * clip(d, -zone, zone)
    beyond = b * power(max(abs(d) - zone, 0.0), rho)
    if d > zone:
        return tolerated + beyond
    if d < -zone:
        return tolerated - loss_aversion * beyond
    return tolerated


@rule
def episode_satisfaction(
    quality_value: float,
    expected_value: float,
    reference: float,
    baseline: float,
    w_q: float,
    b: float,
    kappa: float,
    zone: float,
    rho: float,
    loss_aversion: float,
) -> float:
    """Return the satisfaction with one episode (rule 1).

    Parameters
    ----------
    quality_value, expected_value : float
        Q and E: weighted sums over the dimensions of `kano_value` at the perceived quality and at
        the *will* expectation, 0–10.
    reference : float
        Q at the case's reference quality, 0–10.
    baseline : float
        Satisfaction at the reference, met as expected, 0–10.
    w_q : float
        Direct weight of quality, default .5 [.3, .8]; 0 switches it off.
    b, kappa, zone, rho, loss_aversion : float
        Of `disconfirmation`; ``b`` 0 switches the surprise off.

    Returns
    -------
    float
        Satisfaction with the episode, clipped to 0–10.

    Notes
    -----
    Perceived quality and disconfirmation, with no direct effect of expectations: Oliver (1980) for
    the form, Anderson & Sullivan (1993) for the finding; the weights are modelling choices.
    """
    surprise = disconfirmation(quality_value - expected_value, b, kappa, zone, rho, loss_aversion)
    return clip(w_q * (quality_value - reference) + surprise + baseline, LOWEST, HIGHEST)
