"""The firm's money, year by year: no change, redesign, and the difference with its range."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd
from markupsafe import Markup

from cxsim.study.intervals import Interval, interval

from .journey_map import Mapper
from .met import Met, in_order
from .numbers import NONE, missing
from .part import Part
from .tables import Cell, Table, moved

YEAR = 12
"""Months."""
ROWS = (
    "revenue",
    "margin",
    "contact_cost",
    "team_cost",
    "programme_once",
    "programme_running",
    "profit",
    "discounted",
)
UNSAID = ("team_cost", "programme_once", "programme_running")
"""Rows that are left out where they are all zero."""


class Years(Part):
    """Tables of money by year."""

    @property
    def months(self) -> int:
        """Months looked ahead."""
        months = self.comparison.months
        return int(months["month"].max()) if len(months) else 0

    @cached_property
    def sums(self) -> pd.DataFrame:
        """Money by year, kind and replication, a column for each row of the table and world."""
        months = self.comparison.months
        mine = months[months["scenario"].isin(self.worlds)]
        mine = mine.assign(
            year=(mine["month"] - 1) // YEAR,
            margin=mine["profit"]
            + mine["contact_cost"]
            + mine["programme_cost"]
            + mine["team_cost"],
            programme_running=mine["programme_cost"] - mine["programme_once"],
        )
        futures = ["year", "kind", "replication", "scenario"]
        return pd.DataFrame(mine.groupby(futures)[list(ROWS)].sum().unstack("scenario"))

    def money(self, amount: float, signed: bool = False) -> str:
        """An amount of the firm's money."""
        currency = self.case.firm.currency
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
        return self.table("years", head, rows)

    def _called(self, year: int) -> str:
        first, last = YEAR * year + 1, min(self.months, YEAR * year + YEAR)
        if last - first + 1 == YEAR:
            return self.voice.say("year", number=year + 1)
        return self.voice.say("quarter", first=first, last=last)

    def _rows(self, sums: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
        for key in ROWS:
            worlds = sums[key]
            if key in UNSAID and not worlds.to_numpy().any():
                continue
            apart = worlds[self.scenario.name] - worlds["as_is"]
            gap = interval(*(_of(apart, kind) for kind in ("central", "drawn")))
            levels = [_of(worlds[name], "central").mean() for name in self.worlds]
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
        costs = frame.set_index(["scenario", "touchpoint", "year"])["cost"]
        years = sorted(set(frame["year"]))
        named = {name: Met() for name in frame["touchpoint"]}
        rows = []
        for name in in_order(self.case, (named, {})):
            pairs = [
                [float(costs.get((world, name, year), 0.0)) for world in self.worlds]
                for year in years
            ]
            if np.any(pairs):
                rows.append((mapper.named(name), *(moved(self.money, *pair) for pair in pairs)))
        head = (self.voice.say("touchpoint"), *(self._called(int(year)) for year in years))
        if not rows:
            return None
        table = self.table("serving", head, rows, folded=True)
        if not self.case.teams:
            return table
        return replace(table, note=f"{table.note} {self.voice.say('wages_apart')}")


def _of(sums: pd.Series[float], kind: str) -> np.ndarray:
    """The figures of one kind of future, by replication."""
    kinds = sums.index.get_level_values("kind")
    return np.asarray(sums[kinds == kind], float)
