"""When needs fire, what hazards must come to, when bills and surveys fall due."""

from __future__ import annotations

import math

from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential
from cxsim.elementary import log1p
from cxsim.scenario.schema import MONTH
from cxsim.world.clocks import NEVER, changing_clock
from cxsim.world.world import CAPTIVE

from .person import Person


class Clocks(Person):
    """Somebody for whom clocks run."""

    def start_clocks(self, since: float) -> None:
        """Start the clocks of all needs at a time."""
        for need in range(len(self.next_need)):
            clocked = self.model.clocked[need]
            self.next_need[need] = self.first_firing(need, since) if clocked else NEVER
        self.act_day = self.next_turn()

    def start_hazards(self) -> None:
        """Draw what the hazards of a life with the firm must come to; nothing ends a captive's."""
        if self.model.case.relationship == CAPTIVE:
            return
        self.to_leave = threshold(self.key, purposes.LEAVE_VOLUNTARY, self.spell)
        self.to_non_payment = threshold(self.key, purposes.LEAVE_NONPAYMENT, self.spell)
        self.to_involuntary = threshold(self.key, purposes.LEAVE_INVOLUNTARY, self.spell)

    def first_survey(self) -> float:
        """Days before one's turn in the recurring survey first comes."""
        every = self.terms.rules.every
        return float(math.floor(every * keys.uniform(self.key, purposes.SURVEY_TIME)))

    def bill_time(self) -> float:
        """When the next bill falls due."""
        return self.joined + self.bills * self.model.case.period

    def next_turn(self) -> float:
        """When someone who is on no journey begins one: a need fires, or help is sought."""
        fires = min(self.next_need)
        return fires if self.claim is None else min(fires, self.claim.at)

    def first_firing(self, need: int, since: float) -> float:
        """When a need fires for the first time."""
        key = keys.journey_key(self.key, need, self.fired[need])
        amount = exponential(keys.uniform(key, purposes.FIRST_NEED))
        return self.next_firing(need, since, amount)

    def next_firing(self, need: int, since: float, amount: float) -> float:
        """When a need comes up whose rate, added up from a day on, must come to `amount`.

        Where levers change the rate, what it adds up to is tabulated by day.
        """
        own = need == self.model.case.purchase
        pace = self.model.purchase_rate[self.number] * MONTH if own else 1.0
        months = amount / pace if pace > 0.0 else NEVER
        changing = self.model.changing(self.number, need)
        rate = self.terms.needs[need] if changing is None else changing.rate
        fires = since + months * MONTH / rate if rate > 0.0 else NEVER
        if changing is None or fires <= changing.change:
            return fires
        if since >= changing.change:
            return changing_clock(changing.intensity, since, months * MONTH)
        left = months * MONTH - (changing.change - since) * rate
        return changing_clock(changing.intensity, changing.change, left)

    def change_clocks(self) -> None:
        """Let clocks that run on day 0, wound in today's journey, feel the levers to come."""
        changed = False
        for need, fires in enumerate(self.next_need):
            changing = self.model.changing(self.number, need)
            if changing is None or fires <= changing.change:
                continue
            changed = True
            if changing.rate > 0.0:
                needed = (fires - changing.change) * changing.rate
                fires = changing_clock(changing.intensity, changing.change, needed)
            else:
                fires = self.first_firing(need, 0.0)
            self.next_need[need] = fires
        if changed and self.journey is None:
            self.act_day = self.next_turn()


def threshold(key: int, purpose: int, spell: int) -> float:
    """The Exp(1) draw that an accumulated hazard must reach, one per spell."""
    return -log1p(-keys.uniform_at(key, purpose, spell))
