"""What must hold of reviews, between the market and the touchpoints where they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .found import Found
from .journeys import Touchpoint
from .schema import AsIs
from .words import phrase


def showing(case: AsIs, touchpoints: Mapping[str, Touchpoint]) -> Iterator[Found]:
    """Touchpoints, of a case or new to it, that show reviews which nobody writes, or as a firm's.

    What customers write is theirs: no owner but society has a say in it.
    """
    for name, touchpoint in touchpoints.items():
        if touchpoint.shows is None:
            continue
        place = ("touchpoints", name, "shows")
        if case.market.reviews is None:
            yield Found(place, "wrong", touchpoint.shows, phrase("with_reviews"))
        if touchpoint.owner != "social":
            yield Found(place, "wrong", touchpoint.shows, phrase("only_social"))
