"""Within stage 5: how a customer fares with an automatic assistant.

It is known before the visit is felt, by the luck that decides where the visit leads: who wants a
person and finds no way out minds it.
"""

from __future__ import annotations

from cxsim.behaviour.assistant import contained, forced, outcome
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import CONTAINMENT, HUMAN_EXIT, WRONG
from cxsim.world.world import World

from ..state import State

STUCK = 3
"""Who has found no way to a person."""


@part
def be_assisted(w: World, s: State, segment: int, visits: int) -> None:
    """How each visit to an assistant turns out, and what being stuck there takes."""
    v, rules = s.visits[0], w.rules[segment]
    for n in range(visits):
        which = w.places[v.touchpoint[n]].assistant
        if which < 0:
            continue
        need = s.people[v.person[n]].need
        about, own = w.assisting[segment, which], w.containment[segment, which, need]
        chance = own if own >= 0.0 else about[CONTAINMENT]
        difficulty = keys.uniform(s.lanes[s.visiting[n]].journey_key, purposes.DIFFICULTY)
        settled = contained(chance, difficulty, rules.assistant_difficulty)
        v.outcome[n] = outcome(v.branch[n], settled, about[WRONG], about[HUMAN_EXIT])
        if v.outcome[n] == STUCK:
            v.effort[n] += forced(1.0, 0.0, rules.assistant_forced)
