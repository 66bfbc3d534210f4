"""A tournament of whole numbers, the smallest of which wins; and putting numbers in order.

The winner's number is replaced at once: the new one is played against those who lost on the way up,
always as many, without a branch that could not be foreseen (a tree of losers, Knuth 1973).
"""

from __future__ import annotations

import numpy as np

from cxsim.compiled import part

NONE = 2**62
"""Who has it plays no part."""


@part
def hold_tournament(tree: np.ndarray, players: np.ndarray, half: int) -> None:
    """Find the winner of 2 × `half` players, a power of two, and keep it in `tree[0]`.

    `players` is scratch: 4 × `half` numbers, the players in its second half.
    """
    for node in range(2 * half - 1, 0, -1):
        a, b = players[2 * node], players[2 * node + 1]
        players[node] = min(a, b)
        tree[node] = max(a, b)
    tree[0] = players[1]


@part
def replace_winner(tree: np.ndarray, half: int, leaf: int, value: int) -> None:
    """Let the winner, whose place is `leaf`, play again with another number."""
    node = (leaf + 2 * half) >> 1
    while node > 0:
        other = tree[node]
        tree[node] = max(value, other)
        value = min(value, other)
        node >>= 1
    tree[0] = value


@part
def sort_from(values: np.ndarray, size: int) -> None:
    """Put so many values in order, which are nearly so already."""
    for n in range(1, size):
        value = values[n]
        at = n
        while at > 0 and values[at - 1] > value:
            values[at] = values[at - 1]
            at -= 1
        values[at] = value
