"""One customer's life in two worlds: moment by moment, until it parts, and why it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from cxsim.draws import keys
from cxsim.engine.record import MILLION
from cxsim.engine.reference.replay import Met, Moment, Replay, met, replayed
from cxsim.engine.run import live, warmed
from cxsim.engine.state import State
from cxsim.scenario.asked import simulated
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import AsIs, Scenario
from cxsim.scenario.words import in_unit, phrase
from cxsim.swapped import Rules, with_rules
from cxsim.world.numbers import Names, central
from cxsim.world.people import CAUSES
from cxsim.world.redesign import reached
from cxsim.world.strikes import strikes_of
from cxsim.world.world import Built, build

from .acquisition import SOURCES
from .parting import Parting, parting
from .run import ENDS, STATUS, check
from .twins import twins


class Life(NamedTuple):
    """A life from day 0 to the horizon."""

    moments: tuple[Moment, ...]
    """With the names of the case in place of numbers."""
    status: str
    cause: str
    left: float
    satisfaction: float
    revenue: float
    cost: float


class Beginning(NamedTuple):
    """Where a customer is in life on day 0."""

    archetype: str
    status: str
    tenure: float
    """Days since joining; 0 for a prospect."""
    satisfaction: float
    friends: int
    """People they are tied to."""


@dataclass(frozen=True)
class TwoLives:
    """One customer in today's journey and in a redesign.

    Parameters
    ----------
    as_is, to_be : Scenario
    customer : int
    customers, horizon_days, seed, replication : int
        The run it is a life of.
    beginning : Beginning
    arrivals : tuple of (int, str)
        Days on which something from outside strikes or begins, in both worlds alike: the day, and
        the name of a shock, or of a competitor's move behind the competitor's (`fibre.cut`).
    today, redesigned : Life
    parting : Parting or None
        None where every turn is shared.
    """

    as_is: Scenario
    to_be: Scenario
    customer: int
    customers: int
    horizon_days: int
    seed: int
    replication: int
    beginning: Beginning
    arrivals: tuple[tuple[int, str], ...]
    today: Life
    redesigned: Life
    parting: Parting | None


def replay(
    to_be: Scenario,
    customer: int | None = None,
    customers: int | None = None,
    horizon_days: int | None = None,
    seed: int = 1,
    replication: int = 0,
    rules: Rules | None = None,
) -> TwoLives:
    """Tell one customer's life in today's journey and in a redesign, at central values.

    The kernel lives both worlds and writes down what others bring to this customer; the reference
    engine then lives this one life again, alone.

    Parameters
    ----------
    to_be : Scenario
        A redesign.
    customer : int or None
        Number of a person: customers come first, from 0, then prospects. None takes, of the
        customers whom the redesign saves, the one who leaves first today; where it saves none, of
        those it loses; where it loses none either, the one whose satisfaction it changes most.
    customers, horizon_days, seed, replication : int
        As in `simulate`.
    rules : mapping of str to function, or None
        Functions in place of the rules of these names (`cxsim.swapped.with_rules`).

    Raises
    ------
    Problems
        When an argument is out of range.
    """
    check(to_be, customers, horizon_days, seed, replication)
    if to_be.redesign is None:
        raise Problems([Problem("to_be", "wrong", to_be.name, phrase("a_redesign"))])
    if rules:
        asked = (customer, customers, horizon_days, seed, replication)
        lives: TwoLives = with_rules(rules).replay(to_be, *asked)
        return lives
    customers = simulated(to_be, customers)
    horizon = horizon_days or to_be.as_is.horizon_days
    values = central(to_be)
    about = (customers, horizon, seed, replication)
    as_is = Scenario(to_be.case, "as_is", to_be.as_is, None, to_be.folder)
    worlds = [build(as_is, values, *about)]
    worlds.append(build(to_be, values, *about, today=worlds[0]))
    warm = warmed(worlds[0])
    people = worlds[0].people.size
    if customer is None:
        customer = striking(worlds, warm)
    if isinstance(customer, bool) or customer not in range(people):
        allowed = phrase("between", low=0, high=people - 1, unit=in_unit("whole"))
        raise Problems([Problem("customer", "wrong", customer, allowed)])
    (today, _), (redesigned, in_force) = (_lived(world, warm, customer) for world in worlds)
    hit = reached(to_be, values, worlds[0].people)[customer]
    levers = {
        name: in_force.get(number)
        for number, (name, hits) in enumerate(zip(to_be.levers, hit, strict=True))
        if hits
    }
    beginning = _beginning(worlds[0], warm, customer)
    parted = parting(to_be, beginning.archetype, levers, [today.moments, redesigned.moments])
    came = tuple(_arrivals(as_is.as_is, values, horizon, keys.root_key(seed, replication)))
    return TwoLives(as_is, to_be, customer, *about, beginning, came, today, redesigned, parted)


def _arrivals(
    case: AsIs, values: Mapping[str, float], horizon: int, root: int
) -> Iterator[tuple[int, str]]:
    """When something from outside strikes or begins within the horizon."""
    for name, shock in case.shocks.items():
        if shock.enabled:
            days = strikes_of(name, shock, values, horizon, root).tolist()
            yield from ((day, name) for day in days if day < horizon)
    for rival, competitor in case.market.competitors.items():
        for name, move in competitor.moves.items():
            if move.enabled and move.start_day < horizon:
                yield move.start_day, f"{rival}.{name}"


def striking(worlds: list[Built], warm: State) -> int:
    """A customer whose two lives are worth telling."""
    today, redesigned = (live(world, warm) for world in worlds)
    pair = twins(today, redesigned)
    for found, lived in ((pair.saved, today), (pair.lost, redesigned)):
        if found.any():
            return int(np.argmin(np.where(found, lived.state.people.left, np.inf)))
    return int(
        np.argmax(np.abs(redesigned.state.people.satisfaction - today.state.people.satisfaction))
    )


def _beginning(built: Built, warm: State, number: int) -> Beginning:
    person = warm.people[number]
    ties = built.world.tie_first[number : number + 2]
    status = STATUS[person.status]
    return Beginning(
        built.names.archetypes[person.archetype],
        status,
        float(-person.joined) if status == "customer" else 0.0,
        float(person.satisfaction),
        int(ties[1] - ties[0]),
    )


def _lived(built: Built, warm: State, number: int) -> tuple[Life, dict[int, int]]:
    """The life of a person in one world, and the first day on which each lever was in force."""
    meets: Met = met(built, warm, number)[1]
    model: Replay = replayed(built, warm, number, meets)
    (person,) = model.people
    life = Life(
        tuple(_named(moment, built.names) for moment in model.moments),
        STATUS[person.status],
        CAUSES[person.cause],
        float(person.left),
        float(person.satisfaction),
        person.revenue / MILLION,
        person.cost / MILLION,
    )
    return life, model.in_force


def _named(moment: Moment, names: Names) -> Moment:
    """The moment with the case's names in place of numbers."""

    def place(number: int) -> str:
        return ENDS[number] if number < 0 else names.touchpoints[number]

    numbers = dict(moment.numbers)
    for name, value in moment.numbers.items():
        if name == "need":
            numbers[name] = names.needs[value]
        elif name in ("touchpoint", "to"):
            numbers[name] = place(value)
        elif name == "ways":
            numbers[name] = {place(to): share for to, share in value.items()}
        elif name == "teams":
            numbers[name] = tuple(names.teams[team] for team in value)
        elif name == "line":
            numbers[name] = names.lines[value]
        elif name == "campaign":
            numbers[name] = names.campaigns[value]
        elif name == "cause":
            numbers[name] = CAUSES[value]
        elif name == "source":
            numbers[name] = SOURCES[value - 1] if value > 0 else ""
        elif name == "provider":
            numbers[name] = names.competitors[value] if value >= 0 else ""
    return moment._replace(numbers=numbers)
