"""One customer's life in two worlds: moment by moment, until it parts, and why it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from cxsim.engine.record import MILLION
from cxsim.engine.reference.replay import Met, Moment, Replay, met, replayed
from cxsim.engine.run import live, warmed
from cxsim.engine.state import State
from cxsim.scenario.checks import lever_places
from cxsim.scenario.problems import Problem, Problems
from cxsim.scenario.schema import Scenario
from cxsim.world.numbers import Names, central
from cxsim.world.redesign import reached
from cxsim.world.world import Built, build

from .run import CAUSES, ENDS, STATUS, check
from .twins import twins

PARTS = ("satisfaction", "heard", "price", "alternative", "loyalty")
"""What the log-odds of leaving in a period are the sum of."""


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


class Parting(NamedTuple):
    """The first turn that two lives do not share."""

    day: int
    why: str
    """failure, way, entry, pace, clock, adoption, one of the causes of leaving, or other."""
    today: Moment | None
    """What happens in today's journey."""
    redesigned: Moment | None
    """What happens instead in the redesign."""
    numbers: dict[str, Any]
    """What was behind it, in either world."""
    levers: tuple[str, ...]
    """Levers of the redesign that reach this customer and move those numbers."""
    shared: int
    """Turns that both lives share before."""


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
    today: Life
    redesigned: Life
    parting: Parting | None


def replay(
    to_be: Scenario,
    customer: int | None = None,
    customers: int = 5000,
    horizon_days: int | None = None,
    seed: int = 1,
    replication: int = 0,
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

    Raises
    ------
    Problems
        When an argument is out of range.
    """
    check(customers, horizon_days, seed, replication)
    if to_be.redesign is None:
        raise Problems([Problem("to_be", "wrong", to_be.name, "a redesign")])
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
    if not 0 <= customer < people:
        allowed = f"a whole number, 0 … {people - 1}"
        raise Problems([Problem("customer", "wrong", customer, allowed)])
    today, redesigned = (_lived(world, warm, customer) for world in worlds)
    hit = reached(to_be, values, worlds[0].people)[customer]
    levers = [name for name, hits in zip(to_be.levers, hit, strict=True) if hits]
    beginning = _beginning(worlds[0], warm, customer)
    parted = parting(to_be, beginning.archetype, levers, today, redesigned)
    return TwoLives(as_is, to_be, customer, *about, beginning, today, redesigned, parted)


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


def _lived(built: Built, warm: State, number: int) -> Life:
    """The life of a person in one world."""
    meets: Met = met(built, warm, number)[1]
    model: Replay = replayed(built, warm, number, meets)
    (person,) = model.people
    return Life(
        tuple(_named(moment, built.names) for moment in model.moments),
        STATUS[person.status],
        CAUSES[person.cause],
        float(person.left),
        float(person.satisfaction),
        person.revenue / MILLION,
        person.cost / MILLION,
    )


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
        elif name == "cause":
            numbers[name] = CAUSES[value]
    return moment._replace(numbers=numbers)


# ---- where two lives part, and why ----


class Fork(NamedTuple):
    """Two lives, today's first, at the first turn that they do not share."""

    to_be: Scenario
    archetype: str
    first: list[Moment | None]
    """What each does there; None where nothing more happens."""
    before: list[tuple[Moment, ...]]
    """What each lived until then."""
    lives: list[tuple[Moment, ...]]

    @property
    def moment(self) -> Moment:
        """What happens first."""
        there = [moment for moment in self.first if moment is not None]
        return min(there, key=lambda moment: moment.day)


def parting(
    to_be: Scenario, archetype: str, levers: list[str], today: Life, redesigned: Life
) -> Parting | None:
    """The first turn that the lives do not share, and what was behind it."""
    lives = [today.moments, redesigned.moments]
    turns = [[n for n, moment in enumerate(one) if moment.turn] for one in lives]
    shared = 0
    for a, b in zip(*turns, strict=False):
        if lives[0][a][:3] != lives[1][b][:3]:
            break
        shared += 1
    if all(shared == len(one) for one in turns):
        return None
    ends = [one[shared] if shared < len(one) else len(lives[n]) for n, one in enumerate(turns)]
    first = [one[end] if end < len(one) else None for one, end in zip(lives, ends, strict=True)]
    before = [one[:end] for one, end in zip(lives, ends, strict=True)]
    fork = Fork(to_be, archetype, first, before, lives)
    why = reason(fork)
    numbers, places = BEHIND[why](fork, why) if why in BEHIND else ({}, [])
    there = tuple(moving(to_be, levers, places))
    return Parting(fork.moment.day, why, first[0], first[1], numbers, there, shared)


def reason(fork: Fork) -> str:
    """Which of the model's chances went apart."""
    kinds = {name: journey.kind for name, journey in fork.to_be.as_is.journeys.items()}
    one, other = fork.first
    if one is not None and other is not None and one.what == other.what == "visit":
        a, b = one.numbers, other.numbers
        alike = all(a[name] == b[name] for name in ("need", "occurrence", "step"))
        if alike and one.day == other.day:
            if a["touchpoint"] != b["touchpoint"]:
                return "entry"
            return "failure" if a["failed"] != b["failed"] else "way"
    for moment in fork.first:
        if moment is None or moment.day > fork.moment.day:
            continue
        if moment.what == "leave":
            return str(moment.numbers["cause"])
        if moment.what == "visit" and kinds[moment.numbers["need"]] == "leave":
            return "voluntary"
    if fork.moment.what != "visit":
        return "other"
    if kinds[fork.moment.numbers["need"]] == "join":
        return "adoption"
    return "pace" if fork.moment.numbers["step"] else "clock"


Behind = tuple[dict[str, Any], list[str]]
"""The numbers behind a parting, today's first, and the places of the levers that move them."""


def failing(fork: Fork, _: str) -> Behind:
    """The chance of a failure."""
    place = [f"touchpoints.{fork.moment.numbers['touchpoint']}.failure"]
    return where(fork) | {"risk": [number(one, "risk") for one in fork.first]}, place


def leading(fork: Fork, _: str) -> Behind:
    """Where the touchpoint leads, and what was felt on the way."""
    about = fork.moment.numbers
    felt, places = widest(fork)
    ways = {"ways": [number(one, "ways") or {} for one in fork.first]}
    step = f"journeys.{about['need']}.steps.{about['touchpoint']}"
    return where(fork) | ways | felt, [step, *places]


def entering(fork: Fork, _: str) -> Behind:
    """By which door the journey begins."""
    need = fork.moment.numbers["need"]
    ways = {"ways": [number(begun(fork.moment, life), "ways") or {} for life in fork.lives]}
    return where(fork) | ways, [f"journeys.{need}.entry", f"archetypes.{fork.archetype}.channels"]


def arising(fork: Fork, _: str) -> Behind:
    """How often the need arises."""
    there = [one for one in fork.first if one is not None and one.what == "visit"]
    # On a day on which both begin something, the need is meant that comes up more or less often.
    rates = {
        one.numbers["need"]: [number(begun(one, life), "rate") for life in fork.lives]
        for one in sorted(there, key=lambda one: one.day)
        if one.day == fork.moment.day
    }
    need = next((name for name, (a, b) in rates.items() if a != b), next(iter(rates)))
    places = [f"archetypes.{fork.archetype}.needs.{need}", "relationship.frequency"]
    return {"need": need, "rate": rates[need]}, places


def adopting(fork: Fork, _: str) -> Behind:
    """What moved a prospect."""
    found = [last(life, "consider") for life in fork.lives]
    numbers = {name: [number(one, name) for one in found] for name in ("chance", "friends")}
    return numbers, ["market", "economics.price"]


def ending(fork: Fork, why: str) -> Behind:
    """A chance of leaving that nothing felt moves."""
    chances = [number(last(life, "period"), why) for life in fork.before]
    return {"chance": chances}, [f"archetypes.{fork.archetype}.non_payment", f"relationship.{why}"]


def leaving(fork: Fork, _: str) -> Behind:
    """What made one want to leave and the other not: the part that had moved the odds most."""
    felt, places = widest(fork)
    periods = [[m.numbers for m in one if m.what == "period"] for one in fork.before]
    shared = list(zip(*periods, strict=False))
    if not shared:
        return felt, places
    sums = {part: sum(b[part] - a[part] for a, b in shared) for part in PARTS}
    # The pull of the best alternative falls as satisfaction rises: one reason, not two.
    sums["satisfaction"] += sums.pop("alternative")
    main = max(sums, key=lambda part: abs(sums[part]))
    numbers = {name: [one[name] for one in shared[-1]] for name in ("chance", "standing")}
    if main == "satisfaction":
        return {"main": main} | numbers | felt, places
    moved = {"price": ["economics.price"], "loyalty": ["relationship", "behaviour.leaving"]}
    return {"main": main} | numbers, moved.get(main, [])


BEHIND = {
    "failure": failing,
    "way": leading,
    "pace": leading,
    "entry": entering,
    "clock": arising,
    "adoption": adopting,
    "voluntary": leaving,
    "silent": leaving,
    "non_payment": ending,
    "involuntary": ending,
}


def where(fork: Fork) -> dict[str, Any]:
    """Need and touchpoint of the parting."""
    return {name: fork.moment.numbers[name] for name in ("need", "touchpoint")}


def widest(fork: Fork) -> Behind:
    """The shared visit that felt most different until then."""
    visits = [
        [m for m in (*before, first) if m is not None and m.what == "visit"]
        for before, first in zip(fork.before, fork.first, strict=True)
    ]
    pairs = [
        (a, b)
        for a, b in zip(*visits, strict=False)
        if a.numbers["touchpoint"] == b.numbers["touchpoint"]
    ]
    gaps = [abs(b.numbers["felt"] - a.numbers["felt"]) for a, b in pairs]
    if not any(gaps):
        return {}, []
    a, b = pairs[gaps.index(max(gaps))]
    touchpoint = a.numbers["touchpoint"]
    felt = {"felt": [a.numbers["felt"], b.numbers["felt"]], "felt_at": touchpoint}
    return felt | {"felt_day": a.day}, [f"touchpoints.{touchpoint}"]


def moving(to_be: Scenario, levers: list[str], places: list[str]) -> Iterator[str]:
    """Levers, of those that reach the customer, that act on any of the places."""
    for name in levers:
        targets = lever_places(to_be.as_is, to_be.levers[name])
        if any(t == place or t.startswith(f"{place}.") for t in targets for place in places):
            yield name


def begun(visit: Moment, life: tuple[Moment, ...]) -> Moment | None:
    """When the journey of a visit begins in a life."""
    about = [visit.numbers[name] for name in ("need", "occurrence")]
    for moment in life:
        if moment.what == "begin" and [moment.numbers[n] for n in ("need", "occurrence")] == about:
            return moment
    return None


def last(moments: tuple[Moment, ...], what: str) -> Moment | None:
    """The last moment of a kind."""
    return next((moment for moment in reversed(moments) if moment.what == what), None)


def number(moment: Moment | None, name: str) -> Any:
    """A number of a moment that may not be."""
    return None if moment is None else moment.numbers.get(name)
