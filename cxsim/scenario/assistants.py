"""Automatic assistants: what they settle, answer wrongly, and whom they let out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .parts import Identifier, Section
from .values import Quantity, Value, default

Containment = Annotated[
    Value,
    Quantity("share", 0, 1, "chance to settle a matter of the usual difficulty", lever=True),
]


class Assistant(Section):
    """An assistant at a touchpoint, by which all ways on from there are made.

    What is settled is done, or was answered wrongly and comes back; who is not settled finds the
    way to a person, or is stuck.
    """

    containment: Containment
    by_need: dict[Identifier, Containment] = Field(default={})
    """Of needs of which it settles more, or less, than that."""
    wrong: Annotated[
        Value, Quantity("share", 0, 0.9, "share of its answers that turn out wrong", lever=True)
    ] = default(0.05, 0.02, 0.1)
    wrong_after_days: float = Field(default=7.0, ge=0, le=365)
    """Days until that turns out, and the customer is back."""
    human: Identifier
    """The touchpoint to which it lets people out."""
    human_exit: Annotated[
        Value,
        Quantity("share", 0, 1, "chance to find the way to a person, unsettled", lever=True),
    ] = default(0.8, 0.6, 1.0)
    context: Annotated[
        Value, Quantity("share", 0, 1, "chance that the story is handed over", lever=True)
    ] = default(0.5, 0.2, 0.8)
    stuck: Identifier = "give_up"
    """Where those go who find no way to a person: a touchpoint, or give_up."""
