"""How prospects come to be customers: what arouses them, who refers them, what each costs."""

from __future__ import annotations

from typing import Annotated

from .parts import Section
from .values import Quantity, Value, default, unstated


class Source(Section):
    """One way in which people come to be customers."""

    cost: Annotated[
        Value, Quantity("currency", 0, 1e6, "paid by the firm per new customer", lever=True)
    ] = default(0.0)
    """On the day of joining, beside what the contacts of the journey there cost."""


class Advertising(Source):
    """Who came by themselves: what offers and advertising bring (rule 36's p)."""

    monthly: Annotated[
        Value, Quantity("currency", 0, 1e15, "the firm's advertising per 30.4 days", lever=True)
    ] = default(0.0)
    """Paid from day 0 on, by the whole firm, however many join."""


class Acquisition(Section):
    """What new customers cost, by what brought them: the share that each has in the hazard."""

    advertising: Advertising = unstated()
    friends: Source = unstated()
    """Who came because of customers they know (rule 36's q)."""
    referral: Source = unstated()
    """Who came because the firm asks customers to bring friends; rewards come on top."""
    returning: Source = unstated()
    """Who came back, having been a customer before (`market.returns`)."""


class Referral(Section):
    """A programme by which customers bring friends (rule 23); none where it is not stated."""

    pull: Annotated[
        Value, Quantity("ratio", 1, 20, "what it multiplies rule 36's q by; 1: none", lever=True)
    ] = default(1.0)
    reward: Annotated[
        Value, Quantity("currency", 0, 1e6, "paid to who referred, per new customer", lever=True)
    ] = default(0.0)


class Arousal(Section):
    """When prospects look around for a firm at all; p and q are then per year of looking.

    The need arises on a clock of its own (exponential, keyed by person and occurrence), and who is
    looking stops after an exponential time; on day 0 as many look as that comes to in the long run.
    """

    per_year: Annotated[
        Value, Quantity("per year", 0, 365, "how often the need arises", lever=True)
    ]
    search_days: Annotated[
        Value, Quantity("days", 0.1, 3650, "mean time for which one then looks", lever=True)
    ]


class ReferralRule(Section):
    """Rule 23: who was brought by a customer stays longer, and at first brings more."""

    leaving: Annotated[
        Value, Quantity("share", 0, 1, "of the chance to leave, gone while the referrer stays")
    ] = default(0.18, 0.0, 0.3, "Schmitt, Skiera & Van den Bulte 2011")
    margin: Annotated[Value, Quantity("share", 0, 2, "more margin at first")] = default(
        0.1, 0.0, 0.25
    )
    """Of today's margin; an assumption (a telecom found smaller margins)."""
    margin_days: Annotated[
        Value, Quantity("days", 1, 36500, "time constant with which that margin fades")
    ] = default(365.0, 180.0, 1095.0)
    """An assumption."""
