"""The figures of a sweep: each of its figures against what was varied."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from . import grounds, names
from .chart import Chart
from .drawing import INK, Look, canvas, legend, svg
from .figures import HALF
from .numbers import NONE
from .stress import LOOKS
from .sweep_places import BINS, Place

if TYPE_CHECKING:
    from .sweep import SweepReport

DOTS = 250
"""Points that a figure shows at most."""


@dataclass(frozen=True)
class SweepFigures:
    """What is drawn of a sweep.

    Parameters
    ----------
    report : SweepReport
        What was found, and how it is said.
    """

    report: SweepReport

    @property
    def sets(self) -> list[tuple[str, list[Chart]]]:
        """Figures with their heading: all of one place, or for each measure one of each place."""
        if len(self.report.places) == 1:
            charts = [chart for (chart,) in self._charts.values()]
            return [(self.report.voice.say("sweep_by", place=self.report.places[0].words), charts)]
        return [(self.report.beside(metric), charts) for metric, charts in self._charts.items()]

    @cached_property
    def _charts(self) -> dict[str, list[Chart]]:
        if self.report.tables[self.report.main].empty:
            return {}
        return {
            metric: [
                self._chart(metric, number, place)
                for number, place in enumerate(self.report.places)
            ]
            for metric in self.report.metrics[:2]
        }

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        return {
            f"{metric}_{re.sub(r'[^A-Za-z0-9_.-]', '_', place.path)}.svg": str(chart.svg)
            for metric, charts in self._charts.items()
            for place, chart in zip(self.report.places, charts, strict=True)
        }

    def how_to_read(self) -> str:
        """How to read the figures."""
        say, there = self.report.voice.say, self.report.tables[self.report.main]["point"].nunique()
        if self._alone(self.report.places[0]):
            return say("sweep_read_band" if self.report.places[0].numeric else "sweep_read_stroke")
        note = say("sweep_read_dots")
        if there > DOTS:
            decimal = self.report.voice.numbers.decimal
            note += f" {say('sweep_some_dots', shown=decimal(DOTS), points=decimal(there))}"
        return note

    def _alone(self, place: Place) -> bool:
        """Whether each value of a place is one point."""
        return len(self.report.places) == 1 and len(place.kinds) == len(place.values)

    def _chart(self, metric: str, number: int, place: Place) -> Chart:
        """A figure against the values of a place."""
        say = self.report.voice.say
        beside = self.report.beside(metric)
        title = place.words if len(self.report.places) > 1 else beside
        with canvas(*HALF) as (figure, axes):
            items = []
            for series, one in enumerate(self.report.told):
                table = self.report.of(metric, one.name)
                aside = 0.0 if place.numeric else 0.16 * (series - (len(self.report.told) - 1) / 2)
                look = LOOKS[(series + bool(self.report.sweep.to_be)) % len(LOOKS)]
                at, mean = self._draw(axes, place, table, look, aside, self.report.plan(one.name))
                items.append(self._item(metric, place, one.name, at, mean))
            if self.report.sweep.to_be:
                axes.axhline(0, color=INK, linewidth=1.1)
            self._lay_out(axes, metric, place)
            if len(self.report.told) > 1:
                legend(figure, axes, 2)
            told = say("sweep_alt", figure=beside, place=place.words, items="; ".join(items))
            drawn = svg(figure, f"sweep-{metric}-{number}", title, told)
        code = Markup("<code>{}</code>").format(grounds.breakable(place.path))
        return Chart(f"sweep-{metric}-{number}", Markup(drawn), title, code)

    def _draw(
        self,
        axes: Axes,
        place: Place,
        table: pd.DataFrame,
        look: Look,
        aside: float,
        label: str,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Draw one scenario along a place; where its line or its large markers stand."""
        at, mean = place.means(table)
        joined: Look = {**look, "markersize": 5, "label": label}
        if not place.numeric:
            joined["linestyle"] = "none"
        if self._alone(place):
            ends = table.assign(at=place.at(table["point"])).sort_values("at")
            at, mean = ends["at"].to_numpy(), ends["delta"].to_numpy()
            low, high = ends["low"].to_numpy(), ends["high"].to_numpy()
            joined["markersize"] = 5 if len(at) <= 2 * BINS else 0
            if place.numeric:
                axes.fill_between(at, low, high, alpha=0.14, linewidth=0, color=look["color"])
            else:
                axes.vlines(at + aside, low, high, color=look["color"], linewidth=1.2)
        elif len(table):
            some = table.iloc[:: -(-len(table) // DOTS)]
            spot: Look = {"color": look["color"], "alpha": 0.35, "markeredgewidth": 0}
            dots = place.at(some["point"]) + aside
            axes.plot(dots, some["delta"], look["marker"], markersize=3.5, **spot)
        axes.plot(at + aside, mean, **joined)
        return at, mean

    def _lay_out(self, axes: Axes, metric: str, place: Place) -> None:
        """Axes in the reader's words and numbers."""
        voice, signed = self.report.voice, bool(self.report.sweep.to_be)
        figure = voice.say(f"sweep_{metric}")
        label = voice.say("sweep_axis_delta", figure=figure) if signed else figure
        if metric == "retention" and signed:
            label += f" ({voice.say('points_axis')})"

        def tick(value: float, _: object) -> str:
            if metric == "npv":
                return self.report.write(metric, value)
            if metric == "retention" and not signed:
                return f"{voice.numbers.plain(100 * value, 2)}%"
            return voice.numbers.plain(value * (100 if metric == "retention" else 1), 2, signed)

        axes.yaxis.set_major_formatter(FuncFormatter(tick))
        axes.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
        axes.set_ylabel(label)
        axes.grid(axis="y")
        axes.set_xlabel("\n".join(textwrap.wrap(place.words, 50)))
        if place.numeric:
            axes.locator_params(axis="x", nbins=6)
            axes.xaxis.set_major_formatter(
                FuncFormatter(lambda x, _: self.report.value(place, float(x)))
            )
            axes.margins(x=0.03)
            return
        labels = [names.short(self.report.value(place, kind), 16) for kind in place.kinds]
        crowded = len(labels) > 4
        axes.set_xticks(range(len(labels)), labels, rotation=40 if crowded else 0)
        if crowded:
            for text in axes.get_xticklabels():
                text.set_horizontalalignment("right")
        axes.set_xlim(-0.6, len(labels) - 0.4)

    def _item(self, metric: str, place: Place, name: str, at: np.ndarray, mean: np.ndarray) -> str:
        """What a figure shows of a scenario, in words: its ends, or all of its kinds."""
        every = range(len(at))
        some = {0, len(at) // 2, len(at) - 1} if place.numeric else set(every)
        told = [
            self.report.voice.say(
                "sweep_alt_at",
                net=self.report.write(metric, mean[i]),
                value=self.report.value(
                    place, float(at[i]) if place.numeric else place.kinds[int(at[i])]
                ),
            )
            for i in every
            if i in some
        ]
        values = ", ".join(told) or NONE
        return self.report.voice.say("sweep_alt_item", name=self.report.plan(name), values=values)
