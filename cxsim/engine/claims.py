"""Help that a customer seeks because of something lived: at most one claim a person."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.world.clocks import NEVER

from .state import FAILED, State


@part
def claim_time(s: State, i: int) -> float:
    """When the help that someone seeks is due, if none is under way; never where none is sought."""
    if s.claims.size == 0 or s.claims[i].need < 0:
        return NEVER
    return s.claims[i].at


@part
def seek_help(s: State, i: int, need: int, key: int, at: float, because: int) -> None:
    """Let help be due at a time."""
    claim = s.claims[i]
    claim.journey_key = key
    claim.at = at
    claim.need = need
    claim.because = because
    claim.fresh = because == FAILED


@part
def drop_claim(s: State, i: int) -> None:
    """Seek help no more."""
    if s.claims.size > 0:
        s.claims[i].need = -1
