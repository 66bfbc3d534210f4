"""Whether a journey still begins and can still end, whatever its levers make of its shares."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from .assistants import Assistant
from .checks import grip, targeted
from .found import Found
from .journeys import Branch
from .levers import Lever, Redesign
from .schema import AsIs, values_of
from .words import phrase

ORDER = ("add", "multiply", "at_least", "at_most")


class Span(NamedTuple):
    """The lowest and the highest that levers can make of a value, and the first of them."""

    low: float
    high: float
    lever: str


Spans = dict[str, Span]


class Detour(NamedTuple):
    """Where else somebody may come out who is led to a touchpoint that a lever closes."""

    to: str
    certain: bool
    """Whether nobody comes to that touchpoint any more."""
    lever: str


Detours = dict[str, list[Detour]]


def way_problems(case: AsIs, redesign: Redesign) -> Iterator[Found]:
    """Levers that can shut every entry of a journey, or leave a step no way to its end.

    `case` is today's, extended by what the redesign adds.
    """
    found: dict[tuple[str, ...], Found] = {}
    levers = list(redesign.in_force.values())
    days = {day for lever in levers for day in turns(lever)}
    for archetype, day in product(case.archetypes, sorted(days)):
        spans = moved_on(case, redesign, archetype, day)
        closed = closed_on(case, redesign, archetype, day)
        for need, journey in case.journeys.items():
            if lever := _shut(case, archetype, need, spans, closed):
                place = ("levers", lever, "effect")
                shut = Found(place, "shuts", f"journeys.{need}.entry", phrase("open"))
                found.setdefault(place, shut)
            for step in _traps(case, need, spans, closed):
                steps = f"journeys.{need}.steps.{step}"
                mine = [spans[at].lever for at in _of_step(need, step, spans)]
                mine += [d.lever for to in journey.steps[step] for d in closed.get(to, [])]
                place = ("levers", mine[0], "effect")
                found.setdefault(place, Found(place, "endless", steps, phrase("way_left")))
    for one in found.values():
        closing = redesign.levers[one.place[1]].removes is not None
        where = (*one.place[:2], "instead")
        yield one._replace(place=where, allowed=phrase("leads_on")) if closing else one


def closed_on(case: AsIs, redesign: Redesign, archetype: str, day: int) -> Detours:
    """The touchpoints that levers have begun to close for an archetype by a day."""
    found: Detours = {}
    for name, lever in redesign.in_force.items():
        if lever.removes is None or lever.instead is None:
            continue
        meant = not lever.archetypes or archetype in lever.archetypes
        if not meant or day < lever.start_day + (lever.ramp_days > 0 and not lever.when):
            continue
        over = day >= lever.start_day + lever.ramp_days and not lever.when
        least = case.touchpoints[lever.removes].grip * lever.execution.low * (lever.reach.low >= 1)
        found.setdefault(lever.removes, []).append(Detour(lever.instead, over and least >= 1, name))
    return found


def _outcomes(to: str, closed: Detours) -> set[str]:
    """Where somebody may come out who is led to a touchpoint."""
    ways = closed.get(to, [])
    still = set() if any(detour.certain for detour in ways) else {to}
    return still | {detour.to for detour in ways}


def turns(lever: Lever) -> tuple[int, int, int]:
    """Days on which a lever begins, has begun, and is in full force."""
    return lever.start_day, lever.start_day + 1, lever.start_day + lever.ramp_days


def moved_on(case: AsIs, redesign: Redesign, archetype: str, day: int) -> Spans:
    """What the levers that may reach an archetype make of shares, weights and staff on a day."""
    values = dict(values_of(case))
    found: Spans = {}
    for name, lever in sorted(redesign.in_force.items(), key=lambda pair: ORDER.index(pair[1].how)):
        if lever.start_day > day or (lever.archetypes and archetype not in lever.archetypes):
            continue
        for place in (place for target in lever.target for place in targeted(values, target)):
            read = place.startswith(("journeys.", f"archetypes.{archetype}.channels."))
            if not read and ".assistant." not in place and not place.endswith(".staff"):
                continue
            value = values[place]
            before = found.get(place, Span(value.low, value.high, name))
            after = _moved(lever, before, grip(case, place), day, case.horizon_days)
            found[place] = Span(min(after), max(after), before.lever)
    return found


def _moved(lever: Lever, before: Span, grip: float, day: int, horizon: int) -> list[float]:
    """A value under a lever on a day, at the extremes: carried out well, badly, or not at all.

    One that drifts may be down to what is left of it at the horizon, as what stands beside it may
    be at any other strength by then.
    """
    assert lever.effect is not None, "a lever with a target has an effect"
    force = grip * min(1.0, (day - lever.start_day) / lever.ramp_days if lever.ramp_days else 1.0)
    executions = [lever.execution.high, lever.execution.low]
    if lever.when:
        force = grip  # nobody knows on which day
    if lever.reach.low < 1 or lever.when:
        executions.append(0.0)
    if lever.drifts and lever.drift is not None:
        executions.append(lever.execution.low * (1.0 - lever.drift.high) ** (horizon / 365))
    found = []
    ends = product((before.low, before.high), (lever.effect.low, lever.effect.high), executions)
    for value, effect, execution in ends:
        aim = {
            "add": value + effect,
            "multiply": value * effect,
            "at_least": max(value, effect),
            "at_most": min(value, effect),
        }[lever.how]
        found.append(max(0.0, value + force * execution * (aim - value)))
    return found


def _shut(case: AsIs, archetype: str, need: str, spans: Spans, closed: Detours) -> str:
    """The lever that can leave an archetype no entry to a journey, if any."""
    journey, lever = case.journeys[need], ""
    if not set(journey.entry) <= set(case.touchpoints):
        return ""  # told as a mistake of today already
    for touchpoint, weight in journey.entry.items():
        entry = spans.get(f"journeys.{need}.entry.{touchpoint}")
        doors = [_liking(case, archetype, one, spans) for one in _outcomes(touchpoint, closed)]
        low = min([weight.value if entry is None else entry.low, *(like.low for like in doors)])
        if low > 0:
            return ""
        blamed = [s.lever for s in (entry, *doors) if s is not None and s.low <= 0 and s.lever]
        blamed += [detour.lever for detour in closed.get(touchpoint, [])]
        lever = lever or next(iter(blamed), "")
    return lever


def _liking(case: AsIs, archetype: str, touchpoint: str, spans: Spans) -> Span:
    """How an archetype likes a touchpoint's channel."""
    channel = case.touchpoints[touchpoint].channel
    given = case.archetypes[archetype].channels.get(channel)
    today = 1.0 if given is None else given.value
    return spans.get(f"archetypes.{archetype}.channels.{channel}", Span(today, today, ""))


def _traps(case: AsIs, need: str, spans: Spans, closed: Detours) -> list[str]:
    """Steps of a journey from which, at the worst, no end can be reached, where levers are why."""
    journey, place = case.journeys[need], f"journeys.{need}.steps"
    trapped = set(journey.steps)
    while True:
        kept = {
            step
            for step in trapped
            if (
                _closed(journey.steps[step], f"{place}.{step}", trapped, spans, closed)
                if (one := case.touchpoints[step].assistant) is None
                else _unsettled(one, f"touchpoints.{step}.assistant", need, trapped, spans, closed)
            )
        }
        if kept == trapped:
            break
        trapped = kept
    touched = [
        step
        for step in trapped
        if _of_step(need, step, spans) or not closed.keys().isdisjoint(journey.steps[step])
    ]
    return [step for step in journey.steps if step in touched]


def _of_step(need: str, step: str, spans: Spans) -> list[str]:
    """Places that levers act on and that have a say in where a step leads."""
    own = (f"journeys.{need}.steps.{step}.", f"touchpoints.{step}.assistant.")
    return [at for at in spans if at.startswith(own)]


def _unsettled(
    one: Assistant, place: str, need: str, inside: set[str], spans: Spans, closed: Detours
) -> bool:
    """Whether levers can make an assistant settle nothing, and let people out nowhere but inside.

    Whom it settles is done: so long as it settles some, there is an end.
    """
    settles = f"{place}.by_need.{need}" if need in one.by_need else f"{place}.containment"
    today = one.by_need.get(need, one.containment).value
    if spans.get(settles, Span(today, today, "")).low > 0:
        return False
    today = one.human_exit.value
    out = spans.get(f"{place}.human_exit", Span(today, today, ""))
    return any(
        all(
            not _outcomes(to, closed).isdisjoint(inside)
            for to, share in ((one.human, exits), (one.stuck, 1 - exits))
            if share > 0
        )
        for exits in {out.low, out.high}
    )


def _closed(
    ways: dict[str, Branch], place: str, inside: set[str], spans: Spans, closed: Detours
) -> bool:
    """Whether levers can make a step lead nowhere but inside.

    Shares that levers touch are kept, and the others share the rest: they have none where those
    touched come to one.
    """
    own = {to: spans.get(f"{place}.{to}.share") for to in ways}
    in_danger = {to for to in ways if not _outcomes(to, closed).isdisjoint(inside)}
    most = sum(span.high for to, span in own.items() if span and to in in_danger)
    for to, way in ways.items():
        span = own[to]
        if to not in in_danger:
            gone = span.low <= 0 if span else way.share.value <= 0 or most >= 1
            if not gone:
                return False
    return any(
        (span.high if (span := own[to]) else way.share.value) > 0
        for to, way in ways.items()
        if to in in_danger
    )
