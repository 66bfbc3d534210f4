"""From differences to a decision: what is invested, what returns, how often it wins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .intervals import FEWEST_FUTURES, Interval, interval
from .replication import MONTHLY, Outcome


@dataclass(frozen=True)
class Decision:
    """What one redesign is worth, in the firm's money at present value.

    Parameters
    ----------
    verdict : str
        "fund", "dont_fund" or "cant_tell"; of a whole decision "pilot", too (`cxsim.study.decide`).
    invested, returned, npv : Interval
        Cost of the programme; what it gains before that cost; the difference of the two.
    payback_month : float or None
        Median month in which the money is back at central values, as `npv.mean` is of them; None
        if it is not within the horizon.
    payback_chance : float
        Share of the futures tested in which it is back within the horizon; NaN if none was.
    wins_nothing, wins_discount : float
        Share of the futures tested in which it beats doing nothing, and the same money as a
        discount; NaN where there is nothing to compare with.
    discount : float or None
        The price cut that costs the same, a share of the price.
    discount_npv : Interval or None
    parted_of : str
        Whose partings explain it: those of the "lost" where it loses more customers than it
        saves, or as many and money; else of the "saved".
    parted : tuple of (touchpoint, share)
        Where the two lives of those customers first differed, most frequent first.
    clv_persist, clv_fade : Interval
        Difference in lifetime value per customer of day 0, if the effect persists, if it fades.
    """

    verdict: str
    invested: Interval
    returned: Interval
    npv: Interval
    payback_month: float | None
    payback_chance: float
    wins_nothing: float
    wins_discount: float
    discount: float | None
    discount_npv: Interval | None
    parted_of: str
    parted: tuple[tuple[str, float], ...]
    clv_persist: Interval
    clv_fade: Interval


Pair = tuple[Sequence[Outcome], Sequence[Outcome]]
"""Outcomes of one world at central parameters, and at joint draws, one a replication."""


def decide(
    as_is: Pair, to_be: Pair, discount: Pair | None, cut: float | None, twins: pd.DataFrame
) -> Decision:
    """The decision on one redesign."""
    npv = [_differences(as_is[kind], to_be[kind], "npv") for kind in (0, 1)]
    cost = [_differences(as_is[kind], to_be[kind], "programme") for kind in (0, 1)]
    rival = None
    wins_discount = math.nan
    if discount is not None:
        other = [_differences(as_is[kind], discount[kind], "npv") for kind in (0, 1)]
        rival = interval(*other)
        wins_discount = _share(npv[1] > other[1])
    worth = interval(*npv)
    back = [_paybacks(as_is[kind], to_be[kind]) for kind in (0, 1)]
    whose = _explaining(worth, twins)
    lifetime = [
        interval(*(_differences(as_is[kind], to_be[kind], metric) for kind in (0, 1)))
        for metric in ("clv", "clv_fade")
    ]
    return Decision(
        verdict=verdict(worth, rival) if npv[1].size >= FEWEST_FUTURES else "cant_tell",
        invested=interval(*cost),
        returned=interval(npv[0] + cost[0], npv[1] + cost[1]),
        npv=worth,
        payback_month=_median(back[0]),
        payback_chance=_share(np.isfinite(back[1])),
        wins_nothing=_share(npv[1] > 0),
        wins_discount=wins_discount,
        discount=cut,
        discount_npv=rival,
        parted_of=whose,
        parted=_parted(twins, whose),
        clv_persist=lifetime[0],
        clv_fade=lifetime[1],
    )


def verdict(npv: Interval, discount: Interval | None) -> str:
    """Fund: low of ΔNPV above 0 and above the discount's. Don't fund: high below 0."""
    if npv.high < 0:
        return "dont_fund"
    if npv.low > 0 and (discount is None or npv.low > discount.low):
        return "fund"
    return "cant_tell"


def _column(outcomes: Sequence[Outcome], metric: str) -> np.ndarray:
    return np.array([outcome.metrics.get(metric, math.nan) for outcome in outcomes])


def _differences(as_is: Sequence[Outcome], to_be: Sequence[Outcome], metric: str) -> np.ndarray:
    return _column(to_be, metric) - _column(as_is, metric)


def _share(hits: np.ndarray) -> float:
    return float(hits.mean()) if hits.size else math.nan


def _paybacks(as_is: Sequence[Outcome], to_be: Sequence[Outcome]) -> np.ndarray:
    """Month in which the accumulated difference in profit is back above zero for good.

    None where there never is a difference: nothing was spent, and nothing came back.
    """
    profit = MONTHLY.index("profit")
    found = []
    for today, then in zip(as_is, to_be, strict=True):
        total = np.cumsum(then.months[:, profit] - today.months[:, profit])
        under = np.flatnonzero(total < 0)
        month = under[-1] + 2 if under.size else 1 if total.any() else math.inf
        found.append(float(month) if month <= total.size else math.inf)
    return np.array(found)


def _median(months: np.ndarray) -> float | None:
    middle = float(np.median(months)) if months.size else math.inf
    return middle if math.isfinite(middle) else None


def _explaining(npv: Interval, twins: pd.DataFrame) -> str:
    """Whose partings tell why: of whom there are more; the lost where it fails and none are more.

    Who is saved is not lost because it costs too much.
    """
    saved, lost = (int((twins["outcome"] == outcome).sum()) for outcome in ("saved", "lost"))
    if saved == lost:
        return "lost" if npv.mean < 0 else "saved"
    return "lost" if lost > saved else "saved"


def _parted(twins: pd.DataFrame, outcome: str) -> tuple[tuple[str, float], ...]:
    """Touchpoints at which the lives of the saved, or lost, first differed, with their share."""
    own = twins[(twins["outcome"] == outcome) & (twins["parted_touchpoint"] != "")]
    shares = own["parted_touchpoint"].value_counts(normalize=True)
    return tuple((str(name), float(share)) for name, share in shares.items())
