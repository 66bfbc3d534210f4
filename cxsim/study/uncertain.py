"""Joint draws of what the case is not sure of: one draw a replication, shared by all worlds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from cxsim.draws import keys, purposes
from cxsim.scenario.schema import AsIs, Scenario, values_of
from cxsim.world.numbers import central

EXECUTION = "execution"
"""One name for the execution of all levers: the same organisation carries them all out."""
MOST_TRIES = 1000
CONDITIONS = {
    "expectations": (
        "behaviour.expectations.will_weight",
        "behaviour.satisfaction.quality",
        "behaviour.satisfaction.inside_zone",
        "behaviour.satisfaction.disconfirmation",
    ),
    "memory": ("behaviour.memory.learning", "behaviour.memory.loss_ratio"),
    "sources": ("behaviour.expectations.promise", "behaviour.expectations.word"),
}
"""Joint conditions, and the values that each is about (rules 2, 7 and 4)."""


class Draw(NamedTuple):
    """Values by place for each scenario, and how many joint draws were tried to get them."""

    values: tuple[dict[str, float], ...]
    tries: int


def draw(scenarios: Sequence[Scenario], seed: int, replication: int) -> Draw:
    """Draw all uncertain values at once; a draw that breaks a joint condition is drawn again.

    What a case breaks with values that it is sure of is a warning, and no reason to draw again.

    Parameters
    ----------
    scenarios : sequence of Scenario
        AS-IS and redesigns of one case.
    seed, replication : int

    Returns
    -------
    Draw
    """
    case = scenarios[0].as_is
    root = keys.root_key(seed, replication)
    unsure = {place for place, value in values_of(case) if value.uncertain}
    held = {name for name, places in CONDITIONS.items() if not unsure.isdisjoint(places)}
    for attempt in range(MOST_TRIES):
        key = keys.fold(root, attempt)
        shared = {
            place: _between(value.low, value.high, key, place)
            for place, value in values_of(case)
            if value.uncertain
        }
        if held.isdisjoint(broken(central(scenarios[0]) | shared)):
            break
    own = [central(scenario) | shared | _levers(scenario, key) for scenario in scenarios]
    return Draw(tuple(own), attempt + 1)


def _levers(scenario: Scenario, key: int) -> dict[str, float]:
    """Draws of a redesign's own uncertain values."""
    if scenario.redesign is None:
        return {}
    return {
        place: _between(value.low, value.high, key, EXECUTION if is_execution(place) else place)
        for place, value in values_of(scenario.redesign)
        if value.uncertain
    }


def is_execution(place: str) -> bool:
    """Whether a place is how well a lever is carried out."""
    return place.startswith("levers.") and place.endswith(".execution")


def _between(low: float, high: float, key: int, name: str) -> float:
    """A draw that goes by the name of what is drawn, so that no other parameter can move it."""
    word = int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 1
    return low + (high - low) * keys.uniform(keys.fold(key, word), purposes.PARAMETER)


def broken(values: Mapping[str, float]) -> tuple[str, ...]:
    """Joint conditions that a set of values breaks (rules 2, 7, 4); a link at zero is exempt.

    Returns
    -------
    tuple of str
        "expectations": raising expectations would raise satisfaction; "memory": a loss and an equal
        gain would leave satisfaction higher; "sources": what is promised and what is said would
        weigh more than all there is.
    """
    found = []
    will, quality, inside, surprise = (values[place] for place in CONDITIONS["expectations"])
    if will > 0 and surprise > 0 and inside * surprise * (1 - will) < quality * will:
        found.append("expectations")
    gain, ratio = (values[place] for place in CONDITIONS["memory"])
    if gain > 0 and min(ratio * gain, 1.0) * (1 - gain) <= gain:
        found.append("memory")
    if sum(values[place] for place in CONDITIONS["sources"]) > 1:
        found.append("sources")
    return tuple(found)


def joint_warnings(case: AsIs) -> tuple[str, ...]:
    """Joint conditions that the case breaks at its central values."""
    return broken({place: value.value for place, value in values_of(case)})
