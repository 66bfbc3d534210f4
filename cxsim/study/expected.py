"""Expected money given the parameters: what lives came to, with the luck of each taken out.

Each future is lived once, so its money is what the parameters make of it and luck on top. A smooth
additive regression on the parameters keeps the first and leaves out the second (Strong, Oakley &
Brennan 2014, *Medical Decision Making* 34; with metamodels Jalal & Alarid-Escudero 2018, *ibid.*
38). There may be more parameters than futures, so those that matter are looked for first, among
ranks and with the share of false finds held down (Benjamini & Hochberg 1995), again among what the
others leave unexplained (Fan & Lv 2008), until nothing more shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import stats

from .splines import Additive, additive, predicted, ridge

FALSE = 0.02
"""Share of false ones among the parameters found; where none matters, the chance to find any."""
DRAWS_A_PLACE = 10
"""At most one parameter is found for so many draws; the surest come first."""
FOLDS = 10
ROUNDING = 1e-16
"""A variance this much smaller than another is zero."""


def _unit(ranks: np.ndarray) -> np.ndarray:
    """Columns with mean 0 and variance 1; 0 where nothing varies."""
    about = ranks - ranks.mean(axis=0)
    size = about.std(axis=0)
    return np.asarray(about / np.where(size > 0, size, np.inf))


def _ranks(x: np.ndarray) -> np.ndarray:
    """Ranks of each parameter, and their distance from the middle: (2, n, parameters).

    The first find what rises or falls, the second what is best or worst in between.
    """
    ranks = _unit(stats.rankdata(x, axis=0))
    return np.stack([ranks, _unit(np.abs(ranks))])


def _models(x: np.ndarray, y: np.ndarray) -> list[Additive]:
    """A model for each option (column of y), of the parameters that are found to matter."""
    ranks = _ranks(x)
    models = [additive(x, one, ()) for one in y.T]
    most = len(x) // DRAWS_A_PLACE
    scale = np.where(np.ptp(y, axis=0) > 0, y.var(axis=0), 0.0)
    left = y - y.mean(axis=0)
    moves = scale > 0
    while most:
        used = np.array([len(model.penalty) if model.columns else 0 for model in models])
        chance = _chances(ranks, left, len(x) - 2 - used)
        chance[:, left.var(axis=0) <= ROUNDING * scale] = 1.0
        threshold = _threshold(chance[:, moves])
        again = False
        for option, model in enumerate(models):
            order = np.argsort(chance[:, option], kind="stable")
            new = [int(c) for c in order if chance[c, option] <= threshold]
            new = [c for c in new if c not in model.columns][: most - len(model.columns)]
            if new:
                again = True
                own = y[:, option]
                models[option] = additive(x, own, [*model.columns, *new])
                left[:, option] = own - predicted(models[option], x, own, x)
        if not again:
            break
    return models


def _chances(ranks: np.ndarray, left: np.ndarray, free: np.ndarray) -> np.ndarray:
    """How likely chance alone gives such rank correlations: (parameters, options).

    The better of the two kinds, counted twice.
    """
    rho = np.swapaxes(ranks, 1, 2) @ _unit(stats.rankdata(left, axis=0)) / len(left)
    rho = np.clip(rho, -1 + 1e-12, 1 - 1e-12)
    t = np.abs(rho) * np.sqrt(free / (1 - rho**2))
    return np.minimum(1.0, 4 * np.asarray(stats.t.sf(t, free)).min(axis=0))


def _threshold(chance: np.ndarray) -> float:
    """The largest chance that still counts as a find (Benjamini & Hochberg 1995); -1: none does."""
    ordered = np.sort(chance, axis=None)
    passed = np.flatnonzero(ordered <= FALSE * np.arange(1, ordered.size + 1) / ordered.size)
    return float(ordered[passed[-1]]) if passed.size else -1.0


@dataclass(frozen=True)
class Expected:
    """Expected money of each option given the parameters.

    Parameters
    ----------
    futures : (n, parameters) DataFrame
        What was drawn, a column for each place.
    money : (n, options) DataFrame
        What each option came to, luck included.
    models : tuple of Additive
        One for each option.
    explained : (options,) array
        Share of the variance that the model explains in draws that it has not seen, the search for
        parameters included (cross-validated R²); 0 where it finds nothing.
    """

    futures: pd.DataFrame
    money: pd.DataFrame
    models: tuple[Additive, ...]
    explained: np.ndarray

    def number(self, option: str) -> int:
        """Which of the options it is."""
        return list(self.money.columns).index(option)

    def column(self, place: str) -> int:
        """Which of the parameters it is."""
        return list(self.futures.columns).index(place)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Parameters that matter to any option, in the order of the futures."""
        found = sorted({column for model in self.models for column in model.columns})
        return tuple(str(self.futures.columns[column]) for column in found)

    def parts(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The models fitted again to some draws, with the parameters and penalties as found.

        Returns
        -------
        means : (options,) array
        parts : (places, draws, options) array
            What each parameter adds to the mean; 0 on average over the draws.
        """
        y = self.money.to_numpy(float)[rows]
        parts = np.zeros((len(self.places), len(rows), y.shape[1]))
        where = {self.column(place): at for at, place in enumerate(self.places)}
        for option, model in enumerate(self.models):
            functions = self._functions[option][rows]
            weights = ridge(functions, y[:, option], model.penalty)
            about = functions - functions.mean(axis=0)
            for column, block in zip(model.columns, model.blocks, strict=True):
                parts[where[column], :, option] = about[:, block] @ weights[block]
        return y.mean(axis=0), parts

    @cached_property
    def _functions(self) -> list[np.ndarray]:
        x = self.futures.to_numpy(float)
        return [model.functions(x) for model in self.models]

    @cached_property
    def fitted(self) -> pd.DataFrame:
        """Expected money in each future: (n, options)."""
        means, parts = self.parts(np.arange(len(self.money)))
        return pd.DataFrame(
            means + parts.sum(axis=0), index=self.money.index, columns=self.money.columns
        )

    def curve(self, option: str, place: str, at: np.ndarray) -> np.ndarray:
        """Expected money of an option where a parameter takes given values, all others averaged."""
        y = self.money[option].to_numpy(float)
        number = self.number(option)
        column = self.column(place)
        model = self.models[number]
        found = np.full(len(at), y.mean())
        if column in model.columns:
            weights = ridge(self._functions[number], y, model.penalty)
            mine = model.columns.index(column)
            found += model.bases[mine](np.asarray(at, float)) @ weights[model.blocks[mine]]
        return found


def expected(futures: pd.DataFrame, money: pd.DataFrame) -> Expected:
    """Find what the parameters make of each option's money.

    Parameters
    ----------
    futures : (n, parameters) DataFrame
        Finite; each column varies.
    money : (n, options) DataFrame
        ΔNPV of each option in the same futures, finite; doing nothing is a column of zeros.

    Returns
    -------
    Expected

    Raises
    ------
    ValueError
        When the two are not of the same futures, or not all numbers are finite.
    """
    x, y = futures.to_numpy(float), money.to_numpy(float)
    if not futures.index.equals(money.index):
        raise ValueError("futures and money are not of the same draws")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise ValueError("futures and money must be finite")
    models = _models(x, y)
    explained = np.zeros(y.shape[1])
    if any(model.columns for model in models):
        explained = np.maximum(0.0, _cross_validated(x, y))
    kept = tuple(
        model if share > 0 else additive(x, y[:, option], ())
        for option, (model, share) in enumerate(zip(models, explained, strict=True))
    )
    found = np.array([bool(model.columns) for model in kept])
    return Expected(futures, money, kept, np.where(found, explained, 0.0))


def _cross_validated(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """R² in draws that neither the search nor the fit has seen, by option."""
    fold = np.random.default_rng(0).permutation(np.arange(len(x)) % FOLDS)
    missed, spread = np.zeros(y.shape[1]), np.zeros(y.shape[1])
    for number in range(FOLDS):
        seen, held = fold != number, fold == number
        models = _models(x[seen], y[seen])
        for option, model in enumerate(models):
            own = y[seen, option]
            error = y[held, option] - predicted(model, x[seen], own, x[held])
            missed[option] += error @ error
            spread[option] += ((y[held, option] - own.mean()) ** 2).sum()
    return np.asarray(1 - missed / np.where(spread > 0, spread, 1.0)) * (spread > 0)
