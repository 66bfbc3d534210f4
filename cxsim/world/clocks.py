"""Clocks of needs: Poisson in continuous time, their pace changed day by day.

A need fires again when its accumulated intensity has grown by one Exp(1) draw since it last fired.
Where nothing touches its rate that is a division; where one does, the accumulated intensity is
tabulated by day, so the firing time is exact whatever the ramp.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from cxsim.compiled import rule

from .numbers import Numbers
from .redesign import Redesign, tabulate

NEVER = 1e18
"""A day that does not come."""


class Clocks(NamedTuple):
    """The needs that levers, or the world outside, speed up or slow down.

    Parameters
    ----------
    row : (segments, needs) int array
        Row of the others; −1 where the rate never changes.
    rate : (rows,) array
        Firings per month until the first change.
    change : (rows,) array
        First day on which the rate is another.
    intensity : (rows, days + 2) array
        Firings per month accumulated since day 0, in month-days: divide by the days of a month.
    """

    row: np.ndarray
    rate: np.ndarray
    change: np.ndarray
    intensity: np.ndarray


def clocks(redesign: Redesign, numbers: Numbers, days: int) -> Clocks:
    """Tables for the needs whose rate changes within so many days."""
    row = np.full(numbers.needs.shape, -1, np.int64)
    start = numbers.start["needs"]
    cells = redesign.cells[(redesign.cells.at >= start) & (redesign.cells.at < start + row.size)]
    daily = np.zeros((cells.size, days + 1))
    tabulate(cells, redesign.changes, redesign.courses, redesign.forces, daily)
    rates: list[np.ndarray] = []
    changes: list[int] = []
    for cell, course in zip(cells, daily, strict=True):
        moved = np.flatnonzero(course != cell.today)
        if moved.size:
            row.reshape(-1)[cell.at - start] = len(rates)
            rates.append(np.concatenate([[cell.today], course]))
            changes.append(int(moved[0]))
    table = np.array(rates).reshape(len(rates), days + 2)
    first = table[:, 0].copy()
    table[:, 0] = 0.0
    return Clocks(row, first, np.array(changes, np.float64), np.cumsum(table, axis=1))


@rule
def changing_clock(table: np.ndarray, since: float, needed: float) -> float:
    """Day on which the accumulated intensity has grown by `needed` since a day."""
    last = table.size - 1
    day = min(int(since), last - 1)
    needed += table[day] + (since - day) * (table[day + 1] - table[day])
    if needed >= table[last]:
        rate = table[last] - table[last - 1]
        return last + (needed - table[last]) / rate if rate > 0.0 else NEVER
    day = int(np.searchsorted(table, needed, side="right")) - 1
    return day + (needed - table[day]) / (table[day + 1] - table[day])
