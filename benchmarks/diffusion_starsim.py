"""Workload *diffusion* as a careful user writes it with Starsim: an infection on a fixed network.

Who has adopted transmits along each tie with the same chance; who is still susceptible may also
adopt alone. Starsim does the first with compiled code of its own; only the second is added.
"""

from __future__ import annotations

import os
import statistics
import time

import numpy as np

from .diffusion import ALONE, BY_FRIEND, LOOKED_AT, STEPS, Found, small_world, told

os.environ["STARSIM_INSTALL_FONTS"] = "0"  # else importing it adds fonts to the user's, and says so
import starsim as ss

RUNS = 3


class Ties(ss.Network):  # type: ignore[misc]
    """Who knows whom, the same for good."""

    def step(self) -> None:
        """Change nothing."""


class Adoption(ss.Infection):  # type: ignore[misc]
    """What passes along ties, or comes from outside; nobody recovers."""

    def __init__(self) -> None:
        super().__init__()
        self.define_pars(beta=BY_FRIEND, alone=ss.bernoulli(p=ALONE))

    def step(self) -> None:
        """A day: both see who had adopted by yesterday, then all who adopt do."""
        by_friends, _, _ = self.infect()
        alone = self.pars.alone.filter(self.susceptible.uids)
        self.set_prognoses(by_friends.union(alone))

    def set_prognoses(self, uids: ss.uids, sources: ss.uids | None = None) -> None:
        """Adopt, and be seen by friends from tomorrow on."""
        super().set_prognoses(uids, sources)
        self.infected[uids] = True
        self.ti_infected[uids] = self.ti


def model(nodes: int, seed: int) -> ss.Sim:
    """A network and its days, ready to begin."""
    one, other = small_world(nodes, seed)
    ties = Ties(p1=one, p2=other, beta=np.ones(one.size))
    return ss.Sim(
        n_agents=nodes,
        networks=ties,
        diseases=Adoption(),
        start=0,
        dur=STEPS - 1,
        rand_seed=seed,
        verbose=0,
    ).init()


def live(nodes: int, seed: int) -> Found:
    """Live the steps on networks of their own; the median time.

    Random numbers are Starsim's quick ones: those shared between scenarios cost more, and no
    other tool draws them here.
    """
    taken, shares = [], []
    with ss.options.context(crn=False):
        for run in range(RUNS):
            sim = model(nodes, seed + run)
            start = time.process_time()
            sim.run()
            taken.append(time.process_time() - start)
            adopted = np.cumsum(sim.results.adoption.new_infections) / nodes
            shares.append([float(adopted[step - 1]) for step in LOOKED_AT])
    return Found(nodes, RUNS, statistics.median(taken), tuple(np.mean(shares, axis=0).tolist()))


if __name__ == "__main__":
    live(1000, 1)  # compile, or read what is compiled
    told(live)
