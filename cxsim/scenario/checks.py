"""What must hold between the parts of a case, beyond each part's own types and ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .journeys import ENDS, Journey
from .levers import Lever, Redesign
from .problems import Problem
from .relationship import NonContractual
from .schema import AsIs, values_of
from .values import Value

FIGURES = (
    "nps",
    "nps_measured",
    "retention",
    "churn_monthly",
    "churn_voluntary",
    "churn_non_payment",
    "first_contact_resolution",
    "clv",
    "revenue",
)


def problems_of(case: AsIs) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    """Mistakes of an AS-IS as (dotted place, kind, value, what is allowed)."""
    yield from _archetypes(case)
    yield from _touchpoints(case)
    for need, journey in case.journeys.items():
        yield from _journey(case, f"journeys.{need}", journey)
    yield from _relationship(case)
    for metric in case.figures:
        if metric not in FIGURES:
            yield f"figures.{metric}", "unknown", None, FIGURES
    if case.ties.friends % 2:
        yield "ties.friends", "wrong", case.ties.friends, "an even number"


def _archetypes(case: AsIs) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    dimensions = tuple(case.dimensions)
    channels = tuple(dict.fromkeys(t.channel for t in case.touchpoints.values()))
    clocked = tuple(n for n, j in case.journeys.items() if j.kind in ("everyday", "help"))
    if not sum(a.share.value for a in case.archetypes.values()) > 0:
        yield "archetypes", "wrong", "shares that sum to zero", "shares with a positive sum"
    for name, archetype in case.archetypes.items():
        place = f"archetypes.{name}"
        for part, given in (("weights", archetype.weights), ("kano", archetype.kano)):
            yield from _unknown(f"{place}.{part}", given, dimensions)
        yield from _unknown(f"{place}.channels", archetype.channels, channels)
        yield from _unknown(f"{place}.needs", archetype.needs, clocked)
        if not sum(w.value for w in archetype.weights.values()) > 0:
            yield f"{place}.weights", "wrong", "weights that sum to zero", "a positive sum"
        for part, expected in (
            ("will", archetype.expectations.will),
            ("should", archetype.expectations.should),
        ):
            yield from _same(f"{place}.expectations.{part}", expected, dimensions)


def _touchpoints(case: AsIs) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    dimensions = tuple(case.dimensions)
    for name, touchpoint in case.touchpoints.items():
        place = f"touchpoints.{name}"
        if name in ENDS:
            yield place, "wrong", name, f"another name; {', '.join(ENDS)} end a journey"
        yield from _same(f"{place}.quality", touchpoint.quality, dimensions)
        yield from _same(f"{place}.spread", touchpoint.spread, dimensions)
        yield from _same(f"{place}.failure.depth", touchpoint.failure.depth, dimensions)
        if touchpoint.owner == "partner" and touchpoint.control is None:
            yield f"{place}.control", "missing", None, "0 … 1, the share of a redesign it takes on"
        if touchpoint.owner != "partner" and touchpoint.control is not None:
            yield f"{place}.control", "wrong", touchpoint.control, "only where owner is partner"


def _journey(
    case: AsIs, place: str, journey: Journey
) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    known = tuple(case.touchpoints)
    ends = ENDS if journey.kind == "leave" else ENDS[:2]
    yield from _unknown(f"{place}.entry", journey.entry, known)
    yield from _unknown(f"{place}.steps", journey.steps, known)
    if not sum(w.value for w in journey.entry.values()) > 0:
        yield f"{place}.entry", "wrong", "weights that sum to zero", "a positive sum"
    for step, ways in journey.steps.items():
        yield from _unknown(f"{place}.steps.{step}", ways, (*known, *ends))
        total = sum(way.share.value for way in ways.values())
        if abs(total - 1) > 1e-6:
            yield f"{place}.steps.{step}", "wrong", f"{total:g} in all", "shares that sum to 1"
    for step in journey.touchpoints():
        if step in known and step not in journey.steps:
            yield f"{place}.steps.{step}", "missing", None, "its ways on, such as {done: 1}"
        elif step in known and not _way_out(journey, step):
            yield (
                f"{place}.steps.{step}",
                "wrong",
                "a step with no way out",
                "a way to done or give_up",
            )


def _way_out(journey: Journey, start: str) -> bool:
    """Whether an end can be reached from `start` by branches of positive share."""
    seen, ahead = set(), [start]
    while ahead:
        step = ahead.pop()
        if step in ENDS:
            return True
        if step not in seen:
            seen.add(step)
            ways = journey.steps.get(step, {})
            ahead += [to for to, way in ways.items() if way.share.high > 0]
    return False


def _relationship(case: AsIs) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    kinds = [journey.kind for journey in case.journeys.values()]
    for kind in ("join", "leave", "purchase"):
        if kinds.count(kind) > 1:
            yield "journeys", "wrong", f"{kinds.count(kind)} journeys of kind {kind}", "at most one"
    if case.market.prospects > 0 and "join" not in kinds:
        yield (
            "journeys",
            "missing",
            None,
            "a journey of kind join, since market.prospects is above 0",
        )
    relationship = case.relationship
    if isinstance(relationship, NonContractual):
        purchases = tuple(n for n, j in case.journeys.items() if j.kind == "purchase")
        if relationship.need not in purchases:
            yield "relationship.need", "wrong", relationship.need, purchases or "a purchase journey"
        if case.market.prospects > 0:
            yield "market.prospects", "wrong", case.market.prospects, "0 without a contract"
    elif "purchase" in kinds:
        yield "journeys", "wrong", "a journey of kind purchase", "only in a non_contractual case"
    if isinstance(relationship, NonContractual) and "leave" in kinds:
        yield "journeys", "wrong", "a journey of kind leave", "only where there is a contract"


def _unknown(
    place: str, given: Iterable[str], known: tuple[str, ...]
) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    for name in given:
        if name not in known:
            yield f"{place}.{name}", "unknown", None, known


def _same(
    place: str, given: Iterable[str], names: tuple[str, ...]
) -> Iterator[tuple[str, str, object, str | tuple[str, ...]]]:
    yield from _unknown(place, given, names)
    for name in names:
        if name not in set(given):
            yield f"{place}.{name}", "missing", None, "a number, or one number for all dimensions"


def lever_problems(case: AsIs, redesign: Redesign) -> Iterator[tuple[str, str, object, object]]:
    """Mistakes of a TO-BE's levers against today's case."""
    values = dict(values_of(case))
    for name, lever in redesign.levers.items():
        place = f"levers.{name}"
        yield from _unknown(f"{place}.for", lever.archetypes, tuple(case.archetypes))
        for target in lever.target:
            hit = targeted(values, target)
            if not hit:
                known = tuple(p for p, v in values.items() if v.quantity.lever)
                yield f"{place}.target", "wrong", target, known
            elif grip(case, target) == 0:
                said = "a touchpoint of the brand or of a partner it controls"
                yield f"{place}.target", "wrong", target, said


def targeted(values: dict[str, Value], target: str) -> list[str]:
    """Places of the values that a lever's target names: one value, or all of a group."""
    return [
        place
        for place, value in values.items()
        if value.quantity.lever and (place == target or place.startswith(f"{target}."))
    ]


def grip(case: AsIs, target: str) -> float:
    """Share of a lever's effect that its target takes on, by who owns the touchpoint."""
    parts = target.split(".")
    name = ""
    if parts[0] == "touchpoints":
        name = parts[1]
    elif parts[0] == "journeys" and len(parts) > 3 and parts[2] == "steps":
        name = parts[3]
    return case.touchpoints[name].grip if name in case.touchpoints else 1.0


def lever_places(case: AsIs, lever: Lever) -> list[str]:
    """Places of all values that a lever acts on."""
    values = dict(values_of(case))
    return [place for target in lever.target for place in targeted(values, target)]


def as_problems(file: str, found: Iterable[tuple[str, str, object, object]]) -> list[Problem]:
    """Mistakes as `Problem`s of one file."""
    return [
        Problem(f"{file}: {place}", kind, value, allowed)  # type: ignore[arg-type]
        for place, kind, value, allowed in found
    ]
