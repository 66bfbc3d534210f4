"""Why a redesign works: what each of its levers adds, alone and beside the others.

A lever's share of a difference is its Shapley value: what it adds to a coalition of other levers,
on average over all orders in which they may come. Every coalition is lived by the same people with
the same luck as today's journey, so shares sum to the whole in every single life.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from cxsim.scenario import library, validate
from cxsim.scenario.asked import wrong_scenarios
from cxsim.scenario.parts import Raw
from cxsim.scenario.problems import Problem, Problems, nearest
from cxsim.scenario.schema import Scenario
from cxsim.scenario.words import phrase

from . import shapley
from .credit import MEASURED, Credit
from .futures import Progress
from .planned import Folder, Lives, Where, planned, undertaken
from .runner.live import DONE
from .runner.plan import Plan
from .runner.study import WHOLE, Foresee, Share
from .runner.workers import HERE, Execution
from .settings import too_many, wrong_settings

MOST_EXACT = 10
"""Levers of which all coalitions are lived: 1,023 of them."""
PERMUTATIONS = 32
"""Orders drawn where there are more levers, each lived with its reverse."""
REPLICATIONS, DRAWS = 8, 4
BATCH = 8
"""Coalitions lived in one run, about: one life of today's journey for each so many."""


class Player(NamedTuple):
    """A lever, or a campaign of the redesign.

    Parameters
    ----------
    name : str
        As coalitions name it.
    section, key : str
        Where it stands in the redesign's file.
    """

    name: str
    section: str
    key: str


@dataclass(frozen=True)
class Attribution:
    """What each lever of a redesign adds.

    Parameters
    ----------
    as_is, to_be : Scenario
    players : tuple of str
        The enabled levers, then the enabled campaigns of the redesign.
    labels : dict
        What the case calls each, by language.
    plan : Plan
        What was to be lived. Its worlds are today's journey and the coalitions, "a+b" being the
        redesign with no other levers than a and b.
    orders : (pairs, 2, players) int array or None
        The orders drawn; None where all coalitions are lived, and the shares exact.
    frame : DataFrame
        A row for each run and world: scenario, run, kind, replication, status, reason, and a column
        for each metric. Today's journey has a row in each run.
    whole : bool
        Whether all runs are there; while other shares are under way the tables below are empty.
    shares : DataFrame
        metric, lever, share (mean over the lives at central values), low, high (95% over joint
        draws and luck), mc_low, mc_high (luck alone), sampling_error (standard error of the share
        for the orders drawn, given these lives; 0 where it is exact).
    interactions : DataFrame
        metric, lever, other, value, low, high, mc_low, mc_high: the Shapley interaction index of
        each pair. Empty where orders were drawn.
    coalitions : DataFrame
        levers ("a+b"), size, metric, value: mean difference to today's journey at central values.
    manifest : dict
        What made these numbers.
    """

    as_is: Scenario
    to_be: Scenario
    players: tuple[str, ...]
    labels: dict[str, dict[str, str]]
    plan: Plan
    orders: np.ndarray | None
    frame: pd.DataFrame
    whole: bool
    shares: pd.DataFrame
    interactions: pd.DataFrame
    coalitions: pd.DataFrame
    manifest: dict[str, Any]

    @cached_property
    def _credit(self) -> Credit:
        return Credit(self.frame, self.players, tuple(self.plan.worlds)[1:], self.orders)

    def values(self, metric: str) -> pd.DataFrame:
        """What each coalition changes in each life: a row by (kind, replication), a column each.

        Parameters
        ----------
        metric : str

        Raises
        ------
        Problems
            When there is no such metric.
        """
        return self._credit.values(self._known(metric))

    def by_life(self, metric: str) -> pd.DataFrame:
        """The share of each lever in each life: a row by (kind, replication), a column by lever.

        Parameters
        ----------
        metric : str

        Raises
        ------
        Problems
            When there is no such metric.
        """
        return self._credit.shares(self._known(metric))

    def _known(self, metric: str) -> str:
        if metric not in MEASURED:
            wrong = Problem(
                f"metric={metric}", "unknown", metric, MEASURED, nearest(str(metric), MEASURED)
            )
            raise Problems([wrong])
        return metric


def attribute(
    as_is: Scenario,
    to_be: Scenario,
    customers: int | None = None,
    horizon_days: int | None = None,
    replications: int = REPLICATIONS,
    draws: int = DRAWS,
    permutations: int | None = None,
    seed: int = 1,
    folder: Folder = None,
    share: Share = WHOLE,
    execution: Execution = HERE,
    progress: Progress | None = None,
    foresee: Foresee | None = None,
    engine: str = "kernel",
) -> Attribution:
    """Divide what a redesign changes among its levers.

    Touchpoints and steps that the redesign adds are there in every coalition: nobody comes to them
    without a lever.

    Parameters
    ----------
    as_is, to_be : Scenario
    customers, horizon_days, seed, engine
        As in `cxsim.compare`.
    replications, draws : int
        Lives of each coalition at central values, ≥ 1, and at joint draws of what is uncertain.
    permutations : int or None
        Orders of the levers drawn in place of all, each lived with its reverse, ≥ 2; None takes all
        where there are ten levers or fewer, and else 32.
    folder, share, execution, progress, foresee
        As in `cxsim.sweep`.

    Returns
    -------
    Attribution

    Raises
    ------
    Problems
        When an argument is out of range, the redesign has no lever, some of its levers are no valid
        redesign without the others, or no life came to its end.
    """
    numbers = {
        "customers": customers,
        "replications": replications,
        "draws": draws,
        "permutations": permutations,
        "seed": seed,
        "horizon_days": horizon_days,
    }
    _check(as_is, to_be, engine, numbers)
    players = tuple(players_of(to_be))
    if permutations is None and len(players) > MOST_EXACT:
        permutations = PERMUTATIONS
    orders = None if permutations is None else shapley.orders(len(players), permutations, seed)
    worlds = coalitions_of(as_is, to_be, players, shapley.met(len(players), orders))
    lives = Lives(customers, horizon_days, replications, draws, seed, engine)
    plan = planned(as_is, worlds, lives, batches=batches_of(tuple(worlds)[1:]))
    asked = {"do": "attribute", "draws": draws, "permutations": permutations}
    where = Where(folder, share, execution, progress, foresee)
    frame, whole, told = undertaken(plan, (as_is, to_be), asked, where)
    names = tuple(player.name for player in players)
    found = Credit(frame, names, tuple(worlds)[1:], orders)
    if whole and not found.some:
        first = frame[frame["status"] != DONE].iloc[0]
        wrong = Problem(str(first["scenario"]), "not_lived", first["reason"])
        raise Problems([wrong])
    tables = found.tables(whole)
    return Attribution(
        as_is,
        to_be,
        names,
        dict(_labels(to_be, players)),
        plan,
        orders,
        frame,
        whole,
        *tables,
        told,
    )


def _check(as_is: Scenario, to_be: Scenario, engine: str, numbers: Mapping[str, Any]) -> None:
    """Refuse what makes no sense, all at once."""
    wrong = wrong_settings(engine, **numbers)
    strange = [*wrong_scenarios("as_is", as_is), *wrong_scenarios("to_be", to_be)]
    if strange:
        raise Problems([*wrong, *strange])
    if as_is.redesign is not None:
        wrong.append(Problem("as_is", "wrong", as_is.name, phrase("only_today")))
    if to_be.redesign is None:
        wrong.append(Problem("to_be", "wrong", to_be.name, phrase("a_redesign")))
    elif to_be.as_is != as_is.as_is:
        wrong.append(Problem("to_be", "wrong", to_be.name, phrase("same_case")))
    elif not any(players_of(to_be)):
        wrong.append(Problem("to_be", "wrong", to_be.name, phrase("with_levers")))
    if not wrong:
        wrong += too_many(as_is, numbers["customers"], 0, engine)
    if wrong:
        raise Problems(wrong)


def players_of(to_be: Scenario) -> Iterator[Player]:
    """Enabled levers, each with its parts, and campaigns; a taken name becomes its section's."""
    plan, taken = to_be.redesign, {library.AS_IS}
    assert plan is not None, "it has been checked"
    levers = {key: one for key, one in plan.in_force.items() if one.part_of is None}
    for section, some in (("levers", levers), ("campaigns", plan.campaigns)):
        for key, one in some.items():
            if one.enabled:
                name = f"{section}.{key}" if key in taken else key
                taken.add(name)
                yield Player(name, section, key)


def _labels(to_be: Scenario, players: Sequence[Player]) -> Iterator[tuple[str, dict[str, str]]]:
    for player in players:
        section = getattr(to_be.redesign, player.section)
        yield player.name, {str(key): text for key, text in section[player.key].label.items()}


def coalitions_of(
    as_is: Scenario, to_be: Scenario, players: Sequence[Player], coalitions: Sequence[int]
) -> dict[str, Raw]:
    """Data of today's journey and of every coalition but the empty one, by name.

    Raises
    ------
    Problems
        When a coalition is no valid redesign.
    """
    raw = library.data_of(to_be)
    off = {one: raw[one.section][one.key] | {"enabled": False} for one in players}
    found = {library.AS_IS: library.data_of(as_is)}
    for coalition in coalitions[1:]:
        inside = {player for bit, player in enumerate(players) if coalition >> bit & 1}
        name = "+".join(player.name for player in players if player in inside)
        data = raw | {section: dict(raw[section]) for section in ("levers", "campaigns")}
        for player in off.keys() - inside:
            data[player.section][player.key] = off[player]
        try:
            validate.redesign(data, name, as_is.as_is)
        except Problems as wrong:
            said = Problem(to_be.name, "no_coalition", name)
            raise Problems([said, *wrong.problems]) from None
        found[name] = data
    return found


def batches_of(names: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Worlds lived in one run: as many in each, small coalitions and large ones together."""
    runs = -(-len(names) // BATCH)
    return tuple(tuple(names[first::runs]) for first in range(runs))
