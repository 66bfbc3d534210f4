"""What a sweep varied, as the case calls it, and how its values lie."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

BINS, EACH = 8, 4
"""Means of a line through dots at most, and points of each at least."""


@dataclass(frozen=True)
class Place:
    """What was varied.

    Parameters
    ----------
    path : str
        Its dotted place.
    words : str
        What the case calls it.
    values : tuple
        One for each point.
    given : tuple
        The single values that it was to take; none where it was a range.
    """

    path: str
    words: str
    values: tuple[Any, ...]
    given: tuple[Any, ...]

    @cached_property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return all(
            isinstance(value, (int, float)) and not isinstance(value, bool) for value in self.values
        )

    @cached_property
    def kinds(self) -> list[Any]:
        """Its distinct values, as people list them."""
        met = {str(value): value for value in self.values}
        if self.numeric:
            return sorted(met.values())
        return list({str(value): value for value in self.given if str(value) in met}.values())

    def at(self, points: pd.Series[int]) -> np.ndarray:
        """Where some points lie along it: their values, or which of the kinds."""
        if self.numeric:
            return np.array([self.values[point] for point in points], dtype=float)
        order = {str(kind): number for number, kind in enumerate(self.kinds)}
        return np.array([order[str(self.values[point])] for point in points], dtype=float)

    def bins(self, points: pd.Series[int]) -> np.ndarray:
        """Points of like values: a number for each."""
        at = self.at(points)
        if not self.numeric or len(np.unique(at)) <= BINS:
            return np.unique(at, return_inverse=True)[1]
        several = int(np.clip(len(at) // EACH, 1, BINS))
        return np.asarray(pd.qcut(at, several, labels=False, duplicates="drop"))

    def means(self, table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        """Mean value and mean figure of points with like values, in order."""
        at = pd.DataFrame({"at": self.at(table["point"]), "delta": table["delta"].to_numpy(float)})
        means = at.groupby(self.bins(table["point"])).mean() if len(at) else at
        return means["at"].to_numpy(), means["delta"].to_numpy()
