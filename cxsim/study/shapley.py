"""Shapley values of a game: what each player adds to a coalition, on average over all orders.

A coalition is a number whose bit i says whether player i is in it. Values come as
(lives, 2^players) arrays, or as (lives, coalitions) where only some coalitions are lived.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np


def shares(values: np.ndarray) -> np.ndarray:
    """Shapley values (Shapley 1953), exact.

    Parameters
    ----------
    values : (lives, 2^players) array
        By coalition.

    Returns
    -------
    (lives, players) array
        They sum to the value of all players together, less that of none. A player that changes
        nothing in any coalition has exactly 0.
    """
    players = _players(values)
    found = []
    for player in range(players):
        without = _without(values.shape[1], player)
        added = values[:, without | 1 << player] - values[:, without]
        found.append(added @ _weights(without, players))
    return np.stack(found, axis=1)


def interactions(values: np.ndarray, rounding: np.ndarray | float = 0.0) -> np.ndarray:
    """Shapley interaction indices of pairs (Grabisch & Roubens 1999), exact.

    Parameters
    ----------
    values : (lives, 2^players) array
        By coalition.
    rounding : (lives,) array
        An index no larger than this is the rounding of the values, and 0.

    Returns
    -------
    (lives, players, players) array
        What two add together beyond what each adds alone, on average over the others' coalitions:
        above 0 they help each other, below 0 one does what the other did already. NaN of a player
        with itself.
    """
    players = _players(values)
    found = np.full((len(values), players, players), np.nan)
    for one in range(players):
        for other in range(one):
            alone = _without(values.shape[1], one, other)
            both = values[:, alone | 1 << one | 1 << other] - values[:, alone | 1 << one]
            beyond = both - (values[:, alone | 1 << other] - values[:, alone])
            index = beyond @ _weights(alone, players - 1)
            index[np.abs(index) <= rounding] = 0.0
            found[:, one, other] = found[:, other, one] = index
    return found


def orders(players: int, pairs: int, seed: int) -> np.ndarray:
    """Orders in which the players may come, drawn at random, each with its reverse.

    What two players do together is then shared equally within each pair of orders, so pairwise
    interactions make no sampling error; only those of three or more do.

    Returns
    -------
    (pairs, 2, players) int array
    """
    luck = np.random.default_rng(seed)
    drawn = [luck.permutation(players) for _ in range(pairs)]
    return np.array([(order, order[::-1]) for order in drawn])


def joined(order: Sequence[int]) -> list[int]:
    """The coalitions that come about as players join in an order, the empty one first."""
    found = [0]
    for player in order:
        found.append(found[-1] | 1 << int(player))
    return found


def met(players: int, drawn: np.ndarray | None) -> list[int]:
    """The coalitions that come about in some orders, None for all; the empty one is the first."""
    if drawn is None:
        return list(range(1 << players))
    rows = drawn.reshape(-1, players).tolist()
    return sorted({coalition for order in rows for coalition in joined(order)})


def sampled(values: np.ndarray, coalitions: Sequence[int], drawn: np.ndarray) -> np.ndarray:
    """Shapley values from some orders in place of all (Castro, Gómez & Tejada 2009).

    Parameters
    ----------
    values : (lives, coalitions) array
    coalitions : sequence of int
        Which ones, all that come about in the orders among them.
    drawn : (pairs, 2, players) int array
        Orders, of `orders`.

    Returns
    -------
    (pairs, lives, players) array
        By pair of orders, each of which sums to the value of all; their mean is the estimate.
    """
    column = {coalition: at for at, coalition in enumerate(coalitions)}
    found = np.zeros((len(drawn), len(values), drawn.shape[2]))
    for own, pair in zip(found, drawn, strict=True):
        for order in pair:
            path = values[:, [column[coalition] for coalition in joined(order)]]
            own[:, order] += 0.5 * np.diff(path, axis=1)
    return found


def _players(values: np.ndarray) -> int:
    return int(values.shape[1]).bit_length() - 1


def _without(coalitions: int, *players: int) -> np.ndarray:
    """The coalitions without some players."""
    every = np.arange(coalitions)
    return every[(every & sum(1 << player for player in players)) == 0]


def _weights(coalitions: np.ndarray, players: int) -> np.ndarray:
    """Chance that, in an order of so many players, exactly a coalition comes before a given one."""
    sizes = np.bitwise_count(coalitions)
    return np.array([1.0 / (players * comb(players - 1, int(size))) for size in sizes])
