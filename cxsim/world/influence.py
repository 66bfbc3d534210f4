"""What something outside does to values: a course over the days, and what it moves.

To add influences of another kind, write a function that returns them and name it in
`cxsim.world.outside.outside`: `ramped` makes the course of a dated move, `influence_of` gives an
effect (`cxsim.scenario.outside.Effect`) that course.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from cxsim.draws import keys
from cxsim.scenario.outside import Effect
from cxsim.scenario.outside_checks import outside_places
from cxsim.scenario.schema import AsIs

Values = Mapping[str, float]


class Influence(NamedTuple):
    """Something outside that moves values, the same in all worlds of a replication.

    On a day t with course x(t) an `add` makes a value v + x·effect, a `multiply`
    v·(1 + x·effect). All adds of a value come before all multiplies, then its own range.

    Parameters
    ----------
    story : str
        Its place in the case, such as `shocks.storm.effects.network`. Influences on one value
        compose in the order of their stories, whatever the order of the file.
    course : (days + 1,) array
        One number for each day, 0 where all is as usual, and one for what lasts after the last.
    how : {"add", "multiply"}
    effect : float
        At a course of 1.
    places : tuple of str
        The values that it moves.
    archetype : str
        Whose; empty: everybody's.
    """

    story: str
    course: np.ndarray
    how: str
    effect: float
    places: tuple[str, ...]
    archetype: str = ""


def ramped(start_day: int, ramp_days: int, days: int) -> np.ndarray:
    """The course of a dated move that stays, (days + 1,): 0 before its start, 1 after its ramp."""
    since = np.minimum(np.arange(days + 1), days - 1) - start_day
    if ramp_days == 0:
        return (since >= 0).astype(float)
    return np.clip(since / ramp_days, 0.0, 1.0)


def influence_of(
    case: AsIs, values: Values, story: str, effect: Effect, course: np.ndarray
) -> Influence:
    """An effect, of its full size where the course is 1."""
    size = values[f"{story}.size"]
    at_one = size if effect.how == "add" else size - 1.0
    places = tuple(place for target in effect.target for place in outside_places(case, target))
    return Influence(story, course, effect.how, at_one, places)


def story_key(root: int, name: str) -> int:
    """The key of what is outside by its name, which is all the story that it has."""
    return keys.outside_key(root, int.from_bytes(blake2b(name.encode(), digest_size=6).digest()))
