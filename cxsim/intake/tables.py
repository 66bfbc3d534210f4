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
from cxsim.intake.words import say

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


def condensed(histories: Histories, most: int, language: str) -> str:
    """What to add about a history file that had to be shortened."""
    rows = len(_frame(histories))
    said = " (condensed from {rows:,} to at most {most:,} rows)"
    return say(said, language, rows=rows, most=most) if rows > most else ""


def dropped(log: PurchaseLog, language: str) -> str:
    """Rows left out, by reason."""
    told = [
        # The sentence without its lines: a file's reader asks how many, not where.
        SAID[reason][language].format(count=f"{count:,}", lines="").partition(", ")[0].rstrip(".")
        for reason, count in log.dropped.items()
    ]
    return "; ".join(told) or say("none", language)


def purchases(fit: Fit[BgNbd], language: str) -> str:
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
    return _limits(fit.intervals(), meanings, language)


def spend(fit: Fit[GammaGamma], language: str) -> str:
    """Parameters of gamma-gamma and the mean they give, with 95% limits."""
    mean = {"mean amount of a purchase": fit.interval(lambda v: GammaGamma(*v).mean)}
    return _limits(fit.intervals(), mean, language)


def counts(model: BgNbd, histories: Histories, language: str) -> str:
    """Customers by repeat purchases, counted and expected."""
    rows, _ = histories.distinct()
    capped = np.minimum(rows.purchases, MOST_REPEATS)
    actual = np.bincount(capped, rows.customers, MOST_REPEATS + 1)
    expected = model.expected_counts(rows, MOST_REPEATS)
    classes = [_repeats(count, language) for count in range(MOST_REPEATS + 1)]
    body = [
        (name, f"{count:,.0f}", f"{guess:,.1f}")
        for name, count, guess in zip(classes, actual, expected, strict=True)
    ]
    return _table(("repeat purchases", "customers", "expected"), body, language)


def correlation(histories: Histories, language: str) -> str:
    """Correlation of frequency and mean spend among those who bought again."""
    rows = spenders(histories)
    if np.ptp(rows.purchases) == 0 or np.ptp(rows.spend) == 0:
        return say("not defined", language)
    return f"{np.corrcoef(rows.purchases, rows.spend)[0, 1]:.2f}"


def held_out(held: HoldOut | IntakeError, language: str) -> str:
    """The hold-out in words and tables, or why there is none."""
    if isinstance(held, IntakeError):
        return say("There was no forecast to check. {why}", language, why=held.text(language))
    return "\n\n".join(
        [
            _foretold(held, language),
            _predictors(held.predictors, language),
            say(
                "Errors are in purchases a customer; *nobody buys again* has a small mean error "
                "wherever most customers do not return, which makes it no forecast.",
                language,
            ),
            say("By repeat purchases up to the split, purchases a customer after it:", language),
            _classes(held.by_repeats, language),
            say(
                "Repeat purchases of these customers by weeks of the log; the forecast here knows "
                "only the days of acquisition:",
                language,
            ),
            _quarters(held.weekly, language),
        ]
    )


def _foretold(held: HoldOut, language: str) -> str:
    known = (
        "Fitted on the days to {split}, for the {customers:,} customers acquired by then, the "
        "model foretold {bias:.1%} "
    )
    direction = "fewer" if held.bias < 0 else "more"
    return say(
        f"{known}{direction} purchases than came in the {{weeks:.0f}} weeks after.",
        language,
        split=held.split,
        customers=held.customers,
        bias=abs(held.bias),
        weeks=held.weeks,
    )


def _predictors(table: pd.DataFrame, language: str) -> str:
    body = [
        (
            say(name, language),
            f"{total:,.0f}",
            f"{bias:+.1%}",
            f"{mae:.3f}",
            f"{rmse:.3f}",
            _or_none(r),
        )
        for name, total, bias, mae, rmse, r in table.itertuples(index=False)
    ]
    head = ("forecast", "purchases", "bias", "mean error", "root mean square", "correlation")
    return _table(head, body, language)


def _classes(by_repeats: pd.DataFrame, language: str) -> str:
    body = [
        (_repeats(repeats, language), f"{customers:,}", f"{actual:.2f}", f"{predicted:.2f}")
        for repeats, customers, actual, predicted in by_repeats.itertuples(index=False)
    ]
    return _table(("repeat purchases", "customers", "came", "forecast"), body, language)


def _repeats(count: int, language: str) -> str:
    """A class of repeat purchases; the last one is open."""
    return say("{count} or more", language, count=count) if count == MOST_REPEATS else str(count)


def _quarters(weekly: pd.DataFrame, language: str) -> str:
    block = (weekly["week"] - 1) // WEEKS_A_ROW
    body = []
    for (held, _), weeks in weekly.groupby(["held_out", block]):
        first, last = weeks["week"].min(), weeks["week"].max()
        part = say("held out" if held else "fitted", language)
        came, foretold = weeks["actual"].sum(), weeks["predicted"].sum()
        body.append((f"{first}–{last}", part, f"{came:,}", f"{foretold:,.0f}"))
    return _table(("weeks", "", "came", "forecast"), body, language)


Limits = dict[str, tuple[float, float, float]]


def _limits(parameters: Limits, meanings: Limits, language: str) -> str:
    """Parameters by their own names, and what they mean in words."""
    rows = parameters | {say(name, language): row for name, row in meanings.items()}
    body = [(name, *(f"{number:.4g}" for number in row)) for name, row in rows.items()]
    return _table(("", "estimate", "95% from", "to"), body, language)


def _or_none(number: float) -> str:
    return "–" if np.isnan(number) else f"{number:.2f}"


def _table(head: Sequence[str], body: Iterable[Sequence[str]], language: str) -> str:
    names = [say(name, language) if name else "" for name in head]
    rule = ["---"] + ["---:"] * (len(head) - 1)
    return "\n".join(f"| {' | '.join(row)} |" for row in (names, rule, *body))
