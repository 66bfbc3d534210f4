"""Today's case with what a redesign adds to it: touchpoints, ways on, doors.

A redesign is lived in today's journey extended. What it adds has a share or a weight of 0 until a
lever opens it, and new touchpoints come after today's, so that today's keep their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from .assistants import Assistant
from .journeys import ENDS, Branch, Journey, Touchpoint
from .levers import Lever, Redesign
from .schema import AsIs
from .values import Value

WAY = re.compile(r"journeys\.(\w+)\.steps\.(\w+)\.(\w+)(\.share|\.after_days)?")
DOOR = re.compile(r"journeys\.(\w+)\.entry\.(\w+)")

Ways = dict[str, Branch]


def extended(case: AsIs, plan: Redesign) -> AsIs:
    """Today's case with the touchpoints, ways and doors of a redesign; itself where it has none.

    Names that make no sense are left out: `structure_problems` tells them.
    """
    touchpoints = case.touchpoints | {
        name: one for name, one in plan.touchpoints.items() if name not in case.touchpoints
    }
    journeys = {
        need: _with_steps(journey, plan, need, touchpoints)
        for need, journey in case.journeys.items()
    }
    levers = plan.levers.values()
    for target in (target for lever in levers for target in lever.target):
        if (way := WAY.fullmatch(target)) and way[1] in journeys:
            journeys[way[1]] = _with_way(journeys[way[1]], way[2], way[3], touchpoints)
        if (door := DOOR.fullmatch(target)) and door[1] in journeys and door[2] in touchpoints:
            journeys[door[1]] = _with_door(journeys[door[1]], door[2])
    for lever in levers:
        if lever.removes and lever.instead in touchpoints:
            journeys = {
                n: _with_detours(j, lever.removes, lever.instead) for n, j in journeys.items()
            }
    if touchpoints == case.touchpoints and journeys == case.journeys:
        return case
    parts = {name: getattr(case, name) for name in AsIs.model_fields}
    return AsIs.model_construct(**parts | {"touchpoints": touchpoints, "journeys": journeys})


def with_assistants(case: AsIs) -> AsIs:
    """A case with the ways on from its assistants, good ones first, in each journey.

    Their shares are those of a matter of the usual difficulty, and no lever's to move: what moves
    the assistant moves them. Names that make no sense are left out: checks tell them.
    """
    if all(one.assistant is None for one in case.touchpoints.values()):
        return case
    journeys = {
        need: _assisted(journey, need, case.touchpoints) for need, journey in case.journeys.items()
    }
    parts = {name: getattr(case, name) for name in AsIs.model_fields}
    return AsIs.model_construct(**parts | {"journeys": journeys})


def _assisted(journey: Journey, need: str, known: Mapping[str, Touchpoint]) -> Journey:
    while True:
        led = led_to(journey) & known.keys() - journey.steps.keys()
        found = {name: known[name].assistant for name in known if name in led}
        new = {
            name: _ways_of(name, one, need, known) for name, one in found.items() if one is not None
        }
        if not new:
            return journey
        journey = journey.model_copy(update={"steps": journey.steps | new})


def _ways_of(name: str, one: Assistant, need: str, known: Mapping[str, object]) -> Ways:
    """The ways on from an assistant."""
    settled = one.by_need.get(need, one.containment).value
    wrong, out = settled * one.wrong.value, (1 - settled) * one.human_exit.value
    stuck = max(0.0, 1 - settled - out)
    shares = {"done": settled - wrong}
    for to, share in ((one.human, out), (name, wrong), (one.stuck, stuck)):
        place = to if to in known or to == "give_up" else "done"
        shares[place] = shares.get(place, 0.0) + share
    days = {name: {"after_days": one.wrong_after_days}}
    return {to: _fixed({"share": s} | days.get(to, {})) for to, s in shares.items()}


def _fixed(raw: dict[str, float]) -> Branch:
    """A way none of whose numbers a lever moves."""
    way = Branch.model_validate(raw)
    stated = {name: getattr(way, name) for name in Branch.model_fields}
    return way.model_copy(
        update={
            name: replace(value, quantity=replace(value.quantity, lever=False))
            for name, value in stated.items()
            if value is not None
        }
    )


def _with_steps(
    journey: Journey, plan: Redesign, need: str, known: Mapping[str, object]
) -> Journey:
    """A journey with the ways on that a redesign gives to touchpoints that it does not have yet."""
    added = plan.journeys[need].steps if need in plan.journeys else {}
    new = {
        step: ways for step, ways in added.items() if step in known and step not in journey.steps
    }
    return journey.model_copy(update={"steps": journey.steps | new}) if new else journey


def _with_way(journey: Journey, step: str, to: str, known: Mapping[str, object]) -> Journey:
    """A journey with a way on of share 0, where it has none; good ones come before bad ones."""
    ways = journey.steps.get(step, {})
    ends = ENDS if journey.kind == "leave" else ENDS[:2]
    if not ways or to in ways or (to not in known and to not in ends):
        return journey
    place = {"done": 0, "stay": 0, "give_up": len(ways)}.get(
        to, len(ways) - ("give_up" in [*ways][-1:])
    )
    return _put(journey, step, to, Branch.model_validate({"share": 0}), place)


def _with_door(journey: Journey, to: str, after: str = "") -> Journey:
    """A journey that may begin at a touchpoint, with weight 0 where it did not."""
    if to in journey.entry:
        return journey
    weight = next(iter(journey.entry.values())).quantity.read(0)
    names = [*journey.entry]
    names.insert(names.index(after) + 1 if after else len(names), to)
    entry = {**journey.entry, to: weight}
    return journey.model_copy(update={"entry": {name: entry[name] for name in names}})


def _with_detours(journey: Journey, removed: str, instead: str) -> Journey:
    """A journey in which there is a way to one touchpoint beside every way to another.

    It is as long and is tilted as the way beside it (at central values), and comes next to it, so
    that the same luck that led to the one leads to the other.
    """
    for step, ways in journey.steps.items():
        if removed in ways and instead not in ways:
            stated = {name: getattr(ways[removed], name) for name in Branch.model_fields}
            sure = {name: found.value for name, found in stated.items() if found is not None}
            way = Branch.model_validate(sure | {"share": 0})
            journey = _put(journey, step, instead, way, [*ways].index(removed) + 1)
    return _with_door(journey, instead, removed) if removed in journey.entry else journey


def _put(journey: Journey, step: str, to: str, way: Branch, place: int) -> Journey:
    """A journey with one way more, at a place among those of its step."""
    ways = list(journey.steps[step].items())
    ways.insert(place, (to, way))
    return journey.model_copy(update={"steps": {**journey.steps, step: dict(ways)}})


def detours(case: AsIs, lever: Lever) -> Iterator[tuple[str, str]]:
    """Places of a share or a weight that a lever takes away, and of the one that it gives it to.

    Who has a wrong answer of an assistant comes back to it even where it has been closed.
    """
    if not lever.removes:
        return
    answers = {name for name, one in case.touchpoints.items() if one.assistant is not None}
    for need, journey in case.journeys.items():
        if lever.removes in journey.entry:
            doors = f"journeys.{need}.entry"
            yield f"{doors}.{lever.removes}", f"{doors}.{lever.instead}"
        for step, ways in journey.steps.items():
            if lever.removes in ways and step not in answers:
                on = f"journeys.{need}.steps.{step}"
                yield f"{on}.{lever.removes}.share", f"{on}.{lever.instead}.share"


def added(case: AsIs, plan: Redesign) -> Iterator[tuple[str, Value]]:
    """Shares and weights of the ways and doors that today's journey does not have."""
    today = case.places
    for place, value in extended(case, plan).places.items():
        door = place.startswith("journeys.") and place.split(".")[2] == "entry"
        if place not in today and (door or place.endswith(".share")):
            yield place, value


def department_of(case: AsIs, touchpoint: Touchpoint) -> str | None:
    """The department of a touchpoint: its own, or that of the team that serves there."""
    team = case.teams.get(touchpoint.team) if touchpoint.team else None
    return touchpoint.department or (team.department if team else None)


def led_to(journey: Journey) -> set[str]:
    """Touchpoints at which a journey may begin or to which it may lead."""
    ahead = chain.from_iterable(journey.steps.values())
    return {*journey.entry, *(to for to in ahead if to not in ENDS)}
