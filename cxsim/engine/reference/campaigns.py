"""Campaigns contact customers, unasked (rule 31)."""

from __future__ import annotations

import math

from cxsim.behaviour.relationship import contact_term
from cxsim.draws import keys, purposes
from cxsim.world.clocks import NEVER
from cxsim.world.people import CUSTOMER

from .. import record as books
from ..record import millionths
from ..state import GOOD
from .talk import Talk


class Campaigns(Talk):
    """Somebody whom campaigns may contact."""

    def be_contacted(self) -> None:
        """Be called, written to or visited by the campaigns whose day for this customer it is."""
        model = self.model
        for c, campaign in enumerate(model.campaigns):
            if self.status == CUSTOMER and self.contact_day(c) == model.today:
                cost, taken = float(campaign.cost), self.takes_offer(c)
                paid, worth = millionths(cost), millionths(cost * model.worth_of(model.today))
                self.cost += paid
                self.value -= worth
                model.books.count(self.archetype, books.CONTACTED)
                model.books.count(self.archetype, books.TAKEN, int(taken))
                model.books.count(self.archetype, books.CAMPAIGN_COST, paid)
                model.books.count(self.archetype, books.VALUE, -worth)
                model.books.note(self.number, books.CONTACT, to=c, felt=float(taken))
                self.seed(int(campaign.number), float(campaign.talks))

    def seed(self, campaign: int, talks: float) -> None:
        """Tell friends something good of what a campaign brought, or not."""
        if keys.uniform_at(self.key, purposes.SEED, campaign) < talks:
            self.model.books.count(self.archetype, books.SEEDED)
            luck = keys.purpose_key(self.key, purposes.SEED_MESSAGE)
            self.tell_friends(keys.purpose_key(luck, campaign), GOOD)

    def contact_day(self, c: int) -> float:
        """Day on which a campaign contacts this customer; `NEVER` where it does not."""
        campaign = self.model.campaigns[c]
        number, chosen = int(campaign.number), self.model.world.chosen
        if not self.model.world.meant[c, self.archetype]:
            return NEVER
        if campaign.best:
            if self.number >= self.model.case.customers or not chosen[c, self.number]:
                return NEVER
        elif keys.uniform_at(self.key, purposes.CONTACT, number) >= campaign.reach:
            return NEVER
        drawn = keys.uniform_at(self.key, purposes.CONTACT_DAY, number)
        day = float(campaign.start + math.floor(campaign.days * drawn))
        return day if day > self.joined else NEVER

    def takes_offer(self, c: int) -> bool:
        """Whether the customer takes a campaign's offer, if contacted."""
        campaign = self.model.campaigns[c]
        drawn = keys.uniform_at(self.key, purposes.OFFER, int(campaign.number))
        return bool(drawn < campaign.takers)

    def contacted_term(self) -> float:
        """What campaigns add to the log-odds of leaving (rule 31)."""
        term, today = 0.0, self.model.today
        for c, campaign in enumerate(self.model.campaigns):
            since = today - self.contact_day(c)
            term += contact_term(float(campaign.on_leaving), since, float(campaign.lasts))
        return term

    def offers_taken(self) -> float:
        """What is paid more, or less, for the offers taken so far."""
        extra = 0.0
        for c, campaign in enumerate(self.model.campaigns):
            if self.contact_day(c) <= self.model.today and self.takes_offer(c):
                extra += float(campaign.spend_change)
        return extra
