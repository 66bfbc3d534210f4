"""What ten points of NPS are worth here, which depends on how they are earned.

No correlation across customers or firms: worlds in which quality is better are lived by the same
people as today, and what they are worth more is set against the NPS they have more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from .drivers import ALL, ENDS, Drivers, touchpoint_of
from .futures import KINDS
from .intervals import LEVEL, Interval, interval

WANTED = 10.0
"""Points."""
WAY = ["nps", "npv", "gains"]
LEAST = 0.5
"""Points of NPS that a world must move to be told what ten are worth by it; a choice."""


@dataclass(frozen=True)
class Points:
    """What points of NPS are worth.

    Parameters
    ----------
    wanted : float
        Points at which worth is read.
    curve : DataFrame
        size (points of quality everywhere alike), nps, npv and of each its low, high, mc_low,
        mc_high ("nps_low" …): differences to today.
    worth : Interval
        Money that `wanted` points are worth where quality rises everywhere alike, read off the
        curve of each life; NaN where nothing was lived everywhere, or NPS did not rise.
    beyond : float
        Share of the lives in which `wanted` points lie beyond what was lived, so that the last
        stretch was carried on in a straight line.
    ways : DataFrame
        scenario, touchpoint ("" of a redesign), nps, npv (before the costs of a redesign),
        gains (whether that is above 0 beyond luck and joint draws), worth, low, high, mc_low,
        mc_high (of `wanted` points earned this way, in a straight line from what was lived), beyond
        (whether that is beyond it), sure (whether NPS rose enough, and in every life; worth is NaN
        where not). The dearest first.
    """

    wanted: float
    curve: pd.DataFrame
    worth: Interval
    beyond: float
    ways: pd.DataFrame

    @property
    def spread(self) -> tuple[dict[str, object], dict[str, object]] | None:
        """The ways by which points are worth most and least; None of fewer than two."""
        told = self.ways[self.ways["sure"]].to_dict("records")
        return (dict(told[0]), dict(told[-1])) if len(told) > 1 else None  # type: ignore[arg-type]


def points(found: Drivers, wanted: float = WANTED) -> Points:
    """Read off what points of NPS are worth.

    Parameters
    ----------
    found : Drivers
    wanted : float
        Points, above 0.
    """
    nps, money = found.lives("nps"), found.lives("npv") + found.lives("programme")
    sizes = [size for size in sorted(found.everywhere) if f"{ALL}{size:g}" in nps]
    names = [f"{ALL}{size:g}" for size in sizes]
    rows, nan = [], math.nan
    for size, name in zip(sizes, names, strict=True):
        rows.append((size, *_told(nps[name]), *_told(money[name])))
    ends = [f"{what}{end}" for what in ("nps", "npv") for end in ("", *(f"_{e}" for e in ENDS))]
    worth, beyond = Interval(nan, nan, nan, nan, nan), nan
    if names:
        pairs = zip(nps[names].to_numpy(), money[names].to_numpy(), strict=True)
        read = [_at(*pair, wanted) for pair in pairs]
        values = pd.Series([value for value, _ in read], nps.index)
        worth, beyond = _interval(values), float(np.mean([far for _, far in read]))
    ways = pd.DataFrame(
        [_way(str(name), nps[name], money[name], wanted) for name in nps if name not in names],
        columns=["scenario", "touchpoint", *WAY, "worth", *ENDS, "beyond", "sure"],
    ).sort_values("worth", ascending=False, ignore_index=True, kind="stable")
    return Points(wanted, pd.DataFrame(rows, columns=["size", *ends]), worth, beyond, ways)


def _interval(values: pd.Series[float]) -> Interval:
    """Of a figure by (kind, replication)."""
    kinds = values.index.get_level_values("kind")
    return interval(*(values[kinds == kind].to_numpy(float) for kind in KINDS))


def _told(values: pd.Series[float]) -> Iterator[float]:
    found = _interval(values)
    yield from (found.mean, found.low, found.high, found.mc_low, found.mc_high)


def _at(nps: np.ndarray, money: np.ndarray, wanted: float) -> tuple[float, bool]:
    """Money at so many points on the line through the worlds of one life, from no change on.

    Returns
    -------
    value : float
        NaN where NPS did not rise.
    beyond : bool
        Whether the points lie beyond what was lived: then as much for each point as at the
        largest size.
    """
    xs, ys = np.insert(nps, 0, 0.0), np.insert(money, 0, 0.0)
    for at in range(1, len(xs)):
        if xs[at - 1] < wanted <= xs[at]:
            share = (wanted - xs[at - 1]) / (xs[at] - xs[at - 1])
            return float(ys[at - 1] + share * (ys[at] - ys[at - 1])), False
    if not xs[-1] >= LEAST:
        return math.nan, True
    return float(wanted * ys[-1] / xs[-1]), True


def _way(
    name: str, nps: pd.Series[float], money: pd.Series[float], wanted: float
) -> tuple[object, ...]:
    """A row of `Points.ways`: a ratio of means, its error by the ratio's own residuals."""
    central = nps.index.get_level_values("kind") == KINDS[0]
    x, y = (one[central].to_numpy(float) for one in (nps, money))
    lived = np.isfinite(x) & np.isfinite(y)
    x, y = x[lived], y[lived]
    mean = float(x.mean()) if x.size else math.nan
    gained = _interval(money)
    gains = min(gained.low, gained.mc_low) > 0
    about = (name, touchpoint_of(name), mean, gained.mean, gains)
    if not (mean >= LEAST and bool((nps.dropna() > 0).all())):
        return *about, *[math.nan] * 5, True, False
    worth = wanted * float(y.mean()) / mean
    drawn = (wanted * money / nps)[~central].to_numpy(float)
    found = interval(np.array([worth]), drawn)
    half = math.nan
    if x.size > 1:
        left = wanted * y / mean - worth * x / mean
        error = left.std(ddof=1) / math.sqrt(x.size)
        half = float(stats.t.ppf(0.5 + LEVEL / 2, x.size - 1)) * error
    ends = (found.low, found.high, worth - half, worth + half)
    return *about, worth, *ends, mean < wanted, True
