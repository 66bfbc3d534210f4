"""Ties drawn by preferential attachment, and by blocks of archetypes (rule 22).

As in the small world every choice is drawn from the key of the person who makes it.
"""

from __future__ import annotations

import numpy as np

from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.elementary import exp

TRIES = 8
"""How often somebody looks for another one to be tied to, who has met the same one again."""


@stage
def attach(root: int, order: np.ndarray, friends: int, a: np.ndarray, b: np.ndarray) -> int:
    """Write ties by which the well-known become better known; returns how many.

    Barabási & Albert (1999): people come one by one, and each is tied to `friends` / 2 of those who
    are there, to each with a chance in proportion to their ties. Whoever stands at the end of a tie
    picked evenly has such a chance.
    """
    each, count = friends // 2, 0
    for place in range(1, order.size):
        i = order[place]
        key = keys.customer_key(root, i, 0)
        if place <= each:  # the first ones are all tied to each other
            for earlier in range(place):
                a[count], b[count] = i, order[earlier]
                count += 1
            continue
        known = count
        for n in range(each):
            for attempt in range(TRIES):
                drawn = keys.uniform_at(key, purposes.TIE_ATTACH, attempt * each + n)
                end = int(drawn * (2 * known))
                j = a[end // 2] if end % 2 == 0 else b[end // 2]
                again = False
                for before in range(known, count):
                    if b[before] == j:
                        again = True
                if not again:
                    a[count], b[count] = i, j
                    count += 1
                    break
    return count


@stage
def meet_in_blocks(
    root: int,
    archetypes: np.ndarray,
    members: np.ndarray,
    first: np.ndarray,
    friends: int,
    homophily: float,
    a: np.ndarray,
    b: np.ndarray,
) -> int:
    """Write ties of a stochastic block model, where everybody has about as many; returns how many.

    Holland, Laskey & Leinhardt (1983), in the sparse limit: each starts a Poisson number of ties,
    on average half of those they will have; a share of them (`homophily`) to somebody of the same
    archetype, the rest to anybody. `members` are the people by archetype, beginning at `first`.
    """
    people, count = archetypes.size, 0
    for i in range(people):
        key = keys.customer_key(root, i, 0)
        started = poisson(keys.uniform_at(key, purposes.TIE_BLOCK, 0), 0.5 * friends)
        for n in range(started):
            where = keys.uniform_at(key, purposes.TIE_BLOCK, 2 * n + 1)
            drawn = keys.uniform_at(key, purposes.TIE_BLOCK, 2 * n + 2)
            j = int(drawn * people)
            if where < homophily:
                start, end = first[archetypes[i]], first[archetypes[i] + 1]
                j = members[start + int(drawn * (end - start))]
            if count < a.size:
                a[count], b[count] = i, j
                count += 1
    return count


@stage
def poisson(uniform: float, expected: float) -> int:
    """A Poisson number (for an expected one of 100 or so at most), rising with the uniform."""
    term, number = exp(-expected), 0
    below = term
    while uniform > below and number < 10 * expected + 100:
        number += 1
        term *= expected / number
        below += term
    return number
