"""Who of a team works when: shifts, with breaks taken one after the other.

Which shift somebody has, and when their break is, depends on the number of their place alone: one
employee more changes nobody else's hours.
"""

from __future__ import annotations

from functools import lru_cache

from cxsim.scenario.teams import WEEKDAYS, Shift, Team, shift_of, span_minutes

DAY = 1440

Spells = list[tuple[int, int]]


def shift_work(team: Team, place: int) -> list[Spells]:
    """Spells of work on each weekday, in minutes of the day, of whoever has a place of a team."""
    return week_of(shift_of(team, place), place)


@lru_cache(maxsize=2**16)
def week_of(shift: Shift, place: int) -> list[Spells]:
    """Spells of a shift on each weekday; kept, as every world of a comparison has the same."""
    week: list[Spells] = [[] for _ in WEEKDAYS]
    for weekday in shift.days:
        d = WEEKDAYS.index(weekday)
        for start, end in spells_of(shift, place):
            if start < DAY:
                week[d].append((start, min(end, DAY)))
            if end > DAY:
                week[(d + 1) % 7].append((max(0, start - DAY), end - DAY))
    return [sorted(spells) for spells in week]


def spells_of(shift: Shift, place: int) -> Spells:
    """Work between breaks, in minutes from the beginning of the shift's first day."""
    start, end = span_minutes(shift.hours)
    if end <= start:
        end += DAY
    work = [(start, end)]
    for pause in shift.breaks:
        first, last = span_minutes(pause.between)
        if first < start:
            first += DAY
        if last <= first:
            last += DAY
        begins = first + int((last - first - pause.minutes) * reversed_bits(place))
        ends = begins + pause.minutes
        work = [
            part
            for a, b in work
            for part in ((a, min(b, begins)), (max(a, ends), b))
            if part[0] < part[1]
        ]
    return work


def reversed_bits(place: int) -> float:
    """Put the bits of a number behind the point, the last first: 0, 1/2, 1/4, 3/4, 1/8 and on."""
    found, half = 0.0, 0.5
    while place:
        found += half * (place & 1)
        place >>= 1
        half /= 2
    return found
