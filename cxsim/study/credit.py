"""What coalitions of levers changed in each life, made into shares, interactions and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from cxsim.measure.metrics import METRICS
from cxsim.scenario import library

from . import shapley
from .futures import KINDS
from .intervals import interval
from .runner.live import DONE

ROUNDING = 1e-12
"""An interaction this small beside the figures it is made of is their rounding."""
MEASURED = tuple(metric for metric in METRICS if metric != "nps_same_as_is")
"""All metrics of which there are differences; `nps_same_as_is` is what `nps_same` stands beside."""
LIFE = ["kind", "replication"]


class Credit:
    """What was lived, as differences of coalitions to today's journey in the same run.

    Parameters
    ----------
    frame : DataFrame
        All rows.
    players, names : tuple of str
        Of levers, and of the coalitions lived, the empty one left out.
    orders : array or None
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        players: tuple[str, ...],
        names: tuple[str, ...],
        orders: np.ndarray | None,
    ) -> None:
        self.players, self.names, self.orders = players, names, orders
        done = frame[frame["status"] == DONE]
        redesigned = done["scenario"] != library.AS_IS
        self.lived = done[redesigned].set_index(["scenario", *LIFE])
        own = self.lived[list(METRICS)]
        today = done[~redesigned].set_index("run")[list(METRICS)].loc[self.lived["run"]]
        today.index = own.index
        today["nps_same"] = own["nps_same_as_is"]
        self.level = own.abs() + today.abs()
        apart = own - today
        self.apart = apart.where(np.isfinite(apart))

    @property
    def some(self) -> bool:
        """Whether any life at central values came to its end in every coalition."""
        ended = self.lived[_central(self.lived.index)].groupby(level="replication").size()
        return bool((ended == len(self.names)).any())

    def _wide(self, table: pd.DataFrame, metric: str) -> pd.DataFrame:
        """A metric by life and coalition, lives at central values first."""
        return table[metric].unstack("scenario").reindex(columns=list(self.names))

    def values(self, metric: str) -> pd.DataFrame:
        """As `Attribution.values`."""
        return self._wide(self.apart, metric)

    def _game(self, metric: str) -> tuple[pd.Index[Any], np.ndarray]:
        """The lives, and their values as `shapley` reads them: of the empty coalition first.

        A life in which one coalition lacks the metric counts for none.
        """
        table = self.values(metric)
        values = np.insert(table.to_numpy(float), 0, 0.0, axis=1)
        values[np.isnan(values).any(axis=1)] = np.nan
        return table.index, values

    def _sampled(self, values: np.ndarray) -> np.ndarray:
        """By pair of orders, (pairs, lives, players)."""
        assert self.orders is not None, "nothing was drawn"
        return shapley.sampled(values, shapley.met(len(self.players), self.orders), self.orders)

    def shares(self, metric: str) -> pd.DataFrame:
        """As `Attribution.by_life`."""
        lives, values = self._game(metric)
        exact = self.orders is None
        found = shapley.shares(values) if exact else self._sampled(values).mean(axis=0)
        return pd.DataFrame(found, lives, list(self.players))

    def _errors(self, metric: str) -> np.ndarray:
        """Standard errors of the shares for the orders drawn, luck held as it is, (players,)."""
        if self.orders is None:
            return np.zeros(len(self.players))
        pairs = self._sampled(self._at_centre(metric)).mean(axis=1)
        return np.asarray(pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs)))

    def _at_centre(self, metric: str) -> np.ndarray:
        """The values at central values, of lives whose coalitions all have the metric."""
        lives, values = self._game(metric)
        return values[_central(lives) & np.isfinite(values).all(axis=1)]

    def tables(self, whole: bool) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Shares, interactions and coalitions, as `Attribution` has them."""
        metrics = [one for one in MEASURED if whole and len(self._at_centre(one))]
        ends = ["low", "high", "mc_low", "mc_high"]
        shares = [row for metric in metrics for row in self._shares(metric)]
        pairs = [row for metric in metrics for row in self._interactions(metric)]
        coalitions = [row for metric in metrics for row in self._coalitions(metric)]
        return (
            pd.DataFrame(shares, columns=["metric", "lever", "share", *ends, "sampling_error"]),
            pd.DataFrame(pairs, columns=["metric", "lever", "other", "value", *ends]),
            pd.DataFrame(coalitions, columns=["levers", "size", "metric", "value"]),
        )

    def _shares(self, metric: str) -> Iterator[tuple[object, ...]]:
        found, errors = self.shares(metric), self._errors(metric)
        for lever, error in zip(self.players, errors, strict=True):
            yield metric, lever, *_ends(found[lever]), float(error)

    def _interactions(self, metric: str) -> Iterator[tuple[object, ...]]:
        if self.orders is not None:
            return
        lives, values = self._game(metric)
        largest = self._wide(self.level, metric).max(axis=1).to_numpy()
        found = shapley.interactions(values, ROUNDING * largest)
        for at, lever in enumerate(self.players):
            for beside, other in enumerate(self.players[at + 1 :], at + 1):
                yield metric, lever, other, *_ends(pd.Series(found[:, at, beside], lives))

    def _coalitions(self, metric: str) -> Iterator[tuple[object, ...]]:
        means = self._at_centre(metric).mean(axis=0)[1:]
        for name, value in zip(self.names, means, strict=True):
            yield name, name.count("+") + 1, metric, float(value)


def _central(lives: pd.Index[Any]) -> np.ndarray:
    """Which of some lives are at central values."""
    return np.asarray(lives.get_level_values("kind") == KINDS[0])


def _ends(of_lives: pd.Series[float]) -> tuple[float, float, float, float, float]:
    """Mean and both intervals of a figure by life."""
    by_kind = of_lives.groupby("kind")
    groups = {kind: some.to_numpy() for kind, some in by_kind}
    none = np.empty(0)
    found = interval(*(groups.get(kind, none) for kind in KINDS))
    return found.mean, found.low, found.high, found.mc_low, found.mc_high
