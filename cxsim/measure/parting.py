"""Where a customer's lives in two worlds part, and what was behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cxsim.engine.reference.replay import Moment
from cxsim.scenario.checks import grip, lever_places
from cxsim.scenario.levers import Lever
from cxsim.scenario.schema import Scenario, values_of
from cxsim.scenario.structure import detours

PARTS = (
    *("satisfaction", "heard", "price", "rival", "bond", "contact", "grievance", "defection"),
    "loyalty",
)
"""What the log-odds of leaving in a period are the sum of."""
PRICE = "economics.price"
FELT = 0.05
"""Visits that felt more alike than this felt the same."""


class Parting(NamedTuple):
    """The first turn that two lives do not share."""

    day: int
    why: str
    """failure, way, entry, pace, clock, caused, adoption, or one of the causes of leaving."""
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
    to_be: Scenario,
    archetype: str,
    levers: Mapping[str, int | None],
    lives: list[tuple[Moment, ...]],
) -> Parting | None:
    """The first turn that two lives, today's first, do not share, and what was behind it."""
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
    numbers, places = BEHIND[why](fork, why)
    there = tuple(moving(to_be, levers, places, fork.moment.day))
    return Parting(fork.moment.day, why, first[0], first[1], numbers, there, shared)


def reason(fork: Fork) -> str:
    """Which of the model's chances went apart."""
    one, other = fork.first
    if one is not None and other is not None and one[1:3] == other[1:3]:
        return start_of(fork, fork.moment)
    if one is not None and other is not None and {one.what, other.what} <= {"visit", "line"}:
        a, b = one.numbers, other.numbers
        if one.day == other.day and all(a[n] == b[n] for n in ("need", "occurrence", "step")):
            if a["touchpoint"] != b["touchpoint"]:
                return "entry"
            if one.what == other.what == "visit":
                return "failure" if a["failed"] != b["failed"] else "way"
            if one.what == other.what == "line":
                return "line"
    there = [m for m in fork.first if m is not None and m.day == fork.moment.day]
    starts = [start_of(fork, moment) for moment in there]
    why = next((why for why in starts if why not in ("clock", "pace")), starts[0])
    if why in ("non_payment", "involuntary"):
        today, redesigned = (number(one[-1] if one else None, why) for one in periods_of(fork))
        # As likely in both: there the wish to leave, the only other reason, had come first.
        return "voluntary" if today == redesigned else why
    return why


def start_of(fork: Fork, moment: Moment) -> str:
    """What decides that a moment comes on its day."""
    if moment.what == "contact":
        return "contact"
    if moment.what == "join":
        return "adoption"
    if moment.what == "line_added":
        return "cross_sell"
    if moment.what == "line_dropped":
        pairs = zip(*periods_of(fork), strict=False)
        alike = all(a.numbers["chance"] == b.numbers["chance"] for a, b in pairs)
        return "partial" if alike else "voluntary"
    if moment.what == "leave":
        return str(moment.numbers["cause"])
    if moment.what not in ("visit", "line") or moment.numbers["step"]:
        return "pace"
    if moment.numbers["occurrence"] < 0:
        return "caused"
    kind = fork.to_be.extended.journeys[moment.numbers["need"]].kind
    return {"leave": "voluntary", "join": "adoption"}.get(kind, "clock")


Behind = tuple[dict[str, Any], list[str]]
"""The numbers behind a parting, today's first, and the places of the values that make them."""


def failing(fork: Fork, _: str) -> Behind:
    """The chance of a failure."""
    about = fork.moment.numbers
    risks = {"touchpoint": about["touchpoint"], "risk": [number(one, "risk") for one in fork.first]}
    place = f"touchpoints.{about['touchpoint']}.failure.probability"
    return risks, [place, *serving(fork, about["touchpoint"])]


def leading(fork: Fork, _: str) -> Behind:
    """Where the touchpoint leads; what was felt on the way, where that moves it."""
    about = fork.moment.numbers
    need, touchpoint = about["need"], about["touchpoint"]
    step = fork.to_be.extended.journeys[need].steps[touchpoint]
    ways = {"ways": [number(one, "ways") or {} for one in fork.first]}
    shares = [f"journeys.{need}.steps.{touchpoint}.{to}.share" for to in step]
    at = fork.to_be.extended.touchpoints[touchpoint]
    if at.assistant is not None:
        return {"need": need, "touchpoint": touchpoint} | ways, [
            f"touchpoints.{touchpoint}.assistant"
        ]
    shares += serving(fork, touchpoint)
    felt, places = widest(fork, about)
    if not felt or not any(way.satisfaction.value for way in step.values()):
        felt, places = {}, []
    return {"need": need, "touchpoint": touchpoint} | ways | felt, [*shares, *places]


def serving(fork: Fork, touchpoint: str) -> list[str]:
    """Places of those who serve at a touchpoint, and of what they know of a story."""
    team = fork.to_be.extended.touchpoints[touchpoint].team
    return [] if team is None else [f"teams.{team}", "silos"]


def queueing(fork: Fork, _: str) -> Behind:
    """How long a team let the customer wait."""
    about = fork.moment.numbers
    minutes = [number(one, "minutes") for one in fork.first]
    waits = {"touchpoint": about["touchpoint"], "minutes": minutes}
    return waits, [f"teams.{team}" for team in fork.to_be.as_is.teams]


def pacing(fork: Fork, _: str) -> Behind:
    """How long the way from the visit before takes."""
    before = [visit for visit in (last(life, "visit") for life in fork.before) if visit is not None]
    if not before:
        return {}, []
    about = before[0].numbers
    need, touchpoint = about["need"], about["touchpoint"]
    way = f"journeys.{need}.steps.{touchpoint}.{about['to']}"
    days = [number(visit, "after") for visit in before]
    places = [f"{way}.after_days", f"{way}.delay_spread"]
    return {"need": need, "touchpoint": touchpoint, "days": days}, places


def entering(fork: Fork, _: str) -> Behind:
    """By which door the journey begins."""
    need = fork.moment.numbers["need"]
    ways = {"ways": [number(begun(fork.moment, life), "ways") or {} for life in fork.lives]}
    places = [f"journeys.{need}.entry", f"archetypes.{fork.archetype}.channels"]
    return {"need": need} | ways, places


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


def causing(fork: Fork, _: str) -> Behind:
    """What makes customers complain and seek help, or come back for it."""
    there = [one for one in fork.first if one is not None and one.what == "visit"]
    need = next(one.numbers["need"] for one in there if one.numbers["occurrence"] < 0)
    felt, places = widest(fork)
    complaining = f"archetypes.{fork.archetype}.complaining"
    return {"need": need} | felt, [complaining, f"journeys.{need}.comes_back", *places]


def adopting(*_: Any) -> Behind:
    """What moves a prospect."""
    return {}, [
        *(f"market.{name}" for name in ("innovation", "imitation", "reach", "promise")),
        "market.returns.rate",
        PRICE,
    ]


def ending(fork: Fork, why: str) -> Behind:
    """A chance of leaving that nothing felt moves."""
    chances = [number(one[-1] if one else None, why) for one in periods_of(fork)]
    own = f"archetypes.{fork.archetype}.non_payment"
    return {"chance": chances}, [own if why == "non_payment" else "relationship.involuntary"]


def leaving(fork: Fork, _: str) -> Behind:
    """What made one want to leave and the other not: the part that moved the odds most."""
    shared = [
        (a.numbers, b.numbers) for a, b in zip(*periods_of(fork), strict=False) if a.day == b.day
    ]
    felt, places = widest(fork)
    if not shared:
        return felt, places
    sums = {part: sum(b[part] - a[part] for a, b in shared) for part in PARTS}
    main = max(sums, key=lambda part: abs(sums[part]))
    # Hazards add up: the chance of having left by now, in either world.
    hazards = [sum(-math.log1p(-pair[world]["chance"]) for pair in shared) for world in (0, 1)]
    numbers = {
        "main": main,
        "periods": len(shared),
        "chance": [-math.expm1(-hazard) for hazard in hazards],
        "standing": [pair["standing"] for pair in shared[-1]],
    }
    if main in ("satisfaction", "grievance"):
        called = any(one.what == "call" for life in fork.before for one in life)
        return numbers | felt, [*places, *(["listening.close_loop"] if called else [])]
    loyalty = f"archetypes.{fork.archetype}.loyalty"
    moved = {
        "price": [PRICE],
        "rival": ["market.alternative"],  # no lever moves competitors
        "bond": ["relationship.lock_in"],
        "loyalty": [loyalty],
    }
    return numbers, moved.get(main, [])


def calling(fork: Fork, _: str) -> Behind:
    """A campaign's contact, which is its own reason."""
    calls = (one for one in fork.first if one is not None and one.what == "contact")
    return {"campaign": next(calls).numbers["campaign"]}, []


def taking(*_: Any) -> Behind:
    """The readiness to take a line more."""
    return {}, ["relationship.cross_sell"]


def dropping(*_: Any) -> Behind:
    """Leaving in part or in whole."""
    return {}, ["relationship.partial"]


BEHIND = {
    "cross_sell": taking,
    "partial": dropping,
    "contact": calling,
    "failure": failing,
    "way": leading,
    "line": queueing,
    "pace": pacing,
    "entry": entering,
    "clock": arising,
    "caused": causing,
    "adoption": adopting,
    "voluntary": leaving,
    "silent": leaving,
    "non_payment": ending,
    "involuntary": ending,
}


def periods_of(fork: Fork) -> list[list[Moment]]:
    """The ends of periods in either world, up to the parting."""
    return [
        [m for m in life if m.what == "period" and m.day <= fork.moment.day] for life in fork.lives
    ]


def widest(fork: Fork, journey: Mapping[str, Any] | None = None) -> Behind:
    """The shared visit, of one journey or of all, that felt most different until then."""
    visits = [
        [m.numbers | {"day": m.day} for m in (*before, first) if m and m.what == "visit"]
        for before, first in zip(fork.before, fork.first, strict=True)
    ]
    pairs = [
        (a, b)
        for a, b in zip(*visits, strict=False)
        if a["touchpoint"] == b["touchpoint"]
        and (journey is None or all(a[n] == journey[n] for n in ("need", "occurrence")))
    ]
    gaps = [abs(b["felt"] - a["felt"]) for a, b in pairs]
    if max(gaps, default=0.0) < FELT:
        return {}, []
    a, b = pairs[gaps.index(max(gaps))]
    touchpoint = a["touchpoint"]
    felt = {"felt": [a["felt"], b["felt"]], "felt_at": touchpoint, "felt_day": a["day"]}
    own = [f"touchpoints.{touchpoint}.{part}" for part in ("quality", "spread", "failure")]
    return felt, [*own, *serving(fork, touchpoint)]


def moving(
    to_be: Scenario, levers: Mapping[str, int | None], places: list[str], day: int
) -> Iterator[str]:
    """Levers, of those that reach the customer, that had moved a value at these places by a day.

    `levers` has the first day on which each was in force.
    """
    case = to_be.extended
    values = dict(values_of(case))
    for name, first in levers.items():
        lever = to_be.levers[name]
        moved = [
            target
            for target in lever_places(case, lever)
            if moves(lever, values[target].value) and grip(case, target) > 0
        ]
        if lever.execution.value > 0:  # nobody closes what nobody controls
            moved += [place for pair in detours(case, lever) for place in pair]
        begun = first is not None and day >= first + (lever.ramp_days > 0)
        if begun and any(
            target == place or target.startswith(f"{place}.")
            for target in moved
            for place in places
        ):
            yield name


def moves(lever: Lever, today: float) -> bool:
    """Whether a lever alone would change a value."""
    assert lever.effect is not None, "a lever with a target has an effect"
    effect = lever.effect.value
    if lever.execution.value == 0:
        return False
    return {
        "add": effect != 0,
        "multiply": effect != 1 and today != 0,
        "at_least": effect > today,
        "at_most": effect < today,
    }[lever.how]


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
