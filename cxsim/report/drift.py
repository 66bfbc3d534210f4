"""Doing nothing: how today's journey itself moves from the first months to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from cxsim.study.intervals import interval

from .numbers import NONE
from .tables import Cell, Table
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import AsIs
    from cxsim.study import Comparison

SPAN = 3
"""Months that are averaged, so that a single month's luck does not pass for a drift."""
LEFT = ("left_voluntary", "left_non_payment", "left_involuntary")


def drift(comparison: Comparison, voice: Voice) -> Table | None:
    """NPS, monthly churn, customers and profit in today's journey: first months, each year's last.

    None where the horizon is too short to have a first and a last.
    """
    months = comparison.months
    mine = months[months["scenario"] == "as_is"].sort_values("month")
    last = int(mine["month"].max()) if len(mine) else 0
    if last < 2:
        return None
    ends = [end for end in range(12, last + 1, 12) if end > SPAN]
    if not ends or ends[-1] < last:
        ends = [*ends, last]
    span = SPAN if last >= 2 * SPAN else 1
    windows = [(1, span), *((end - span + 1, end) for end in ends)]
    begun = mine.groupby(["kind", "replication"])["customers"].shift(1, fill_value=np.nan)
    there = begun.fillna(comparison.customers).where(lambda n: n > 0)
    mine = mine.assign(churn=sum(mine[cause] for cause in LEFT) / there)
    scale, currency = comparison.scale, comparison.as_is.as_is.firm.currency
    numbers = voice.numbers

    def money(amount: float, signed: bool = False) -> str:
        return numbers.money(amount, currency, signed)

    def points(value: float) -> str:
        return voice.say("points", difference=value)

    rows: list[tuple[Cell, ...]] = [
        _row(mine, windows, "nps", voice, lambda v: numbers.decimal(v, 1),
             lambda v: numbers.decimal(v, 1, signed=True)),
        _row(mine, windows, "churn", voice, lambda v: numbers.percent(v, 2),
             lambda v: numbers.points(v, 2)),
        _row(mine, windows, "customers", voice, lambda v: numbers.count(v * scale),
             lambda v: numbers.count(v * scale, signed=True)),
        _row(mine, windows, "profit", voice, money, lambda v: money(v, signed=True)),
    ]  # fmt: skip
    told = [voice.say("quarter", first=a, last=b) if b > a else voice.say("month", month=a)
            for a, b in windows]  # fmt: skip
    head = (voice.say("measure"), *told, voice.say("drift_change"))
    kept = tuple(row for row in rows if any(cell != NONE for cell in row[1:]))
    return Table("drift", voice.say("drift_title"), head, kept, voice.say("drift_note"))


def lead(case: AsIs, voice: Voice) -> str:
    """What moves though nothing is done; the rise of standards where the case states one."""
    said, rise = voice.say("drift_lead"), case.market.standards_rise.value
    if rise <= 0:
        return said
    return f"{said} {voice.say('drift_standards', rise=voice.numbers.plain(rise))}"


def _row(
    frame: pd.DataFrame,
    windows: list[tuple[int, int]],
    what: str,
    voice: Voice,
    level: Callable[[float], str],
    change: Callable[[float], str],
) -> tuple[Cell, ...]:
    """A measure's mean in each window, and the last less the first with its range."""
    means = [
        frame[frame["month"].between(*window)].groupby(["kind", "replication"])[what].mean()
        for window in windows
    ]
    central = [mean[mean.index.get_level_values("kind") == "central"] for mean in means]
    apart = means[-1] - means[0]
    kinds = apart.index.get_level_values("kind")
    gap = interval(*(np.asarray(apart[kinds == kind], float) for kind in ("central", "drawn")))
    span = voice.numbers.range(gap.low, gap.high, change)
    said = change(gap.mean) if span == NONE else f"{change(gap.mean)} ({span})"
    return (voice.say(f"drift_{what}"), *(level(float(one.mean())) for one in central), said)
