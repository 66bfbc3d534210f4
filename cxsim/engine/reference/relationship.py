"""The relationship: a clock of its own, separate from journeys (rules 16 to 18, 26)."""

from __future__ import annotations

import math

from cxsim.behaviour.relationship import hazard_growth
from cxsim.world.people import INVOLUNTARY, NOBODY, NON_PAYMENT, VOLUNTARY
from cxsim.world.world import CONTRACTUAL

from .. import record as books
from .journeys import Journeys


class Relationship(Journeys):
    """Somebody whose periods end, and with them perhaps the relationship."""

    def renew_or_leave(self) -> None:
        """End every period that is over by today: more than one, perhaps, after joining late."""
        while self.bill_day < self.model.today + 1:
            self.end_period()

    def end_period(self) -> None:
        """At the end of a period, leave or stay and pay (rules 16 to 18, 26)."""
        model = self.model
        when = self.bill_time()
        self.bills += 1
        self.bill_day = self.bill_time()
        leaving = self.journey is not None and self.journey.need == model.case.leave
        cause = NOBODY
        if self.bills > 1 and model.case.relationship == CONTRACTUAL and not leaving:
            model.books.count(self.archetype, books.EXPOSED)
            cause = self.reason_to_leave()
            if cause == NOBODY:
                self.consider_a_line()
            elif cause == VOLUNTARY and self.drops_a_line():
                self.drop_line()
                cause = NOBODY
            elif cause == VOLUNTARY:
                self.reason = self.strongest_push()
        if cause == NOBODY:
            self.charge(self.list_price(), when - self.joined)
        elif cause == VOLUNTARY and model.case.leave >= 0:
            self.break_off()
            self.begin(model.case.leave, max(when, float(model.today)))
            self.act_day = model.today + 1.0
        else:
            self.leave(when, cause)

    def reason_to_leave(self) -> int:
        """Let the period's hazards eat up their draws; the cause whose is used up first."""
        rules = self.terms.rules
        first, cause = 1.0, NOBODY
        growth = hazard_growth(self.leaving_chance())
        if share_of_period(self.to_leave, growth) <= first:
            first, cause = share_of_period(self.to_leave, growth), VOLUNTARY
        self.to_leave -= growth
        growth = hazard_growth(rules.non_payment)
        if share_of_period(self.to_non_payment, growth) <= first:
            first, cause = share_of_period(self.to_non_payment, growth), NON_PAYMENT
        self.to_non_payment -= growth
        growth = hazard_growth(rules.involuntary)
        if share_of_period(self.to_involuntary, growth) <= first:
            cause = INVOLUNTARY
        self.to_involuntary -= growth
        return cause


def share_of_period(left: float, growth: float) -> float:
    """Share of the period that passes before a hazard growing by `growth` has eaten up `left`."""
    return left / growth if growth > 0.0 else math.inf
