"""The firm's money, year by year: no change, redesign, and the difference with its range."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup

from cxsim.study.intervals import Interval, interval

from .journey_map import Mapper
from .met import Met, in_order
from .numbers import NONE, missing
from .tables import Cell, Table, moved
from .voice import Voice

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison

YEAR = 12
"""Months."""
ROWS = (
    "revenue",
    "margin",
    "contact_cost",
    "programme_once",
    "programme_running",
    "profit",
    "discounted",
)


class Years:
    """Tables of money by year.

    Parameters
    ----------
    comparison : Comparison
    scenario : Scenario
        One of its redesigns.
    voice : Voice
    """

    def __init__(self, comparison: Comparison, scenario: Scenario, voice: Voice) -> None:
        self.comparison, self.scenario, self.voice = comparison, scenario, voice
        self.months = int(comparison.months["month"].max()) if len(comparison.months) else 0
        months = comparison.months
        mine = months[months["scenario"].isin(("as_is", scenario.name))]
        mine = mine.assign(
            year=(mine["month"] - 1) // YEAR,
            margin=mine["profit"] + mine["contact_cost"] + mine["programme_cost"],
            programme_running=mine["programme_cost"] - mine["programme_once"],
        )
        futures = ["year", "kind", "replication", "scenario"]
        self.sums = pd.DataFrame(mine.groupby(futures)[list(ROWS)].sum().unstack("scenario"))

    def money(self, amount: float, signed: bool = False) -> str:
        """An amount of the firm's money."""
        currency = self.comparison.as_is.as_is.firm.currency
        return self.voice.numbers.money(amount, currency, signed)

    def by_year(self) -> Table | None:
        """A group of rows for each year, and one for all of them."""
        if not self.months:
            return None
        rows: list[tuple[Cell, ...]] = []
        years = self.sums.index.unique("year")
        for year in years:
            rows += [
                (self._called(int(year)),),
                *self._rows(pd.DataFrame(self.sums.xs(year, level="year"))),
            ]
        if len(years) > 1:
            span = self.voice.say("years_in_all", count=self.months)
            rows += [(span,), *self._rows(self.sums.groupby(["kind", "replication"]).sum())]
        keys = ("money_row", "no_change", "redesign", "difference")
        head = tuple(self.voice.say(key) for key in keys)
        note = self.voice.say("years_note")
        return Table(f"{self.scenario.name}-years", self.voice.say("years_title"), head,
                     tuple(rows), note)  # fmt: skip

    def _called(self, year: int) -> str:
        first, last = YEAR * year + 1, min(self.months, YEAR * year + YEAR)
        if last - first + 1 == YEAR:
            return self.voice.say("year", number=year + 1)
        return self.voice.say("quarter", first=first, last=last)

    def _rows(self, sums: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
        for key in ROWS:
            worlds = sums[key]
            if key.startswith("programme") and not worlds.to_numpy().any():
                continue
            apart = worlds[self.scenario.name] - worlds["as_is"]
            gap = interval(*(_of(apart, kind) for kind in ("central", "drawn")))
            levels = [_of(worlds[name], "central").mean() for name in ("as_is", self.scenario.name)]
            said = (self.money(level) for level in levels)
            yield (self.voice.say(f"money_{key}"), *said, self._ranged(gap))

    def _ranged(self, gap: Interval) -> Markup:
        mean = self.money(gap.mean, signed=True)
        span = self.voice.numbers.range(
            gap.low, gap.high, lambda amount: self.money(amount, signed=True)
        )
        if span == NONE:
            return Markup("<b>{}</b>").format(mean)
        return Markup('<b>{}</b> <span class="span">({})</span>').format(mean, span)

    def payback(self) -> str:
        """When the money is back for good, and in how many futures it is."""
        decision = self.comparison.decisions[self.scenario.name]
        chance = decision.payback_chance
        horizon = self.voice.span(self.comparison.horizon_days)
        month = decision.payback_month
        if missing(chance):
            return ""
        share = self.voice.numbers.percent(chance)
        if month is None or missing(month):
            return self.voice.html("payback_chance_none", share=share, horizon=horizon)
        return self.voice.html("payback_chance", share=share, horizon=horizon, month=round(month))

    def serving(self) -> Table | None:
        """Cost to serve by touchpoint and year; None where no lives were written down."""
        frame = self.comparison.details.serving
        if not len(frame):
            return None
        mapper = Mapper(self.comparison, self.scenario, self.voice)
        worlds = ("as_is", self.scenario.name)
        costs = frame.set_index(["scenario", "touchpoint", "year"])["cost"]
        years = sorted(set(frame["year"]))
        named = {name: Met() for name in frame["touchpoint"]}
        rows = []
        for name in in_order(self.comparison.as_is.as_is, (named, {})):
            pairs = [[float(costs.get((w, name, year), 0.0)) for w in worlds] for year in years]
            if np.any(pairs):
                rows.append((mapper.named(name), *(moved(self.money, *pair) for pair in pairs)))
        head = (self.voice.say("touchpoint"), *(self._called(int(year)) for year in years))
        title, note = self.voice.say("serving_title"), self.voice.say("serving_note")
        key = f"{self.scenario.name}-serving"
        return Table(key, title, head, tuple(rows), note, folded=True) if rows else None


def _of(sums: pd.Series[float], kind: str) -> np.ndarray:
    """The figures of one kind of future, by replication."""
    kinds = sums.index.get_level_values("kind")
    return np.asarray(sums[kinds == kind], float)
