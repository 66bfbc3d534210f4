"""What a redesign's money hangs on: single assumptions lived at both their ends, all else the same.

The same people live with the same luck, so what moves is what the assumption does (Howard 1988,
*Management Science* 34: the tornado). What levers do, how well they are carried out, what they
cost, and the links that a gain can come through are tried; where a case has hundreds of others,
they cannot all be lived, and `expected` looks for them among the futures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import stats

from cxsim.behaviour.value import discount_factor
from cxsim.measure.programme import programme
from cxsim.scenario import library
from cxsim.scenario.parts import Raw
from cxsim.scenario.schema import Scenario
from cxsim.scenario.values import Value
from cxsim.world.numbers import central

from .attribute import batches_of
from .compare import Comparison
from .expected import Line, surest
from .information import unsure
from .links import LINKS
from .planned import Lives, Where, planned, undertaken
from .runner.live import DONE
from .runner.study import WHOLE
from .runner.workers import Execution
from .steps import Steps
from .uncertain import EXECUTION, is_execution

LIVES = 4
"""At each end of an assumption."""
PAID = (".one_off", ".monthly", ".upkeep")
"""What a lever is paid: it moves money by itself, and nobody's behaviour."""
SIDES = ("low", "high")


class Ends(NamedTuple):
    """Values of an assumption by place: at its lower end, as the case takes it, at its upper end.

    The execution of all levers is one assumption of several places; its value is their mean.
    """

    low: dict[str, float]
    centre: dict[str, float]
    high: dict[str, float]

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> Ends:
        """The ends of some values, moved together."""
        return cls(
            {place: value.low for place, value in values.items()},
            {place: value.value for place, value in values.items()},
            {place: value.high for place, value in values.items()},
        )

    @property
    def sides(self) -> tuple[dict[str, float], dict[str, float]]:
        """Both ends, in the order of `SIDES`."""
        return self.low, self.high

    @property
    def at(self) -> tuple[float, ...]:
        """The three values."""
        return tuple(float(np.mean(list(values.values()))) for values in self)


def link_ends(as_is: Scenario) -> dict[str, Ends]:
    """Links of the case that are not known for sure."""
    values = unsure(as_is.as_is)
    return {place: Ends.of({place: values[place]}) for place in LINKS if place in values}


def own_ends(plan: Scenario) -> dict[str, Ends]:
    """Assumptions of a redesign that customers feel; the execution of its levers is one."""
    values = {p: v for p, v in unsure(plan.redesign).items() if not p.endswith(PAID)}
    found = {p: Ends.of({p: value}) for p, value in values.items() if not is_execution(p)}
    carried = {p: value for p, value in values.items() if is_execution(p)}
    return found | ({EXECUTION: Ends.of(carried)} if carried else {})


def _names(ends: Mapping[str, Ends]) -> tuple[str, ...]:
    """A world for each end."""
    return tuple(f"{side}:{place}" for place in ends for side in SIDES)


def sizes(as_is: Scenario, to_be: Sequence[Scenario]) -> tuple[int, ...]:
    """Worlds that are lived, about: for the links, and for each redesign."""
    of_plans = [_names(own_ends(plan)) for plan in to_be]
    return (
        2 * LIVES * len(link_ends(as_is)) * (1 + len(to_be)),
        *(LIVES * (len(names) + len(batches_of(names))) for names in of_plans),
    )


def lived_at_ends(
    comparison: Comparison, place: Path | None, execution: Execution, steps: Steps
) -> tuple[Line, ...]:
    """Net present value of each redesign beside today's, at ends beyond luck.

    Parameters
    ----------
    comparison : Comparison
        Of its lives at central values, the first stand between the ends.
    place : Path or None
        Where lives are kept, each study of them in a folder of its own.
    execution : Execution
    steps : Steps
        Told how far it is: `sizes`.
    """
    found = [*_of_links(comparison, place, execution, steps)]
    for plan in comparison.to_be:
        found += _of_plan(plan, comparison, place, execution, steps)
        found += _paid(plan, comparison)
    return tuple(found)


def _of_links(
    comparison: Comparison, place: Path | None, execution: Execution, steps: Steps
) -> Iterator[Line]:
    """The links, in today's journey and in every redesign."""
    ends, tell = link_ends(comparison.as_is), steps.begin()
    if not ends:
        return
    worlds = (comparison.as_is, *comparison.to_be)
    points = tuple(
        {f"{library.AS_IS}.{at}": value for at, value in side.items()}
        for both in ends.values()
        for side in both.sides
    )
    data = {world.name: library.data_of(world) for world in worlds}
    plan = planned(comparison.as_is, data, _about(comparison), points)
    where = Where(None if place is None else place / "links", WHOLE, execution, tell, None)
    frame, _, _ = undertaken(plan, (comparison.as_is, *comparison.to_be), {"do": "ends"}, where)
    apart = _apart(frame)
    for world in worlds[1:]:
        mine = apart[apart["scenario"] == world.name]
        money = mine.pivot(index="point", columns="replication", values="apart")
        yield from beyond_luck(comparison, world.name, ends, money.reindex(range(len(points))))


def _of_plan(
    plan: Scenario,
    comparison: Comparison,
    place: Path | None,
    execution: Execution,
    steps: Steps,
) -> Iterator[Line]:
    """A redesign's own assumptions: each end is a world of its own, beside the same today."""
    ends, tell = own_ends(plan), steps.begin()
    if not ends:
        return
    dimensions = tuple(comparison.as_is.as_is.dimensions)
    sides = [side for both in ends.values() for side in both.sides]
    worlds = {library.AS_IS: library.data_of(comparison.as_is)}
    for name, side in zip(_names(ends), sides, strict=True):
        worlds[name] = _changed(library.data_of(plan), side, dimensions)
    batches = batches_of(_names(ends))
    study = planned(comparison.as_is, worlds, _about(comparison), batches=batches)
    folder = None if place is None else place / f"values_{plan.name}"
    where = Where(folder, WHOLE, execution, tell, None)
    frame, _, _ = undertaken(study, (comparison.as_is, plan), {"do": "ends"}, where)
    money = _apart(frame).pivot(index="scenario", columns="replication", values="apart")
    yield from beyond_luck(comparison, plan.name, ends, money.reindex(list(_names(ends))))


def _changed(raw: Raw, values: Mapping[str, float], dimensions: tuple[str, ...]) -> Raw:
    """A redesign's data with other values at some places."""
    for place, value in values.items():
        library.put(raw, place, value, dimensions)
    return raw


def _paid(plan: Scenario, comparison: Comparison) -> Iterator[Line]:
    """What is paid for levers: its line is exact, and needs no life."""
    values, horizon = central(plan), comparison.horizon_days
    rate = float(comparison.as_is.as_is.economics.discount_rate.value)
    worth = np.array([discount_factor(rate, float(day)) for day in range(horizon)])
    money = float(np.mean(_centre(comparison, plan.name, comparison.central)))
    money += float(programme(plan, values, horizon) @ worth)
    for place, value in unsure(plan.redesign).items():
        if place.endswith(PAID):
            ends = Ends.of({place: value})
            sides = dict(zip(ends.at, ends, strict=True))
            left = [money - programme(plan, values | at, horizon) @ worth for at in sides.values()]
            yield _line(plan.name, place, ends, left)


def _about(comparison: Comparison) -> Lives:
    """The very customers and luck of the first lives at central values."""
    size = comparison.customers, comparison.horizon_days
    return Lives(*size, LIVES, 0, comparison.seed, str(comparison.manifest["engine"]))


def _apart(frame: pd.DataFrame) -> pd.DataFrame:
    """Net present value of each world less that of today in the same run."""
    done = frame[frame["status"] == DONE]
    today = done[done["scenario"] == library.AS_IS].set_index("run")["npv"]
    mine = done[done["scenario"] != library.AS_IS]
    return mine.assign(apart=mine["npv"].to_numpy() - today.loc[mine["run"]].to_numpy())


def _centre(comparison: Comparison, option: str, lives: int) -> np.ndarray:
    """An option's net present value beside today's in the first lives at central values."""
    worlds = (comparison.lives[name][0][:lives] for name in (option, library.AS_IS))
    own, today = (np.array([life.metrics["npv"] for life in some]) for some in worlds)
    return np.asarray(own - today)


def beyond_luck(
    comparison: Comparison, option: str, ends: Mapping[str, Ends], money: pd.DataFrame
) -> Iterator[Line]:
    """An option's lines along the assumptions that do more to it than luck.

    Parameters
    ----------
    money : (2 × assumptions, lives) DataFrame
        Net present value beside today's at the lower end of each, at its upper end, of the next …;
        NaN where a life did not come to its end.
    """
    lives = money.shape[1]
    sides = money.to_numpy(float).reshape(len(ends), 2, lives)
    centre = _centre(comparison, option, lives)
    known = {
        place: _apart_from(centre, side, both)
        for (place, both), side in zip(ends.items(), sides, strict=True)
        if np.isfinite(side).all()
    }
    moved = {place: by_luck(lived) for place, lived in known.items() if np.ptp(lived, axis=0).any()}
    beyond = surest(np.array([luck.chance for luck in moved.values()]))
    for (place, luck), sure in zip(moved.items(), beyond, strict=True):
        if sure:
            money_at = list(known[place].mean(axis=1))
            yield _line(option, place, ends[place], money_at, luck.error)


def _apart_from(centre: np.ndarray, side: np.ndarray, both: Ends) -> np.ndarray:
    """Lives at the distinct values of an assumption, (2 or 3 values, lives)."""
    known = dict(zip(both.at, (side[0], centre, side[1]), strict=True))
    return np.stack(list(known.values()))


class Luck(NamedTuple):
    """How likely luck alone sets an assumption's values so far apart, and a difference's error."""

    chance: float
    error: float


def by_luck(lived: np.ndarray) -> Luck:
    """What of an assumption may be luck, by the range of its means over lives (Tukey 1949).

    Luck is what is left of money once what all values of a life share, and what all lives of a
    value share, are taken out. Each assumption has its own: some change what happens to many
    customers, and others to few (*Biometrics* 5).

    Parameters
    ----------
    lived : (values, lives) array
        Two of each at least.
    """
    values, lives = lived.shape
    rest = lived - lived.mean(axis=0)
    rest = rest - rest.mean(axis=1, keepdims=True)
    free = (values - 1) * (lives - 1)
    error = float(np.sqrt((rest**2).sum() / free / lives))
    apart = float(np.ptp(lived.mean(axis=1)))
    if error == 0 or apart == 0:
        return Luck(float(apart == 0), np.sqrt(2) * error)
    chance = float(stats.studentized_range.sf(apart / error, values, free))
    return Luck(chance, np.sqrt(2) * error)


def _line(option: str, place: str, ends: Ends, money: Sequence[float], error: float = 0.0) -> Line:
    """A line with its centre, unless that is one of the ends."""
    values = list(dict.fromkeys(ends.at))
    return Line(option, place, tuple(values), tuple(map(float, money)), error)
