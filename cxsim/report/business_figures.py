"""The figures of a business case: what each lever adds, and what the gain hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from .drawing import AFTER, INK, LOST, SOFT, canvas, svg
from .figures import HALF
from .numbers import missing

if TYPE_CHECKING:
    from .business import Business

ROW, FRAME = 0.5, 0.6
"""Inches of height for each bar under its name, and for the rest."""
THICK = 0.42
"""Of a bar, as a share of its row."""


def waterfall(told: Business) -> str:
    """Net present value from nothing to the whole redesign, lever by lever."""
    why = told.case_of.why
    assert why is not None, "there is something to divide"
    mine = why.shares[why.shares["metric"] == "npv"]
    names = [told.lever(name) for name in mine["lever"]]
    shares = mine["share"].to_numpy(float)
    begins = np.concatenate([[0.0], np.cumsum(shares)[:-1]])
    whole = float(shares.sum())
    title = told.voice.say("waterfall_title")
    items = [f"{n} {told.money(v, signed=True)}" for n, v in zip(names, shares, strict=True)]
    names.append(told.voice.say("waterfall_whole"))
    items.append(f"{names[-1]} {told.money(whole, signed=True)}")
    with canvas(HALF[0], FRAME + ROW * len(names)) as (figure, axes):
        for at, (begin, share) in enumerate(zip(begins, shares, strict=True)):
            color = LOST if share < 0 else AFTER["color"]
            axes.barh(at, share, left=begin, height=THICK, color=color)
            low, high = float(mine["low"].iloc[at]), float(mine["high"].iloc[at])
            if not missing(low):
                axes.plot([begin + low, begin + high], [at, at], color=INK, linewidth=1.1)
            if at:
                axes.plot(
                    [begin, begin], [at - 1 - THICK / 2, at + THICK / 2], color=SOFT, linewidth=0.7
                )
        axes.barh(len(shares), whole, height=THICK, color=SOFT)
        _rows(axes, items, told)
        said = told.voice.say("waterfall_alt", items="; ".join(items))
        return svg(figure, f"{told.scenario.name}-waterfall", title, said)


def tornado(told: Business) -> str:
    """Expected net present value at both ends of each assumption."""
    bars = told.bars
    names, items = [], []
    title = told.voice.say("tornado_title")
    with canvas(HALF[0], FRAME + ROW * len(bars)) as (figure, axes):
        for at, (_, row) in enumerate(bars.iterrows()):
            said = told.ends(row)
            values = [(float(row[f"at_{end}"]), said[f"at_{end}"]) for end in ("low", "high")]
            (left, at_left), (right, at_right) = sorted(values, key=lambda value: value[0])
            axes.barh(at, right - left, left=left, height=THICK, color=AFTER["color"], alpha=0.85)
            for end, text, side, away in (
                (left, at_left, "right", -4),
                (right, at_right, "left", 4),
            ):
                _beside(axes, (end, at), text, side, away)
            names.append(said["assumption"])
            items.append(told.voice.say("tornado_item", **said))
        axes.axvline(told.net(), color=SOFT, linewidth=0.9, linestyle=(0, (2, 2)))
        axes.margins(x=0.14)
        _rows(axes, names, told)
        about = told.voice.say("tornado_alt", items="; ".join(items))
        return svg(figure, f"{told.scenario.name}-tornado", title, about)


def _beside(axes: Axes, end: tuple[float, float], text: str, side: str, away: int) -> None:
    """A value beside the end of its bar."""
    axes.annotate(
        text,
        end,
        xytext=(away, 0),
        textcoords="offset points",
        ha=side,
        va="center",
        fontsize=8.5,
        color=INK,
    )


def _rows(axes: Axes, names: list[str], told: Business) -> None:
    """A name above each bar, the first on top; money beneath; a line at nothing.

    Above, not beside: so that a narrow screen shows names and bars as large as a wide one.
    """
    for at, name in enumerate(names):
        axes.annotate(
            name,
            (0, at - THICK / 2),
            xycoords=axes.get_yaxis_transform(),
            xytext=(0, 3),
            textcoords="offset points",
            fontsize=9,
            color=INK,
        )
    axes.set_yticks([])
    axes.set_ylim(len(names) - 0.5, -0.8)
    axes.axvline(0, color=SOFT, linewidth=0.9)
    axes.locator_params(axis="x", nbins=6)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: told.money(x, True)))
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_axisbelow(True)
