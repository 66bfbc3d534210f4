"""The site where reviews stand, and the customers who write them (rule 32, read by rule 36)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxsim.behaviour.reviews import read_quality, shown_rating, star, writing_chance
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.people import CUSTOMER

from ..record import month_of
from ..state import State
from .person import Person
from .under_way import Journey

if TYPE_CHECKING:
    from .model import Model

STARS = range(1, 6)


class Site:
    """Where the reviews of the firm stand.

    Parameters
    ----------
    model : Model
    state : State
        How many there are when it is taken up.
    """

    def __init__(self, model: Model, state: State) -> None:
        self.model = model
        self.all: list[int] = state.stars.tolist()
        """Reviews written since day 0, by star."""
        self.recent: list[list[int]] = state.recent_stars.tolist()
        """The same of the last days, one row a day, in turn."""
        self.rating, self.volume = state.shown.tolist()

    def show(self) -> None:
        """Show what is there this morning where it is read, and make room for what comes."""
        model, case = self.model, self.model.case
        if not self.recent:
            return
        for touchpoint, shows in enumerate(model.world.places.shows):
            for terms in model.terms if shows else ():
                stated = model.world.stated_quality[terms.segment, touchpoint].tolist()
                terms.quality[touchpoint] = [
                    read_quality(one, self.rating, case.review_stars) for one in stated
                ]
        self.recent[model.today % len(self.recent)] = [0] * len(STARS)
        if model.today >= 0:
            model.books.record.rating[month_of(model.today)] = self.rating, self.volume
        for terms in model.terms:
            terms.reviews = self.rating, float(case.review_stars), self.volume

    def count_up(self) -> None:
        """Count what stands there."""
        case = self.model.case
        stock, mean = float(case.review_stock), float(case.review_stars)
        lately = [sum(day[n] for day in self.recent) for n in range(len(STARS))]
        overall = (stock * mean + points(self.all)) / (stock + sum(self.all))
        recent = points(lately) / sum(lately) if sum(lately) else overall
        self.rating = shown_rating(recent, overall, self.model.terms[0].rules.review_recent)
        self.volume = (stock + sum(self.all)) / stock

    def take(self, archetype: int, stars: int) -> None:
        """Take in a review; those of the warm-up are in the stock that the case states already."""
        today = self.model.today
        self.recent[today % len(self.recent)][stars - 1] += 1
        if today >= 0:
            self.all[stars - 1] += 1
            self.model.books.record.reviews[month_of(today), archetype, stars - 1] += 1

    def write(self, state: State) -> None:
        """Write it into a state."""
        state.stars[...] = self.all
        state.shown[...] = self.rating, self.volume
        if self.recent:
            state.recent_stars[...] = self.recent


def points(counted: list[int]) -> int:
    """Stars given in all, by how many reviews there are of each."""
    return sum(n * count for n, count in zip(STARS, counted, strict=True))


class Reviewer(Person):
    """Somebody who may write of what they have lived."""

    def review(self, journey: Journey, memory: float) -> None:
        """Write a review of a journey, or not: the star decides (rule 32)."""
        rules, site = self.terms.rules, self.model.site
        if not site.recent or self.status != CUSTOMER:
            return
        noise = rules.noise * normal(keys.uniform(journey.key, purposes.REVIEW_NOISE))
        stars = star(memory, self.style, noise)
        strengths = rules.review_writing, rules.review_selection
        chance = writing_chance(stars, *strengths, self.model.salience[journey.need])
        if keys.uniform(journey.key, purposes.REVIEW) < chance:
            site.take(self.archetype, stars)
