"""Tables that a built case carries: histories for the model, estimates for the reader."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from cxsim.intake.bg_nbd import BgNbd
from cxsim.intake.errors import SAID, IntakeError
from cxsim.intake.gamma_gamma import GammaGamma, spenders
from cxsim.intake.histories import Histories
from cxsim.intake.holdout import MOST_REPEATS, HoldOut
from cxsim.intake.likelihood import Fit
from cxsim.intake.purchases import PurchaseLog

WEEKS_A_ROW = 13


def write_history(histories: Histories, file: Path, most: int) -> None:
    """Write one row a distinct history, in increasing order; amounts to the cent.

    Parameters
    ----------
    histories : Histories
        One row a customer.
    file : Path
        CSV with ``repeat_purchases, recency_days, age_days, mean_value, customers``.
    most : int
        Rows at most: where there are more, neighbours in order share the past of the middle one.
    """
    frame = _frame(histories)
    if len(frame) > most:
        ends = frame["customers"].cumsum()
        block = ((ends - 1) * most // int(ends.iloc[-1])).to_numpy()
        firsts = np.flatnonzero(np.diff(block, prepend=-1))
        middle = (firsts + np.append(firsts[1:], len(frame)) - 1) // 2
        customers = np.add.reduceat(frame["customers"].to_numpy(), firsts)
        frame = frame.iloc[middle].assign(customers=customers)
    frame.to_csv(file, index=False, lineterminator="\n")


def _frame(histories: Histories) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "repeat_purchases": histories.purchases,
            "recency_days": np.rint(7 * histories.recency).astype(np.int64),
            "age_days": np.rint(7 * histories.age).astype(np.int64),
            "mean_value": np.nan_to_num(histories.spend).round(2),
            "customers": histories.customers,
        }
    )
    keys = list(frame.columns[:-1])
    return frame.groupby(keys, sort=True).sum().reset_index()


def condensed(histories: Histories, most: int) -> str:
    """What to add about a history file that had to be shortened."""
    rows = len(_frame(histories))
    return f" (condensed from {rows:,} to at most {most:,} rows)" if rows > most else ""


def dropped(log: PurchaseLog) -> str:
    """Rows left out, by reason."""
    told = [
        SAID[reason]["en"].format(count=f"{count:,}", lines="…").partition(", first")[0].rstrip(".")
        for reason, count in log.dropped.items()
    ]
    return "; ".join(told) or "none"


def purchases(fit: Fit[BgNbd]) -> str:
    """Parameters of BG/NBD and what they mean, with 95% limits."""
    meanings = {
        "purchases a week while active (r / alpha)": fit.interval(lambda v: v[0] / v[1]),
        "dropout after a repeat purchase (a / (a + b))": fit.interval(
            lambda v: v[2] / (v[2] + v[3])
        ),
        "repeat purchases in a customer's first year": fit.interval(
            lambda v: float(BgNbd(*v).expected_purchases(52))
        ),
    }
    return _limits(fit.intervals() | meanings)


def spend(fit: Fit[GammaGamma]) -> str:
    """Parameters of gamma-gamma and the mean they give, with 95% limits."""
    mean = {"mean amount of a purchase": fit.interval(lambda v: GammaGamma(*v).mean)}
    return _limits(fit.intervals() | mean)


def counts(model: BgNbd, histories: Histories) -> str:
    """Customers by repeat purchases, counted and expected."""
    rows, _ = histories.distinct()
    capped = np.minimum(rows.purchases, MOST_REPEATS)
    actual = np.bincount(capped, rows.customers, MOST_REPEATS + 1)
    expected = model.expected_counts(rows, MOST_REPEATS)
    classes = [*map(str, range(MOST_REPEATS)), f"{MOST_REPEATS} or more"]
    body = [
        (name, f"{count:,.0f}", f"{guess:,.1f}")
        for name, count, guess in zip(classes, actual, expected, strict=True)
    ]
    return _table(("repeat purchases", "customers", "expected"), body)


def correlation(histories: Histories) -> str:
    """Correlation of frequency and mean spend among those who bought again."""
    rows = spenders(histories)
    if np.ptp(rows.purchases) == 0 or np.ptp(rows.spend) == 0:
        return "not defined"
    return f"{np.corrcoef(rows.purchases, rows.spend)[0, 1]:.2f}"


def held_out(held: HoldOut | IntakeError) -> str:
    """The hold-out in words and tables, or why there is none."""
    if isinstance(held, IntakeError):
        return f"There was no forecast to check. {held}"
    table = held.predictors
    direction = "fewer" if held.bias < 0 else "more"
    words = (
        f"Fitted on the days to {held.split}, for the {held.customers:,} customers acquired by "
        f"then, the model foretold {abs(held.bias):.1%} {direction} purchases than came in the "
        f"{held.weeks:.0f} weeks after."
    )
    predictors = _table(
        ("forecast", "purchases", "bias", "mean error", "root mean square", "correlation"),
        [
            (name, f"{total:,.0f}", f"{bias:+.1%}", f"{mae:.3f}", f"{rmse:.3f}", _or_none(r))
            for name, total, bias, mae, rmse, r in table.itertuples(index=False)
        ],
    )
    return "\n\n".join(
        [
            words,
            predictors,
            "Errors are in purchases a customer; *nobody buys again* has a small mean error "
            "wherever most customers do not return, which makes it no forecast.",
            "By repeat purchases up to the split, purchases a customer after it:",
            _classes(held.by_repeats),
            "Repeat purchases of these customers by weeks of the log; the forecast here knows only "
            "the days of acquisition:",
            _quarters(held.weekly),
        ]
    )


def _classes(by_repeats: pd.DataFrame) -> str:
    body = [
        (
            f"{repeats}{' or more' * (repeats == MOST_REPEATS)}",
            f"{customers:,}",
            f"{actual:.2f}",
            f"{predicted:.2f}",
        )
        for repeats, customers, actual, predicted in by_repeats.itertuples(index=False)
    ]
    return _table(("repeat purchases", "customers", "came", "forecast"), body)


def _quarters(weekly: pd.DataFrame) -> str:
    block = (weekly["week"] - 1) // WEEKS_A_ROW
    body = []
    for (held, _), weeks in weekly.groupby(["held_out", block]):
        first, last = weeks["week"].min(), weeks["week"].max()
        part = "held out" if held else "fitted"
        came, foretold = weeks["actual"].sum(), weeks["predicted"].sum()
        body.append((f"{first}–{last}", part, f"{came:,}", f"{foretold:,.0f}"))
    return _table(("weeks", "", "came", "forecast"), body)


def _limits(rows: dict[str, tuple[float, float, float]]) -> str:
    body = [(name, *(f"{number:.4g}" for number in row)) for name, row in rows.items()]
    return _table(("", "estimate", "95% from", "to"), body)


def _or_none(number: float) -> str:
    return "–" if np.isnan(number) else f"{number:.2f}"


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *body))
