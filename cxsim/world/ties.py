"""Who talks with whom: ties drawn, or read from a file (rule 22).

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
from cxsim.scenario.schema import Scenario

from .drawn_ties import attach, meet_in_blocks
from .edges import read_edges

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
    scenario: Scenario,
    values: Mapping[str, float],
    archetypes: np.ndarray,
    shares: np.ndarray,
    root: int,
) -> Network:
    """Draw the ties of a population.

    Parameters
    ----------
    scenario : Scenario
        Kind and number of strong ties; the folder in which a list of them lies.
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
    ties, people = scenario.as_is.ties, archetypes.size
    if ties.kind == "edges":
        return _table(people, list(read_edges(scenario, people)[:3]))
    friends = min(ties.friends, 2 * ((people - 1) // 2))
    if ties.kind in ("none", "complete") or people < 2:
        nobody = np.zeros(0, np.uint32)
        return Network(np.zeros(people + 1, np.int64), nobody, nobody.astype(np.int16))
    drawn = zip(
        _strong(scenario, values, archetypes, shares, friends, root),
        _weak(people, values, root),
        strict=True,
    )
    return _table(people, [np.concatenate(pair) for pair in drawn])


Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Who, with whom, how strongly."""


def _strong(
    scenario: Scenario,
    values: Mapping[str, float],
    archetypes: np.ndarray,
    shares: np.ndarray,
    friends: int,
    root: int,
) -> Pairs:
    """The strong ties of the kind that the case names."""
    people, kind = archetypes.size, scenario.as_is.ties.kind
    kinds, homophily = archetypes.astype(np.int64), values["ties.homophily"]
    most = people * (friends // 2)
    if kind == "blocks":
        most += 6 * int(np.sqrt(most)) + 100
    a, b = np.empty(most, np.uint32), np.empty(most, np.uint32)
    if kind == "blocks":
        members = np.argsort(kinds, kind="stable")
        first = np.searchsorted(kinds[members], np.arange(shares.size + 1))
        count = meet_in_blocks(root, kinds, members, first, friends, homophily, a, b)
    else:
        ends = np.concatenate([[0.0], np.cumsum(shares)])
        position = np.empty(people)
        # Who comes early is known by many: whom archetype and number have no say in that.
        together = homophily if kind == "small_world" else 0.0
        _lay(root, kinds, ends, together, position)
        ring = np.argsort(position, kind="stable")
        if kind == "small_world":
            count = _tie(root, ring, friends, values["ties.rewiring"], a, b)
        else:
            count = attach(root, ring, friends, a, b)
    return a[:count], b[:count], np.full(count, UNIT, np.int16)


def _weak(people: int, values: Mapping[str, float], root: int) -> Pairs:
    """Weak ties of anybody with anybody."""
    weak = values["ties.weak"] if people > 2 else 0.0
    most = people * (int(weak / 2) + 1)
    a, b = np.empty(most, np.uint32), np.empty(most, np.uint32)
    count = _tie_weakly(root, people, weak, a, b)
    return (
        a[:count],
        b[:count],
        np.full(count, round(UNIT * values["ties.weak_strength"]), np.int16),
    )


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
    root: int, ring: np.ndarray, friends: int, rewiring: float, a: np.ndarray, b: np.ndarray
) -> int:
    """Write the ties of a small world as pairs; returns how many."""
    people = ring.size
    count = 0
    for place in range(people):
        i = ring[place]
        for step in range(1, friends // 2 + 1):
            j = ring[(place + step) % people]
            pair = keys.pair_key(root, i, j)
            if keys.uniform(pair, purposes.TIE_REWIRE) < rewiring:
                j = int(keys.uniform(pair, purposes.TIE_TARGET) * people)
            a[count], b[count] = i, j
            count += 1
    return count


@stage
def _tie_weakly(root: int, people: int, weak: float, a: np.ndarray, b: np.ndarray) -> int:
    """Write weak ties as pairs: half of each one's start there, the other half elsewhere."""
    whole, count = int(0.5 * weak), 0
    for i in range(people):
        key = keys.fold(keys.customer_key(root, i, 0), WEAK)
        extra = keys.uniform(key, purposes.TIE_WEAK) < 0.5 * weak - whole
        for step in range(whole + (1 if extra else 0)):
            a[count] = i
            b[count] = int(keys.uniform_at(key, purposes.TIE_TARGET, step) * people)
            count += 1
    return count


def _table(people: int, pairs: list[np.ndarray]) -> Network:
    """Both directions of each tie, sorted; the strongest of doubles is kept, self-ties are not.

    The list of pairs is emptied: long ones are held twice at most.
    """
    first = np.zeros(people + 1, np.int64)
    a, b, strength = pairs
    pairs.clear()
    _count(a, b, strength, first)
    size = int(first[-1])
    to, tie = np.empty(size, np.uint32), np.empty(size, np.int16)
    _fill(a, b, strength, first, to, tie)
    del a, b, strength
    sorted_to, sorted_tie = np.empty(size, np.uint32), np.empty(size, np.int16)
    _sort(first, to, tie, sorted_to, sorted_tie)
    del to, tie
    left = _drop_doubles(first, sorted_to, sorted_tie)
    sorted_to.resize(left, refcheck=False)
    sorted_tie.resize(left, refcheck=False)
    return Network(first, sorted_to, sorted_tie)


def total_strength(ties: Network) -> np.ndarray:
    """Summed strength of everybody's ties, (people,) int32."""
    total = np.zeros(ties.first.size - 1, np.int32)
    _add_up(ties.first, ties.strength, total)
    return total


@stage
def _add_up(first: np.ndarray, strength: np.ndarray, total: np.ndarray) -> None:
    """Add up the strengths of everybody's ties."""
    for i in range(total.size):
        for at in range(first[i], first[i + 1]):
            total[i] += strength[at]


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
