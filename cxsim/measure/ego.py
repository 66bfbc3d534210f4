"""A small map of ties: one customer, the friends around them, and who heard what from whom."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.record import HEAR
from cxsim.engine.run import Lived
from cxsim.world.ties import UNIT

MOST_FRIENDS, MOST_BEYOND = 16, 24
"""People drawn at most: tied to the one in the middle, and beyond them."""
PEOPLE = ("person", "ring", "angle", "archetype", "status")
TIES = ("a", "b", "strength", "good", "bad")


class EgoMap(NamedTuple):
    """Who is drawn, and what was said along the ties between them.

    Parameters
    ----------
    people : DataFrame
        person, ring (0: the one in the middle; 1: tied to them; 2: beyond), angle (radians),
        archetype, status (`world.people`, at the horizon).
    ties : DataFrame
        a, b (a < b), strength (a strong tie has 1), good, bad: how often something of the firm was
        heard along it, either way.
    """

    people: pd.DataFrame
    ties: pd.DataFrame


def heard(lived: Lived) -> pd.DataFrame:
    """What was heard among those whose events are written down: teller, hearer, bad (0 or 1)."""
    written = min(int(lived.record.written[0]), lived.record.events.size)
    events = lived.record.events[:written]
    events = events[events["kind"] == HEAR]
    return pd.DataFrame(
        {
            "teller": events["occurrence"].astype(np.int64),
            "hearer": events["person"].astype(np.int64),
            "bad": events["to"].astype(np.int64),
        }
    )


def middle(told: pd.DataFrame) -> int | None:
    """Who told the most people something; the lowest number of those who told as many."""
    if told.empty:
        return None
    reached = told.groupby("teller")["hearer"].nunique()
    return int(str(reached.idxmax()))


def ego_map(lived: Lived) -> EgoMap | None:
    """The people around who told the most people something, and what was heard along their ties.

    None where nobody told anybody anything. Those with whom something was spoken come first, then
    the strongest ties, then low numbers.
    """
    world, told = lived.built.world, heard(lived)
    ego = middle(told)
    if ego is None:
        return None
    spoken = pd.concat([told, told.rename(columns={"teller": "hearer", "hearer": "teller"})])
    often = spoken.groupby(["teller", "hearer"]).size()

    def around(i: int, barred: set[int], most: int) -> list[int]:
        """The people tied to somebody who are drawn."""
        near = slice(int(world.tie_first[i]), int(world.tie_first[i + 1]))
        tied = zip(world.tie_to[near].tolist(), world.tie_strength[near].tolist(), strict=True)
        best = sorted((-int(often.get((i, j), 0)), -strength, j) for j, strength in tied)
        return [j for _, _, j in best if j not in barred][:most]

    friends = sorted(around(ego, {ego}, MOST_FRIENDS))
    drawn, beyond = {ego, *friends}, []
    share = max(1, MOST_BEYOND // max(1, len(friends)))
    for number, friend in enumerate(friends):
        own = [j for j in around(friend, drawn, share) if (friend, j) in often.index]
        angle = 2 * np.pi * number / len(friends)
        fan = 0.9 * 2 * np.pi / max(len(friends), 4)
        for place, j in enumerate(own):
            beyond.append((j, 2, angle + fan * ((place + 0.5) / len(own) - 0.5)))
            drawn.add(j)
    first = [(j, 1, 2 * np.pi * n / len(friends)) for n, j in enumerate(friends)]
    people = pd.DataFrame([(ego, 0, 0.0), *first, *beyond], columns=list(PEOPLE[:3]))
    who = lived.state.people[people["person"].to_numpy()]
    kinds = np.array(lived.built.names.archetypes)
    people["archetype"] = kinds[np.asarray(who.archetype, int)]
    people["status"] = np.asarray(who.status, int)
    return EgoMap(people, _between(lived, sorted(drawn), told))


def _between(lived: Lived, drawn: list[int], told: pd.DataFrame) -> pd.DataFrame:
    """The ties between those drawn, with what was heard along them."""
    world, there = lived.built.world, set(drawn)
    pairs = {
        (i, int(world.tie_to[at])): int(world.tie_strength[at])
        for i in drawn
        for at in range(int(world.tie_first[i]), int(world.tie_first[i + 1]))
        if i < world.tie_to[at] and int(world.tie_to[at]) in there
    }
    ends = np.sort(told[["teller", "hearer"]].to_numpy(), axis=1)
    along = told.assign(a=ends[:, 0], b=ends[:, 1]).groupby(["a", "b", "bad"]).size()
    rows = [
        (a, b, strength / UNIT, int(along.get((a, b, 0), 0)), int(along.get((a, b, 1), 0)))
        for (a, b), strength in sorted(pairs.items())
    ]
    return pd.DataFrame(rows, columns=list(TIES))
