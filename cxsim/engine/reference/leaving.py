"""What makes a customer want to leave (rules 15 to 18, 20, 26, 31)."""

from __future__ import annotations

from cxsim.behaviour.reasons import real_reason
from cxsim.behaviour.relationship import leave_logit, link, lock_in_term, logistic, price_term
from cxsim.behaviour.word_of_mouth import forgotten, heard_term

from .campaigns import Campaigns
from .failures import Failures


class Leaving(Campaigns, Failures):
    """Somebody who weighs staying against leaving."""

    def leaving_chance(self) -> float:
        """Chance of leaving voluntarily in this period (rules 15 to 18, 31)."""
        rules, z = self.terms.rules, self.standing
        days = float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        heard = heard_term(p, rules.consideration, rules.on_leaving)
        bond = lock_in_term(rules.bond, self.satisfaction, rules.lock_in)
        return logistic(
            leave_logit(
                self.loyalty - rules.loyalty,
                rules.beta_s,
                link(z, self.model.case.link),
                rules.beta_alternative,
                rules.alternative,
                self.satisfaction,
                self.price_term(z),
                heard + bond,
            )
            + (self.bearing + self.contacted_term())
        )

    def strongest_push(self) -> int:
        """What makes the customer want to leave, against the neutral case."""
        rules, z = self.terms.rules, self.standing
        days = float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        return int(
            real_reason(
                -rules.beta_s * link(z, self.model.case.link),
                self.price_term(z),
                heard_term(p, rules.consideration, rules.on_leaving),
                rules.beta_alternative * (rules.alternative - self.satisfaction),
                self.contacted_term(),
                self.bearing,
            )
        )

    def price_term(self, z: float) -> float:
        """What the price adds to the log-odds of leaving (rule 26)."""
        rules = self.terms.rules
        elasticity = rules.elasticity * rules.price_sensitivity
        return price_term(rules.price, elasticity, rules.dampening, z)
