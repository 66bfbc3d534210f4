"""The figures of teams: a day by half-hour, strain by month, one employee more or fewer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from .drawing import AFTER, BEFORE, FAINT, INK, SOFT, panels, svg
from .numbers import NONE
from .voice import Voice

DAY = {
    "load": (("offered", 1.0), ("at_work", 1.0), ("occupancy", 100.0)),
    "lived": (("service_level", 100.0), ("wait", 1 / 60), ("mood", 1.0)),
}
"""Figures of a day: columns, and by what each is multiplied: shares are told in percent, waits in
minutes."""
HALF, TALL, TALLER = 5.4, 4.3, 5.9
"""Inches of a figure that takes half of the page's width, with two rows of panels or three."""
CURVE = (("service_level", 100.0), ("abandonment", 100.0), ("wait", 1 / 60), ("nps", 1.0))
"""Panels of the staffing curve; shares are told in percent."""
LEAST = {"mood": 0.4, "nps": 4.0}
"""The narrowest range of what has no zero at the bottom, so that noise does not look like news."""
HEADROOM = 1.1
"""How far above the highest value an axis that begins at zero ends."""
MARGIN = 0.04
"""Room to the left and to the right, as a share of the width."""
WORLDS = (BEFORE, AFTER)


def team_day(
    hours: pd.DataFrame,
    what: str,
    worlds: Sequence[str],
    team: str,
    label: str,
    key: str,
    voice: Voice,
) -> str:
    """A team's day by half-hour in both worlds: the load on it, or how it is lived.

    Parameters
    ----------
    hours : DataFrame
        `Details.team_hours`.
    what : str
        One of `DAY`.
    worlds : pair of str
        Today and the redesign.
    team, label : str
        Its name and what it is called.
    key : str
        Makes the ids of the figure its own.
    voice : Voice
    """
    mine = hours[(hours["team"] == team) & hours["scenario"].isin(worlds)]
    slots = mine["time"].str[:2].astype(float) + mine["time"].str[3:].astype(float) / 60
    mine = mine.assign(hour=slots)
    lived = mine[(mine["offered"] > 0) | (mine["at_work"] > 0)]
    first, last = (lived["hour"].min(), lived["hour"].max()) if len(lived) else (0.0, 23.5)
    mine = mine[mine["hour"].between(first, last)]
    with panels(HALF, TALLER, len(DAY[what]), 1) as (figure, grid):
        items = []
        for axes, (column, times) in zip(grid, DAY[what], strict=True):
            for world, look, word in zip(worlds, WORLDS, ("no_change", "redesign"), strict=True):
                own = mine[mine["scenario"] == world].sort_values("hour")
                quiet = {**look, "markersize": 3.5, "markevery": 4}
                axes.plot(own["hour"], own[column] * times, **quiet, label=voice.say(word))
                items.append(_peak(own, column, times, voice, word))
            _panel(axes, voice.say(f"day_of_{column}"), voice, LEAST.get(column))
            axes.set_xlim(first - MARGIN * (last - first), last + MARGIN * (last - first))
            axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, steps=[1, 2, 3, 6]))
            axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{int(x):02d}:00"))
        _named(figure, grid[0])
        title = voice.say(f"team_{what}_title", team=label)
        said = voice.say("team_day_alt", title=title, items="; ".join(filter(None, items)) or NONE)
        return svg(figure, key, title, said)


def _peak(own: pd.DataFrame, column: str, times: float, voice: Voice, word: str) -> str:
    """Where a line of the day is highest."""
    known = own.dropna(subset=[column])
    if known.empty:
        return ""
    values = known[column].to_numpy(float) * times
    return voice.say(
        "team_day_item",
        what=voice.say(f"day_of_{column}"),
        name=voice.say(word),
        most=voice.numbers.decimal(float(values.max()), 1),
        time=known["time"].iloc[int(values.argmax())],
    )


def strain_by_month(
    months: pd.DataFrame,
    worlds: Sequence[str],
    teams: Sequence[tuple[str, str]],
    key: str,
    voice: Voice,
) -> str:
    """Employees' strain by month in both worlds, a panel for each team.

    Parameters
    ----------
    months : DataFrame
        `Details.teams`.
    worlds : pair of str
    teams : sequence of (name, label)
    key : str
    voice : Voice
    """
    most = float(months["strain"].max())
    with panels(HALF, max(3.5, 0.8 + 1.75 * len(teams)), len(teams), 1) as (figure, grid):
        items = []
        for axes, (team, label) in zip(grid, teams, strict=True):
            for world, look, word in zip(worlds, WORLDS, ("no_change", "redesign"), strict=True):
                own = months[(months["team"] == team) & (months["scenario"] == world)]
                own = own.sort_values("month")
                quiet = {**look, "markersize": 3.5, "markevery": max(1, len(own) // 6)}
                axes.plot(own["month"], own["strain"], **quiet, label=voice.say(word))
                first, last = (voice.numbers.decimal(own["strain"].iloc[n], 2) for n in (0, -1))
                items.append(
                    voice.say(
                        "line_ends",
                        name=f"{label}, {voice.say(word)}",
                        first=first,
                        from_month=own["month"].iloc[0],
                        last=last,
                        to_month=own["month"].iloc[-1],
                    )
                )
            axes.axhline(1.0, color=INK, linewidth=0.9, linestyle=(0, (2, 2)))
            _panel(axes, label, voice)
            axes.set_ylim(0, max(1.1, 1.05 * most))
            axes.xaxis.set_major_locator(MaxNLocator(nbins=7, integer=True, steps=[1, 2, 3, 6]))
        grid[-1].set_xlabel(voice.say("month_axis"))
        _named(figure, grid[0])
        title = voice.say("strain_title")
        return svg(figure, key, title, voice.say("nps_alt", title=title, items="; ".join(items)))


def staffing_curve(frame: pd.DataFrame, team: str, label: str, key: str, voice: Voice) -> str:
    """What one employee more or fewer does to a team's service, wait and customers' NPS.

    Parameters
    ----------
    frame : DataFrame
        See `cxsim.staffing`.
    team, label : str
    key : str
    voice : Voice
    """
    mine = frame[frame["team"] == team]
    with panels(HALF, TALL, 2, 2) as (figure, grid):
        items = []
        for axes, (metric, times) in zip(grid, CURVE, strict=True):
            own = mine[mine["metric"] == metric].sort_values("staff")
            mean = own["mean"] * times
            axes.plot(own["staff"], mean, **{**AFTER, "markersize": 4})
            today = own[own["change"] == 0]
            axes.plot(today["staff"], today["mean"] * times, "D", color=INK, markersize=7,
                      markerfacecolor="white", zorder=5)  # fmt: skip
            spread = np.array([own["delta"] - own["low"], own["high"] - own["delta"]]) * times
            axes.errorbar(own["staff"], mean, yerr=np.nan_to_num(spread.clip(min=0)), fmt="none",
                          ecolor=SOFT, capsize=2.5, linewidth=1)  # fmt: skip
            _panel(axes, voice.say(f"curve_of_{metric}"), voice, LEAST.get(metric))
            axes.set_xlabel(voice.say("curve_axis"))
            axes.set_xticks([*own["staff"]])
            axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: voice.numbers.plain(x, 1)))
            if len(own):
                ends = own.iloc[[0, -1]]
                first, last = (voice.numbers.decimal(v * times, 1) for v in ends["mean"])
                few, many = (voice.numbers.plain(v) for v in ends["staff"])
                items.append(
                    voice.say(
                        "staffing_item",
                        what=voice.say(f"curve_of_{metric}"),
                        first=first,
                        few=few,
                        last=last,
                        many=many,
                    )
                )
        title = voice.say("staffing_title", team=label)
        return svg(
            figure, key, title, voice.say("staffing_alt", title=title, items="; ".join(items))
        )


def _panel(axes: Axes, title: str, voice: Voice, least: float | None = None) -> None:
    """A small panel: its title on the left, few ticks, and zero at the bottom, or a least range."""
    axes.set_title(title, loc="left", fontsize=9.5, color=INK)
    axes.grid(axis="y", color=FAINT)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: voice.numbers.plain(y, 2)))
    axes.margins(x=MARGIN)
    low, high = axes.dataLim.intervaly
    if not np.isfinite([low, high]).all():
        return
    if least is None:
        axes.set_ylim(0, HEADROOM * high if high > 0 else 1)
        return
    middle, half = (low + high) / 2, max(least, HEADROOM * (high - low)) / 2
    axes.set_ylim(middle - half, middle + half)


def _named(figure: object, axes: Axes) -> None:
    """Name both worlds above all panels."""
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(  # type: ignore[attr-defined]
        handles, labels, loc="outside upper left", ncols=2, handlelength=2.6, borderpad=0
    )
