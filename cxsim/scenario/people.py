"""Who the customers are: what they judge, the archetypes they fall into."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .parts import Identifier, Label, Section
from .values import PerDimension, Quantity, Share, Value, default

FEELINGS = ("effort", "waiting", "fit", "staff")
"""What a dimension may be touched by, beside the quality that a touchpoint delivers on it."""
KANO = ("one_dimensional", "must_be", "attractive")

Latent = Annotated[Value, Quantity("0–10", 0, 10, lever=True)]
PerDimensionLatent = Annotated[dict[Identifier, Latent], PerDimension()]
# What people expect at first is theirs: a redesign changes what they meet, and so what they expect.
Expected = Annotated[Value, Quantity("0–10", 0, 10)]
PerDimensionExpected = Annotated[dict[Identifier, Expected], PerDimension()]
Weight = Annotated[Value, Quantity("weight", 0, 1000)]


class Dimension(Section):
    """A quality dimension that customers judge."""

    label: Label
    specification: float = Field(default=10.0, gt=0, le=10)
    """Quality (0–10) at which the dimension is fully met (Kano fulfilment 1)."""
    feels: tuple[Literal["effort", "waiting", "fit", "staff"], ...] = Field(
        default=(), strict=False
    )
    """What touches it beside the quality delivered. What no dimension names, all of them feel."""


class Expectations(Section):
    """What the archetype expects at first, per quality dimension (0–10)."""

    will: PerDimensionExpected
    """What it believes will happen."""
    should: PerDimensionExpected
    """What it believes it is entitled to."""


class Mood(Section):
    """The mood in which people meet the firm (rule 8), points around 0."""

    level: Annotated[Value, Quantity("points", -3, 3, "usual mood")] = default(0.0)
    volatility: Annotated[
        Value, Quantity("points", 0, 5, "standard deviation of mood, from journey to journey")
    ] = default(1.0, 0.5, 1.5)


class HeldLine(Section):
    """What an archetype has of a line of business."""

    held: Share
    """Share of newcomers who hold it; who would hold none holds the one nearest to it."""
    spend: Annotated[
        Value, Quantity("currency", 0, 1e9, "list price of the line per period", lever=True)
    ]


class Archetype(Section):
    """A kind of customer; shares are mixture weights."""

    label: Label
    share: Annotated[Value, Quantity("weight", 0, 1e6, "mixture weight of the archetype")]
    """Mixture weight; weights are divided by their sum."""
    weights: dict[Identifier, Weight]
    """Importance of each quality dimension; divided by their sum."""
    kano: dict[Identifier, Literal["one_dimensional", "must_be", "attractive"]] = Field(default={})
    """Kano class of a dimension; one_dimensional where not named."""
    expectations: Expectations
    channels: dict[
        Identifier, Annotated[Value, Quantity("weight", 0, 1000, "channel preference", lever=True)]
    ] = Field(default={})
    """Preference for each channel, relative; 1 where not named."""
    needs: dict[
        Identifier,
        Annotated[
            Value, Quantity("per 30.4 days", 0, 300, "how often the need arises", lever=True)
        ],
    ] = Field(default={})
    """How often each need arises, per customer and 30.4 days (a Poisson clock)."""
    spend: Annotated[
        Value, Quantity("currency", 0, 1e9, "list price paid per billing period", lever=True)
    ] = default(0.0)
    """Revenue per billing period at today's price (contractual, captive); not beside lines."""
    lines: dict[Identifier, HeldLine] = Field(default={})
    """Who holds which of `relationship.lines`; in place of spend."""
    non_payment: Annotated[
        Value, Quantity("share", 0, 0.5, "disconnected for non-payment per period", lever=True)
    ] = default(0.0)
    """Chance per billing period of leaving for non-payment."""
    talkativeness: Annotated[
        Value, Quantity("multiplier", 0, 20, "multiplies the chance to talk", lever=True)
    ] = default(1.0)
    complaining: Annotated[
        Value, Quantity("log-odds", -5, 5, "raises the log-odds of complaining", lever=True)
    ] = default(0.0)
    price_sensitivity: Annotated[
        Value, Quantity("multiplier", 0, 10, "multiplies the price elasticity", lever=True)
    ] = default(1.0)
    loyalty: Annotated[
        Value, Quantity("log-odds", -5, 5, "lowers the log-odds of leaving", lever=True)
    ] = default(0.0)
    economy: Annotated[
        Value, Quantity("multiplier", 0, 10, "multiplies how the economy moves what counts")
    ] = default(1.0)
    """Low incomes lie above 1 (rule 28)."""
    mood: Mood = Mood()
    patience: Annotated[
        Value, Quantity("multiplier", 0, 100, "multiplies patience in a line", lever=True)
    ] = default(1.0)
