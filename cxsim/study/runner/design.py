"""Which points of a space of parameters a study visits: a grid, or a sample of so many points."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import qmc

DESIGNS = ("grid", "random", "latin", "sobol")
"""Every combination of the values; independent uniform draws; a Latin hypercube (McKay, Beckman &
Conover 1979), each of the ranges cut into as many slices as there are points and each slice visited
once; a scrambled Sobol sequence (Sobol' 1967; Owen 1998), which fills the space evenly."""
MOST_POINTS = 100_000


@dataclass(frozen=True)
class Values:
    """A parameter that takes one of some values.

    Parameters
    ----------
    values : tuple
    """

    values: tuple[Any, ...]

    @property
    def told(self) -> list[Any]:
        """As a manifest has it."""
        return list(self.values)

    def at(self, share: float) -> Any:
        """The value at a share of the way through, 0 ≤ share < 1, each for an equal part of it."""
        return self.values[min(int(share * len(self.values)), len(self.values) - 1)]


@dataclass(frozen=True)
class Span:
    """A parameter that takes any value between two.

    Parameters
    ----------
    low, high : float
    whole : bool
        Whole numbers only, the ends included.
    """

    low: float
    high: float
    whole: bool = False

    @property
    def told(self) -> dict[str, float]:
        """As a manifest has it."""
        return {"low": self.low, "high": self.high}

    def at(self, share: float) -> float:
        """The value at a share of the way from low to high, 0 ≤ share < 1."""
        if self.whole:
            return int(self.low) + math.floor(share * (int(self.high) - int(self.low) + 1))
        return self.low + (self.high - self.low) * share


Over = Mapping[str, Values | Span]
"""What is varied, by dotted place, the scenario's name first."""


def size_of(over: Over, design: str, points: int) -> int:
    """How many points a design has."""
    if design == "grid" or not over:
        return math.prod(len(one.values) for one in over.values() if isinstance(one, Values))
    return points


def points_of(over: Over, design: str, points: int, seed: int) -> tuple[dict[str, Any], ...]:
    """The design points of a study.

    Parameters
    ----------
    over : mapping
        For a grid, of `Values` alone.
    design : str
        One of `DESIGNS`.
    points : int
        How many; a grid has as many as there are combinations.
    seed : int
        Of the sample.

    Returns
    -------
    tuple of dict
        A value for each place; one point without changes where nothing is varied.
    """
    places: Sequence[str] = tuple(over)
    if design == "grid" or not places:
        values = [one.values if isinstance(one, Values) else () for one in over.values()]
        return tuple(dict(zip(places, row, strict=True)) for row in itertools.product(*values))
    rows = _unit(design, len(places), points, seed)
    return tuple(
        {place: over[place].at(float(share)) for place, share in zip(places, row, strict=True)}
        for row in rows
    )


def _unit(design: str, dimensions: int, points: int, seed: int) -> np.ndarray:
    """Points of the unit cube, (points, dimensions)."""
    luck = np.random.default_rng(seed)
    if design == "random":
        return luck.random((points, dimensions))
    if design == "latin":
        return qmc.LatinHypercube(dimensions, rng=luck).random(points)
    rounded_up = math.ceil(math.log2(points)) if points > 1 else 0
    return qmc.Sobol(dimensions, rng=luck).random_base2(rounded_up)[:points]
