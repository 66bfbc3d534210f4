"""What makes a matter more likely to be solved there and then."""

from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp, log

_STEEPEST = 50.0
_LEAST_SKILL = 0.01


@rule
def resolution_tilt(
    share: float,
    skill: float,
    authority: float,
    usual: float,
    context: float,
    by_skill: float,
    by_authority: float,
    by_context: float,
) -> float:
    """Return the weight of a way on by which the matter is solved, with a given employee.

    Parameters
    ----------
    share : float
        Weight of the way with an employee of the usual skill and authority who knows the story,
        ≥ 0.
    skill : float
        > 0, the usual is 1; under .01 counts as .01.
    authority, usual : float
        How far the employee may decide, 0–1, and how far they may today.
    context : float
        How much of the customer's story the employee knows, 0–1; 1 is all of it.
    by_skill : float
        Log-weight per unit of the logarithm of skill, default .5 [0, 1]; 0 switches it off.
    by_authority : float
        Log-weight from no authority to full, default 1 [0, 2]; 0 switches it off.
    by_context : float
        Log-weight from nothing known to everything, default .5 [0, 1]; 0 switches it off.

    Returns
    -------
    float
        share·e^(by_skill·ln(skill) + by_authority·(authority − usual) + by_context·(context − 1)),
        ≥ 0, to be normalised over the ways on; exactly `share` where all strengths are 0, or skill
        and authority are the usual and all is known. The exponent is held within ±50.

    Notes
    -----
    Modelling choice: the logit of a choice among ways. The numbers are assumptions.
    """
    able = by_skill * log(max(skill, _LEAST_SKILL))
    lean = able + by_authority * (authority - usual) + by_context * (context - 1.0)
    return share * exp(clip(lean, -_STEEPEST, _STEEPEST))
