"""Within stage 4: a failed journey's damage, and what help makes good of it (rule 15)."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.recovery import (
    afterglow,
    fair_procedure,
    forgiven,
    recovery_offset,
    regained,
)
from cxsim.behaviour.trust import believed
from cxsim.compiled import part, stage
from cxsim.world.numbers import AUTHORITY, COMPENSATION, RECOVERY_COST
from cxsim.world.world import World

from ..record import CONTACT_COST, VALUE, Record, millionths, month_of
from ..state import FAILED, State

DONE, GIVE_UP, STAY = -1, -2, -3
"""How a journey ends."""


@stage
def settle(w: World, s: State, r: Record, ended: Records, before: float, today: int) -> float:
    """Keep what a failed journey took; soothe whom a failure brought to help that has ended.

    Returns what a recovery better than whole adds to the satisfaction felt right after it.
    """
    i = ended.person
    who, rules = s.people[i], w.rules[w.segment[i]]
    claim = s.claims[who.claim_row]
    if ended.because & FAILED == 0:
        if who.claim_row > 0 and claim.fresh:
            claim.lost = max(0.0, before - who.satisfaction)
            claim.fresh = 0
        return 0.0
    if ended.outcome != DONE:
        who.grievance *= 1.0 - rules.voice
        return 0.0
    about = w.aftermath[w.segment[i], ended.need]
    pay(w, s, r, ended, about[RECOVERY_COST], today)
    if rules.recovery == 0.0:
        return 0.0
    mean, team = ended.average, w.places[ended.touchpoint].team
    if team >= 0:
        may, usual = w.staffing[0, team, AUTHORITY], w.teams[team].authority
        mean = fair_procedure(mean, may, usual, rules.recovery_authority)
    offset = recovery_offset(
        rules.recovery,
        about[COMPENSATION],
        ended.last,
        mean,
        ended.at - ended.since,
        rules.fast_days,
        ended.hardness,
    )
    offset = believed(offset, who.trust, w.case[0].trust)
    who.grievance *= 1.0 - forgiven(offset)
    moved = regained(ended.lost, who.satisfaction - before, offset)
    who.satisfaction = min(10.0, before + moved)
    return afterglow(ended.lost, offset)


@part
def pay(w: World, s: State, r: Record, ended: Records, cost: float, today: int) -> None:
    """Book what making good costs, at the touchpoint where the help ended."""
    if today < 0 or cost == 0.0:
        return
    who = s.people[ended.person]
    paid, worth = millionths(cost), millionths(cost * w.discount[today])
    who.cost += paid
    who.value -= worth
    r.touched[month_of(today), who.archetype, ended.touchpoint, 3] += paid
    r.daily[today, who.archetype, CONTACT_COST] += paid
    r.daily[today, who.archetype, VALUE] -= worth
