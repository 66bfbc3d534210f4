"""Who the customers are: archetypes, ties between them, people who are not customers yet."""

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
Delivered = Annotated[Value, Quantity("0–10", 0, 10, "what the previous provider delivered")]
Promised = Annotated[Value, Quantity("0–10", 0, 10, "what advertising promises", lever=True)]
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
    mood: Mood = Mood()
    patience: Annotated[
        Value, Quantity("multiplier", 0, 100, "multiplies patience in a line", lever=True)
    ] = default(1.0)


class Ties(Section):
    """Who talks with whom: a small world by archetype, plus random weak ties (rule 22)."""

    kind: Literal["small_world", "none"] = "small_world"
    friends: int = Field(default=12, ge=0, le=200)
    """Strong ties per person (even); Watts and Strogatz (1998)."""
    rewiring: Annotated[Value, Quantity("share", 0, 1, "strong ties rewired at random")] = default(
        0.1, 0.01, 0.5
    )
    weak: Annotated[Value, Quantity("ties", 0, 200, "random weak ties per person")] = default(2.0)
    weak_strength: Share = default(0.3)
    """Strength of a weak tie; a strong one has 1."""
    homophily: Share = default(0.6)
    """Share of people placed beside their own archetype; the rest stand anywhere."""


class Previous(Section):
    """The provider that newcomers had before: what it delivered is what they expect of any."""

    delivered: Annotated[dict[Identifier, Delivered], PerDimension()]
    """Quality (0–10), on the dimensions where it was not what the archetype expects anyway."""
    share: Annotated[Value, Quantity("share", 0, 1, "share of newcomers who had one")] = default(
        1.0
    )
    spread: Annotated[
        Value, Quantity("0–10", 0, 5, "standard deviation of what it delivered, person to person")
    ] = default(0.0)


class Market(Section):
    """People who are not customers yet (a fixed pool), and what rivals offer."""

    prospects: float = Field(default=0.0, ge=0, le=100)
    """Prospects per initial customer."""
    innovation: Annotated[
        Value,
        Quantity("per year", 0, 10, "joining by oneself, for a consideration of 1", lever=True),
    ] = default(0.03)
    imitation: Annotated[
        Value,
        Quantity(
            "per year", 0, 50, "joining by customers met, for a consideration of 1", lever=True
        ),
    ] = default(0.38)
    reach: Annotated[Value, Quantity("share", 0, 1, "share reached by offers", lever=True)] = (
        default(1.0)
    )
    consideration: Annotated[
        Value, Quantity("share", 0.001, 0.999, "purchase probability before word of mouth")
    ] = default(0.3)
    """What a person would answer before hearing anything (rule 20's p); it multiplies rule 36."""
    alternative: Annotated[
        Value, Quantity("0–10", 0, 10, "satisfaction expected at a rival", lever=True)
    ] = default(7.0)
    """Only counts where behaviour.leaving.alternative_weight is above zero (rule 16)."""
    standards_rise: Annotated[
        Value, Quantity("points per year", 0, 1, "how fast what customers demand rises")
    ] = default(0.0)
    """Added, from day 0 on, to the standard that each visit is held to (rule 2)."""
    previous: Previous | None = None
    """Where newcomers come from; nobody had another provider where it is not stated."""
    trust: Annotated[
        Value, Quantity("share", 0.01, 1, "trust in the firm with which everybody begins")
    ] = default(0.8, 0.6, 0.95)
    promise: Annotated[dict[Identifier, Promised], PerDimension()] = Field(default={})
    """What advertising promises (0–10), on the dimensions that it speaks of (rules 4 and 36).

    Customers meet it too, and believe it as far as they trust the firm."""
