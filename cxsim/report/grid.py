"""A grid of importance and performance: numbered dots in small panels, no number over another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from .drawing import AFTER, FAINT, INK, SOFT, panels, svg
from .voice import Voice

WIDE, HIGH = 10.8, 3.7
"""Inches of the figure, and of a row of panels."""
ACROSS = 2
DOT = 7.0
"""Points across a dot."""
ROOM = (13.0, 11.0)
"""Points that a number takes, and stays away from others."""
ANGLES = np.radians([90, -90, 0, 180, 45, 135, -45, -135, 68, 112, -68, -112, 22, 158, -22, -158])
RADII = (11.0, 16.0, 22.0, 29.0, 37.0, 46.0)
"""Directions and distances, in points, in which a number is put beside its dot, tried in turn."""


def grid_chart(
    found: Sequence[tuple[str, pd.DataFrame]],
    numbered: Mapping[str, int],
    axes_titles: tuple[str, str],
    write: Callable[[float], str],
    voice: Voice,
    told: tuple[str, str],
) -> str:
    """Importance upwards, performance across, cut at the means of each panel.

    Parameters
    ----------
    found : sequence of (title, DataFrame)
        Panels, with rows of `Importance.grid`.
    numbered : mapping
        Number of each touchpoint.
    axes_titles : pair of str
        Of performance, of importance.
    write : function of float
        How importance is written.
    voice : Voice
    told : pair of str
        Title and description.
    """
    down = math.ceil(len(found) / ACROSS)
    with panels(WIDE, HIGH * max(1, down), max(1, down), ACROSS) as (figure, grid):
        for axes in grid[len(found) :]:
            axes.set_visible(False)
        for axes, (title, mine) in zip(grid, found, strict=False):
            _panel(axes, title, mine, axes_titles, write, voice)
        figure.draw_without_rendering()
        points = 72 / figure.dpi
        for axes, (_, mine) in zip(grid, found, strict=False):
            numbers = [str(numbered[name]) for name in mine["touchpoint"]]
            put_numbers(axes, mine[["felt", "importance"]].to_numpy(float), numbers, points)
        return svg(figure, "importance", *told)


def _panel(
    axes: Axes,
    title: str,
    mine: pd.DataFrame,
    axes_titles: tuple[str, str],
    write: Callable[[float], str],
    voice: Voice,
) -> None:
    axes.axhline(0, color=FAINT, linewidth=0.8)
    axes.axhline(float(mine["importance_cut"].iloc[0]), color=SOFT, linewidth=0.9, linestyle=":")
    axes.axvline(float(mine["felt_cut"].iloc[0]), color=SOFT, linewidth=0.9, linestyle=":")
    for sure, face in ((True, str(AFTER["color"])), (False, "white")):
        some = mine[mine["sure"] == sure]
        axes.plot(
            some["felt"],
            some["importance"],
            linestyle="none",
            marker="o",
            markersize=DOT,
            markerfacecolor=face,
            markeredgecolor=AFTER["color"],
            markeredgewidth=1.3,
        )
    axes.margins(x=0.14, y=0.2)
    axes.set_title(title, loc="left", fontsize=10.5, color=INK)
    axes.set_xlabel(axes_titles[0])
    axes.set_ylabel(axes_titles[1])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: voice.numbers.plain(x, 2)))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda y, _: write(y)))
    axes.locator_params(axis="both", nbins=5, steps=[1, 2, 5, 10])
    corners = (
        (0.0, 1.0, "concentrate"),
        (1.0, 1.0, "keep"),
        (0.0, 0.0, "low"),
        (1.0, 0.0, "overdone"),
    )
    for across, up, quadrant in corners:
        axes.annotate(
            voice.say(f"importance_{quadrant}"),
            (across, up),
            xycoords="axes fraction",
            xytext=(4 - 8 * across, 4 - 8 * up),
            textcoords="offset points",
            ha="right" if across else "left",
            va="top" if up else "bottom",
            fontsize=8,
            color=SOFT,
            style="italic",
        )


def put_numbers(axes: Axes, dots: np.ndarray, numbers: Sequence[str], points: float) -> None:
    """Put a number beside each dot, with a line to it where it is far.

    Parameters
    ----------
    axes : Axes
        Of a figure that has been laid out.
    dots : (n, 2) array
        In units of the axes.
    numbers : sequence of str
    points : float
        Points of a pixel.
    """
    there = axes.transData.transform(dots) * points if len(dots) else dots
    box = axes.get_window_extent()
    frame = np.array([[box.x0, box.y0], [box.x1, box.y1]]) * points
    order = np.argsort(there[:, 1], kind="stable")
    for at, offset in zip(order, places(there[order], frame), strict=True):
        far = np.hypot(*offset) > RADII[0]
        axes.annotate(
            numbers[at],
            tuple(dots[at]),
            xytext=tuple(offset),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=9,
            fontweight="bold",
            color=INK,
            arrowprops={"arrowstyle": "-", "color": SOFT, "linewidth": 0.7} if far else None,
        )


def places(dots: np.ndarray, frame: np.ndarray) -> Iterator[np.ndarray]:
    """Where beside its dot each number is put, so that it covers neither a dot nor a number.

    Parameters
    ----------
    dots : (n, 2) array
        In points.
    frame : (2, 2) array
        Lower left and upper right corner that numbers keep within, in points.

    Yields
    ------
    (2,) array
        Offset of each number from its dot. Where no place is free, the one that is farthest from
        all others.
    """
    taken: list[np.ndarray] = []
    for dot in dots:  # a number that is nearer to another dot would be read as that one's
        best, most = np.zeros(2), -math.inf
        for radius in RADII:
            for angle in ANGLES:
                offset = radius * np.array([math.cos(angle), math.sin(angle)])
                there = dot + offset
                room = min(_room(there, dots, taken, frame), _own(there, radius, dot, dots))
                if room > most:
                    best, most = offset, room
                if room >= 1:
                    break
            if most >= 1:
                break
        taken.append(dot + best)
        yield best


def _room(
    there: np.ndarray, dots: np.ndarray, taken: Sequence[np.ndarray], frame: np.ndarray
) -> float:
    """How far a number is from whatever it may not cover; from 1 on it covers nothing."""
    size = np.array(ROOM)
    if (there - size / 2 < frame[0]).any() or (there + size / 2 > frame[1]).any():
        return -1.0
    clear = np.abs(dots - there) / ((size + DOT) / 2)
    room = float(clear.max(axis=1).min())
    for other in taken:
        room = min(room, float((np.abs(other - there) / size).max()))
    return room


def _own(there: np.ndarray, radius: float, dot: np.ndarray, dots: np.ndarray) -> float:
    """How much farther a number is from the nearest other dot than from its own; 1 is enough."""
    others = dots[(dots != dot).any(axis=1)]
    if not len(others):
        return math.inf
    return float(np.hypot(*(others - there).T).min() / radius)
