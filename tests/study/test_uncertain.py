"""Joint draws of what nobody knows: which values move, which move together, which are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats

from cxsim.scenario.schema import Scenario, values_of
from cxsim.study.uncertain import broken, draw, joint_warnings
from cxsim.world.numbers import central

from ..kit.scenarios import RICH, SMALLEST, made, redesigned
from ..kit.statistics import agree

LEVERS: dict[str, dict[str, Any]] = {
    "nicer": {
        "target": "touchpoints.desk.quality",
        "effect": {"value": 1, "low": 0, "high": 2},
        "execution": {"value": 0.6, "low": 0.4, "high": 0.8},
        "monthly": {"value": 10, "low": 5, "high": 20},
    },
    "cheaper": {
        "target": "touchpoints.line.cost",
        "how": "multiply",
        "effect": {"value": 0.8, "low": 0.6, "high": 1},
        "execution": {"value": 0.6, "low": 0.4, "high": 0.8},
        "reach": {"value": 0.5, "low": 0.2, "high": 0.8},
    },
}
TODAY = made(RICH)
TO_BE = redesigned(TODAY.as_is, LEVERS)
UNCERTAIN = [place for place, value in values_of(TODAY.as_is) if value.uncertain]


def certain(*changes: dict[str, Any], case: dict[str, Any] | None = None) -> Scenario:
    """A case with every value sure but for the changes."""
    base = RICH if case is None else case
    sure = {place: value.value for place, value in values_of(made(base).as_is)}
    return made(base, sure, *changes)


def test_what_is_certain_is_drawn_as_it_is() -> None:
    case = certain()
    assert not [place for place, value in values_of(case.as_is) if value.uncertain]
    assert draw([case], 1, 0) == ((central(case),), 1)


def test_a_draw_gives_every_value_and_moves_the_uncertain_ones() -> None:
    (found,), _ = draw([TODAY], 1, 0)
    stated = central(TODAY)
    assert found.keys() == stated.keys()
    assert {place for place in found if found[place] != stated[place]} == set(UNCERTAIN)
    assert len(UNCERTAIN) > 10


def test_worlds_share_the_draw_of_the_case() -> None:
    values, _ = draw([TODAY, TO_BE, TO_BE], 1, 3)
    for other in values[1:]:
        assert {place: other[place] for place in values[0]} == values[0]
    assert "levers.nicer.effect" not in values[0]


def test_redesigns_do_not_move_the_case_nor_each_other() -> None:
    other = redesigned(TODAY.as_is, {"only": {"target": "economics.price", "effect": 0}})
    alone, tries = draw([TODAY], 1, 5)
    beside, again = draw([TODAY, other, TO_BE], 1, 5)
    assert (beside[0], again) == (alone[0], tries)
    assert beside[2] == draw([TODAY, TO_BE], 1, 5).values[1]


def test_one_more_part_of_a_case_shifts_no_draw() -> None:
    """A draw goes by a name: it does not matter how many values stand before it."""
    larger = made(RICH, {"touchpoints.another": SMALLEST["touchpoints"]["desk"]})
    before, after = draw([TODAY], 1, 4).values[0], draw([larger], 1, 4).values[0]
    assert len(after) > len(before)
    assert {place: after[place] for place in before} == before


def test_one_more_uncertain_number_of_a_lever_shifts_no_other() -> None:
    more = {name: dict(lever) for name, lever in LEVERS.items()}
    more["nicer"]["one_off"] = {"value": 100, "low": 50, "high": 200}
    before = draw([TODAY, TO_BE], 1, 7).values[1]
    after = draw([TODAY, redesigned(TODAY.as_is, more)], 1, 7).values[1]
    assert {place for place in before if before[place] != after[place]} == {"levers.nicer.one_off"}


def test_a_lever_switched_off_shifts_no_other() -> None:
    fewer = {"nicer": LEVERS["nicer"] | {"enabled": False}, "cheaper": LEVERS["cheaper"]}
    before = draw([TODAY, TO_BE], 1, 7).values[1]
    after = draw([TODAY, redesigned(TODAY.as_is, fewer)], 1, 7).values[1]
    assert before == after


def test_one_organisation_executes_all_levers() -> None:
    other = redesigned(
        TODAY.as_is,
        {"late": LEVERS["cheaper"] | {"execution": {"value": 0.5, "low": 0, "high": 1}}},
    )
    for replication in range(5):
        _, mine, theirs = draw([TODAY, TO_BE, other], 1, replication).values
        assert mine["levers.nicer.execution"] == mine["levers.cheaper.execution"]
        luck = (mine["levers.nicer.execution"] - 0.4) / 0.4
        assert theirs["levers.late.execution"] == pytest.approx(luck)
        assert mine["levers.nicer.effect"] / 2 != pytest.approx(luck)


def test_replications_and_seeds_draw_anew() -> None:
    drawn = [draw([TODAY], seed, replication) for seed in (1, 2) for replication in (0, 1)]
    assert len({found.values[0]["economics.discount_rate"] for found in drawn}) == 4


def test_draws_fill_their_range_evenly() -> None:
    """Kolmogorov and Smirnov; a right draw fails once in 10,000 seeds, and the seed is fixed."""
    values = dict(values_of(TO_BE.redesign))  # type: ignore[arg-type]
    places = ["economics.discount_rate", "levers.nicer.effect", "levers.nicer.execution"]
    ranges = dict(values_of(TODAY.as_is)) | values
    found = [draw([TODAY, TO_BE], 11, replication).values[1] for replication in range(500)]
    for place in places:
        low, high = ranges[place].low, ranges[place].high
        drawn = np.array([one[place] for one in found])
        assert low < drawn.min()
        assert drawn.max() < high
        assert stats.kstest((drawn - low) / (high - low), "uniform").pvalue > 1e-4
    effects, rates = ([one[place] for one in found] for place in places[:2])
    assert abs(np.corrcoef(effects, rates)[0, 1]) <= 4 / np.sqrt(len(found))


# ---- joint conditions ----

LINKS = central(certain())


@pytest.mark.parametrize(
    ("learning", "ratio", "says"),
    [
        (0.2, 1.26, ()),
        (0.2, 1.25, ("memory",)),  # a loss and an equal gain leave all as it was
        (0.2, 1.0, ("memory",)),
        (0.0, 0.0, ()),  # switched off
        (0.6, 5.0, ("memory",)),  # no journey closes more than the whole gap
        (0.4, 2.5, ()),
    ],
)
def test_a_loss_outweighs_an_equal_gain(
    learning: float, ratio: float, says: tuple[str, ...]
) -> None:
    memory = {"behaviour.memory.learning": learning, "behaviour.memory.loss_ratio": ratio}
    assert broken(LINKS | memory) == says


@pytest.mark.parametrize(
    ("will", "inside", "says"),
    [
        (0.2, 0.2, ("expectations",)),  # .2 × .5 × .8 < .5 × .2
        (0.2, 0.25, ()),  # as much as it takes
        (0.0, 0.0, ()),  # switched off
    ],
)
def test_raising_expectations_never_satisfies(
    will: float, inside: float, says: tuple[str, ...]
) -> None:
    rules = {
        "expectations.will_weight": will,
        "satisfaction.inside_zone": inside,
        "satisfaction.disconfirmation": 0.5,
        "satisfaction.quality": 0.5,
    }
    given = {f"behaviour.{place}": value for place, value in rules.items()}
    assert broken(LINKS | given | {"behaviour.memory.learning": 0.0}) == tuple(says)
    without = given | {"behaviour.satisfaction.disconfirmation": 0.0}
    assert broken(LINKS | without | {"behaviour.memory.learning": 0.0}) == ()


HALF = {
    "behaviour.expectations.will_weight": 0,
    "behaviour.memory.learning": 0.2,
    "behaviour.memory.loss_ratio": {"value": 1.6, "low": 0.5, "high": 2.0},
}
"""Half of the range breaks the condition on memory: 0.5 to 1.25."""


def test_draws_that_break_a_condition_are_drawn_again() -> None:
    """The other half is drawn evenly, and the share of draws accepted is a half."""
    case = certain(HALF, case={})
    found = [draw([case], 1, replication) for replication in range(6000)]
    drawn = np.array([one.values[0]["behaviour.memory.loss_ratio"] for one in found])
    tries = np.array([one.tries for one in found])
    assert drawn.min() > 1.25
    agree(drawn.mean(), drawn.std() / np.sqrt(drawn.size), 1.625, 0.01 * 1.625)
    agree(tries.mean(), tries.std() / np.sqrt(tries.size), 2.0, 0.02)
    assert (np.bincount(tries)[1:4] / tries.size).tolist() == pytest.approx(
        [0.5, 0.25, 0.125], abs=4 * 0.5 / np.sqrt(tries.size)
    )


def test_what_a_case_breaks_for_certain_is_a_warning_and_refuses_no_draw() -> None:
    """No other draw could mend it."""
    case = certain({"behaviour.memory.learning": 0.2, "behaviour.memory.loss_ratio": 1})
    assert "memory" in joint_warnings(case.as_is)
    assert draw([case], 1, 0).tries == 1
