"""A redesign: levers, each a dated modifier of named values of today's case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from .campaigns import Campaign
from .journeys import Touchpoint, Way
from .maturity import DRIFT, EXECUTION, RAMP, Assessed, Component
from .parts import Hint, Identifier, Label, OrShort, Section
from .values import Quantity, Value, default

PLACE = r"^[a-z][a-z0-9_]*(\.([a-z][a-z0-9_]*|\*))+$"
"""Dotted names; `*` stands for any one name."""
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


@lru_cache(maxsize=1024)
def named(target: str) -> re.Pattern[str]:
    """The places that a target names: itself and all within; `*` is any one name."""
    place = re.escape(target).replace(r"\*", r"\w+")
    return re.compile(rf"{place}(\..+)?")


class State(Section):
    """A factor of the context above a level, or below one."""

    factor: Identifier
    above: float | None = Field(default=None, ge=-1e6, le=1e6)
    below: float | None = Field(default=None, ge=-1e6, le=1e6)


class When(Section):
    """The state of the world that sets a lever off, in place of a date.

    A shock of today's journey strikes, a factor of its context passes a level, visits to a
    touchpoint fail too often, or a team lets people wait too long: one of them.
    """

    shock: Identifier | None = None
    """It is in force from each day on which this shock strikes."""
    days_before: int = Field(default=0, ge=0, le=36500)
    """Days before that on which it begins already: a shock with a date may be announced."""
    context: State | None = None
    """It is in force from each day on which this holds."""
    failures_at: Identifier | None = None
    """It is in force from the day after too many visits here had failed."""
    waits_at: Identifier | None = None
    """It is in force from the day after those in this team's line had waited too long."""
    above: float | None = Field(default=None, ge=0, le=1e5)
    """Too many: more than this share of the visits of all customers. Too long: more than so many
    minutes in line, the mean of all whose stay ended."""
    over_days: int = Field(default=7, ge=1, le=365)
    """Days, up to yesterday, of which those visits, or waits, are counted."""
    for_days: int = Field(default=28, ge=1, le=36500)
    """Days in force; while what sets it off goes on, counted anew from each of them."""

    @property
    def counted(self) -> bool:
        """Whether it waits for what a run itself counts, so that nobody knows its days before."""
        return self.failures_at is not None or self.waits_at is not None


class Lever(Assessed):
    """A modifier of named values, or the closing of a touchpoint.

    Several levers on one value compose as: all adds, then all multiplies, then all limits
    (at_least, at_most), then the value's own allowed range. The strength of a lever on a day is
    ramp × execution × the touchpoint's control × what drift has left, and each effect scales with
    it. A closing moves that share of every way and door that leads to the touchpoint to another
    one, after all else, and does not drift.
    """

    LINKS: ClassVar = {"execution": EXECUTION, "ramp_days": RAMP, "drift": DRIFT}

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": ["target", "effect"]}, {"required": ["removes", "instead"]}]
        }
    )

    label: Label
    component: Component | None = Field(default=None, exclude_if=lambda one: one is None)
    """The component of customer-experience management to which it belongs; moves nothing."""
    target: Targets = Field(default=(), validate_default=False, exclude_if=lambda one: not one)
    """Dotted place of a value, or of a group of values; one or several. A share of a way on, or a
    weight of an entry, that today's journey does not have begins at 0."""
    how: Literal["add", "multiply", "at_least", "at_most"] = "add"
    effect: Annotated[Value, Quantity("as its target", about="size of the change")] | None = None
    removes: Identifier | None = None
    """A touchpoint that it closes, in place of a target and an effect."""
    instead: Identifier | None = None
    """Where those go who would have gone there."""
    when: When | None = None
    """What sets it off; on `start_day` where nothing is said, and not before it in any case."""
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
    part_of: Identifier | None = None
    """Another lever of the same redesign with which it stands and falls: what that one pays for,
    or brings about. It is off where that one is off, and is not chosen by itself."""
    execution: Annotated[Value, Quantity("share", 0, 1, "how much of the plan becomes real")] = (
        default(0.65, 0.4, 0.9)
    )
    drift: (
        Annotated[Value, Quantity("share", 0, 0.99, "share of its strength lost a year")] | None
    ) = Field(default=None, exclude_if=lambda one: one is None)
    """How much of what it has reached is lost each year, once its ramp is over; left out, none."""
    one_off: Annotated[Value, Quantity("currency", 0, 1e15, "cost at its start")] = default(0.0)
    monthly: Annotated[Value, Quantity("currency", 0, 1e15, "running cost per 30.4 days")] = (
        default(0.0)
    )
    upkeep: (
        Annotated[Value, Quantity("currency", 0, 1e15, "what keeps it from drifting, a month")]
        | None
    ) = Field(default=None, exclude_if=lambda one: one is None)
    """Per 30.4 days from the end of its ramp on. Stated, even as 0, it is kept up and does not
    drift."""
    enabled: bool = True

    @model_validator(mode="before")
    @classmethod
    def _closed_whole(cls, raw: object) -> object:
        """Unless it says otherwise, a closing is carried out whole: a door is open or shut."""
        if isinstance(raw, Mapping) and raw.get("removes") and "execution" not in raw:
            return {**raw, "execution": 1}
        return raw

    @classmethod
    def left_open(cls, raw: Mapping[str, Any]) -> set[str]:
        """A closing is whole and at once; what something sets off was prepared to be there soon."""
        if raw.get("removes"):
            return set()
        stated = {"ramp_days"} if raw.get("when") else set()
        stated |= {"drift"} if raw.get("upkeep") is not None else set()
        return super().left_open(raw) - stated

    @property
    def settled_day(self) -> int:
        """The day from which on it drifts, or is kept up: the end of its ramp.

        Of one that something sets off it is the day from which on it is ready: it is readiness that
        is lost, whether it was ever needed or not.
        """
        return self.start_day + (self.ramp_days if self.when is None else 0)

    @property
    def drifts(self) -> bool:
        """Whether it loses strength by the year."""
        return self.drift is not None and self.drift.high > 0 and self.upkeep is None


class NewSteps(Section):
    """What a redesign adds to a journey."""

    steps: Annotated[
        dict[Identifier, Annotated[dict[Identifier, Way], Field(min_length=1)]],
        Field(min_length=1),
    ]
    """The ways on from touchpoints that the journey does not have today."""


class Redesign(Section):
    """A TO-BE file: what changes from today."""

    label: Label
    description: Label | None = None
    levers: dict[Identifier, Lever] = Field(default={})
    campaigns: dict[Identifier, Campaign] = Field(default={})
    """Campaigns beside those of today."""
    touchpoints: dict[Identifier, Touchpoint] = Field(default={})
    """New ones. Nobody comes to them until a lever opens a way or an entry."""
    journeys: dict[Identifier, NewSteps] = Field(default={})
    """Where today's journeys go on from there."""

    @property
    def in_force(self) -> dict[str, Lever]:
        """Levers that are on: enabled, and so is what they are part of, by name."""
        return {name: lever for name, lever in self.levers.items() if self._on(lever)}

    def _on(self, lever: Lever) -> bool:
        whole = self.levers.get(lever.part_of or "")
        return lever.enabled and (whole is None or whole.enabled)


Levers = Mapping[str, Lever]
