"""A friend's leaving: who hears of it, and what is left of it on a day (rule 21)."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.defection import defection_term, exposed, exposure_left, susceptibility
from cxsim.compiled import part
from cxsim.world.people import SILENT, VOLUNTARY
from cxsim.world.world import World

from .state import ALL_WHO_LEFT, GONE, State, wait_for


@part
def warn_friends(w: World, s: State, i: int, cause: int) -> None:
    """Tell everyone tied to i that i is gone, tomorrow; who could not pay or died warns nobody."""
    if not w.case[0].contagion or (cause != VOLUNTARY and cause != SILENT):
        return
    if w.case[0].complete:
        s.common[ALL_WHO_LEFT] += 1
    for at in range(w.tie_first[i], w.tie_first[i + 1]):
        wait_for(s, w.tie_to[at])
        s.inbox[w.tie_to[at], GONE] += w.tie_strength[at]


@part
def be_exposed(w: World, i: int, who: Records, left: float, today: int) -> None:
    """Hear how strong the ties were to those who left yesterday, a usual tie being 1."""
    days = float(today - who.exposure_day)
    memory = w.rules[w.segment[i]].defection_days
    who.exposure = exposed(who.exposure, days, memory, left)
    who.exposure_day = today


@part
def exposed_term(w: World, i: int, who: Records, today: int) -> float:
    """What friends who left add to the log-odds of leaving on a day."""
    if who.exposure == 0.0:
        return 0.0
    case, rules = w.case[0], w.rules[w.segment[i]]
    days = float(today - who.exposure_day)
    left = exposure_left(who.exposure, days, rules.defection_days)
    moved = susceptibility(who.loyalty, case.u_median, case.u_spread, case.u_scale)
    return defection_term(rules.defection, left, moved)
