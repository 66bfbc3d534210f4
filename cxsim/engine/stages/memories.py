"""Stage 5, its end: journeys that ended become memories, talk, answers, turns of a relationship."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.memory import cumulative_satisfaction
from cxsim.behaviour.parameters import LARGEST_AMOUNT, NEUTRAL
from cxsim.behaviour.referral import margin_edge
from cxsim.behaviour.relationship import dropout_chance, link, price_term
from cxsim.behaviour.spend import held_standing, spend_multiple
from cxsim.behaviour.survey import ease_score, satisfaction_score
from cxsim.behaviour.word_of_mouth import talk_chance
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal, quantile
from cxsim.prefetch import AHEAD, fetch
from cxsim.world.people import CUSTOMER, SILENT, VOLUNTARY
from cxsim.world.ties import UNIT
from cxsim.world.world import HELP, JOIN, LEAVE, PURCHASE, World

from ..claims import drop_claim
from ..contacts import contacted_term, offers_taken
from ..defections import exposed_term
from ..everybody import tell_everybody
from ..lines import list_price
from ..lives import bearing, bill_time, consider_again, join, leave, standing, threshold
from ..reach import tell_on
from ..record import (
    CONTENT,
    EASE,
    ENDED,
    GIVEN_UP,
    HEAR,
    HELPED,
    HELPED_AT_ONCE,
    MARGIN,
    PURCHASES,
    RATED,
    REACHED,
    REPEATED,
    REVENUE,
    STAYED,
    TALK,
    TALKED_BADLY,
    TALKED_WELL,
    VALUE,
    Record,
    count,
    millionths,
    note,
)
from ..record import DONE as COUNT_DONE
from ..record import PURCHASE as PURCHASED
from ..rivals import relative_price
from ..state import CAME_BACK, FINISHED_COUNT, SURVEYED, State, wait_for
from .listening import hear_of
from .recovery import DONE, STAY, settle
from .reviews import review
from .surveys import SATISFIED, answer, score


@stage
def remember(w: World, s: State, r: Record, today: int) -> None:
    """What the journeys that have just ended leave behind."""
    finished = s.counts[FINISHED_COUNT]
    for n in range(finished):
        later = s.finished[min(finished - 1, n + AHEAD)].person
        fetch(w.tie_to, w.tie_first[later])
        fetch(w.tie_strength, w.tie_first[later])
        ended = s.finished[n]
        who = s.people[ended.person]
        rules = w.rules[w.segment[ended.person]]
        need = w.journeys[ended.need]
        before = who.satisfaction
        who.satisfaction = cumulative_satisfaction(
            who.satisfaction, ended.memory, rules.alpha, rules.loss_ratio, need.salience
        )
        glow = 0.0
        if w.case[0].claims:
            glow = settle(w, s, r, ended, before, today)
        write_down(w, s, r, ended, today)
        talk(w, s, r, ended, today)
        review(w, s, r, ended, today)
        if need.kind == PURCHASE and ended.outcome == DONE:
            purchase(w, s, r, ended, today)
        elif need.kind == JOIN and ended.outcome == DONE and who.status != CUSTOMER:
            join(w, s, r, ended.person, ended.at, today)
        elif need.kind == JOIN and who.status != CUSTOMER:
            drop_claim(s, ended.person)
            consider_again(w, s, ended.person, today + 1)
        elif need.kind == LEAVE and ended.outcome == STAY:
            stay(w, s, r, ended.person, today)
        elif need.kind == LEAVE:
            leave(w, s, r, ended.person, ended.at, today, VOLUNTARY)
            continue
        if who.status == CUSTOMER and not ended.marks & SURVEYED:
            asked_after(w, s, r, ended, glow, today)
    s.counts[FINISHED_COUNT] = 0


@part
def write_down(w: World, s: State, r: Record, ended: Records, today: int) -> None:
    """Count how the journey ended; help solved at the first contact is counted apart."""
    who = s.people[ended.person]
    done = ended.outcome == DONE
    if ended.outcome != STAY:  # counted by `stay`
        count(r, today, who.archetype, COUNT_DONE if done else GIVEN_UP, 1)
    if w.journeys[ended.need].kind == HELP:
        count(r, today, who.archetype, HELPED, 1)
        again = ended.contacts > 1 or ended.because & CAME_BACK != 0
        if again:
            count(r, today, who.archetype, REPEATED, 1)
        elif done and ended.contacts == 1:
            count(r, today, who.archetype, HELPED_AT_ONCE, 1)
    if ended.contacts > 0:
        least = w.journeys[ended.need].least
        count(r, today, who.archetype, RATED, 1)
        count(r, today, who.archetype, CONTENT, satisfaction_score(ended.memory) >= SATISFIED)
        count(r, today, who.archetype, EASE, ease_score(ended.contacts - least, ended.hurdles))
    note(
        r,
        today,
        ended.person,
        ENDED,
        ended.need,
        ended.occurrence,
        0,
        ended.touchpoint,
        ended.outcome,
        0,
        ended.memory,
    )


@part
def talk(w: World, s: State, r: Record, ended: Records, today: int) -> None:
    """Tell some friends of the journey (rule 19, on its memory); they hear of it tomorrow."""
    i = ended.person
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    chance = talk_chance(
        ended.memory, rules.talk_base, rules.praise, rules.blame_ratio, rules.talkativeness
    )
    if keys.uniform(ended.journey_key, purposes.TALK) >= chance:
        return
    sign = 0 if ended.memory >= NEUTRAL else 1
    count(r, today, who.archetype, TALKED_BADLY if sign else TALKED_WELL, 1)
    note(r, today, i, TALK, ended.need, ended.occurrence, 0, -1, sign, 0, ended.memory)
    reached = tell_friends(w, s, r, i, ended.journey_key, sign, today)
    count(r, today, who.archetype, REACHED, reached)


@part
def tell_friends(w: World, s: State, r: Record, i: int, key: int, sign: int, today: int) -> int:
    """Put the strength of the tie into the inbox of each friend who is told; how many hear it."""
    if w.case[0].complete:
        return tell_everybody(w, s, i, sign)
    luck = keys.purpose_key(key, purposes.MESSAGE)
    told = w.rules[w.segment[i]].told
    first, ears = w.tie_first[i], 0
    friends = w.tie_first[i + 1] - first
    for n in range(friends):
        s.drawn[n] = keys.uniform(luck, w.tie_to[first + n])
    for n in range(friends):
        s.ears[ears] = first + n
        ears += s.drawn[n] < told
    for n in range(ears):
        friend = w.tie_to[s.ears[n]]
        strength = w.tie_strength[s.ears[n]]
        wait_for(s, friend)
        s.inbox[friend, sign] += strength
        note(r, today, friend, HEAR, -1, i, 0, -1, sign, 0, strength / UNIT)
    return ears + tell_on(w, s, r, i, ears, key, sign, today)


@part
def purchase(w: World, s: State, r: Record, ended: Records, today: int) -> None:
    """Book a purchase; after a repeat purchase the customer may silently drop out (BG/NBD)."""
    i = ended.person
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    who.purchases += 1
    who.last_purchase = ended.at
    score = normal(keys.uniform(ended.journey_key, purposes.AMOUNT))
    listed = w.purchase_level[i] * quantile(score, w.amounts, 0)
    paid = charge(w, s, r, i, today, listed, ended.at - who.joined)
    if today >= 0:
        count(r, today, who.archetype, PURCHASES, 1)
        note(
            r,
            today,
            i,
            PURCHASED,
            ended.need,
            ended.occurrence,
            0,
            -1,
            0,
            0,
            paid,
        )
    z = standing(w, who)
    elasticity = rules.elasticity * rules.price_sensitivity
    price = price_term(relative_price(w, w.segment[i]), elasticity, rules.dampening, z)
    moved = bearing(w, i, who, today) + contacted_term(w, who, today)
    odds = who.loyalty + price + (moved + exposed_term(w, i, who, today))
    chance = dropout_chance(odds, rules.beta_s, link(z, w.case[0].link))
    if keys.uniform(ended.journey_key, purposes.DROPOUT) < chance and today >= 0:
        leave(w, s, r, i, ended.at, today, SILENT)


@part
def stay(w: World, s: State, r: Record, i: int, today: int) -> None:
    """A customer who was about to leave is saved: a new spell begins, and its period is paid."""
    who = s.people[i]
    who.spell += 1
    who.to_leave = threshold(who.key, purposes.LEAVE_VOLUNTARY, who.spell)
    count(r, today, who.archetype, STAYED, 1)
    tenure = bill_time(w, who.joined, who.bills - 1) - who.joined
    charge(w, s, r, i, today, list_price(w, who, w.segment[i]), tenure)


@part
def charge(
    w: World, s: State, r: Record, i: int, today: int, listed: float, tenure: float
) -> float:
    """Bill a customer, or sell: what is listed, more or less by how they stand (rule 24).

    Returns what is paid: at today's price, and with the offers that were taken.
    """
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    z = held_standing(standing(w, who))
    rise = z - who.last_standing
    who.last_standing = z
    listed *= spend_multiple(
        z, rise, rules.spend_level, rules.spend_change, tenure, rules.spend_weakens
    )
    listed = min(listed, LARGEST_AMOUNT)
    extra = max(offers_taken(w, who, today), -listed * rules.price)
    if today >= 0:
        earn(w, s, r, i, today, listed, extra, tenure)
    return listed * rules.price + extra


@part
def earn(
    w: World,
    s: State,
    r: Record,
    i: int,
    today: int,
    listed: float,
    extra: float,
    tenure: float,
) -> None:
    """Book revenue and margin; a price cut, or an offer taken, moves the margin whole.

    Who was brought by a customer leaves a better margin at first (rule 23).
    """
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    usual = rules.margin
    if who.referrer >= 0:
        usual *= margin_edge(tenure, rules.edge_margin, rules.edge_days)
    margin = listed * (usual + rules.price - 1.0) + extra
    paid, kept = millionths(listed * rules.price + extra), millionths(margin)
    worth = millionths(margin * w.discount[today])
    who.revenue += paid
    who.value += worth
    count(r, today, who.archetype, REVENUE, paid)
    count(r, today, who.archetype, MARGIN, kept)
    count(r, today, who.archetype, VALUE, worth)


@part
def asked_after(w: World, s: State, r: Record, ended: Records, glow: float, today: int) -> None:
    """The survey sent when a journey ends, to a sample; a great recovery still glows."""
    who = s.people[ended.person]
    key = ended.journey_key
    rules = w.rules[w.segment[ended.person]]
    if keys.uniform(key, purposes.SURVEY_TIME) < rules.journey_sampling:
        channel = w.places[ended.touchpoint].channel
        felt = min(10.0, who.satisfaction + glow)
        answered = answer(w, s, r, ended.person, key, felt, channel, today)
        if answered and ended.contacts > 0:
            beyond = ended.contacts - w.journeys[ended.need].least
            score(r, channel, today, ended.memory, beyond, ended.hurdles)
            hear_of(w, s, ended.touchpoint, ended.memory)
