"""A redesign: levers, each a dated modifier of named values of today's case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from .campaigns import Campaign
from .parts import Hint, Identifier, Label, OrShort, Section
from .values import Quantity, Value, default

PLACE = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
Target = Annotated[
    str,
    StringConstraints(pattern=PLACE, max_length=300),
    Hint("place", "x.x"),
]


def _list(raw: object) -> object:
    return [raw] if isinstance(raw, str) else raw


Targets = Annotated[
    tuple[Target, ...],
    Field(min_length=1, strict=False),
    BeforeValidator(_list),
    Hint("place", "x.x"),
    OrShort({"type": "string", "pattern": PLACE}),
]
"""One place or several."""


class Lever(Section):
    """A modifier of named values.

    Several levers on one value compose as: all adds, then all multiplies, then all limits
    (at_least, at_most), then the value's own allowed range. The strength of a lever on a day is
    ramp × execution × the touchpoint's control, and each effect scales with it.
    """

    label: Label
    target: Targets
    """Dotted place of a value of today's case, or of a group of values; one or several."""
    how: Literal["add", "multiply", "at_least", "at_most"] = "add"
    effect: Annotated[Value, Quantity("as its target", about="size of the change")]
    start_day: int = Field(default=0, ge=0, le=36500)
    ramp_days: int = Field(default=0, ge=0, le=36500)
    """Days from no effect to full effect, in a straight line."""
    archetypes: tuple[Identifier, ...] = Field(default=(), alias="for", strict=False)
    """Archetypes it acts on; all when empty."""
    reach: Annotated[Value, Quantity("share", 0, 1, "share of those customers reached")] = default(
        1.0
    )
    reach_group: Identifier | None = None
    """Levers of one reach group reach the same customers."""
    execution: Annotated[Value, Quantity("share", 0, 1, "how much of the plan becomes real")] = (
        default(0.65, 0.4, 0.9)
    )
    one_off: Annotated[Value, Quantity("currency", 0, 1e15, "cost at its start")] = default(0.0)
    monthly: Annotated[Value, Quantity("currency", 0, 1e15, "running cost per 30.4 days")] = (
        default(0.0)
    )
    enabled: bool = True


class Redesign(Section):
    """A TO-BE file: what changes from today."""

    label: Label
    description: Label | None = None
    levers: dict[Identifier, Lever] = Field(default={})
    campaigns: dict[Identifier, Campaign] = Field(default={})
    """Campaigns beside those of today."""


Levers = Mapping[str, Lever]
