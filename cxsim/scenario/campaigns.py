"""A campaign: customers are contacted unasked, and some take an offer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .parts import Identifier, Label, Section
from .values import Quantity, Value, default


class Campaign(Section):
    """Calls, mails or visits that nobody asked for (rule 31); they may help or harm.

    Whether and when someone is contacted is drawn for each campaign anew. Only who is a customer on
    that day is.
    """

    label: Label
    start_day: int = Field(default=0, ge=0, le=36500)
    days: int = Field(default=1, ge=1, le=36500)
    """Days over which the contacts are spread evenly."""
    archetypes: tuple[Identifier, ...] = Field(default=(), alias="for", strict=False)
    """Archetypes that are contacted; all when empty."""
    reach: Annotated[Value, Quantity("share", 0, 1, "share of those customers contacted")] = (
        default(1.0)
    )
    who: Literal["everyone", "best_connected"] = "everyone"
    """Whom that share is of: anybody, by lot; or, of the customers of day 0, those with the
    strongest ties in all (among equals the lower number), as in seeding."""
    talks: Annotated[
        Value, Quantity("share", 0, 1, "of those contacted, who tell friends something good")
    ] = default(0.0)
    """As they tell of a good journey (rules 19, 20): friends hear of it the next day."""
    on_leaving: Annotated[
        Value, Quantity("log-odds", -5, 5, "what a contact adds to the log-odds of leaving")
    ] = default(0.554, -0.2, 0.7, "Ascarza, Iyengar & Schleicher 2016")
    """Above zero it harms, by breaking inertia; it may be below (rule 31)."""
    lasts_days: int = Field(default=91, ge=0, le=36500)
    """Days from the contact for which it does."""
    takers: Annotated[Value, Quantity("share", 0, 1, "of those contacted, who take the offer")] = (
        default(0.0)
    )
    spend_change: Annotated[
        Value, Quantity("currency", -1e9, 1e9, "what takers pay more per bill or purchase")
    ] = default(0.0)
    """A change of price, so the margin bears all of it; below zero they pay less."""
    cost: Annotated[Value, Quantity("currency", 0, 1e6, "cost of a contact")] = default(0.0)
    one_off: Annotated[Value, Quantity("currency", 0, 1e15, "cost at its start")] = default(0.0)
    monthly: Annotated[Value, Quantity("currency", 0, 1e15, "running cost per 30.4 days")] = (
        default(0.0)
    )
    enabled: bool = True
