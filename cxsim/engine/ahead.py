"""What a stage will read of somebody who comes soon, asked for ahead of time."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.prefetch import AHEAD, LINE, fetch
from cxsim.world.people import PERSON
from cxsim.world.world import World

from .state import State

PERSON_LINES = -(-PERSON.itemsize // LINE)
"""Lines of memory that a person takes."""
DAYS_A_LINE = LINE // 4
"""Days of the calendar that come together."""


@part
def fetch_for_visit(w: World, s: State, i: int) -> None:
    """What a journey of somebody reads and writes."""
    for line in range(PERSON_LINES):
        fetch(s.people, i, line)
    fetch(s.expected, i)
    fetch(s.expected, i, 1)
    fetch(s.next_need, i)
    fetch(s.fired, i)
    fetch(w.tie_first, i)


@part
def fetch_for_bill(w: World, s: State, i: int) -> None:
    """What the end of somebody's period reads and writes."""
    for line in range(PERSON_LINES):
        fetch(s.people, i, line)
    fetch(s.consideration, i)
    fetch(s.heard_day, i)
    fetch(w.segment, i)


@part
def fetch_for_tracing(w: World, s: State, n: int, last: int) -> None:
    """What tells who has brought those who come soon in `due`."""
    first = s.due[min(last - 1, n + 2 * AHEAD)]
    for line in range(PERSON_LINES):
        fetch(s.people, first, line)
    fetch(s.friends, first)
    fetch(w.segment, first)
    fetch(w.tie_first, first)
    fetch_ties(w, s.due[min(last - 1, n + AHEAD)])


@part
def fetch_for_joining(w: World, s: State, n: int, last: int) -> None:
    """What those who come soon in `due` read and write when they join, and their friends."""
    first = s.due[min(last - 1, n + 2 * AHEAD)]
    fetch_for_visit(w, s, first)
    for row in range(s.calendar.shape[0]):
        fetch(s.calendar, row, first // DAYS_A_LINE)
    fetch(s.heard_day, first)
    fetch(s.to_adopt, first)
    fetch(s.consideration, first)
    fetch(s.friends, first)
    fetch(w.segment, first)
    fetch_ties(w, s.due[min(last - 1, n + AHEAD)])
    soon = s.due[min(last - 1, n + AHEAD // 2)]
    for at in range(w.tie_first[soon], w.tie_first[soon + 1]):
        fetch(s.friends, w.tie_to[at])


@part
def fetch_ties(w: World, i: int) -> None:
    """The ties of somebody who has few, whatever two lines of memory they begin and end in."""
    first, last = w.tie_first[i], w.tie_first[i + 1] - 1
    fetch(w.tie_to, first)
    fetch(w.tie_to, last)
    fetch(w.tie_strength, first)
    fetch(w.tie_strength, last)


@part
def fetch_for_message(w: World, s: State, i: int) -> None:
    """What hearing of something moves."""
    fetch(s.people, i)
    fetch(s.inbox, i)
    fetch(s.consideration, i)
    fetch(s.heard_day, i)
    fetch(s.to_adopt, i)
    fetch(w.segment, i)
