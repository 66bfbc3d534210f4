"""What a run may be asked: scenarios, whole numbers in their ranges, and no more than fits."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping

from .problems import Problem
from .schema import Scenario
from .words import Phrase, in_unit, phrase

LARGEST_SEED = 2**63 - 1
LARGEST_NUMBER = 10**9
"""Of people, and of repetitions by number."""
RANGES = {
    "customers": (1, LARGEST_NUMBER),
    "horizon_days": (1, 36_500),
    "centre": (1, 100_000),
    "replications": (1, 100_000),
    "draws": (0, 100_000),
    "points": (1, 100_000),
    "permutations": (2, 10_000),
    "replication": (0, LARGEST_NUMBER),
    "seed": (0, LARGEST_SEED),
    "threads": (1, 1024),
}
MAY_BE_NONE = ("customers", "centre", "horizon_days", "points", "permutations", "threads")
USUAL = 5000
"""Customers simulated where nobody asks for a number, and teams serve as many."""


def wrong_numbers(asked: Mapping[str, object]) -> Iterator[Problem]:
    """The numbers that are no whole numbers in their range."""
    for name, value in asked.items():
        low, high = RANGES[name]
        try:
            whole = not isinstance(value, bool) and operator.index(value)  # type: ignore[arg-type]
        except TypeError:
            whole = False
        right = whole is not False and low <= whole <= high
        if not right and not (value is None and name in MAY_BE_NONE):
            allowed = phrase("between", low=str(low), high=str(high), unit=in_unit("whole"))
            near = ""
            if isinstance(value, float):  # 1000.0: so that its point shows
                near = f"{value:.0f}" if value.is_integer() else ""
                value = Phrase(repr(float(value)))
            yield Problem(name, "wrong", value, allowed, near)


def wrong_scenarios(name: str, *given: object) -> Iterator[Problem]:
    """What stands where a scenario should."""
    for value in given:
        if not isinstance(value, Scenario):
            yield Problem(name, "wrong", value, phrase("loaded"))


def simulated(scenario: Scenario, customers: int | None) -> int:
    """How many customers are simulated: as asked, or 5,000, or all where teams serve fewer."""
    if customers is not None:
        return customers
    case = scenario.as_is
    return min(USUAL, case.firm.customers) if case.teams else USUAL


def more_than_real(scenario: Scenario, customers: int) -> Iterator[Problem]:
    """That more customers are simulated than there are, where teams serve all that there are."""
    case = scenario.as_is
    if case.teams and customers > case.firm.customers:
        most = phrase("at_most_real", n=case.firm.customers)
        yield Problem(f"customers={customers}", "more_than_real", None, most)
