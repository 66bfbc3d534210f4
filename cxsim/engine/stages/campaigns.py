"""Stage 2: campaigns contact those whose turn it is, unasked (rule 31)."""

from __future__ import annotations

from cxsim.compiled import stage
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..contacts import contact_day, takes_offer
from ..record import (
    CAMPAIGN_COST,
    CONTACT,
    CONTACTED,
    TAKEN,
    VALUE,
    Record,
    count,
    millionths,
    note,
)
from ..state import State


@stage
def contact(w: World, s: State, r: Record, today: int) -> None:
    """Campaigns contact customers whose turn it is, and some take the offer."""
    for c in range(w.campaigns.size):
        campaign = w.campaigns[c]
        if not campaign.start <= today < campaign.start + campaign.days:
            continue
        paid = millionths(campaign.cost)
        for i in range(s.people.size):
            who = s.people[i]
            if who.status != CUSTOMER or contact_day(w, who, c) != today:
                continue
            worth = millionths(campaign.cost * w.discount[today])
            taken = takes_offer(w, who, c)
            who.cost += paid
            who.value -= worth
            count(r, today, who.archetype, CONTACTED, 1)
            count(r, today, who.archetype, TAKEN, 1 if taken else 0)
            count(r, today, who.archetype, CAMPAIGN_COST, paid)
            count(r, today, who.archetype, VALUE, -worth)
            note(r, today, i, CONTACT, -1, 0, 0, -1, c, 0, 1.0 if taken else 0.0)
