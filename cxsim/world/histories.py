"""Purchase histories of the customers of day 0, when the case has them."""

from __future__ import annotations

import csv
from dataclasses import dataclass

import numpy as np

from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario

COLUMNS = ("repeat_purchases", "recency_days", "age_days", "mean_value", "customers")


@dataclass(frozen=True)
class Histories:
    """One past a customer.

    Parameters
    ----------
    repeats, recency, age, mean_value : (customers,) float arrays
        Repeat purchases x; days from first to last purchase t_x; days since the first purchase T;
        mean amount of the repeat purchases.
    """

    repeats: np.ndarray
    recency: np.ndarray
    age: np.ndarray
    mean_value: np.ndarray

    @classmethod
    def none(cls, customers: int) -> Histories:
        """Customers who made their first purchase at day 0."""
        return cls(*np.zeros((4, customers)))

    def alive(self, r: float, alpha: float, a: float, b: float) -> np.ndarray:
        """P(not dropped out | history), (customers,) (BG/NBD: Fader, Hardie & Lee 2005)."""
        x = self.repeats
        odds = a / (b + np.maximum(x, 1) - 1)
        waited = (r + x) * (np.log(alpha + self.age) - np.log(alpha + self.recency))
        return np.where(x > 0, 1 / (1 + odds * np.exp(waited)), 1.0)


def sampled(scenario: Scenario, customers: int) -> Histories:
    """So many pasts, spread evenly over those of the case (every one alike when they fit).

    Raises
    ------
    Problems
        When the file is not a table of histories.
    """
    table = _read(scenario)
    counts = table[:, 4]
    order = np.lexsort((table[:, 2], table[:, 1], table[:, 0]))
    ends = np.cumsum(counts[order])
    points = (np.arange(customers) + 0.5) * ends[-1] / customers
    rows = table[order[np.searchsorted(ends, points, side="right")]]
    return Histories(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3])


def _read(scenario: Scenario) -> np.ndarray:
    """The table, one row a distinct history."""
    folder, name = scenario.folder, scenario.as_is.relationship.history  # type: ignore[union-attr]
    assert folder is not None
    assert name is not None
    called = f"scenarios/{folder.name}/{name}"
    with (folder / name).open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines)
        if tuple(next(rows, ())) != COLUMNS:
            raise Problems([Problem(called, "wrong", "its first line", ",".join(COLUMNS))])
        try:
            table = np.array([[float(cell) for cell in row] for row in rows]).reshape(-1, 5)
        except ValueError as error:
            raise Problems([Problem(called, "file", str(error))]) from None
    legal = np.isfinite(table).all() and (table >= 0).all() and (table[:, 1] <= table[:, 2]).all()
    if not legal or not len(table) or table[:, 4].sum() <= 0:
        said = "numbers ≥ 0, recency_days ≤ age_days, at least one customer"
        raise Problems([Problem(called, "wrong", "a row", said)])
    return table
