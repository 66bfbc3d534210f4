"""How customers fare with an automatic assistant."""

from cxsim.behaviour.scale import tilted
from cxsim.compiled import rule

_USUAL_DIFFICULTY = 0.5


@rule
def contained(containment: float, difficulty: float, slope: float) -> float:
    """Return the chance that an assistant settles a matter without a person.

    Parameters
    ----------
    containment : float
        Chance with a matter of the usual difficulty (½), 0–1.
    difficulty : float
        0 (easiest) to 1 (hardest).
    slope : float
        Log-odds from the hardest to the easiest, default 2 [0, 4]; 0 switches it off.

    Returns
    -------
    float
        0–1, falling in `difficulty`; exactly `containment` at the usual one, where `slope` is 0,
        and where it is 0 or 1.

    Notes
    -----
    Modelling choice; the slope is an assumption.
    """
    return tilted(containment, slope * (_USUAL_DIFFICULTY - difficulty))


@rule
def outcome(luck: float, settled: float, wrong: float, way_out: float) -> int:
    """Return how somebody fares with an assistant, by their luck: the more of it the worse.

    Parameters
    ----------
    luck : float
        Uniform, 0–1.
    settled : float
        `contained`.
    wrong : float
        Share of what is settled that turns out wrong, 0–1.
    way_out : float
        Chance to reach a person, unsettled, 0–1.

    Returns
    -------
    int
        0 the matter is done; 1 a person takes over; 2 the answer was wrong; 3 stuck.
    """
    stuck = (1.0 - settled) * (1.0 - way_out)
    if luck >= 1.0 - stuck:
        return 3
    if luck >= 1.0 - stuck - settled * wrong:
        return 2
    return 1 if luck >= settled * (1.0 - wrong) else 0


@rule
def forced(wanting: float, way_out: float, points: float) -> float:
    """Return the quality lost by who wants a person and is kept with an assistant.

    Parameters
    ----------
    wanting : float
        Whether, or how much, the customer wants a person, 0–1.
    way_out : float
        Chance to reach one from there, 0–1.
    points : float
        Quality lost without a way out, points, default 1.5 [.5, 3]; 0 switches it off.

    Returns
    -------
    float
        points·wanting·(1 − way_out), points (of 0–10), ≥ 0; exactly 0 with a sure way out. An
        assumption.
    """
    return points * wanting * (1.0 - way_out)
