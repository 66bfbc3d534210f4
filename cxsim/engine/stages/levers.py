"""Stage 1: the world outside, and the levers of the redesign, move the values of the journey."""

from __future__ import annotations

from cxsim.compiled import part, stage
from cxsim.world.redesign import composed
from cxsim.world.triggers import NEVER, WAITS, strength, too_many
from cxsim.world.world import World

from ..record import Record
from ..staffed.tables import ABANDONED, ANSWERED, SENT_AWAY, WAITED
from ..state import State
from .listening import carry_out, review


@stage
def move_levers(w: World, s: State, r: Record, today: int) -> None:
    """What is outside, levers that start, ramp or drift, and fixes move what people live."""
    if today < 0:  # what is outside, and what is planned, begins on day 0
        return
    watch(w, r, today)
    carry_out(w, s, today)
    if stirs(w, today):
        recompose(w, today)
    review(w, s, r, today)


@stage
def recompose(w: World, today: int) -> None:
    """Move all values to what they are on a day."""
    for c in range(w.cells.size):
        cell = w.cells[c]
        w.flat[cell.at] = composed(cell, w.changes, w.courses, w.forces, today)
    for n in range(w.nodes.size):
        node = w.nodes[n]
        share_out(w, node.segment, node.first, node.first + node.count)
    for d in range(w.detours.size):
        detour = w.detours[d]
        gone = detour.grip * w.forces[detour.by, today] * w.flat[detour.taken]
        w.flat[detour.taken] -= gone
        w.flat[detour.given] += gone


@part
def stirs(w: World, today: int) -> bool:
    """Whether any value may be another than yesterday."""
    if w.stirred[today]:
        return True
    for n in range(w.levers.size):
        before = w.forces[n, today - 1] if today > 0 else 0.0
        if w.levers[n].at >= 0 and w.forces[n, today] != before:
            return True
    for n in range(w.levers.size, w.forces.shape[0]):
        before = w.forces[n, today - 1] if today > 0 else 0.0
        if w.forces[n, today] != before:
            return True
    return False


@part
def watch(w: World, r: Record, today: int) -> None:
    """Set off the levers that wait for what the run counts: up to yesterday, of everybody."""
    for n in range(w.levers.size):
        lever = w.levers[n]
        if lever.at < 0:
            continue
        if lever.counts == WAITS:
            count_waits(w, r, n, today)
        else:
            count_failures(w, r, n, today)
        since = max(0, today - lever.over)
        total = w.seen[n, today, 0] - w.seen[n, since, 0]
        bad = w.seen[n, today, 1] - w.seen[n, since, 1]
        if today >= lever.first and too_many(bad, total, lever.above):
            # Set off again on the day on which it would end, it goes on.
            if today > lever.until or lever.start == NEVER:
                lever.start = today
            lever.until = today + lever.lasts
        in_force = today < lever.until
        force = strength(today, lever.start, lever.ramp) * w.kept[n, today]
        w.forces[n, today] = force if in_force else 0.0


@part
def count_failures(w: World, r: Record, n: int, today: int) -> None:
    """Visits so far to the touchpoint that a lever waits for, and failures among them."""
    at = w.levers[n].at
    visits, failures = 0, 0
    for month in range(r.touched.shape[0]):
        for archetype in range(r.touched.shape[1]):
            visits += r.touched[month, archetype, at, 0]
            failures += r.touched[month, archetype, at, 2]
    w.seen[n, today, 0] = visits
    w.seen[n, today, 1] = failures


@part
def count_waits(w: World, r: Record, n: int, today: int) -> None:
    """Stays so far in the line that a lever waits for, those that ended, and their waits."""
    if today == 0:
        w.seen[n, today, :] = 0
        return
    at, before = w.levers[n].at, today - 1
    day = r.team_days[before, at]
    w.seen[n, today, 0] = w.seen[n, before, 0] + day[ANSWERED] + day[ABANDONED] + day[SENT_AWAY]
    w.seen[n, today, 1] = w.seen[n, before, 1] + day[WAITED]


@part
def share_out(w: World, segment: int, first: int, last: int) -> None:
    """Keep the shares that levers set; the other ways on share the rest as they do today.

    Where nothing has moved yet, or nothing would be left, the shares are today's to the bit.
    """
    taken = 0.0
    free = 0.0
    moved = False
    for e in range(first, last):
        if w.changed_share[segment, e]:
            taken += w.share[segment, e]
            moved |= w.share[segment, e] != w.share_today[segment, e]
        else:
            free += w.share_today[segment, e]
    as_today = not moved or taken + free == 0.0
    for e in range(first, last):
        if as_today:
            w.share[segment, e] = w.share_today[segment, e]
        elif w.changed_share[segment, e]:
            if taken > 1.0 or free == 0.0:
                w.share[segment, e] /= taken
        elif free > 0.0:
            w.share[segment, e] = w.share_today[segment, e] * max(0.0, 1.0 - taken) / free
        else:  # what a closing gave it yesterday is given anew
            w.share[segment, e] = 0.0
