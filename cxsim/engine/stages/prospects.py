"""Stage 4: people who are not customers yet consider becoming some (rule 36)."""

from __future__ import annotations

import math

from cxsim.behaviour.market import adoption_hazard, promise_pull
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.reviews import review_pull
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.compiled import part, stage
from cxsim.world.people import PROSPECT
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from ..ahead import fetch_for_joining, fetch_for_tracing
from ..calendar import schedule
from ..everybody import known_of_all
from ..lives import consider_again, expect, join
from ..record import Record
from ..rivals import relative_price
from ..state import ACT, LIKED, State
from .acquiring import advertise, begin_to_look, drawn_by, look_around, trace
from .journeys import open_journey
from .reviews import RATING, VOLUME

TOGETHER = 256
"""Prospects whose hazards grow in one go; no result depends on it."""


@stage
def consider(w: World, s: State, r: Record, today: int) -> None:
    """A prospect's hazard eats up the prospect's draw; when nothing is left, buying begins."""
    if today < 0:
        return
    advertise(w, r, today)
    case, people = w.case[0], s.people.size
    if case.customers == people and case.returns == 0:
        return
    attract(w, s)
    if today == 0:
        for i in range(case.customers, people):
            consider_again(w, s, i, today)
            if case.arousal:
                begin_to_look(w, s, i, today)
    alike = w.rules.size == 1 and s.common[LIKED] == 0 and case.arousal == 0 and case.returns == 0
    through = be_drawn_alike(w, s) if alike else be_drawn(w, s, today)
    for n in range(through):  # before any of them joins, since others' referrers depend on it
        fetch_for_tracing(w, s, n, through)
        trace(w, s, s.due[n])
    for n in range(through):
        fetch_for_joining(w, s, n, through)
        set_out(w, s, r, s.due[n], today)


@part
def set_out(w: World, s: State, r: Record, i: int, today: int) -> None:
    """Begin to buy; where the case tells no journey of it, be a customer at once."""
    need = w.case[0].join
    s.to_adopt[i] = math.inf
    s.heard_day[i] = today + 1
    if need < 0:
        expect(w, s, i)
        join(w, s, r, i, float(today), today)
        return
    # Who has looked around, or been a customer, before knows what they met.
    if s.fired[i, need] == 0 and s.people[i].status == PROSPECT:
        expect(w, s, i)
    open_journey(w, s, i, need, float(today))
    schedule(s, ACT, i, float(today))


@part
def be_drawn(w: World, s: State, today: int) -> int:
    """Let a day's hazard eat up the draws of all prospects; list those who are through in `due`."""
    case, through = w.case[0], 0
    # Customers of day 0 consider nothing, unless they have left and may come back.
    for i in range(0 if case.returns else case.customers, s.people.size):
        if s.to_adopt[i] == math.inf:
            continue
        segment, p = w.pull[w.segment[i]], s.consideration[i]
        looking = look_around(w, s, i, today) if case.arousal else 1.0
        left = s.to_adopt[i] - drawn_by(w, s, i) * p * looking
        s.to_adopt[i] = left
        s.consideration[i] = segment.usual + (p - segment.usual) * segment.kept
        s.due[through] = i
        through += left <= 0.0
    return through


@part
def be_drawn_alike(w: World, s: State) -> int:
    """The same where nothing said has moved any prospect, and the same numbers apply to all.

    Block by block, each without a branch: four prospects go into one instruction.
    """
    case, segment, people = w.case[0], w.pull[0], s.people.size
    alone, rate, p, through = segment.alone, segment.friends, segment.usual, 0
    for start in range(case.customers, people, TOGETHER):
        end = min(people, start + TOGETHER)
        left, friends, ties = s.to_adopt[start:end], s.friends[start:end], w.tie_total[start:end]
        ready = 0
        if case.complete:
            drawn = (alone + known_of_all(w, s) * rate) * p
            for n in range(left.size):
                left[n] -= drawn
                ready += left[n] <= 0.0
        elif case.each:
            for n in range(left.size):
                left[n] -= (alone + friends[n] / UNIT * rate) * p
                ready += left[n] <= 0.0
        else:
            for n in range(left.size):
                left[n] -= (alone + friends[n] / max(1, ties[n]) * rate) * p
                ready += left[n] <= 0.0
        if ready > 0:
            for n in range(left.size):
                s.due[through] = start + n
                through += left[n] <= 0.0
    return through


@part
def attract(w: World, s: State) -> None:
    """What a day does to a prospect of each segment.

    Rule 36 is linear in friends and in liking, so two hazards say it all.
    """
    for segment in range(w.rules.size):
        rules, pull = w.rules[segment], w.pull[segment]
        price, elasticity = relative_price(w, segment), rules.elasticity * rules.price_sensitivity
        alone = adoption_hazard(rules.innovation, rules.reach, 0.0, 0.0, 1.0, price, elasticity)
        by_others = rules.imitation * rules.referral_pull
        friends = adoption_hazard(0.0, 0.0, by_others, 1.0, 1.0, price, elasticity)
        bolder = promise_pull(surplus(w, segment), rules.promise_pull)
        if w.case[0].recent_days > 0:
            bolder *= review_pull(
                s.shown[RATING],
                w.case[0].review_stars,
                s.shown[VOLUME],
                rules.review_valence,
                rules.review_volume,
            )
        pull.alone = bolder * alone / DAYS_A_YEAR
        pull.friends = bolder * friends / DAYS_A_YEAR
        pull.usual = rules.consideration
        pull.kept = forgotten(1.0, 0.0, 1.0, rules.memory_days)


@part
def surplus(w: World, segment: int) -> float:
    """What is promised beyond what the segment expects of anybody, by its weights (rule 36)."""
    archetype, total = w.owner[segment], 0.0
    for d in range(w.advertised.size):
        if w.advertised[d]:
            more = w.promise[segment, d] - w.first_will[archetype, d]
            total += w.weight[archetype, d] * more
    return total
