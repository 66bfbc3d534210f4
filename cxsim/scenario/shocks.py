"""What comes from outside on a day: a strike, an outage, a storm; all worlds live it alike."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .levers import Targets
from .parts import Identifier, Label, Section
from .values import Quantity, Value, default


class Shock(Section):
    """A dated loss of quality that passes, though not all of it (rule 27).

    It is part of today's journey, so a redesign lives it as today's journey does. Who owns the
    touchpoint does not matter. A value is moved by shocks first, and by levers then.
    """

    label: Label
    target: Targets
    """Dotted place of a quality, or of a group of them; one or several."""
    size: Annotated[
        Value, Quantity("0–10", -10, 10, "quality lost on its first day; below 0, gained")
    ]
    start_day: int = Field(default=0, ge=0, le=36500)
    short_days: Annotated[
        Value, Quantity("days", 0.1, 3650, "days in which what passes quickly falls to 1/e")
    ] = default(30)
    long_days: Annotated[Value, Quantity("days", 0.1, 36500, "the same of what passes slowly")] = (
        default(365)
    )
    long_ratio: Annotated[
        Value, Quantity("ratio", 0, 100, "what passes slowly, per point that passes quickly")
    ] = default(0.3)
    permanent: Annotated[
        Value, Quantity("share", 0, 1, "of a loss, what stays for good; a gain leaves nothing")
    ] = default(0.15, 0, 0.4)
    enabled: bool = True


Shocks = dict[Identifier, Shock]
