"""What stays of a journey, and how it adds to what stays of all of them (rules 6 and 7)."""

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.compiled import rule


@rule
def peak(so_far: float, moment: float) -> float:
    """Return the signed extreme of a journey after one more moment (rule 6).

    Parameters
    ----------
    so_far : float
        Peak of the moments before; a journey starts at ``NEUTRAL`` (6), which any first moment
        replaces, so no count is needed.
    moment : float
        Satisfaction with the new episode, 0–10.

    Returns
    -------
    float
        Whichever is farther from neutral; at equal distance the lower, so that the order of the
        moments never matters.

    Notes
    -----
    Peak as the signed extreme follows the reading of Alaybek et al. (2022); the tie is a modelling
    choice.
    """
    before = abs(so_far - NEUTRAL)
    now = abs(moment - NEUTRAL)
    if now > before or (now == before and moment < so_far):
        return moment
    return so_far


@rule
def episode_memory(peak: float, end: float, mean: float, w_peak: float, w_end: float) -> float:
    """Return what is remembered of a journey: M (rule 6).

    Parameters
    ----------
    peak, end, mean : float
        Signed extreme, last moment and mean of the journey's moments, 0–10.
    w_peak, w_end : float
        Weights, default .3 and .3 [.15, .45], sum ≤ 1; both 0 leave the mean alone.

    Returns
    -------
    float
        Memory, 0–10: exactly the common value when all moments are the same, whatever their
        number; how long it lasted does not count.

    Notes
    -----
    Alaybek et al. (2022, 174 effect sizes): peak–end and the overall mean about as strong, duration
    about nil. The weights are modelling choices.
    """
    return mean + w_peak * (peak - mean) + w_end * (end - mean)


@rule
def cumulative_satisfaction(
    c: float, memory: float, alpha_up: float, loss_ratio: float, weight: float
) -> float:
    """Return cumulative satisfaction after a finished journey: C (rule 7).

    Parameters
    ----------
    c : float
        Cumulative satisfaction before, 0–10.
    memory : float
        Memory of the journey (`episode_memory`), 0–10.
    alpha_up : float
        Share of a positive gap that one journey closes, default .2 [.1, .4]; 0 switches it off.
    loss_ratio : float
        How much faster a negative gap closes, default 1.6 [1, 2.5].
    weight : float
        Importance of the journey, ≥ 0; 1 is an ordinary one, 0 leaves no trace.

    Returns
    -------
    float
        C + weight × α × (memory − C), 0–10; both α and weight × α are held at 1, so C never
        overshoots the memory.

    Notes
    -----
    Prior satisfaction anchors and new experience is weighed against it: Bolton (1998); losses
    weigh more: Anderson & Sullivan (1993). The rates are modelling choices. A loss followed by an
    equal gain leaves C below its start only if ``down * (1 - up) > up``, with ``up = alpha_up``
    and ``down = loss_ratio * up``.
    """
    gap = memory - c
    rate = alpha_up
    if gap < 0.0:
        rate = min(loss_ratio * alpha_up, 1.0)
    return c + min(weight * rate, 1.0) * gap
