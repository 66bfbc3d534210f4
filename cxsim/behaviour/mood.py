"""The mood in which a customer meets the firm, and how it colours what is seen (rule 8)."""

import math

from cxsim.behaviour.parameters import HIGHEST, LOWEST, NEUTRAL
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import power

_FADES = -0.2


@rule
def first_mood(level: float, volatility: float, score: float) -> float:
    """Return the mood at the first visit of a journey (rule 8).

    Parameters
    ----------
    level : float
        The archetype's usual mood, points around 0.
    volatility : float
        Standard deviation of mood, points, default 1 [.5, 1.5].
    score : float
        Standard normal.

    Returns
    -------
    float
        A draw from the law in which `next_mood` would keep it, if nothing lived moved it.

    Notes
    -----
    From one journey to the next nothing is carried on: over hours mood is correlated, over days it
    hardly is (experience sampling, background knowledge). The standard deviation is an assumption.
    """
    return level + volatility * score


@rule
def next_mood(
    mood: float,
    felt: float,
    level: float,
    persistence: float,
    reaction: float,
    volatility: float,
    score: float,
) -> float:
    """Return the mood at the next visit of a journey (rule 8).

    Parameters
    ----------
    mood : float
        Mood at the visit before, points around 0.
    felt : float
        Satisfaction with what was lived since, 0–10.
    level, volatility, score : float
        As in `first_mood`.
    persistence : float
        Share of a mood that lasts from visit to visit, default .4 [.1, .6].
    reaction : float
        Points of mood per point of satisfaction above 6, default .1 [0, .3].

    Returns
    -------
    float
        level + persistence (mood − level) + reaction (felt − 6) + an innovation that keeps the
        standard deviation at `volatility`.

    Notes
    -----
    First-order autoregression as in experience sampling (background knowledge; persistence of .2 to
    .5 over one to three hours). The reaction is an assumption.
    """
    innovation = volatility * math.sqrt(1.0 - persistence * persistence)
    carried = level + persistence * (mood - level)
    return carried + reaction * (felt - NEUTRAL) + innovation * score


@rule
def affect_weight(visits: float) -> float:
    """Return how much mood colours the visit of a number (≥ 1) in a life: visits^(−.2) (rule 8).

    Notes
    -----
    With experience the weight of affect falls and that of cognition rises: Homburg, Koschate &
    Hoyer (2006). The power is a modelling choice: the tenth visit has .63, the hundredth .4.
    """
    return power(visits, _FADES)


@rule
def coloured(perceived: float, colour: float) -> float:
    """Return the quality perceived in a mood (rule 8).

    Parameters
    ----------
    perceived : float
        Quality perceived on a dimension (`perception.perceived_quality`), 0–10.
    colour : float
        Strength (default .15 [0, .35]; 0 switches it off) × `affect_weight` × mood, points.

    Returns
    -------
    float
        Their sum, clipped to 0–10; `perceived` itself when `colour` is 0.

    Notes
    -----
    Affect infusion: Söderlund & Rosengren (2008). The same on every dimension: a modelling choice.
    """
    return clip(perceived + colour, LOWEST, HIGHEST)


@rule
def infected(mood: float, display: float, contagion: float) -> float:
    """Return a customer's mood after an employee has shown theirs (rule 8).

    Parameters
    ----------
    mood : float
        Of the customer, points around 0.
    display : float
        Mood that the employee shows (`employees.shown`), around 0: one SD counts as one point.
    contagion : float
        Share of the gap that closes, default .1 [0, .3]; 0 switches it off.

    Returns
    -------
    float
        mood + contagion (display − mood), between both; exactly `mood` where `contagion` is 0.

    Notes
    -----
    Evidence conflicts: Barger & Grandey (2006) found that the customer's appraisal carries a
    smile's whole effect (`employees.display_quality`), Söderlund & Rosengren (2008) and Otterbring
    (2017) found contagion too. So both ways are there, and this one weak by default; the linear
    form and the share are modelling choices.
    """
    return mood + contagion * (display - mood)
