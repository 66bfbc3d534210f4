"""Within stage 5: what a block of customers makes of the visit that each of them is at.

The rules (2, 5, 1 and 3) are run rule by rule for the whole block, dimension by dimension, over
arrays side by side: the same arithmetic for each customer as one at a time, in the lanes of a
vector. Nobody's visit reads another's, so nothing depends on who shares a block.
"""

from __future__ import annotations

from cxsim.behaviour.burden import effort, personal_fit
from cxsim.behaviour.expectations import risen_standard, updated_should, updated_will
from cxsim.behaviour.mood import coloured, first_mood, next_mood
from cxsim.behaviour.perception import episode_satisfaction, kano_value, perceived_quality
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.draws.many import normal_scores
from cxsim.world.world import EFFORT, FIT, HANDOFF, REPEAT, STAFF, SWITCH, WAITING, World

from ..state import KNOWN, LATER, SHOULD, WILL, State
from .assisting import be_assisted
from .being_served import be_attended, catch_mood
from .stories import context
from .waiting import waited


@part
def live_visits(w: World, s: State, segment: int, visits: int, today: int, served: int) -> None:
    """Live the first visits of the block: whether each fails, and how it is felt."""
    archetype = s.people[s.walker[s.visiting[0]]].archetype
    meet(w, s, segment, visits, today)
    if served:
        be_attended(w, s, segment, visits, today)
    fail(s, visits)
    if w.assisting.shape[1] > 0:
        be_assisted(w, s, segment, visits)
    be_addressed(w, s, segment, visits)
    be_in_a_mood(w, s, segment, visits, served)
    for dimension in range(w.specification.size):
        expect(w, s, segment, dimension, visits)
        draw_quality(s, dimension, visits)
        perceive(w, s, segment, archetype, dimension, visits, today)
        learn(s, dimension, visits)
    feel(w, s, segment, archetype, visits)


@part
def meet(w: World, s: State, segment: int, visits: int, today: int) -> None:
    """Who is where, and what it took to get there."""
    v, rules = s.visits[0], w.rules[segment]
    for n in range(visits):
        trip = s.lanes[s.visiting[n]]
        marks = trip.marks
        v.effort[n] = effort(
            float(marks & REPEAT),
            float((marks & SWITCH) // SWITCH),
            float((marks & HANDOFF) // HANDOFF),
            float((marks & KNOWN) // KNOWN),
            rules.effort_repeat,
            rules.effort_channel,
            rules.effort_handoff,
            rules.context_worth,
        )
        v.context[n] = context(w, trip)
        v.waited[n] = waited(rules, trip, today) if trip.promised < LATER else 0.0
        v.person[n] = s.walker[s.visiting[n]]
        v.touchpoint[n] = trip.touchpoint
        v.key[n] = trip.journey_key
        v.step[n] = trip.step
        v.mood[n] = trip.mood
        v.last[n] = trip.last
        v.experience[n] = s.people[v.person[n]].experience
        v.failure[n] = w.failure[segment, v.touchpoint[n]]
        v.staff[n] = 0.0


@part
def fail(s: State, visits: int) -> None:
    """What each visit's luck is, and whether it fails."""
    v = s.visits[0]
    for n in range(visits):
        key = keys.step_key(v.key[n], v.step[n])
        v.key[n] = key
        v.luck[n] = keys.purpose_key(key, purposes.QUALITY)
        v.branch[n] = keys.uniform(key, purposes.BRANCH)
        v.failed[n] = 1.0 if keys.uniform(key, purposes.FAILURE) < v.failure[n] else 0.0
        v.value[n] = 0.0
        v.expected[n] = 0.0


@part
def be_addressed(w: World, s: State, segment: int, visits: int) -> None:
    """What being addressed in person is worth to each customer (rule 30)."""
    v, rules = s.visits[0], w.rules[segment]
    for n in range(visits):
        v.fit[n] = 0.0
    personal = False
    for touchpoint in range(w.tailoring.shape[1]):
        tailored, intruding = w.tailoring[segment, touchpoint], w.intrusion[segment, touchpoint]
        personal |= tailored > 0.0 or intruding > 0.0
    if not personal:
        return
    for n in range(visits):
        fit = w.tailoring[segment, v.touchpoint[n]]
        if fit > 0.0 and keys.uniform(v.key[n], purposes.FIT) >= w.hit[segment, v.touchpoint[n]]:
            fit = -fit
        intrusion = w.intrusion[segment, v.touchpoint[n]]
        v.fit[n] = personal_fit(fit, intrusion, rules.fit_weight, rules.intrusion_weight)


@part
def be_in_a_mood(w: World, s: State, segment: int, visits: int, served: int) -> None:
    """How the mood of each customer colours the visit (rule 8)."""
    v, rules = s.visits[0], w.rules[segment]
    if rules.mood_strength == 0.0:
        for n in range(visits):
            v.mood[n] = 0.0
        return
    strength, level, volatility = rules.mood_strength, rules.mood_level, rules.mood_volatility
    persistence, reaction = rules.mood_persistence, rules.mood_reaction
    for n in range(visits):
        v.drawn[n] = keys.uniform(v.key[n], purposes.MOOD)
    normal_scores(v.drawn, v.score, v.tail, visits)
    for n in range(visits):
        first = first_mood(level, volatility, v.score[n])
        later = next_mood(
            v.mood[n], v.last[n], level, persistence, reaction, volatility, v.score[n]
        )
        v.mood[n] = first if v.step[n] == 0 else later
    if served:
        catch_mood(w, s, segment, visits)
    for n in range(visits):
        s.lanes[s.visiting[n]].mood = v.mood[n]
        v.mood[n] *= strength * w.affect[min(v.experience[n], w.affect.size - 1)]


@part
def expect(w: World, s: State, segment: int, dimension: int, visits: int) -> None:
    """What the touchpoint delivers on a dimension, and what each customer expects of it."""
    v, toilsome, personal = s.visits[0], w.feels[EFFORT, dimension], w.feels[FIT, dimension]
    impatient, attended = w.feels[WAITING, dimension], w.feels[STAFF, dimension]
    for n in range(visits):
        touchpoint, i = v.touchpoint[n], v.person[n]
        added = personal * v.fit[n] - toilsome * v.effort[n] - impatient * v.waited[n]
        added += attended * v.staff[n]
        v.met[n] = w.quality[segment, touchpoint, dimension] + added
        v.spread[n] = w.spread[segment, touchpoint, dimension]
        v.depth[n] = w.depth[segment, touchpoint, dimension]
        v.will[n] = s.expected[i, WILL, dimension]
        v.should[n] = s.expected[i, SHOULD, dimension]


@part
def draw_quality(s: State, dimension: int, visits: int) -> None:
    """A normal score of quality for each visit."""
    v = s.visits[0]
    for n in range(visits):
        v.drawn[n] = keys.uniform(v.luck[n], dimension)
    normal_scores(v.drawn, v.score, v.tail, visits)


@part
def perceive(
    w: World, s: State, segment: int, archetype: int, dimension: int, visits: int, today: int
) -> None:
    """Quality perceived (rule 2), its worth (rule 5), and what it teaches to expect (rule 3)."""
    v, rules = s.visits[0], w.rules[segment]
    a_w, a_s, eta, eta_s = rules.a_w, rules.a_s, rules.eta, rules.eta_s
    weight, kano = w.weight[archetype, dimension], w.kano[archetype, dimension]
    standard, rise = w.specification[dimension], rules.standards_rise
    lift = w.lift[segment, dimension]
    for n in range(visits):
        will, should = v.will[n], v.should[n]
        quality = v.met[n] + v.spread[n] * v.score[n] - v.failed[n] * v.depth[n]
        quality = min(10.0, max(0.0, quality))
        demanded = risen_standard(should, rise, float(today), lift)
        perceived = coloured(perceived_quality(quality, will, demanded, a_w, a_s), v.mood[n])
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
