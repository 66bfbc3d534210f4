"""What points of NPS are worth, and that it depends on how they are earned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup
from matplotlib.ticker import FuncFormatter

from cxsim.study.points import LEAST

from .chart import Chart
from .drawing import AFTER, FAINT, INK, SOFT, canvas, svg
from .drivers import spread
from .grid import put_numbers
from .numbers import NONE, missing
from .tables import Cell, Table
from .voice import Spoken

if TYPE_CHECKING:
    from cxsim.study.drivers import Drivers
    from cxsim.study.points import Points

WIDE, HIGH = 8.0, 4.6
"""Inches."""
NAMED = 3


@dataclass(frozen=True)
class PointsPart(Spoken):
    """What the page says of the worth of points.

    Parameters
    ----------
    points : Points
    found : Drivers
        What they were read off.
    language : str
        "es", "en" or a full locale such as "es_PE".
    """

    points: Points
    found: Drivers
    language: str = "es"

    def money(self, amount: float) -> str:
        """Money gained."""
        currency = self.found.as_is.as_is.firm.currency
        return self.voice.numbers.money(amount, currency, signed=True)

    @property
    def wanted(self) -> str:
        """The points told of."""
        return self.voice.numbers.plain(self.points.wanted, 1)

    def plain(self, way: dict[Any, Any]) -> str:
        """A way as people call it, as plain text."""
        label, name = self._label(way)
        return self.voice.short(label, name)

    def _label(self, way: dict[Any, Any]) -> tuple[Any, str]:
        touchpoint = str(way["touchpoint"])
        if touchpoint:
            return self.found.as_is.as_is.touchpoints[touchpoint].label, touchpoint
        name = str(way["scenario"])
        return next(one.label for one in self.found.to_be if one.name == name), name

    def _range(self, low: float, high: float) -> str:
        """A range in brackets, or nothing."""
        span = self.voice.numbers.range(low, high, self.money)
        return "" if span == NONE else self.voice.say("points_range", range=span)

    @property
    def heading(self) -> str:
        """Of the part."""
        return self.voice.say("points_heading", wanted=self.wanted)

    def lead(self) -> list[Markup]:
        """What was found, in sentences."""
        return [self.voice.html(key, **parts) for key, parts in self.said()]

    def said(self) -> Iterator[tuple[str, dict[str, object]]]:
        """The sentences, as key and parts."""
        yield "points_lead", {"horizon": self.voice.span(self.found.plan.horizon_days)}
        worth = self.points.worth
        if not missing(worth.mean):
            parts = {"worth": self.money(worth.mean), "range": self._range(worth.low, worth.high)}
            yield "points_everywhere", {"wanted": self.wanted, **parts}
            if self.points.beyond > 0:
                yield "points_beyond", {"share": self.voice.numbers.percent(self.points.beyond)}
        elif len(self.points.curve):
            yield "points_nowhere", {}
        apart = self.points.spread
        if apart is not None:
            most, least = apart
            yield (
                "points_spread",
                {
                    "first": self.plain(most),
                    "most": self.money(float(str(most["worth"]))),
                    "most_range": self._range(*self._ends(most)),
                    "last": self.plain(least),
                    "least": self.money(float(str(least["worth"]))),
                    "least_range": self._range(*self._ends(least)),
                },
            )
            if not missing(self._ends(most)[0]):
                clear = self._ends(most)[0] > self._ends(least)[1]
                yield "points_apart" if clear else "points_overlap", {}
        ways = self.points.ways
        blind = ways[(ways["nps"] < LEAST) & ways["gains"]]
        blind = blind.sort_values("npv", ascending=False)
        if len(blind):
            items = ", ".join(
                self.voice.say(
                    "points_without_item", name=self.plain(way), money=self.money(way["npv"])
                )
                for way in blind.head(NAMED).to_dict("records")
            )
            yield "points_without", {"items": items}

    @staticmethod
    def _ends(way: dict[str, object]) -> tuple[float, float]:
        return float(str(way["low"])), float(str(way["high"]))

    @cached_property
    def numbered(self) -> list[tuple[int, dict[Any, Any]]]:
        """Each way with its number, in the order of the table."""
        return list(enumerate(self.points.ways.to_dict("records"), 1))

    def table(self) -> Table:
        """What points are worth by how they are earned, dearest first."""
        say, numbers = self.voice.say, self.voice.numbers
        rows: list[tuple[Cell, ...]] = []
        if not missing(self.points.worth.mean):
            worth = self._below(self.points.worth.mean, self.points.worth, self.points.beyond > 0)
            rows.append((say("points_all"), "", "", worth))
        for number, way in self.numbered:
            label, name = self._label(way)
            told = pd.Series(way)
            rows.append(
                (
                    Markup("{}. {}").format(number, self.voice.named(label, name)),
                    numbers.decimal(way["nps"], 1, signed=True),
                    self.money(way["npv"]),
                    self._below(way["worth"], told, bool(way["beyond"])),
                )
            )
        head = (say("points_way"), say("points_nps"), say("points_npv"))
        raised = numbers.plain(self.found.raised, 2)
        return Table(
            "points",
            say("points_table_title", wanted=self.wanted),
            (*head, say("points_worth", wanted=self.wanted)),
            tuple(rows),
            say(
                "points_table_note",
                raised=raised,
                wanted=self.wanted,
                spread=spread(self.found, self.voice),
            ),
        )

    def _below(self, worth: float, ends: Any, far: bool) -> Cell:
        """A worth with its range on a line of its own."""
        if missing(worth):
            return NONE
        told = self.money(worth)
        told = self.voice.say("points_far", worth=told) if far else told
        if missing(ends.low):
            return told
        span = self.voice.numbers.range(ends.low, ends.high, self.money)
        return Markup('{}<br><span class="range">{}</span>').format(told, span)

    @cached_property
    def chart(self) -> Chart:
        """Money against points: the curve of quality everywhere, and each way alone."""
        say, numbers, curve = self.voice.say, self.voice.numbers, self.points.curve
        title = say("points_chart_title")
        with canvas(WIDE, HIGH) as (figure, axes):
            axes.axhline(0, color=FAINT, linewidth=0.9)
            axes.axvline(0, color=FAINT, linewidth=0.9)
            for row in curve.to_dict("records"):
                ends: Any = {"color": SOFT, "linewidth": 0.8}
                axes.plot([row["nps_low"], row["nps_high"]], [row["npv"]] * 2, **ends)
                axes.plot([row["nps"]] * 2, [row["npv_low"], row["npv_high"]], **ends)
            across, up = [0.0, *curve["nps"]], [0.0, *curve["npv"]]
            axes.plot(across, up, **{**AFTER, "markersize": 5})
            ways = self.points.ways
            dots = ways[["nps", "npv"]].to_numpy(float)
            axes.plot(
                dots[:, 0],
                dots[:, 1],
                linestyle="none",
                marker="D",
                markersize=5.5,
                markerfacecolor="white",
                markeredgecolor=INK,
            )
            axes.margins(0.08)
            axes.set_xlabel(say("points_axis_nps"))
            axes.set_ylabel(say("points_axis_npv"))
            axes.xaxis.set_major_formatter(
                FuncFormatter(lambda x, _: numbers.plain(x, 1, signed=True))
            )
            axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: self.money(y)))
            axes.locator_params(axis="y", nbins=6)
            figure.draw_without_rendering()
            put_numbers(axes, dots, [str(number) for number, _ in self.numbered], 72 / figure.dpi)
            drawn = svg(figure, "points", title, self._described(title))
        sizes = ", ".join(f"+{numbers.plain(size, 2)}" for size in curve["size"])
        told = spread(self.found, self.voice)
        caption = say("points_chart_caption", sizes=sizes or NONE, spread=told)
        return Chart("points", Markup(drawn), title, caption)

    def _described(self, title: str) -> str:
        """The chart in words."""
        say, numbers = self.voice.say, self.voice.numbers
        named = [
            (say("points_size", size=numbers.plain(row["size"], 2)), row)
            for row in self.points.curve.to_dict("records")
        ]
        named += [(self.plain(way), way) for _, way in self.numbered]
        items = "; ".join(
            say(
                "points_chart_item",
                name=name,
                nps=numbers.decimal(row["nps"], 1, signed=True),
                money=self.money(row["npv"]),
            )
            for name, row in named
        )
        return say("points_chart_alt", title=title, items=items or NONE)

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return {f"{self.chart.key}.svg": str(self.chart.svg)}
