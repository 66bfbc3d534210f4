"""What a decision hangs on: its money at both ends of each parameter, and where it tips over.

All is expected money with the others averaged, of `cxsim.study.expected`, and within the values
that were lived; what the curves say beyond them is a warning, no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pandas as pd

from .expected import Expected
from .uncertain import EXECUTION

POINTS = 401
"""At which a curve is read; between two it is taken as straight."""


def tornado(found: Expected, option: str) -> pd.DataFrame:
    """Expected ΔNPV of an option at both ends of each parameter that matters to it.

    Returns
    -------
    DataFrame
        place; low, high, the lowest and highest value lived; at_low, at_high, expected money there,
        the others averaged; swing, from the least to the most over the whole range, largest first.
    """
    rows = []
    for place in found.places_of(option):
        at = _range(found, place)
        money = found.curve(option, place, at)
        rows.append((place, at[0], at[-1], money[0], money[-1], np.ptp(money)))
    frame = pd.DataFrame(rows, columns=["place", "low", "high", "at_low", "at_high", "swing"])
    return frame.sort_values(["swing", "place"], ascending=[False, True], ignore_index=True)


def _range(found: Expected, place: str, beyond: float = 0.0) -> np.ndarray:
    """Values across what was lived, and so many times its width beyond either end."""
    lived = [line.at for (_, of), line in found.lines.items() if of == place]
    values = np.concatenate([found.futures[place].to_numpy(float), *lived])
    low, high = float(values.min()), float(values.max())
    wider = beyond * (high - low)
    return np.linspace(low - wider, high + wider, POINTS)


@dataclass(frozen=True)
class BreakEven:
    """Where expected ΔNPV crosses that of another option as one parameter moves.

    Parameters
    ----------
    values : tuple of float
        Where it does, ascending, in the parameter's unit; none where it stays on one side.
    wins : str
        "always" or "never" where it stays; "above" or "below" the one value; "between" or "outside"
        two; "several".
    """

    values: tuple[float, ...]
    wins: str


def break_even(
    found: Expected, option: str, place: str = EXECUTION, against: str | None = None
) -> BreakEven:
    """At what value of a parameter an option is worth no more than another.

    Parameters
    ----------
    found : Expected
    option : str
    place : str
        A parameter; one that does not matter, or was not drawn, has no such value.
    against : str or None
        The other option; None compares with 0.

    Returns
    -------
    BreakEven
    """
    if place not in found.futures:
        rival = 0.0 if against is None else found.money[against].mean()
        return BreakEven((), "always" if found.money[option].mean() > rival else "never")
    at = _range(found, place)
    lead = _lead(found, option, place, against, at)
    values = _crossings(at, lead)
    if not values:
        return BreakEven((), "always" if lead.mean() > 0 else "never")
    rising = int(lead[0] < 0)
    words = {1: ("below", "above"), 2: ("outside", "between")}
    return BreakEven(values, words[len(values)][rising] if len(values) in words else "several")


def _lead(
    found: Expected, option: str, place: str, against: str | None, at: np.ndarray
) -> np.ndarray:
    other = 0.0 if against is None else found.curve(against, place, at)
    return np.asarray(found.curve(option, place, at) - other)


def _crossings(at: np.ndarray, lead: np.ndarray) -> tuple[float, ...]:
    """Where a curve changes its sign, taken as straight between two points."""
    wins = lead > 0
    left = np.flatnonzero(wins[1:] != wins[:-1])
    step = lead[left] / (lead[left] - lead[left + 1])
    return tuple(float(v) for v in at[left] + step * (at[left + 1] - at[left]))


def outside(
    found: Expected,
    option: str,
    against: str | None = None,
    possible: Mapping[str, tuple[float, float]] = MappingProxyType({}),
) -> pd.DataFrame:
    """Warnings: what would tip the decision, or be best, may lie beyond the values lived.

    A curve is continued by one more width of the range on either side, straight for a break-even,
    as a parabola fitted to it for the best value.

    Parameters
    ----------
    found : Expected
    option : str
    against : str or None
        The other option; None compares with 0.
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
    for place in found.places_of(option, *([] if against is None else [against])):
        at = _range(found, place)
        low, high = float(at[0]), float(at[-1])
        wide = _range(found, place, beyond=1.0)
        if not _crossings(at, _lead(found, option, place, against, at)):
            tips = _crossings(wide, _lead(found, option, place, against, wide))
            rows += [(place, "break_even", value, low, high) for value in tips]
        unit = (at - low) / (high - low)
        bend, slope, _ = np.polyfit(unit, found.curve(option, place, at), 2)
        best = -slope / (2 * bend) if bend < 0 else np.inf
        if -1 <= best < 0 or 1 < best <= 2:
            rows.append((place, "best", low + best * (high - low), low, high))
    ends = {EXECUTION: (0.0, 1.0), **possible}
    sense = [row for row in rows if _within(row[2], ends.get(row[0], (-np.inf, np.inf)))]
    return pd.DataFrame(sense, columns=["place", "what", "value", "low", "high"])


def _within(value: float, ends: tuple[float, float]) -> bool:
    return ends[0] <= value <= ends[1]
