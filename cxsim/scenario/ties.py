"""Who talks with whom."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .parts import Hint, Section
from .values import Quantity, Share, Value, default

EdgeFile = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]+\.(csv|txt|tsv)$"), Hint("csv", "x.csv")
]


class Ties(Section):
    """Who talks with whom: a small world by archetype, plus random weak ties (rule 22).

    `small_world` ties people to those beside them on a ring; `scale_free` by preferential
    attachment, so that some know very many; `blocks` within archetypes and across; `complete`
    everybody to everybody a little, so that only how many count; `edges` as a file says; `none`
    nobody.
    """

    kind: Literal["small_world", "scale_free", "blocks", "complete", "edges", "none"] = (
        "small_world"
    )
    friends: int = Field(default=12, ge=0, le=200)
    """Strong ties per person (even), on average; Watts and Strogatz (1998). Where everybody is tied
    to everybody, what the strengths of a person's ties sum to."""
    rewiring: Annotated[Value, Quantity("share", 0, 1, "strong ties rewired at random")] = default(
        0.1, 0.01, 0.5
    )
    weak: Annotated[Value, Quantity("ties", 0, 200, "random weak ties per person")] = default(2.0)
    weak_strength: Share = default(0.3)
    """Strength of a weak tie; a strong one has 1."""
    homophily: Share = default(0.6)
    """Share of people placed beside their own archetype, the rest stand anywhere (small world);
    share of ties to one's own archetype, the rest lead to anybody (blocks)."""
    file: EdgeFile | None = None
    """A list of pairs beside this file, in place of all that: `from`, `to` and, if stated,
    `strength`; people are numbered from 0, the customers of day 0 first, then prospects."""
