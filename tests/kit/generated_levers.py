"""Levers for a case, legal by construction: every way of moving every kind of value."""

from __future__ import annotations

from typing import Any, get_args

from cxsim.scenario.checks import clocked, grip, inert, targeted
from cxsim.scenario.levers import Lever
from cxsim.scenario.listening_checks import OF_THE_FIRM
from cxsim.scenario.maturity import Component
from cxsim.scenario.prospect_checks import ADVERTISING
from cxsim.scenario.schema import AsIs, values_of
from cxsim.scenario.values import Quantity

from .generated_luck import Luck
from .generated_structure import trigger

MOST_HIRED = 20
"""Employees that a lever adds at most, as all of them are lived one by one."""
HOWS = get_args(Lever.model_fields["how"].annotation)


def levers_of(luck: Luck, case: AsIs) -> dict[str, dict[str, Any]]:
    """One to five levers; where luck has it, of the same people, on the same values."""
    movable = {
        place: value.quantity
        for place, value in values_of(case)
        if value.quantity.lever and grip(case, place) > 0 and not inert(case, place)
    }
    number = 1 + luck.whole(0, 4)
    found = {f"lever_{n}": lever_of(luck, case, movable) for n in range(number)}
    if number > 1 and luck.chance(15):
        found["lever_1"]["part_of"] = "lever_0"
    return found


def lever_of(luck: Luck, case: AsIs, movable: dict[str, Quantity]) -> dict[str, Any]:
    """One lever: what it moves, how, from when, for whom, how well it is carried out."""
    meant = luck.some(list(case.archetypes), 50, least=1) if luck.chance(25) else []
    lived = [place for place in movable if _lived(place, meant)]
    how = luck.among(HOWS)
    targets = _alike(case, _targets(luck, case, lived, mixed=how == "multiply"))
    rated = [p for p, _ in values_of(case) if clocked(p) and any(_inside(p, t) for t in targets)]
    set_off = trigger(luck, case) if luck.chance(15) else {}
    if rated and not {"shock", "context"} & set(set_off.get("when", {})):
        set_off = {}
    raw: dict[str, Any] = {
        "target": targets[0] if len(targets) == 1 else targets,
        "how": how,
        "effect": _effect(luck, how, case, targets, bool(set_off)),
        "execution": luck.number(0, 1) if luck.chance(30) else 1,
        "enabled": not luck.chance(10),
    }
    firms = (ADVERTISING, *OF_THE_FIRM)
    to_all = any(_inside(place, target) for target in targets for place in firms)
    if meant and not to_all:
        raw["for"] = meant
    if luck.chance(70):
        raw |= {"start_day": luck.whole(0, 30), "ramp_days": luck.among((0, 1, 7, 40))}
    to_all |= any(target.startswith("teams.") for target in targets)
    if luck.chance(30) and not to_all:
        raw["reach"] = luck.number(0, 1)
    if luck.chance(20):
        raw["reach_group"] = luck.among(("some", "others"))
    return raw | set_off | _managed(luck)


def _managed(luck: Luck) -> dict[str, Any]:
    """To what a lever belongs, whether it drifts, and whether it is kept up."""
    raw: dict[str, Any] = {}
    if luck.chance(20):
        raw["component"] = luck.among(get_args(Component))
    if luck.chance(35):
        raw["drift"] = luck.number(0, 0.99, (0, 0.9))
    if luck.chance(15):
        raw["upkeep"] = luck.number(0, 1e5)
    return raw


def _targets(luck: Luck, case: AsIs, lived: list[str], mixed: bool) -> list[str]:
    """One to three targets that share no value; a target may be the group that a place lies in.

    Groups whose values have different units are for `mixed` alone.
    """
    chosen: list[str] = []
    values = dict(values_of(case))
    for place in [_by_kind(luck, lived) for _ in range(luck.among((1, 1, 2, 3)))]:
        parts = place.split(".")
        target = ".".join(parts[: max(2, len(parts) - luck.among((0, 0, 0, 1, 2)))])
        units = {values[one].quantity.unit for one in targeted(values, target)}
        target = target if mixed or len(units) == 1 else place
        if not any(_inside(target, other) or _inside(other, target) for other in chosen):
            chosen.append(target)
    return chosen


def _by_kind(luck: Luck, places: list[str]) -> str:
    """A place, each kind of value being as likely as any other, however many of it there are."""
    shares = [place for place in places if place.endswith(".share")]
    if shares and luck.chance(25):  # what has most to say about how levers meet
        return luck.among(shares)
    kinds: dict[str, list[str]] = {}
    for place in places:
        parts = place.split(".")
        named = parts[0] in ("archetypes", "touchpoints", "journeys", "teams")
        kind = [parts[0], *parts[2:3], parts[-1] * (len(parts) == 6)] if named else parts
        kinds.setdefault(".".join(kind), []).append(place)
    return luck.among(kinds[luck.among(sorted(kinds))])


def _inside(place: str, group: str) -> bool:
    return place == group or place.startswith(f"{group}.")


def _lived(place: str, meant: list[str]) -> bool:
    """Whether somebody for whom the lever is meant lives a value; teams are everybody's."""
    first, second, *_ = place.split(".")
    return not meant or first not in ("archetypes", "teams") or second in meant


def _alike(case: AsIs, targets: list[str]) -> list[str]:
    """The targets, if one effect can be allowed for all of them; else the first alone.

    A lever on a team's staff has no other: what leaves somebody there is large for a share.
    """
    values = [(place, value.quantity) for place, value in values_of(case) if value.quantity.lever]
    first = [next(q for place, q in values if _inside(place, target)) for target in targets]
    fits = max(q.low for q in first) <= min(q.high for q in first)
    alone = any(target.endswith(".staff") for target in targets)
    return targets if fits and not alone else targets[:1]


def _effect(luck: Luck, how: str, case: AsIs, targets: list[str], set_off: bool) -> float:
    """An effect that the first value of every target could show, and that traps nobody.

    Only what something sets off, if it ever does, may take all of a team's staff.
    """
    values = [(place, value.quantity) for place, value in values_of(case) if value.quantity.lever]
    hits = [[hit for hit in values if _inside(hit[0], target)] for target in targets]
    first = [one[0][1] for one in hits]
    low, high = max(q.low for q in first), min(q.high for q in first)
    if how == "multiply":
        low, high = 0, 1e6
    elif how == "add":
        high = min(q.high - q.low for q in first)
        low = -high
    places = {place for one in hits for place, _ in one}
    if any(place.startswith("teams.") and place.endswith(".staff") for place in places):
        high = min(high, 3 if how == "multiply" else MOST_HIRED)
        most = max(team.staff.value for team in case.teams.values())
        if not set_off:
            low = max(low, {"multiply": 1.0, "at_most": most, "add": 0.0}.get(how, low))
            high = max(low, high)
    if not places.isdisjoint(ways_kept(case)):
        low = {"add": 0.0, "at_least": low}.get(how, max(low, 0.001))
    if _could_close(case, places):
        high = max(low, {"multiply": 1.0, "at_most": high}.get(how, 0.0))
    return luck.number(low, high, (max(low, -5), min(high, max(low, 0) + 5)))


def ways_kept(case: AsIs) -> set[str]:
    """Places of what no lever may bring to nothing, so that journeys begin and end.

    They are each journey's first entry, its channel, and each step's first way on, which leads
    nearer to an end (`generated.ways_on`); and what assistants settle.
    """
    found = set()
    for need, journey in case.journeys.items():
        door = next(iter(journey.entry))
        channel = case.touchpoints[door].channel
        found |= {f"archetypes.{name}.channels.{channel}" for name in case.archetypes}
        found.add(f"journeys.{need}.entry.{door}")
        for step, ways in journey.steps.items():
            found.add(f"journeys.{need}.steps.{step}.{next(iter(ways))}.share")
    for name, touchpoint in case.touchpoints.items():
        if (one := touchpoint.assistant) is not None:
            settles = ("containment", *(f"by_need.{need}" for need in one.by_need))
            found |= {f"touchpoints.{name}.assistant.{settled}" for settled in settles}
    return found


def _could_close(case: AsIs, places: set[str]) -> bool:
    """Whether shares are moved that, raised, could take all from a step's first way on."""
    for place in places:
        if ".steps." in place and place.endswith(".share"):
            _, need, _, step, to, _ = place.split(".")
            first = next(iter(case.journeys[need].steps[step]))
            if to in case.touchpoints and f"{place.rsplit('.', 2)[0]}.{first}.share" not in places:
                return True
    return False
