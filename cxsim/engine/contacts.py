"""Whom campaigns contact, when, and what that leaves: functions of a person's key alone (rule 31).

Nothing of it is kept: whether, when and with what success a campaign contacts someone is drawn from
their own key and the campaign's number, and comes out the same whenever it is asked.
"""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.relationship import contact_term
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.world.clocks import NEVER
from cxsim.world.world import World


@part
def contact_day(w: World, who: Records, c: int) -> float:
    """Day on which a campaign contacts a customer, in the morning; `NEVER` where it does not.

    Who joins on that day or later is not met; who has left by then is not asked about.
    """
    campaign = w.campaigns[c]
    if w.meant[c, who.archetype] == 0:
        return NEVER
    if campaign.best:
        if who.number >= w.case[0].customers or w.chosen[c, who.number] == 0:
            return NEVER
    elif keys.uniform_at(who.key, purposes.CONTACT, campaign.number) >= campaign.reach:
        return NEVER
    drawn = keys.uniform_at(who.key, purposes.CONTACT_DAY, campaign.number)
    day = campaign.start + np.floor(campaign.days * drawn)
    return day if day > who.joined else NEVER


@part
def takes_offer(w: World, who: Records, c: int) -> bool:
    """Whether a customer takes a campaign's offer, if contacted."""
    campaign = w.campaigns[c]
    return keys.uniform_at(who.key, purposes.OFFER, campaign.number) < campaign.takers


@part
def contacted_term(w: World, who: Records, today: int) -> float:
    """What campaigns add to a customer's log-odds of leaving on a day."""
    term = 0.0
    for c in range(w.campaigns.size):
        campaign = w.campaigns[c]
        term += contact_term(campaign.on_leaving, today - contact_day(w, who, c), campaign.lasts)
    return term


@part
def offers_taken(w: World, who: Records, today: int) -> float:
    """What a customer pays more, or less, for the offers taken by a day."""
    extra = 0.0
    for c in range(w.campaigns.size):
        if contact_day(w, who, c) <= today and takes_offer(w, who, c):
            extra += w.campaigns[c].spend_change
    return extra
