"""What happens next: a heap of events by time; in one instant by their kind and number.

Services end so often that their ends are kept apart, in a tournament of all employees.
"""

from __future__ import annotations

from cxsim.compiled import part

from ..state import State
from .tables import EVENTS, HALF
from .tournament import NONE

ENDS, BEGINS, CLOSES, RUNS_OUT, COMES = range(5)
"""Kinds of event, in their order."""
KIND_BITS = 48
"""Bits of an event's number, above which its kind stands."""

EMPLOYEE_BITS = 24
"""Bits of a number of `s.ends` that say whose service it is; above them is the time of the day."""


@part
def no_ends(s: State) -> None:
    """Nobody serves."""
    half = 1
    while half < s.employees.size:
        half *= 2
    for node in range(2 * half):
        s.ends[node] = NONE
    s.floor[HALF] = half


@part
def put_end(s: State, employee: int, value: int) -> None:
    """Say when somebody's service ends today (or `NONE`); who ends first is in `s.ends[1]`."""
    ends, node = s.ends, s.floor[HALF] + employee
    ends[node] = value
    while node > 1:
        node >>= 1
        ends[node] = min(ends[2 * node], ends[2 * node + 1])


@part
def add_event(s: State, time: int, kind: int, number: int, row: int) -> None:
    """Put an event into the list."""
    at, code = s.floor[EVENTS], (kind << KIND_BITS) + number
    s.floor[EVENTS] = at + 1
    while at > 0:
        parent = (at - 1) // 2
        if earlier(s, parent, time, code):
            break
        move_event(s, parent, at)
        at = parent
    put_event(s, at, time, code, row)


@part
def drop_event(s: State) -> None:
    """Take the first event out of the list."""
    size = s.floor[EVENTS] - 1
    s.floor[EVENTS] = size
    time, code, row = s.event_time[size], s.event_code[size], s.event_row[size]
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and not earlier(
            s, child, s.event_time[child + 1], s.event_code[child + 1]
        ):
            child += 1
        if not earlier(s, child, time, code):
            break
        move_event(s, child, at)
        at = child
    put_event(s, at, time, code, row)


@part
def earlier(s: State, at: int, time: int, code: int) -> bool:
    """Whether an event of the list comes before another, or is the same."""
    mine = s.event_time[at]
    return mine < time or (mine == time and s.event_code[at] <= code)


@part
def move_event(s: State, source: int, to: int) -> None:
    """Move an event within the list."""
    put_event(s, to, s.event_time[source], s.event_code[source], s.event_row[source])


@part
def put_event(s: State, at: int, time: int, code: int, row: int) -> None:
    """Write an event into the list."""
    s.event_time[at] = time
    s.event_code[at] = code
    s.event_row[at] = row
