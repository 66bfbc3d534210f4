"""Competitors: what they come to on a day, who goes to which, and who comes back from them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cxsim.behaviour.rivals import (
    attraction,
    category_lift,
    inclusive_worth,
    price_level,
    return_pull,
    rival_seen,
    surplus_over,
)
from cxsim.draws import keys, purposes
from cxsim.elementary import log
from cxsim.world.clocks import NEVER
from cxsim.world.people import INVOLUNTARY, LEFT, NO_PROVIDER, NOBODY, VOLUNTARY

from .. import record as books
from .person import Person

if TYPE_CHECKING:
    from .terms import Terms


class Rivalry:
    """What competitors come to today for the customers of a segment.

    Parameters
    ----------
    terms : Terms
        The numbers of the segment.
    """

    def __init__(self, terms: Terms) -> None:
        self.names = range(len(terms.rival_price))
        self.elsewhere, self.price = terms.rules.alternative, 1.0
        self.drawn_to: list[float] = []
        self.lift = [0.0] * len(terms.world.best_before)
        if self.names:
            self.compare(terms)
            self.look_up(terms)

    def compare(self, terms: Terms) -> None:
        """How they attract, what they offer together, and at what price."""
        rules, before = terms.rules, terms.world.rival_price_before.tolist()
        scale, elasticity = rules.rival_scale, rules.elasticity * rules.price_sensitivity
        seen = [self.worth(terms, rival) for rival in self.names]
        most = max(seen, default=0.0)
        added = known = logs = 0.0
        for rival in self.names:
            reputation, price = terms.rival_reputation[rival], terms.rival_price[rival]
            weight = attraction(reputation, seen[rival], scale, price, elasticity)
            self.drawn_to.append(weight)
            added += reputation * surplus_over(seen[rival], most, scale)
            known += reputation
            logs += reputation * log(price / before[rival])
        self.elsewhere = inclusive_worth(added, known, most, scale)
        self.price = price_level(logs, known)

    def worth(self, terms: Terms, rival: int) -> float:
        """Quality that one seems to have, by the weights of the archetype."""
        weights = terms.world.weight[terms.world.owner[terms.segment]].tolist()
        quality, promise = terms.rival_quality[rival], terms.rival_promise[rival]
        total = 0.0
        for d, weight in enumerate(weights):
            total += weight * rival_seen(quality[d], promise[d], terms.rules.rival_promise)
        return total

    def look_up(self, terms: Terms) -> None:
        """What the best of the category adds to what customers demand (rule 29)."""
        for d, before in enumerate(terms.world.best_before.tolist()):
            best = max((terms.rival_quality[rival][d] for rival in self.names), default=0.0)
            self.lift[d] = category_lift(best, before, terms.rules.category)

    def chosen(self, without: float, luck: float) -> int:
        """The one that somebody chooses, or none, by a uniform."""
        if luck < without:
            return NO_PROVIDER
        total = 0.0
        for weight in self.drawn_to:
            total += weight
        drawn = (luck - without) / (1.0 - without) * total
        so_far, found = 0.0, NO_PROVIDER
        for rival, weight in enumerate(self.drawn_to):
            if weight > 0.0:
                found = rival
                so_far += weight
                if drawn < so_far:
                    break
        return found


class Switching(Person):
    """Somebody who has, or had, another provider."""

    provider: int
    returns: int

    def have_provider(self) -> None:
        """Have the provider that attracts one at first, or none."""
        self.provider = NO_PROVIDER
        if self.terms.rivalry.names:
            luck = keys.uniform(self.key, purposes.PROVIDER)
            self.provider = self.terms.rivalry.chosen(self.terms.rules.without, luck)

    def go_elsewhere(self, cause: int, real: int, declared: int) -> None:
        """Take another provider, or none; who moves away or dies none."""
        rivalry, written = self.terms.rivalry, self.model.books.record
        if not rivalry.names:
            return
        luck = keys.uniform_at(self.key, purposes.DESTINATION, self.spell)
        self.provider = NO_PROVIDER
        if cause != INVOLUNTARY:
            self.provider = rivalry.chosen(self.terms.rules.without, luck)
        written.destinations[self.archetype, self.place(), cause] += 1
        if cause == VOLUNTARY:
            written.switches[self.archetype, self.place(), real, declared] += 1

    def place(self) -> int:
        """Where the provider stands in the books; the last place is for none."""
        return self.provider if self.provider >= 0 else len(self.terms.rivalry.names)

    def be_free_to_return(self, when: float, cause: int) -> None:
        """From some day on one may consider coming back; nothing is due until then."""
        if not self.model.case.returns or cause == INVOLUNTARY:
            return
        self.next_need = [NEVER] * len(self.next_need)
        self.act_day = max(self.model.today + 1.0, when + self.terms.rules.return_after)

    def take_with_me(self) -> None:
        """Expect of the firm what the other provider has delivered, and demand no less."""
        if self.provider < 0:
            return
        delivered = self.terms.rival_quality[self.provider]
        self.will = list(delivered)
        self.should = [max(own, one) for own, one in zip(self.should, delivered, strict=True)]

    def come_back(self) -> None:
        """Be a customer once more: the same person, with luck of a new spell."""
        self.cause, self.left = NOBODY, math.inf
        self.spell += 1
        self.returns += 1
        self.model.books.count(self.archetype, books.WON_BACK)

    def arrive(self, again: bool) -> None:
        """Write down where one comes from."""
        if self.terms.rivalry.names:
            self.model.books.record.origins[self.archetype, self.place(), int(again)] += 1

    def memory_pull(self) -> float:
        """By how much having been a customer multiplies what would make one join."""
        if not self.model.case.returns or self.status != LEFT:
            return 1.0
        above, rules = self.satisfaction - self.model.case.c_mean, self.terms.rules
        return float(return_pull(rules.return_rate, above, rules.regret))
