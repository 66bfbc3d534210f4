"""What comes on top of the quality that a touchpoint delivers: the effort it takes to get there."""

from cxsim.compiled import rule


@rule
def effort(repeats: float, switches: float, e_repeat: float, e_channel: float) -> float:
    """Return the quality that the effort of getting to a contact takes from it (rule 13).

    Parameters
    ----------
    repeats : float
        Contacts that had to be made again to get here: 1 when this one follows another at the
        same touchpoint, else 0; more add up.
    switches : float
        Changes of channel on the way here, likewise.
    e_repeat : float
        Quality lost by a repeat, points, default 1 [.4, 1.8]; 0 switches it off.
    e_channel : float
        Quality lost by a change of channel, points, default .3 [.1, .8]; 0 switches it off.

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
    return e_repeat * repeats + e_channel * switches
