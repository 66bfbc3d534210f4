"""Within stage 4: what a failed visit brings about (rule 14), and help that is sought again."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.complaint import complaint_chance
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.world.numbers import BACK_AFTER, COMES_BACK
from cxsim.world.people import CUSTOMER
from cxsim.world.world import HELP, MONEY, SERVICE, World

from ..claims import seek_help
from ..record import COMPLAINT, COMPLAINTS, FAILURES, Record, count, note
from ..state import CAME_BACK, FAILED, State
from .memories import GIVE_UP


@stage
def suffer(w: World, s: State, r: Record, lane: int, felt: float, today: int) -> None:
    """A visit has failed: some complain, and where complaints open a journey seek help."""
    i, trip = s.walker[lane], s.lanes[lane]
    who = s.people[i]
    rules, place = w.rules[w.segment[i]], w.places[trip.touchpoint]
    count(r, today, who.archetype, FAILURES, 1)
    if place.loss == MONEY:
        share = rules.complain_money
    elif place.loss == SERVICE:
        share = rules.complain_service
    else:
        share = rules.complain_trivial
    chance = complaint_chance(share, felt, rules.complain_severity, rules.complaining)
    key = keys.step_key(trip.journey_key, trip.step - 1)
    if keys.uniform(key, purposes.COMPLAINT) >= chance:
        return
    need = place.opens
    # Who is being helped already, with this or another failure, opens no second case.
    if need == who.need or (need >= 0 and s.claims[i].need >= 0):
        need = -1
    if need >= 0:
        seek_help(s, i, need, keys.child_journey_key(key, need), trip.at, FAILED)
    count(r, today, who.archetype, COMPLAINTS, 1)
    step = trip.step - 1
    note(r, today, i, COMPLAINT, who.need, trip.occurrence, step, trip.touchpoint, need, 1, felt)


@part
def release(w: World, s: State, i: int, trip: Records) -> None:
    """Close the case that a journey was about, unless who gave it up comes back with it."""
    who, claim = s.people[i], s.claims[i]
    if claim.need >= 0 and trip.because == 0:
        return  # other help waits
    claim.need = -1
    given_up = trip.ending == GIVE_UP and w.journeys[who.need].kind == HELP
    if not given_up or who.status != CUSTOMER:
        return
    after = w.aftermath[w.segment[i], who.need]
    if keys.uniform(trip.journey_key, purposes.COMES_BACK) < after[COMES_BACK]:
        key = keys.child_journey_key(trip.journey_key, who.need)
        seek_help(s, i, who.need, key, trip.at + after[BACK_AFTER], trip.because | CAME_BACK)
