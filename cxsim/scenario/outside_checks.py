"""What is wrong with what comes from outside, and which values it may move."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from . import kinds
from .absent import absent
from .found import Found, Place
from .levers import named
from .outside import Effect
from .schema import AsIs, values_of
from .values import Quantity, Value
from .words import phrase

ONLY_OUTSIDE = re.compile(
    r"behaviour\.(?!directions\.|economy\.|expectations\.(will|should)_learning"
    r"|satisfaction\.reference_quality).*"
    r"|archetypes\.\w+\.mood\.(level|volatility)"
    r"|journeys\.\w+\.steps\.\w+\.\w+\.(after_days|delay_spread)"
    r"|market\.(consideration|standards_rise|without)"
    r"|market\.competitors\.\w+\.(price|reputation|(quality|promise)\.\w+)"
    r"|surveys\.(response|selection|noise)"
)
"""Places of what no lever moves, and the world outside may."""
KEPT_OPEN = re.compile(
    r"journeys\.\w+\.entry\.\w+|archetypes\.\w+\.channels\.\w+|touchpoints\.\w+\.assistant\..*"
)
"""Places of what is never to come to nothing, so that every journey can begin and end."""
SHARE = re.compile(r"journeys\.\w+\.steps\.\w+\.\w+\.share")
"""Places of shares, of which together no step may lose its way on: only levers move them."""


def movable_outside(place: str, value: Value) -> bool:
    """Whether what comes from outside may move a value."""
    if SHARE.fullmatch(place):
        return False
    return value.quantity.lever or ONLY_OUTSIDE.fullmatch(place) is not None


def outside_places(case: AsIs, target: str) -> list[str]:
    """Places of the values that a target of what comes from outside names."""
    inside = named(target)
    return [
        place
        for place, value in values_of(case)
        if inside.fullmatch(place) and movable_outside(place, value)
    ]


def moved_outside(case: AsIs) -> Iterator[str]:
    """Places of all values that a shock or a factor that is switched on moves."""
    effects: list[Effect] = []
    for shock in case.shocks.values():
        effects += shock.effects.values() if shock.enabled else ()
    for factor in case.context.values():
        effects += factor.effects.values() if factor.enabled else ()
    for effect in effects:
        for target in effect.target:
            yield from outside_places(case, target)


def shock_problems(case: AsIs) -> Iterator[Found]:
    """What is wrong with the shocks of a case.

    One that hits something may be meant for any case: what its other effects say of all things of
    a kind, of which there are none here, is no mistake.
    """
    for name, shock in case.shocks.items():
        place = ("shocks", name)
        if shock.start_day is not None and shock.per_year is not None:
            yield Found((*place, "per_year"), "beside_start", None, phrase("one_start"))
        some = any(outside_places(case, t) for e in shock.effects.values() for t in e.target)
        yield from effect_problems(case, (*place, "effects"), shock.effects, for_any=some)


def effect_problems(
    case: AsIs, place: Place, effects: Mapping[str, Effect], for_any: bool = False
) -> Iterator[Found]:
    """Effects on what is not there, twice on the same, or of a size that no value could show.

    Parameters
    ----------
    place : Place
        Where the effects stand.
    for_any : bool
        They may be meant for any case, so a `*` that names nothing here is no mistake.
    """
    values = dict(values_of(case))
    for name, effect in effects.items():
        where, seen = (*place, name), set[str]()
        for target in effect.target:
            hit = outside_places(case, target)
            if not hit and not (for_any and of_a_kind(target)):
                yield missed((*where, "target"), case, values, target)
            if not seen.isdisjoint(hit):
                yield Found((*where, "target"), "again", target, phrase("once"))
            seen.update(hit)
            nothing = effect.how == "add" or effect.size.low <= 0
            if nothing and any(KEPT_OPEN.fullmatch(one) for one in hit):
                key, said = (
                    ("how", effect.how) if effect.how == "add" else ("size", effect.size.low)
                )
                yield Found((*where, key), "wrong", said, phrase("stays_passable"))
            for one in hit[:1]:
                yield from _size((*where, "size"), effect, values[one].quantity)


def of_a_kind(target: str) -> bool:
    """Whether a target with a `*` names what some case could have."""
    kind: Any = AsIs
    for part in target.split("."):
        kind = None if kind is None else kinds.inside(kind, part)
    return "*" in target and kind is not None


def missed(where: Place, case: AsIs, values: Mapping[str, Value], target: str) -> Found:
    """A target that no value of the case has, with the nearest that one has."""
    if SHARE.fullmatch(target) and target in values:
        return Found(where, "wrong", target, phrase("no_share_outside"))
    known = tuple(place for place, value in values.items() if movable_outside(place, value))
    if "*" in target:
        starred = {_with_stars(place, target) for place in known}
        return Found(where, "wrong", target, phrase("outside_place"), tuple(sorted(starred)))
    lost = Found(where, "wrong", target, phrase("outside_place"), known)
    return absent(where, case, target) or lost


def _with_stars(place: str, target: str) -> str:
    """A place with a star wherever a target has one, as long as the target is."""
    own = place.split(".")
    return ".".join(
        "*" if said == "*" else one for one, said in zip(own, target.split("."), strict=False)
    )


def _size(place: Place, effect: Effect, quantity: Quantity) -> Iterator[Found]:
    """A size that no value of the target could ever show: `10` where `0.10` was meant."""
    low, high = 0.0, math.inf
    if effect.how == "add":
        low, high = quantity.low - quantity.high, quantity.high - quantity.low
    for number in dict.fromkeys((effect.size.low, effect.size.value, effect.size.high)):
        if not low <= number <= high:
            yield Found(place, "wrong", number, Quantity(quantity.unit, low, high).allowed)
            return
