"""When levers are in force: from a date on, or set off by the world outside or what is counted."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import rule
from cxsim.elementary import power
from cxsim.scenario.levers import Lever, When
from cxsim.scenario.schema import Scenario

from .context import course_of
from .numbers import Names
from .strikes import strikes_of

LEVER = np.dtype(
    [
        ("start", "i8"),
        ("until", "i8"),
        ("ramp", "i8"),
        ("counts", "i8"),
        ("at", "i8"),
        ("above", "f8"),
        ("over", "i8"),
        ("first", "i8"),
        ("lasts", "i8"),
    ]
)
"""When a lever is in force: from `start` to the day before `until`; the days of its ramp.

Of one with a date, or that the world outside sets off, its force on each day is known before the
first is lived, and `start` is the first on which it is in force. One that waits for what the run
itself counts (others have an `at` of −1) is set off when more than `above` of the visits to
touchpoint `at` failed, or stays in the line of team `at` lasted more than `above` microseconds in
the mean, over so many days; not before day `first`, and for days `lasts`.
"""
FAILURES, WAITS = 0, 1
"""What a lever may wait for."""
MINUTE = 60e6
"""Microseconds."""
NEVER = 2**40
"""A day that does not come."""


@rule
def strength(day: int, start: int, ramp: int) -> float:
    """How far a lever has got on a day: 0 before its start, 1 at the end of its ramp."""
    if day < start:
        return 0.0
    if day >= start + ramp:
        return 1.0
    return (day - start) / ramp


@rule
def too_many(bad: int, total: int, above: float) -> bool:
    """Whether more than a share of visits failed, or waits were longer; never, without any."""
    return bad > above * total


def forces_of(
    scenario: Scenario, names: Names, values: Mapping[str, float], days: int, root: int
) -> tuple[Records, np.ndarray, np.ndarray]:
    """When each lever is in force, how far it has got on each day, and what drift has left of it.

    Of a lever that waits for what a run counts, drift is not in its force yet.
    """
    levers = np.zeros(len(scenario.levers), LEVER).view(np.recarray)
    forces = np.zeros((levers.size, days + 1))
    kept = kept_of(scenario.levers, values, days)
    for row, force, lever in zip(levers, forces, scenario.levers.values(), strict=True):
        row.start, row.ramp, row.at, row.first = NEVER, lever.ramp_days, -1, lever.start_day
        when = lever.when
        if when is None:
            set_off(force, row, np.array([lever.start_day]), 0, NEVER)
        elif when.counted:
            _awaited(row, when, names)
        else:
            sets_off = _seen_coming(scenario, when, values, days, root)
            set_off(force, row, sets_off, when.days_before, when.for_days)
    return levers, forces * kept, kept


def kept_of(levers: Mapping[str, Lever], values: Mapping[str, float], days: int) -> np.ndarray:
    """What drift has left of each lever on each day, (levers, days + 1) from 1 down.

    (1 − d)^t, with t the years since its ramp was over and d the share lost a year; 1 for good of
    one that is kept up. What lasts after the last day is what was left on it. An assumption: the
    decay of a habit that nobody renews, at a constant rate.
    """
    day = np.minimum(np.arange(days + 1), days - 1)
    kept = np.ones((len(levers), days + 1))
    for row, (name, lever) in zip(kept, levers.items(), strict=True):
        if lever.drifts:
            stays = 1.0 - values[f"levers.{name}.drift"]
            since = np.maximum(0, day - lever.settled_day) / DAYS_A_YEAR
            row[:] = [power(stays, years) for years in since.tolist()]
    return kept


def _awaited(row: Records, when: When, names: Names) -> None:
    """What a lever waits for that the run itself counts."""
    row.over, row.lasts, row.above = when.over_days, when.for_days, when.above or 0.0
    if when.failures_at is not None:
        row.counts, row.at = FAILURES, names.touchpoints.index(when.failures_at)
    else:
        row.counts, row.at = WAITS, names.teams.index(str(when.waits_at))
        row.above *= MINUTE


def _seen_coming(
    scenario: Scenario, when: When, values: Mapping[str, float], days: int, root: int
) -> np.ndarray:
    """The days on which the world outside sets a lever off, in order."""
    case = scenario.as_is
    if when.shock is not None:
        shock = case.shocks[when.shock]
        if not shock.enabled:
            return np.zeros(0, np.int64)
        return strikes_of(when.shock, shock, values, days, root)
    state = when.context
    assert state is not None
    factor = case.context[state.factor]
    if not factor.enabled:
        return np.zeros(0, np.int64)
    index = course_of(state.factor, factor, values, days, root, scenario.folder)[:-1]
    holds = index > state.above if state.above is not None else index < (state.below or 0.0)
    return np.flatnonzero(holds)


def set_off(force: np.ndarray, lever: Records, days: np.ndarray, before: int, lasts: int) -> None:
    """Write a lever's force on each day, where it is known on which days something sets it off.

    Set off again while it is in force, or on the day on which it would end, it goes on, its days
    counted anew.

    Parameters
    ----------
    force : (days,) array
    lever : record of `LEVER`
        Gets the first day on which it is in force.
    days : (times,) int array
        On which it is set off, in order.
    before : int
        Days before each of them on which it begins.
    lasts : int
        Days from each of them on which it is in force.
    """
    start, until = NEVER, -NEVER
    for day in days.tolist():
        begins = max(day - before, int(lever.first))
        if begins >= day + lasts:
            continue
        if begins > until:
            start = begins
        until = max(until, day + lasts)
        lever.start = min(int(lever.start), start)
        for today in range(max(0, begins), min(until, force.size)):
            force[today] = strength(today, start, int(lever.ramp))
