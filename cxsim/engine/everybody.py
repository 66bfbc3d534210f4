"""Everybody tied to everybody, a little: no tie is stored, and only counts are shared (rule 22).

The strengths of each one's ties sum to `ties.friends`. A story reaches a share (`told`) of all, so
everybody hears the mean of it, but for who tells it; stories are not told on, as all hear them
first-hand. A customer who leaves is missed by all, as strongly as they were tied.
"""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.world.world import World

from .record import MILLION, millionths
from .state import ALL_CUSTOMERS, ALL_SAY, ALL_WHO_LEFT, State


@part
def tell_everybody(w: World, s: State, i: int, sign: int) -> int:
    """Tell a story to a share of all; how many that is, rounded. Who tells it does not hear it."""
    told = w.rules[w.segment[i]].told
    s.common[ALL_SAY + sign] += millionths(told)
    s.inbox[i, sign] -= millionths(told)
    return int(told * (s.people.size - 1) + 0.5)


@part
def said_by_all(w: World, s: State, i: int, sign: int) -> float:
    """Strength of the praise (0) or blame (1) that somebody hears of all others."""
    return (s.common[ALL_SAY + sign] + s.inbox[i, sign]) / MILLION * w.case[0].tied


@part
def left_of_all(w: World, s: State) -> float:
    """Strength of everybody's ties to who left."""
    return s.common[ALL_WHO_LEFT] * w.case[0].tied


@part
def known_of_all(w: World, s: State) -> float:
    """Share of all others who are customers, for one who is none; or how many that is in ties."""
    if w.case[0].each:
        return s.common[ALL_CUSTOMERS] * w.case[0].tied
    return s.common[ALL_CUSTOMERS] / max(1, s.people.size - 1)
