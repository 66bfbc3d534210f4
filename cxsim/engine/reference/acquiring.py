"""What brings a prospect to the firm, and what that costs and is worth (rules 23, 36)."""

from __future__ import annotations

from cxsim.behaviour.market import looking_share
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.draws import keys, purposes
from cxsim.draws.variates import exponential
from cxsim.world.people import CUSTOMER, LEFT

from .. import record as books
from ..record import millionths
from ..stages.acquiring import ADVERTISING, FRIENDS, REFERRAL, RETURNING, UNKNOWN
from .clocks import threshold
from .person import Person


class Acquiring(Person):
    """Somebody whom something or somebody brings to the firm."""

    def trace(self) -> None:
        """Note what brought the prospect, by its share of today's hazard, and by whom."""
        if self.status == LEFT:
            self.source, self.referrer = RETURNING, -1
            return
        terms, need = self.terms, int(self.model.case.join)
        key = keys.journey_key(self.key, need, self.fired[need] if need >= 0 else 0)
        social = self.pull - terms.alone
        drawn = keys.uniform(key, purposes.SOURCE) * self.pull - terms.alone
        self.source, self.referrer = ADVERTISING, -1
        if drawn >= 0.0 and social > 0.0:
            asked = drawn * terms.rules.referral_pull >= social
            self.source = REFERRAL if asked else FRIENDS
            self.referrer = self.referrer_of(keys.uniform(key, purposes.REFERRER))

    def referrer_of(self, luck: float) -> int:
        """One of the customers whom one knows, by the strength of the tie; −1 where none is."""
        drawn, so_far = luck * self.friends, 0
        for friend, strength in self.ties:
            if friend.status == CUSTOMER:
                so_far += strength
                if drawn < so_far:
                    return int(friend.number)
        return -1

    def be_acquired(self) -> None:
        """Cost the firm what new customers do, by what brought them."""
        model, rules = self.model, self.terms.rules
        if self.source == UNKNOWN or model.today < 0:
            return
        cost: float = {
            ADVERTISING: rules.cost_advertising,
            FRIENDS: rules.cost_friends,
            REFERRAL: rules.cost_referral + rules.reward,
            RETURNING: rules.cost_returning,
        }[self.source]
        paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
        self.cost += paid
        self.value -= worth
        model.books.count(self.archetype, books.ACQUISITION_COST, paid)
        model.books.count(self.archetype, books.VALUE, -worth)
        model.books.record.acquired[model.today, self.archetype, self.source - 1] += (1, paid)

    @property
    def referrer_stays(self) -> float:
        """1 where whoever brought the customer was one this morning, else 0."""
        return float(self.referrer >= 0 and self.model.stays(self.referrer))

    # ---- looking around ----

    def begin_to_look(self) -> None:
        """Whether the prospect is looking around on day 0, and when the need next arises."""
        rules, today = self.terms.rules, self.model.today
        self.looks, self.looks_until = 0, float(today)
        drawn = keys.uniform(self.key, purposes.LOOKING)
        if drawn < looking_share(rules.arousal, rules.search_days):
            self.search()
        self.to_look = threshold(self.key, purposes.AROUSAL, self.looks)

    def wait_for_need(self) -> None:
        """Look around again when the need arises."""
        if self.model.case.arousal:
            self.looks_until = float(self.model.today)
            self.to_look = threshold(self.key, purposes.AROUSAL, self.looks)

    def look_around(self) -> float:
        """How much of today the prospect looks around for a firm, 0–1."""
        if self.looks_until <= self.model.today:
            self.to_look -= self.terms.rules.arousal / DAYS_A_YEAR
            if self.to_look > 0.0:
                return 0.0
            self.search()
            self.to_look = threshold(self.key, purposes.AROUSAL, self.looks)
        return min(1.0, self.looks_until - self.model.today)

    def search(self) -> None:
        """Look around from this morning on."""
        days = exponential(keys.uniform_at(self.key, purposes.SEARCH, self.looks))
        self.looks_until = self.model.today + self.terms.rules.search_days * days
        self.looks += 1
