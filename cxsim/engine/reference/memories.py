"""What a journey leaves behind: memories, talk, answers, turns of a relationship."""

from __future__ import annotations

from cxsim.behaviour.memory import cumulative_satisfaction, episode_memory
from cxsim.behaviour.survey import satisfaction_score
from cxsim.draws import keys, purposes
from cxsim.world.people import CUSTOMER, VOLUNTARY
from cxsim.world.world import HELP, JOIN, LEAVE, PURCHASE

from .. import record as books
from ..stages.recovery import DONE, STAY
from ..stages.surveys import SATISFIED
from ..state import CAME_BACK, SURVEYED
from .clocks import threshold
from .lines import Lines
from .recovery import Recovery
from .reviews import Reviewer
from .spending import Spending
from .surveys import Surveys
from .talk import Talk
from .under_way import Claim, Journey


class Memories(Recovery, Reviewer, Surveys, Spending, Lines, Talk):
    """Somebody who remembers."""

    def remember(self, journey: Journey, case: Claim | None) -> None:
        """Memory becomes lasting satisfaction (rules 6, 7), talk, turns of a relationship."""
        model, rules = self.model, self.terms.rules
        kind, done = model.kind[journey.need], journey.ending == DONE
        memory = episode_memory(*journey.memory_parts, rules.w_peak, rules.w_end)
        if done and not journey.marred:
            self.find_word(kept=True)
        before = self.satisfaction
        self.satisfaction = cumulative_satisfaction(
            before, memory, rules.alpha, rules.loss_ratio, model.salience[journey.need]
        )
        glow = self.settle(journey, case, before)
        self.write_down(journey, memory, kind, done)
        self.talk(journey, memory)
        self.review(journey, memory)
        if kind == PURCHASE and done:
            self.purchase(journey)
        elif kind == JOIN and self.status != CUSTOMER:
            if done:
                self.join(journey.at)
            else:
                self.claim = None
                self.consider_again(model.today + 1)
        elif kind == LEAVE and journey.ending == STAY:
            self.stay()
        elif kind == LEAVE:
            self.leave(journey.at, VOLUNTARY)
            return
        if self.status == CUSTOMER and not journey.marks & SURVEYED:
            chance = self.terms.rules.journey_sampling
            if keys.uniform(journey.key, purposes.SURVEY_TIME) < chance:
                channel = model.channel[journey.touchpoint]
                felt = min(10.0, self.satisfaction + glow)
                answered = self.answer(journey.key, felt, channel)
                if answered and journey.contacts > 0:
                    self.score(journey, memory, channel)
                    model.ear.hear_of(journey.touchpoint, memory)

    def write_down(self, journey: Journey, memory: float, kind: int, done: bool) -> None:
        """Count how the journey ended; help solved at the first contact is counted apart."""
        written = self.model.books
        if journey.ending != STAY:  # counted by `stay`
            written.count(self.archetype, books.DONE if done else books.GIVEN_UP)
        if kind == HELP:
            written.count(self.archetype, books.HELPED)
            if journey.contacts > 1 or journey.because & CAME_BACK:
                written.count(self.archetype, books.REPEATED)
            elif done and journey.contacts == 1:
                written.count(self.archetype, books.HELPED_AT_ONCE)
        if journey.contacts > 0:
            content = satisfaction_score(memory) >= SATISFIED
            written.count(self.archetype, books.RATED)
            written.count(self.archetype, books.CONTENT, content)
            written.count(self.archetype, books.EASE, self.ease(journey))
        place = (journey.need, journey.occurrence, 0, journey.touchpoint, journey.ending)
        written.note(self.number, books.ENDED, *place, felt=memory)

    def stay(self) -> None:
        """Saved: a new spell begins, and its period is paid."""
        self.spell += 1
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        self.model.books.count(self.archetype, books.STAYED)
        tenure = self.joined + (self.bills - 1) * self.model.case.period - self.joined
        self.charge(self.list_price(), tenure)
