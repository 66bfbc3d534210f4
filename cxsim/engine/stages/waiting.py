"""Within stages 4 and 6: what a customer makes of waiting for a step that was promised (rule 35).

A promise is for a day. When that day is over and the step has not come, the customer lives a moment
of the journey: nothing is met, but for what waiting has cost. A survey that comes meanwhile finds
such a moment too; it is not stored, since being asked changes nothing.
"""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.memory import episode_memory, peak
from cxsim.behaviour.perception import episode_satisfaction, kano_value
from cxsim.behaviour.trust import trust_after
from cxsim.behaviour.waiting import waiting_cost
from cxsim.compiled import part
from cxsim.world.clocks import NEVER
from cxsim.world.world import WAITING, World

from ..record import PROMISES_BROKEN, PROMISES_KEPT, WAIT, Record, count, note
from ..state import IN_LINE, LATER, PASSED, SURVEYED, WILL, State


@part
def promise_passes(w: World, s: State, r: Record, i: int, trip: Records, today: int) -> None:
    """The promised day is over, and the step has not come."""
    who, rules = s.people[i], w.rules[w.segment[i]]
    trip.marks |= PASSED
    who.trust = trust_after(who.trust, False, rules.trust_loss, rules.trust_gain)
    count(r, today, who.archetype, PROMISES_BROKEN, 1)
    if not minds(rules):
        return
    felt = waiting_moment(w, s, i, waited(rules, trip, today))
    live_moment(trip, felt)
    to = trip.touchpoint if trip.ending == 0 else trip.ending
    note(r, today, i, WAIT, who.need, trip.occurrence, trip.step - 1, -1, to, 0, felt)


@part
def live_moment(trip: Records, felt: float) -> None:
    """Live one more moment of a journey that is no visit."""
    trip.peak = peak(trip.peak, felt)
    trip.last = felt
    trip.total += felt
    trip.moments += 1


@part
def promise_ends(w: World, s: State, r: Record, i: int, trip: Records, today: int) -> None:
    """The pending step has come: on its promised day or before, if it had one and has kept it."""
    if today <= trip.promised < LATER:
        who, rules = s.people[i], w.rules[w.segment[i]]
        who.trust = trust_after(who.trust, True, rules.trust_loss, rules.trust_gain)
        count(r, today, who.archetype, PROMISES_KEPT, 1)
    trip.promised = LATER


@part
def next_look(w: World, trip: Records) -> float:
    """Day on which something happens to a journey under way: its step comes, a promise passes."""
    day = NEVER if trip.marks & IN_LINE else trip.at
    if trip.promised < LATER:
        if not trip.marks & PASSED:
            day = min(day, trip.promised + 1.0)
        elif not trip.marks & SURVEYED:
            day = min(day, float(trip.promised + w.case[0].ask_late))
    return day


@part
def minds(rules: Records) -> bool:
    """Whether waiting costs anything; where it does not, nobody lives a moment of it."""
    return rules.wait_elapsed > 0.0 or rules.wait_late > 0.0


@part
def waited(rules: Records, trip: Records, today: int) -> float:
    """Quality that waiting for the pending step has cost by a day."""
    elapsed, late = today - trip.since, max(0, today - trip.promised)
    return waiting_cost(float(elapsed), float(late), rules.wait_elapsed, rules.wait_late)


@part
def waiting_moment(w: World, s: State, i: int, cost: float) -> float:
    """Satisfaction with a wait that costs so much (rules 5 and 1): all else is as expected."""
    who, rules = s.people[i], w.rules[w.segment[i]]
    left = max(0.0, rules.reference_quality - cost)
    value, expected = 0.0, 0.0
    for d in range(w.specification.size):
        weight, kano = w.weight[who.archetype, d], w.kano[who.archetype, d]
        will = s.expected[i, WILL, d]
        met = left if w.feels[WAITING, d] != 0.0 else will
        value += weight * kano_value(met, kano, w.specification[d])
        expected += weight * kano_value(will, kano, w.specification[d])
    return episode_satisfaction(
        value,
        expected,
        w.reference[who.archetype],
        rules.baseline,
        rules.w_q,
        rules.b,
        rules.kappa,
        rules.zone,
        rules.rho,
        rules.loss_aversion,
    )


@part
def memory_so_far(w: World, s: State, i: int, trip: Records, today: int) -> float:
    """What is remembered of a journey under way, a wait for what was promised included."""
    rules = w.rules[w.segment[i]]
    highest, last, total, moments = trip.peak, trip.last, trip.total, trip.moments
    if trip.promised < LATER and today > trip.since and minds(rules):
        last = waiting_moment(w, s, i, waited(rules, trip, today))
        highest = peak(highest, last)
        total += last
        moments += 1
    return episode_memory(highest, last, total / moments, rules.w_peak, rules.w_end)
