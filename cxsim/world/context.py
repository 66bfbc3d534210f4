"""The courses of the context: an index for each day, 0 where all is as usual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from math import sqrt
from pathlib import Path as FilePath

import numpy as np

from cxsim.behaviour.economy import experience_counts, mood_of_times
from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.draws.variates import normal
from cxsim.elementary import exp, expm1, log
from cxsim.scenario.context import ECONOMY, MONTHS, Autoregressive, Factor, Months, Spells, Weekdays
from cxsim.scenario.context_checks import points_of
from cxsim.scenario.outside_checks import outside_places
from cxsim.scenario.schema import AsIs
from cxsim.scenario.teams import WEEKDAYS

from .influence import Influence, Values, story_key


def context(
    case: AsIs, values: Values, days: int, root: int, folder: FilePath | None
) -> Iterator[Influence]:
    """What the context moves: the effects of each factor, and of the economy rule 28."""
    for name, factor in case.context.items():
        if not factor.enabled:
            continue
        course = course_of(name, factor, values, days, root, folder)
        for one, effect in factor.effects.items():
            story = f"context.{name}.effects.{one}"
            size = values[f"{story}.size"]
            places = tuple(p for target in effect.target for p in outside_places(case, target))
            if effect.how == "add":
                yield Influence(story, course, "add", size, places)
            else:
                powers = np.empty(days + 1)
                rises(course, size, powers)
                yield Influence(story, powers, "multiply", 1.0, places)
        if name == ECONOMY:
            yield from times(case, values, course)


def times(case: AsIs, values: Values, economy: np.ndarray) -> Iterator[Influence]:
    """Good times make experience count more, and people come in a better mood (rule 28)."""
    kappa = values["behaviour.economy.experience"]
    for name in case.archetypes:
        sensitivity = values[f"archetypes.{name}.economy"]
        more = np.array([experience_counts(z, kappa, sensitivity) for z in economy.tolist()]) - 1.0
        place = ("behaviour.leaving.strength",)
        yield Influence(f"context.economy.experience.{name}", more, "multiply", 1.0, place, name)
    kappa = values["behaviour.economy.mood"]
    better = np.array([mood_of_times(z, kappa) for z in economy.tolist()])
    places = tuple(f"archetypes.{name}.mood.level" for name in case.archetypes)
    yield Influence("context.economy.mood", better, "add", 1.0, places)


def course_of(
    name: str, factor: Factor, values: Values, days: int, root: int, folder: FilePath | None
) -> np.ndarray:
    """An index for each day, and for what comes after the last: as usual, (days + 1,).

    Raises
    ------
    Problems
        Where a path ends before the last day.
    """
    course, place = factor.course, f"context.{name}.course"
    found = np.zeros(days + 1)
    lived, key = found[:-1], story_key(root, name)
    day = np.arange(days)

    def said(part: str) -> float:
        return values[f"{place}.{part}"]

    if isinstance(course, Autoregressive):
        wander(lived, key, said("memory_days"), said("spread"), said("start"))
    elif isinstance(course, Spells):
        come_and_go(lived, key, said("share"), said("days"))
    elif isinstance(course, Months):
        lived[:] = _named(course.values, MONTHS, said)[
            (day * 12 // 365 + MONTHS.index(course.first)) % 12
        ]
    elif isinstance(course, Weekdays):
        lived[:] = _named(course.values, WEEKDAYS, said)[day % 7]
    else:
        at, value = np.array(points_of(factor, folder, days, place), float).T
        lived[:] = np.interp(day, at, value)
    return found


def _named(
    given: Collection[str], names: tuple[str, ...], said: Callable[[str], float]
) -> np.ndarray:
    """A value for each of some names; 0 where it is not given."""
    return np.array([said(f"values.{name}") if name in given else 0.0 for name in names])


@stage
def wander(course: np.ndarray, key: int, memory: float, spread: float, start: float) -> None:
    """An AR(1) from its value on day 0 on, with this spread in the long run."""
    stays = exp(-1.0 / memory)
    noise = spread * sqrt(1.0 - stays * stays)
    for day in range(course.size):
        if day == 0:
            course[day] = start
        else:
            drawn = normal(keys.uniform(keys.day_key(key, day), purposes.INDEX))
            course[day] = stays * course[day - 1] + noise * drawn


@stage
def come_and_go(course: np.ndarray, key: int, share: float, days: float) -> None:
    """Spells of 1 of such a mean length, on such a share of days; 0 between them.

    Day by day the lower part of a draw is a spell, so that less of a share is less of each spell.
    """
    ends = 1.0 / days
    begins = 1.0 if share >= 1.0 else min(1.0, ends * share / (1.0 - share))
    for day in range(course.size):
        drawn = keys.uniform(keys.day_key(key, day), purposes.SPELL)
        chance = share
        if day > 0:
            chance = 1.0 - ends if course[day - 1] > 0.0 else begins
        if share >= 1.0:
            chance = 1.0
        course[day] = 1.0 if drawn < chance else 0.0


@stage
def rises(course: np.ndarray, size: float, found: np.ndarray) -> None:
    """By how much size^x lies above 1 on each day; exactly 0 where x is 0."""
    for day in range(course.size):
        found[day] = expm1(course[day] * log(size))
