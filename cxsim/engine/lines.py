"""The lines of business that a customer holds: what they cost, dropping one, taking one more."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.lines import cross_sell_chance, held_count, line_at
from cxsim.behaviour.spend import held_standing, willingness_to_pay
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.world import World

from .lives import standing, threshold
from .record import LINE_ADDED, LINE_DROPPED, LINES_ADDED, LINES_DROPPED, Record, count, note
from .state import State

DROPPED, ADDED = 16, 32
"""In a path, what is added to a line's number; causes of leaving are smaller."""


@part
def list_price(w: World, who: Records, segment: int) -> float:
    """What a period costs at list price: all lines held, or the archetype's spend without lines."""
    if w.case[0].lines == 0:
        return w.rules[segment].spend
    total = 0.0
    for line in range(w.case[0].lines):
        if (who.lines >> line) & 1:
            total += w.line_spend[segment, line]
    return total


@part
def drops_a_line(w: World, who: Records, segment: int) -> bool:
    """Whether someone about to leave, who holds several lines, drops one instead."""
    if w.case[0].lines < 2 or held_count(who.lines) < 2:
        return False
    return keys.uniform_at(who.key, purposes.PARTIAL, who.spell) < w.rules[segment].partial


@part
def drop_line(w: World, s: State, r: Record, i: int, today: int) -> None:
    """A line is dropped, each as likely; a new spell begins."""
    who = s.people[i]
    line = line_at(who.lines, keys.uniform_at(who.key, purposes.DROPPED_LINE, who.spell))
    who.lines -= 1 << line
    who.spell += 1
    who.to_leave = threshold(who.key, purposes.LEAVE_VOLUNTARY, who.spell)
    if today >= 0:
        who.path = keys.fold(who.path, DROPPED + line)
    count(r, today, who.archetype, LINES_DROPPED, 1)
    note(r, today, i, LINE_DROPPED, -1, 0, 0, -1, line, 0, 0.0)


@part
def cross_sell(w: World, s: State, r: Record, i: int, today: int) -> None:
    """At a bill, a customer who lacks a line may take one more, each as likely."""
    who = s.people[i]
    rules, case = w.rules[w.segment[i]], w.case[0]
    missing = (1 << case.lines) - 1 - who.lines
    if case.lines < 2 or missing == 0:
        return
    willing = willingness_to_pay(held_standing(standing(w, who)), rules.pay_slope, rules.pay_cubic)
    chance = cross_sell_chance(rules.cross_sell, case.period, willing)
    if keys.uniform_at(who.key, purposes.CROSS_SELL, who.bills) >= chance:
        return
    line = line_at(missing, keys.uniform_at(who.key, purposes.ADDED_LINE, who.bills))
    who.lines += 1 << line
    if today >= 0:
        who.path = keys.fold(who.path, ADDED + line)
    count(r, today, who.archetype, LINES_ADDED, 1)
    note(r, today, i, LINE_ADDED, -1, 0, 0, -1, line, 0, 0.0)
