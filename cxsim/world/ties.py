"""Who talks with whom: a small world on a ring of likes, plus random weak ties (rule 22).

Watts and Strogatz (1998): everyone is tied to the nearest on a ring, and the far end of each tie is
rewired with some probability. Here the ring is laid by archetype for a share of the people
(homophily), and everyone gets a few weak ties to anyone. Every choice is drawn from the key of the
people concerned, never from an order of construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.scenario.people import Ties

UNIT = 1000
"""Tie strength 1 as an integer; sums of strengths are integers, so their order cannot matter."""

WEAK = 1_000_000_007
"""Marks the keys of weak ties, so that they differ from the rewiring of strong ones."""


class Network(NamedTuple):
    """Neighbours of i are `to[first[i]:first[i + 1]]`, with `strength` beside (unit 1/1000)."""

    first: np.ndarray
    to: np.ndarray
    strength: np.ndarray


def network(
    ties: Ties,
    values: Mapping[str, float],
    archetypes: np.ndarray,
    shares: np.ndarray,
    root: int,
) -> Network:
    """Draw the ties of a population.

    Parameters
    ----------
    ties : Ties
        Kind and number of strong ties.
    values : mapping
        Value by place (rewiring, weak ties, their strength, homophily).
    archetypes : (people,) int array
    shares : (archetypes,) array
        Mixture shares, which lay the ring.
    root : int
        Key of the replication.

    Returns
    -------
    Network
        Symmetric, without self-ties or doubles.
    """
    people = archetypes.size
    friends = min(ties.friends, 2 * ((people - 1) // 2))
    if ties.kind == "none" or people < 2:
        nobody = np.zeros(0, np.uint32)
        return Network(np.zeros(people + 1, np.int64), nobody, nobody.astype(np.int32))
    ends = np.concatenate([[0.0], np.cumsum(shares)])
    position = np.empty(people)
    _lay(root, archetypes.astype(np.int64), ends, values["ties.homophily"], position)
    ring = np.argsort(position, kind="stable")
    weak = values["ties.weak"] if people > 2 else 0.0
    most = people * (friends // 2) + people * (int(weak / 2) + 1)
    a, b = np.empty(most, np.uint32), np.empty(most, np.uint32)
    strength = np.empty(most, np.int32)
    weak_strength = round(UNIT * values["ties.weak_strength"])
    count = _tie(root, ring, friends, values["ties.rewiring"], weak, weak_strength, a, b, strength)
    return _table(people, a[:count], b[:count], strength[:count])


@stage
def _lay(
    root: int, archetypes: np.ndarray, ends: np.ndarray, homophily: float, position: np.ndarray
) -> None:
    """Place everyone on the ring: a share beside their like, the rest anywhere."""
    for i in range(archetypes.size):
        key = keys.customer_key(root, i, 0)
        at = keys.uniform_at(key, purposes.TIE_POSITION, 0)
        if keys.uniform_at(key, purposes.TIE_POSITION, 1) < homophily:
            start, end = ends[archetypes[i]], ends[archetypes[i] + 1]
            at = start + (end - start) * at
        position[i] = at


@stage
def _tie(
    root: int,
    ring: np.ndarray,
    friends: int,
    rewiring: float,
    weak: float,
    weak_strength: int,
    a: np.ndarray,
    b: np.ndarray,
    strength: np.ndarray,
) -> int:
    """Write the ties as pairs; returns how many."""
    people = ring.size
    count = 0
    for place in range(people):
        i = ring[place]
        for step in range(1, friends // 2 + 1):
            j = ring[(place + step) % people]
            pair = keys.pair_key(root, i, j)
            if keys.uniform(pair, purposes.TIE_REWIRE) < rewiring:
                j = int(keys.uniform(pair, purposes.TIE_TARGET) * people)
            a[count], b[count], strength[count] = i, j, UNIT
            count += 1
        # Half of the weak ties start here, the other half elsewhere.
        key = keys.fold(keys.customer_key(root, i, 0), WEAK)
        whole = int(0.5 * weak)
        extra = keys.uniform(key, purposes.TIE_WEAK) < 0.5 * weak - whole
        for step in range(whole + (1 if extra else 0)):
            j = int(keys.uniform_at(key, purposes.TIE_TARGET, step) * people)
            a[count], b[count], strength[count] = i, j, weak_strength
            count += 1
    return count


def _table(people: int, a: np.ndarray, b: np.ndarray, strength: np.ndarray) -> Network:
    """Both directions of each tie, sorted; the strongest of doubles is kept, self-ties are not."""
    first = np.zeros(people + 1, np.int64)
    _count(a, b, strength, first)
    size = int(first[-1])
    to, tie = np.empty(size, np.uint32), np.empty(size, np.int32)
    _fill(a, b, strength, first, to, tie)
    sorted_to, sorted_tie = np.empty(size, np.uint32), np.empty(size, np.int32)
    _sort(first, to, tie, sorted_to, sorted_tie)
    size = _drop_doubles(first, sorted_to, sorted_tie)
    return Network(first, sorted_to[:size].copy(), sorted_tie[:size].copy())


@stage
def _count(a: np.ndarray, b: np.ndarray, strength: np.ndarray, first: np.ndarray) -> None:
    """Where the ties of each person begin, doubles included."""
    for tie in range(a.size):
        if a[tie] != b[tie] and strength[tie] > 0:
            first[a[tie] + 1] += 1
            first[b[tie] + 1] += 1
    for i in range(first.size - 1):
        first[i + 1] += first[i]


@stage
def _fill(
    a: np.ndarray,
    b: np.ndarray,
    strength: np.ndarray,
    first: np.ndarray,
    to: np.ndarray,
    found: np.ndarray,
) -> None:
    """Put each tie beside both of its ends, as they come."""
    free = first[:-1].copy()
    for tie in range(a.size):
        if a[tie] != b[tie] and strength[tie] > 0:
            for i, j in ((a[tie], b[tie]), (b[tie], a[tie])):
                to[free[i]] = j
                found[free[i]] = strength[tie]
                free[i] += 1


@stage
def _sort(
    first: np.ndarray,
    to: np.ndarray,
    strength: np.ndarray,
    sorted_to: np.ndarray,
    sorted_strength: np.ndarray,
) -> None:
    """Sort the neighbours of everybody: whoever is gone through in order arrives in order."""
    free = first[:-1].copy()
    for j in range(first.size - 1):
        for at in range(first[j], first[j + 1]):
            place = free[to[at]]
            sorted_to[place] = j
            sorted_strength[place] = strength[at]
            free[to[at]] += 1


@stage
def _drop_doubles(first: np.ndarray, to: np.ndarray, strength: np.ndarray) -> int:
    """Keep the strongest of two ties with the same person, in place; how many ties are left."""
    kept, start = 0, 0
    for i in range(first.size - 1):
        row, end = kept, first[i + 1]
        for at in range(start, end):
            if kept > row and to[kept - 1] == to[at]:
                strength[kept - 1] = max(strength[kept - 1], strength[at])
            else:
                to[kept] = to[at]
                strength[kept] = strength[at]
                kept += 1
        start = end
        first[i + 1] = kept
    return kept
