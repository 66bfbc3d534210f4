"""Within stages 4 and 5: what brought a prospect, who referred them, what a new customer costs."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.market import looking_share
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential
from cxsim.elementary import log1p
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER, LEFT
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from ..everybody import known_of_all
from ..record import ACQUISITION_COST, VALUE, Record, count, millionths
from ..rivals import memory_pull
from ..state import State

UNKNOWN, ADVERTISING, FRIENDS, REFERRAL, RETURNING = 0, 1, 2, 3, 4
"""What brought somebody: who was a customer already, by themselves, by customers they know, by the
firm's asking these, by having been a customer before."""


@part
def advertise(w: World, r: Record, today: int) -> None:
    """The firm pays for a day of its advertising, however many it brings."""
    r.advertising[today] = w.rules[0].advertising_monthly / MONTH


@part
def drawn_by(w: World, s: State, i: int) -> float:
    """A prospect's hazard of joining on a day, for a liking of 1 (rule 36)."""
    case, segment = w.case[0], w.pull[w.segment[i]]
    if case.complete:
        known = known_of_all(w, s)
    elif case.each:
        known = s.friends[i] / UNIT
    else:
        known = s.friends[i] / max(1, w.tie_total[i])
    drawn = segment.alone + known * segment.friends
    if case.returns and s.people[i].status == LEFT:
        drawn *= memory_pull(w, i, s.people[i])
    return drawn


@part
def trace(w: World, s: State, i: int) -> None:
    """Note what brought a prospect, by its share of today's hazard, and by whom."""
    who, rules, alone = s.people[i], w.rules[w.segment[i]], w.pull[w.segment[i]].alone
    if who.status == LEFT:
        who.source, who.referrer = RETURNING, -1
        return
    need = w.case[0].join
    key = keys.journey_key(who.key, need, s.fired[i, need] if need >= 0 else 0)
    hazard = drawn_by(w, s, i)
    social = hazard - alone
    drawn = keys.uniform(key, purposes.SOURCE) * hazard - alone
    who.referrer = -1
    if drawn < 0.0 or social <= 0.0:
        who.source = ADVERTISING
        return
    who.source = REFERRAL if drawn * rules.referral_pull >= social else FRIENDS
    who.referrer = referrer_of(w, s, i, keys.uniform(key, purposes.REFERRER))


@part
def referrer_of(w: World, s: State, i: int, luck: float) -> int:
    """One of the customers whom somebody knows, by the strength of the tie; −1 where none is."""
    drawn, so_far = int(luck * s.friends[i]), 0
    first, last = w.tie_first[i], w.tie_first[i + 1]
    found = first
    # Without a branch, which nothing could foresee: whose turn has passed is counted.
    for at in range(first, last):
        so_far += int(s.customer[w.tie_to[at]]) * int(w.tie_strength[at])
        found += so_far <= drawn
    return int(w.tie_to[found]) if found < last else -1


@part
def acquire(w: World, s: State, r: Record, i: int, today: int) -> None:
    """Book what a new customer has cost, by what brought them."""
    who, rules = s.people[i], w.rules[w.segment[i]]
    if who.source == UNKNOWN or today < 0:
        return
    cost = rules.cost_advertising
    if who.source == FRIENDS:
        cost = rules.cost_friends
    elif who.source == REFERRAL:
        cost = rules.cost_referral + rules.reward
    elif who.source == RETURNING:
        cost = rules.cost_returning
    paid, worth = millionths(cost), millionths(cost * w.discount[today])
    who.cost += paid
    who.value -= worth
    count(r, today, who.archetype, ACQUISITION_COST, paid)
    count(r, today, who.archetype, VALUE, -worth)
    r.acquired[today, who.archetype, who.source - 1, 0] += 1
    r.acquired[today, who.archetype, who.source - 1, 1] += paid


@part
def referrer_stays(s: State, who: Records, today: int) -> float:
    """1 where whoever brought a customer was one this morning, else 0."""
    if who.referrer < 0:
        return 0.0
    referrer = s.people[who.referrer]
    here = referrer.status == CUSTOMER and referrer.joined < today
    return 1.0 if here or referrer.gone == today else 0.0


@part
def begin_to_look(w: World, s: State, i: int, today: int) -> None:
    """Whether a prospect is looking around on day 0, and when the need next arises."""
    rules, key = w.rules[w.segment[i]], s.people[i].key
    looking = looking_share(rules.arousal, rules.search_days)
    s.looks[i] = 0
    s.looks_until[i] = float(today)
    if keys.uniform(key, purposes.LOOKING) < looking:
        search(w, s, i, today)
    s.to_look[i] = arising(key, s.looks[i])


@part
def wait_for_need(w: World, s: State, i: int, today: int) -> None:
    """Who has left looks around again when the need arises."""
    if w.case[0].arousal:
        s.looks_until[i] = float(today)
        s.to_look[i] = arising(s.people[i].key, s.looks[i])


@part
def look_around(w: World, s: State, i: int, today: int) -> float:
    """How much of today a prospect looks around for a firm, 0–1."""
    if s.looks_until[i] <= today:
        s.to_look[i] -= w.rules[w.segment[i]].arousal / DAYS_A_YEAR
        if s.to_look[i] > 0.0:
            return 0.0
        search(w, s, i, today)
        s.to_look[i] = arising(s.people[i].key, s.looks[i])
    return min(1.0, s.looks_until[i] - today)


@part
def search(w: World, s: State, i: int, today: int) -> None:
    """Look around from this morning on."""
    drawn = keys.uniform_at(s.people[i].key, purposes.SEARCH, s.looks[i])
    s.looks_until[i] = today + w.rules[w.segment[i]].search_days * exponential(drawn)
    s.looks[i] += 1


@part
def arising(key: int, occurrence: int) -> float:
    """The Exp(1) draw that the need's hazard must reach for the next time."""
    return -log1p(-keys.uniform_at(key, purposes.AROUSAL, occurrence))
