"""What a failed visit brings about (rules 14, 15); help that is sought again."""

from __future__ import annotations

from cxsim.behaviour.complaint import complaint_chance
from cxsim.behaviour.parameters import NEUTRAL
from cxsim.behaviour.recovery import aggravation, grieved, hardness, lasting
from cxsim.draws import keys, purposes
from cxsim.world.numbers import BACK_AFTER, COMES_BACK
from cxsim.world.people import CUSTOMER
from cxsim.world.world import HELP, MONEY

from .. import record as books
from ..stages.recovery import GIVE_UP
from ..state import CAME_BACK, FAILED
from .person import Person
from .under_way import Claim, Journey


class Failures(Person):
    """Somebody who suffers failures, and may complain of them."""

    def suffer(self, journey: Journey, felt: float) -> None:
        """A visit has failed: complain, perhaps, and seek help where that opens one (rule 14)."""
        model, rules = self.model, self.terms.rules
        loss, need = model.loss[journey.touchpoint], model.opens[journey.touchpoint]
        model.books.count(self.archetype, books.FAILURES)
        worse = self.resent(felt)
        journey.marred = True
        if loss == MONEY:
            self.find_word(kept=False)
        shares = rules.complain_money, rules.complain_service, rules.complain_trivial
        chance = complaint_chance(shares[loss], felt, rules.complain_severity, rules.complaining)
        key = keys.step_key(journey.key, journey.step - 1)
        if keys.uniform(key, purposes.COMPLAINT) >= chance:
            return
        if need == journey.need or self.claim is not None:
            need = -1  # who is being helped already opens no second case
        if need >= 0:
            child, at = keys.child_journey_key(key, need), journey.at
            self.claim = Claim(child, need, at, FAILED, at, 0.0, hardness(felt, worse), True)
        self.complain(journey, need, felt)

    def resent(self, felt: float) -> float:
        """Bear a grudge for a failure that is felt (rule 15); how much a former one adds."""
        model, rules = self.model, self.terms.rules
        days = float(model.today - self.grieved)
        worse = aggravation(self.grievance, days, rules.grievance_days, rules.second)
        if felt < NEUTRAL and rules.grievance > 0.0:
            left = self.grievance * lasting(days, rules.grievance_days)
            history = float(self.bills if model.case.purchase < 0 else self.purchases)
            self.grievance = grieved(left, felt, rules.grievance, worse, rules.buffer, history)
            self.grieved = model.today
        return worse

    @property
    def bearing(self) -> float:
        """What is left today of the grievance of former failures, log-odds of leaving (rule 15)."""
        if self.grievance == 0.0:
            return 0.0
        days = float(self.model.today - self.grieved)
        return self.grievance * lasting(days, self.terms.rules.grievance_days)

    def complain(self, journey: Journey, opens: int, felt: float) -> None:
        """Complain of the visit just made; `opens` is the journey that this opens, or −1."""
        place = (journey.need, journey.occurrence, journey.step - 1, journey.touchpoint, opens)
        self.model.books.count(self.archetype, books.COMPLAINTS)
        self.model.books.note(self.number, books.COMPLAINT, *place, True, felt)

    def release(self, journey: Journey) -> Claim | None:
        """The case that a journey was about, if any: closed, unless one comes back with it."""
        if self.claim is not None and not journey.because:
            return None  # other help waits
        case, self.claim = self.claim, None
        model, need = self.model, journey.need
        given_up = journey.ending == GIVE_UP and model.kind[need] == HELP
        if not given_up or self.status != CUSTOMER:
            return case
        after = self.terms.aftermath[need]
        if keys.uniform(journey.key, purposes.COMES_BACK) < after[COMES_BACK]:
            key, at = keys.child_journey_key(journey.key, need), journey.at + after[BACK_AFTER]
            before = (case.since, case.lost, case.hardness) if case else ()
            self.claim = Claim(key, need, at, journey.because | CAME_BACK, *before)
        return case
