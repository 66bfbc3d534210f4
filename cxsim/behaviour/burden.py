"""What comes on top of the quality that a touchpoint delivers: effort, and personal fit."""

from cxsim.behaviour.handoff import handoff_effort, repeat_effort
from cxsim.compiled import rule


@rule
def effort(
    repeats: float,
    switches: float,
    handoffs: float,
    context: float,
    e_repeat: float,
    e_channel: float,
    e_handoff: float,
    kept_share: float,
) -> float:
    """Return the quality that the effort of getting to a contact takes from it (rule 13).

    Parameters
    ----------
    repeats : float
        Contacts that had to be made again to get here: 1 when this one follows another at the
        same touchpoint, else 0; more add up.
    switches : float
        Changes of channel on the way here, likewise.
    handoffs : float
        Times that one was handed on on the way here, likewise.
    context : float
        How much of the customer's story is known here, 0–1.
    e_repeat : float
        Quality lost by a repeat, points, default 1 [.4, 1.8]; 0 switches it off.
    e_channel : float
        Quality lost by a change of channel, points, default .3 [.1, .8]; 0 switches it off.
    e_handoff, kept_share : float
        As in `handoff.handoff_effort`.

    Returns
    -------
    float
        Points (of 0–10) taken from each dimension that feels effort, ≥ 0.

    Notes
    -----
    That repeat contacts and changes of channel drive customers away is what a vendor's survey of
    97,000 customers says (CEB: Dixon, Toman & DeLisi 2013), of intentions in extreme groups: sound
    for the sign, weak for the size. That effort takes quality, in points that add up, is a
    modelling choice; the points are assumptions.
    """
    again = repeat_effort(repeats, context, e_repeat, kept_share) + e_channel * switches
    return again + handoff_effort(handoffs, context, e_handoff, kept_share)


@rule
def personal_fit(fit: float, intrusion: float, p: float, c: float) -> float:
    """Return the quality that being addressed in person adds to a visit (rule 30).

    Parameters
    ----------
    fit : float
        How closely the visit is made for this person, 0–10; negative where it is made for somebody
        else: the guess was wrong.
    intrusion : float
        How much it shows that it knows of the person, 0–10.
    p : float
        Quality gained per point of fit, default .2 [0, .5]; 0 switches it off.
    c : float
        Quality lost per point of intrusion, default .15 [0, .4]; 0 switches it off.

    Returns
    -------
    float
        p × fit − c × intrusion: points (of 0–10) on each dimension that feels fit, 2 at most and
        −3.5 at least with the defaults.

    Notes
    -----
    That a wrong fit is worse than none, and that personalisation costs where it intrudes, are
    sound as signs; evidence for sizes is weak. The linear form, the scale of 0–10 and both weights
    are modelling choices.
    """
    return p * fit - c * intrusion
