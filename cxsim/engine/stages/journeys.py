"""Stage 5: customers due today act: needs fire, visits are lived, journeys end.

Each reads only yesterday's shared state, so the order of customers cannot matter. They walk block
by block; when a block has walked, the journeys that ended in it are looked at (`memories`).
"""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.choice import tilt
from cxsim.behaviour.memory import episode_memory, peak
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.trust import reminded, trust_after
from cxsim.behaviour.waiting import actual_delay
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal
from cxsim.prefetch import AHEAD
from cxsim.scenario.schema import MONTH
from cxsim.world.numbers import NOTHING_PROMISED
from cxsim.world.people import CUSTOMER, LEFT
from cxsim.world.world import HANDOFF, HELP, PURCHASE, REPEAT, SWITCH, World

from ..ahead import fetch_for_visit
from ..calendar import collect, schedule
from ..claims import claim_time
from ..lives import look_again, next_firing
from ..record import CAME_BACK as RETURNED
from ..record import (
    CAUSED,
    CONTACT_COST,
    JOURNEYS,
    PROMISES,
    VALUE,
    VISIT,
    VISITS,
    Record,
    count,
    millionths,
    month_of,
    note,
)
from ..rows import give_back, row_for
from ..staffed.tables import RESOLVED, SECOND_WALK, SERVED
from ..state import (
    ACT,
    CAME_BACK,
    FINISHED_COUNT,
    IN_LINE,
    LATER,
    PASSED,
    SURVEYED,
    UNDER_WAY_ROWS,
    WILL,
    State,
)
from .being_served import affect_employee, come_out, line_up, solved
from .failures import release, suffer
from .memories import remember
from .recovery import DONE
from .stories import known, known_on
from .surveys import ask_meanwhile
from .visits import live_visits
from .waiting import next_look, promise_ends, promise_passes

MOST_VISITS = 20
"""Visits a customer can make in a day; the next one is due tomorrow."""


@stage
def walk(w: World, s: State, r: Record, today: int) -> None:
    """Customers due today walk their journeys, and remember those that end."""
    s.floor[SECOND_WALK] = 0
    walk_all(w, s, r, collect(s, ACT, today), today)


@stage
def walk_on(w: World, s: State, r: Record, today: int) -> None:
    """Those whom a team has served today, or not, make something of it and walk on."""
    resolved = s.floor[RESOLVED]
    for n in range(resolved):
        row = s.resolved[n]
        s.due[n] = s.contacts[row].person
        s.under_way[s.people[s.due[n]].journey_row].contact = row
    s.floor[SECOND_WALK] = 1
    walk_all(w, s, r, resolved, today)


@part
def walk_all(w: World, s: State, r: Record, due: int, today: int) -> None:
    """Let so many of `s.due` walk, block by block."""
    group(w, s, due)
    block = w.case[0].block
    for segment in range(w.rules.size):
        last = w.groups[segment]
        first = w.groups[segment - 1] if segment > 0 else 0
        while first < last:
            walk_together(w, s, r, segment, first, min(last, first + block), today)
            first += block


@part
def group(w: World, s: State, due: int) -> None:
    """Put those due beside others of their segment, to whom the same numbers apply.

    Afterwards `w.groups[segment]` is where the segment's end in `s.grouped`.
    """
    for segment in range(w.groups.size):
        w.groups[segment] = 0
    for n in range(due):
        w.groups[w.segment[s.due[n]] + 1] += 1
    for segment in range(w.rules.size):
        w.groups[segment + 1] += w.groups[segment]
    for n in range(due):
        segment = w.segment[s.due[n]]
        s.grouped[w.groups[segment]] = s.due[n]
        w.groups[segment] += 1


@part
def walk_together(
    w: World, s: State, r: Record, segment: int, first: int, last: int, today: int
) -> None:
    """Walk those due from `first` up to `last`, visit by visit, until nobody has more to do."""
    opening, visits = 0, 0
    for n in range(first, min(last, first + AHEAD)):
        fetch_for_visit(w, s, s.grouped[n])
    for lane in range(last - first):
        fetch_for_visit(w, s, s.grouped[min(last - 1, first + lane + AHEAD)])
        i = s.grouped[first + lane]
        s.walker[lane] = i
        s.contact_of[lane] = -1
        if s.people[i].need < 0 and s.people[i].status == LEFT:
            look_again(w, s, i, today)
        elif s.people[i].need < 0:
            s.lanes[lane].at = float(today)
            opening = seek(s, lane, today, opening)
        else:
            take_up(s, lane, i)
            opening, visits = go_on(w, s, r, lane, today, opening, visits)
    served = s.floor[SECOND_WALK]
    for _ in range(MOST_VISITS):
        remember(w, s, r, today)
        visits = open_journeys(w, s, r, today, opening, visits)
        opening = 0
        if visits == 0:
            break
        live_visits(w, s, segment, visits, today, served)
        lived, visits = visits, 0
        for n in range(lived):
            lane = s.visiting[n]
            if served and s.contact_of[lane] >= 0:
                affect_employee(s, s.contact_of[lane], s.visits[0].felt[n])
            move_on(w, s, r, lane, n, today)
            s.contact_of[lane] = -1
            opening, visits = go_on(w, s, r, lane, today, opening, visits)
    remember(w, s, r, today)
    for n in range(visits):
        rest(w, s, s.visiting[n], today)
    for n in range(opening):
        rest(w, s, s.opening[n], today)


@part
def take_up(s: State, lane: int, i: int) -> None:
    """Take up a journey that waited."""
    who = s.people[i]
    s.lanes[lane] = s.under_way[who.journey_row]
    give_back(s, UNDER_WAY_ROWS, who.journey_row)
    who.journey_row = 0


@part
def seek(s: State, lane: int, today: int, opening: int) -> int:
    """Put who has nothing under way on the list of those whose need has fired, or to rest."""
    i, v = s.walker[lane], s.visits[0]
    who = s.people[i]
    need = soonest(s, i)
    claimed = claim_time(s, i)
    caused = claimed <= s.next_need[i, need]
    when = claimed if caused else s.next_need[i, need]
    if who.status != CUSTOMER or when >= today + 1.0:
        schedule(s, ACT, i, max(today + 1.0, when))
        return opening
    s.opening[opening] = lane
    v.caused[opening] = caused
    v.need[opening] = need
    v.key[opening] = who.key
    v.step[opening] = s.fired[i, need]
    return opening + 1


@part
def go_on(
    w: World, s: State, r: Record, lane: int, today: int, opening: int, visits: int
) -> tuple[int, int]:
    """Whoever has a journey under way visits, rests or ends it; the lengths of the two lists.

    What a purchase, joining or leaving means is settled before anything else is lived.
    """
    trip = s.lanes[lane]
    if today > trip.promised:
        wait(w, s, r, lane, today)
    if trip.marks & IN_LINE:
        if trip.contact < 0:
            rest(w, s, lane, today)
            return opening, visits
        if come_out(w, s, r, lane, today) == SERVED:
            s.visiting[visits] = lane
            return opening, visits + 1
    if trip.at >= today + 1.0:
        rest_late(w, s, r, lane, today)
    elif trip.ending == 0:
        visits = set_foot(w, s, r, lane, today, visits)
    else:
        kind = w.journeys[s.people[s.walker[lane]].need].kind
        promise_ends(w, s, r, s.walker[lane], trip, today)
        conclude(w, s, lane)
        if kind >= PURCHASE:
            rest(w, s, lane, today)
        else:
            opening = seek(s, lane, today, opening)
    return opening, visits


@part
def set_foot(w: World, s: State, r: Record, lane: int, today: int, visits: int) -> int:
    """Who is due at a touchpoint visits it; where a team serves, they go to its line.

    A customer is served by a team once a day: a further such step is due tomorrow.
    """
    trip = s.lanes[lane]
    if w.places[trip.touchpoint].team < 0:
        s.visiting[visits] = lane
        return visits + 1
    if s.floor[SECOND_WALK]:
        trip.at = max(trip.at, today + 1.0)
    else:
        line_up(w, s, lane, today)
    rest_late(w, s, r, lane, today)
    return visits


@part
def open_journeys(w: World, s: State, r: Record, today: int, opening: int, visits: int) -> int:
    """Open journeys side by side, and wind the clocks of the needs that opened them."""
    v = s.visits[0]
    for n in range(opening):
        v.key[n] = keys.journey_key(v.key[n], v.need[n], v.step[n])
        v.branch[n] = keys.uniform(v.key[n], purposes.ENTRY)
        v.gap[n] = exponential(keys.uniform(v.key[n], purposes.NEED_GAP))
    for n in range(opening):
        lane, need = s.opening[n], v.need[n]
        i, trip = s.walker[lane], s.lanes[lane]
        if v.caused[n]:
            open_caused(w, s, r, i, trip, today)
        else:
            fired = s.next_need[i, need]
            trip.occurrence = s.fired[i, need]
            s.fired[i, need] += 1
            begin(w, s, i, trip, need, max(fired, trip.at), v.key[n], v.branch[n])
            pace = w.purchase_rate[i] * MONTH if need == w.case[0].purchase else 1.0
            s.next_need[i, need] = next_firing(w, w.segment[i], need, pace, fired, v.gap[n])
        if trip.at < today + 1.0:
            visits = set_foot(w, s, r, lane, today, visits)
        else:
            rest(w, s, lane, today)
    return visits


@part
def open_caused(w: World, s: State, r: Record, i: int, trip: Records, today: int) -> None:
    """Open the journey of who seeks help because of something lived."""
    who = s.people[i]
    claim = s.claims[who.claim_row]
    who.claims += 1
    trip.occurrence = -int(who.claims)
    luck = keys.uniform(claim.journey_key, purposes.ENTRY)
    begin(w, s, i, trip, claim.need, max(claim.at, trip.at), claim.journey_key, luck)
    trip.because = claim.because
    back = claim.because & CAME_BACK != 0
    if back:
        trip.marks = REPEAT | known(w, w.segment[i], -1, REPEAT, claim.journey_key)
    count(r, today, who.archetype, RETURNED if back else CAUSED, 1)


@part
def wait(w: World, s: State, r: Record, lane: int, today: int) -> None:
    """The promised day is over: it passes, once, and a survey may not wait for the end."""
    i, trip = s.walker[lane], s.lanes[lane]
    if not trip.marks & PASSED:
        promise_passes(w, s, r, i, trip, today)
    overdue = today - trip.promised >= w.case[0].ask_late
    if overdue and trip.at >= today + 1.0 and not trip.marks & SURVEYED:
        trip.marks |= SURVEYED
        ask_meanwhile(w, s, r, i, trip, today)


@part
def rest_late(w: World, s: State, r: Record, lane: int, today: int) -> None:
    """Rest with a step to come, which today it may have been too late for: a line put it off."""
    if today > s.lanes[lane].promised:
        wait(w, s, r, lane, today)
    rest(w, s, lane, today)


@part
def rest(w: World, s: State, lane: int, today: int) -> None:
    """Put the day of someone's next step into the calendar; a journey under way waits."""
    i, trip = s.walker[lane], s.lanes[lane]
    tomorrow = today + 1.0
    if s.people[i].need >= 0:
        if not trip.marks & IN_LINE:
            trip.at = max(trip.at, tomorrow)
        s.people[i].journey_row = row_for(s, UNDER_WAY_ROWS)
        s.under_way[s.people[i].journey_row] = trip
        schedule(s, ACT, i, next_look(w, trip))
    else:
        when = min(s.next_need[i, soonest(s, i)], claim_time(s, i))
        schedule(s, ACT, i, max(tomorrow, when))


@part
def soonest(s: State, i: int) -> int:
    """The need that fires next, or that fired first of those that wait."""
    found, first = 0, s.next_need[i, 0]
    for need in range(1, s.next_need.shape[1]):
        when = s.next_need[i, need]
        found = need if when < first else found
        first = min(first, when)
    return found


@part
def open_journey(w: World, s: State, i: int, need: int, when: float) -> None:
    """Begin one journey for a reason other than a need's clock."""
    who = s.people[i]
    key = keys.journey_key(who.key, need, s.fired[i, need])
    who.journey_row = row_for(s, UNDER_WAY_ROWS)
    trip = s.under_way[who.journey_row]
    trip.occurrence = s.fired[i, need]
    s.fired[i, need] += 1
    begin(w, s, i, trip, need, when, key, keys.uniform(key, purposes.ENTRY))


@part
def begin(
    w: World, s: State, i: int, trip: Records, need: int, when: float, key: int, luck: float
) -> None:
    """Begin a journey at its entry, chosen by the archetype's channel preference."""
    s.people[i].need = need
    trip.because = 0
    trip.marred = 0
    if w.case[0].promises and s.people[i].status == CUSTOMER:
        be_reminded(w, s, i)
    trip.journey_key = key
    trip.at = when
    trip.ending = 0
    trip.attempts = 0
    trip.contact = -1
    trip.step = 0
    trip.contacts = 0
    trip.moments = 0
    trip.hurdles = 0
    trip.marks = 0
    trip.since = 0
    trip.promised = LATER
    trip.peak = NEUTRAL
    trip.last = 0.0
    trip.total = 0.0
    trip.mood = 0.0
    journey = w.journeys[need]
    first, last = journey.first_entry, journey.first_entry + journey.entries
    if journey.entries == 1:
        trip.touchpoint = w.entry_to[first]
        return
    total = 0.0
    for e in range(first, last):
        channel = w.places[w.entry_to[e]].channel
        s.weights[e - first] = w.entry[w.segment[i], e] * w.channels[w.segment[i], channel]
        total += s.weights[e - first]
    trip.touchpoint = w.entry_to[first + chosen(s, last - first, luck * total)]


@part
def be_reminded(w: World, s: State, i: int) -> None:
    """Meet the firm's promise again, and believe it as far as one trusts the firm."""
    trust, rate = s.people[i].trust, w.rules[w.segment[i]].promise_rate
    for d in range(w.advertised.size):
        if w.advertised[d]:
            promise = w.promise[w.segment[i], d]
            s.expected[i, WILL, d] = reminded(s.expected[i, WILL, d], promise, trust, rate)


@part
def chosen(s: State, ways: int, drawn: float) -> int:
    """The first way whose weights add up to more than the draw."""
    so_far = 0.0
    last = 0
    for way in range(ways):
        if s.weights[way] > 0.0:
            last = way
            so_far += s.weights[way]
            if drawn < so_far:
                return way
    return last


@part
def move_on(w: World, s: State, r: Record, lane: int, n: int, today: int) -> None:
    """Take in the block's visit number `n`, and go where it leads."""
    v, trip, i = s.visits[0], s.lanes[lane], s.walker[lane]
    felt, failed = v.felt[n], v.failed[n] != 0.0
    who = s.people[i]
    touchpoint, need = trip.touchpoint, who.need
    trip.peak = peak(trip.peak, felt)
    trip.last = felt
    trip.total += felt
    trip.step += 1
    trip.attempts = 0
    trip.moments += 1
    trip.contacts += w.places[touchpoint].contact
    who.experience += who.status == CUSTOMER
    trip.hurdles += (trip.marks & REPEAT) + (trip.marks & SWITCH) // SWITCH
    trip.hurdles += (trip.marks & HANDOFF) // HANDOFF
    if s.contact_of[lane] >= 0:
        trip.hurdles += s.contacts[s.contact_of[lane]].handed
    if failed:
        suffer(w, s, r, lane, felt, today)
    promise_ends(w, s, r, i, trip, today)
    to = way_on(w, s, r, lane, n, today)
    book(w, s, r, i, trip, today, felt, failed)
    note(r, today, i, VISIT, need, trip.occurrence, trip.step - 1, touchpoint, to, failed, felt)
    if today >= 0:
        who.visits += 1
        who.path = keys.fold(who.path, (int(need) << 32) + (int(touchpoint) << 16) + to + 8)
    if to >= 0:
        trip.touchpoint = to
    else:
        trip.ending = to


@part
def conclude(w: World, s: State, lane: int) -> None:
    """End a journey; what it leaves behind is for `remember` to see."""
    i, trip = s.walker[lane], s.lanes[lane]
    who = s.people[i]
    ended = s.finished[s.counts[FINISHED_COUNT]]
    s.counts[FINISHED_COUNT] += 1
    rules = w.rules[w.segment[i]]
    ended.journey_key = trip.journey_key
    ended.memory = episode_memory(
        trip.peak, trip.last, trip.total / trip.moments, rules.w_peak, rules.w_end
    )
    ended.at = trip.at
    ended.person = i
    ended.need = who.need
    ended.occurrence = trip.occurrence
    ended.outcome = trip.ending
    ended.touchpoint = trip.touchpoint
    ended.contacts = trip.contacts
    ended.hurdles = trip.hurdles
    ended.marks = trip.marks
    ended.because = trip.because
    if trip.ending == DONE and trip.marred == 0:
        who.trust = trust_after(who.trust, True, rules.trust_loss, rules.trust_gain)
    if w.case[0].claims:
        ended.last = trip.last
        ended.average = trip.total / trip.moments
        release(w, s, i, trip, ended)
    who.need = -1


@part
def way_on(w: World, s: State, r: Record, lane: int, n: int, today: int) -> int:
    """Where the block's visit number `n` leads: a touchpoint, or the end of the journey."""
    v, trip, i = s.visits[0], s.lanes[lane], s.walker[lane]
    segment, need, key, row = w.segment[i], s.people[i].need, v.key[n], s.contact_of[lane]
    step = w.steps[need, trip.touchpoint]
    if w.places[trip.touchpoint].assistant >= 0:
        e = step.first + v.outcome[n]
        set_out(w, s, r, i, trip, e, key, today)
        return w.edges[e].to
    if step.count == 1:
        set_out(w, s, r, i, trip, step.first, key, today)
        return w.edges[step.first].to
    so_far = trip.total / trip.moments
    effort = float(max(0, trip.contacts - 1))
    total = 0.0
    for way in range(step.count):
        edge = w.edges[step.first + way]
        share = w.share[segment, step.first + way]
        if edge.satisfaction != 0.0 or edge.effort != 0.0:
            share = tilt(share, so_far, effort, edge.satisfaction, edge.effort)
        if row >= 0 and edge.to == DONE and w.journeys[need].kind == HELP:
            share = solved(w, s, segment, row, v.context[n], share, today)
        s.weights[way] = share
        total += share
    drawn = v.branch[n] * total
    e = step.first + chosen(s, step.count, drawn)
    set_out(w, s, r, i, trip, e, key, today)
    return w.edges[e].to


@part
def set_out(
    w: World, s: State, r: Record, i: int, trip: Records, e: int, key: int, today: int
) -> None:
    """Take a way: when the next step comes, what getting there takes, for when it is promised."""
    segment = w.segment[i]
    story = known_on(w, segment, trip.touchpoint, e, key)
    trip.marks = (trip.marks & SURVEYED) | w.edges[e].toil | story
    if w.promised[segment, e] < NOTHING_PROMISED:
        trip.since = today
        trip.promised = int(np.floor(max(trip.at, float(today)) + w.promised[segment, e]))
        count(r, today, s.people[i].archetype, PROMISES, 1)
    delay, spread = w.after[segment, e], w.delay[segment, e]
    if spread > 0.0:
        delay = actual_delay(delay, spread, normal(keys.uniform(key, purposes.DELAY)))
    trip.at += delay


@part
def book(
    w: World, s: State, r: Record, i: int, trip: Records, today: int, felt: float, failed: bool
) -> None:
    """Book the visit: its cost, its satisfaction, its failure."""
    if today < 0:
        return
    who = s.people[i]
    cost = w.cost[w.segment[i], trip.touchpoint]
    paid = millionths(cost)
    who.cost += paid
    worth = millionths(cost * w.discount[today])
    who.value -= worth
    touched = r.touched[month_of(today), who.archetype, trip.touchpoint]
    touched[0] += 1
    touched[1] += millionths(felt)
    touched[2] += failed
    touched[3] += paid
    counts = r.daily[today, who.archetype]
    counts[VISITS] += 1
    counts[CONTACT_COST] += paid
    counts[VALUE] -= worth
    counts[JOURNEYS] += trip.step == 1
