"""Expected money given the parameters: what lives came to, with the luck of each taken out.

Each future is lived once, so its money is what the parameters make of it and luck on top. A smooth
additive regression on the parameters keeps the first and leaves out the second (Strong, Oakley &
Brennan 2014, *Medical Decision Making* 34; with metamodels Jalal & Alarid-Escudero 2018, *ibid.*
38). What single parameters do may be known beforehand, from lives at both their ends (`Line`); it
is taken out first. There may be more parameters than futures, so those that matter to what is left
are looked for, among ranks and with the share of false finds held down (Benjamini & Hochberg 1995),
again among what the others leave unexplained (Fan & Lv 2008), until nothing more shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

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


class Line(NamedTuple):
    """An option's money along one parameter, all else the same, as it was lived.

    Parameters
    ----------
    option, place : str
    at : tuple of float
        Values of the parameter, ascending, two at least; between them money goes straight.
    money : tuple of float
        ΔNPV there.
    error : float
        Standard error of the difference between two of these by luck; 0 where it is known exactly.
    """

    option: str
    place: str
    at: tuple[float, ...]
    money: tuple[float, ...]
    error: float = 0.0

    def __call__(self, at: np.ndarray) -> np.ndarray:
        """Money at some values; beyond the ends it goes on as before them."""
        x, y = np.array(self.at), np.array(self.money)
        piece = np.clip(np.searchsorted(x, at) - 1, 0, len(x) - 2)
        slope = np.diff(y) / np.diff(x)
        return np.asarray(y[piece] + slope[piece] * (np.asarray(at, float) - x[piece]))


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


def surest(chance: np.ndarray) -> np.ndarray:
    """Which of some finds count, with the share of false ones among them held down."""
    return np.asarray(chance <= _threshold(chance))


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
        One for each option, of what the lines leave.
    lines : mapping of (option, place) to Line
        What is known of single parameters beforehand.
    telling : frozenset of (option, place)
        Lines that what the futures came to does not speak against. The others tell what a parameter
        does where all else is as usual, and little of what it does on average.
    explained : (options,) array
        Share of the variance that lines and model explain in draws that they have not seen, the
        search for parameters included (cross-validated R²); 0 where there is nothing.
    """

    futures: pd.DataFrame
    money: pd.DataFrame
    models: tuple[Additive, ...]
    lines: Mapping[tuple[str, str], Line]
    telling: frozenset[tuple[str, str]]
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
        return self.places_of(*self.money.columns)

    def places_of(self, *options: str) -> tuple[str, ...]:
        """Parameters that matter to one of some options, in the order of the futures."""
        columns = self.futures.columns
        found = {str(columns[c]) for one in options for c in self.models[self.number(one)].columns}
        found |= {place for option, place in self.lines if option in options}
        return tuple(str(place) for place in columns if place in found)

    def parts(
        self, rows: np.ndarray, luck: np.random.Generator | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """The models fitted again to some draws, with parameters, penalties and lines as found.

        Parameters
        ----------
        rows : (draws,) int array
        luck : Generator or None
            Moves each line by its error, as other lives would; None leaves them.

        Returns
        -------
        means : (options,) array
        parts : (places, draws, options) array
            What each parameter adds to the mean; 0 on average over the draws.
        """
        y = self.money.to_numpy(float)[rows]
        left = self._left[rows]
        parts = np.zeros((len(self.places), len(rows), y.shape[1]))
        where = {place: at for at, place in enumerate(self.places)}
        for line in self._telling:
            if luck is not None:
                luck_of = line.error / np.sqrt(2) * luck.normal(size=len(line.money))
                moved = np.array(line.money) + luck_of
                line = line._replace(money=tuple(moved))
            known = line(self.futures[line.place].to_numpy(float)[rows])
            parts[where[line.place], :, self.number(line.option)] += known - known.mean()
        for option, model in enumerate(self.models):
            functions = self._functions[option][rows]
            weights = ridge(functions, left[:, option], model.penalty)
            about = functions - functions.mean(axis=0)
            for column, block in zip(model.columns, model.blocks, strict=True):
                at = where[str(self.futures.columns[column])]
                parts[at, :, option] += about[:, block] @ weights[block]
        return y.mean(axis=0), parts

    @cached_property
    def _left(self) -> np.ndarray:
        """What the lines leave of the money, (n, options)."""
        return left_by(self._telling, self.futures, self.money)

    @property
    def _telling(self) -> list[Line]:
        return [line for about, line in self.lines.items() if about in self.telling]

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
        """What a parameter makes of an option's money at given values, up to a constant.

        As it was lived, with all others as usual, where it was; else as fitted, with all others
        averaged.
        """
        at, line = np.asarray(at, float), self.lines.get((option, place))
        if line is not None:
            return line(at)
        number, column = self.number(option), self.column(place)
        model = self.models[number]
        if column not in model.columns:
            return np.zeros(len(at))
        weights = ridge(self._functions[number], self._left[:, number], model.penalty)
        mine = model.columns.index(column)
        return np.asarray(model.bases[mine](at) @ weights[model.blocks[mine]])


def left_by(lines: Iterable[Line], futures: pd.DataFrame, money: pd.DataFrame) -> np.ndarray:
    """What lines leave of the money of each future, (n, options)."""
    left = money.to_numpy(float).copy()
    for line in lines:
        known = line(futures[line.place].to_numpy(float))
        left[:, list(money.columns).index(line.option)] -= known - known.mean()
    return left


def expected(futures: pd.DataFrame, money: pd.DataFrame, lines: Sequence[Line] = ()) -> Expected:
    """Find what the parameters make of each option's money.

    Parameters
    ----------
    futures : (n, parameters) DataFrame
        Finite; each column varies.
    money : (n, options) DataFrame
        ΔNPV of each option in the same futures, finite; doing nothing is a column of zeros.
    lines : sequence of Line
        What is known of single parameters; those of other options, or of what does not vary, are
        left aside.

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
    known = [line for line in lines if line.option in money and line.place in futures]
    variance = y.var(axis=0)
    scale = np.where(variance > 0, variance, 1.0)
    telling = [one for name in money for one in _telling(known, str(name), futures, money)]
    left = left_by(telling, futures, money)
    models = _models(x, left)
    alone = 1 - left.var(axis=0) / scale
    explained = _cross_validated(x, left, y) if any(m.columns for m in models) else alone
    # What is found is kept where it tells more of draws unseen than the lines do alone.
    better = explained > alone
    kept = tuple(
        model if good else additive(x, left[:, option], ())
        for option, (model, good) in enumerate(zip(models, better, strict=True))
    )
    share = np.where(variance > 0, np.where(better, explained, alone), 0.0)
    lived = {(one.option, one.place): one for one in known}
    sound = frozenset((one.option, one.place) for one in telling)
    return Expected(futures, money, kept, lived, sound, share)


def _telling(
    lines: Sequence[Line], option: str, futures: pd.DataFrame, money: pd.DataFrame
) -> list[Line]:
    """An option's lines but those with which its futures stray further than without any.

    What is known exactly stays; of the others that goes first without which least is left.
    """
    mine = [line for line in lines if line.option == option]
    own = money[[option]]

    def left(some: Sequence[Line]) -> float:
        return float(left_by(some, futures, own).var())

    while left(mine) > own[option].var(ddof=0):
        unsure = [line for line in mine if line.error > 0]
        if not unsure:
            break
        worst = min(unsure, key=lambda line: left([one for one in mine if one is not line]))
        mine.remove(worst)
    return mine


def _cross_validated(x: np.ndarray, left: np.ndarray, y: np.ndarray) -> np.ndarray:
    """R² of `y` in draws that neither the search among what lines leave nor the fit has seen."""
    fold = np.random.default_rng(0).permutation(np.arange(len(x)) % FOLDS)
    missed, spread = np.zeros(y.shape[1]), np.zeros(y.shape[1])
    for number in range(FOLDS):
        seen, held = fold != number, fold == number
        models = _models(x[seen], left[seen])
        for option, model in enumerate(models):
            own = left[seen, option]
            error = left[held, option] - predicted(model, x[seen], own, x[held])
            missed[option] += error @ error
            spread[option] += ((y[held, option] - y[seen, option].mean()) ** 2).sum()
    return np.asarray(1 - missed / np.where(spread > 0, spread, 1.0)) * (spread > 0)
