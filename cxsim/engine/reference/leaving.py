"""What makes a customer want to leave (rules 15 to 18, 20, 21, 26, 31)."""

from __future__ import annotations

from cxsim.behaviour.defection import defection_term, exposure_left, susceptibility
from cxsim.behaviour.reasons import real_reason
from cxsim.behaviour.referral import retention_edge
from cxsim.behaviour.relationship import leave_logit, link, lock_in_term, logistic, price_term
from cxsim.behaviour.word_of_mouth import forgotten, heard_term

from .campaigns import Campaigns
from .failures import Failures


class Leaving(Campaigns, Failures):
    """Somebody who weighs staying against leaving."""

    def leaving_chance(self) -> float:
        """Chance of leaving voluntarily in this period (rules 15 to 18, 21, 23, 31)."""
        rules, z = self.terms.rules, self.standing
        days = float(self.model.today - self.heard_day)
        p = forgotten(self.consideration, rules.consideration, days, rules.memory_days)
        heard = heard_term(p, rules.consideration, rules.on_leaving)
        bond = lock_in_term(rules.bond, self.satisfaction, rules.lock_in)
        chance = logistic(
            leave_logit(
                self.loyalty - rules.loyalty,
                rules.beta_s,
                link(z, self.model.case.link),
                rules.beta_alternative,
                self.terms.rivalry.elsewhere,
                self.satisfaction,
                self.price_term(z),
                heard + bond,
            )
            + (self.bearing + self.contacted_term() + self.exposed_term())
        )
        if self.referrer < 0:
            return chance
        return retention_edge(chance, self.referrer_stays, rules.edge_leaving)

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
                rules.beta_alternative * (self.terms.rivalry.elsewhere - self.satisfaction),
                self.contacted_term(),
                self.bearing,
                self.exposed_term(),
            )
        )

    def exposed_term(self) -> float:
        """What friends who left add to the log-odds of leaving today (rule 21)."""
        if self.exposure == 0.0:
            return 0.0
        case, rules = self.model.case, self.terms.rules
        days = float(self.model.today - self.exposure_day)
        left = exposure_left(self.exposure, days, rules.defection_days)
        moved = susceptibility(self.loyalty, case.u_median, case.u_spread, case.u_scale)
        return defection_term(rules.defection, left, moved)

    def price_term(self, z: float) -> float:
        """What the price adds to the log-odds of leaving (rule 26)."""
        rules = self.terms.rules
        elasticity = rules.elasticity * rules.price_sensitivity
        return price_term(self.terms.relative_price, elasticity, rules.dampening, z)
