"""A figure of the page with its words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Chart:
    """A figure with its words; the SVG itself carries a title and a description."""

    key: str
    svg: Markup
    title: str
    caption: str
