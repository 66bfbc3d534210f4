"""Within stage 5: whether a customer's story is known to whom they meet (rule 13).

Whether it is, is settled on the way there, by the luck of the step before: a story is passed on
between departments by the integration of the one that is left, and is remembered in a repeat
contact or another channel by the firm's memory; where it takes both, by both.
"""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.numbers import CONTEXT
from cxsim.world.world import HANDOFF, REPEAT, SWITCH, TOIL, World

from ..state import KNOWN


@part
def integration(w: World, segment: int, department: int) -> float:
    """Chance that a department passes a story on."""
    if department >= 0 and w.own_integration[segment, department] >= 0.0:
        return w.own_integration[segment, department]
    return w.rules[segment].integration


@part
def known(w: World, segment: int, department: int, toil: int, key: int) -> int:
    """Whether what `department` was told is known where a way that takes `toil` leads."""
    if not w.case[0].silos or toil == 0:
        return 0
    chance = 1.0
    if toil & HANDOFF:
        chance = integration(w, segment, department)
    if toil & (REPEAT | SWITCH):
        chance *= w.rules[segment].memory
    return KNOWN if keys.uniform(key, purposes.CONTEXT) < chance else 0


@part
def known_on(w: World, segment: int, touchpoint: int, e: int, key: int) -> int:
    """Whether what was told at a touchpoint is known where a way leads; assistants differ."""
    place = w.places[touchpoint]
    if w.edges[e].briefed:
        handed_over = w.assisting[segment, place.assistant, CONTEXT]
        return KNOWN if keys.uniform(key, purposes.CONTEXT) < handed_over else 0
    return known(w, segment, place.department, w.edges[e].toil, key)


@part
def context(w: World, trip: Records) -> float:
    """How much of the story is known at the visit, 0 or 1; all where nobody asks for it."""
    lost = w.case[0].silos and trip.marks & TOIL and not trip.marks & KNOWN
    return 0.0 if lost else 1.0
