"""Within stage 4: what a failed visit brings about (rules 14, 15); help that is sought again."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.complaint import complaint_chance
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.recovery import aggravation, grieved, hardness, lasting
from cxsim.behaviour.trust import trust_after
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.world.numbers import BACK_AFTER, COMES_BACK
from cxsim.world.people import CUSTOMER
from cxsim.world.world import HELP, MONEY, SERVICE, World

from ..claims import drop_claim, seek_help
from ..record import COMPLAINT, COMPLAINTS, FAILURES, Record, count, note
from ..state import CAME_BACK, FAILED, State
from .recovery import GIVE_UP


@stage
def suffer(w: World, s: State, r: Record, lane: int, felt: float, today: int) -> None:
    """A visit has failed: some complain, and where complaints open a journey seek help."""
    i, trip = s.walker[lane], s.lanes[lane]
    who = s.people[i]
    rules, place = w.rules[w.segment[i]], w.places[trip.touchpoint]
    count(r, today, who.archetype, FAILURES, 1)
    worse = resent(w, i, who, felt, today)
    trip.marred = 1
    if place.loss == MONEY:
        who.trust = trust_after(who.trust, False, rules.trust_loss, rules.trust_gain)
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
    if need == who.need or who.claim_row > 0:
        need = -1
    if need >= 0:
        claim = s.claims[seek_help(s, i, need, keys.child_journey_key(key, need), trip.at, FAILED)]
        claim.since = trip.at
        claim.lost = 0.0
        claim.hardness = hardness(felt, worse)
    count(r, today, who.archetype, COMPLAINTS, 1)
    step = trip.step - 1
    note(r, today, i, COMPLAINT, who.need, trip.occurrence, step, trip.touchpoint, need, 1, felt)


@part
def resent(w: World, i: int, who: Records, felt: float, today: int) -> float:
    """Bear the firm a grudge for a failure that is felt (rule 15); how much a former one adds."""
    rules = w.rules[w.segment[i]]
    days = float(today - who.grieved)
    worse = aggravation(who.grievance, days, rules.grievance_days, rules.second)
    if felt < NEUTRAL and rules.grievance > 0.0:
        left = who.grievance * lasting(days, rules.grievance_days)
        history = who.bills if w.case[0].purchase < 0 else who.purchases
        who.grievance = grieved(left, felt, rules.grievance, worse, rules.buffer, float(history))
        who.grieved = today
    return worse


@part
def release(w: World, s: State, i: int, trip: Records, ended: Records) -> None:
    """Close the case that a journey was about, unless who gave it up comes back with it."""
    who = s.people[i]
    if who.claim_row > 0 and trip.because == 0:
        return  # other help waits
    since, lost, hard = 0.0, 0.0, 0.0
    if who.claim_row > 0:
        claim = s.claims[who.claim_row]
        since, lost, hard = claim.since, claim.lost, claim.hardness
        drop_claim(s, i)
    ended.since = since
    ended.lost = lost
    ended.hardness = hard
    given_up = trip.ending == GIVE_UP and w.journeys[who.need].kind == HELP
    if not given_up or who.status != CUSTOMER:
        return
    after = w.aftermath[w.segment[i], who.need]
    if keys.uniform(trip.journey_key, purposes.COMES_BACK) < after[COMES_BACK]:
        key = keys.child_journey_key(trip.journey_key, who.need)
        because = trip.because | CAME_BACK
        again = s.claims[seek_help(s, i, who.need, key, trip.at + after[BACK_AFTER], because)]
        again.since = since
        again.lost = lost
        again.hardness = hard
