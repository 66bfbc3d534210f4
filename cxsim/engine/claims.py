"""Help that a customer seeks because of something lived: at most one claim a person."""

from __future__ import annotations

from cxsim.compiled import part
from cxsim.world.clocks import NEVER

from .rows import give_back, row_for
from .state import CLAIM_ROWS, FAILED, State


@part
def claim_time(s: State, i: int) -> float:
    """When the help that someone seeks is due, if none is under way; never where none is sought."""
    row = s.people[i].claim_row
    return s.claims[row].at if row > 0 else NEVER


@part
def seek_help(s: State, i: int, need: int, key: int, at: float, because: int) -> int:
    """Let help be due at a time; the row of the claim, whose history is for the caller to write."""
    who = s.people[i]
    who.claim_row = row_for(s, CLAIM_ROWS)
    row = who.claim_row
    claim = s.claims[row]
    claim.journey_key = key
    claim.at = at
    claim.need = need
    claim.because = because
    claim.fresh = because == FAILED
    return row


@part
def drop_claim(s: State, i: int) -> None:
    """Seek help no more."""
    who = s.people[i]
    if who.claim_row > 0:
        give_back(s, CLAIM_ROWS, who.claim_row)
        who.claim_row = 0
