"""Importance × performance by archetype, and where a survey's correlation says otherwise.

The grid of Martilla & James (1977), with one difference: importance is not what customers say or
what goes together in answers, but what raising the touchpoint did to the same people.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .drivers import ENDS, Drivers

KEEP, CONCENTRATE, LOW, OVERDONE = "keep", "concentrate", "low", "overdone"
QUADRANTS = (CONCENTRATE, KEEP, LOW, OVERDONE)
"""Important and felt worse than the others; important and felt better; neither; felt better
without being important."""
APART = 3
"""Places by which two rankings differ at least where they are said to disagree: a choice."""


@dataclass(frozen=True)
class Importance:
    """What to better first, by archetype.

    Parameters
    ----------
    metric : str
        What importance is an effect on: "kept" or "npv".
    grid : DataFrame
        archetype ("" all together), touchpoint, importance (effect of the raise), low, high,
        mc_low, mc_high, felt, failures, visits (as `Drivers.felt`), importance_cut, felt_cut
        (plain means over the archetype's touchpoints, where the grid is cut), quadrant (one of
        `QUADRANTS`), sure (whether both ranges, that of luck and that over joint draws, are on one
        side of 0). Only touchpoints that customers of the archetype met.
    ranks : DataFrame
        archetype, touchpoint, effect, effect_rank, r, r_rank (1 is first), apart (r_rank less
        effect_rank): touchpoints of which both are known.
    agreement : DataFrame
        archetype, touchpoints, rho: Spearman's rank correlation of both, NaN from fewer than three.
    """

    metric: str
    grid: pd.DataFrame
    ranks: pd.DataFrame
    agreement: pd.DataFrame

    def disagreements(self, archetype: str = "") -> pd.DataFrame:
        """Touchpoints that a survey's correlation ranks far from their effect, the farthest first.

        Parameters
        ----------
        archetype : str
        """
        mine = self.ranks[self.ranks["archetype"] == archetype]
        far = mine[mine["apart"].abs() >= APART]
        return far.loc[far["apart"].abs().sort_values(ascending=False, kind="stable").index]


def importance(found: Drivers, metric: str = "kept") -> Importance:
    """Set what a raise does beside what is felt today, and beside what a survey would say.

    Parameters
    ----------
    found : Drivers
    metric : str
        "kept" (customers) or "npv" (money).
    """
    effects = pd.concat([found.effects.assign(archetype=""), found.archetypes])
    effects = effects[(effects["metric"] == metric) & (effects["touchpoint"] != "")]
    felt = pd.concat([_together(found.felt), found.felt])
    by = ["archetype", "touchpoint"]
    grid = effects.merge(felt, on=by).rename(columns={"delta": "importance"})
    grid = grid[grid["felt"].notna()]
    cuts = grid.groupby("archetype", sort=False)[["importance", "felt"]].transform("mean")
    grid = grid.assign(importance_cut=cuts["importance"], felt_cut=cuts["felt"])
    important = grid["importance"] > grid["importance_cut"]
    well = grid["felt"] > grid["felt_cut"]
    choices = [important & ~well, important & well, ~important & ~well]
    names = np.select(choices, [CONCENTRATE, KEEP, LOW], OVERDONE)
    ends = grid[["low", "mc_low", "high", "mc_high"]]
    sure = (ends.iloc[:, :2] > 0).all(axis=1) | (ends.iloc[:, 2:] < 0).all(axis=1)
    columns = [*by, "importance", *ENDS, "felt", "failures", "visits", "importance_cut", "felt_cut"]
    whole = grid.assign(quadrant=names, sure=sure)[[*columns, "quadrant", "sure"]]
    ranks = _ranks(effects.merge(found.survey[found.survey["r"].notna()], on=by))
    return Importance(metric, whole.reset_index(drop=True), ranks, _agreement(ranks))


def _together(felt: pd.DataFrame) -> pd.DataFrame:
    """What all archetypes together feel."""
    weighted = felt.assign(
        felt=felt["felt"] * felt["visits"], failures=felt["failures"] * felt["visits"]
    )
    sums = weighted.groupby("touchpoint", sort=False)[["visits", "felt", "failures"]].sum()
    met = sums["visits"].where(sums["visits"] > 0)
    shares = sums[["felt", "failures"]].div(met, axis=0)
    return shares.assign(visits=sums["visits"], archetype="").reset_index()


def _ranks(both: pd.DataFrame) -> pd.DataFrame:
    """As `Importance.ranks`."""
    groups = both.groupby("archetype", sort=False)
    told = pd.DataFrame(
        {
            "archetype": both["archetype"],
            "touchpoint": both["touchpoint"],
            "effect": both["delta"],
            "effect_rank": groups["delta"].rank(ascending=False, method="first").astype(int),
            "r": both["r"],
            "r_rank": groups["r"].rank(ascending=False, method="first").astype(int),
        }
    )
    told["apart"] = told["r_rank"] - told["effect_rank"]
    return told.sort_values(["archetype", "effect_rank"], ignore_index=True)


def _agreement(ranks: pd.DataFrame) -> pd.DataFrame:
    """As `Importance.agreement`."""

    def rows() -> Iterator[tuple[str, int, float]]:
        for archetype, mine in ranks.groupby("archetype", sort=False):
            rho = math.nan
            if len(mine) > 2:
                rho = float(stats.spearmanr(mine["effect_rank"], mine["r_rank"]).statistic)
            yield str(archetype), len(mine), rho

    return pd.DataFrame(list(rows()), columns=["archetype", "touchpoints", "rho"])
