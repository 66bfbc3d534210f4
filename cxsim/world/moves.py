"""What competitors do on a date, and do not take back: a ramp over the days."""

from __future__ import annotations

from collections.abc import Iterator

from cxsim.scenario.outside_checks import outside_places
from cxsim.scenario.schema import AsIs

from .influence import Influence, Values, ramped


def moves(case: AsIs, values: Values, days: int) -> Iterator[Influence]:
    """The moves of competitors, each of its whole size once its ramp is over."""
    for name, competitor in case.market.competitors.items():
        for one, move in competitor.moves.items():
            if not move.enabled:
                continue
            story = f"market.competitors.{name}.moves.{one}"
            size, course = values[f"{story}.size"], ramped(move.start_day, move.ramp_days, days)
            at_one = size if move.how == "add" else size - 1.0
            places = outside_places(case, f"market.competitors.{name}.{move.target}")
            yield Influence(story, course, move.how, at_one, tuple(places))
