"""Stage 4: people who are not customers yet consider becoming some (rule 36)."""

from __future__ import annotations

import math

from cxsim.behaviour.market import adoption_hazard, promise_pull
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.compiled import part, stage
from cxsim.world.world import World

from ..calendar import schedule
from ..lives import be_pulled, consider_again, expect
from ..record import Record
from ..state import ACT, State
from .journeys import open_journey


@stage
def consider(w: World, s: State, r: Record, today: int) -> None:
    """A prospect's hazard eats up the prospect's draw; when nothing is left, buying begins."""
    need = w.case[0].join
    if need < 0 or today < 0:
        return
    prospects = range(w.case[0].customers, s.people.size)
    differs = attract(w)
    if today == 0:
        for i in prospects:
            consider_again(w, s, i, today)
    if differs or today == 0:
        for i in prospects:
            be_pulled(w, s, i)
    for i in prospects:
        segment, p = w.pull[w.segment[i]], s.consideration[i]
        left = s.to_adopt[i] - s.pull[i] * p
        s.to_adopt[i] = left
        s.consideration[i] = (
            segment.usual + (p - segment.usual) * segment.kept if left < math.inf else p
        )
    for i in prospects:
        if s.to_adopt[i] <= 0.0:
            s.to_adopt[i] = math.inf
            s.heard_day[i] = today + 1
            if s.fired[i, need] == 0:  # who has looked around before knows what they met
                expect(w, s, i)
            open_journey(w, s, i, need, float(today))
            schedule(s, ACT, i, float(today))


@part
def attract(w: World) -> bool:
    """What a day does to a prospect of each segment; whether it differs from the day before.

    Rule 36 is linear in friends and in liking, so two hazards say it all.
    """
    differs = False
    for segment in range(w.rules.size):
        rules, pull = w.rules[segment], w.pull[segment]
        price, elasticity = rules.price, rules.elasticity * rules.price_sensitivity
        alone = adoption_hazard(rules.innovation, rules.reach, 0.0, 0.0, 1.0, price, elasticity)
        friends = adoption_hazard(0.0, 0.0, rules.imitation, 1.0, 1.0, price, elasticity)
        bolder = promise_pull(surplus(w, segment), rules.promise_pull)
        alone, friends = bolder * alone / DAYS_A_YEAR, bolder * friends / DAYS_A_YEAR
        differs |= pull.alone != alone or pull.friends != friends
        pull.alone = alone
        pull.friends = friends
        pull.usual = rules.consideration
        pull.kept = forgotten(1.0, 0.0, 1.0, rules.memory_days)
    return differs


@part
def surplus(w: World, segment: int) -> float:
    """What is promised beyond what the segment expects of anybody, by its weights (rule 36)."""
    archetype, total = w.owner[segment], 0.0
    for d in range(w.advertised.size):
        if w.advertised[d]:
            more = w.promise[segment, d] - w.first_will[archetype, d]
            total += w.weight[archetype, d] * more
    return total
