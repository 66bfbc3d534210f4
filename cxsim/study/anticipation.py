"""Whether what the firm hears goes ahead of who leaves: measured NPS, true NPS, satisfaction.

Told within futures. A case drifts, and who is discontent leaves first, so that in any future NPS
rises and churn falls with the years: that would look like foresight and is none. So two things are
taken out of every series: the mean path of all futures, month by month, and what is left of a
future's own slow path, a polynomial of the third degree. What remains are ups and downs about the
course. Whether those of NPS go ahead of those of churn is held against the same futures paired
wrongly, NPS of one with churn of another: both keep their own ups and downs, from month to month,
and have nothing to do with each other. The band is that of the largest correlation at any lead, so
looking at many leads finds no more than looking at one: where there is nothing, 5 cases of 100 get
an answer other than "no" or "can't tell". A lead of 0 is no warning.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxsim.scenario import library

SIGNALS = ("nps_measured", "nps", "satisfaction")
"""What the survey shows, what all customers would answer, what they feel."""
ANTICIPATES, TOGETHER, CONTRARY, NO, CANT_TELL = VERDICTS = (
    "anticipates",
    "together",
    "contrary",
    "no",
    "cant_tell",
)
LEADS = 12
PERMUTATIONS = 999
FALSE_ALARMS = 0.05
"""Share of cases without any link in which one is found."""
SLOW = 3
"""Degree of what counts as a future's own slow path; a modelling choice."""
MATTERS = 0.1
"""Share of churn's ups and downs, luck of single customers left out, from which on a warning is
worth having; a modelling choice. That there is none is said where so much can be ruled out; else it
cannot be told."""
FEWEST_PAIRINGS = 19
"""So that one in twenty is the largest."""
FEWEST_FUTURES, FEWEST_MONTHS = 6, 18
"""With fewer no band can be drawn, or there is nothing left beside slow paths."""


@dataclass(frozen=True)
class Anticipation:
    """What goes ahead of leaving by choice.

    Parameters
    ----------
    scenarios : tuple of str
        Worlds looked at.
    futures, months : int
        Put together, of each world.
    answers : DataFrame
        scenario, signal, verdict (anticipates; together: in the same month, so no warning;
        contrary: the higher, the more leave later; no; cant_tell), lead (months, of the strongest
        correlation with churn), r (there), band (the largest |r| at any lead in 95 of 100 cases
        without a link), explained (r² less what chance gives), most (what it may explain at most),
        chance (share of churn's ups and downs that is the luck of single customers), p.
    leads : DataFrame
        scenario, signal, lead (0, 1, …), r, band.
    course : DataFrame
        scenario, month, nps_measured, nps, churn (share of the customers who leave by choice in the
        month): means of the lives at central values.
    """

    scenarios: tuple[str, ...]
    futures: int
    months: int
    answers: pd.DataFrame
    leads: pd.DataFrame
    course: pd.DataFrame

    def verdict(self, signal: str, scenario: str = library.AS_IS) -> str:
        """The answer for a signal in a world."""
        mine = self.answers.set_index(["scenario", "signal"])["verdict"]
        return str(mine[scenario, signal])

    def fails(self, scenario: str = library.AS_IS) -> str:
        """Where the warning gets lost.

        Returns
        -------
        str
            "nowhere": the survey gives it. "survey": what customers feel gives it, the survey does
            not. "sentiment": not even that does. "" where it cannot be told.
        """
        measured, *true = (self.verdict(signal, scenario) for signal in SIGNALS)
        if measured == ANTICIPATES:
            return "nowhere"
        if ANTICIPATES in true:
            return "" if measured == CANT_TELL else "survey"
        return "" if CANT_TELL in true else "sentiment"


def anticipation(
    months: pd.DataFrame,
    scenarios: Sequence[str] = (library.AS_IS,),
    leads: int = LEADS,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
) -> Anticipation:
    """See what goes ahead of churn over many futures.

    Parameters
    ----------
    months : DataFrame
        scenario, kind, replication, month, customers, left_voluntary, joined, left_non_payment,
        left_involuntary and the columns of `SIGNALS`: `Comparison.months`, or the table "months"
        that a study keeps.
    scenarios : sequence of str
        Worlds to look at.
    leads : int
        Months ahead, at most.
    permutations : int
        Wrong pairings of futures, 19 or more.
    seed : int
        Of the pairings.
    """
    rows: list[tuple[object, ...]] = []
    lines: list[tuple[object, ...]] = []
    futures = length = 0
    for scenario in scenarios:
        told = Told.of(months[months["scenario"] == scenario])
        futures, length = told.churn.shape
        for signal in SIGNALS:
            luck = np.random.default_rng([seed, SIGNALS.index(signal)])
            found = _answer(told, signal, leads, max(FEWEST_PAIRINGS, permutations), luck)
            rows.append((scenario, signal, *found[0]))
            lines += [(scenario, signal, *line) for line in found[1]]
    columns = ["verdict", "lead", "r", "band", "explained", "most", "chance", "p"]
    return Anticipation(
        tuple(scenarios),
        futures,
        length,
        pd.DataFrame(rows, columns=["scenario", "signal", *columns]),
        pd.DataFrame(lines, columns=["scenario", "signal", "lead", "r", "band"]),
        _course(months[months["scenario"].isin(scenarios)]),
    )


def churn(months: pd.DataFrame) -> pd.Series[float]:
    """Of the customers at the beginning of each month, the share who left by choice in it.

    Parameters
    ----------
    months : DataFrame
        In order of month within each future.
    """
    gone = months[["left_voluntary", "left_non_payment", "left_involuntary"]].sum(axis=1)
    before = months["customers"] + gone - months["joined"]
    return months["left_voluntary"] / before.where(before > 0)


@dataclass(frozen=True)
class Told:
    """The futures of one world.

    Parameters
    ----------
    kinds : (futures,) array of str
    signals : dict of (futures, months) arrays
    churn, chance : (futures, months) array
        Share who left by choice, and its variance by the luck of single customers.
    """

    kinds: np.ndarray
    signals: dict[str, np.ndarray]
    churn: np.ndarray
    chance: np.ndarray

    @staticmethod
    def of(months: pd.DataFrame) -> Told:
        """From the months of one world."""
        rate = churn(months)
        table = months.assign(churn=rate, chance=rate * (1 - rate) / months["customers"].clip(1))
        by = table.set_index(["kind", "replication", "month"])[[*SIGNALS, "churn", "chance"]]
        wide = by.unstack("month").sort_index()
        kinds = wide.index.get_level_values("kind").to_numpy()
        some = {name: wide[name].to_numpy(float) for name in (*SIGNALS, "churn", "chance")}
        return Told(kinds, some, some.pop("churn"), some.pop("chance"))


def _answer(
    told: Told, signal: str, leads: int, permutations: int, luck: np.random.Generator
) -> tuple[tuple[object, ...], list[tuple[int, float, float]]]:
    """A row of `answers` after its names, and those of `leads`."""
    series, rate = told.signals[signal], told.churn
    unknown = ~(np.isfinite(series) & np.isfinite(rate)).all(axis=0)
    there = np.arange(len(unknown)) > np.flatnonzero(unknown).max(initial=-1)
    nothing: tuple[tuple[object, ...], list[tuple[int, float, float]]]
    nothing = (CANT_TELL, 0, *[math.nan] * 6), []
    groups = [np.flatnonzero(told.kinds == kind) for kind in dict.fromkeys(told.kinds)]
    if max(map(len, groups), default=0) < FEWEST_FUTURES or there.sum() < FEWEST_MONTHS:
        return nothing
    x, y = (about_course(one[:, there], groups) for one in (series, rate))
    if not (x.any() and y.any()):
        return nothing
    most = min(leads, int(there.sum()) // 2)
    products = np.stack([_products(x, y, lead) for lead in range(most + 1)])
    r = np.trace(products, axis1=1, axis2=2)
    wrong = np.stack([_paired(products, groups, luck) for _ in range(permutations)])
    largest = np.abs(wrong).max(axis=1)
    band = float(np.sort(largest)[math.ceil((1 - FALSE_ALARMS) * (permutations + 1)) - 1])
    # A smoothed series loses the luck of its months by as much as any other variation.
    freedom = (1 - len(groups) / len(x)) * (1 - (SLOW + 1) / there.sum())
    chance = min(1.0, float(told.chance[:, there].sum() * freedom / (y**2).sum()))
    best = int(np.argmax(np.abs(r)))
    by_luck = float((largest**2).mean())
    explained = max(0.0, (float(r[best]) ** 2 - by_luck) / (1 - by_luck))
    possible = min(1.0, (max(0.0, -float(r.min())) + band) ** 2)
    verdict = _verdict(r, best, band, possible / (1 - chance) if chance < 1 else math.inf)
    p = (1 + int((largest >= np.abs(r).max()).sum())) / (1 + permutations)
    about = (verdict, best, float(r[best]), band, explained, possible, chance, p)
    return about, [(lead, float(value), band) for lead, value in enumerate(r)]


def _verdict(r: np.ndarray, best: int, band: float, possible: float) -> str:
    """The answer, where so much of what is not luck may be explained at most."""
    if abs(r[best]) > band:
        if r[best] > 0:
            return CONTRARY
        return ANTICIPATES if best > 0 else TOGETHER
    return NO if possible < MATTERS else CANT_TELL


def about_course(series: np.ndarray, groups: Sequence[np.ndarray]) -> np.ndarray:
    """Series less the mean path of their group and their own slow path, (futures, months).

    Parameters
    ----------
    series : (futures, months) array
    groups : sequence of int arrays
        Futures that are alike: lives at central values, and joint draws.
    """
    left = series.astype(float)
    for group in groups:
        left[group] -= left[group].mean(axis=0)
    steps = np.linspace(-1, 1, series.shape[1])
    basis, _ = np.linalg.qr(np.vander(steps, SLOW + 1))
    left -= (left @ basis) @ basis.T
    # What rounding leaves of a series without ups and downs is none.
    left[np.abs(left) <= 1e-12 * np.abs(series).max(initial=0.0)] = 0.0
    return left


def _products(x: np.ndarray, y: np.ndarray, lead: int) -> np.ndarray:
    """Of each future's x with each one's y so many months later, (futures, futures).

    Scaled so that the trace is the correlation, and that of any pairing, too.
    """
    ahead, behind = x[:, : x.shape[1] - lead], y[:, lead:]
    scale = math.sqrt(float((ahead**2).sum() * (behind**2).sum()))
    return np.asarray(ahead @ behind.T / scale) if scale else np.zeros((len(x), len(x)))


def _paired(
    products: np.ndarray, groups: Sequence[np.ndarray], luck: np.random.Generator
) -> np.ndarray:
    """Correlations by lead with each future's x beside the y of one of its group at random."""
    other = np.arange(products.shape[1])
    for group in groups:
        other[group] = luck.permutation(group)
    return np.asarray(products[:, np.arange(len(other)), other].sum(axis=1))


def _course(months: pd.DataFrame) -> pd.DataFrame:
    """As `Anticipation.course`."""
    told = months.assign(churn=churn(months))
    central = told[told["kind"] == "central"]
    shown = central if len(central) else told
    means = shown.groupby(["scenario", "month"], sort=False)[["nps_measured", "nps", "churn"]]
    return means.mean().reset_index()
