"""Who has something to do today: a calendar with marks, read in the order of people."""

from __future__ import annotations

import numpy as np

from cxsim.compiled import part, stage

from .state import DUE, LATER, STRETCH, State


@part
def schedule(s: State, row: int, person: int, day: float) -> None:
    """Put a person's next day into a row of the calendar."""
    when = LATER if day >= LATER else int(np.floor(day))
    s.calendar[row, person] = when
    stretch = person // STRETCH
    if when < s.marks[row, stretch]:
        s.marks[row, stretch] = when


@stage
def collect(s: State, row: int, today: int) -> int:
    """List everyone with something to do by today, in `state.due`; returns how many.

    Whole stretches in which nobody has are skipped, so the work follows what happens.
    """
    found = 0
    people = s.calendar.shape[1]
    for stretch in range(s.marks.shape[1]):
        if s.marks[row, stretch] > today:
            continue
        earliest = LATER
        for person in range(stretch * STRETCH, min(people, (stretch + 1) * STRETCH)):
            # Without a branch, which nothing could foresee: who is not due is written over.
            when = s.calendar[row, person]
            s.due[found] = person
            found += when <= today
            earliest = min(earliest, when if when > today else LATER)
        s.marks[row, stretch] = earliest
    s.counts[DUE] = found
    return found
