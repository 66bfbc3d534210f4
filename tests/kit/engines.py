"""The two engines side by side: all that a scenario comes to, every day, to the bit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cxsim.engine.day import days
from cxsim.engine.lives import begin_all, change_clocks
from cxsim.engine.record import EVENT, HEAR, Record
from cxsim.engine.reference.customer import Customer
from cxsim.engine.reference.model import Model
from cxsim.engine.run import empty_for
from cxsim.engine.state import State, initial_state, taken_up
from cxsim.scenario.schema import Scenario
from cxsim.world.people import CUSTOMER
from cxsim.world.world import Built

from .runs import COUNTS, state_arrays, worlds

ROOM = 200
"""Events for which room is made, a person and day."""


def differences(
    scenario: Scenario,
    customers: int,
    horizon: int,
    seed: int = 1,
    person: type[Customer] = Customer,
) -> list[str]:
    """What differs between the engines on the first day on which anything does; empty if nothing.

    Every day, those of the warm-up included, all that people carry is compared; at the end the
    counts, and the events of each person in their order. Equal means equal bits.
    """
    pair = kernel_days(scenario, customers, horizon, seed)
    other = reference_days(scenario, customers, horizon, seed, person)
    for (today, mine, record), (_, theirs, told) in zip(pair, other, strict=True):
        found = [
            f"day {today}: {name}, of {whose(a, b)}"
            for (name, a), (_, b) in zip(state_arrays(mine), state_arrays(theirs), strict=True)
            if a.tobytes() != b.tobytes()
        ]
        found += [
            f"day {today}: record.{name}"
            for name in COUNTS
            if getattr(record, name).tobytes() != getattr(told, name).tobytes()
        ]
        if found:
            return found
    return [] if in_order(record) == in_order(told) else ["events"]


def whose(a: np.ndarray, b: np.ndarray) -> str:
    """Where two arrays differ first."""
    at = np.argwhere(~((a == b) | ((a != a) & (b != b))))
    if not len(at):
        return "nobody: only the bits of a zero or of a NaN"
    where = tuple(at[0].tolist())
    return f"{where}: {a[where]!r} in the kernel, {b[where]!r} in the reference"


def in_order(record: Record) -> bytes:
    """Events, person by person, each person's in their order.

    What one hears on a day hangs on no order of those who tell it: it comes last, by who tells.
    """
    events = np.asarray(record.events[: int(record.written[0])])
    heard = events["kind"] == HEAR
    own, told = events[~heard], events[heard]
    own = own[np.argsort(own["person"], kind="stable")]
    told = told[np.lexsort([told[name] for name in ("felt", "to", "occurrence", "day", "person")])]
    return b"".join(
        np.ascontiguousarray(some[name]).tobytes()
        for some in (own, told)
        for name in EVENT.names or ()
    )


def kernel_days(
    scenario: Scenario, customers: int, horizon: int, seed: int
) -> Iterator[tuple[int, State, Record]]:
    """The kernel's days, from the first of the warm-up."""
    first, own = worlds(scenario, customers, horizon, seed)
    state, record = initial_state(first), empty_for(first, 0)
    begin_all(first.world, state)
    for today in range(-int(first.world.case[0].warm_up), 0):
        days(first.world, state, record, today, today + 1)
        yield today, state, record
    state, people = taken_up(state, own), own.people.size
    room = np.zeros(ROOM * people * horizon, EVENT).view(np.recarray)
    record = empty_for(own, people).replaced(events=room)
    change_clocks(own.world, state)
    for today in range(horizon):
        days(own.world, state, record, today, today + 1)
        yield today, state, record
    assert record.written[0] <= record.events.size


def reference_days(
    scenario: Scenario, customers: int, horizon: int, seed: int, person: type[Customer]
) -> Iterator[tuple[int, State, Record]]:
    """The reference engine's days, from the first of the warm-up."""
    first, own = worlds(scenario, customers, horizon, seed)
    start = -int(first.world.case[0].warm_up)
    model = Model(first, initial_state(first), start, person=person)
    model.begin()
    yield from _steps(model, first, 0)
    model = Model(own, model.state(), 0, own.people.size, person)
    for one in model.people:
        if one.status == CUSTOMER:
            one.change_clocks()
    yield from _steps(model, own, horizon)


def _steps(model: Model, built: Built, end: int) -> Iterator[tuple[int, State, Record]]:
    while model.today < end:
        today = model.today
        model.step()
        yield today, model.state(), model.books.closed()
