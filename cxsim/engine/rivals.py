"""Competitors: what they come to on a day, who goes to which, and who comes back from them."""

from __future__ import annotations

import numpy as np

from cxsim.arrays import Records
from cxsim.behaviour.rivals import (
    attraction,
    category_lift,
    inclusive_worth,
    price_level,
    return_pull,
    rival_seen,
    surplus_over,
)
from cxsim.compiled import part
from cxsim.draws import keys, purposes
from cxsim.elementary import log
from cxsim.world.clocks import NEVER
from cxsim.world.people import INVOLUNTARY, NO_PROVIDER, NOBODY, PROSPECT, VOLUNTARY
from cxsim.world.world import World

from .calendar import schedule
from .record import WON_BACK, Record, count
from .state import ACT, SHOULD, WILL, State


@part
def weigh_rivals(w: World) -> None:
    """Write down what competitors come to today for each segment."""
    if w.rival_price.shape[1] == 0:
        return
    for segment in range(w.rules.size):
        compare(w, segment)
        for d in range(w.specification.size):
            best = 0.0
            for rival in range(w.rival_price.shape[1]):
                best = max(best, w.rival_quality[segment, rival, d])
            w.lift[segment, d] = category_lift(best, w.best_before[d], w.rules[segment].category)


@part
def compare(w: World, segment: int) -> None:
    """How competitors attract a segment, what they offer together, and at what price."""
    rules, rivals = w.rules[segment], w.rival_price.shape[1]
    scale, elasticity = rules.rival_scale, rules.elasticity * rules.price_sensitivity
    most = 0.0
    for rival in range(rivals):
        most = max(most, worth(w, segment, rival))
    added, known, logs = 0.0, 0.0, 0.0
    for rival in range(rivals):
        reputation, price = w.rival_reputation[segment, rival], w.rival_price[segment, rival]
        seen = worth(w, segment, rival)
        w.drawn_to[segment, rival] = attraction(reputation, seen, scale, price, elasticity)
        added += reputation * surplus_over(seen, most, scale)
        known += reputation
        logs += reputation * log(price / w.rival_price_before[rival])
    w.rivalry[segment].elsewhere = inclusive_worth(added, known, most, scale)
    w.rivalry[segment].price = price_level(logs, known)


@part
def worth(w: World, segment: int, rival: int) -> float:
    """Quality that a competitor seems to have, by the weights of the segment's archetype."""
    archetype, believed, total = w.owner[segment], w.rules[segment].rival_promise, 0.0
    for d in range(w.specification.size):
        promise = w.rival_promise[segment, rival, d]
        seen = rival_seen(w.rival_quality[segment, rival, d], promise, believed)
        total += w.weight[archetype, d] * seen
    return total


@part
def elsewhere(w: World, segment: int) -> float:
    """Satisfaction to be had elsewhere: with competitors their worth, or what the case states."""
    if w.rival_price.shape[1] > 0:
        return w.rivalry[segment].elsewhere
    return w.rules[segment].alternative


@part
def relative_price(w: World, segment: int) -> float:
    """Our price beside the competitors', both relative to day 0."""
    return w.rules[segment].price / w.rivalry[segment].price


@part
def chosen_rival(w: World, segment: int, luck: float) -> int:
    """The competitor that somebody chooses, or none, by a uniform."""
    without = w.rules[segment].without
    if luck < without:
        return NO_PROVIDER
    rivals, total = w.rival_price.shape[1], 0.0
    for rival in range(rivals):
        total += w.drawn_to[segment, rival]
    drawn = (luck - without) / (1.0 - without) * total
    so_far, found = 0.0, NO_PROVIDER
    for rival in range(rivals):
        if w.drawn_to[segment, rival] > 0.0:
            found = rival
            so_far += w.drawn_to[segment, rival]
            if drawn < so_far:
                return found
    return found


@part
def have_providers(w: World, s: State) -> None:
    """Let each prospect have the provider that attracts them on day 0, or none."""
    if w.rival_price.shape[1] == 0:
        return
    weigh_rivals(w)
    for i in range(s.people.size):
        if s.people[i].status == PROSPECT:
            luck = keys.uniform(s.people[i].key, purposes.PROVIDER)
            s.people[i].provider = chosen_rival(w, w.segment[i], luck)


@part
def go_elsewhere(
    w: World, s: State, r: Record, i: int, cause: int, real: int, declared: int
) -> None:
    """Who leaves takes another provider, or none; who moves away or dies none."""
    rivals = w.rival_price.shape[1]
    if rivals == 0:
        return
    who = s.people[i]
    luck = keys.uniform_at(who.key, purposes.DESTINATION, who.spell)
    who.provider = NO_PROVIDER if cause == INVOLUNTARY else chosen_rival(w, w.segment[i], luck)
    place = who.provider if who.provider >= 0 else rivals
    r.destinations[who.archetype, place, cause] += 1
    if cause == VOLUNTARY:
        r.switches[who.archetype, place, real, declared] += 1


@part
def be_free_to_return(w: World, s: State, i: int, when: float, today: int, cause: int) -> None:
    """From some day on who left may consider coming back; nothing is due to them until then."""
    if w.case[0].returns == 0 or cause == INVOLUNTARY:
        return
    for need in range(s.next_need.shape[1]):
        s.next_need[i, need] = NEVER
    schedule(s, ACT, i, max(today + 1.0, when + w.rules[w.segment[i]].return_after))


@part
def take_with_them(w: World, s: State, i: int) -> None:
    """Expect of the firm what the other provider has delivered, and demand no less (rule 4)."""
    provider = s.people[i].provider
    if provider < 0:
        return
    for d in range(w.specification.size):
        delivered = w.rival_quality[w.segment[i], provider, d]
        s.expected[i, WILL, d] = delivered
        s.expected[i, SHOULD, d] = max(s.expected[i, SHOULD, d], delivered)


@part
def come_back(s: State, r: Record, i: int, today: int) -> None:
    """Be a customer once more: the same person, with luck of a new spell."""
    who = s.people[i]
    who.cause = NOBODY
    who.left = np.inf
    who.spell += 1
    who.returns += 1
    count(r, today, who.archetype, WON_BACK, 1)


@part
def arrive(w: World, r: Record, who: Records, again: int) -> None:
    """Write down where who joins comes from."""
    rivals = w.rival_price.shape[1]
    if rivals > 0:
        place = who.provider if who.provider >= 0 else rivals
        r.origins[who.archetype, place, again] += 1


@part
def memory_pull(w: World, i: int, who: Records) -> float:
    """By how much having been a customer multiplies what would make somebody join."""
    rules = w.rules[w.segment[i]]
    return return_pull(rules.return_rate, who.satisfaction - w.case[0].c_mean, rules.regret)
