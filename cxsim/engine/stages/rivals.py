"""Stage 1, its end: what competitors come to today, for those who might go to them (rule 29)."""

from __future__ import annotations

from cxsim.compiled import stage
from cxsim.world.world import World

from ..record import Record
from ..rivals import weigh_rivals
from ..state import State


@stage
def compare_offers(w: World, s: State, r: Record, today: int) -> None:
    """Competitors' quality and prices move what customers demand, and what draws them away."""
    weigh_rivals(w)
