"""Stage 3: what was said yesterday arrives (rule 20)."""

from __future__ import annotations

import math

from cxsim.behaviour.word_of_mouth import forgotten, heard
from cxsim.compiled import stage
from cxsim.prefetch import AHEAD
from cxsim.world.people import LEFT
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from ..ahead import fetch_for_message
from ..record import HEARD, Record, count
from ..state import TOLD, State


@stage
def hear(w: World, s: State, r: Record, today: int) -> None:
    """Yesterday's messages move what people think of the firm, once, from yesterday's state."""
    told = s.counts[TOLD]
    for n in range(told):
        fetch_for_message(w, s, s.told[min(told - 1, n + AHEAD)])
        i = s.told[n]
        good, bad = s.inbox[i, 0], s.inbox[i, 1]
        s.inbox[i, 0] = 0
        s.inbox[i, 1] = 0
        who = s.people[i]
        if who.status == LEFT:
            continue
        rules = w.rules[w.segment[i]]
        # Who considers buying forgets day by day (`consider`), everybody else when it matters.
        days = 0.0 if s.to_adopt[i] < math.inf else float(today - s.heard_day[i])
        p = forgotten(s.consideration[i], rules.consideration, days, rules.memory_days)
        s.consideration[i] = heard(p, good / UNIT, bad / UNIT, rules.hearing, rules.resistance)
        s.heard_day[i] = today
        count(r, today, who.archetype, HEARD, 1)
    s.counts[TOLD] = 0
