"""The lines of a day: customers come, wait and are served; some stay over midnight."""

from __future__ import annotations

from cxsim.compiled import part, stage
from cxsim.world.teams import DAY
from cxsim.world.world import World

from ..record import Record
from ..state import State
from .events import run_events
from .recursion import run_recursion
from .tables import (
    CAME,
    CARRIED,
    CARRIED_OVER,
    CARRIED_WAIT,
    RECENT,
    STAYING,
    WAITING,
)

_GAPS = (701, 301, 132, 57, 23, 10, 4, 1)


@stage
def run_lines(w: World, s: State, r: Record, today: int) -> None:
    """Run the lines of all teams for a day."""
    if w.teams.size == 0:
        return
    put_in_order(w, s)
    first = 0
    for group in range(w.teams.size):
        if w.teams[group].group != group:
            continue
        end = first
        while end < s.floor[CAME] and group_of(w, s, s.sorted[end]) == group:
            end += 1
        if w.teams[group].by_events:
            run_events(w, s, group, first, end, today)
        else:
            run_recursion(w, s, group, first, end, today)
        first = end
    for team in range(w.teams.size):
        remember_recent(s, team)
    carry_over(w, s, today)


@part
def put_in_order(w: World, s: State) -> None:
    """Put those who come today in the order in which they do, group by group (Shell's sort)."""
    size = s.floor[CAME]
    for n in range(size):
        s.sorted[n] = s.came[n]
    for gap in _GAPS:
        for n in range(gap, size):
            row = s.sorted[n]
            at = n
            while at >= gap and comes_later(w, s, s.sorted[at - gap], row):
                s.sorted[at] = s.sorted[at - gap]
                at -= gap
            s.sorted[at] = row


@part
def group_of(w: World, s: State, row: int) -> int:
    """The group of teams that a contact comes to."""
    return w.teams[s.contacts[row].team].group


@part
def comes_later(w: World, s: State, a: int, b: int) -> bool:
    """Whether one contact comes after another."""
    mine, other = s.contacts[a], s.contacts[b]
    if group_of(w, s, a) != group_of(w, s, b):
        return group_of(w, s, a) > group_of(w, s, b)
    if mine.arrived != other.arrived:
        return mine.arrived > other.arrived
    return mine.number > other.number


@part
def remember_recent(s: State, team: int) -> None:
    """Keep what today's contacts are about: tomorrow's others are like them."""
    for n in range(s.floor[CAME]):
        one = s.contacts[s.sorted[n]]
        if one.first_team != team:
            continue
        like = s.recent[team, s.recent_count[team] % RECENT]
        like.segment = one.segment
        like.touchpoint = one.touchpoint
        like.need = one.need
        s.recent_count[team] += 1


@part
def carry_over(w: World, s: State, today: int) -> None:
    """Keep who stays over midnight."""
    midnight = (today + 1) * DAY
    for n in range(s.floor[STAYING]):
        row = s.staying[n]
        one = s.contacts[row]
        # Levers may make serving them take less tomorrow.
        one.minutes = 0.0
        s.carried[n] = one
        if one.state == WAITING:
            s.team_day[one.team, CARRIED] += 1
            s.team_day[one.team, CARRIED_WAIT] += midnight - one.arrived
    s.floor[CARRIED_OVER] = s.floor[STAYING]
