"""What departments know of a customer who is handed on to them, or comes back."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from .maturity import INTEGRATION, MEMORY, Assessed
from .parts import Identifier, Label, Section
from .values import Quantity, Value, default

Integration = Annotated[
    Value,
    Quantity("share", 0, 1, "chance that the story is passed on to another department", lever=True),
]


class Department(Section):
    """A department as reports call it."""

    label: Label
    integration: Integration | None = None
    """Of whom it hands on to others; left out, as is usual in the case."""


class Silos(Assessed):
    """How much of a customer's story is known to whom they meet next (rule 13); assumptions.

    Where a case says nothing of it, nothing is known, and nobody's matter is solved less for that.
    A case with an assistant says something of it: what departments are not said to pass on, or to
    remember, is lost.
    """

    LINKS: ClassVar = {"integration": INTEGRATION, "memory": MEMORY}

    integration: Integration = default(0.5, 0.2, 0.8)
    memory: Annotated[
        Value,
        Quantity(
            "share", 0, 1, "chance to be known in a repeat contact or another channel", lever=True
        ),
    ] = default(0.3, 0.1, 0.6)
    departments: dict[Identifier, Department] = Field(default={})
    """Those of touchpoints and teams, where they have a label or an integration of their own."""
