"""Clocks of needs: Poisson in continuous time, their pace changed by levers day by day.

A need fires again when its accumulated intensity has grown by one Exp(1) draw since it last fired.
Where no lever touches its rate that is a division; where one does, the accumulated intensity is
tabulated by day, so the firing time is exact whatever the ramp.
"""

from __future__ import annotations

import numpy as np

from .numbers import Numbers
from .redesign import Redesign, composed


def intensities(redesign: Redesign, numbers: Numbers, days: int) -> tuple[np.ndarray, np.ndarray]:
    """Tables of accumulated intensity for the needs that levers speed up or slow down.

    Returns
    -------
    row : (segments, needs) int array
        Row of the table; −1 where the rate never changes.
    table : (rows, days + 2) array
        Firings per month accumulated since day 0, in month-days: divide by the days of a month.
    """
    row = np.full(numbers.needs.shape, -1, np.int64)
    start = numbers.start["needs"]
    rows: list[np.ndarray] = []
    for cell in redesign.cells:
        if start <= cell.at < start + row.size:
            row.reshape(-1)[cell.at - start] = len(rows)
            plan = (redesign.changes, redesign.start, redesign.ramp)
            rates = np.array([composed(cell, *plan, day) for day in range(days + 1)])
            rows.append(np.concatenate([[0.0], np.cumsum(rates)]))
    return row, np.array(rows).reshape(len(rows), days + 2)
