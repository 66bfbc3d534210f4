"""Who else serves the market: competitors, what they do on a date, and how those gone come back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .parts import Hint, Identifier, Label, Section
from .values import PerDimension, Quantity, Value, default

MOVABLE = ("quality", "promise", "price", "reputation")
"""What a competitor's move may change."""

Offered = Annotated[Value, Quantity("0–10", 0, 10, "quality that a competitor delivers")]
Advertised = Annotated[Value, Quantity("0–10", 0, 10, "what a competitor promises")]
Target = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=130),
    Hint("place", "price"),
]


class Move(Section):
    """What a competitor does on a date, in all worlds alike, and does not take back."""

    label: Label
    target: Target
    """Within the competitor: `quality`, `promise`, one dimension of either, `price`,
    `reputation`."""
    how: Literal["add", "multiply"] = "add"
    size: Annotated[Value, Quantity("as its target", about="size of the move")]
    start_day: int = Field(default=0, ge=0, le=36500)
    ramp_days: int = Field(default=0, ge=0, le=36500)
    """Days until it has its whole size, in a straight line."""
    enabled: bool = True


class Competitor(Section):
    """Another provider of the same service, as it is on day 0."""

    label: Label
    quality: Annotated[dict[Identifier, Offered], PerDimension()]
    """Quality (0–10) that it delivers on each dimension."""
    price: Annotated[
        Value, Quantity("ratio", 0.01, 100, "a competitor's price, relative to ours today")
    ] = default(1.0)
    reputation: Annotated[
        Value, Quantity("weight", 0, 1000, "how many think of a competitor first")
    ] = default(1.0)
    """Weight relative to the other competitors'."""
    promise: Annotated[dict[Identifier, Advertised], PerDimension()] = Field(default={})
    """What its advertising promises (0–10), on the dimensions that it speaks of."""
    moves: dict[Identifier, Move] = Field(default={})


class Returns(Section):
    """Who has left may come back, with the memory of what was (a modelling choice)."""

    rate: Annotated[
        Value,
        Quantity("multiplier", 0, 100, "rule 36's hazard, for who has been a customer", lever=True),
    ] = default(1.0, 0.5, 1.5)
    """0: nobody comes back. Who moved away or died never does."""
    after_days: Annotated[
        Value, Quantity("days", 0, 36500, "days away before one may come back")
    ] = default(90.0, 30.0, 180.0)
