"""What holds on a day for the customers of one segment: the numbers of the case, as plain lists."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from cxsim.behaviour.market import adoption_hazard, promise_pull
from cxsim.behaviour.parameters import DAYS_A_YEAR
from cxsim.behaviour.reviews import review_pull
from cxsim.behaviour.word_of_mouth import forgotten
from cxsim.world.redesign import composed
from cxsim.world.world import World

from .rivals import Rivalry

VIEWS = (
    "needs",
    "channels",
    "quality",
    "spread",
    "depth",
    "failure",
    "cost",
    "tailoring",
    "hit",
    "intrusion",
    "entry",
    "share",
    "after",
    "aftermath",
    "promise",
    "line_spend",
    "delay",
    "promised",
    "minutes",
    "staffing",
    "transfers",
    "own_integration",
    "assisting",
    "containment",
    "rival_quality",
    "rival_promise",
    "rival_price",
    "rival_reputation",
)


class Terms:
    """The numbers that apply to a segment: an archetype with the levers that reach it.

    Parameters
    ----------
    world : World
        Where the numbers lie as arrays.
    segment : int
    """

    needs: list[float]
    channels: list[float]
    quality: list[list[float]]
    spread: list[list[float]]
    depth: list[list[float]]
    failure: list[float]
    cost: list[float]
    tailoring: list[float]
    hit: list[float]
    intrusion: list[float]
    entry: list[float]
    share: list[float]
    after: list[float]
    aftermath: list[list[float]]
    promise: list[float]
    line_spend: list[float]
    delay: list[float]
    promised: list[float]
    minutes: list[float]
    staffing: list[list[float]]
    transfers: list[list[float]]
    own_integration: list[float]
    assisting: list[list[float]]
    containment: list[list[float]]
    rival_quality: list[list[float]]
    rival_promise: list[list[float]]
    rival_price: list[float]
    rival_reputation: list[float]

    def __init__(self, world: World, segment: int) -> None:
        self.world = world
        self.segment = segment
        self.alone = self.friends = self.kept = 0.0
        self.reviews: tuple[float, float, float] | None = None
        """Stars shown today and on day 0, reviews against day 0; None where nobody writes any."""
        self.read()

    def read(self) -> None:
        """Read the numbers as levers have left them."""
        record = self.world.rules[self.segment]
        self.rules = SimpleNamespace(**{name: float(record[name]) for name in record.dtype.names})
        for view in VIEWS:
            setattr(self, view, getattr(self.world, view)[self.segment].tolist())
        self.rivalry = Rivalry(self)

    @property
    def relative_price(self) -> float:
        """Our price beside the competitors', both relative to day 0."""
        return float(self.rules.price) / self.rivalry.price

    def attract(self) -> None:
        """What a day does to a prospect alone and by friends (rule 36)."""
        rules = self.rules
        elasticity = rules.elasticity * rules.price_sensitivity
        bolder = promise_pull(self.surplus(), rules.promise_pull)
        price = self.relative_price
        if self.reviews is not None:
            bolder *= review_pull(*self.reviews, rules.review_valence, rules.review_volume)
        alone = adoption_hazard(rules.innovation, rules.reach, 0.0, 0.0, 1.0, price, elasticity)
        by_others = rules.imitation * rules.referral_pull
        friends = adoption_hazard(0.0, 0.0, by_others, 1.0, 1.0, price, elasticity)
        self.alone, self.friends = bolder * alone / DAYS_A_YEAR, bolder * friends / DAYS_A_YEAR
        self.kept = forgotten(1.0, 0.0, 1.0, rules.memory_days)

    def surplus(self) -> float:
        """What is promised beyond what is expected of anybody, by the weights of dimensions."""
        weight, category = self.world.weight, self.world.first_will
        archetype, total = int(self.world.owner[self.segment]), 0.0
        for d, promised in enumerate(self.world.advertised.tolist()):
            if promised:
                total += float(weight[archetype, d]) * (
                    self.promise[d] - float(category[archetype, d])
                )
        return total


def move_levers(world: World, today: int) -> bool:
    """Let the world outside, and levers as they are today, move the numbers; whether any has."""
    if today < 0:
        return False
    forces = world.forces[:, today]
    before = world.forces[:, today - 1] if today else np.zeros(len(forces))
    if not world.stirred[today] and np.array_equal(forces, before):
        return False
    for cell in world.cells:
        moved = composed(cell, world.changes, world.courses, world.forces, today)
        world.flat[cell.at] = moved
    for node in world.nodes:
        share_out(world, int(node.segment), range(int(node.first), int(node.first + node.count)))
    for detour in world.detours:
        gone = detour.grip * float(forces[detour.by]) * world.flat[detour.taken]
        world.flat[detour.taken] -= gone
        world.flat[detour.given] += gone
    return True


def share_out(world: World, segment: int, ways: range) -> None:
    """Keep the shares that levers set; the other ways on share the rest as they do today."""
    share, today = world.share[segment], world.share_today[segment]
    own = [e for e in ways if world.changed_share[segment, e]]
    others = [e for e in ways if not world.changed_share[segment, e]]
    taken, free = 0.0, 0.0
    for e in own:
        taken += share[e]
    for e in others:
        free += today[e]
    if all(share[e] == today[e] for e in own) or taken + free == 0.0:
        for e in ways:
            share[e] = today[e]
        return
    if taken > 1.0 or free == 0.0:
        for e in own:
            share[e] /= taken
    for e in others:
        share[e] = today[e] * max(0.0, 1.0 - taken) / free if free > 0.0 else 0.0
