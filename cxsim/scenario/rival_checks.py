"""What must hold of competitors, of their moves, and of those who come back."""

from __future__ import annotations

import math
from collections.abc import Iterator

from .competitors import MOVABLE, Competitor, Move
from .found import Found, unknown
from .market import Market
from .relationship import Contractual
from .schema import AsIs
from .values import Quantity
from .words import phrase

PLAIN = Market()
"""A market of which nothing is said."""
PER_DIMENSION = ("quality", "promise")
"""What a move may change that differs by dimension."""


def rival_problems(case: AsIs) -> Iterator[Found]:
    """Mistakes of the market beside the firm."""
    market, dimensions = case.market, tuple(case.dimensions)
    for name, one in market.competitors.items():
        place = ("market", "competitors", name)
        yield from unknown((*place, "quality"), one.quality, dimensions)
        for missing in (d for d in dimensions if d not in one.quality):
            yield Found((*place, "quality", missing), "missing", None, phrase("per_dimension"))
        yield from unknown((*place, "promise"), one.promise, dimensions)
        for which, move in one.moves.items():
            yield from _move((*place, "moves", which), dimensions, one, move)
        if not _known(one):
            yield Found((*place, "reputation"), "wrong", 0, phrase("reachable"))
    said_twice = ("previous", "alternative") if market.competitors else ()
    for part in said_twice:
        if getattr(market, part) != getattr(PLAIN, part):
            yield Found(("market", part), "wrong", phrase("stated"), phrase("rivals_say"))
    if not market.competitors and market.without != PLAIN.without:
        yield Found(("market", "without"), "wrong", phrase("stated"), phrase("only_rivals"))
    yield from _returns(case)


def _known(one: Competitor) -> bool:
    """Whether anybody ever thinks of a competitor."""
    moves = (move for move in one.moves.values() if move.enabled and move.target == "reputation")
    return one.reputation.high > 0 or any(m.how == "add" and m.size.high > 0 for m in moves)


def _move(
    place: tuple[str, ...], dimensions: tuple[str, ...], one: Competitor, move: Move
) -> Iterator[Found]:
    """A move of what there is not, or beyond what any value of it can show."""
    what, _, dimension = move.target.partition(".")
    parts = {"quality": dimensions, "promise": tuple(one.promise)}.get(what, ())
    if what not in MOVABLE or (dimension and dimension not in parts):
        allowed = tuple(f"{part}.{d}" for part in PER_DIMENSION for d in dimensions)
        yield Found((*place, "target"), "wrong", move.target, (*MOVABLE, *allowed))
        return
    if what == "promise" and not one.promise:
        yield Found((*place, "target"), "wrong", move.target, phrase("promises_nothing"))
        return
    moved = getattr(one, what)
    quantity = (next(iter(moved.values())) if what in PER_DIMENSION else moved).quantity
    low, high = quantity.low - quantity.high, quantity.high - quantity.low
    if move.how == "multiply":
        low, high = 0.0, math.inf
    if not (low <= move.size.low and move.size.high <= high):
        said = Quantity(quantity.unit, low, high).allowed
        yield Found((*place, "size"), "wrong", move.size.value, said)


def _returns(case: AsIs) -> Iterator[Found]:
    """A way back that nobody could take."""
    if case.market.returns is None:
        return
    place = ("market", "returns")
    if not isinstance(case.relationship, Contractual):
        yield Found(place, "wrong", phrase("stated"), phrase("only_contract"))
    elif all(journey.kind != "join" for journey in case.journeys.values()):
        yield Found(("journeys",), "missing", None, phrase("join_again"))
