"""Who seeks help after a visit has failed (rule 14)."""

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.relationship import logistic, logit
from cxsim.compiled import rule

_USUAL_SEVERITY = 2.0


@rule
def severity(felt: float) -> float:
    """Return how bad a failed visit was: points below neutral (6), 0–6; 0 at 6 and above."""
    return max(0.0, NEUTRAL - felt)


@rule
def complaint_chance(share: float, felt: float, slope: float, complaining: float) -> float:
    """Return the chance that a customer complains after a failed visit (rule 14).

    Parameters
    ----------
    share : float
        Chance after a failure of this class that was felt two points below neutral, 0–1: loss of
        money default .6 [.5, .75], of service .15 [.05, .3], a trivial one .03 [.01, .1]; 0
        switches it off.
    felt : float
        Satisfaction with the visit, 0–10.
    slope : float
        Log-odds per point of severity, default .3 [0, .6]; 0 leaves severity out.
    complaining : float
        The archetype's own log-odds; 0 is the average.

    Returns
    -------
    float
        0–1, higher the worse the visit felt; exactly 0 where `share` is 0.

    Notes
    -----
    Shares by class of loss: secondary sources on TARP's studies, of low to medium confidence. That
    the share is that of a failure felt two points below neutral, and the slope, are assumptions;
    the sign is that worse failures are complained about more.
    """
    return logistic(logit(share) + slope * (severity(felt) - _USUAL_SEVERITY) + complaining)
