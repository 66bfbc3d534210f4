"""Within stage 5: what a block of customers makes of the visit that each of them is at.

The rules (2, 5, 1 and 3) are run rule by rule for the whole block, dimension by dimension, over
arrays side by side: the same arithmetic for each customer as one at a time, in the lanes of a
vector. Nobody's visit reads another's, so nothing depends on who shares a block.
"""

from __future__ import annotations

from cxsim.behaviour.expectations import updated_should, updated_will
from cxsim.behaviour.perception import episode_satisfaction, kano_value, perceived_quality
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.draws.variates import central_normal, in_tail, normal
from cxsim.world.world import World

from ..state import SHOULD, WILL, State


@part
def live_visits(w: World, s: State, segment: int, visits: int) -> None:
    """Live the first visits of the block: whether each fails, and how it is felt."""
    archetype = s.people[s.walker[s.visiting[0]]].archetype
    meet(w, s, segment, visits)
    for dimension in range(w.specification.size):
        expect(w, s, segment, dimension, visits)
        draw_scores(s, dimension, visits)
        perceive(w, s, segment, archetype, dimension, visits)
        learn(s, dimension, visits)
    feel(w, s, segment, archetype, visits)


@part
def meet(w: World, s: State, segment: int, visits: int) -> None:
    """Who is where, what each visit's luck is, and whether it fails."""
    v = s.visits[0]
    for n in range(visits):
        trip = s.lanes[s.visiting[n]]
        v.person[n] = s.walker[s.visiting[n]]
        v.touchpoint[n] = trip.touchpoint
        v.key[n] = trip.journey_key
        v.step[n] = trip.step
        v.failure[n] = w.failure[segment, v.touchpoint[n]]
    for n in range(visits):
        key = keys.step_key(v.key[n], v.step[n])
        v.luck[n] = keys.purpose_key(key, purposes.QUALITY)
        v.branch[n] = keys.uniform(key, purposes.BRANCH)
        v.failed[n] = 1.0 if keys.uniform(key, purposes.FAILURE) < v.failure[n] else 0.0
        v.value[n] = 0.0
        v.expected[n] = 0.0


@part
def expect(w: World, s: State, segment: int, dimension: int, visits: int) -> None:
    """What the touchpoint delivers on a dimension, and what each customer expects of it."""
    v = s.visits[0]
    for n in range(visits):
        touchpoint, i = v.touchpoint[n], v.person[n]
        v.met[n] = w.quality[segment, touchpoint, dimension]
        v.spread[n] = w.spread[segment, touchpoint, dimension]
        v.depth[n] = w.depth[segment, touchpoint, dimension]
        v.will[n] = s.expected[i, WILL, dimension]
        v.should[n] = s.expected[i, SHOULD, dimension]


@part
def draw_scores(s: State, dimension: int, visits: int) -> None:
    """A normal score for each visit; the few in the tails are looked up one by one."""
    v = s.visits[0]
    for n in range(visits):
        v.drawn[n] = keys.uniform(v.luck[n], dimension)
        v.score[n] = central_normal(v.drawn[n])
    tails = 0
    for n in range(visits):
        v.tail[tails] = n
        tails += in_tail(v.drawn[n])
    for t in range(tails):
        n = v.tail[t]
        v.score[n] = normal(v.drawn[n])


@part
def perceive(w: World, s: State, segment: int, archetype: int, dimension: int, visits: int) -> None:
    """Quality perceived (rule 2), its worth (rule 5), and what it teaches to expect (rule 3)."""
    v, rules = s.visits[0], w.rules[segment]
    a_w, a_s, eta, eta_s = rules.a_w, rules.a_s, rules.eta, rules.eta_s
    weight, kano = w.weight[archetype, dimension], w.kano[archetype, dimension]
    standard = w.specification[dimension]
    for n in range(visits):
        will, should = v.will[n], v.should[n]
        quality = v.met[n] + v.spread[n] * v.score[n] - v.failed[n] * v.depth[n]
        quality = min(10.0, max(0.0, quality))
        perceived = perceived_quality(quality, will, should, a_w, a_s)
        v.value[n] += weight * kano_value(perceived, kano, standard)
        v.expected[n] += weight * kano_value(will, kano, standard)
        v.will[n] = updated_will(will, perceived, eta)
        v.should[n] = updated_should(should, perceived, eta_s)


@part
def learn(s: State, dimension: int, visits: int) -> None:
    """Keep what each customer expects from now on."""
    v = s.visits[0]
    for n in range(visits):
        i = v.person[n]
        s.expected[i, WILL, dimension] = v.will[n]
        s.expected[i, SHOULD, dimension] = v.should[n]


@part
def feel(w: World, s: State, segment: int, archetype: int, visits: int) -> None:
    """Satisfaction with the visit (rule 1)."""
    v, rules = s.visits[0], w.rules[segment]
    reference, baseline, w_q, b = w.reference[archetype], rules.baseline, rules.w_q, rules.b
    kappa, zone, rho, aversion = rules.kappa, rules.zone, rules.rho, rules.loss_aversion
    for n in range(visits):
        v.felt[n] = episode_satisfaction(
            v.value[n], v.expected[n], reference, baseline, w_q, b, kappa, zone, rho, aversion
        )
