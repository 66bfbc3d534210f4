"""What is different about who was brought by a customer (rule 23)."""

from cxsim.compiled import rule
from cxsim.elementary import exp


@rule
def retention_edge(chance: float, referrer_stays: float, strength: float) -> float:
    """Return the chance to leave of who was referred (rule 23).

    Parameters
    ----------
    chance : float
        What it would be without a referrer, 0–1.
    referrer_stays : float
        1 while the referrer is a customer, else 0.
    strength : float
        Share of it that a referrer takes away, default .18 [0, .3]; 0 switches it off.

    Returns
    -------
    float
        chance · (1 − strength · referrer_stays), 0–`chance`.

    Notes
    -----
    Schmitt, Skiera & Van den Bulte (2011, a bank): referred customers leave less, and that lasts;
    it holds only while the referrer stays. That it is the same for all is an assumption.
    """
    return chance * (1.0 - strength * referrer_stays)


@rule
def margin_edge(tenure: float, strength: float, days: float) -> float:
    """Return the margin of who was referred as a multiple of what others leave (rule 23).

    Parameters
    ----------
    tenure : float
        Days as a customer, ≥ 0.
    strength : float
        What they leave more at first, default .1 [0, .25]; 0 switches it off.
    days : float
        Time constant with which that fades, default 365 [180, 1095], > 0.

    Returns
    -------
    float
        1 + strength · e^(−tenure / days), ≥ 1.

    Notes
    -----
    That there is such an edge and that it erodes: Schmitt, Skiera & Van den Bulte (2011); a
    telecom has found the contrary. Size, form and pace are assumptions.
    """
    return 1.0 + strength * exp(-tenure / days)
