"""Figures of the world outside: its timeline, and a small map of who heard what from whom."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.ticker import FuncFormatter, MultipleLocator

from cxsim.measure.ego import EgoMap
from cxsim.scenario import AsIs
from cxsim.scenario.schema import MONTH
from cxsim.world.people import CUSTOMER, LEFT

from .drawing import AFTER, BEFORE, FAINT, INK, SOFT, Look, canvas, legend, panels, svg
from .voice import Voice

WIDE = 7.4
"""Inches of a figure that takes the page's width."""
GOOD, BAD = AFTER["color"], "#b4530a"
MOST_ROWS = 12
"""Rows of the world outside that a timeline draws."""


def timeline(
    months: pd.DataFrame, drivers: pd.DataFrame, case: AsIs, name: str, voice: Voice
) -> str:
    """What came from outside, day by day, under who left and how satisfied customers were.

    Parameters
    ----------
    months : DataFrame
        `Comparison.months`.
    drivers : DataFrame
        `Details.drivers`: kind, name, day, value.
    case : AsIs
        For labels.
    name : str
        The redesign.
    voice : Voice
    """
    rows = list(dict.fromkeys(zip(drivers["kind"], drivers["name"], strict=True)))[:MOST_ROWS]
    below = 0.35 + 0.42 * len(rows)
    with panels(WIDE, 3.6 + below, 3, 1, (1.5, 1.5, below)) as (figure, (felt, left, outside)):
        for axes, column in ((felt, "satisfaction"), (left, "left_voluntary")):
            for scenario, look, word in (("as_is", BEFORE, "no_change"), (name, AFTER, "redesign")):
                line = _central(months, scenario, column)
                axes.plot(
                    line.index - 0.5,
                    line,
                    **look,
                    markersize=4,
                    markevery=max(1, len(line) // 6),
                    label=voice.say(word),
                )
            axes.set_title(voice.say(f"timeline_{column}"), loc="left", fontsize=9, color=SOFT)
            axes.grid(axis="y")
            axes.locator_params(axis="y", nbins=4)
            axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: voice.numbers.plain(y, 2)))
            axes.tick_params(labelbottom=False)
        _strips(outside, rows, drivers, case, voice)
        last = drivers["day"].max() / MONTH if len(drivers) else months["month"].max()
        for axes in (felt, left, outside):
            axes.set_xlim(0, last)
            axes.xaxis.set_major_locator(
                MultipleLocator(12 if last > 30 else 6 if last > 12 else 2)
            )
        for kind, row in rows:
            if kind == "shock":
                struck = _struck(drivers, row)
                for axes in (felt, left):
                    for day in struck:
                        axes.axvline(day / MONTH, color=INK, linewidth=0.8, linestyle=":")
        outside.set_xlabel(voice.say("month_axis"))
        legend(figure, felt)
        title = voice.say("timeline_title")
        items = "; ".join(
            voice.say("timeline_item", name=_named(case, *row, voice), days=_days(drivers, *row))
            for row in rows
        )
        return svg(figure, f"{name}-timeline", title, voice.say("timeline_alt", items=items))


def _central(months: pd.DataFrame, scenario: str, column: str) -> pd.Series[float]:
    mine = months[(months["scenario"] == scenario) & (months["kind"] == "central")]
    return mine.groupby("month")[column].mean().dropna()


def _strips(
    axes: Axes,
    rows: list[tuple[str, str]],
    drivers: pd.DataFrame,
    case: AsIs,
    voice: Voice,
) -> None:
    """A strip for each thing from outside: how strong it is on each day."""
    for place, (kind, name) in enumerate(rows):
        mine = drivers[(drivers["kind"] == kind) & (drivers["name"] == name)]
        value = mine["value"].to_numpy()
        size = np.abs(value).max(initial=0.0) or 1.0
        height = 0.34 * value / size
        color = BAD if kind == "shock" else "#0a6148"
        axes.fill_between(
            mine["day"] / MONTH, -place, -place + height, color=color, alpha=0.75, linewidth=0
        )
        axes.axhline(-place, color=FAINT, linewidth=0.6)
        axes.text(0, -place + 0.4, f" {_named(case, kind, name, voice)}", fontsize=8, color=INK)
    axes.set_ylim(-len(rows) + 0.6, 0.8)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)


def _named(case: AsIs, kind: str, name: str, voice: Voice) -> str:
    """What came from outside, as people call it; a competitor's move with its name first."""
    if kind == "move":
        who, what = name.split(".")
        rival = case.market.competitors[who]
        return f"{voice.short(rival.label, who)}: {voice.short(rival.moves[what].label, what)}"
    label = case.shocks[name].label if kind == "shock" else case.context[name].label
    return voice.short(label, name)


def _struck(drivers: pd.DataFrame, name: str) -> list[int]:
    """Days on which a shock strikes: its strength rises."""
    mine = drivers[(drivers["kind"] == "shock") & (drivers["name"] == name)].sort_values("day")
    rises = np.flatnonzero(np.diff(mine["value"].to_numpy(), prepend=0.0) > 1e-12)
    return [int(day) for day in mine["day"].to_numpy()[rises]]


def _days(drivers: pd.DataFrame, kind: str, name: str) -> int:
    """Days on which something from outside is felt at a tenth of its strength or more."""
    value = drivers[(drivers["kind"] == kind) & (drivers["name"] == name)]["value"].abs()
    return int((value > 0.1 * value.max()).sum()) if len(value) and value.max() > 0 else 0


STATUS: dict[int, Look] = {
    CUSTOMER: {"marker": "o", "facecolor": INK},
    LEFT: {"marker": "X", "facecolor": BAD},
}
OUTSIDE: Look = {"marker": "s", "facecolor": "white"}
"""How people are drawn: customers, who left, everybody else."""


def ties_map(found: EgoMap, key: str, voice: Voice) -> str:
    """One customer in the middle, the friends around, and what was heard along their ties."""
    people = found.people.assign(
        x=found.people["ring"] * np.cos(found.people["angle"]),
        y=found.people["ring"] * np.sin(found.people["angle"]),
    ).set_index("person")
    where = {int(i): (float(x), float(y)) for i, x, y in people[["x", "y"]].itertuples()}
    with canvas(5.4, 5.0) as (figure, axes):
        for tie in found.ties.to_dict("records"):
            _tie(axes, where[tie["a"]], where[tie["b"]], tie)
        for status, mine in people.groupby("status"):
            look = STATUS.get(int(str(status)), OUTSIDE)
            axes.scatter(mine["x"], mine["y"], s=46, zorder=3, edgecolor=INK, linewidth=0.9, **look)
        axes.scatter([0], [0], s=190, zorder=2, facecolor="none", edgecolor=INK, linewidth=1.2)
        axes.set_aspect("equal")
        axes.set_axis_off()
        handles = [
            Line2D([], [], color=GOOD, linewidth=2),
            Line2D([], [], color=BAD, linewidth=2, linestyle=(0, (3, 1.5))),
            Line2D([], [], color=FAINT, linewidth=1.2),
            *(
                Line2D(
                    [],
                    [],
                    linestyle="",
                    marker=look["marker"],
                    markerfacecolor=look["facecolor"],
                    markeredgecolor=INK,
                )
                for look in (STATUS[CUSTOMER], STATUS[LEFT], OUTSIDE)
            ),
        ]
        words = ("good", "bad", "silent", "customer", "left", "outside")
        figure.legend(
            handles,
            [voice.say(f"ties_{word}") for word in words],
            loc="outside lower center",
            ncols=3,
            fontsize=8.5,
        )
        title = voice.say("ties_title")
        said = voice.say(
            "ties_alt",
            people=len(people),
            good=int(found.ties["good"].sum()),
            bad=int(found.ties["bad"].sum()),
        )
        return svg(figure, key, title, said)


def _tie(
    axes: Axes, a: tuple[float, float], b: tuple[float, float], tie: Mapping[Any, float]
) -> None:
    """A tie: praise and blame beside each other, thicker where more was heard."""
    heard = [("good", GOOD, "-"), ("bad", BAD, (0, (3, 1.5)))]
    lines = [(tie[what], color, style) for what, color, style in heard if tie[what]]
    width = 0.6 + 0.6 * tie["strength"]
    if not lines:
        axes.add_collection(LineCollection([[a, b]], colors=FAINT, linewidths=width, zorder=1))
    length = math.dist(a, b) or 1.0
    aside = (-(b[1] - a[1]) / length, (b[0] - a[0]) / length)
    for number, (often, color, style) in enumerate(lines):
        shift = 0.02 * (2 * number - (len(lines) - 1))
        ends = [(x + shift * aside[0], y + shift * aside[1]) for x, y in (a, b)]
        axes.add_collection(
            LineCollection(
                [ends],
                colors=color,
                linewidths=min(4.0, 1.0 + 0.7 * math.log2(often + 1)),
                linestyles=[style],
                zorder=1.5,
            )
        )
    axes.update_datalim([a, b])
