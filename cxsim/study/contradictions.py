"""Levers of one redesign that work against each other, and which of the two wins."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

from cxsim.scenario.levers import Lever, Redesign
from cxsim.scenario.words import Phrase, phrase
from cxsim.world.redesign import OPERATIONS


@dataclass(frozen=True)
class Contradiction:
    """Two levers that work against each other.

    Parameters
    ----------
    kind : str
        "opposite": one raises what the other lowers. "limited": a limit stands against a change.
        "crossed": at_least above at_most. "closed": one closes a touchpoint that the other acts on.
    place : str
        What both act on; the narrower of two targets.
    first, second : str
        Levers by name, in the order of the file.
    wins : str or None
        Whose side the value ends on: what composes later wins; of two alike, the stronger. None
        where two alike are as strong.
    """

    kind: str
    place: str
    first: str
    second: str
    wins: str | None

    def said(self) -> Phrase:
        """It as a sentence of both languages."""
        why = phrase(f"contradict_{self.kind}")
        wins = (
            phrase("neither_wins") if self.wins is None else phrase("lever_wins", lever=self.wins)
        )
        names = {"first": self.first, "second": self.second, "place": self.place}
        return phrase("contradict", **names, why=why, wins=wins)


def contradictions(redesign: Redesign) -> tuple[Contradiction, ...]:
    """Pairs of enabled levers that work against each other, in the order of the file.

    Levers for different archetypes do not meet. Dates are not looked at: levers stay in force.
    """
    levers = list(redesign.in_force.items())
    found: list[Contradiction] = []
    for (first, one), (second, other) in combinations(levers, 2):
        if one.archetypes and other.archetypes and not {*one.archetypes} & {*other.archetypes}:
            continue
        named = {first: one, second: other}
        found += _closing(named) or _on_one_place(named)
    return tuple(found)


def _closing(named: dict[str, Lever]) -> list[Contradiction]:
    """One of the two closes what the other acts on: nobody is left there to notice it."""
    first, second = named
    for closing, other in ((first, second), (second, first)):
        gone = named[closing].removes
        acts = [place for place in named[other].target if gone and _concerns(place, gone)]
        if acts:
            return [Contradiction("closed", acts[0], first, second, closing)]
    return []


def _concerns(place: str, touchpoint: str) -> bool:
    """Whether a place is of a touchpoint by name, or of a way from it or to it."""
    parts = place.split(".")
    if parts[0] == "touchpoints":
        return parts[1] == touchpoint
    return parts[0] == "journeys" and parts[2:3] != [] and touchpoint in parts[3:]


def _on_one_place(named: dict[str, Lever]) -> list[Contradiction]:
    """They act on a place that both name, one up and one down."""
    (first, one), (second, other) = named.items()
    places = [max(a, b, key=len) for a in one.target for b in other.target if _meet(a, b)]
    kind = _kind(one, other)
    if not places or kind is None:
        return []
    return [Contradiction(kind, places[0], first, second, _winner(named))]


def _meet(one: str, other: str) -> bool:
    """Whether two targets can name one value: each names all within, and `*` any one name."""
    pairs = zip(one.split("."), other.split("."), strict=False)
    return all(a == b or "*" in (a, b) for a, b in pairs)


def _kind(one: Lever, other: Lever) -> str | None:
    limits = [lever.how in ("at_least", "at_most") for lever in (one, other)]
    if all(limits):
        crossed = {lever.how: _effect(lever) for lever in (one, other)}
        return "crossed" if len(crossed) == 2 and crossed["at_least"] > crossed["at_most"] else None
    if _push(one) * _push(other) >= 0:
        return None
    return "limited" if any(limits) else "opposite"


def _winner(named: dict[str, Lever]) -> str | None:
    """Who composes later; of two that compose alike, who pushes harder."""
    (first, one), (second, other) = named.items()
    stage = OPERATIONS.index(one.how) - OPERATIONS.index(other.how)
    apart = stage or abs(_push(one)) - abs(_push(other))
    if apart == 0:
        return None
    return first if apart > 0 else second


def _push(lever: Lever) -> float:
    """Which way it moves a value that is not negative, and how far, as far as it is carried out."""
    effect, done = _effect(lever), lever.execution.value
    if lever.how == "add":
        return done * effect
    if lever.how == "multiply":
        factor = 1.0 + done * (effect - 1.0)
        return math.log(factor) if factor > 0 else -math.inf
    return 1.0 if lever.how == "at_least" else -1.0


def _effect(lever: Lever) -> float:
    return math.nan if lever.effect is None else lever.effect.value
