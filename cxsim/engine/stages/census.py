"""Stage 8: at each month's end everybody is counted as they truly are. Counting changes nothing."""

from __future__ import annotations

from cxsim.behaviour.survey import nps_class, recommendation
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.people import CUSTOMER
from cxsim.world.world import NON_CONTRACTUAL, World

from ..record import Record, millionths, month_of
from ..state import State
from .surveys import EVERYBODY


@stage
def take_census(w: World, s: State, r: Record, today: int) -> None:
    """Count customers, those kept since day 0, and what each would answer if asked."""
    if today < 0:
        return
    month = month_of(today)
    last = today == w.case[0].horizon - 1
    if month_of(today + 1) == month and not last:
        return
    for i in range(s.people.size):
        who = s.people[i]
        counted = r.census[month, who.archetype]
        counted[1] += who.cohort == 1 and retained(w, s, i, today)
        if who.status != CUSTOMER:
            continue
        rules = w.rules[w.segment[i]]
        counted[0] += 1
        key = keys.survey_key(who.key, EVERYBODY, month)
        noise = rules.noise * normal(keys.uniform(key, purposes.CENSUS_NOISE))
        given = recommendation(who.satisfaction, who.style, noise)
        counted[2] += nps_class(given) == 1
        counted[3] += nps_class(given) == -1
        counted[4] += millionths(who.satisfaction)
        counted[5] += millionths(who.satisfaction * who.satisfaction)
        if last:
            r.answers[i] = given


@part
def retained(w: World, s: State, i: int, today: int) -> bool:
    """Whether someone is a customer or, without a contract, has bought lately: all a firm sees."""
    who = s.people[i]
    if w.case[0].relationship != NON_CONTRACTUAL:
        return who.status == CUSTOMER
    return today + 1 - who.last_purchase <= w.case[0].inactivity
