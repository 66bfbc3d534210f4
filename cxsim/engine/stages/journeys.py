"""Stage 4: customers due today act: needs fire, visits are lived, journeys end.

Each reads only yesterday's shared state, so the order of customers cannot matter. They walk block
by block; when a block has walked, the journeys that ended in it are looked at (`memories`).
"""

from __future__ import annotations

from cxsim.behaviour.choice import tilt
from cxsim.behaviour.expectations import updated_should, updated_will
from cxsim.behaviour.memory import episode_memory, peak
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.perception import episode_satisfaction, kano_value, perceived_quality
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential, normal
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER
from cxsim.world.world import PURCHASE, World

from ..calendar import collect, schedule
from ..lives import next_firing
from ..record import (
    CONTACT_COST,
    JOURNEYS,
    VALUE,
    VISIT,
    VISITS,
    Record,
    count,
    millionths,
    month_of,
    note,
)
from ..state import ACT, FINISHED_COUNT, State
from .memories import remember

MOST_VISITS = 20
"""Visits a customer can make in a day; the next one is due tomorrow."""


@stage
def walk(w: World, s: State, r: Record, today: int) -> None:
    """Customers due today walk their journeys, and remember those that end."""
    due = collect(s, ACT, today)
    block = w.case[0].block
    for first in range(0, due, block):
        s.counts[FINISHED_COUNT] = 0
        for n in range(first, min(due, first + block)):
            live(w, s, r, s.due[n], today)
        remember(w, s, r, today)


@part
def live(w: World, s: State, r: Record, i: int, today: int) -> None:
    """One customer's day: needs that fired, then visits, until nothing more is due today."""
    who = s.people[i]
    end = today + 1.0
    for _ in range(MOST_VISITS):
        if who.need < 0:
            need = soonest(s, i)
            if who.status != CUSTOMER or s.next_need[i, need] >= end:
                break
            open_journey(w, s, i, need, max(s.next_need[i, need], who.at))
            wind(w, s, i, need)
        if who.at >= end:
            break
        kind = w.journeys[who.need].kind
        if who.ending == 0:
            visit(w, s, r, i, today)
        if who.ending < 0 and who.at < end:
            conclude(w, s, i)
        if who.need < 0 and kind >= PURCHASE:
            break  # what it means for the relationship is settled before anything else is lived
    if who.need >= 0:
        who.at = max(who.at, end)
        schedule(s, ACT, i, who.at)
    else:
        schedule(s, ACT, i, max(end, s.next_need[i, soonest(s, i)]))


@part
def soonest(s: State, i: int) -> int:
    """The need that fires next, or that fired first of those that wait."""
    found = 0
    for need in range(1, s.next_need.shape[1]):
        if s.next_need[i, need] < s.next_need[i, found]:
            found = need
    return found


@part
def wind(w: World, s: State, i: int, need: int) -> None:
    """Set a need's clock for its next firing, from the one that just began a journey."""
    who = s.people[i]
    pace = who.rate * MONTH if need == w.case[0].purchase else 1.0
    amount = exponential(keys.uniform(who.journey_key, purposes.NEED_GAP))
    since = s.next_need[i, need]
    s.next_need[i, need] = next_firing(w, who.segment, need, pace, since, amount)


@part
def open_journey(w: World, s: State, i: int, need: int, when: float) -> None:
    """Begin a journey at its entry, chosen by the archetype's channel preference."""
    who = s.people[i]
    who.need = need
    who.occurrence = s.fired[i, need]
    s.fired[i, need] += 1
    who.journey_key = keys.journey_key(who.key, need, who.occurrence)
    who.at = when
    who.ending = 0
    who.step = 0
    who.contacts = 0
    who.peak = NEUTRAL
    who.last = 0.0
    who.total = 0.0
    journey = w.journeys[need]
    first, last = journey.first_entry, journey.first_entry + journey.entries
    total = 0.0
    for e in range(first, last):
        channel = w.places[w.entry_to[e]].channel
        s.weights[e - first] = w.entry[who.segment, e] * w.channels[who.segment, channel]
        total += s.weights[e - first]
    drawn = keys.uniform(who.journey_key, purposes.ENTRY) * total
    who.touchpoint = w.entry_to[first + chosen(s, last - first, drawn)]


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
def visit(w: World, s: State, r: Record, i: int, today: int) -> None:
    """Live one visit: what is met, what is made of it, where it leads."""
    who = s.people[i]
    segment, touchpoint, need = who.segment, who.touchpoint, who.need
    key = keys.step_key(who.journey_key, who.step)
    failed = keys.uniform(key, purposes.FAILURE) < w.failure[segment, touchpoint]
    felt = perceive(w, s, i, key, failed)
    who.peak = peak(who.peak, felt)
    who.last = felt
    who.total += felt
    who.step += 1
    who.contacts += w.places[touchpoint].contact
    to = way_on(w, s, i, key)
    book(w, s, r, i, today, felt, failed)
    note(r, today, i, VISIT, need, who.occurrence, who.step - 1, touchpoint, to, failed, felt)
    if today >= 0:
        who.visits += 1
        who.path = keys.fold(who.path, (int(need) << 32) + (int(touchpoint) << 16) + to + 8)
    if to >= 0:
        who.touchpoint = to
    else:
        who.ending = to


@part
def conclude(w: World, s: State, i: int) -> None:
    """End a journey; what it leaves behind is for `remember` to see."""
    who = s.people[i]
    ended = s.finished[s.counts[FINISHED_COUNT]]
    s.counts[FINISHED_COUNT] += 1
    rules = w.rules[who.segment]
    ended.journey_key = who.journey_key
    ended.memory = episode_memory(
        who.peak, who.last, who.total / who.step, rules.w_peak, rules.w_end
    )
    ended.at = who.at
    ended.person = i
    ended.need = who.need
    ended.occurrence = who.occurrence
    ended.outcome = who.ending
    ended.touchpoint = who.touchpoint
    ended.contacts = who.contacts
    who.need = -1
    who.touchpoint = -1
    who.ending = 0


@part
def perceive(w: World, s: State, i: int, key: int, failed: bool) -> float:
    """Satisfaction with a visit (rules 2, 5, 1), and what it teaches to expect (rule 3)."""
    who = s.people[i]
    segment, archetype, touchpoint = who.segment, who.archetype, who.touchpoint
    rules = w.rules[segment]
    met, spread = w.quality[segment, touchpoint], w.spread[segment, touchpoint]
    depth, standard = w.depth[segment, touchpoint], w.specification
    weight, kano = w.weight[archetype], w.kano[archetype]
    wills, shoulds = s.will[i], s.should[i]
    luck = keys.purpose_key(key, purposes.QUALITY)
    value = 0.0
    expected = 0.0
    for d in range(weight.size):
        quality = met[d] + spread[d] * normal(keys.uniform(luck, d))
        if failed:
            quality -= depth[d]
        quality = min(10.0, max(0.0, quality))
        will, should = wills[d], shoulds[d]
        perceived = perceived_quality(quality, will, should, rules.a_w, rules.a_s)
        value += weight[d] * kano_value(perceived, kano[d], standard[d])
        expected += weight[d] * kano_value(will, kano[d], standard[d])
        wills[d] = updated_will(will, perceived, rules.eta)
        shoulds[d] = updated_should(should, perceived, rules.eta_s)
    return episode_satisfaction(
        value,
        expected,
        w.reference[archetype],
        rules.baseline,
        rules.w_q,
        rules.b,
        rules.kappa,
        rules.zone,
        rules.rho,
        rules.loss_aversion,
    )


@part
def way_on(w: World, s: State, i: int, key: int) -> int:
    """Where the visit leads: a touchpoint, or the end of the journey (negative)."""
    who = s.people[i]
    segment = who.segment
    step = w.steps[who.need, who.touchpoint]
    so_far = who.total / who.step
    effort = float(max(0, who.contacts - 1))
    total = 0.0
    for way in range(step.count):
        edge = w.edges[step.first + way]
        share = w.share[segment, step.first + way]
        if edge.satisfaction != 0.0 or edge.effort != 0.0:
            share = tilt(share, so_far, effort, edge.satisfaction, edge.effort)
        s.weights[way] = share
        total += share
    drawn = keys.uniform(key, purposes.BRANCH) * total
    e = step.first + chosen(s, step.count, drawn)
    who.at += w.after[segment, e]
    return w.edges[e].to


@part
def book(w: World, s: State, r: Record, i: int, today: int, felt: float, failed: bool) -> None:
    """Book the visit: its cost, its satisfaction, its failure."""
    if today < 0:
        return
    who = s.people[i]
    cost = w.cost[who.segment, who.touchpoint]
    paid = millionths(cost)
    who.cost += paid
    worth = millionths(cost * w.discount[today])
    who.value -= worth
    touched = r.touched[month_of(today), who.archetype, who.touchpoint]
    touched[0] += 1
    touched[1] += millionths(felt)
    touched[2] += failed
    touched[3] += paid
    count(r, today, who.archetype, VISITS, 1)
    count(r, today, who.archetype, CONTACT_COST, paid)
    count(r, today, who.archetype, VALUE, -worth)
    if who.step == 1:
        count(r, today, who.archetype, JOURNEYS, 1)
