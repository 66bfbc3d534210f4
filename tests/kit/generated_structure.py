"""What a redesign adds to a journey, and what it closes, legal by construction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxsim.scenario.assistants import Assistant
from cxsim.scenario.checks import inert
from cxsim.scenario.journeys import ENDS
from cxsim.scenario.schema import AsIs
from cxsim.scenario.silo_checks import let_out_to
from cxsim.scenario.structure import led_to

from .generated_luck import Luck, stated
from .generated_silos import may_answer

Raw = dict[str, Any]


def structure_of(luck: Luck, case: AsIs, touchpoint: Callable[[], Raw]) -> tuple[Raw, Raw]:
    """New touchpoints with their ways on, and the levers that open ways and entries.

    A lever that opens a way keeps the first way on of its step, too, by which it leads to an end.
    """
    lived = [n for n in case.journeys if not inert(case, f"journeys.{n}.entry")]
    if not lived:
        return {}, {}
    added: Raw = {"touchpoints": {}, "journeys": {}}
    levers: Raw = {}
    for number in range(luck.among((0, 1, 1, 2))):
        name = f"new{number}"
        needs = luck.some(lived, 40, least=1)
        added["touchpoints"][name] = one = touchpoint()
        put_assistant(luck, case, one, needs)
        for place, need in enumerate(needs):
            if "assistant" not in one:  # which makes the ways on from there itself
                steps = added["journeys"].setdefault(need, {"steps": {}})["steps"]
                steps[name] = _ways_on(luck, case, need)
            ways = _openings(case, need, name)
            if place == 0 or luck.chance(70):
                levers[f"opens_{name}_{need}"] = _opened(luck, luck.among(ways))
            else:  # a need that never comes to the assistant
                one.get("assistant", {}).get("by_need", {}).pop(need, None)
    if luck.chance(40):
        need = luck.among(lived)
        ways = [way for to in case.journeys[need].steps for way in _openings(case, need, to)]
        if ways:
            levers["reroutes"] = _opened(luck, luck.among(ways))
    return {name: one for name, one in added.items() if one}, levers


def put_assistant(luck: Luck, case: AsIs, new: Raw, needs: list[str]) -> None:
    """Now and then an assistant at a new touchpoint; in all its journeys there are people, too."""
    there = set.intersection(*(set(case.journeys[need].steps) for need in needs))
    people = [name for name in sorted(there) if case.touchpoints[name].contact]
    if not people or not may_answer(new) or not luck.chance(70):
        return
    human = luck.among(people)
    others = [name for name in sorted(there) if name != human]
    about = stated(luck, Assistant)
    about["containment"] = max(0.01, about["containment"])
    about["by_need"] = {need: luck.number(0.01, 1) for need in luck.some(needs)}
    new["assistant"] = about | {"human": human, "stuck": luck.among(["give_up", *others])}


def _ways_on(luck: Luck, case: AsIs, need: str) -> Raw:
    """The ways on from a new touchpoint: to an end for certain, and perhaps to a step of today."""
    share = luck.among((1, 0.5, 0.8))
    step = luck.among(list(case.journeys[need].steps))
    return {"done": share, step: 1 - share} if share < 1 else {"done": 1}


def _openings(case: AsIs, need: str, to: str) -> list[list[str]]:
    """Targets of a lever that opens a way, or an entry, that today's journey does not have."""
    journey, found = case.journeys[need], []
    if to not in journey.entry:
        found.append([f"journeys.{need}.entry.{to}"])
    for step, ways in journey.steps.items():
        if to not in ways and case.touchpoints[step].grip > 0:
            on = f"journeys.{need}.steps.{step}"
            found.append([f"{on}.{next(iter(ways))}.share", f"{on}.{to}.share"])
    return found


def _opened(luck: Luck, target: list[str]) -> Raw:
    raw: Raw = {"target": target, "effect": luck.number(0, 0.5)}
    return raw | when(luck)


def trigger(luck: Luck, case: AsIs) -> Raw:
    """What sets a lever off in place of a date."""
    days: Raw = {"for_days": luck.among((1, 3, 28))}
    if case.shocks and luck.chance(50):
        name = luck.among(list(case.shocks))
        if case.shocks[name].per_year is None and luck.chance(30):
            days["days_before"] = luck.among((1, 5, 40))
        return {"when": days | {"shock": name}}
    if case.context and luck.chance(50):
        state = {"factor": luck.among(list(case.context)), "above": luck.number(-1, 1)}
        return {"when": days | {"context": state}}
    if case.teams and luck.chance(50):
        team, above = luck.among(list(case.teams)), luck.among((0.0, 0.5, 5.0))
        return {"when": days | {"waits_at": team, "above": above, "over_days": 3}}
    place = luck.among(list(case.touchpoints))
    above, over = luck.among((0.0, 0.05, 0.3, 1.0)), luck.among((1, 7, 365))
    return {"when": days | {"failures_at": place, "above": above, "over_days": over}}


def when(luck: Luck) -> Raw:
    """From when a lever acts, on how many, how well."""
    raw: Raw = {"execution": luck.number(0, 1) if luck.chance(30) else 1}
    raw["enabled"] = not luck.chance(10)
    if luck.chance(70):
        raw |= {"start_day": luck.whole(0, 30), "ramp_days": luck.among((0, 1, 7, 40))}
    return raw | ({"reach": luck.number(0, 1)} if luck.chance(30) else {})


def closings(luck: Luck, case: AsIs) -> Raw:
    """Levers that close one or two touchpoints of a case, extended by what a redesign adds.

    Where people go instead an end is near, and who begins there likes the channel.
    """
    pairs = [(a, b) for a in case.touchpoints for b in case.touchpoints if _closes(case, a, b)]
    levers: Raw = {}
    closed: set[str] = set()
    kept: set[str] = set()
    for number in range(luck.among((0, 0, 1, 2))):
        left = [(a, b) for a, b in pairs if b not in closed and a not in kept]
        if left:
            removed, instead = luck.among(left)
            closed.add(removed)
            kept.add(instead)
            levers[f"closes{number}"] = {"removes": removed, "instead": instead} | when(luck)
            if luck.chance(25):
                levers[f"closes{number}"] |= trigger(luck, case)
    return levers


def _closes(case: AsIs, removed: str, instead: str) -> bool:
    """Whether a touchpoint may be closed, another one standing in for it."""
    there = [journey for journey in case.journeys.values() if removed in led_to(journey)]
    one, other = case.touchpoints[removed], case.touchpoints[instead]
    if removed == instead or one.grip == 0 or not there or removed in let_out_to(case):
        return False
    return all(
        instead in journey.steps
        and next(iter(journey.steps[instead])) in ENDS
        and (removed not in journey.entry or one.channel == other.channel)
        for journey in there
    )
