"""Stage 1: the world outside, and the levers of the redesign, move the values of the journey."""

from __future__ import annotations

from cxsim.compiled import part, stage
from cxsim.world.redesign import composed, force, too_many
from cxsim.world.world import World

from ..record import Record
from ..state import State


@stage
def move_levers(w: World, s: State, r: Record, today: int) -> None:
    """Shocks, and levers that start or ramp, move the values that people live today."""
    watch(w, r, today)
    moving = False
    for outside in range(w.shocks.size):
        moving |= w.shocks[outside].start <= today
    for lever in range(w.levers.size):
        start = w.levers[lever].start
        moving |= start <= today <= start + w.levers[lever].ramp
        moving |= today == w.levers[lever].until
    if not moving:
        return
    for c in range(w.cells.size):
        cell = w.cells[c]
        w.flat[cell.at] = composed(cell, w.changes, w.levers, w.shocks, today)
    for n in range(w.nodes.size):
        node = w.nodes[n]
        share_out(w, node.segment, node.first, node.first + node.count)
    for d in range(w.detours.size):
        detour = w.detours[d]
        lever = w.levers[detour.by]
        gone = detour.grip * force(lever, today) * w.flat[detour.taken]
        w.flat[detour.taken] -= gone
        w.flat[detour.given] += gone


@part
def watch(w: World, r: Record, today: int) -> None:
    """Set off the levers that wait for visits to fail too often: up to yesterday, of everybody."""
    for n in range(w.levers.size):
        lever = w.levers[n]
        if lever.at < 0:
            continue
        visits, failures = 0, 0
        for month in range(r.touched.shape[0]):
            for archetype in range(r.touched.shape[1]):
                visits += r.touched[month, archetype, lever.at, 0]
                failures += r.touched[month, archetype, lever.at, 2]
        w.seen[n, today, 0] = visits
        w.seen[n, today, 1] = failures
        since = max(0, today - lever.over)
        visits -= w.seen[n, since, 0]
        failures -= w.seen[n, since, 1]
        if today >= lever.first and too_many(failures, visits, lever.above):
            if today >= lever.until:
                lever.start = today
            lever.until = today + lever.lasts


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
