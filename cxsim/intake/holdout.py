"""How well a model fitted on the first part of a log foretells the rest."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxsim.intake.bg_nbd import BgNbd, fit_bg_nbd
from cxsim.intake.errors import IntakeError, fault
from cxsim.intake.histories import Histories
from cxsim.intake.likelihood import Fit
from cxsim.intake.purchases import EPOCH, PurchaseLog

MOST_REPEATS = 7
MODEL = "BG/NBD"


@dataclass(frozen=True, eq=False)
class HoldOut:
    """A forecast of repeat purchases beside what came.

    Attributes
    ----------
    split : date
        Last day fitted.
    weeks : float
        Length of the part held out.
    customers : int
        Customers acquired up to the split; the others are not forecast.
    fit : Fit
        BG/NBD fitted up to the split.
    predictors : DataFrame
        ``predictor``, ``purchases``, ``bias`` (share of the actual purchases), ``mae`` and
        ``rmse`` (purchases a customer), ``correlation`` with the actual (NaN for a constant).
        The first row is what came.
    weekly : DataFrame
        ``week`` of the log, ``held_out``, ``actual`` and ``predicted`` repeat purchases of these
        customers, the prediction from acquisition dates alone (whole weeks only).
    by_repeats : DataFrame
        ``repeats`` up to the split (the last class open), ``customers``, ``actual`` and
        ``predicted`` purchases a customer in the part held out.
    """

    split: date
    weeks: float
    customers: int
    fit: Fit[BgNbd]
    predictors: pd.DataFrame
    weekly: pd.DataFrame
    by_repeats: pd.DataFrame

    @property
    def bias(self) -> float:
        """Purchases that BG/NBD foretold too many, as a share of those that came."""
        table = self.predictors
        return float(table.loc[table["predictor"] == MODEL, "bias"].iloc[0])


def hold_out(log: PurchaseLog, split: date | None = None) -> HoldOut:
    """Fit the log up to ``split`` and foretell the rest.

    Parameters
    ----------
    log : PurchaseLog
        The whole log.
    split : date, optional
        Last day to fit; by default half of the observation in whole weeks.

    Raises
    ------
    IntakeError
        If either part is empty, or nobody bought again in the first.
    """
    if split is None:
        weeks_seen = ((log.last_date - log.first_date).days + 1) // 7
        split = log.first_date + timedelta(weeks=weeks_seen // 2, days=-1)
    if not log.first_date <= split < log.last_date:
        raise IntakeError(fault("no_split", split=split, first=log.first_date, last=log.last_date))
    seen = log.until(split)
    histories = seen.histories()
    fit = fit_bg_nbd(histories)
    weeks = (log.last_day - seen.last_day) / 7
    rows, row = histories.distinct()
    predicted = fit.model.expected_future(weeks, rows)[row]
    cohort = log.acquired() <= seen.last_day
    actual = _purchases_after(log, seen.last_day)[cohort]
    return HoldOut(
        split,
        weeks,
        seen.customers,
        fit,
        _predictors(actual, predicted, histories, weeks),
        _weekly(log, cohort, seen.last_day, fit.model),
        _by_repeats(actual, predicted, histories),
    )


def _purchases_after(log: PurchaseLog, day: int) -> NDArray[np.int64]:
    return np.bincount(log.customer[log.day > day], minlength=log.customers)


def _predictors(
    actual: NDArray[np.int64],
    predicted: NDArray[np.float64],
    histories: Histories,
    weeks: float,
) -> pd.DataFrame:
    """The model against what anyone could say without one."""
    own_rate = histories.purchases / np.maximum(histories.age, 1 / 7) * weeks
    guesses = {
        "actual": actual.astype(float),
        MODEL: predicted,
        "everybody keeps their rate": own_rate,
        "nobody buys again": np.zeros(len(actual)),
    }
    total = max(int(actual.sum()), 1)
    varies = {name: np.ptp(guess) > 0 and np.ptp(actual) > 0 for name, guess in guesses.items()}
    return pd.DataFrame(
        {
            "predictor": list(guesses),
            "purchases": [guess.sum() for guess in guesses.values()],
            "bias": [(guess.sum() - actual.sum()) / total for guess in guesses.values()],
            "mae": [np.abs(guess - actual).mean() for guess in guesses.values()],
            "rmse": [np.sqrt(((guess - actual) ** 2).mean()) for guess in guesses.values()],
            "correlation": [
                np.corrcoef(guess, actual)[0, 1] if varies[name] else np.nan
                for name, guess in guesses.items()
            ],
        }
    )


def _weekly(
    log: PurchaseLog, cohort: NDArray[np.bool_], last_fitted: int, model: BgNbd
) -> pd.DataFrame:
    first = (log.first_date - EPOCH).days
    weeks = (log.last_day - first + 1) // 7
    acquired = log.acquired()
    repeat = cohort[log.customer] & (log.day > acquired[log.customer])
    week_of = (log.day[repeat] - first) // 7
    days, newcomers = np.unique(acquired[cohort] - first, return_counts=True)
    ends = 7 * np.arange(weeks + 1) - 1  # last day of each week, the one before the first included
    ages = np.maximum(ends[:, np.newaxis] - days, 0) / 7
    until = model.expected_purchases(ages) @ newcomers
    return pd.DataFrame(
        {
            "week": np.arange(1, weeks + 1),
            "held_out": ends[1:] > last_fitted - first,
            "actual": np.bincount(week_of, minlength=weeks)[:weeks],
            "predicted": np.diff(until),
        }
    )


def _by_repeats(
    actual: NDArray[np.int64], predicted: NDArray[np.float64], histories: Histories
) -> pd.DataFrame:
    repeats = np.minimum(histories.purchases, MOST_REPEATS)
    frame = pd.DataFrame({"repeats": repeats, "actual": actual, "predicted": predicted})
    grouped = frame.groupby("repeats")
    table = grouped[["actual", "predicted"]].mean().reset_index()
    table.insert(1, "customers", grouped.size().to_numpy())
    return table
