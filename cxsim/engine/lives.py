"""How a life with the firm begins, goes on and ends."""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.expectations import first_will
from cxsim.behaviour.reasons import declared_reason
from cxsim.behaviour.recovery import lasting
from cxsim.behaviour.spend import held_standing
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal, quantile
from cxsim.elementary import log1p
from cxsim.scenario.schema import MONTH
from cxsim.world.clocks import NEVER, changing_clock
from cxsim.world.people import (
    CUSTOMER,
    LEFT,
    NO_PROVIDER,
    NOBODY,
    SILENT,
    VOLUNTARY,
    lines_held,
)
from cxsim.world.world import CAPTIVE, CONTRACTUAL, NON_CONTRACTUAL, World

from .calendar import schedule
from .claims import claim_time, drop_claim
from .defections import warn_friends
from .record import (
    BROKEN_OFF,
    DROPPED_OUT,
    JOIN,
    JOINED,
    LEAVE,
    LEFT_VOLUNTARY,
    Record,
    count,
    note,
)
from .rivals import (
    arrive,
    be_free_to_return,
    chosen_rival,
    come_back,
    go_elsewhere,
    have_providers,
    take_with_them,
)
from .rows import give_back
from .staffed.tables import CARRIED_OVER
from .stages.acquiring import acquire, wait_for_need
from .state import (
    ACT,
    ALL_CUSTOMERS,
    ASK,
    BILL,
    IN_LINE,
    LIKED,
    SHOULD,
    UNDER_WAY_ROWS,
    WILL,
    State,
    become,
)


@part
def next_firing(
    w: World, segment: int, need: int, pace: float, since: float, amount: float
) -> float:
    """Day on which a need fires whose intensity must grow by `amount` from day `since`.

    `pace` multiplies the rate of the segment (1, or a purchaser's own pace per month).
    """
    months = amount / pace if pace > 0.0 else NEVER
    row = w.clock_row[segment, need]
    rate = w.needs[segment, need] if row < 0 else w.clock_rate[row]
    fires = since + months * MONTH / rate if rate > 0.0 else NEVER
    if row < 0 or fires <= w.clock_change[row]:
        return fires
    change = w.clock_change[row]
    if since >= change:
        return changing_clock(w.intensity[row], since, months * MONTH)
    return changing_clock(w.intensity[row], change, months * MONTH - (change - since) * rate)


@stage
def change_clocks(w: World, s: State) -> None:
    """Let the clocks that run on day 0, wound in today's journey, feel the levers to come."""
    for i in range(s.people.size):
        who = s.people[i]
        if who.status != CUSTOMER:
            continue
        changed = False
        earliest = claim_time(s, i)
        for need in range(s.next_need.shape[1]):
            row = w.clock_row[w.segment[i], need]
            if row >= 0 and s.next_need[i, need] > w.clock_change[row]:
                s.next_need[i, need] = changed_firing(w, s, i, need, row)
                changed = True
            earliest = min(earliest, s.next_need[i, need])
        if changed and who.need < 0:
            schedule(s, ACT, i, earliest)


@part
def changed_firing(w: World, s: State, i: int, need: int, row: int) -> float:
    """When a need fires that would do so after the levers' first change of its rate."""
    rate, change = w.clock_rate[row], w.clock_change[row]
    if rate > 0.0:
        needed = (s.next_need[i, need] - change) * rate
        return changing_clock(w.intensity[row], change, needed)
    return first_firing(w, s, i, need, 0.0)


@part
def first_firing(w: World, s: State, i: int, need: int, since: float) -> float:
    """When a need fires for the first time."""
    if w.clock_row[w.segment[i], need] < 0 and w.needs[w.segment[i], need] == 0.0:
        return NEVER
    who = s.people[i]
    pace = w.purchase_rate[i] * MONTH if need == w.case[0].purchase else 1.0
    key = keys.journey_key(who.key, need, s.fired[i, need])
    amount = exponential(keys.uniform(key, purposes.FIRST_NEED))
    return next_firing(w, w.segment[i], need, pace, since, amount)


@part
def start_clocks(w: World, s: State, i: int, since: float) -> None:
    """Start the clocks of all needs of a customer at a time."""
    earliest = claim_time(s, i)
    for need in range(s.next_need.shape[1]):
        s.next_need[i, need] = NEVER
        if w.journeys[need].clocked == 0:
            continue
        s.next_need[i, need] = first_firing(w, s, i, need, since)
        earliest = min(earliest, s.next_need[i, need])
    schedule(s, ACT, i, earliest)


@stage
def begin_all(w: World, s: State) -> None:
    """Set everybody's clocks at the start of the warm-up."""
    start = -float(w.case[0].warm_up)
    have_providers(w, s)
    for i in range(s.people.size):
        who = s.people[i]
        if who.status != CUSTOMER:
            continue
        start_hazards(w, s, i)
        start_clocks(w, s, i, start)
        schedule(s, ASK, i, start + first_survey(w.rules[w.segment[i]].every, who.key))
        if w.case[0].relationship != NON_CONTRACTUAL:
            schedule(s, BILL, i, bill_time(w, who.joined, who.bills))
        befriend(w, s, i, 1)


@part
def bill_time(w: World, joined: float, bill: int) -> float:
    """When the bill of a number (0 at joining) falls due."""
    return joined + bill * w.case[0].period


@part
def first_survey(every: float, key: int) -> float:
    """Days before someone's turn in the recurring survey first comes."""
    return np.floor(every * keys.uniform(key, purposes.SURVEY_TIME))


@part
def befriend(w: World, s: State, i: int, sign: int) -> None:
    """Tell everyone tied to i that i has become a customer (1) or is none any more (−1)."""
    if w.case[0].complete:
        s.common[ALL_CUSTOMERS] += sign
    for at in range(w.tie_first[i], w.tie_first[i + 1]):
        s.friends[w.tie_to[at]] += sign * w.tie_strength[at]


@part
def join(w: World, s: State, r: Record, i: int, when: float, today: int) -> None:
    """A prospect becomes a customer, or who has been one does again."""
    who = s.people[i]
    again = who.status == LEFT
    arrive(w, r, who, 1 if again else 0)
    become(s, i, CUSTOMER)
    who.joined = when
    who.bills = 0
    if again:
        come_back(s, r, i, today)
    else:
        who.loyalty = newborn_loyalty(w, who.key)
    who.last_standing = held_standing(standing(w, who))
    start_hazards(w, s, i)
    start_clocks(w, s, i, when)
    every = w.rules[w.segment[i]].every
    schedule(s, ASK, i, today + 1.0 + first_survey(every, who.key))
    schedule(s, BILL, i, when)
    befriend(w, s, i, 1)
    acquire(w, s, r, i, today)
    count(r, today, who.archetype, JOINED, 1)
    note(r, today, i, JOIN, -1, 0, int(who.returns), -1, 0, 0, 0.0)


@part
def leave(w: World, s: State, r: Record, i: int, when: float, today: int, cause: int) -> None:
    """A customer leaves; before day 0 a newcomer takes the place, so that the base stays."""
    who = s.people[i]
    break_off(s, r, i, today)
    drop_claim(s, i)
    if today < 0:
        renew(w, s, i, when)
        return
    become(s, i, LEFT)
    who.cause = cause
    who.left = when
    who.gone = today
    for row in (ACT, BILL, ASK):
        schedule(s, row, i, NEVER)
    befriend(w, s, i, -1)
    warn_friends(w, s, i, cause)
    what = DROPPED_OUT if cause == SILENT else LEFT_VOLUNTARY + cause - 1
    count(r, today, who.archetype, what, 1)
    real, declared = 0, 0
    if cause == VOLUNTARY:
        luck = keys.uniform_at(who.key, purposes.CANDOUR, who.spell)
        real = who.reason
        declared = declared_reason(real, w.rules[w.segment[i]].candour, luck)
        r.reasons[who.archetype, real, declared] += 1
    go_elsewhere(w, s, r, i, cause, real, declared)
    be_free_to_return(w, s, i, when, today, cause)
    went = int(who.provider) + 1
    who.path = keys.fold(who.path, cause + (went << 8))
    note(r, today, i, LEAVE, -1, went, real, -1, cause, 0, float(declared))


@part
def break_off(s: State, r: Record, i: int, today: int) -> None:
    """Cut short the journey under way, if there is one; it leaves no memory."""
    who = s.people[i]
    if who.need < 0:
        return
    trip = s.under_way[who.journey_row]
    if trip.marks & IN_LINE:
        leave_alone(s, i)
    if trip.step > 0:
        count(r, today, who.archetype, BROKEN_OFF, 1)
    s.claims[who.claim_row].fresh = 0
    if trip.because != 0:
        drop_claim(s, i)
    give_back(s, UNDER_WAY_ROWS, who.journey_row)
    who.journey_row = 0
    who.need = -1


@part
def leave_alone(s: State, i: int) -> None:
    """Whoever stayed in a line over midnight is nobody's customer any more, but still in line."""
    for n in range(s.floor[CARRIED_OVER]):
        if s.carried[n].person == i:
            s.carried[n].person = -1


@part
def renew(w: World, s: State, i: int, when: float) -> None:
    """Put a newcomer of the same archetype in a leaver's place."""
    who = s.people[i]
    case = w.case[0]
    who.life += 1
    who.key = keys.customer_key(case.root, i, who.life)
    who.joined = when
    who.bills = 0
    who.spell = 0
    who.cause = NOBODY
    who.experience = 0
    who.grievance = 0.0
    who.trust = case.trust
    s.consideration[i] = case.consideration
    who.style = case.style * normal(keys.uniform(who.key, purposes.STYLE))
    who.loyalty = newborn_loyalty(w, who.key)
    score = normal(keys.uniform(who.key, purposes.INITIAL_SATISFACTION))
    who.satisfaction = min(10.0, max(0.0, case.c_mean + case.c_spread * score))
    who.last_standing = held_standing(standing(w, who))
    if case.lines > 0:
        who.lines = lines_held(who.key, w.held[who.archetype], case.lines)
    for d in range(w.specification.size):
        s.expected[i, SHOULD, d] = w.first_should[who.archetype, d]
    who.provider = NO_PROVIDER
    if w.rival_price.shape[1] > 0:
        luck = keys.uniform(who.key, purposes.PROVIDER)
        who.provider = chosen_rival(w, w.segment[i], luck)
    expect(w, s, i)
    for need in range(s.fired.shape[1]):
        s.fired[i, need] = 0
    who.claims = 0
    start_hazards(w, s, i)
    start_clocks(w, s, i, when)
    schedule(s, BILL, i, when)


@part
def newborn_loyalty(w: World, key: int) -> float:
    """The loyalty that a newcomer is born with (rule 17); none without a contract."""
    if w.case[0].relationship != CONTRACTUAL:
        return 0.0
    return quantile(normal(keys.uniform(key, purposes.LOYALTY)), w.newborn, 0)


@part
def expect(w: World, s: State, i: int) -> None:
    """Expect of a firm one does not know what is usual, promised and said (rule 4).

    Usual is, for who had another provider, what that one delivered.
    """
    rules, archetype, key = w.rules[w.segment[i]], s.people[i].archetype, s.people[i].key
    liking = s.consideration[i] - rules.consideration
    provider = s.people[i].provider
    share = w.case[0].from_rivals
    had = provider >= 0 or (share > 0.0 and keys.uniform(key, purposes.FROM_RIVAL) < share)
    luck = 0.0
    if had and w.case[0].past_spread > 0.0:
        luck = w.case[0].past_spread * normal(keys.uniform(key, purposes.PAST))
    for d in range(w.specification.size):
        category = w.first_will[archetype, d]
        if provider >= 0:
            category = w.rival_quality[w.segment[i], provider, d]
        elif had:
            category = min(10.0, max(0.0, w.previous[archetype, d] + luck))
        promise = w.promise[w.segment[i], d] if w.advertised[d] else category
        s.expected[i, WILL, d] = first_will(
            category, promise, liking, rules.promise_weight, rules.word_weight
        )


@part
def start_hazards(w: World, s: State, i: int) -> None:
    """Draw what the hazards of a life with the firm must come to; nothing ends a captive's."""
    if w.case[0].relationship == CAPTIVE:
        return
    who = s.people[i]
    who.to_leave = threshold(who.key, purposes.LEAVE_VOLUNTARY, who.spell)
    who.to_non_payment = threshold(who.key, purposes.LEAVE_NONPAYMENT, who.spell)
    who.to_involuntary = threshold(who.key, purposes.LEAVE_INVOLUNTARY, who.spell)


@part
def consider_again(w: World, s: State, i: int, today: int) -> None:
    """From `today` on a prospect considers buying: draw what the hazard must come to."""
    rules = w.rules[w.segment[i]]
    days = float(today - s.heard_day[i])
    p = forgotten(s.consideration[i], rules.consideration, days, rules.memory_days)
    s.consideration[i] = p
    if p != rules.consideration:
        s.common[LIKED] = 1
    tried = s.fired[i, w.case[0].join] if w.case[0].join >= 0 else 0
    s.to_adopt[i] = threshold(s.people[i].key, purposes.ADOPTION, tried)


@part
def look_again(w: World, s: State, i: int, today: int) -> None:
    """Who left long enough ago considers coming back, from tomorrow on."""
    schedule(s, ACT, i, NEVER)
    take_with_them(w, s, i)
    wait_for_need(w, s, i, today)
    consider_again(w, s, i, today + 1)


@part
def standing(w: World, who: Records) -> float:
    """z: cumulative satisfaction in standard deviations from today's mean (rule 16)."""
    return (who.satisfaction - w.case[0].c_mean) / w.case[0].c_spread


@part
def bearing(w: World, i: int, who: Records, today: int) -> float:
    """What is left on a day of the grievance of former failures, log-odds of leaving (rule 15)."""
    if who.grievance == 0.0:
        return 0.0
    return who.grievance * lasting(float(today - who.grieved), w.rules[w.segment[i]].grievance_days)


@part
def threshold(key: int, purpose: int, spell: int) -> float:
    """The Exp(1) draw that an accumulated hazard must reach, one per spell."""
    return -log1p(-keys.uniform_at(key, purpose, spell))
