"""Reviews: what stands on the site this morning, and who adds to it (rule 32, read by rule 36).

Written today, read tomorrow: shared are whole numbers of reviews by star, so no order matters.
Those of the warm-up fill the window of recent ones alone, as the reviews that a case states are all
that stand on day 0.
"""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.behaviour.reviews import read_quality, shown_rating, star, writing_chance
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..record import Record, month_of
from ..state import State

RATING, VOLUME = 0, 1
"""Columns of `State.shown`: stars, and reviews as a multiple of those of day 0."""


@stage
def show_reviews(w: World, s: State, r: Record, today: int) -> None:
    """What all reviews until yesterday come to is shown, and met where they are read."""
    days = s.recent_stars.shape[0]
    if days == 0:
        return
    stock, mean = w.case[0].review_stock, w.case[0].review_stars
    written, given, lately, given_lately = 0, 0, 0, 0
    for number in range(5):
        of_these = 0
        for day in range(days):
            of_these += s.recent_stars[day, number]
        written += s.stars[number]
        given += (number + 1) * s.stars[number]
        lately += of_these
        given_lately += (number + 1) * of_these
        s.recent_stars[today % days, number] = 0  # room for today's
    overall = (stock * mean + given) / (stock + written)
    recent = given_lately / lately if lately > 0 else overall
    rating = shown_rating(recent, overall, w.rules[0].review_recent)
    s.shown[RATING] = rating
    s.shown[VOLUME] = (stock + written) / stock
    for touchpoint in range(w.places.size):
        if w.places[touchpoint].shows:
            for segment in range(w.rules.size):
                for d in range(w.specification.size):
                    stated = w.stated_quality[segment, touchpoint, d]
                    w.quality[segment, touchpoint, d] = read_quality(
                        stated, rating, w.case[0].review_stars
                    )
    if today >= 0:
        r.rating[month_of(today), RATING] = s.shown[RATING]
        r.rating[month_of(today), VOLUME] = s.shown[VOLUME]


@part
def review(w: World, s: State, r: Record, ended: Records, today: int) -> None:
    """Write a review of the journey just ended, or not: the star decides (rule 32)."""
    who = s.people[ended.person]
    days = s.recent_stars.shape[0]
    if days == 0 or who.status != CUSTOMER:
        return
    rules = w.rules[w.segment[ended.person]]
    base, selection = rules.review_writing, rules.review_selection
    salience = w.journeys[ended.need].salience
    luck = keys.uniform(ended.journey_key, purposes.REVIEW)
    if luck >= writing_chance(5, base, selection, salience):
        return  # not even of the best or the worst
    noise = rules.noise * normal(keys.uniform(ended.journey_key, purposes.REVIEW_NOISE))
    stars = star(ended.memory, who.style, noise)
    if luck >= writing_chance(stars, base, selection, salience):
        return
    s.recent_stars[today % days, stars - 1] += 1
    if today >= 0:
        s.stars[stars - 1] += 1
        r.reviews[month_of(today), who.archetype, stars - 1] += 1
