"""What must hold of how prospects come: somebody must be there to come, and to bring them."""

from __future__ import annotations

from collections.abc import Iterator

from .found import Found, Place
from .levers import Lever, named
from .schema import AsIs
from .words import phrase

ADVERTISING = "market.acquisition.advertising.monthly"


def prospect_problems(case: AsIs) -> Iterator[Found]:
    """What is stated of prospects where there are none, and a programme where nobody knows any."""
    market = case.market
    asks = market.referral.pull.high > 1 or market.referral.reward.high > 0
    for name, stated in (("arousal", market.arousal is not None), ("referral", asks)):
        if stated and market.prospects == 0:
            said = phrase("with_prospects")
            yield Found(("market", name), "wrong", phrase("stated"), said)
    if asks and market.prospects > 0 and untied(case):
        yield Found(("market", "referral"), "wrong", phrase("stated"), phrase("with_ties"))


def untied(case: AsIs) -> bool:
    """Whether nobody knows anybody in particular."""
    ties = case.ties
    if ties.kind in ("none", "complete"):
        return True
    return ties.kind != "edges" and ties.friends == 0 and ties.weak.high == 0


def unasked_for(case: AsIs, place: str) -> bool:
    """Whether nothing reads a value of how prospects come: nobody is there to come, or to ask."""
    if place == ADVERTISING:  # paid, whoever comes
        return False
    alone = case.market.prospects == 0
    return alone or (place.startswith("market.referral.") and untied(case))


def advertises_to_all(place: Place, lever: Lever) -> Iterator[Found]:
    """Levers on what the firm spends on advertising that are meant for some people alone."""
    if not any(named(one).fullmatch(ADVERTISING) for one in lever.target):
        return
    if lever.archetypes:
        yield Found((*place, "for"), "wrong", list(lever.archetypes), phrase("everybody_alike"))
    if lever.reach.low < 1:
        said = phrase("everybody_alike")
        yield Found((*place, "reach"), "wrong", lever.reach.written(), said)
