"""The figures of a comparison: data frames in, SVG text out."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from cxsim.measure.metrics import POSSIBLE
from cxsim.scenario import AsIs
from cxsim.study.intervals import ANY, interval

from .drawing import AFTER, BEFORE, BELIEVED, DISCOUNT, INK, LOST, SOFT, Look, canvas, legend, svg
from .numbers import NONE, missing
from .voice import Voice

FOLLOWED = {"retained": "retention", "nps": "nps"}
"""What is drawn by month, its difference beside it: column of `Comparison.months`, its figure."""
VEIL: Look = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 0.5}
"""What keeps letters readable over a line."""
HALF = (5.4, 3.5)
"""Inches of a figure that takes half of the page's width."""


def retention(months: pd.DataFrame, case: AsIs, name: str, voice: Voice) -> str:
    """Share of the customers of day 0 retained, by month, with bands.

    Parameters
    ----------
    months : DataFrame
        `Comparison.months`.
    case : AsIs
        For what being retained means.
    name : str
        The redesign.
    voice : Voice
    """

    def percent(share: float) -> str:
        return voice.numbers.percent(share)

    def tick(share: float) -> str:
        digits = next((d for d in (0, 1) if math.isclose(round(share, d + 2), share)), 2)
        return voice.numbers.percent(share, digits)

    title = voice.retained(case.relationship)
    return _over_time(months, "retained", name, voice, percent, tick, title)


def nps(months: pd.DataFrame, name: str, voice: Voice) -> str:
    """NPS of all customers, by month, with bands; the frame is `Comparison.months`."""

    def score(value: float) -> str:
        return voice.numbers.decimal(value)

    plain = voice.numbers.plain
    return _over_time(months, "nps", name, voice, score, plain, voice.say("nps_title"))


def difference(months: pd.DataFrame, column: str, name: str, voice: Voice) -> str:
    """Redesign minus no change in the same future, in points by month, with its own band.

    Worlds differ from future to future far more than two worlds of one future differ, so the bands
    of the levels overlap where the difference is beyond doubt.

    Parameters
    ----------
    months : DataFrame
        `Comparison.months`.
    column : str
        "nps", or "retained", a share that is told in percentage points.
    name : str
        The redesign.
    voice : Voice
    """
    key = f"{FOLLOWED[column]}_difference"

    def points(value: float) -> str:
        return voice.numbers.decimal(value, 1, signed=True)

    def tick(value: float, _: object) -> str:
        return voice.numbers.plain(value, 4, signed=True)

    with canvas(*HALF) as (figure, axes):
        apart = _apart(months, column, name)
        if column == "retained":
            apart = 100 * apart
        band = _band(apart.rename(column).reset_index(), column)
        _line(axes, band, AFTER, voice.say("difference_line"))
        months_axis(axes, voice)
        axes.axhline(0, color=INK, linewidth=1.1)
        axes.set_ylabel(voice.say("points_axis"))
        axes.yaxis.set_major_formatter(FuncFormatter(tick))
        axes.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
        axes.grid(axis="y")
        legend(figure, axes)
        title = voice.say(f"{key}_title")
        item = _line_item(band, voice.say("difference_line"), voice, points)
        said = voice.say("difference_alt", title=title, item=item)
        return svg(figure, f"{name}-{key}", title, said)


def belief(months: pd.DataFrame, world: str, name: str, voice: Voice) -> str:
    """What customers would answer beside what the firm's survey shows, by month, in one world.

    Parameters
    ----------
    months : DataFrame
        `Comparison.months`.
    world : str
        "as_is" or the redesign.
    name : str
        The redesign: both of its figures have one scale.
    voice : Voice
    """
    key = "belief_today" if world == "as_is" else "belief_redesign"
    own = months[months["scenario"] == world]
    both = months[months["scenario"].isin(("as_is", name)) & (months["kind"] == "central")]
    means = both.groupby(["scenario", "month"])[["nps", "nps_measured"]].mean().to_numpy()
    with canvas(*HALF) as (figure, axes):
        items = []
        for column, look in (("nps", AFTER), ("nps_measured", BELIEVED)):
            mean = own[own["kind"] == "central"].groupby("month")[column].mean().dropna()
            band = pd.DataFrame({"mean": mean, "low": mean, "high": mean})
            _line(axes, band, look, voice.say(f"line_{column}"))
            if len(mean):
                items.append(
                    voice.say(
                        "line_ends",
                        name=voice.say(f"line_{column}"),
                        first=voice.numbers.decimal(float(mean.iloc[0])),
                        from_month=mean.index[0],
                        last=voice.numbers.decimal(float(mean.iloc[-1])),
                        to_month=mean.index[-1],
                    )
                )
        months_axis(axes, voice)
        if np.isfinite(means).any():
            low, high = np.nanmin(means), np.nanmax(means)
            axes.set_ylim(low - 0.1 * (high - low) - 1, high + 0.1 * (high - low) + 1)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: voice.numbers.plain(y)))
        axes.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
        axes.grid(axis="y")
        legend(figure, axes)
        title = voice.say(f"{key}_title")
        description = voice.say("nps_alt", title=title, items="; ".join(items) or NONE)
        return svg(figure, f"{name}-{key}", title, description)


def kept_and_lost(
    archetypes: pd.DataFrame, case: AsIs, name: str, scale: float, voice: Voice
) -> str:
    """Customers saved (right) and lost (left) by archetype, and the net with its range.

    Parameters
    ----------
    archetypes : DataFrame
        `Comparison.archetypes`.
    case : AsIs
        For labels.
    name : str
        The redesign.
    scale : float
        Real customers that one simulated customer stands for.
    voice : Voice
    """
    count = voice.numbers.count
    mine = archetypes[archetypes["scenario"] == name]
    rows = [_counts(row, scale) for row in mine.to_dict("records")]
    labels = [voice.short(case.archetypes[a].label, a) for a in mine["archetype"]]
    with canvas(HALF[0], max(HALF[1], 0.9 + 0.65 * len(rows))) as (figure, axes):
        place = -np.arange(len(rows), dtype=float)
        saved, lost, net, low, high = (np.array(column) for column in zip(*rows, strict=True))
        bars: Look = {"height": 0.3, "edgecolor": "white"}
        axes.barh(place, saved, color=AFTER["color"], label=voice.say("saved"), **bars)
        axes.barh(place, -lost, color=LOST, hatch="////", label=voice.say("lost"), **bars)
        axes.errorbar(
            net,
            place - 0.3,
            xerr=[np.maximum(net - low, 0), np.maximum(high - net, 0)],
            fmt="D",
            color=INK,
            markerfacecolor="white",
            markersize=5,
            capsize=2.5,
            linewidth=1.2,
        )
        axes.axvline(0, color=SOFT, linewidth=0.9)
        axes.use_sticky_edges = False  # room for a diamond at zero
        left = axes.get_xlim()[0]
        for y, label in zip(place, labels, strict=True):
            axes.text(left, y + 0.2, label, va="bottom", fontsize=9, bbox=VEIL)
        axes.set(ylim=(-len(rows) + 0.45, 0.6), yticks=[], xlabel=voice.say("kept_axis"))
        axes.spines["left"].set_visible(False)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: count(x, signed=True)))
        axes.locator_params(axis="x", nbins=5)
        legend(figure, axes)
        items = [
            voice.say(
                "kept_item",
                name=label,
                saved=count(s),
                lost=count(x),
                net=count(n, signed=True),
                range=voice.numbers.range(a, b, lambda value: count(value, signed=True)),
            )
            for label, (s, x, n, a, b) in zip(labels, rows, strict=True)
        ]
        title = voice.say("kept_title")
        return svg(figure, f"{name}-kept", title, voice.say("kept_alt", items="; ".join(items)))


def money(
    months: pd.DataFrame, name: str, currency: str, payback: float | None, voice: Voice
) -> str:
    """Money gained against no change, summed by month, beside the same money as a discount.

    Parameters
    ----------
    months : DataFrame
        `Comparison.months`.
    name : str
        The redesign; its discount is named `discount_for_` and that name.
    currency : str
        ISO 4217 code.
    payback : float or None
        Month of payback, marked when there is one.
    voice : Voice
    """

    def write(amount: float) -> str:
        return voice.numbers.money(amount, currency, signed=True)

    discount = f"discount_for_{name}"
    lines: list[tuple[str, Look, str]] = [
        (name, AFTER, "redesign"),
        (discount, DISCOUNT, "discount"),
    ]
    with canvas(*HALF) as (figure, axes):
        items = []
        for scenario, look, key in lines:
            gained = _gained(months, scenario)
            if len(gained):
                _line(axes, gained, look, voice.say(key))
                items.append(_line_item(gained, voice.say(key), voice, write))
        if payback is not None and not missing(payback):
            _mark(axes, round(payback), voice.say("payback_mark", month=round(payback)))
        months_axis(axes, voice)
        axes.axhline(0, color=SOFT, linewidth=0.9)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: write(y)))
        axes.margins(y=0.12)
        axes.locator_params(axis="y", nbins=6)
        legend(figure, axes)
        title = voice.say("money_title")
        return svg(figure, f"{name}-money", title, voice.say("money_alt", items="; ".join(items)))


def _over_time(
    months: pd.DataFrame,
    column: str,
    name: str,
    voice: Voice,
    write: Callable[[float], str],
    tick: Callable[[float], str],
    title: str,
) -> str:
    key = FOLLOWED[column]
    with canvas(*HALF) as (figure, axes):
        items = []
        for scenario, look, word in (("as_is", BEFORE, "no_change"), (name, AFTER, "redesign")):
            band = _band(months[months["scenario"] == scenario], column, POSSIBLE[key])
            _line(axes, band, look, voice.say(word))
            items.append(_line_item(band, voice.say(word), voice, write))
        months_axis(axes, voice)
        axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: tick(y)))
        axes.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
        axes.grid(axis="y")
        legend(figure, axes)
        description = voice.say(f"{key}_alt", title=title, items="; ".join(items))
        return svg(figure, f"{name}-{key}", title, description)


def _band(mine: pd.DataFrame, column: str, possible: tuple[float, float] = ANY) -> pd.DataFrame:
    """Mean of the central futures and the 95% range, by month, as the tables have them."""
    mine = mine.dropna(subset=[column])
    found = {}
    for month, futures in mine.groupby("month"):
        parts = {kind: some.to_numpy() for kind, some in futures.groupby("kind")[column]}
        every = futures[column].to_numpy()
        one = interval(parts.get("central", every), parts.get("drawn", every), possible=possible)
        found[month] = {"mean": one.mean, "low": one.low, "high": one.high}
    band = pd.DataFrame.from_dict(found, orient="index", columns=["mean", "low", "high"])
    # A single future is a line.
    return band.assign(low=band["low"].fillna(band["mean"]), high=band["high"].fillna(band["mean"]))


def _apart(months: pd.DataFrame, column: str, scenario: str) -> pd.Series[float]:
    """A world minus no change in the same future, by kind, replication and month."""
    future = ["kind", "replication", "month"]
    worlds = months.set_index([*future, "scenario"])[column].unstack("scenario").sort_index()
    if scenario not in worlds:
        return worlds.iloc[:0].sum(axis=1)
    return worlds[scenario] - worlds["as_is"]


def _gained(months: pd.DataFrame, scenario: str) -> pd.DataFrame:
    """Profit against no change in the same future, summed over the months."""
    gained = _apart(months, "profit", scenario).groupby(["kind", "replication"]).cumsum()
    return _band(gained.rename("gained").reset_index(), "gained")


def _line(axes: Axes, band: pd.DataFrame, look: Look, label: str) -> None:
    if band.empty:
        return
    month = band.index.to_numpy()
    quiet = {**look, "markersize": 4, "markevery": max(1, len(month) // 6)}
    axes.plot(month, band["mean"], **quiet, label=label)
    edge = {"color": look["color"], "linestyle": look["linestyle"], "linewidth": 0.7}
    axes.fill_between(
        month, band["low"], band["high"], alpha=0.14, linewidth=0, color=edge["color"]
    )
    axes.plot(month, band[["low", "high"]], **edge)


def _line_item(band: pd.DataFrame, name: str, voice: Voice, write: Callable[[float], str]) -> str:
    if band.empty:
        return f"{name}: {NONE}"
    first, last = band.iloc[0], band.iloc[-1]
    return voice.say(
        "line_item",
        name=name,
        first=write(first["mean"]),
        from_month=band.index[0],
        last=write(last["mean"]),
        to_month=band.index[-1],
        range=voice.numbers.range(last["low"], last["high"], write),
    )


def months_axis(axes: Axes, voice: Voice) -> None:
    """Lay out an axis of months; where nothing is drawn, say so."""
    if not axes.lines:
        middle: Look = {"transform": axes.transAxes, "ha": "center", "va": "center", "wrap": True}
        axes.text(0.5, 0.5, voice.say("absent"), color=SOFT, **middle)
    last = axes.dataLim.x1
    axes.xaxis.set_major_locator(MultipleLocator(12 if last > 30 else 6 if last > 12 else 2))
    axes.set_xlabel(voice.say("month_axis"))
    axes.margins(x=0.02)


def _mark(axes: Axes, month: int, text: str) -> None:
    """Mark a month by a line with its name beside it, on the side that has room."""
    axes.axvline(month, color=INK, linewidth=1, linestyle=(0, (2, 2)))
    late = month > sum(axes.get_xlim()) / 2
    axes.annotate(
        text,
        (month, 0.98),
        xycoords=("data", "axes fraction"),
        xytext=(-5 if late else 5, 0),
        textcoords="offset points",
        ha="right" if late else "left",
        va="top",
        fontsize=8.5,
    )


def _counts(row: dict[Any, Any], scale: float) -> tuple[float, float, float, float, float]:
    """Real customers: saved, lost, net, and the net's range."""
    real = row["customers"] * scale
    return (
        row["saved"] * scale,
        row["lost"] * scale,
        row["kept_delta"] * real,
        row["kept_low"] * real,
        row["kept_high"] * real,
    )
