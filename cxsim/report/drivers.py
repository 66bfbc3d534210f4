"""What drives loyalty and money: effects, importance × performance, and what a survey would say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from cxsim.study.importance import APART, CONCENTRATE, Importance, importance
from cxsim.study.intervals import FEWEST_FUTURES

from .chart import Chart
from .grid import grid_chart
from .numbers import NONE, missing
from .tables import Cell, Table
from .voice import Spoken, Voice

if TYPE_CHECKING:
    from cxsim.study.drivers import Drivers

NAMED = 3
"""Touchpoints that a sentence names at most."""
METRICS = ("kept", "nps", "churn_monthly", "npv")


def spread(found: Drivers, voice: Voice) -> str:
    """What the ranges of a study of drivers are ranges of."""
    count = found.plan.draws
    key = "" if count >= FEWEST_FUTURES else "_few" if count > 1 else "_none"
    return voice.say(f"drivers_spread{key}", count=count)


@dataclass(frozen=True)
class DriversPart(Spoken):
    """What the page says of drivers.

    Parameters
    ----------
    found : Drivers
    language : str
        "es", "en" or a full locale such as "es_PE".
    metric : str
        What importance is an effect on: "kept" or "npv".
    """

    found: Drivers
    language: str = "es"
    metric: str = "kept"

    @cached_property
    def importance(self) -> Importance:
        """Importance × performance."""
        return importance(self.found, self.metric)

    @cached_property
    def numbered(self) -> dict[str, int]:
        """The number of each touchpoint in charts, in the order of the case."""
        return {name: number for number, name in enumerate(self.found.touchpoints, 1)}

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Effects of single touchpoints, by metric and touchpoint."""
        mine = self.found.effects[self.found.effects["touchpoint"] != ""]
        return mine.set_index(["metric", "touchpoint"])

    def plain(self, name: str) -> str:
        """A touchpoint as people call it, as plain text."""
        return self.voice.short(self.found.as_is.as_is.touchpoints[name].label, name)

    def named(self, name: str) -> Markup:
        """The same for a page."""
        return self.voice.named(self.found.as_is.as_is.touchpoints[name].label, name)

    def archetype(self, name: str) -> str:
        """An archetype as people call it, or all customers."""
        if not name:
            return self.voice.say("importance_all")
        return self.voice.short(self.found.as_is.as_is.archetypes[name].label, name)

    def written(self, metric: str) -> Callable[[float], str]:
        """How a difference of a metric is written."""
        numbers, currency = self.voice.numbers, self.found.as_is.as_is.firm.currency
        return {
            "kept": lambda value: numbers.count(value, signed=True),
            "nps": lambda value: numbers.decimal(value, 1, signed=True),
            "churn_monthly": lambda share: numbers.points(share, 3),
            "npv": lambda amount: numbers.money(amount, currency, signed=True),
        }[metric]

    @property
    def raised(self) -> str:
        """Points by which each was raised."""
        return self.voice.numbers.plain(self.found.raised, 2)

    def ranged(self, row: dict[Any, Any], metric: str, key: str = "delta") -> Cell:
        """A figure with its range on a line of its own."""
        write = self.written(metric)
        if missing(row[key]):
            return NONE
        if missing(row["low"]):
            return write(row[key])
        span = self.voice.numbers.range(row["low"], row["high"], write)
        return Markup('{}<br><span class="range">{}</span>').format(write(row[key]), span)

    def lead(self) -> list[Markup]:
        """What was found, in sentences."""
        return [self.voice.html(key, **parts) for key, parts in self.said()]

    def said(self) -> Iterator[tuple[str, dict[str, object]]]:
        """The sentences, as key and parts."""
        yield "drivers_lead", {"raised": self.raised}
        grid = self.importance.grid
        sure = grid[(grid["archetype"] == "") & grid["sure"]]
        good = sure[sure["importance"] > 0].sort_values("importance", ascending=False)
        bad = sure[sure["importance"] < 0].sort_values("importance")
        if len(good):
            yield "drivers_most", self._most(good.iloc[0])
        else:
            yield "drivers_none", {}
        if len(good) > 1:
            yield "drivers_next", {"items": self._items(good.iloc[1 : 1 + NAMED])}
        if len(bad):
            yield "drivers_against", {"items": self._items(bad.iloc[:NAMED])}
        if self.found.left_out:
            names = ", ".join(self.plain(name) for name in self.found.left_out)
            yield "drivers_left_out", {"names": names}
        short = self.found.raises[self.found.raises["raised"] < self.found.raised - 1e-9]
        if len(short):
            items = ", ".join(
                self.voice.say(
                    "drivers_capped_item",
                    name=self.plain(name),
                    raised=self.voice.numbers.plain(raised, 2),
                )
                for name, raised in zip(short["touchpoint"], short["raised"], strict=True)
            )
            yield "drivers_capped", {"items": items}

    def _most(self, row: pd.Series[Any]) -> dict[str, object]:
        write = self.written(self.metric)
        span = self.voice.numbers.range(row["low"], row["high"], write)
        people = self.voice.numbers.count(self.found.as_is.as_is.firm.customers)
        return {
            "name": self.plain(row["touchpoint"]),
            "kept": write(row["importance"]),
            "total": people,
            "range": "" if span == NONE else f" ({span})",
        }

    def _items(self, rows: pd.DataFrame) -> str:
        write = self.written(self.metric)
        return ", ".join(
            self.voice.say("drivers_item", name=self.plain(name), kept=write(effect))
            for name, effect in zip(rows["touchpoint"], rows["importance"], strict=True)
        )

    def table(self) -> Table:
        """What each touchpoint does, the one that keeps most first."""
        say = self.voice.say
        known = [metric for metric in METRICS if metric in self.effects.index.unique("metric")]
        heads = {"churn_monthly": "drivers_churn"}
        head = [say(heads.get(metric, f"drivers_{metric}")) for metric in known]
        order = self.effects.loc["kept"]["delta"].sort_values(ascending=False, kind="stable").index
        rows = [
            (
                self.named(str(name)),
                *(self.ranged(self._effect(metric, str(name)), metric) for metric in known),
            )
            for name in order
        ]
        return Table(
            "drivers",
            say("drivers_table_title", raised=self.raised),
            (say("importance_touchpoint"), *head),
            tuple(rows),
            say(
                "drivers_table_note",
                horizon=self.voice.span(self.found.plan.horizon_days),
                spread=spread(self.found, self.voice),
            ),
        )

    def _effect(self, metric: str, name: str) -> dict[Any, Any]:
        rows: list[dict[Any, Any]] = self.effects.loc[[(metric, name)]].to_dict("records")
        return rows[0]

    def archetypes(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """All customers, then each archetype, with its touchpoints."""
        grid = self.importance.grid
        for name in ("", *self.found.as_is.as_is.archetypes):
            mine = grid[grid["archetype"] == name]
            if len(mine):
                yield name, mine

    def grid(self) -> Table:
        """Importance and performance of each touchpoint, archetype by archetype."""
        say, numbers = self.voice.say, self.voice.numbers
        rows: list[tuple[Cell, ...]] = []
        for archetype, mine in self.archetypes():
            rows.append((self.archetype(archetype),))
            order = mine.sort_values("importance", ascending=False, kind="stable")
            for row in order.to_dict("records"):
                quadrant = say(f"importance_{row['quadrant']}")
                if not row["sure"]:
                    quadrant = say("importance_unsure", quadrant=quadrant)
                name = str(row["touchpoint"])
                rows.append(
                    (
                        Markup("{}. {}").format(self.numbered[name], self.named(name)),
                        self.ranged(row, self.metric, "importance"),
                        numbers.decimal(row["felt"], 1),
                        numbers.percent(row["failures"]),
                        quadrant,
                    )
                )
        keys = ("touchpoint", "effect", "felt", "failures", "quadrant")
        what = say(f"importance_axis_{self.metric}")
        return Table(
            "importance",
            say("importance_table_title"),
            tuple(say(f"importance_{key}") for key in keys),
            tuple(rows),
            say(
                "importance_table_note",
                what=what,
                raised=self.raised,
                spread=spread(self.found, self.voice),
            ),
        )

    @cached_property
    def chart(self) -> Chart:
        """Importance against performance, a panel for each archetype."""
        say = self.voice.say
        title = say("importance_chart_title")
        panels = [(self.archetype(name), mine) for name, mine in self.archetypes()]
        items = "; ".join(
            say("importance_alt_item", archetype=label, names=self._first(mine))
            for label, mine in panels
        )
        drawn = grid_chart(
            panels,
            self.numbered,
            (say("importance_axis_felt"), say(f"importance_axis_{self.metric}")),
            self.written(self.metric),
            self.voice,
            (title, say("importance_alt", title=title, items=items or NONE)),
        )
        return Chart("importance", Markup(drawn), title, say("importance_chart_caption"))

    def _first(self, mine: pd.DataFrame) -> str:
        """What an archetype needs first, as the chart shows it."""
        first = mine[mine["quadrant"] == CONCENTRATE].sort_values("importance", ascending=False)
        return self._called(first["touchpoint"]) or NONE

    def _called(self, names: Iterable[str]) -> str:
        return ", ".join(self.plain(name) for name in names)

    def survey_lead(self) -> list[Markup]:
        """Where a survey's correlation says otherwise, in sentences."""
        return [self.voice.html(key, **parts) for key, parts in self._of_survey()]

    def _of_survey(self) -> Iterator[tuple[str, dict[str, object]]]:
        yield "survey_lead", {}
        ranks = self.importance.ranks
        mine = ranks[ranks["archetype"] == ""]
        far = self.importance.disagreements().head(NAMED)
        if len(far):
            items = ", ".join(
                self.voice.say(
                    "survey_differ_item",
                    name=self.plain(row["touchpoint"]),
                    r_rank=row["r_rank"],
                    effect_rank=row["effect_rank"],
                    count=len(mine),
                )
                for row in far.to_dict("records")
            )
            yield "survey_differ", {"items": items}
        elif len(mine):
            yield "survey_agree", {"apart": APART - 1}
        silent = [name for name in self.found.touchpoints if name not in set(mine["touchpoint"])]
        if silent:
            yield "survey_silent", {"names": self._called(silent)}

    def survey(self) -> Table:
        """Both rankings beside each other, over all customers."""
        say, numbers, write = self.voice.say, self.voice.numbers, self.written(self.metric)
        ranks = self.importance.ranks
        rows = [
            (
                self.named(str(row["touchpoint"])),
                numbers.decimal(row["effect_rank"]),
                write(row["effect"]),
                numbers.decimal(row["r_rank"]),
                numbers.decimal(row["r"], 2, signed=True),
            )
            for row in ranks[ranks["archetype"] == ""].to_dict("records")
        ]
        keys = ("survey_rank", "importance_effect", "survey_r_rank", "survey_r")
        return Table(
            "survey",
            say("survey_table_title"),
            (say("importance_touchpoint"), *map(say, keys)),
            tuple(rows),
            say("survey_table_note"),
        )

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return {f"{self.chart.key}.svg": str(self.chart.svg)}
