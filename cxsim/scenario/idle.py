"""Levers that move nothing: the values that they act on stay as they are, whatever is uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from .checks import lever_places
from .levers import Lever, Redesign
from .outside_checks import moved_outside
from .schema import AsIs, values_of
from .values import Value


class Idle(NamedTuple):
    """A lever that moves nothing, one of the places that it acts on, and the value there."""

    lever: str
    place: str
    value: float


def moved(lever: Lever, before: float, effect: float, value: Value) -> float:
    """What a lever alone makes of a number at full strength, within the allowed range."""
    after = {
        "add": before + effect,
        "multiply": before * effect,
        "at_least": max(before, effect),
        "at_most": min(before, effect),
    }[lever.how]
    return min(max(after, value.quantity.low), value.quantity.high)


def idle(case: AsIs, redesign: Redesign) -> Iterator[Idle]:
    """Levers that are switched on and move nothing, at any extreme of what is uncertain of them.

    Such as twice a value of 0. A lever is none of them where another one, or the world outside,
    moves its value, too.

    Parameters
    ----------
    case : AsIs
        Today's, extended by what the redesign adds.
    redesign : Redesign
    """
    values = dict(values_of(case))
    outside = set(moved_outside(case))
    hit = {n: lever_places(case, one) for n, one in redesign.in_force.items()}
    for name, places in hit.items():
        shared = {place for other, theirs in hit.items() if other != name for place in theirs}
        shared |= outside
        still = [_still(redesign.levers[name], values[place]) for place in places]
        if places and all(still) and shared.isdisjoint(places):
            yield Idle(name, places[0], values[places[0]].value)


def _still(lever: Lever, value: Value) -> bool:
    """Whether a value stays what it is, whatever it and the effect turn out to be."""
    assert lever.effect is not None, "a lever with a target has an effect"
    befores = {value.low, value.value, value.high}
    effects = {lever.effect.low, lever.effect.value, lever.effect.high}
    return all(moved(lever, b, e, value) == b for b, e in product(befores, effects))
