"""A stress test: what is lived under each shock and none, who wins, where that turns, how long."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cxsim
from cxsim.scenario import Problems
from cxsim.scenario.schema import Scenario
from cxsim.study.stress import CALM, Condition, Stress, _harder, _overtaken, course_of

from ..kit.scenarios import made, redesigned

ABOUT: dict[str, Any] = {"customers": 40, "horizon_days": 150, "replications": 3}


def shock(**effects: Any) -> dict[str, Any]:
    return {
        "label": "A shock",
        "start_day": 40,
        "days": 5,
        "short_days": 5,
        "long_ratio": 0,
        "enabled": False,
        "effects": effects,
    }


WORSE = {"target": "touchpoints.desk.quality", "how": "add", "size": -4}
SCAR = WORSE | {"permanent": 0.5}
DEARER = {"target": "archetypes.anyone.spend", "how": "multiply", "size": 0.5}
# How much better the desk is made, and for what money.
BETTER = {"target": "touchpoints.desk.quality", "effect": 1.5, "execution": 1}


@pytest.fixture(scope="module")
def today() -> Scenario:
    shocks = {
        "passing": shock(worse=WORSE),
        "scarring": shock(worse=SCAR),
        "poorer": shock(dearer=DEARER | {"permanent": 1}),
        "nothing": shock(worse=WORSE | {"size": 0}),
    }
    return made(
        {
            "archetypes.anyone.spend": 20,
            "archetypes.anyone.needs": {"ask": 4},
            "behaviour": {},
            "shocks": shocks,
        }
    )


@pytest.fixture(scope="module")
def plan(today: Scenario) -> Scenario:
    return redesigned(today.as_is, {"one": BETTER})


@pytest.fixture(scope="module")
def found(today: Scenario, plan: Scenario) -> Stress:
    return cxsim.stress(today, [plan], **ABOUT)


def of(frame: pd.DataFrame, **given_: Any) -> pd.DataFrame:
    for column, value in given_.items():
        frame = frame[frame[column] == value]
    return frame


def test_every_world_is_lived_under_every_shock_in_every_size(found: Stress) -> None:
    worth = of(found.worth, metric="npv")
    met = set(zip(worth["shock"], worth["times"], worth["scenario"], strict=True))
    conditions = [("", 0.0), *((s, t) for s in found.shocks for t in found.times)]
    assert met == {(*condition, name) for condition in conditions for name in found.names}
    assert found.shocks == ("passing", "scarring", "poorer", "nothing")


def test_without_a_shock_it_is_a_comparison(found: Stress, today: Scenario, plan: Scenario) -> None:
    compared = cxsim.compare(today, [plan], **ABOUT)
    for metric in ("npv", "retention", "nps"):
        mine = of(found.worth, shock="", scenario=plan.name, metric=metric).iloc[0]
        theirs = compared.deltas[plan.name, metric]
        assert mine["delta"] == pytest.approx(theirs.mean, rel=1e-12, abs=1e-12)
        assert (mine["low"], mine["high"]) == pytest.approx((theirs.low, theirs.high))


def test_a_shock_of_no_size_changes_nothing(found: Stress) -> None:
    calm = of(found.worth, shock="").drop(columns=["shock", "times"])
    none = of(found.worth, shock="nothing", times=1.0).drop(columns=["shock", "times"])
    redesign = calm["scenario"] != "as_is"
    pd.testing.assert_frame_equal(
        calm[redesign].reset_index(drop=True),
        none[none["scenario"] != "as_is"].reset_index(drop=True),
    )
    assert not of(found.felt, shock="nothing")[["worst", "soon", "late", "over_month"]].any().any()


def test_no_multiple_of_a_shock_leaves_anybody_without_a_way() -> None:
    shut = {"target": "archetypes.*.channels.store", "how": "multiply", "size": 0.02}
    case = {"archetypes.anyone.channels": {"store": 1}, "shocks": {"shut": shock(it=shut)}}
    place, closed = "shocks.shut.effects.it.size", made(case)
    sizes = [
        _harder({place: 0.02}, closed, Condition("shut", times))[place]
        for times in (0.5, 1, 1.01, 2, 9)
    ]
    assert sizes[:3] == pytest.approx([0.51, 0.02, 0.0102])
    assert all(size > 0 for size in sizes)
    assert sizes == sorted(sizes, reverse=True)


def test_nothing_is_felt_before_it_strikes_and_a_scar_stays(found: Stress) -> None:
    months = found.months.set_index(["shock", "times", "scenario", "month"]).sort_index()
    months = months["satisfaction"]
    calm = months["", 0.0, "as_is"]
    for name in ("passing", "scarring"):
        assert (months[name, 1.0, "as_is"] - calm).iloc[0] == 0
    last = {name: (months[name, 1.0, "as_is"] - calm).iloc[-1] for name in ("passing", "scarring")}
    assert last["scarring"] < last["passing"]
    worst = of(found.felt, shock="scarring", scenario="as_is", figure="satisfaction")
    one, two = (of(worst, times=size)["worst"].iloc[0] for size in (1.0, 2.0))
    assert two < one < 0


def test_the_same_futures_whatever_else_is_asked(found: Stress, today: Scenario, plan: Scenario):
    few = cxsim.stress(today, [plan], ["poorer"], **ABOUT, threads=1, times=(2.0,))
    mine = of(few.worth, shock="poorer").reset_index(drop=True)
    theirs = of(found.worth, shock="poorer", times=2.0).reset_index(drop=True)
    pd.testing.assert_frame_equal(mine, theirs)


def test_its_summary_names_all(found: Stress) -> None:
    told = found.summary()
    assert list(told["shocks"]) == ["none", *found.shocks]
    assert set(told["shocks"]["passing"]) == {"1", "2"}
    assert told["shocks"]["none"]["0"]["best"] in found.names


def test_what_makes_no_sense_is_refused_at_once(today: Scenario, plan: Scenario) -> None:
    with pytest.raises(Problems) as wrong:
        cxsim.stress(today, [plan], ["passin"], customers=0)
    assert len(wrong.value.problems) == 2
    assert "passing" in str(wrong.value)
    with pytest.raises(Problems):
        cxsim.stress(made(), [], **ABOUT)


@pytest.mark.parametrize(
    ("gap", "course"),
    [
        ([0, 0, 0, 0], (0, 1, 0, 0, 0)),
        ([-1, -4, -1, -0.3, 0], (-4, 2, -2, -1.3 / 3, 3)),
        ([-1, -1, -1, -1], (-1, 1, -1, -1, math.nan)),
        ([-2, 0, 0, -0.5, 0, 0], (-2, 1, -2 / 3, -0.5 / 3, 4)),
        ([0.5], (0.5, 1, 0.5, 0.5, math.nan)),
    ],
)
def test_the_course_of_a_gap(gap: list[float], course: tuple[float, ...]) -> None:
    assert course_of(np.array(gap)) == pytest.approx(course, nan_ok=True)


worths = st.lists(st.floats(-100, 100), min_size=3, max_size=3)


@settings(derandomize=True, deadline=None)
@given(worths, worths)
def test_who_overtakes_whom(a: list[float], b: list[float]) -> None:
    names = ("as_is", "to_be_a", "to_be_b")
    one, two = np.array(a), np.array(b)
    turns = _overtaken(1.0, one, 2.0, two, names)
    best = names[int(np.argmax(one))]
    at = 1.0
    for before, after, times in turns:
        assert before == best
        assert at <= times <= 2.0
        worth = one + (times - 1.0) * (two - one)
        assert worth[names.index(after)] == pytest.approx(worth.max(), abs=1e-9)
        best, at = after, times
    assert two[names.index(best)] == pytest.approx(two.max(), abs=1e-9)


def test_no_shock_is_a_condition_of_its_own() -> None:
    assert Condition("", 0.0) == CALM
