"""Surveys are answered, or not, from what was lived by then (rules 32, 33)."""

from __future__ import annotations

from cxsim.behaviour.survey import (
    ease_score,
    felt_now,
    nps_class,
    recommendation,
    response_chance,
    satisfaction_score,
)
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.world.people import CUSTOMER

from .. import record as books
from ..stages.surveys import RELATIONAL, SATISFIED
from .listening import Caller
from .under_way import Journey
from .waiting import Waiting


class Surveys(Waiting, Caller):
    """Somebody who is asked."""

    def be_asked(self) -> None:
        """The recurring survey reaches those whose turn it is (rule 32)."""
        key = keys.survey_key(self.key, RELATIONAL, self.surveys)
        self.surveys += 1
        self.survey_day = self.model.today + self.terms.rules.every
        if keys.uniform(key, purposes.SURVEY_TIME) < self.terms.rules.relational_sampling:
            self.answer(key, self.feeling(), self.model.relational)

    def be_asked_meanwhile(self, journey: Journey) -> None:
        """The survey after a journey, sent while what was promised is overdue."""
        sampling = self.terms.rules.journey_sampling
        if self.status != CUSTOMER:
            return
        if keys.uniform(journey.key, purposes.SURVEY_TIME) >= sampling:
            return
        channel = self.model.channel[journey.touchpoint]
        answered = self.answer(journey.key, self.feeling(), channel)
        if answered and journey.contacts > 0:
            self.score(journey, self.memory_so_far(journey), channel)
            self.model.ear.hear_of(journey.touchpoint, self.memory_so_far(journey))

    def feeling(self) -> float:
        """Satisfaction at this moment, an open journey's moments so far included."""
        journey, rules = self.journey, self.terms.rules
        if journey is None or journey.step == 0:
            return self.satisfaction
        so_far = self.memory_so_far(journey)
        salience = self.model.salience[journey.need]
        return felt_now(self.satisfaction, so_far, rules.alpha, rules.loss_ratio, salience)

    def answer(self, key: int, felt: float, channel: int) -> bool:
        """Answer a survey, or not; the firm sees only the answers."""
        rules, written = self.terms.rules, self.model.books
        if self.model.today < 0:
            return False
        written.survey(channel, books.ASKED)
        chance = response_chance(felt, rules.response, rules.selection)
        if keys.uniform(key, purposes.SURVEY_RESPONSE) >= chance:
            return False
        given = self.rating(felt, keys.uniform(key, purposes.SURVEY_NOISE))
        written.survey(channel, books.ANSWERED)
        if nps_class(given) == 1:
            written.survey(channel, books.PROMOTERS)
        if nps_class(given) == -1:
            written.survey(channel, books.DETRACTORS)
        written.note(self.number, books.ANSWER, to=channel, felt=float(given))
        self.be_heard(key, given)
        return True

    def rating(self, felt: float, luck: float) -> int:
        """The 0–10 answer that a feeling comes to."""
        return recommendation(felt, self.style, self.terms.rules.noise * normal(luck))

    def ease(self, journey: Journey) -> int:
        """How easy a journey was so far (rule 33)."""
        return ease_score(journey.contacts - self.model.least[journey.need], journey.hurdles)

    def score(self, journey: Journey, memory: float, channel: int) -> None:
        """What the answer says of the journey itself: CSAT and CES (rule 33)."""
        written, content = self.model.books, satisfaction_score(memory) >= SATISFIED
        written.survey(channel, books.SCORED)
        written.survey(channel, books.SCORED_CONTENT, content)
        written.survey(channel, books.SCORED_EASE, self.ease(journey))
