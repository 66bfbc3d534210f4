"""What something outside the firm does to a value: shared by shocks, context and rivals' moves."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .levers import Targets
from .parts import Identifier, Section
from .values import Quantity, Value


class Effect(Section):
    """What something outside does to values, in all worlds alike.

    Who owns a touchpoint does not matter. A value is moved from outside first: all adds, then all
    multiplies, then its own range; and by levers then.
    """

    target: Targets
    """Dotted place of a value, or of a group; one or several. `*` stands for any name between two
    dots, as in `touchpoints.*.quality.reliability`."""
    how: Literal["add", "multiply"] = "add"
    size: Annotated[
        Value, Quantity("as its target", about="what it adds, or by what it multiplies, in full")
    ]


Effects = Annotated[dict[Identifier, Effect], Field(min_length=1)]
"""Effects by name."""
