"""Stage 7: surveys that fall due are answered, or not, from what was lived by then (rule 32)."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.survey import (
    ease_score,
    felt_now,
    nps_class,
    recommendation,
    response_chance,
    satisfaction_score,
)
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..calendar import collect, schedule
from ..record import (
    ANSWER,
    ANSWERED,
    ASKED,
    DETRACTORS,
    PROMOTERS,
    SCORED,
    SCORED_CONTENT,
    SCORED_EASE,
    Record,
    month_of,
    note,
)
from ..state import ASK, State
from .listening import hear_of, hear_out
from .waiting import memory_so_far

RELATIONAL, EVERYBODY = 0, 1
"""Numbers, in the keys of draws, of the recurring survey and of the census nobody can take."""
SATISFIED = 4
"""Least CSAT of who counts as satisfied."""


@stage
def ask(w: World, s: State, r: Record, today: int) -> None:
    """The recurring survey reaches those whose turn it is."""
    for n in range(collect(s, ASK, today)):
        i = s.due[n]
        who = s.people[i]
        if who.status != CUSTOMER:
            continue
        key = keys.survey_key(who.key, RELATIONAL, who.surveys)
        who.surveys += 1
        rules = w.rules[w.segment[i]]
        schedule(s, ASK, i, today + rules.every)
        if keys.uniform(key, purposes.SURVEY_TIME) < rules.relational_sampling:
            felt = feeling(w, s, i, s.under_way[who.journey_row], today)
            answer(w, s, r, i, key, felt, r.surveys.shape[1] - 1, today)


@part
def feeling(w: World, s: State, i: int, trip: Records, today: int) -> float:
    """Satisfaction at this moment, an open journey's moments so far included."""
    who = s.people[i]
    if who.need < 0 or trip.step == 0:
        return who.satisfaction
    rules = w.rules[w.segment[i]]
    so_far = memory_so_far(w, s, i, trip, today)
    salience = w.journeys[who.need].salience
    return felt_now(who.satisfaction, so_far, rules.alpha, rules.loss_ratio, salience)


@part
def ask_meanwhile(w: World, s: State, r: Record, i: int, trip: Records, today: int) -> None:
    """The survey after a journey, sent while what was promised is overdue, to the same sample."""
    who, key = s.people[i], trip.journey_key
    sampling = w.rules[w.segment[i]].journey_sampling
    if who.status != CUSTOMER or keys.uniform(key, purposes.SURVEY_TIME) >= sampling:
        return
    channel = w.places[trip.touchpoint].channel
    answered = answer(w, s, r, i, key, feeling(w, s, i, trip, today), channel, today)
    if answered and trip.contacts > 0:
        memory = memory_so_far(w, s, i, trip, today)
        beyond = trip.contacts - w.journeys[who.need].least
        score(r, channel, today, memory, beyond, trip.hurdles)
        hear_of(w, s, trip.touchpoint, memory)


@part
def answer(
    w: World, s: State, r: Record, i: int, key: int, felt: float, channel: int, today: int
) -> bool:
    """Answer a survey, or not; the firm sees only the answers."""
    if today < 0:
        return False
    who = s.people[i]
    rules = w.rules[w.segment[i]]
    seen = r.surveys[month_of(today), channel]
    seen[ASKED] += 1
    chance = response_chance(felt, rules.response, rules.selection)
    if keys.uniform(key, purposes.SURVEY_RESPONSE) >= chance:
        return False
    noise = rules.noise * normal(keys.uniform(key, purposes.SURVEY_NOISE))
    given = recommendation(felt, who.style, noise)
    seen[ANSWERED] += 1
    seen[PROMOTERS] += nps_class(given) == 1
    seen[DETRACTORS] += nps_class(given) == -1
    note(r, today, i, ANSWER, -1, 0, 0, -1, channel, 0, float(given))
    hear_out(w, s, i, key, given, today)
    return True


@part
def score(r: Record, channel: int, today: int, memory: float, beyond: int, hurdles: int) -> None:
    """What the answer says of the journey itself: CSAT and CES (rule 33)."""
    seen = r.surveys[month_of(today), channel]
    seen[SCORED] += 1
    seen[SCORED_CONTENT] += satisfaction_score(memory) >= SATISFIED
    seen[SCORED_EASE] += ease_score(beyond, hurdles)
