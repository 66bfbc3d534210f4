"""Stage 6: the relationship clock, separate from journeys (rules 16 to 18, 26).

Each period of tenure the hazards of leaving accumulate; a customer leaves when one of them reaches
the Exp(1) draw of this spell. Who stays pays for the period that begins; so does, once saved, who
was about to leave. Who holds several lines may drop one instead of leaving, and who lacks one may
take it. A customer on the way out meets no further hazard.
"""

from __future__ import annotations

import math

from cxsim.behaviour.reasons import real_reason
from cxsim.behaviour.referral import retention_edge
from cxsim.behaviour.relationship import (
    hazard_growth,
    leave_logit,
    link,
    lock_in_term,
    logistic,
    price_term,
)
from cxsim.behaviour.word_of_mouth import forgotten, heard_term
from cxsim.compiled import part, stage
from cxsim.prefetch import AHEAD
from cxsim.world.people import INVOLUNTARY, NOBODY, NON_PAYMENT, VOLUNTARY
from cxsim.world.world import CONTRACTUAL, World

from ..ahead import fetch_for_bill
from ..calendar import collect, schedule
from ..contacts import contacted_term
from ..defections import exposed_term
from ..lines import cross_sell, drop_line, drops_a_line, list_price
from ..lives import bearing, bill_time, break_off, leave, standing
from ..record import EXPOSED, Record, count
from ..rivals import elsewhere, relative_price
from ..state import ACT, BILL, State
from .acquiring import referrer_stays
from .journeys import open_journey
from .memories import charge


@stage
def renew_or_leave(w: World, s: State, r: Record, today: int) -> None:
    """Customers whose period ends today leave, or stay and pay."""
    due = collect(s, BILL, today)
    for n in range(due):
        fetch_for_bill(w, s, s.due[min(due - 1, n + AHEAD)])
        i = s.due[n]
        # Joining late in a day, or in a leaver's place, may leave more than one period to catch up.
        while s.calendar[BILL, i] <= today:
            end_period(w, s, r, i, today)


@part
def end_period(w: World, s: State, r: Record, i: int, today: int) -> None:
    """At the end of a period a customer leaves, or stays and pays."""
    who = s.people[i]
    when = bill_time(w, who.joined, who.bills)
    who.bills += 1
    schedule(s, BILL, i, bill_time(w, who.joined, who.bills))
    cause = NOBODY
    leaving = who.need >= 0 and who.need == w.case[0].leave
    segment = w.segment[i]
    if who.bills > 1 and w.case[0].relationship == CONTRACTUAL and not leaving:
        count(r, today, who.archetype, EXPOSED, 1)
        cause = reason_to_leave(w, s, i, today)
        if cause == NOBODY:
            cross_sell(w, s, r, i, today)
        elif cause == VOLUNTARY and drops_a_line(w, who, segment):
            drop_line(w, s, r, i, today)
            cause = NOBODY
        elif cause == VOLUNTARY:
            who.reason = strongest_push(w, s, i, today)
    if cause == NOBODY:
        charge(w, s, r, i, today, list_price(w, who, segment), when - who.joined)
    elif cause == VOLUNTARY and w.case[0].leave >= 0:
        break_off(s, r, i, today)
        open_journey(w, s, i, w.case[0].leave, max(when, float(today)))
        schedule(s, ACT, i, today + 1.0)
    else:
        leave(w, s, r, i, when, today, cause)


@part
def reason_to_leave(w: World, s: State, i: int, today: int) -> int:
    """Let the period's hazards eat up their draws; the cause whose is used up first, if any."""
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    first, cause = 1.0, NOBODY
    growth = hazard_growth(leaving_chance(w, s, i, today))
    reached = share_of_period(who.to_leave, growth)
    if reached <= first:
        first, cause = reached, VOLUNTARY
    who.to_leave -= growth
    growth = hazard_growth(rules.non_payment)
    reached = share_of_period(who.to_non_payment, growth)
    if reached <= first:
        first, cause = reached, NON_PAYMENT
    who.to_non_payment -= growth
    growth = hazard_growth(rules.involuntary)
    if share_of_period(who.to_involuntary, growth) <= first:
        cause = INVOLUNTARY
    who.to_involuntary -= growth
    return cause


@part
def strongest_push(w: World, s: State, i: int, today: int) -> int:
    """What makes a customer want to leave, against the neutral case."""
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    z = standing(w, who)
    days = float(today - s.heard_day[i])
    p = forgotten(s.consideration[i], rules.consideration, days, rules.memory_days)
    elasticity = rules.elasticity * rules.price_sensitivity
    price = price_term(relative_price(w, w.segment[i]), elasticity, rules.dampening, z)
    return real_reason(
        -rules.beta_s * link(z, w.case[0].link),
        price,
        heard_term(p, rules.consideration, rules.on_leaving),
        rules.beta_alternative * (elsewhere(w, w.segment[i]) - who.satisfaction),
        contacted_term(w, who, today),
        bearing(w, i, who, today),
        exposed_term(w, i, who, today),
    )


@part
def share_of_period(left: float, growth: float) -> float:
    """Share of the period that passes before a hazard growing by `growth` has eaten up `left`."""
    return left / growth if growth > 0.0 else math.inf


@part
def leaving_chance(w: World, s: State, i: int, today: int) -> float:
    """Chance of leaving voluntarily in this period (rules 15 to 18, 21, 23, 31)."""
    who = s.people[i]
    moved = bearing(w, i, who, today) + contacted_term(w, who, today)
    chance = logistic(wish_to_leave(w, s, i, today) + (moved + exposed_term(w, i, who, today)))
    if who.referrer < 0:
        return chance
    edge = w.rules[w.segment[i]].edge_leaving
    return retention_edge(chance, referrer_stays(s, who, today), edge)


@part
def wish_to_leave(w: World, s: State, i: int, today: int) -> float:
    """Log-odds of leaving voluntarily in this period, but for what wears off (rules 16 to 18)."""
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    z = standing(w, who)
    days = float(today - s.heard_day[i])
    p = forgotten(s.consideration[i], rules.consideration, days, rules.memory_days)
    elasticity = rules.elasticity * rules.price_sensitivity
    price = price_term(relative_price(w, w.segment[i]), elasticity, rules.dampening, z)
    heard = heard_term(p, rules.consideration, rules.on_leaving)
    bond = lock_in_term(rules.bond, who.satisfaction, rules.lock_in)
    return leave_logit(
        who.loyalty - rules.loyalty,
        rules.beta_s,
        link(z, w.case[0].link),
        rules.beta_alternative,
        elsewhere(w, w.segment[i]),
        who.satisfaction,
        price,
        heard + bond,
    )
