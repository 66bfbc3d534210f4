"""The grievance that a failure leaves, and how far making good takes it away (rule 15)."""

from cxsim.behaviour.complaint import severity
from cxsim.behaviour.parameters import HIGHEST, LOWEST
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp, log1p

_FOUR_POINTS = 4.0
_MOST_FORGIVEN = 0.95
_MOST_FELT = 1.05


@rule
def lasting(days: float, memory_days: float) -> float:
    """Return the share of a grievance left after `days` ≥ 0: e^(−days / memory_days), 0–1."""
    return exp(-days / memory_days)


@rule
def aggravation(grievance: float, days: float, memory_days: float, second: float) -> float:
    """Return how much worse a failure is for coming after another (rule 15).

    Parameters
    ----------
    grievance : float
        Level that the last failure left, ≥ 0; 0 where there was none.
    days : float
        Days since then, ≥ 0.
    memory_days : float
        Time constant, default 91 [30, 180].
    second : float
        Extra weight of a failure right after another, default .5 [0, 1]; 0 switches it off.

    Returns
    -------
    float
        1 + second·e^(−days / memory_days), or exactly 1 without a failure before.

    Notes
    -----
    Knox & van Oest (2014): earlier complaints aggravate, for a short time. Size and form are
    assumptions.
    """
    if grievance <= 0.0:
        return 1.0
    return 1.0 + second * lasting(days, memory_days)


@rule
def grieved(
    left: float, felt: float, strength: float, worse: float, buffer: float, history: float
) -> float:
    """Return the grievance after a failed visit (rule 15).

    Parameters
    ----------
    left : float
        What is left of the grievance before, log-odds of leaving, ≥ 0.
    felt : float
        Satisfaction with the visit, 0–10; one that felt neutral (6) or better leaves nothing.
    strength : float
        Log-odds of leaving per four points of severity, default .3 [.1, .6]; 0 switches it off.
    worse : float
        `aggravation`.
    buffer : float
        How much a long history softens it, default .3 [0, .6]; 0 switches that off.
    history : float
        Bills or purchases so far, ≥ 0.

    Returns
    -------
    float
        left + strength·(6 − felt)₊/4·worse / (1 + buffer·ln(1 + history)), ≥ `left`.

    Notes
    -----
    Knox & van Oest (2014): a complaint raises defection substantially, prior purchases mitigate,
    it fades. That any failure that is felt leaves a grievance, sizes and form are assumptions.
    """
    softer = 1.0 + buffer * log1p(history)
    return left + strength * (severity(felt) / _FOUR_POINTS) * worse / softer


@rule
def hardness(felt: float, worse: float) -> float:
    """Return how hard it is to make good: `worse` times severity, from four points on."""
    return worse * max(1.0, severity(felt) / _FOUR_POINTS)


@rule
def fair_procedure(mean: float, authority: float, usual: float, strength: float) -> float:
    """Return how fair the procedure of a help is felt to be, where employees may decide (rule 15).

    Parameters
    ----------
    mean : float
        Satisfaction with all of the help, 0–10.
    authority, usual : float
        How far those who help may decide there and then, 0–1, and how far they may today.
    strength : float
        Points from no authority to full, default 2 [0, 4]; 0 switches it off.

    Returns
    -------
    float
        mean + strength·(authority − usual), 0–10; exactly `mean` at the usual authority and where
        `strength` is 0. To be given to `recovery_offset` as `mean`.

    Notes
    -----
    That whoever is spared being passed on finds the procedure fairer is an assumption, as is its
    size; that procedure weighs least is the order of the literature on complaints. The time saved
    is no part of it: `recovery_offset` counts the days.
    """
    return clip(mean + strength * (authority - usual), LOWEST, HIGHEST)


@rule
def recovery_offset(
    gain: float,
    compensation: float,
    last: float,
    mean: float,
    days: float,
    fast_days: float,
    hard: float,
) -> float:
    """Return which share of a failure's damage a recovery makes good (rule 15).

    Parameters
    ----------
    gain : float
        Offset of a recovery that is fair in every respect and at once, default 1.1 [.7, 1.3]; 0
        switches recovery off.
    compensation : float
        Distributive justice: share of the loss made good, 0–1.
    last, mean : float
        Interactional and procedural justice: satisfaction with the last moment of the help, and
        with all of it, 0–10.
    days : float
        From the failure to the end of the help, ≥ 0.
    fast_days : float
        Time constant of speed, default 14 [5, 30].
    hard : float
        `hardness` of the failure, ≥ 1.

    Returns
    -------
    float
        gain·(.5·compensation + .35·last/10 + .15·mean/10)·e^(−days / fast_days) / hard, ≥ 0, not
        capped.

    Notes
    -----
    Distributive before interactional before procedural justice, speed and severity: the order of
    the literature on complaints and of TARP's ladder; weights and form are modelling choices.
    """
    fairness = 0.5 * compensation + 0.035 * last + 0.015 * mean
    return gain * fairness * exp(-days / fast_days) / hard


@rule
def forgiven(offset: float) -> float:
    """Return the share of a grievance that a recovery takes away: `offset`, .95 at most.

    Knox & van Oest (2014): recovery almost never fully offsets what a failure does to defection.
    """
    return min(_MOST_FORGIVEN, offset)


@rule
def regained(lost: float, own: float, offset: float) -> float:
    """Return how far help after a failure moves lasting satisfaction, never above where it was.

    Parameters
    ----------
    lost : float
        Cumulative satisfaction that the failed journey took, ≥ 0.
    own : float
        What the memory of the help did to it (rule 7), of either sign.
    offset : float
        `recovery_offset`, ≥ 0.

    Returns
    -------
    float
        From `own`, if that is a loss, to `lost` at most; a loss by the help itself remains.

    Notes
    -----
    That recovery gives lasting satisfaction back, but no more than was lost, is a modelling
    choice: de Matos, Henrique & Rossi (2007) find the recovery paradox in satisfaction (see
    `afterglow`), and none in the intention to buy again.
    """
    made_good = min(offset, 1.0) * lost
    if own < 0.0:
        return own + made_good
    return min(lost, max(own, made_good))


@rule
def afterglow(lost: float, offset: float) -> float:
    """Return what a recovery better than whole adds to the satisfaction felt right after it.

    Parameters
    ----------
    lost : float
        Cumulative satisfaction that the failed journey took, ≥ 0.
    offset : float
        `recovery_offset`; above 1.05 counts as 1.05.

    Returns
    -------
    float
        (offset − 1)₊·lost, points: the recovery paradox, for a first, minor failure made good in
        the best way.

    Notes
    -----
    de Matos, Henrique & Rossi (2007), meta-analysis: the paradox shows in satisfaction, not in
    repurchase, word of mouth or image. So it is in what is answered right after, and lasts not.
    """
    return (min(offset, _MOST_FELT) - 1.0) * lost if offset > 1.0 else 0.0
