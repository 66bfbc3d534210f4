"""How every figure is drawn: one palette, one type, and SVG that is the same bytes every time."""

from __future__ import annotations

import io
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from html import escape
from typing import Any

from cxsim.places import cache_dir

# Matplotlib keeps a list of fonts; told a place that can be written, it is silent where the home
# folder cannot.
with suppress(OSError):
    os.environ.setdefault("MPLCONFIGDIR", str(cache_dir() / "matplotlib"))

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

Look = dict[str, Any]
"""How a line is drawn."""

INK, SOFT, FAINT = "#1d2730", "#5b6670", "#d9dcdf"
# Apart in hue for colour-blind readers and in lightness on a grey printer (Okabe & Ito 2008),
# and never told apart by colour alone: each has its own dashes and marker.
BEFORE: Look = {
    "color": "#6b7680",
    "linestyle": (0, (4, 2)),
    "marker": "o",
    "markerfacecolor": "white",
}
AFTER: Look = {"color": "#0b4f8a", "linestyle": "-", "marker": "o", "markerfacecolor": "#0b4f8a"}
DISCOUNT: Look = {"color": "#b4530a", "linestyle": (0, (6, 2, 1, 2)), "marker": "s"}
BELIEVED: Look = {
    "color": "#b4530a",
    "linestyle": (0, (6, 2, 1, 2)),
    "marker": "s",
    "markerfacecolor": "white",
}
LOST = "#d98a3d"

STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "cxsim",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Helvetica", "Arial", "sans-serif"],
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": SOFT,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "lines.linewidth": 2.0,
    "legend.frameon": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
NO_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))


@contextmanager
def canvas(width: float, height: float) -> Iterator[tuple[Figure, Axes]]:
    """A figure of so many inches in the house style, with one pair of axes."""
    with panels(width, height, 1, 1) as (figure, grid):
        yield figure, grid[0]


@contextmanager
def panels(
    width: float, height: float, down: int, across: int, heights: Sequence[float] | None = None
) -> Iterator[tuple[Figure, list[Axes]]]:
    """A figure of so many inches in the house style, with panels, row by row.

    Rows are alike high, unless `heights` says otherwise.
    """
    with mpl.rc_context(STYLE), warnings.catch_warnings():
        # Names may use letters that the measuring font lacks; the reader's own font has them.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        warnings.filterwarnings("ignore", message="Matplotlib currently does not support")
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure, list(figure.subplots(down, across, squeeze=False, height_ratios=heights).flat)


def svg(figure: Figure, key: str, title: str, description: str) -> str:
    """An `<svg>` element with its own ids, a title and a description, ready to stand in a page."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata=NO_METADATA)
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\bid="([^"]+)"', rf'id="{key}-\1"', text)
    text = re.sub(r'((?:xlink:)?href="#|url\(#)', rf"\g<1>{key}-", text)
    text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
    head, body = text.split(">", 1)
    about = (
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>'
    )
    return f'{head} role="img" aria-labelledby="{key}-title {key}-desc">{about}{body}'


def legend(figure: Figure, axes: Axes, across: int | None = None) -> None:
    """Name the lines above the axes, where nothing lies beneath: in one row, or so many in each."""
    handles, labels = axes.get_legend_handles_labels()
    if not handles:
        return
    figure.legend(
        handles,
        labels,
        loc="outside upper left",
        ncols=across or len(labels),
        handlelength=2.6,
        borderpad=0,
    )
