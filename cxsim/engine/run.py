"""Run a world: warm up once, then live the days of one scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from cxsim.world.world import Built, left_as_is

from .afterwards import afterwards
from .day import days
from .lives import begin_all, change_clocks
from .record import EVENT, Record, empty_record
from .state import State, initial_state, taken_up

EVENTS_A_DAY = 0.4
"""Events a person and day for which room is made at first; more room is made when they are more."""


class Lived(NamedTuple):
    """A run that is over."""

    built: Built
    state: State
    record: Record
    final: np.ndarray
    """The buffer of values that hold after the last day, when levers have done what they do."""


def warmed(built: Built) -> State:
    """State on day 0: everybody's clocks are set and the warm-up is lived, in today's journey."""
    state = initial_state(built)
    begin_all(built.world, state)
    unseen = empty_for(built, 0)
    days(built.world, state, unseen, -int(built.world.case[0].warm_up), 0)
    return state


def live(
    built: Built,
    warm: State,
    recorded: int = 0,
    step: int | None = None,
    morning: Callable[[int, State], None] | None = None,
    use_up: bool = False,
) -> Lived:
    """Live the days of a scenario from day 0.

    Parameters
    ----------
    built : Built
        The scenario's world; its people are those of `warm`, its values may differ. It is left as
        it is, and can be lived again.
    warm : State
        Day 0, shared by all worlds of a replication; it is left as it is, unless it may be used
        up.
    recorded : int
        People whose events are written down: those with a smaller id.
    step : int or None
        Days a call of the kernel lives; any number gives the same result.
    morning : function of (day, state) or None
        Shown where everybody is in life before each call of the kernel; it changes nothing.
    use_up : bool
        `warm` is needed no more: a run that writes no events down goes on in its memory.

    Returns
    -------
    Lived
    """
    horizon = int(built.world.case[0].horizon)
    room = int(EVENTS_A_DAY * recorded * horizon) + 1 if recorded else 1
    while True:
        state = taken_up(warm, built, use_up and not recorded)
        lived = _live(built, state, recorded, step or horizon, room, morning)
        if not recorded or lived.record.written[0] <= lived.record.events.size:
            return lived
        room = int(lived.record.written[0])


def _live(
    built: Built,
    state: State,
    recorded: int,
    step: int,
    room: int,
    morning: Callable[[int, State], None] | None,
) -> Lived:
    """Live with room for so many events; those that find none are counted, not kept."""
    change_clocks(built.world, state)
    record = empty_for(built, recorded).replaced(events=np.zeros(room, EVENT).view(np.recarray))
    horizon = int(built.world.case[0].horizon)
    with left_as_is(built.world):
        for first in range(0, horizon, step):
            if morning is not None:
                morning(first, state)
            days(built.world, state, record, first, min(horizon, first + step))
        final = afterwards(built.world)
    return Lived(built, state, record, final)


def empty_for(built: Built, recorded: int) -> Record:
    """An empty record for a world."""
    world = built.world
    horizon, every = int(world.case[0].horizon), int(world.case[0].review_days)
    return empty_record(
        horizon,
        world.weight.shape[0],
        world.places.size,
        world.channels.shape[1],
        built.people.size,
        recorded,
        world.teams.size,
        world.rival_price.shape[1],
        max(0, horizon - 1) // every if every else 0,
    )
