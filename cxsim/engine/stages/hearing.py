"""Stage 3: what was said yesterday arrives (rule 20), and who left (rule 21)."""

from __future__ import annotations

import math

from cxsim.behaviour.word_of_mouth import forgotten, heard
from cxsim.compiled import part, stage
from cxsim.prefetch import AHEAD
from cxsim.world.people import LEFT
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from ..ahead import fetch_for_message
from ..defections import be_exposed
from ..everybody import left_of_all, said_by_all
from ..record import HEARD, Record, count
from ..state import ALL_SAY, ALL_WHO_LEFT, BAD, GONE, GOOD, LIKED, TOLD, State


@stage
def hear(w: World, s: State, r: Record, today: int) -> None:
    """Yesterday's messages move what people think of the firm, once, from yesterday's state."""
    if w.case[0].complete:
        hear_all(w, s, r, today)
    told = s.counts[TOLD]
    for n in range(told):
        fetch_for_message(w, s, s.told[min(told - 1, n + AHEAD)])
        i = s.told[n]
        good, bad = s.inbox[i, GOOD] / UNIT, s.inbox[i, BAD] / UNIT
        take_in(w, s, r, i, today, good, bad, s.inbox[i, GONE] / w.case[0].usual_tie)
        empty(s, i)
    s.counts[TOLD] = 0


@part
def hear_all(w: World, s: State, r: Record, today: int) -> None:
    """Where all are tied to all, everybody hears of what anybody said or did yesterday."""
    said = s.common[ALL_SAY + GOOD] + s.common[ALL_SAY + BAD]
    if said == 0 and s.common[ALL_WHO_LEFT] == 0:
        return
    left = left_of_all(w, s)
    for i in range(s.people.size):
        good, bad = said_by_all(w, s, i, GOOD), said_by_all(w, s, i, BAD)
        take_in(w, s, r, i, today, good, bad, left)
        empty(s, i)
    s.common[ALL_SAY + GOOD] = 0
    s.common[ALL_SAY + BAD] = 0
    s.common[ALL_WHO_LEFT] = 0


@part
def take_in(
    w: World, s: State, r: Record, i: int, today: int, good: float, bad: float, left: float
) -> None:
    """Let praise, blame and the leaving of friends, by the strength of ties, move somebody."""
    who = s.people[i]
    if who.status == LEFT and w.case[0].returns == 0:
        return
    if left > 0.0 and who.status != LEFT:
        be_exposed(w, i, who, left, today)
    if good == 0.0 and bad == 0.0:
        return
    rules = w.rules[w.segment[i]]
    # Who considers buying forgets day by day (`consider`), everybody else when it matters.
    days = 0.0 if s.to_adopt[i] < math.inf else float(today - s.heard_day[i])
    p = forgotten(s.consideration[i], rules.consideration, days, rules.memory_days)
    s.consideration[i] = heard(p, good, bad, rules.hearing, rules.resistance)
    if s.to_adopt[i] < math.inf and s.consideration[i] != rules.consideration:
        s.common[LIKED] = 1
    s.heard_day[i] = today
    count(r, today, who.archetype, HEARD, 1)


@part
def empty(s: State, i: int) -> None:
    """Nothing waits for somebody any more."""
    s.inbox[i, GOOD] = 0
    s.inbox[i, BAD] = 0
    s.inbox[i, GONE] = 0
