"""The ways that customers really took: from where to where, how it felt, how journeys ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxsim.engine.record import ENDED, VISIT, months
from cxsim.engine.run import Lived
from cxsim.scenario.schema import MONTH

from .run import ENDS

LAST_MONTHS = 12
"""Paths are those of the last so many months, as `Record.touched` is read."""


class Paths(NamedTuple):
    """Tidy frames of counts and sums.

    Parameters
    ----------
    ways : DataFrame
        archetype, need, touchpoint, to, visits, satisfaction, failures: visits that led to another
        touchpoint or to an end of the journey, the sum of what was felt there, those that failed.
        Where `touchpoint` is empty, journeys that began at `to`.
    ends : DataFrame
        archetype, need, ending, journeys, memory: journeys that ended so, the sum of their M.
    """

    ways: pd.DataFrame
    ends: pd.DataFrame


def paths(lived: Lived) -> Paths:
    """Ways taken and journeys ended in the last twelve months, by the people written down.

    Parameters
    ----------
    lived : Lived
        A run whose events were written down; those of people who were not are missing.
    """
    events = lived.record.events[: int(lived.record.written[0])]
    last = months(int(lived.built.world.case[0].horizon)) - LAST_MONTHS
    events = events[(np.asarray(events.day) / MONTH).astype(int) >= last]
    kind, step = np.asarray(events.kind), np.asarray(events.step)
    visits, ended = events[kind == VISIT], events[kind == ENDED]
    begun = events[(kind == VISIT) & (step == 0)]
    names = lived.built.names
    kinds = np.asarray(lived.state.people.archetype)
    # After the touchpoints: where a journey begins; then how it may end (−1, −2, −3).
    places = [*names.touchpoints, "", *ENDS.values()]
    door = len(names.touchpoints)

    def to(some: np.ndarray) -> np.ndarray:
        where = np.asarray(some.to)  # type: ignore[attr-defined]
        return np.where(where < 0, door - where, where)

    ways = pd.concat(
        [
            _counted(
                {
                    "archetype": (names.archetypes, kinds[visits.person]),
                    "need": (names.needs, visits.need),
                    "touchpoint": (places, visits.touchpoint),
                    "to": (places, to(visits)),
                },
                "visits",
                {"satisfaction": visits.felt, "failures": visits.failed},
            ),
            _counted(
                {
                    "archetype": (names.archetypes, kinds[begun.person]),
                    "need": (names.needs, begun.need),
                    "touchpoint": (places, np.full(begun.size, door)),
                    "to": (places, begun.touchpoint),
                },
                "visits",
                {"satisfaction": np.zeros(begun.size), "failures": np.zeros(begun.size)},
            ),
        ],
        ignore_index=True,
    )
    ends = _counted(
        {
            "archetype": (names.archetypes, kinds[ended.person]),
            "need": (names.needs, ended.need),
            "ending": (places, to(ended)),
        },
        "journeys",
        {"memory": ended.felt},
    )
    return Paths(ways, ends)


def _counted(
    by: dict[str, tuple[Sequence[str], np.ndarray]], called: str, sums: dict[str, np.ndarray]
) -> pd.DataFrame:
    """Rows and sums by the codes of several columns, each with the names of its codes."""
    shape = [len(names) for names, _ in by.values()]
    codes = np.ravel_multi_index([np.asarray(code, int) for _, code in by.values()], shape)
    found, row = np.unique(codes, return_inverse=True)
    parts = zip(by, np.unravel_index(found, shape), strict=True)
    columns = {name: np.array(by[name][0], object)[code].astype(str) for name, code in parts}
    counts = {called: np.bincount(row, minlength=found.size).astype(float)}
    totals = {
        name: np.bincount(row, np.asarray(amount, float), minlength=found.size)
        for name, amount in sums.items()
    }
    return pd.DataFrame(columns | counts | totals)
