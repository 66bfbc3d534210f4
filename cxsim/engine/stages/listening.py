"""The listening loop: detractors who answered are called back, what scores lowest is fixed.

The firm acts on what was answered, never on what is felt. What it hears are sums of answers by
touchpoint: whole numbers, so no order of customers moves a bit.
"""

from __future__ import annotations

from cxsim.behaviour.complaint import severity
from cxsim.behaviour.recovery import forgiven, hardness, recovery_offset, regained
from cxsim.behaviour.survey import nps_class, satisfaction_score
from cxsim.behaviour.trust import believed
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..record import (
    CALL_COST,
    CALLED,
    HEARD_ANSWERS,
    HEARD_FELT,
    HEARD_FIXED,
    HEARD_SCORES,
    HEARD_VISITS,
    VALUE,
    Record,
    count,
    millionths,
)
from ..state import LATER, State

ANSWERS, SCORES = 0, 1
"""Columns of `State.heard`."""
TIMES, DUE = 0, 1
"""Columns of `State.fixes`."""
SO_FAR, UNDER_WAY = 0, 1
"""Columns of `State.raised`."""


@part
def hear_out(w: World, s: State, i: int, key: int, given: int, today: int) -> None:
    """Note who is to be called back for an answer; who is to be already, is called once."""
    if not w.case[0].listens or s.to_call[i] != LATER or nps_class(given) != -1:
        return
    if keys.uniform(key, purposes.CALL) < w.rules[w.segment[i]].call_share:
        s.to_call[i] = today


@part
def hear_of(w: World, s: State, touchpoint: int, memory: float) -> None:
    """Count the CSAT answer after a journey that ended at a touchpoint, or waits for it."""
    if w.case[0].listens:
        s.heard[touchpoint, ANSWERS] += 1
        s.heard[touchpoint, SCORES] += satisfaction_score(memory)


@stage
def call_back(w: World, s: State, r: Record, today: int) -> None:
    """Those whose answer has waited long enough are called, if they are still customers."""
    for i in range(s.to_call.size):
        if s.to_call[i] == LATER:
            continue
        waited = float(today - s.to_call[i])
        if s.people[i].status != CUSTOMER:
            s.to_call[i] = LATER
        elif waited >= w.rules[w.segment[i]].call_delay:
            s.to_call[i] = LATER
            call(w, s, r, i, waited, today)


@part
def call(w: World, s: State, r: Record, i: int, waited: float, today: int) -> None:
    """A call makes good what is missing to neutral, by rule 15: help without a journey."""
    who, rules = s.people[i], w.rules[w.segment[i]]
    paid = millionths(rules.call_cost)
    worth = millionths(rules.call_cost * w.discount[today])
    s.called[i] += 1
    who.cost += paid
    who.value -= worth
    count(r, today, who.archetype, CALLED, 1)
    count(r, today, who.archetype, CALL_COST, paid)
    count(r, today, who.archetype, VALUE, -worth)
    lost = severity(who.satisfaction)
    offset = recovery_offset(
        rules.recovery,
        rules.call_compensation,
        rules.call_felt,
        rules.call_felt,
        waited,
        rules.fast_days,
        hardness(who.satisfaction, 1.0),
    )
    offset = believed(offset, who.trust, w.case[0].trust)
    who.grievance *= 1.0 - forgiven(offset)
    who.satisfaction += regained(lost, 0.0, offset)


@part
def carry_out(w: World, s: State, today: int) -> None:
    """What was decided on and is due today raises its touchpoint from today on."""
    for t in range(s.fixes.shape[0]):
        if s.fixes[t, DUE] <= today:
            s.raised[t, SO_FAR] += s.raised[t, UNDER_WAY]
            s.raised[t, UNDER_WAY] = 0.0
            s.fixes[t, DUE] = LATER
        if w.raises[t] >= 0:
            w.forces[w.raises[t], today] = s.raised[t, SO_FAR]


@part
def review(w: World, s: State, r: Record, today: int) -> None:
    """Look at the scores, and decide what is fixed; then listen anew."""
    every = w.case[0].review_days
    if every == 0 or today == 0 or today % every != 0:
        return
    look = today // every - 1
    for t in range(s.heard.shape[0]):
        seen = r.heard[look, t]
        seen[HEARD_ANSWERS] = s.heard[t, ANSWERS]
        seen[HEARD_SCORES] = s.heard[t, SCORES]
        for month in range(r.touched.shape[0]):
            for archetype in range(r.touched.shape[1]):
                seen[HEARD_VISITS] += r.touched[month, archetype, t, 0]
                seen[HEARD_FELT] += r.touched[month, archetype, t, 1]
        seen[HEARD_FIXED] = w.rules[0].fix_gain > 0.0 and worst(w, s, t)
    for t in range(s.heard.shape[0]):
        if r.heard[look, t, HEARD_FIXED]:
            decide(w, s, r, t, look, today)
        s.heard[t, ANSWERS] = 0
        s.heard[t, SCORES] = 0


@part
def worst(w: World, s: State, t: int) -> bool:
    """Whether a touchpoint has the lowest score of all that could be fixed, the first of equals.

    In a silo, of those of its department, and only where that is too low.
    """
    if not can_be_fixed(w, s, t):
        return False
    answers, scores = s.heard[t, ANSWERS], s.heard[t, SCORES]
    department = w.places[t].department
    if w.case[0].walled and (department < 0 or scores >= w.case[0].poor * answers):
        return False
    for other in range(s.heard.shape[0]):
        apart = w.case[0].walled and w.places[other].department != department
        if other == t or apart or not can_be_fixed(w, s, other):
            continue
        # Of two means the smaller, in whole numbers.
        mine, theirs = scores * s.heard[other, ANSWERS], s.heard[other, SCORES] * answers
        if theirs < mine or (theirs == mine and other < t):
            return False
    return True


@part
def can_be_fixed(w: World, s: State, t: int) -> bool:
    """Whether the firm has a say there, has heard enough, and has not done all it can."""
    case = w.case[0]
    enough = s.heard[t, ANSWERS] >= case.least_answers
    idle = s.fixes[t, DUE] == LATER and s.fixes[t, TIMES] < case.most_fixes
    return w.raises[t] >= 0 and enough and idle


@part
def decide(w: World, s: State, r: Record, t: int, look: int, today: int) -> None:
    """Have a touchpoint fixed: it is paid for now, and better from a later day on."""
    rules = w.rules[0]
    due = today + max(1, int(rules.fix_delay))
    s.fixes[t, TIMES] += 1
    s.fixes[t, DUE] = due
    s.raised[t, UNDER_WAY] = rules.fix_gain
    r.heard[look, t, HEARD_FIXED] = due
    r.fixing[today] += millionths(rules.fix_cost)
