"""What changes while a run goes on: people, what they expect, when they act next, what was said."""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Arrays, Records
from cxsim.world.world import Built

ACT, BILL, ASK = 0, 1, 2
"""Rows of the calendar: next step or need, next bill, next relational survey."""
STRETCH = 64
"""People between two marks of the calendar."""
LATER = 2**31 - 1
"""A day that does not come."""

FINISHED = np.dtype(
    [
        ("journey_key", "i8"),
        ("memory", "f8"),
        ("at", "f8"),
        ("person", "i8"),
        ("need", "i8"),
        ("occurrence", "i8"),
        ("outcome", "i8"),
        ("touchpoint", "i8"),
        ("contacts", "i8"),
    ]
)
"""A journey that has just ended."""


class State(Arrays):
    """Axes: p people, d dimensions, k needs."""

    people: Records
    will: np.ndarray
    """(p, d) what they think will happen, 0–10."""
    should: np.ndarray
    next_need: np.ndarray
    """(p, k) day on which each need fires next."""
    fired: np.ndarray
    """(p, k) how often it has fired."""
    calendar: np.ndarray
    """(3, p) day on which each has something to do, by row."""
    marks: np.ndarray
    """(3, stretches) earliest day in each stretch of the calendar."""
    due: np.ndarray
    """(p,) who has something to do now."""
    inbox: np.ndarray
    """(2, p, 2) strength of good and bad messages, for even and odd days."""
    told: np.ndarray
    """(2, p) who has messages."""
    counts: np.ndarray
    """(4,) people due; with messages on even, odd days; journeys just finished."""
    finished: Records
    weights: np.ndarray
    """Scratch: weights of the ways on."""
    to_adopt: np.ndarray
    """(p,) hazard still to accumulate before a prospect joins."""
    tie_total: np.ndarray
    """(p,) summed strength of ties."""


DUE, TOLD, FINISHED_COUNT = 0, 1, 3


def initial_state(built: Built, most_visits: int) -> State:
    """State at the start of the warm-up; clocks are set by `lives.begin_all`."""
    world, people = built.world, built.people.copy()
    size = people.size
    dimensions, needs = world.weight.shape[1], world.journeys.size
    strengths = np.concatenate([[0], np.cumsum(world.tie_strength, dtype=np.int64)])
    ways = max(1, int(world.steps["count"].max()), int(world.journeys.entries.max()))
    return State(
        people=people,
        will=world.first_will[people.archetype].reshape(size, dimensions).copy(),
        should=world.first_should[people.archetype].reshape(size, dimensions).copy(),
        next_need=np.full((size, needs), np.inf),
        fired=np.zeros((size, needs), np.int32),
        calendar=np.full((3, size), LATER, np.int32),
        marks=np.full((3, size // STRETCH + 1), LATER, np.int32),
        due=np.zeros(size, np.int64),
        inbox=np.zeros((2, size, 2), np.int32),
        told=np.zeros((2, size), np.int32),
        counts=np.zeros(4, np.int64),
        finished=np.zeros(int(world.case.block[0]) * most_visits, FINISHED).view(np.recarray),
        weights=np.zeros(ways),
        to_adopt=np.zeros(size),
        tie_total=strengths[world.tie_first[1:]] - strengths[world.tie_first[:-1]],
    )
