"""What a decision hangs on: its money at both ends of each parameter, and where it tips over.

All is told within the values that were lived, and from the money at central values on, where page
one stands; what the curves say beyond them is a warning, no answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import pandas as pd

from .expected import Expected
from .uncertain import EXECUTION

POINTS = 401
"""At which a curve is read; between two it is taken as straight."""
SURE = 1.64
"""Standard errors by which money must be beyond nothing, or beyond a price, to be told so."""


class Course(NamedTuple):
    """An option's money along each parameter that matters to it, all others at central values.

    Parameters
    ----------
    found : Expected
    option : str
    money, error : float
        ΔNPV at central values, and its standard error by luck.
    centre : mapping of place to float
        Central values.
    """

    found: Expected
    option: str
    money: float
    error: float
    centre: Mapping[str, float]

    @property
    def places(self) -> tuple[str, ...]:
        """Parameters that matter to it."""
        return self.found.places_of(self.option)

    def at(self, place: str, values: np.ndarray) -> np.ndarray:
        """ΔNPV at some values of a parameter."""
        whole = np.append(values, self.centre[place])
        course = self.found.curve(self.option, place, whole)
        return np.asarray(self.money + course[:-1] - course[-1])

    def error_of(self, place: str) -> float:
        """Standard error, by luck, of the money at an end of a parameter."""
        line = self.found.lines.get((self.option, place))
        return math.hypot(self.error, 0.0 if line is None else line.error)

    def range(self, place: str, beyond: float = 0.0) -> np.ndarray:
        """Values across what was lived, and so many times its width beyond either end."""
        line = self.found.lines.get((self.option, place))
        values = np.append(
            self.found.futures[place].to_numpy(float), () if line is None else line.at
        )
        low, high = float(values.min()), float(values.max())
        wider = beyond * (high - low)
        return np.linspace(low - wider, high + wider, POINTS)


def tornado(course: Course) -> pd.DataFrame:
    """ΔNPV of an option at both ends of each parameter that matters to it.

    Returns
    -------
    DataFrame
        place; low, high, the lowest and highest value lived; value, the central one; at_low,
        at_high, the money at both ends; swing, from the least to the most over the whole range,
        largest first.
    """
    rows = []
    for place in course.places:
        at = course.range(place)
        money = course.at(place, at)
        ends = at[0], at[-1], course.centre[place], money[0], money[-1]
        rows.append((place, *ends, np.ptp(money)))
    columns = ["place", "low", "high", "value", "at_low", "at_high", "swing"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["swing", "place"], ascending=[False, True], ignore_index=True)


@dataclass(frozen=True)
class BreakEven:
    """Where an option stops, or starts, to be worth more than nothing.

    Parameters
    ----------
    values : tuple of float
        Values of the parameter at which it changes, ascending, within those lived.
    wins : str
        "always" or "never" where it stays; "above" or "below" the one value; "between" or "outside"
        two; "several"; "unknown" where the parameter is not told from luck, or luck could turn the
        sign at an end.
    """

    values: tuple[float, ...]
    wins: str


def break_even(course: Course, place: str = EXECUTION) -> BreakEven:
    """At what value of a parameter an option is worth nothing."""
    if place not in course.places:
        return BreakEven((), "unknown")
    at = course.range(place)
    money = course.at(place, at)
    if (np.abs(money[[0, -1]]) < SURE * course.error_of(place)).any():
        return BreakEven((), "unknown")
    values = _crossings(at, money)
    if not values:
        return BreakEven((), "always" if money[0] > 0 else "never")
    rising = int(money[0] < 0)
    words = {1: ("below", "above"), 2: ("outside", "between")}
    return BreakEven(values, words[len(values)][rising] if len(values) in words else "several")


def _crossings(at: np.ndarray, lead: np.ndarray) -> tuple[float, ...]:
    """Where a curve changes its sign, taken as straight between two points."""
    wins = lead > 0
    left = np.flatnonzero(wins[1:] != wins[:-1])
    step = lead[left] / (lead[left] - lead[left + 1])
    return tuple(float(v) for v in at[left] + step * (at[left + 1] - at[left]))


def outside(
    course: Course, possible: Mapping[str, tuple[float, float]] = MappingProxyType({})
) -> pd.DataFrame:
    """Warnings: what would tip the decision, or be best, may lie beyond the values lived.

    A curve is continued by one more width of the range on either side, straight for a break-even,
    as a parabola fitted to it for the best value.

    Parameters
    ----------
    course : Course
    possible : mapping of place to (low, high)
        Beyond what no value makes sense; a place that is not in it has no such end.

    Returns
    -------
    DataFrame
        place; what, "break_even" or "best"; value, where the continued curve puts it; low, high,
        what was lived. Nothing was lived there: no value in it is more than a reason to draw more
        widely.
    """
    rows = []
    for place in course.places:
        at, wide = course.range(place), course.range(place, beyond=1.0)
        low, high = float(at[0]), float(at[-1])
        if not _crossings(at, course.at(place, at)):
            tips = _crossings(wide, course.at(place, wide))
            rows += [(place, "break_even", value, low, high) for value in tips]
        unit = (at - low) / (high - low)
        bend, slope, _ = np.polyfit(unit, course.at(place, at), 2)
        best = -slope / (2 * bend) if bend < 0 else np.inf
        if -1 <= best < 0 or 1 < best <= 2:
            rows.append((place, "best", low + best * (high - low), low, high))
    ends = {EXECUTION: (0.0, 1.0), **possible}
    sense = [row for row in rows if _within(row[2], ends.get(row[0], (-np.inf, np.inf)))]
    return pd.DataFrame(sense, columns=["place", "what", "value", "low", "high"])


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]
