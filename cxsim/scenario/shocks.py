"""What strikes from outside: a strike, an outage, a storm; all worlds live it alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .outside import Effect
from .parts import Identifier, Label, Section
from .values import Quantity, Value, default


class ShockEffect(Effect):
    """What a shock does to values, and what of it never passes (rule 27)."""

    permanent: Annotated[
        Value, Quantity("share", 0, 1, "what stays for good; of a gain in quality nothing does")
    ] = default(0.0)
    """A scar does not emerge: it is stated, or there is none."""


class Shock(Section):
    """Something that strikes on a day and passes, though maybe not all of it (rule 27).

    It is part of today's journey, so a redesign lives it as today's journey does. Its name is its
    identity: by it random strikes are drawn, so that one more shock moves no other.
    """

    label: Label
    start_day: int | None = Field(default=None, ge=0, le=36500)
    """The day on which it strikes; 0 where nothing is said. Not beside `per_year`."""
    per_year: Annotated[Value, Quantity("a year", 0, 365, "strikes, on random days")] | None = None
    """How often it strikes on days that nobody knows beforehand, in place of `start_day`."""
    days: int = Field(default=1, ge=1, le=36500)
    """For how many days it has its full size, before it begins to pass."""
    short_days: Annotated[
        Value, Quantity("days", 0.1, 3650, "days in which what passes quickly falls to 1/e")
    ] = default(30)
    long_days: Annotated[Value, Quantity("days", 0.1, 36500, "the same of what passes slowly")] = (
        default(365)
    )
    long_ratio: Annotated[
        Value, Quantity("ratio", 0, 100, "what passes slowly, per point that passes quickly")
    ] = default(0.3)
    effects: Annotated[dict[Identifier, ShockEffect], Field(min_length=1)]
    enabled: bool = True

    @property
    def begins(self) -> int:
        """The day of a dated strike."""
        return self.start_day or 0


Shocks = dict[Identifier, Shock]
