"""How a life with the firm begins and ends."""

from __future__ import annotations

from cxsim.behaviour.expectations import first_will
from cxsim.behaviour.reasons import declared_reason
from cxsim.behaviour.spend import held_standing
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal, quantile
from cxsim.world.clocks import NEVER
from cxsim.world.people import CUSTOMER, LEFT, NOBODY, SILENT, VOLUNTARY, lines_held
from cxsim.world.ties import UNIT

from .. import record as books
from ..state import ALL_CUSTOMERS, ALL_WHO_LEFT, GONE, IN_LINE, LIKED
from .acquiring import Acquiring
from .clocks import Clocks, threshold
from .rivals import Switching


class Lives(Clocks, Acquiring, Switching):
    """Somebody who may join the firm, and leave it."""

    def look_again(self) -> None:
        """Who left long enough ago considers coming back, from tomorrow on."""
        self.act_day = NEVER
        self.take_with_me()
        self.wait_for_need()
        self.consider_again(self.model.today + 1)

    def consider_again(self, today: int) -> None:
        """From a day on consider buying: draw what the hazard must come to."""
        rules, days = self.terms.rules, float(today - self.heard_day)
        p = self.consideration
        self.consideration = forgotten(p, rules.consideration, days, rules.memory_days)
        if self.consideration != rules.consideration:
            self.model.common[LIKED] = 1
        need = self.model.case.join
        tried = self.fired[need] if need >= 0 else 0
        self.to_adopt = threshold(self.key, purposes.ADOPTION, tried)

    @property
    def following(self) -> float:
        """The share of friends who are customers; or how many they are, as strong as a tie of 1."""
        model = self.model
        if model.case.complete and model.case.each:
            return float(model.common[ALL_CUSTOMERS] * model.case.tied)
        if model.case.complete:
            return model.common[ALL_CUSTOMERS] / max(1, len(model.world.segment) - 1)
        return self.friends / (UNIT if model.case.each else max(1, self.known))

    @property
    def pull(self) -> float:
        """A prospect's hazard of joining on a day, for a liking of 1."""
        drawn = self.terms.alone + self.following * self.terms.friends
        return drawn * self.memory_pull()

    def expect(self) -> None:
        """Expect of a firm one does not know what is usual, promised and said (rule 4)."""
        model, terms, rules, usually = self.model, self.terms, self.terms.rules, self.used_to()
        liking = self.consideration - rules.consideration
        weights = rules.promise_weight, rules.word_weight
        self.will = [
            first_will(usual, terms.promise[d] if model.advertised[d] else usual, liking, *weights)
            for d, usual in enumerate(usually)
        ]

    def used_to(self) -> list[float]:
        """What one expects of any firm: what another provider has delivered, for who had one."""
        model, case = self.model, self.model.case
        if self.provider >= 0:
            return list(self.terms.rival_quality[self.provider])
        if keys.uniform(self.key, purposes.FROM_RIVAL) >= case.from_rivals:
            return list(model.first_will[self.archetype])
        luck = 0.0
        if case.past_spread > 0.0:
            luck = float(case.past_spread) * normal(keys.uniform(self.key, purposes.PAST))
        return [min(10.0, max(0.0, met + luck)) for met in model.previous[self.archetype]]

    def join(self, when: float) -> None:
        """A prospect becomes a customer, or who has been one does again."""
        model, again = self.model, self.status == LEFT
        self.arrive(again)
        self.status = CUSTOMER
        self.joined, self.bills = when, 0
        if again:
            self.come_back()
        else:
            self.loyalty = self.newborn_loyalty()
        self.last_standing = held_standing(self.standing)
        self.start_hazards()
        self.start_clocks(when)
        self.survey_day = model.today + 1.0 + self.first_survey()
        self.bill_day = when
        self.befriend(1)
        self.be_acquired()
        model.books.count(self.archetype, books.JOINED)
        model.books.note(self.number, books.JOIN, step=self.returns)

    def newborn_loyalty(self) -> float:
        """The loyalty that a newcomer is born with (rule 17)."""
        score = normal(keys.uniform(self.key, purposes.LOYALTY))
        return quantile(score, self.model.world.newborn, 0)

    def leave(self, when: float, cause: int) -> None:
        """Leave; before day 0 a newcomer takes the place, so that the base stays."""
        model = self.model
        self.break_off()
        self.claim = None
        if model.today < 0:
            self.make_room(when)
            return
        self.status, self.cause, self.left, self.gone = LEFT, cause, when, model.today
        self.act_day = self.bill_day = self.survey_day = NEVER
        self.befriend(-1)
        self.warn_friends(cause)
        what = books.DROPPED_OUT if cause == SILENT else books.LEFT_VOLUNTARY + cause - 1
        model.books.count(self.archetype, what)
        real, declared = 0, 0
        if cause == VOLUNTARY:
            luck = keys.uniform_at(self.key, purposes.CANDOUR, self.spell)
            real, candour = self.reason, self.terms.rules.candour
            declared = int(declared_reason(real, candour, luck))
            model.books.record.reasons[self.archetype, real, declared] += 1
        self.go_elsewhere(cause, real, declared)
        self.be_free_to_return(when, cause)
        went = self.provider + 1
        self.path = keys.fold(self.path, cause + (went << 8))
        told = (-1, went, real, -1, cause, False, float(declared))
        model.books.note(self.number, books.LEAVE, *told)

    def warn_friends(self, cause: int) -> None:
        """Let friends hear tomorrow of a customer who chose to go (rule 21)."""
        if self.model.case.contagion and cause in (VOLUNTARY, SILENT):
            self.model.common[ALL_WHO_LEFT] += self.model.case.complete
            for friend, strength in self.ties:
                friend.mail[GONE] += strength

    def break_off(self) -> None:
        """Cut short the journey under way, if there is one; it leaves no memory."""
        if self.journey is not None and self.journey.step > 0:
            self.model.books.count(self.archetype, books.BROKEN_OFF)
        if self.journey is not None and self.journey.marks & IN_LINE:
            self.leave_alone()
        if self.journey is not None and self.claim is not None:
            self.claim.fresh = False
            if self.journey.because:
                self.claim = None
        self.journey = None

    def leave_alone(self) -> None:
        """Stay in a line over midnight as nobody's customer any more."""
        for contact in self.model.carried:
            if contact.person == self.number:
                contact.person = -1

    def make_room(self, when: float) -> None:
        """A newcomer of the same archetype takes the place, with luck of their own."""
        case, model = self.model.case, self.model
        self.life += 1
        self.key = keys.customer_key(int(case.root), self.number, self.life)
        self.joined, self.bills, self.spell, self.cause = when, 0, 0, NOBODY
        self.experience = 0
        self.grievance, self.trust = 0.0, float(case.trust)
        self.consideration = float(case.consideration)
        self.style = case.style * normal(keys.uniform(self.key, purposes.STYLE))
        self.loyalty = self.newborn_loyalty()
        score = normal(keys.uniform(self.key, purposes.INITIAL_SATISFACTION))
        self.satisfaction = min(10.0, max(0.0, case.c_mean + case.c_spread * score))
        self.last_standing = held_standing(self.standing)
        if case.lines > 0:
            held = model.world.held[self.archetype]
            self.lines = int(lines_held(self.key, held, int(case.lines)))
        self.have_provider()
        self.expect()
        self.should = list(model.first_should[self.archetype])
        self.fired, self.claims = [0] * len(self.fired), 0
        self.start_hazards()
        self.start_clocks(when)
        self.bill_day = when

    def befriend(self, sign: int) -> None:
        """Tell everyone tied to me that I have become a customer (1) or am none any more (−1)."""
        self.model.common[ALL_CUSTOMERS] += sign * self.model.case.complete
        for friend, strength in self.ties:
            friend.friends += sign * strength
