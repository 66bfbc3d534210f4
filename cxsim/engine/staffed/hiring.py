"""Who has the places of a team: those of the start, who comes new, and what they can do."""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.employees import learnt
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal
from cxsim.elementary import exp
from cxsim.world.numbers import LEARNING_DAYS, LEARNING_GAP, QUITS, SKILL, SKILL_SPREAD, STAFF
from cxsim.world.teams import DAY, PART
from cxsim.world.world import World

LONGEST = 36_500.0
"""Days that an employee of the start can have been there."""


@stage
def take_on_first(w: World, employees: Records, start: int) -> None:
    """Fill all places at the start of the warm-up, with people who have been there for a while."""
    for team in range(w.teams.size):
        places = employed(w, team)
        for place in range(employees.shape[1]):
            one = employees[team, place]
            take_on(w, one, team, place)
            one.gone = place >= places
            one.vacant_until = start
            rate = w.staffing[0, team, QUITS]
            days = LONGEST
            if rate > 0.0:
                drawn = exponential(keys.uniform(one.key, purposes.HIRED))
                days = min(LONGEST, drawn / rate * DAYS_A_YEAR)
            one.hired = start - days
            one.free = start * DAY


@part
def take_on(w: World, one: Records, team: int, place: int) -> None:
    """Give a place to somebody new."""
    one.key = keys.employee_key(w.case[0].root, team, place, one.hire)
    score = normal(keys.uniform(one.key, purposes.SKILL))
    one.skill = exp(w.staffing[0, team, SKILL_SPREAD] * score)
    one.strain = 0.0
    one.temper = 0.0
    one.gone = 0


@part
def employed(w: World, team: int) -> int:
    """Places that a team has today, at the scale at which it is run."""
    return int(np.ceil(scaled_staff(w, team) - PART))


@part
def scaled_staff(w: World, team: int) -> float:
    """Employees of today at that scale: the last place may be part of one."""
    return w.staffing[0, team, STAFF] * w.case[0].team_scale


@part
def share_of(w: World, team: int, place: int) -> float:
    """Which part of an employee somebody's place is: paid, and at work on as many days."""
    return min(1.0, scaled_staff(w, team) - place)


@part
def skill_of(w: World, team: int, one: Records, today: int) -> float:
    """The skill of an employee today, which newcomers have not yet all of."""
    staffing = w.staffing[0, team]
    days = max(0.0, today - one.hired)
    grown = learnt(days, staffing[LEARNING_GAP], staffing[LEARNING_DAYS])
    return staffing[SKILL] * one.skill * grown
