"""Reviews: what customers write of the firm for all to read."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .parts import Section
from .values import Quantity, Value, default


class Reviews(Section):
    """The reviews of the firm that stand on day 0; customers add theirs from then on (rule 32).

    They move prospects (rule 36, against the count and the stars stated here, so that on day 0 as
    much as today's figures say), and are what a touchpoint that `shows` them has to offer.
    """

    count: Annotated[Value, Quantity("reviews", 1, 1e9, "reviews on day 0, of the whole firm")]
    stars: Annotated[Value, Quantity("stars", 1, 5, "their average")]
    recent_days: int = Field(default=90, ge=1, le=365)
    """Days up to yesterday whose reviews count as recent; those of the warm-up among them."""


class ReviewRule(Section):
    """Who writes a review, and what reviews do to who reads them (rules 32 and 36)."""

    writing: Annotated[
        Value, Quantity("share", 0, 1, "write of a journey worth 2 or 4 stars, salience 1")
    ] = default(0.001, 0.0002, 0.005)
    """An assumption; who would give another number of stars writes as `selection` says, and of a
    journey of less salience in proportion less."""
    selection: Annotated[
        Value, Quantity("per point", 0, 2, "strong feelings write more; a star is two points")
    ] = default(0.8, 0.5, 1.0)
    """0: the star makes no difference to who writes, as where reviews are forced."""
    recent: Annotated[
        Value, Quantity("share", 0, 1, "weight of recent reviews in the rating shown")
    ] = default(0.5, 0.0, 1.0)
    """Of the others' average the rest; an assumption."""
    volume: Annotated[
        Value, Quantity("exponent", 0, 3, "elasticity of joining to the number of reviews")
    ] = default(0.236, 0.0, 0.5, "You, Vadakkepatt & Joshi 2015; range assumed")
    valence: Annotated[
        Value, Quantity("exponent", 0, 3, "elasticity of joining to the rating shown")
    ] = default(0.417, 0.0, 0.8, "You, Vadakkepatt & Joshi 2015; range assumed")
