"""Answering a survey: who answers, and what (rule 32)."""

import math

from cxsim.behaviour.memory import cumulative_satisfaction
from cxsim.behaviour.parameters import HIGHEST, LOWEST, NEUTRAL
from cxsim.behaviour.scale import clip
from cxsim.compiled import rule
from cxsim.elementary import exp

_TYPICAL_DISTANCE = 2.0
_PROMOTER = 9
_DETRACTOR = 6
_SATISFIED = (2.5, 4.5, 6.5, 8.5)
_EASIEST = 7


@rule
def felt_now(
    c: float, memory_so_far: float, alpha_up: float, loss_ratio: float, weight: float
) -> float:
    """Return the satisfaction that a survey meets during an open journey (rule 7, ahead of time).

    Parameters
    ----------
    c : float
        Cumulative satisfaction before the journey, 0–10.
    memory_so_far : float
        `memory.episode_memory` of the moments lived by now, 0–10.
    alpha_up, loss_ratio, weight : float
        As in `memory.cumulative_satisfaction`.

    Returns
    -------
    float
        What C would be if the journey ended now, 0–10; nothing is stored.

    Notes
    -----
    A modelling choice: people answer from what they have lived by then.
    """
    return cumulative_satisfaction(c, memory_so_far, alpha_up, loss_ratio, weight)


@rule
def response_chance(c: float, base: float, g: float) -> float:
    """Return the chance that an invited customer answers (rule 32).

    Parameters
    ----------
    c : float
        Satisfaction felt when asked, 0–10.
    base : float
        Chance two points from neutral (4 or 8), default .15 [.05, .4].
    g : float
        Pull of strong feelings per point, default .15 [0, .5], for reviews .8 [.5, 1]; 0 switches
        self-selection off.

    Returns
    -------
    float
        base·e^(g·(|c − 6| − 2)), clipped to 0–1; exactly `base` when `g` is 0.

    Notes
    -----
    Self-selection by polarity: Schoenmueller, Netzer & Stahl (2020, reviews). The exponential form
    is a modelling choice, and so is its anchor: two points is about where a contented customer
    stands, so `base` stays near the response rate that a firm knows.
    """
    return clip(base * exp(g * (abs(c - NEUTRAL) - _TYPICAL_DISTANCE)), 0.0, 1.0)


@rule
def recommendation(c: float, style: float, noise: float) -> int:
    """Return the 0–10 answer to "how likely are you to recommend us?" (rule 32).

    Parameters
    ----------
    c : float
        Satisfaction felt when asked, 0–10.
    style : float
        The person's lasting way of using scales, points, default SD 1.
    noise : float
        The mood of the answer, points, default SD .9.

    Returns
    -------
    int
        Their sum, clipped to 0–10 and rounded, halves up.

    Notes
    -----
    A modelling choice; style moves the answer and nothing else.
    """
    return math.floor(clip(c + style + noise, LOWEST, HIGHEST) + 0.5)


@rule
def nps_class(answer: int) -> int:
    """Return 1 for a promoter (9–10), −1 for a detractor (0–6), 0 between."""
    if answer >= _PROMOTER:
        return 1
    if answer <= _DETRACTOR:
        return -1
    return 0


@rule
def satisfaction_score(memory: float) -> int:
    """Return the 1–5 answer to "how satisfied were you with this?" (CSAT, rule 33).

    Parameters
    ----------
    memory : float
        What is remembered of the journey (`memory.episode_memory`), 0–10.

    Returns
    -------
    int
        1–5, with steps at 2.5, 4.5, 6.5 and 8.5.

    Notes
    -----
    About the last journey and nothing else. The steps are a modelling choice: the upper two are
    those at which the 0–10 answer stops being a detractor's and becomes a promoter's. Neither
    style nor noise: CSAT then differs between the asked and all only by who answers.
    """
    score = 1
    for step in _SATISFIED:
        score += memory >= step
    return score


@rule
def ease_score(beyond: int, hurdles: int) -> int:
    """Return the 1–7 answer to "the firm made it easy for me" (CES, 7 is easy; rule 33).

    Parameters
    ----------
    beyond : int
        Contacts that the journey took beyond the fewest with which it can be done; fewer count as
        none.
    hurdles : int
        Contacts made again, changes of channel and handoffs on the way (rule 13).

    Returns
    -------
    int
        7 less one for each contact too many and one for each hurdle, at least 1.

    Notes
    -----
    A modelling choice; the scale is that of the second version of the customer effort score.
    """
    return max(_EASIEST - max(beyond, 0) - hurdles, 1)
