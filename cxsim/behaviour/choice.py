"""Which way a traveller turns: branch weights that depend on how the journey has gone."""

from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp

_STEEPEST = 50.0


@rule
def tilt(
    share: float,
    satisfaction_so_far: float,
    effort: float,
    satisfaction_slope: float,
    effort_slope: float,
) -> float:
    """Return the weight of a branch for a traveller in a given state.

    Parameters
    ----------
    share : float
        Weight of the branch for an average traveller, ≥ 0.
    satisfaction_so_far : float
        Satisfaction with the journey up to here, 0–10.
    effort : float
        Contacts that the journey has cost up to here, ≥ 0.
    satisfaction_slope : float
        Log-weight per point above neutral; 0 switches it off.
    effort_slope : float
        Log-weight per contact; 0 switches it off.

    Returns
    -------
    float
        share·e^(satisfaction_slope·(s − 6) + effort_slope·effort), ≥ 0, to be normalised over the
        branches; exactly `share` when both slopes are 0. The exponent is held within ±50.

    Notes
    -----
    A modelling choice: the logit of a choice among branches.
    """
    lean = satisfaction_slope * (satisfaction_so_far - NEUTRAL) + effort_slope * effort
    return share * exp(clip(lean, -_STEEPEST, _STEEPEST))
