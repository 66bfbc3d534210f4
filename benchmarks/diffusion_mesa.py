"""Workload *diffusion* as a careful user writes it with Mesa: an agent a node, with its friends.

An adopter tells each friend once; a step asks every agent, and those who adopt do so together.
"""

from __future__ import annotations

import statistics
import time

import mesa
import numpy as np

from .diffusion import ALONE, BY_FRIEND, LOOKED_AT, STEPS, Found, small_world, told

RUNS = 2


class Node(mesa.Agent):  # type: ignore[misc]
    """Somebody who adopts, or has not yet."""

    def __init__(self, model: Diffusion) -> None:
        super().__init__(model)
        self.friends: list[Node] = []
        self.adopted = False
        self.known = 0

    def consider(self) -> None:
        """Draw whether to adopt today; who has adopted has nothing to draw."""
        if not self.adopted and self.model.luck() < self.model.chances[self.known]:
            self.model.adopting.append(self)

    def adopt(self) -> None:
        """Adopt, and be seen by friends from tomorrow on."""
        self.adopted = True
        for friend in self.friends:
            friend.known += 1


class Diffusion(mesa.Model):  # type: ignore[misc]
    """A network and its days."""

    def __init__(self, nodes: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.luck = self.random.random
        self.adopting: list[Node] = []
        self.adopters = 0
        self.nodes = [Node(self) for _ in range(nodes)]
        for a, b in zip(*(ends.tolist() for ends in small_world(nodes, seed)), strict=True):
            self.nodes[a].friends.append(self.nodes[b])
            self.nodes[b].friends.append(self.nodes[a])
        most = max(len(node.friends) for node in self.nodes)
        self.chances = [1 - (1 - ALONE) * (1 - BY_FRIEND) ** known for known in range(most + 1)]

    def step(self) -> None:
        """A day: all consider, then those who adopt do."""
        self.agents.do("consider")
        for node in self.adopting:
            node.adopt()
        self.adopters += len(self.adopting)
        self.adopting.clear()


def live(nodes: int, seed: int) -> Found:
    """Live the steps on networks of their own; the median time."""
    taken, shares = [], []
    for run in range(RUNS):
        model, seen = Diffusion(nodes, seed + run), []
        start = time.process_time()
        for step in range(STEPS):
            model.step()
            if step + 1 in LOOKED_AT:
                seen.append(model.adopters / nodes)
        taken.append(time.process_time() - start)
        shares.append(seen)
    return Found(nodes, RUNS, statistics.median(taken), tuple(np.mean(shares, axis=0).tolist()))


if __name__ == "__main__":
    told(live)
