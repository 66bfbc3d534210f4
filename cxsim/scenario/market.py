"""The market: people who are not customers yet (a fixed pool), and what rivals offer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .acquisition import Acquisition, Arousal, Referral
from .competitors import Competitor, Returns
from .parts import Identifier, Section
from .reviews import Reviews
from .values import PerDimension, Quantity, Value, default, unstated

Delivered = Annotated[Value, Quantity("0–10", 0, 10, "what the previous provider delivered")]
Promised = Annotated[Value, Quantity("0–10", 0, 10, "what advertising promises", lever=True)]


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

    prospects: float = Field(default=0.0, ge=0, le=1e6)
    """Prospects per initial customer. They walk the journey of kind join when they begin to buy;
    in a case that tells of none they are customers at once."""
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
    imitation_of: Literal["share", "each"] = "share"
    """Whether imitation is by the share of ties who are customers, or by each of them: `imitation`
    is then the hazard that one tie of strength 1 adds."""
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
    """Only counts where behaviour.leaving.alternative_weight is above zero (rule 16); competitors,
    where any are stated, take its place."""
    without: Annotated[
        Value, Quantity("share", 0, 1, "share of those free to choose who take no provider")
    ] = default(0.0)
    """Of leavers beside the involuntary, and of prospects on day 0; only with competitors."""
    returns: Returns | None = None
    """How those who left come back; nobody does where it is not stated."""
    standards_rise: Annotated[
        Value, Quantity("points per year", 0, 1, "how fast what customers demand rises")
    ] = default(0.0)
    """Added, from day 0 on, to the standard that each visit is held to (rule 2)."""
    previous: Previous | None = None
    """Where newcomers come from; nobody had another provider where it is not stated. Competitors,
    where any are stated, say it themselves."""
    trust: Annotated[
        Value, Quantity("share", 0.01, 1, "trust in the firm with which everybody begins")
    ] = default(0.8, 0.6, 0.95)
    promise: Annotated[dict[Identifier, Promised], PerDimension()] = Field(default={})
    """What advertising promises (0–10), on the dimensions that it speaks of (rules 4 and 36).

    Customers meet it too, and believe it as far as they trust the firm."""
    competitors: dict[Identifier, Competitor] = Field(default={})
    """Where leavers go, what newcomers had before, and what the category offers (rule 29)."""
    acquisition: Acquisition = unstated()
    """What new customers cost; nothing but the contacts of joining where it is not stated."""
    referral: Referral = unstated()
    arousal: Arousal | None = None
    """When prospects look around at all; all always do where it is not stated."""
    reviews: Reviews | None = None
    """What customers write for all to read; nobody writes where it is not stated."""
