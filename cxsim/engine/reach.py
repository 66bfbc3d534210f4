"""How far a story goes: whoever hears it may tell it on, along ties, within a day (rule 22).

Hop by hop: all who hear it over as many hops hear it at once, by the strongest of the ties that
bring it. Whether somebody tells it on is drawn from the story and the person, whether a tie then
hears it from the story and the two, so who hears it does not hang on any order.
"""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.ties import UNIT
from cxsim.world.world import World

from .record import HEAR, Record, note
from .state import STORIES, State, wait_for


@part
def tells_on(w: World, j: int, retelling: int) -> bool:
    """Whether somebody who has heard a story tells it on."""
    return keys.uniform(retelling, j) < w.rules[w.segment[j]].retold


@part
def tell_on(
    w: World, s: State, r: Record, i: int, ears: int, key: int, sign: int, today: int
) -> int:
    """Let those whom i has just told tell it on, and so forth; how many more hear it.

    Nobody hears a story twice, and who told it first does not hear it.
    """
    retelling = keys.purpose_key(key, purposes.RETOLD)
    passing = keys.purpose_key(key, purposes.PASSED_ON)
    tellers = 0
    for n in range(ears):
        tellers += tells_on(w, w.tie_to[s.ears[n]], retelling)
    if tellers == 0:
        return 0
    s.counts[STORIES] += 1
    story = s.counts[STORIES]
    s.stamp[i] = story
    for n in range(ears):
        s.spread[n] = w.tie_to[s.ears[n]]
        s.stamp[s.spread[n]] = story
    first, last = 0, ears
    while first < last:
        end = last
        for n in range(first, last):
            if tells_on(w, s.spread[n], retelling):
                luck = keys.fold(passing, s.spread[n])
                end = tell_ties(w, s, r, s.spread[n], luck, story, end, sign, today)
        for n in range(last, end):
            friend = s.spread[n]
            wait_for(s, friend)
            s.inbox[friend, sign] += s.brought[friend]
            s.brought[friend] = 0
        first, last = last, end
    return last - ears


@part
def tell_ties(
    w: World, s: State, r: Record, j: int, luck: int, story: int, end: int, sign: int, today: int
) -> int:
    """Tell a story to some ties of j who do not know it; where the list of hearers then ends."""
    told = w.rules[w.segment[j]].told
    for at in range(w.tie_first[j], w.tie_first[j + 1]):
        friend, strength = w.tie_to[at], w.tie_strength[at]
        known = s.stamp[friend] == story
        if (known and s.brought[friend] == 0) or keys.uniform(luck, friend) >= told:
            continue
        if not known:
            s.stamp[friend] = story
            s.spread[end] = friend
            end += 1
        s.brought[friend] = max(s.brought[friend], strength)
        note(r, today, friend, HEAR, -1, j, 0, -1, sign, 0, strength / UNIT)
    return end
