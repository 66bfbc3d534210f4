"""What is to come from outside in a case, and when: what a reader is told before any figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxsim.scenario.schema import AsIs

    from .voice import Labels


class Arrival(NamedTuple):
    """Something from outside, which today's journey and every redesign live alike."""

    called: tuple[tuple[Labels | None, str], ...]
    """Label and name; of a competitor's move, the competitor's first."""
    day: int | None = None
    """On which it begins; None where it is random, or there all the time."""
    per_year: float | None = None
    """How often it strikes, where that is on random days."""


def arriving(case: AsIs) -> Iterator[Arrival]:
    """Shocks, factors of the context and competitors' moves that are switched on."""
    for name, shock in case.shocks.items():
        if shock.enabled:
            often = None if shock.per_year is None else shock.per_year.value
            day = shock.begins if often is None else None
            yield Arrival(((shock.label, name),), day, often)
    for name, factor in case.context.items():
        if factor.enabled:
            yield Arrival(((factor.label, name),))
    for rival, competitor in case.market.competitors.items():
        for name, move in competitor.moves.items():
            if move.enabled:
                called = ((competitor.label, rival), (move.label, name))
                yield Arrival(called, move.start_day)
