"""Stage 2: campaigns contact those whose turn it is, unasked (rule 31)."""

from __future__ import annotations

from cxsim.arrays import Records
from cxsim.compiled import part, stage
from cxsim.draws import keys, purposes
from cxsim.world.people import CUSTOMER
from cxsim.world.world import World

from ..contacts import contact_day, takes_offer
from ..record import (
    CAMPAIGN_COST,
    CONTACT,
    CONTACTED,
    REACHED,
    SEEDED,
    TAKEN,
    VALUE,
    Record,
    count,
    millionths,
    note,
)
from ..state import GOOD, State
from .memories import tell_friends


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
            if campaign.talks > 0.0 and seeds(who, campaign):
                count(r, today, who.archetype, SEEDED, 1)
                luck = keys.purpose_key(who.key, purposes.SEED_MESSAGE)
                story = keys.purpose_key(luck, campaign.number)
                reached = tell_friends(w, s, r, i, story, GOOD, today)
                count(r, today, who.archetype, REACHED, reached)


@part
def seeds(who: Records, campaign: Records) -> bool:
    """Whether a customer tells friends something good of what a campaign brought."""
    return keys.uniform_at(who.key, purposes.SEED, campaign.number) < campaign.talks
