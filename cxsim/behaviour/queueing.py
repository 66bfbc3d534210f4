"""What standing in a line costs: a wait as it feels, and the quality that it takes (rule 11)."""

from cxsim.behaviour.parameters import HIGHEST
from cxsim.compiled import rule
from cxsim.elementary import power


@rule
def perceived_wait(
    minutes: float,
    occupied: float,
    explained: float,
    idle_weight: float,
    unexplained_weight: float,
) -> float:
    """Return how long a wait in line feels (rule 11).

    Parameters
    ----------
    minutes : float
        How long it is, ≥ 0.
    occupied : float
        Share of it that is filled, 0–1.
    explained : float
        How far it is explained, 0–1.
    idle_weight : float
        How much longer an empty wait feels, as a share, default .3 [0, .6]; 0 switches it off.
    unexplained_weight : float
        How much longer one feels that nobody explains, default .2 [0, .5]; 0 switches it off.

    Returns
    -------
    float
        minutes·(1 + idle_weight·(1 − occupied) + unexplained_weight·(1 − explained)), minutes;
        exactly `minutes` where both weights are 0, or the wait is filled and explained.

    Notes
    -----
    That the wait perceived comes between the wait and satisfaction, and that empty and unexplained
    waits feel longer: Maister (1985), Davis & Vollmann (1990), Taylor (1994), background knowledge.
    The linear form and both weights are modelling choices. The time in service is no wait: in one
    of two supermarkets slower checkers left customers more satisfied, so it is not counted here.
    """
    longer = idle_weight * (1.0 - occupied) + unexplained_weight * (1.0 - explained)
    return minutes * (1.0 + longer)


@rule
def called_back_wait(minutes: float, felt: float) -> float:
    """Return which part of a wait is felt by somebody who was promised a call back.

    Parameters
    ----------
    minutes : float
        From the promise to the call, ≥ 0.
    felt : float
        Share of it that is felt, default .3 [0, 1]; 1 as much as in the line.

    Returns
    -------
    float
        Minutes, ≥ 0; exactly `minutes` where `felt` is 1. An assumption.
    """
    return felt * minutes


@rule
def wait_loss(perceived: float, acceptable: float, strength: float, curvature: float) -> float:
    """Return the quality that a wait in line takes (rule 11).

    Parameters
    ----------
    perceived : float
        `perceived_wait`, minutes, ≥ 0.
    acceptable : float
        Wait that costs nothing, minutes, default 2 [0, 5].
    strength : float
        Quality lost per minute beyond it, points, default .25 [.05, .6]; 0 switches it off.
    curvature : float
        Power of the minutes beyond it, default 1 [.7, 1.3].

    Returns
    -------
    float
        strength·(perceived − acceptable)₊^curvature, 0–10 points taken from each dimension that
        feels waiting; never falls in `perceived`, and exactly 0 up to `acceptable`.

    Notes
    -----
    That satisfaction falls with the wait perceived: Davis & Vollmann (1990), Taylor (1994),
    background knowledge. The form, its numbers, and that ten points are the most there is to lose
    are modelling choices.
    """
    beyond = perceived - acceptable
    if beyond <= 0.0 or strength <= 0.0:
        return 0.0
    return min(HIGHEST, strength * power(beyond, curvature))
