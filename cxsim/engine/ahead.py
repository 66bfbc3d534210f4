"""What a stage will read of somebody who comes soon, asked for ahead of time."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.prefetch import LINE, fetch
from cxsim.world.people import PERSON
from cxsim.world.world import World

from .state import State

PERSON_LINES = -(-PERSON.itemsize // LINE)
"""Lines of memory that a person takes."""


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
def fetch_for_message(w: World, s: State, i: int) -> None:
    """What hearing of something moves."""
    fetch(s.people, i)
    fetch(s.inbox, i)
    fetch(s.consideration, i)
    fetch(s.heard_day, i)
    fetch(s.to_adopt, i)
    fetch(w.segment, i)
