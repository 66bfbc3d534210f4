"""Where customers meet the firm: touchpoints, and a directed graph of them for each need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from .assistants import Assistant
from .parts import Identifier, Label, OrShort, Section
from .people import PerDimensionLatent
from .values import PerDimension, Quantity, Value, default, unstated

ENDS = ("done", "give_up", "stay")
CLOCKED = ("everyday", "help", "purchase")
"""Kinds of need that a clock of their own brings about."""
OWNERS = ("brand", "partner", "customer", "social")

Spread = Annotated[
    Value, Quantity("0–10", 0, 5, "standard deviation from visit to visit", lever=True)
]
Depth = Annotated[Value, Quantity("0–10", 0, 10, "quality lost when the visit fails", lever=True)]


class Failure(Section):
    """A visit that goes wrong."""

    probability: Annotated[
        Value, Quantity("share", 0, 1, "chance that a visit fails", lever=True)
    ] = default(0.0)
    depth: Annotated[dict[Identifier, Depth], PerDimension()] = default(0.0)
    """Quality lost on each dimension when it fails."""
    loss: Literal["money", "service", "trivial"] = "service"
    """What the customer loses by it; how many complain depends on that (rule 14)."""
    opens: Identifier | None = None
    """The help journey of those who complain; where none is named, a complaint is all there is."""


class Personalisation(Section):
    """How far a touchpoint is made for the person who visits it (rule 30)."""

    strength: Annotated[
        Value, Quantity("0–10", 0, 10, "how closely a visit is made for the person", lever=True)
    ] = default(0.0)
    hit: Annotated[
        Value, Quantity("share", 0, 1, "chance that it is made for the right one", lever=True)
    ] = default(0.7)
    intrusion: Annotated[
        Value, Quantity("0–10", 0, 10, "how much it shows that it knows", lever=True)
    ] = default(0.0)


class Touchpoint(Section):
    """One place where customers meet the firm, its partners or each other."""

    label: Label
    stage: Literal["pre_purchase", "purchase", "post_purchase"]
    owner: Literal["brand", "partner", "customer", "social"]
    control: float | None = Field(default=None, ge=0, le=1)
    """Share of a redesign's effect that reaches it: brand 1, partner as stated, others 0."""
    channel: Identifier
    department: Identifier | None = None
    team: Identifier | None = None
    """The team that serves here; where none is named nobody waits."""
    minutes: (
        Annotated[Value, Quantity("minutes", 0.001, 1440, "mean duration here", lever=True)] | None
    ) = None
    """How long a contact here takes; left out, as long as is usual for the team."""
    quality: PerDimensionLatent
    """Mean quality met, per dimension (0–10)."""
    spread: Annotated[dict[Identifier, Spread], PerDimension()] = default(1.0)
    failure: Failure = unstated()
    cost: Annotated[Value, Quantity("currency", 0, 1e9, "cost of one contact", lever=True)] = (
        default(0.0)
    )

    personalisation: Personalisation = unstated()
    assistant: Assistant | None = None
    """Who answers here in place of people; it makes the ways on from here."""
    shows: Literal["reviews"] | None = None
    """Where reviews are read: the quality above is met while the rating is that of day 0, and two
    points more for each star more, on every dimension. Nothing else moves it."""

    @property
    def contact(self) -> bool:
        """Whether a visit to it is a contact with the firm or with who works for it."""
        return self.owner in ("brand", "partner")

    @property
    def grip(self) -> float:
        """Share of a lever's effect that reaches this touchpoint."""
        if self.owner == "brand":
            return 1.0
        return (self.control or 0.0) if self.owner == "partner" else 0.0


class Branch(Section):
    """A way on from a touchpoint."""

    share: Annotated[
        Value,
        Quantity("share", 0, 1, "probability of this way on, for a neutral traveller", lever=True),
    ]
    after_days: Annotated[
        Value, Quantity("days", 0, 365, "delay before the next step", lever=True)
    ] = default(0.0)
    delay_spread: Annotated[
        Value, Quantity("log-SD", 0, 2, "spread of the logarithm of that delay", lever=True)
    ] = default(0.0)
    promised_days: (
        Annotated[
            Value, Quantity("days", 0, 365, "days in which the next step is promised", lever=True)
        ]
        | None
    ) = None
    """Where it is left out nothing is promised, and waiting goes unnoticed (rule 35)."""
    satisfaction: Annotated[
        Value, Quantity("log-weight per point", -3, 3, "how satisfaction so far (minus 6) tilts it")
    ] = default(0.0)
    effort: Annotated[
        Value, Quantity("log-weight per contact", -3, 3, "how contacts so far tilt it")
    ] = default(0.0)


def _branch(raw: object) -> object:
    """A number, or a {value, low, high}, stands for the share alone."""
    bare = not isinstance(raw, (Mapping, Branch)) or (isinstance(raw, Mapping) and "value" in raw)
    return {"share": raw} if bare else raw


Way = Annotated[Branch, BeforeValidator(_branch), OrShort(Quantity("share", 0, 1).json_schema())]


class ComesBack(Section):
    """Who gives help up and seeks it again, for the same need."""

    share: Annotated[
        Value, Quantity("share", 0, 1, "chance to come back after giving up", lever=True)
    ]
    after_days: Annotated[
        Value, Quantity("days", 0, 365, "days until they come back", lever=True)
    ] = default(0.0)


class Recovery(Section):
    """What a firm does for those whom a failure brought to a help journey, once it is done."""

    compensation: Annotated[
        Value, Quantity("share", 0, 1, "share of the loss made good", lever=True)
    ] = default(0.5)
    cost: Annotated[
        Value, Quantity("currency", 0, 1e9, "cost of making good one failure", lever=True)
    ] = default(0.0)


class Journey(Section):
    """The graph that a need sends a customer through."""

    label: Label
    kind: Literal["everyday", "help", "purchase", "join", "leave"]
    """help counts for first contact resolution; purchase, join and leave move the relationship."""
    salience: float = Field(default=1.0, ge=0, le=1)
    """Weight of one such journey in cumulative satisfaction (rule 7); a modelling choice."""
    entry: dict[
        Identifier,
        Annotated[Value, Quantity("weight", 0, 1e6, "weight of starting here", lever=True)],
    ]
    """Where it starts; weights are multiplied by the archetype's channel preference."""
    steps: dict[Identifier, dict[Identifier, Way]]
    """For each touchpoint, the ways on: another touchpoint, done, give_up or (leave) stay.

    Who gives up a leave journey goes without saying goodbye; only `stay` keeps a customer."""

    comes_back: ComesBack | None = None
    """In a help journey: who gives up may come back."""

    recovery: Recovery | None = None
    """In a help journey that failures open: what is made good; nothing where it is not stated."""

    def touchpoints(self) -> list[str]:
        """Touchpoints in the order in which they are first named."""
        ahead = [to for ways in self.steps.values() for to in ways if to not in ENDS]
        return list(dict.fromkeys([*self.entry, *self.steps, *ahead]))


Journeys = dict[Identifier, Journey]
Context = dict[str, Any]
