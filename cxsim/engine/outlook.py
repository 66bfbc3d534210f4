"""What a customer promises at the horizon: the chance to leave, and the margin, from now on."""

from __future__ import annotations

import numpy as np

from cxsim.behaviour.referral import retention_edge
from cxsim.behaviour.relationship import dropout_chance, link, logistic, price_term
from cxsim.behaviour.spend import held_standing, spend_multiple, willingness_to_pay
from cxsim.compiled import stage
from cxsim.world.people import CUSTOMER
from cxsim.world.world import CONTRACTUAL, NON_CONTRACTUAL, World

from .contacts import offers_taken
from .lines import list_price
from .lives import standing
from .rivals import relative_price, weigh_rivals
from .stages.acquiring import referrer_stays
from .stages.relationship import wish_to_leave
from .state import State


@stage
def outlook(
    w: World,
    s: State,
    today: int,
    wish: np.ndarray,
    fate: np.ndarray,
    margin: np.ndarray,
    pace: np.ndarray,
) -> None:
    """Chance to leave and margin of each customer, per period or (no contract) per purchase.

    Grievances and friends who left are left out: they fade within months, and what is told here
    is taken for lasting.

    Parameters
    ----------
    today : int
        The horizon.
    wish, fate, margin, pace : (people,) float arrays
        Written for customers: chance of wanting to leave, chance of leaving for other reasons;
        money before contact costs; purchases a day (no contract).
    """
    kind = w.case[0].relationship
    weigh_rivals(w)
    for i in range(s.people.size):
        who = s.people[i]
        if who.status != CUSTOMER:
            continue
        rules = w.rules[w.segment[i]]
        if kind == NON_CONTRACTUAL:
            listed = w.purchase_level[i]
        else:
            listed = list_price(w, who, w.segment[i])
        stands, tenure = held_standing(standing(w, who)), today - who.joined
        listed *= spend_multiple(stands, 0.0, rules.spend_level, 0.0, tenure, rules.spend_weakens)
        extra = max(offers_taken(w, who, today), -listed * rules.price)
        margin[i] = listed * (rules.margin + rules.price - 1.0) + extra
        if kind == CONTRACTUAL:
            # What moved it for a while wears off: contacts, grievances, friends who left.
            chance = logistic(wish_to_leave(w, s, i, today))
            wish[i] = retention_edge(chance, referrer_stays(s, who, today), rules.edge_leaving)
            fate[i] = 1.0 - (1.0 - rules.non_payment) * (1.0 - rules.involuntary)
        elif kind == NON_CONTRACTUAL:
            z = standing(w, who)
            elasticity = rules.elasticity * rules.price_sensitivity
            price = price_term(relative_price(w, w.segment[i]), elasticity, rules.dampening, z)
            strength = link(z, w.case[0].link)
            wish[i] = dropout_chance(who.loyalty + price, rules.beta_s, strength)
            pace[i] = w.purchase_rate[i] * w.needs[w.segment[i], w.case[0].purchase]


@stage
def would_pay(w: World, s: State, found: np.ndarray) -> None:
    """What each customer would pay more, in percent (rule 25), (people,) float array."""
    for i in range(s.people.size):
        who = s.people[i]
        if who.status == CUSTOMER:
            rules = w.rules[w.segment[i]]
            z = held_standing(standing(w, who))
            found[i] = willingness_to_pay(z, rules.pay_slope, rules.pay_cubic)
