"""What a study may keep beside its metrics: further tidy tables of each world that was lived."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pyarrow as pa

from cxsim.engine.record import MILLION
from cxsim.measure.metrics import scale_of
from cxsim.scenario.schema import Scenario

from ..replication import ARCHETYPED, MONTHLY, Outcome

METRICS = "metrics"
"""The table that every study has."""
TOUCHED = ("visits", "felt", "failures", "cost")
Row = dict[str, Any]
Tables = dict[str, list[Row]]
"""Rows by table."""


@dataclass(frozen=True)
class Kept:
    """A further table.

    Parameters
    ----------
    by : dict of str to DataType
        What tells its rows of one world apart.
    numbers : tuple of str
    rows : function of (world, outcome, simulated customers)
        The rows of a world, each what is in `by` and then the numbers.
    """

    by: dict[str, pa.DataType]
    numbers: tuple[str, ...]
    rows: Callable[[Scenario, Outcome, int], Iterator[tuple[Any, ...]]]

    @property
    def columns(self) -> tuple[str, ...]:
        """Of a row, in order."""
        return (*self.by, *self.numbers)

    def of(self, world: Scenario, outcome: Outcome, customers: int) -> Iterator[Row]:
        """The rows of a world."""
        for row in self.rows(world, outcome, customers):
            yield dict(zip(self.columns, row, strict=True))


def _months(world: Scenario, outcome: Outcome, customers: int) -> Iterator[tuple[Any, ...]]:
    for month, numbers in enumerate(outcome.months.tolist(), 1):
        yield month, *numbers


def _archetypes(world: Scenario, outcome: Outcome, customers: int) -> Iterator[tuple[Any, ...]]:
    scale = scale_of(world, customers)
    value = ARCHETYPED.index("value")
    for name, numbers in zip(world.as_is.archetypes, outcome.archetypes.tolist(), strict=True):
        numbers[value] *= scale
        yield name, *numbers


def _touchpoints(world: Scenario, outcome: Outcome, customers: int) -> Iterator[tuple[Any, ...]]:
    case, scale = world.extended, scale_of(world, customers)
    for archetype, touched in zip(case.archetypes, outcome.touched.tolist(), strict=True):
        for touchpoint, (visits, felt, failures, cost) in zip(
            case.touchpoints, touched, strict=True
        ):
            mean = felt / MILLION / visits if visits else None
            yield archetype, touchpoint, visits, mean, failures, cost / MILLION * scale


KEPT = {
    "months": Kept({"month": pa.int32()}, MONTHLY, _months),
    "archetypes": Kept({"archetype": pa.string()}, ARCHETYPED, _archetypes),
    "touchpoints": Kept(
        {"archetype": pa.string(), "touchpoint": pa.string()}, TOUCHED, _touchpoints
    ),
}
"""All that may be kept. `months`: 1, 2, …, with the columns of `replication.MONTHLY`, NaN where
there is no such figure. `archetypes`: the columns of `replication.ARCHETYPED`, `value` in the
firm's money, counts of simulated customers. `touchpoints`: of the last twelve months, by archetype:
visits and failures of simulated customers, `felt` (mean satisfaction of a visit, null without one),
`cost` in the firm's money."""


def joined(several: Iterator[Tables]) -> Tables:
    """The rows of several runs, table by table."""
    found: Tables = {}
    for tables in several:
        for name, rows in tables.items():
            found[name] = list(chain(found.get(name, ()), rows))
    return found
