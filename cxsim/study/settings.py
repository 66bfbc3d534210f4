"""What every study is asked: refused where it makes no sense, all at once."""

from __future__ import annotations

from cxsim.engine.engines import PLACES
from cxsim.scenario.asked import more_than_real, simulated, wrong_numbers
from cxsim.scenario.problems import Problem
from cxsim.scenario.schema import Scenario
from cxsim.scenario.size import too_large


def wrong_settings(engine: str, **numbers: object) -> list[Problem]:
    """Numbers out of range, by their names, and an engine that there is not."""
    wrong = list(wrong_numbers(numbers))
    if engine not in tuple(PLACES):
        wrong.append(Problem("engine", "wrong", engine, tuple(PLACES)))
    return wrong


def too_many(
    as_is: Scenario, customers: int | None, recorded_days: int, engine: str
) -> list[Problem]:
    """More customers than there are for teams to serve, or than fit in memory."""
    people = simulated(as_is, customers)
    return [*more_than_real(as_is, people), *too_large(as_is, people, recorded_days, engine)]
