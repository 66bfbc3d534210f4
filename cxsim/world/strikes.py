"""When shocks strike, and how much of them there is on each day (rule 27)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cxsim.behaviour.market import daily_chance
from cxsim.behaviour.shock import intensity
from cxsim.compiled import stage
from cxsim.draws import keys, purposes
from cxsim.scenario.schema import AsIs
from cxsim.scenario.shocks import Shock

from .influence import Influence, Values, influence_of, story_key


def shocks(case: AsIs, values: Values, days: int, root: int) -> Iterator[Influence]:
    """What strikes and passes (rule 27)."""
    for name, shock in case.shocks.items():
        if not shock.enabled:
            continue
        strikes = strikes_of(name, shock, values, days, root)
        passing = [values[f"shocks.{name}.{part}"] for part in PASSING]
        for one, effect in shock.effects.items():
            story = f"shocks.{name}.effects.{one}"
            course = np.zeros(days + 1)
            influence = influence_of(case, values, story, effect, course)
            stays = 0.0 if _gains_quality(influence) else values[f"{story}.permanent"]
            short, long, ratio = passing
            strike(course, strikes, shock.days, short, long, ratio, stays)
            yield influence


PASSING = ("short_days", "long_days", "long_ratio")


def strikes_of(name: str, shock: Shock, values: Values, days: int, root: int) -> np.ndarray:
    """The days on which a shock strikes, in order, up to so many days from day 0."""
    if shock.per_year is None:
        return np.array([shock.begins], np.int64)
    drawn = np.empty(days)
    daily_draws(story_key(root, name), purposes.SHOCK, drawn)
    return np.flatnonzero(drawn < daily_chance(values[f"shocks.{name}.per_year"]))


def _gains_quality(influence: Influence) -> bool:
    """Whether what comes is a gain in quality, of which nothing stays (rule 27)."""
    better = influence.effect > 0.0
    return better and any(place.split(".")[2:3] == ["quality"] for place in influence.places)


@stage
def daily_draws(key: int, purpose: int, drawn: np.ndarray) -> None:
    """One uniform for each day from day 0 on."""
    for day in range(drawn.size):
        drawn[day] = keys.uniform(keys.day_key(key, day), purpose)


@stage
def strike(
    course: np.ndarray,
    strikes: np.ndarray,
    full_days: int,
    short_days: float,
    long_days: float,
    long_ratio: float,
    permanent: float,
) -> None:
    """Let a shock strike on some days; strikes that overlap leave 1 − Π(1 − x) of it.

    After the last day lasts what never passes.
    """
    after = course.size - 1
    for n in range(strikes.size):
        if strikes[n] < after:
            course[after] += (1.0 - course[after]) * permanent
        for day in range(strikes[n], after):
            since = max(0, day - strikes[n] - full_days + 1)
            x = intensity(float(since), short_days, long_days, long_ratio, permanent)
            course[day] += (1.0 - course[day]) * x
