"""A mistake between the parts of a case, before it is known in which file it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from .problems import nearest
from .words import Phrase

Place = tuple[Any, ...]
"""Keys from the top of a file down, and indices of lists."""


class Found(NamedTuple):
    """A mistake: its place as keys, and the rest of a `Problem`."""

    place: Place
    kind: str
    value: object = None
    allowed: Phrase | tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    beside: tuple[Place, ...] = ()
    """Other places that make it one: it is not told where they are mistakes themselves."""
    by: tuple[Place, ...] = ()
    """Where less than all that lies at its place makes it one: that alone. A place that ends with
    None is the part itself, and nothing in it."""


def meant(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """What a name may stand for: itself, or the one like it, or any where none is like it.

    What follows from a name that is not known is not told beside it.
    """
    every = tuple(known)
    if name in every:
        return (name,)
    near = nearest(name, every)
    return (near,) if near else every


def unknown(place: Place, given: Iterable[str], known: tuple[str, ...]) -> Iterator[Found]:
    """Names that are none of those known."""
    for name in given:
        if name not in known:
            yield Found((*place, name), "unknown", name, known)
