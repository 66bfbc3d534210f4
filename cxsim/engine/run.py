"""Run a world: warm up once, then live the days of one scenario."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cxsim.world.world import Built

from .day import days
from .lives import begin_all
from .record import EVENT, Record, empty_record
from .stages.journeys import MOST_VISITS
from .state import State, initial_state


class Lived(NamedTuple):
    """A run that is over."""

    built: Built
    state: State
    record: Record


def warmed(built: Built) -> State:
    """State on day 0: everybody's clocks are set and the warm-up is lived, in today's journey."""
    state = initial_state(built, MOST_VISITS)
    begin_all(built.world, state)
    unseen = empty_for(built, 0)
    days(built.world, state, unseen, -int(built.world.case[0].warm_up), 0)
    return state


def live(built: Built, warm: State, recorded: int = 0, step: int | None = None) -> Lived:
    """Live the days of a scenario from day 0.

    Parameters
    ----------
    built : Built
        The scenario's world; its people are those of `warm`, its values may differ.
    warm : State
        Day 0, shared by all worlds of a replication; it is left as it is.
    recorded : int
        People whose events are written down: those with a smaller id.
    step : int or None
        Days a call of the kernel lives; any number gives the same result.

    Returns
    -------
    Lived
    """
    state = warm.copied()
    state.people["segment"] = built.people["segment"]
    horizon = int(built.world.case[0].horizon)
    record = empty_for(built, recorded)
    step = step or (30 if recorded else horizon)
    for first in range(0, horizon, step):
        last = min(horizon, first + step)
        if recorded:
            state, record = _recorded(built, state, record, first, last)
        else:
            days(built.world, state, record, first, last)
    return Lived(built, state, record)


def _recorded(
    built: Built, state: State, record: Record, first: int, last: int
) -> tuple[State, Record]:
    """Live some days with room for their events: twice when the first room was too small."""
    while True:
        trial, kept = state.copied(), record.copied()
        flat = built.world.flat.copy()
        days(built.world, trial, kept, first, last)
        written = int(kept.written[0])
        if written <= kept.events.size:
            return trial, kept
        built.world.flat[...] = flat
        room = np.zeros(2 * written, EVENT).view(np.recarray)
        room[: record.events.size] = record.events
        record = record.replaced(events=room)


def empty_for(built: Built, recorded: int) -> Record:
    """An empty record for a world."""
    world = built.world
    return empty_record(
        int(world.case[0].horizon),
        world.weight.shape[0],
        world.places.size,
        world.channels.shape[1],
        built.people.size,
        recorded,
    )
