"""What a customer buys, and what is paid for it (rule 24)."""

from __future__ import annotations

from cxsim.behaviour.parameters import LARGEST_AMOUNT
from cxsim.behaviour.referral import margin_edge
from cxsim.behaviour.relationship import dropout_chance, link
from cxsim.behaviour.spend import held_standing, spend_multiple
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal, quantile
from cxsim.world.people import SILENT

from .. import record as books
from ..record import millionths
from .leaving import Leaving
from .lives import Lives
from .under_way import Journey


class Spending(Leaving, Lives):
    """Somebody who pays."""

    def purchase(self, journey: Journey) -> None:
        """Pay; after a repeat purchase the customer may silently drop out (BG/NBD)."""
        model, rules = self.model, self.terms.rules
        self.purchases += 1
        self.last_purchase = journey.at
        score = normal(keys.uniform(journey.key, purposes.AMOUNT))
        listed = self.model.purchase_level[self.number] * quantile(score, model.world.amounts, 0)
        paid = self.charge(listed, journey.at - self.joined)
        if model.today >= 0:
            model.books.count(self.archetype, books.PURCHASES)
            place = (journey.need, journey.occurrence)
            model.books.note(self.number, books.PURCHASE, *place, felt=paid)
        z = self.standing
        price = self.price_term(z)
        moved = self.bearing + self.contacted_term() + self.exposed_term()
        odds = self.loyalty + price + moved
        chance = dropout_chance(odds, rules.beta_s, link(z, model.case.link))
        dropped = keys.uniform(journey.key, purposes.DROPOUT) < chance
        if dropped and model.today >= 0:
            self.leave(journey.at, SILENT)

    def charge(self, listed: float, tenure: float) -> float:
        """Be billed, or buy: what is listed, more or less by how one stands (rule 24).

        Returns what is paid: at today's price, and with the offers that were taken.
        """
        rules, z = self.terms.rules, held_standing(self.standing)
        rise, self.last_standing = z - self.last_standing, z
        strengths = rules.spend_level, rules.spend_change
        listed *= spend_multiple(z, rise, *strengths, tenure, rules.spend_weakens)
        listed = min(listed, LARGEST_AMOUNT)
        extra = max(self.offers_taken(), -listed * rules.price)
        if self.model.today >= 0:
            self.earn(listed, extra, tenure)
        return float(listed * rules.price + extra)

    def earn(self, listed: float, extra: float, tenure: float) -> None:
        """Book revenue and margin; a price cut, or an offer taken, moves the margin whole.

        Who was brought by a customer leaves a better margin at first (rule 23).
        """
        model, rules, written = self.model, self.terms.rules, self.model.books
        usual = rules.margin
        if self.referrer >= 0:
            usual *= margin_edge(tenure, rules.edge_margin, rules.edge_days)
        margin = listed * (usual + rules.price - 1.0) + extra
        paid, worth = millionths(listed * rules.price + extra), margin * model.worth_of(model.today)
        self.revenue += paid
        self.value += millionths(worth)
        written.count(self.archetype, books.REVENUE, paid)
        written.count(self.archetype, books.MARGIN, millionths(margin))
        written.count(self.archetype, books.VALUE, millionths(worth))
